"""The people a paper names: names as written, with birth dates, and what they are to the family."""
import re
from functools import cache
from typing import Iterator, NamedTuple, Sequence

from caseline.extraction.cues import CueSet, any_of
from caseline.extraction.dates import FoundDate
from caseline.extraction.fold import fold
from caseline.extraction.grammar import LANGUAGES, lexicon
from caseline.extraction.model import Named

_CAPS = r"(?:[A-ZÀ-Þ][A-ZÀ-Þ'’-]+)"
_GIVEN = r"(?:[A-ZÀ-Þ][a-zß-ÿāăąćčďđēėęěğīıłńňōőřśşšţťūůűźżž'’]+(?:-[A-ZÀ-Þ]?[a-zß-ÿ]+)?)"
_PARTICLE = r"(?:(?:de|van|den|der|von|du|da|dos|el|al|ben|bin|abu|la|le|De|Van|El|Al|Ben)[ -])"
_SURNAME_FIRST = re.compile(rf"(?<![\w'’-])(?P<s>{_CAPS}(?:[ ,]{{1,2}}{_CAPS}){{0,3}}),?[ ](?P<g>{_GIVEN}(?:[ ]{_GIVEN}){{0,2}})(?![\w]|,?[ ]\d)")
_GIVEN_FIRST = re.compile(rf"(?<![\w'’-])(?P<g>(?:{_GIVEN}[ ]|[A-Z]\.[ ]?){{1,3}})(?P<s>{_PARTICLE}?{_CAPS}(?:[ -]{_CAPS}){{0,2}})(?![\w'’])")
_PLAIN = rf"{_PARTICLE}?{_GIVEN}(?:[ ]{_PARTICLE}?(?:{_GIVEN}|[A-Z]\.|[A-ZÀ-Þ]{{2,}})){{0,3}}"
_TITLED = re.compile(rf"(?P<n>(?:{_CAPS}|{_PARTICLE}?{_GIVEN}|[A-Z]\.)(?:[ -](?:{_PARTICLE}?{_GIVEN}|{_CAPS}|[A-Z]\.)){{0,3}})")
_LISTED = re.compile(rf"(?P<n>{_GIVEN}(?:[ ]{_GIVEN})?)(?=[ ]?[(,]|[ ]et[ ]|[ ]en[ ]|[ ]and[ ]|[ ]und[ ]|[.;\n ]|$)")
_FIELD = re.compile(r"(?:^|[\n,;]|\b)[ \t]*(?P<k>nom(?: de famille)?|noms|naam|familienaam|achternaam|surname|family name|last name|name|nachname|familienname|pr[ée]noms?|voorna(?:a)?m(?:en)?|given names?|first names?|vornamen?)[ \t]*:[ \t]*(?P<v>[^\n,:/]{2,40})", re.I)
# “NOM, PRENOM : DIALLO MARIAMA”: one field for the whole name.
_WHOLE = re.compile(r"(?:nom|naam|name|surname|familienaam|nachname)[ ]?(?:,|et|en|and|und|/|&)[ ]?(?:pr[ée]noms?|voornamen|voorna(?:a)?m|given names?|first names?|vornamen?)[ \t]*:[ \t]*(?P<n>[A-ZÀ-Þ][\w'’ -]{3,50})", re.I)
# “mother (S.)”, “Case manager: K.”: notes that name people by an initial.
_INITIAL = re.compile(r"\b(?:(?P<k>mother|father|m[èe]re|p[èe]re|moeder|vader|mutter|vater|daughter|son|dochter|zoon|fille|fils|child|kind|madame|monsieur)[ ]\((?P<n>[A-Z]\.)\)|(?:case ?manager|accompagnat\w+|begeleid\w+)[ ]?:[ ]*(?P<m>[A-Z]\.)(?![ ]?[A-Z]))", re.I)
_STREET = re.compile(r'(?:straat|laan|weg|plein|lei|kaai|dreef|baan|stra(?:ss|ß)e|gasse|platz|allee)$')
_ARTICLES = frozenset(('le', 'la', 'les', 'de', 'het', 'the', 'der', 'die', 'das'))
_TITLE = re.compile(r'(?:Mr|Mrs|Ms|Miss|Me|Maitre|Maître|Dr|Herr|Herrn|Frau|Monsieur|Madame|Mme|Mlle|Mevrouw|Dear)\.?\s+')
_GAP, _PAUSE = re.compile(r'[ ]{1,2}'), re.compile(r',?[ ]{1,2}')
_COUPLE = re.compile(rf'[ ]?[-/][ ]?(?P<n>{_CAPS}|{_GIVEN})(?![\w])')
_LINK = re.compile(r'(?:\s*\([^)\n]{4,20}\))?(?:,\s*|\s+(?:et|en|and|und)\s+)')
_PARTICLES = frozenset(('de', 'van', 'den', 'der', 'von', 'du', 'da', 'dos', 'el', 'al', 'ben', 'bin', 'abu', 'la', 'le'))
_SIGNED = re.compile(rf"(?:^|\n)[ \t]*(?:(?:From|De|Van|Von|FROM|DE|VAN)[ ]?:[ ]*)?(?P<n>{_GIVEN}(?:[ ]{_PARTICLE}?{_GIVEN}){{1,2}})[ \t]*(?=<|\n|$)")
# “J. Pinson, attaché”, “Coach: M. Roodborst”, “J. Linde                R. Kornoelje”: who signs with an initial.
_INITIALED = re.compile(rf"(?<![\w.'’-])(?P<n>(?!St\.|Nr\.|No\.|Av\.|Bd\.)(?:[A-Z][a-z]?\.[ -]?){{1,2}}{_PARTICLE}?(?:{_GIVEN}|{_CAPS})(?:-{_GIVEN})?)(?=[ \t]*(?:$|\n|,|;|\(|[ ]{{3}}|\t))")
_SECTION = re.compile(r'^[ \t]*[A-H]\.[ \t]+[A-ZÀ-Þ]', re.M)
# “Tine Meidoorn, maatschappelijk werker”: a name before what somebody is.
_FUNCTIONED = re.compile(rf"(?<![\w.'’-])(?P<n>{_GIVEN}(?:[ ]{_PARTICLE}?(?:{_GIVEN}|{_CAPS})){{1,2}}),[ ]+(?=[a-zà-ÿ])")
# “Mr.” is a lawyer in Dutch and anybody in English.
_COUNSEL = re.compile(r'advoca|raadsm|raadsv|balie|ten kantore|meester|barreau|avocat|lawyer|p/a')
_ROLE_WORDS = {'lawyer': 'lawyer_titles', 'doctor': 'doctor_titles'}


