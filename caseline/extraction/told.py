"""What a source says of one event beyond its dates: the paper used, the place, the number, the outcome."""
import re
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import Any, Mapping, Sequence

from caseline import countries
from caseline.extraction.cues import any_of
from caseline.extraction.fold import fold
from caseline.extraction.model import KnownPerson

_ANNEX = re.compile(r'\b(?:annexe|bijlage|annex|anlage)\s*(?:n°|nr\.?)?\s*(\d{1,2}(?:bis|ter|quater|quinquies|sexies|septies|octies)?)\b')
_PLACE = re.compile(r"(?P<before>[\w']+)[ \n]+(?P<place>[A-ZÀ-Þ][\w'’]+(?:-[\w'’]+)*)")
_POSTCODE = re.compile(r'[1-9]\d{3}')
_WORD = re.compile(r'[\w-]+')
_NEAR = 45
_SHOUTED = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ'’-]+")
_SMALL_WORDS = frozenset(('AL', 'AN', 'BO', 'DA', 'DE', 'DI', 'DU', 'EL', 'EN', 'ET', 'LA', 'LE', 'LI', 'OF', 'TE', 'UN'))


@dataclass(frozen=True)
class Told:
    """One event as a paper tells it, with what can be found of it in the source's words.

    `near` is where in `quote` the words of the event stand. `names` are those in the paper, `matched` the members of the
    family that they are, `known` all members. `numbers` are (system, value); `own` says the paper is about this event, and
    then `paper` is its whole first page. `of_many` says that such
    a paper speaks of many people, not of those it names first. `written` is the paper's date, `author` who wrote it, as it gives the name.
    """
    type: str
    edtf: str
    within: bool
    dates: Mapping[str, str]
    quote: str = ''
    near: int = 0
    names: Sequence[str] = ()
    matched: Sequence[KnownPerson] = ()
    known: Sequence[KnownPerson] = ()
    lawyers: Sequence[str] = ()
    numbers: Sequence[tuple[str, str]] = ()
    kind: str = ''
    of_many: bool = False
    own: bool = False
    paper: str = ''
    written: str = ''
    author: str = ''
    country: str = 'be'

    @cached_property
    def folded(self) -> str:
        """The quote, folded."""
        return fold(self.quote)

    @cached_property
    def words(self) -> str:
        """The folded words of the quote between single spaces, so that “ selam ” is found as a word."""
        return spaced(self.quote)

    @cached_property
    def spaced(self) -> str:
        """The folded quote with its marks, between single spaces, where an initial such as “ s. ” is found."""
        return f" {' '.join(self.folded.split())} "

    @cached_property
    def whole(self) -> str:
        """The quote, and of the paper's own event the whole first page, folded."""
        return fold(f'{self.quote}\n{self.paper}') if self.own else self.folded

    def holds(self, flag: str) -> bool:
        """Say whether a fact named in the sentences' data holds: `planned`, `lasting`, `own`, `in_<kind of paper>`,
        `is_<date role>` where that date is the event's own, else one whose cues stand in the quote."""
        if flag == 'planned':
            return bool(self.written) and self.edtf[:10] > self.written[:len(self.edtf[:10])]
        if flag == 'lasting':
            return self.edtf.endswith('/..')
        if flag.startswith('in_'):
            return self.kind == flag[3:]
        if flag.startswith('is_'):
            return self.dates.get(flag[3:]) == self.edtf
        if flag not in self._answers:
            self._answers[flag] = self.own if flag == 'own' else self._stands(flag) and not self._denied(flag)
        return self._answers[flag]

    @cached_property
    def _answers(self) -> dict[str, bool]:
        """What was asked before: each language asks the same."""
        return {}

    def _stands(self, flag: str) -> bool:
        text = self.whole if flag in _cues(self.country)['about_the_paper'] else self.folded
        return bool(_pattern(self.country, flag).search(text))

    def _denied(self, flag: str) -> bool:
        """Two outcomes that exclude each other in one sentence: neither is said."""
        pairs = _cues(self.country)['excluding'].get(flag, ())
        return any(self._stands(other) for other in pairs)

    def annex(self) -> str:
        """The number of the annex by which this kind of act is made, when the source names just one."""
        allowed = _cues(self.country)['annexes'].get(self.type, ())
        found = {number for number in _ANNEX.findall(self.folded) if number in allowed}
        own = self.kind.removeprefix('annex_') if self.own and self.kind.startswith('annex_') else ''
        return own if own in allowed else found.pop() if len(found) == 1 else ''

    def days(self) -> str:
        """The number of days given to leave, in figures."""
        match = _days(self.country).search(self.whole)
        value = match.group(1) if match else ''
        return str(_cues(self.country)['numbers'].get(value, value))

    def number(self) -> str:
        """The number of the judgment, in groups of three."""
        system = _cues(self.country)['numbered'].get(self.type)
        found = list(dict.fromkeys(value for kind, value in self.numbers if kind == system))
        if not found or len(found) > 1 and not self.own:
            return ''
        return f'{int(found[0]):,}'.replace(',', '\u00a0') if found[0].isdecimal() else found[0]

    def place(self, lang: str) -> str:
        """The municipality that the quote names, in the reader's language; of several the one next to the event's words."""
        found = [(match.start('place'), name) for match in _PLACE.finditer(self.quote) if (name := self._municipality(match, lang)) and not self._of_birth(match.start())]
        next_to = [name for start, name in found if 0 <= start - self.near <= _NEAR]
        names = {name for _, name in found}
        return names.pop() if len(names) == 1 else next_to[0] if next_to else ''

    def _municipality(self, match: re.Match[str], lang: str) -> str:
        before, word = fold(match.group('before')), fold(match.group('place'))
        if before not in _cues(self.country)['place_after'] and not _POSTCODE.fullmatch(before):
            return ''
        names = _exonyms(self.country).get(word)
        exact, beginnings = _municipalities(self.country)
        known = word in exact or word.startswith(beginnings)
        return names.get(lang, match.group('place')) if names else match.group('place') if known else ''

    def _of_birth(self, start: int) -> bool:
        """“geboren te Brussel” tells where a pupil was born, not where the school is."""
        before = self.folded[max(0, start - 12):start].split()
        return self.type != 'birth' and bool(before) and before[-1] in _cues(self.country)['born']

    def parent(self) -> str:
        """'father' or 'mother' when the quote begins with one of them: “Vader werd opgepakt”; else ''."""
        return next((who for who in ('father', 'mother') if _pattern(self.country, who).match(self.folded.lstrip(' -*'))), '')

    def of_children(self) -> bool:
        """Whether it is children who do such a thing."""
        return self.type in _cues(self.country)['of_children']

    def household(self) -> bool:
        """Whether a family does such a thing together, as long as the source does not say who."""
        return self.type in _cues(self.country)['household']

    def personal(self) -> bool:
        """Whether such an event happens to one person."""
        return self.type in _cues(self.country)['personal']

    def marked_as_planned(self) -> bool:
        """Whether the event is still to come and may be so: an act that is told before it is done is rather misread."""
        return self.type in _cues(self.country)['may_be_planned'] and self.holds('planned')

    def school(self) -> str:
        """The name of the school: in the quote, or of its own paper on the first line that names one."""
        for text in (self.quote, self.paper[:400] if self.kind in _cues(self.country)['papers_of_schools'] else ''):
            match = _school(self.country).search(text)
            if match:
                return spelled(' '.join(match.group().split()))
        return ''

    def lawyer(self) -> str:
        """The lawyer a mandate or contact is about: the author of a lawyer's paper, else the one named in the quote."""
        author = set(fold(self.author).split())
        if author and self.kind in _cues(self.country)['papers_of_lawyers']:
            return spelled(next((name for name in self.lawyers if author & set(fold(name).split())), self.author.partition(',')[0]))
        return spelled(next((name for name in self.lawyers if (spaced(name).split() or ['?'])[-1] in self.folded), ''))


