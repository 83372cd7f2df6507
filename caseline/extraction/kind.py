"""What a paper is: a document kind of the country, by headings, letterhead, wording and form."""
import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from typing import Iterator, Mapping, NamedTuple, Sequence

from caseline import countries
from caseline.extraction.cues import CueSet, Hit, any_of
from caseline.extraction.fold import fold
from caseline.extraction.form import Form, form_of
from caseline.extraction.grammar import LANGUAGES

_TOP = 4000
_LINES = 60
# What a paper is must not hang on its length: signs are taken from its beginning.
_HEARD = 1500
_SURE, _MATTER = 12.0, 9.0
# A page that is longer than any sheet is read to here.
_FAR = 20_000
# How much a wording in each zone of the paper speaks for or against a kind, and how far down the zone reaches.
_WEIGHT = {'top': 5.0, 'strong': 4.5, 'head': 2.5, 'body': 2.0, 'not': -8.0, 'not_top': -8.0}
_REACH = {'top': 130, 'strong': 1_000_000, 'head': 1500, 'body': 1_000_000, 'not': 1_000_000, 'not_top': 60}
_EARLY = frozenset(zone for zone, reach in _REACH.items() if reach <= _HEARD)
_SUBJECT = re.compile(r'\s*(concerne|objet|betreft|betreff|betrifft|betr\.?|onderwerp|re|subject|inzake)\s?:')
_COURT_WORDS = re.compile(r'\b(?:applicants?|court|judgment|appeal(?:ed)?|the government|requerante?s?|tribunal|cour|arret|appelante?|intimee?|eisers?|eiseres|verweerders?|appellante?|rechtbank|gerechtshof|het hof|college|klager(?:in)?|beklagte[nr]?|gericht|urteil|berufung|revision|beschwerdefuhrer(?:in)?)\b')
# A line of a letterhead names the office, not the paper.
_OFFICE = re.compile(r'(?:service|dienst|cel|cellule|directie|direction)\b')
_GAP = re.compile(r'\t+| {3,}|\s*\|\s*')
# Near the top a dash, a colon or a bracket parts an office from a heading, and a heading from its date or number.
_PARTED = re.compile(r'\t+| {3,}|\s*[|·•]\s*|\s+-+\s+| ?: | ?[()\[\]]|\. (?=[a-z])|(?<=[a-z]), (?=[a-z\d])| (?=n[or°]?\.? ?\d)')
_TOP_LINES = 8
# “Declaration of participation signed on 3 February”: a line that tells of another paper.
_DATED_LINE = re.compile(r'\b(?:signed|signee?s?|getekend|ondertekend|unterschrieben|unterzeichnet|introduite?|ingediend|received|recue?|ontvangen) (?:le|on|op|am)\b')
# “ma carte d'identité”, “votre demande”: spoken of, not a heading.
_OWNED = re.compile(r'\b(?:ma|mon|mes|votre|vos|notre|nos|sa|son|ses|leurs?|my|your|his|her|our|their|mijn|uw|zijn|haar|hun|onze?|mein\w*|ihre?\w*|seine?\w*|unser\w*|the|cette|cet|deze|dit|dieser?|this) $')
_ITEM = re.compile(r'\s*(?:\d{1,2}[.)]\s|[-*•>→]\s)')
_SPACED = re.compile(r'(?<!\w)(?:\w ){3,}\w(?!\w)')
# The label of a form before its answer; “Model:” and “Document:” name the paper itself.
_ANSWER = re.compile(r'(?<!model)(?<!modele)(?<!document)(?<!formulaire)(?<!formulier)(?<!objet)(?<!betreft)(?<!subject)(?<!type)(?<!kind)(?<!soort)[a-z)] ?: $')
_LONG = 3000
_SUBJECT_REACH = 90
_NEAR_TOP = 400
_LEAST = 4.0
# From how much of its own a kind takes over the heading of its wider kind.
_OWN = 6.0


@dataclass(frozen=True, slots=True)
class Kind:
    """The kind, how clearly it won (0..1) and the heading or wording that spoke for it."""
    key: str | None
    certainty: float
    why: str