class _Candidate(NamedTuple):
    name: str
    start: int
    end: int
    role: str


def persons_of(text: str, folded: str, dates: Sequence[FoundDate], page: int) -> list[Named]:
    """Return the persons named on a page, each once, in order, with the birth date that stands beside the name."""
    found: dict[str, Named] = {}
    for candidate in sorted(_candidates(text, folded), key=lambda item: (item.start, -len(item.name))):
        key = ' '.join(sorted(fold(candidate.name).split()))
        born, end = _born(text, folded, candidate, dates)
        known = found.get(key)
        if known is None or born and not known.born:
            found[key] = Named(candidate.name, born, page, text[candidate.start:end], candidate.start, end,
                               candidate.role if known is None else known.role)
    return _without_parts(sorted(found.values(), key=lambda person: person.start))


def _candidates(text: str, folded: str) -> Iterator[_Candidate]:
    taken: list[tuple[int, int]] = []
    for candidate in (*_fields(text), *_initials(text), *_capitals(text, folded), *_after_titles(text, folded), *_signatures(text, folded), *_officials(text, folded)):
        if not any(low < candidate.end and candidate.start < high for low, high in taken):
            taken.append((candidate.start, candidate.end))
            yield candidate


def _fields(text: str) -> Iterator[_Candidate]:
    """“nom : X, prénom : Y” in a form: the surname first, then the given names."""
    for match in _WHOLE.finditer(text):
        yield _Candidate(match.group('n').strip(), match.start('n'), match.start('n') + len(match.group('n').strip()), 'family')
    surname: re.Match[str] | None = None
    for match in _FIELD.finditer(text):
        given = re.match(r'pr|voor|vor|given|first', match.group('k'), re.I)
        if not given:
            surname = match
        elif surname and match.start() - surname.end() < 90:
            name = f"{surname.group('v').strip()} {match.group('v').strip()}"
            yield _Candidate(name, surname.start('v'), match.end('v'), 'family')
            surname = None