@lru_cache(maxsize=4096)
def spaced(text: str) -> str:
    """Return the folded words of a text, each between spaces: “Selam's” gives “ selam s ”."""
    return f" {' '.join(_WORD.findall(fold(text)))} "


def spelled(name: str) -> str:
    """Return a name with the words that are printed in capitals written as names are: “Claire DUMORTIER” as in a letter."""
    return _SHOUTED.sub(lambda match: match.group().title() if len(match.group()) > 2 or match.group() in _SMALL_WORDS else match.group(), name)


def _cues(country: str) -> Mapping[str, Any]:
    return countries.load(country).table('sentences/told')


@cache
def _pattern(country: str, flag: str) -> re.Pattern[str]:
    return any_of(_cues(country)['cues'].get(flag, ()))


@cache
def _days(country: str) -> re.Pattern[str]:
    return re.compile(_cues(country)['days'])


@cache
def _school(country: str) -> re.Pattern[str]:
    return re.compile(_cues(country)['school'])


@cache
def _exonyms(country: str) -> Mapping[str, Mapping[str, str]]:
    return {fold(name): names for names in _cues(country)['exonyms'] for name in names.values()}


@cache
def _municipalities(country: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """Folded names, and the beginnings of those that are written with endings; the country itself is no municipality."""
    names = [name for name in countries.load(country).table('places')['places'] if name not in _cues(country)['no_municipality']]
    return frozenset(name for name in names if '*' not in name), tuple(name.rstrip('*') for name in names if '*' in name)