class _Rules(NamedTuple):
    """The cues of all kinds by where they are looked for, what combinations of signs weigh, by one of their signs, the kinds that need a wording, and the wider kind of some."""
    cues: Mapping[str, CueSet]
    combinations: Mapping[str, tuple[tuple[str, frozenset[str], frozenset[str], float], ...]]
    needy: frozenset[str]
    wider: Mapping[str, str]


def kind_of(text: str, folded: str, country: str, *, mail: bool = False) -> Kind:
    """Return the document kind of a paper from its first page; `mail` says that the file itself was an e-mail."""
    text, folded = _closed_up(text, folded)
    scores, why = _scores(text, folded, country, mail)
    ranked = sorted(scores.items(), key=lambda item: -item[1])
    if not ranked or ranked[0][1] < _LEAST:
        return Kind('other' if folded.strip() else None, 0.3, 'no heading or wording of a known kind')
    best, score = ranked[0]
    second = ranked[1][1] if len(ranked) > 1 else 0.0
    return Kind(best, min(1.0, score / 20) * min(1.0, 0.5 + (score - second) / 10), why.get(best, ''))


def _closed_up(text: str, folded: str) -> tuple[str, str]:
    """Print headings that were spaced out, “B E S C H E I D”, as words."""
    if not _SPACED.search(folded[:_TOP]):
        return text, folded
    closed = _SPACED.sub(lambda match: match.group().replace(' ', ''), text[:_TOP]) + text[_TOP:]
    return closed, fold(closed)


def _scores(text: str, folded: str, country: str, mail: bool = False) -> tuple[dict[str, float], dict[str, str]]:
    scores: dict[str, float] = {}
    why: dict[str, str] = {}
    seen: set[str] = set()
    spoken: dict[str, float] = {}
    rules, said, met = _rules(country), set(), set()
    for hit in _hits(rules, text, folded):
        zone, _, key = hit.label.partition('|')
        key = key.partition('#')[0]
        if zone == 'says':
            if hit.start < _HEARD:
                said.add(key)
        elif zone == 'must':
            met.add(key)
        elif zone == 'subject':
            scores[key] = scores.get(key, 0.0) + (_MATTER if _in_subject(folded, hit) and hit.label not in seen else 0.0)
            seen.add(hit.label)
        elif zone in ('sure', 'title'):
            weight, line, leads = _title_weight(text, folded, hit)
            if zone == 'sure' and not (leads and (text[hit.start].isupper() or hit.start < _NEAR_TOP) and not _numbered(folded, hit) and not _answers(folded, hit)):
                continue
            if weight and weight + _SURE * (zone == 'sure') > scores.get(key, 0.0):
                scores[key], why[key] = weight + _SURE * (zone == 'sure'), f'heading “{line}”'
        elif hit.label not in seen and hit.start < _REACH[zone]:
            seen.add(hit.label)
            spoken[key] = spoken.get(key, 0.0) + _WEIGHT[zone]
    for key in rules.needy & (scores.keys() | spoken.keys()) - met:
        spoken[key] = spoken.get(key, 0.0) - 10
    form = form_of(folded, country)
    _weigh_form(spoken, rules, form, said)
    for key, weight in spoken.items():
        scores[key] = scores.get(key, 0.0) + weight
        why.setdefault(key, 'wording of such papers')
    for key, wider in rules.wider.items():
        if scores.get(key, 0.0) >= _OWN and scores.get(wider, 0.0) > scores[key]:
            scores[key] = max(scores[key], scores[wider] + 0.5)
    if len(folded) > _LONG and len(_COURT_WORDS.findall(folded[:12000])) > 0.9 * min(len(folded), 12000) / 1000:
        scores['court_judgment'] = max(14.0, scores.get('court_judgment', 0.0))
    if mail or form.surely_mail:
        mails = {key: scores.get(key, 0.0) for key in ('lawyer_email', 'email')}
        return {max(mails, key=mails.get): 20.0}, why
    return scores, why


def _hits(rules: _Rules, text: str, folded: str) -> Iterator[Hit]:
    """Every cue where it counts: headings in the lines that can be one, the letterhead's at the top, the others anywhere."""
    lines, starts, begins = _headings(text, folded)
    for part, where in (('sure', lines), ('early', folded[:_HEARD]), ('anywhere', folded[:_FAR]), ('title', lines)):
        for hit in rules.cues[part].scan(where):
            if where is lines:
                line = bisect_right(starts, hit.start) - 1
                moved = begins[line] - starts[line]
                yield hit._replace(start=hit.start + moved, end=hit.end + moved)
            else:
                yield hit