def _initials(text: str) -> Iterator[_Candidate]:
    for match in _INITIAL.finditer(text):
        group = 'n' if match.group('n') else 'm'
        if match.group(group)[0].isupper():
            yield _Candidate(match.group(group), match.start(group), match.end(group), 'family' if group == 'n' else 'other')


def _capitals(text: str, folded: str) -> Iterator[_Candidate]:
    for pattern in (_SURNAME_FIRST, _GIVEN_FIRST):
        for match in pattern.finditer(text):
            surname, given = match.group('s'), match.group('g')
            title = _TITLE.match(given) if pattern is _GIVEN_FIRST else None
            given = given[title.end():] if title else given
            words = [word.strip('.') for word in fold(f'{surname} {given.split()[0] if given.split() else given}').replace(',', ' ').split()]
            if any(word in _not_names() and word not in _PARTICLES for word in words) or len(surname) < 3 or all(word in _PARTICLES for word in fold(surname).split()):
                continue
            if fold(given).strip() in _ARTICLES or _STREET.search(fold(given)) or pattern is _SURNAME_FIRST and _functions().match(fold(given)):
                continue
            start = match.start() + (title.end() if title else 0)
            role = _role_before(folded, start) or _role_of(folded, match.end())
            yield _Candidate(re.sub(r',\s*', ' ', text[start:match.end()].strip()), start, match.end(), role)


def _after_titles(text: str, folded: str) -> Iterator[_Candidate]:
    for title in _titles().scan(folded):
        word = folded[title.start:title.end]
        gap = (_PAUSE if _family().match(word) else _GAP).match(text, title.end)
        if not gap or len(word) < 3 and not (text[title.start].isupper() and word in ('me', 'mr', 'dr', 'mw')) and not word.endswith('.'):
            continue
        match = _TITLED.match(text, gap.end())
        while match:
            first = fold(match.group('n').split()[0])
            if first.strip('.') in _not_names() or len(match.group('n')) < 2:
                break
            name = re.sub(r"['’]s$", '', match.group('n').strip())
            yield _Candidate(name, match.start(), match.start() + len(name), _role_before(folded, match.start()))
            couple = _COUPLE.match(text, match.start() + len(name)) if ' ' in word else None
            if couple:
                yield _Candidate(couple.group('n'), couple.start('n'), couple.end('n'), 'family')
            if not _family().match(word):
                break
            link = _LINK.match(text, match.end())
            match = _LISTED.match(text, link.end()) if link else None


def _signatures(text: str, folded: str) -> Iterator[_Candidate]:
    """A name alone on the first or one of the last lines, or after From: in a mail."""
    for match in _SIGNED.finditer(text):
        name, start = match.group('n'), match.start('n')
        head, tail = start < 20, start > len(text) * 0.6
        words = [word.strip('.') for word in fold(name).replace('-', ' ').split()]
        if (head or tail) and name[:1].isupper() and all(word[:1].isupper() or fold(word) in _PARTICLES for word in name.split()) \
                and not any(word in _not_names() and word not in _PARTICLES for word in words):
            yield _Candidate(name, start, match.end('n'), _role_of(folded, match.end('n')))


def _officials(text: str, folded: str) -> Iterator[_Candidate]:
    """Who signs with an initial, or stands with a function behind the name; “B. Motivation” is a heading where headings bear letters."""
    lettered = len(_SECTION.findall(text)) > 1
    for match in _INITIALED.finditer(text):
        surname = fold(re.split(r'[. ]', match.group('n'))[-1])
        leads = not text[text.rfind('\n', 0, match.start()) + 1:match.start()].strip()
        if len(surname) > 2 and surname not in _not_names() and not (leads and (lettered or match.group('n')[0] in 'IVX') and match.group('n')[1] == '.'):
            yield _Candidate(match.group('n'), match.start(), match.end('n'), 'official')
    for match in _FUNCTIONED.finditer(text):
        words = fold(match.group('n')).split()
        if _functions().match(folded, match.end()) and not any(word in _not_names() and word not in _PARTICLES for word in words):
            yield _Candidate(match.group('n'), match.start(), match.end('n'), 'official')