def _headings(text: str, folded: str) -> tuple[str, Sequence[int], Sequence[int]]:
    """The lines that can hold a heading, one below the other, where each begins there and where in the page; sentences are none."""
    lines, starts, begins, begin, length = [], [], [], 0, 0
    for number, line in enumerate(folded[:_TOP].split('\n')[:_LINES]):
        long = number > 4 and len(line) > 45 and (len(line) > 130 or line.rstrip().endswith('.'))
        if len(line) < _TOP / 2 and (not long or _GAP.search(line.strip()) or _in_capitals(text[begin:begin + len(line)])):
            lines.append(line)
            starts.append(length)
            begins.append(begin)
            length += len(line) + 1
        begin += len(line) + 1
    return '\n'.join(lines), starts, begins


def _in_capitals(text: str) -> bool:
    return sum(map(str.isupper, text)) > 0.6 * sum(map(str.isalpha, text))


def _weigh_form(scores: dict[str, float], rules: _Rules, form: Form, said: set[str]) -> None:
    signs = form.signs | said
    for sign in ('', *signs):
        for key, needed, absent, weight in rules.combinations.get(sign, ()):
            if needed <= signs and absent.isdisjoint(signs):
                scores[key] = scores.get(key, 0.0) + weight


def _in_subject(folded: str, hit: Hit) -> bool:
    """Whether a wording stands in the line “Concerns: …” of a letter, near its beginning."""
    begin = folded.rfind('\n', 0, hit.start) + 1
    return hit.start < _REACH['head'] and hit.start - begin < _SUBJECT_REACH and bool(_SUBJECT.match(folded, begin))


def _title_weight(text: str, folded: str, hit: Hit) -> tuple[float, str, bool]:
    """Headings count by how much of their line they fill, by capitals and by standing high on the page; 0 for none."""
    begin = folded.rfind('\n', 0, hit.start) + 1
    stop = folded.find('\n', hit.start)
    stop = len(folded) if stop < 0 else stop
    number = folded.count('\n', 0, begin) if begin < _TOP else _LINES
    if number >= _LINES or hit.end > stop:
        return 0.0, '', False
    whole_begin, whole = begin, text[begin:stop].strip()
    subject = bool(_SUBJECT.match(folded, begin))
    begin, stop = _cell(folded, begin, stop, hit, _PARTED if number < _TOP_LINES and not subject else _GAP)
    raw, line = text[begin:stop], folded[begin:stop].strip()
    if not 2 < len(line) < 130:
        return 0.0, '', False
    offset = hit.start - begin - (len(raw) - len(raw.lstrip()))
    printed = text[hit.start:hit.end].isupper()
    capitals = _in_capitals(raw)
    share = min(1.0, (hit.end - hit.start) / len(line))
    lead = offset < 4 or not line[:offset].strip(' -.:0123456789"')
    sentence = len(whole) > 45 and not capitals and (whole.endswith('.') or len(whole) > 130)
    if sentence and not (lead and share > 0.6 and number < 5) or number > 2 and _numbered(folded, hit) or number and _ITEM.match(folded, whole_begin):
        return 0.0, '', False
    if share < 0.3 and not (lead and (printed or not folded[:begin].strip())) and not (subject and offset < 45):
        return 0.0, '', False
    if not lead and _OWNED.search(folded, begin, hit.start) or len(line) and hit.end - hit.start < 4 and number:
        return 0.0, '', False
    bracketed = 4.0 * (folded[begin - 1:begin] in '([' and begin > whole_begin)
    weight_of_office = 5.0 * bool(_OFFICE.match(line) or _OFFICE.match(folded, whole_begin))
    told = not capitals and number > 2 and bool(_DATED_LINE.search(line, offset))
    weight = 3.0 if subject else 4 + 7 * share + 3 * (capitals or printed) + 2 * lead - min(4.0, number / 12)
    return weight - weight_of_office - bracketed - 4.0 * sentence - 2.5 * told + min(2.0, (hit.end - hit.start) / 15), raw.strip(), (lead or capitals) and not subject


def _numbered(folded: str, hit: Hit) -> bool:
    """Whether a number stands before a heading in its line: “4. Annexe 13, 08/03/2012” is a row of a list."""
    begin = folded.rfind('\n', 0, hit.start) + 1
    return any(map(str.isdigit, folded[begin:hit.start]))


def _answers(folded: str, hit: Hit) -> bool:
    """Whether a heading answers a label of a form, “Residence status: annex 35”, and is none."""
    begin = folded.rfind('\n', 0, hit.start) + 1
    return bool(_ANSWER.search(folded, begin, hit.start))


def _cell(folded: str, begin: int, stop: int, hit: Hit, gap: re.Pattern[str]) -> tuple[int, int]:
    """The part of a line between gaps: “KONINKRIJK BELGIE          BIJLAGE 13” is two headings side by side."""
    gaps = [match.span() for match in gap.finditer(folded, begin, stop)]
    begin = max((end for _, end in gaps if end <= hit.start), default=begin)
    return begin, min((start for start, _ in gaps if start >= hit.end), default=stop)


@cache
def dating_act(key: str | None, country: str) -> re.Pattern[str] | None:
    """What a paper of a kind tells that was done on its own day; None for kinds that tell nothing of it."""
    whole: Mapping[str, Mapping] = countries.load(country).table('cues/kinds')
    cues = whole['kinds'].get(key or '', {}).get('dated')
    return any_of(_spelled(cue, whole['groups']) for cue in cues) if cues else None


@cache
def _rules(country: str) -> _Rules:
    whole: Mapping[str, Mapping] = countries.load(country).table('cues/kinds')
    table = _spelled_out(whole['kinds'], whole['groups'])
    said = {f'says|{sign}': tuple(cues) for sign, cues in whole['signs']['says'].items()}
    cues = {part: CueSet({f'{zone}|{key}#{number}': (cue,) for key, zones in table.items() for zone in among
                          for number, cue in enumerate(zones.get(zone, ()))} | (said if part == 'early' else {}))
            for part, among in (('sure', ('sure',)), ('early', ('subject', *_EARLY)), ('anywhere', ('must', *(_WEIGHT.keys() - _EARLY))))}
    cues['title'] = CueSet({f'title|{key}': tuple(zones.get('title', ())) + _own_titles(country, key) for key, zones in table.items()})
    combinations: dict[str, tuple] = {}
    for key, zones in table.items():
        for signs, weight in zones.get('form', {}).items():
            needed = frozenset(sign for sign in signs.split() if sign[0] != '!')
            absent = frozenset(sign[1:] for sign in signs.split() if sign[0] == '!')
            first = min(needed, key=_commonness, default='')
            combinations[first] = (*combinations.get(first, ()), (key, needed, absent, weight))
    return _Rules(cues, combinations, frozenset(key for key, zones in table.items() if 'must' in zones),
                  {key: zones['of'] for key, zones in table.items() if 'of' in zones})


def _spelled_out(table: Mapping[str, Mapping], groups: Mapping[str, str]) -> Mapping[str, Mapping]:
    """The kinds with the sets of words that their cues name, “@cert”, put in place."""
    return {key: {zone: tuple(_spelled(cue, groups) for cue in cues) if isinstance(cues, (list, tuple)) else cues for zone, cues in zones.items()}
            for key, zones in table.items()}


def _spelled(cue: str, groups: Mapping[str, str]) -> str:
    return re.sub(r'@(\w+)', lambda match: groups[match.group(1)], cue)


def _commonness(sign: str) -> tuple[bool, str]:
    """Mails and letters are common; a combination is looked for by its rarer sign."""
    return sign in ('mail', 'letter', 'self', 'dates', 'dated', 'formal', 'informal'), sign


def _own_titles(country: str, key: str) -> tuple[str, ...]:
    kind = countries.load(country).document_types.get(key)
    if kind is None or key == 'other':
        return ()
    names = (re.sub(r'\([^)]*\)', '', kind.title.get(language, '')) for language in LANGUAGES)
    parts = (part.strip() for name in names for part in name.split('/') if '/' not in name or ' ' in part.strip())
    return tuple(re.sub(r'[^a-z0-9\' -]', '', fold(part)) for part in parts if len(part) > 9)