def _role_before(folded: str, start: int) -> str:
    before = folded[max(0, start - 28):start]
    for role, table in _ROLE_WORDS.items():
        found = _role_pattern(table).search(before)
        if found and (not found.group().startswith('mr') or _COUNSEL.search(folded, max(0, start - 70), start + 70)):
            return role
    return 'family'


def _role_of(folded: str, end: int) -> str:
    after = folded[end:end + 60]
    return 'lawyer' if re.match(r'[\s,<\w.@>-]{0,30}\b(?:avocat|advocaat|rechtsanwalt|attorney|lawyer)', after) else 'family'


def _born(text: str, folded: str, candidate: _Candidate, dates: Sequence[FoundDate]) -> tuple[str | None, int]:
    """The birth date that follows a name before another name does, and where the words that give it end."""
    if candidate.role != 'family':
        return None, candidate.end
    for found in dates:
        if not candidate.end <= found.start <= candidate.end + 190 or found.kind == 'legal_reference':
            continue
        between = folded[candidate.end:found.start]
        bracketed = re.fullmatch(r'\s?\(\s?', between) and text[found.end:found.end + 2].strip().startswith(')')
        if bracketed or _is_birth(between) and not _another_name(text[candidate.end:found.start]):
            return _claim(found.edtf), found.end
        if len(between) > 120:
            break
    return None, candidate.end


def _claim(edtf: str) -> str:
    """1 January is often put down when the day is not known: kept, and marked uncertain."""
    return f'{edtf}?' if edtf.endswith('-01-01') else edtf


def _is_birth(between: str) -> bool:
    matches = list(_born_cues().finditer(between))
    return bool(matches) and len(between) - matches[-1].end() < 40


def _another_name(between: str) -> bool:
    return bool(_SURNAME_FIRST.search(between))


def _without_parts(people: list[Named]) -> list[Named]:
    """“Dawit” beside “TADESSE Dawit” is the same person when the fuller name stands in the paper."""
    kept = []
    for person in people:
        words = set(fold(person.name).split())
        fuller = any(words < set(fold(other.name).split()) and len(words) == 1 and other.role == person.role or _shortens(person, other) for other in people)
        if not fuller:
            kept.append(person)
    return kept


def _shortens(person: Named, other: Named) -> bool:
    """“J. Linde” is “Jozef Linde”, when the paper names him in full."""
    short, full = fold(person.name).replace('.', '. ').split(), fold(other.name).split()
    return person.role == 'official' and len(short) == 2 and len(short[0]) == 2 and len(full) > 1 and '.' not in other.name \
        and short[1] in (full[-1], full[0]) and any(word[0] == short[0][0] for word in full if word != short[1])


@cache
def _titles() -> CueSet:
    return CueSet({'title': sorted({cue for language in LANGUAGES for cue in lexicon(language)['titles']}, key=len, reverse=True)})


@cache
def _functions() -> re.Pattern[str]:
    return any_of(cue for language in LANGUAGES for cue in lexicon(language)['functions'])


@cache
def _born_cues() -> re.Pattern[str]:
    """Identity lines keep the language of the office that wrote them, whatever the paper is in."""
    return any_of(cue for language in LANGUAGES for cue in lexicon(language)['roles']['born'])


@cache
def _family() -> re.Pattern[str]:
    return any_of((*(cue for language in LANGUAGES for cue in lexicon(language)['family_words']), 'enfants mineurs', 'kinderen', 'les eleves'))


@cache
def _role_pattern(table: str) -> re.Pattern[str]:
    cues = tuple(cue for language in LANGUAGES for cue in lexicon(language)[table])
    return re.compile(rf"{any_of(cues).pattern}[.\s:,]*$")


@cache
def _not_names() -> frozenset[str]:
    words = (word for language in LANGUAGES for word in lexicon(language).get('not_names', ()))
    return frozenset(words) | {word for language in LANGUAGES for word in lexicon(language)['stopwords']}
