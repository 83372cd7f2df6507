"""From the pages of a paper to what it is, what it says of itself, and the events it tells."""
import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Iterator, Mapping, Sequence

from caseline import countries
from caseline.extraction.births import births_listed, births_told
from caseline.extraction.court_sections import parts_of
from caseline.extraction.court_story import COURTS, court_events
from caseline.extraction.dates import FoundDate, find_dates
from caseline.extraction.document_date import Dated, document_date
from caseline.extraction.family_match import named_alone, person_of
from caseline.extraction.fold import fold
from caseline.extraction.grammar import LANGUAGES, Grammar, grammar
from caseline.extraction.issuer import Parties, parties_of
from caseline.extraction.kind import Kind, dating_act, kind_of
from caseline.extraction.languages import languages_of
from caseline.extraction.likeness import likeness
from caseline.extraction.model import Extraction, KnownPerson, Named, Quoted, Reference
from caseline.extraction.notification import shared
from caseline.extraction.persons import persons_of
from caseline.extraction.postcode import is_postcode
from caseline.extraction.primary import complete, own_events
from caseline.extraction.proposals import Proposing
from caseline.extraction.references import references_of, without_rolls
from caseline.extraction.second_opinion import second_opinion
from caseline.extraction.segment import Sentence, arguing, sentences_of
from caseline.extraction.signs import Paper
from caseline.extraction.mention import Page
from caseline.extraction.story import Story
from caseline.extraction.triggers import triggers_by_sentence

# From this score on a line dates a paper for sure: nothing later than the last such line has happened yet.
_SURE = 46.0
# Dates that depend on the paper's own.
_RELATIVE = frozenset(('partial', 'relative'))
_NEAR_ITS_END = 4  # characters: the birth date closes what says it; what stands earlier is of the story
# Judgments of the aliens' courts, which quote the decision they judge and other judgments.
_AUTHORITIES = frozenset(('call_judgment', 'council_of_state_judgment'))
# Kinds that tell a story in the past: a date without a year takes the year of the date told before it.
_NARRATIVE = frozenset(('judgment', 'child_rights'))
# “The baby, Noor, is born on 30 March” is told; “Noor, born on …” only says who she is.
_BIRTH_TOLD = re.compile(r'\b(?:is|werd|zijn|est|sont|was|were|wurde|ist) (?:\w+ ){0,2}(?:geboren|nee?s?|born)\b|geboren (?:is|werd|wurde)\b')
_ACCOUNTS = frozenset(('client_statement', 'cgrs_decision', 'cgrs_interview_notes'))


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A page before anything is known of the paper."""
    text: str
    folded: str
    sentences: Sequence[Sentence]
    dates: Sequence[FoundDate]


@dataclass(frozen=True, slots=True)
class _Facts:
    """What a paper says of itself."""
    languages: tuple[str, ...]
    grammar: Grammar
    kind: Kind
    parties: Parties
    dated: Quoted | None
    written: str | None    # the last date on a line that surely dates a paper: a scan may hold several


@dataclass(frozen=True, slots=True)
class ToldPaper:
    """A paper read by its wordings: what it says of itself, its pages, people and numbers, and the story of its events so far."""
    facts: _Facts
    paper: Paper
    pages: Sequence[Page]
    named: tuple[Named, ...]
    references: tuple[Reference, ...]
    warnings: Sequence[str]
    story: Story


def extract(pages: Sequence[str], *, people: Sequence[KnownPerson] = (), lang: str = 'en', country: str = 'be',
            received: date | None = None, headers: Mapping[str, str] | None = None) -> Extraction:
    """Understand a paper given as page texts: kind, issuer, dates, numbers, people and event proposals.

    `people` are the family's members, `lang` the language of the proposals' sentences, `received` when the paper was
    given to us (used for a date without a year when the paper bears none), `headers` those of an e-mail file. Offsets
    are characters within a page; every quote stands verbatim there. An empty paper gives an empty extraction.
    """
    if not any(text.strip() for text in pages):
        return Extraction((), None, None, None, warnings=('the paper has no text',))
    told = told_in(pages, people=people, country=country, received=received, headers=headers)
    facts, story, day = told.facts, told.story, told.paper.date or None
    model = likeness(country)
    if model:
        second_opinion(story, told.paper, model)
    listed = [birth for page in told.pages for birth in births_listed(page, day, country)]
    story.mentions += [birth for birth in (*births_told(told.named, day, country), *listed)
                       if not any(mention.type == 'birth' and mention.edtf == birth.edtf for mention in story.mentions)]
    story.mentions += [] if people else court_events(story, told.pages, facts.kind.key)
    proposing = Proposing(told.pages, told.named, people, told.references, facts.grammar.settings, kind=facts.kind.key,
                          category=told.paper.category, document_date=day, lang=lang, country=country,
                          author=facts.parties.author or facts.parties.issuer)
    events = proposing.proposals(story.mentions, facts.grammar.said)
    return Extraction(facts.languages, facts.kind.key, facts.parties.issuer, facts.dated, _dates(facts.dated, story, told.pages), told.references,
                      told.named, facts.parties.author, facts.parties.addressee, events, tuple(dict.fromkeys(told.warnings)))


def told_in(pages: Sequence[str], *, people: Sequence[KnownPerson] = (), country: str = 'be', received: date | None = None,
            headers: Mapping[str, str] | None = None) -> ToldPaper:
    """Read a paper that has text by its wordings alone: its facts, and the story they tell; see `extract` for what is given."""
    sheets = [_sheet(text, received) for text in pages]
    facts = _facts(sheets, country, headers)
    read, named, references, warnings = _read_pages(sheets, facts, country, received)
    day = facts.dated.edtf if facts.dated else None
    named = tuple(_matched(person, people) for person in named)
    named += tuple(_alone(read, people, {person.person_id for person in named}))
    story = Story(facts.grammar, day, own_events(facts.kind.key, read, day, facts.grammar), facts.kind.key, written=facts.written)
    for page in read:
        story.read(page)
    complete(story, facts.kind.key, read, named, day)
    shared(story.mentions)
    kind = countries.load(country).document_types.get(facts.kind.key or '')
    return ToldPaper(facts, Paper(facts.kind.key or '', kind.category if kind else '', day or ''), read, named, references, warnings, story)


def _sheet(text: str, received: date | None) -> _Sheet:
    folded = fold(text)
    dates = find_dates(text, reference=received)
    return _Sheet(text, folded, sentences_of(text, folded, [found.start for found in dates]), dates)


def _facts(sheets: Sequence[_Sheet], country: str, headers: Mapping[str, str] | None) -> _Facts:
    languages = languages_of('\n'.join(sheet.folded for sheet in sheets))
    words = grammar(languages or LANGUAGES, country)
    first = next(sheet for sheet in sheets if sheet.text.strip())
    kind = kind_of(first.text, first.folded, country, mail=bool(headers and any(key.lower() == 'from' for key in headers)))
    parties = parties_of(first.text, first.folded, kind.key, country)
    dated, written = _dated(sheets, words, dating_act(kind.key, country))
    return _Facts(languages, words, kind, parties, dated, written)


def _dated(sheets: Sequence[_Sheet], words: Grammar, act: re.Pattern[str] | None) -> tuple[Quoted | None, str | None]:
    """The best dating line of any page, of two as good the first; and the last date of those that surely date a paper, if the best does."""
    found = [(number, sheet, line) for number, sheet in enumerate(sheets, start=1)
             if (line := document_date(sheet.text, sheet.folded, sheet.dates, sheet.sentences, words, act))]
    if not found:
        return None, None
    number, sheet, best = max(found, key=lambda item: item[2].score)
    sure = [line.found.edtf for _, _, line in found if line.score >= _SURE]
    return _quoted(sheet.text, number, best), max(sure, default=None)


def _quoted(text: str, number: int, found: Dated) -> Quoted:
    return Quoted(found.found.edtf, number, text[found.start:found.end], found.start, found.end)


def _read_pages(sheets: Sequence[_Sheet], facts: _Facts, country: str, received: date | None) -> tuple[list[Page], tuple[Named, ...], tuple[Reference, ...], list[str]]:
    written = date.fromisoformat(facts.dated.edtf[:10]) if facts.dated else received
    kind = countries.load(country).document_types.get(facts.kind.key or '')
    anchor = 'narrative' if kind and (kind.category in _NARRATIVE or kind.key in _ACCOUNTS) else 'letter'
    read: list[Page] = []
    named: dict[str, Named] = {}
    references: dict[tuple[str, str], Reference] = {}
    warnings: list[str] = []
    if facts.kind.key in COURTS:
        parts = parts_of([(sheet.folded, sheet.sentences) for sheet in sheets])
        sheets = [replace(sheet, sentences=sentences) for sheet, sentences in zip(sheets, parts)]
    for number, sheet in enumerate(sheets, start=1):
        text, plain, sentences, dates = sheet.text, sheet.folded, sheet.sentences, sheet.dates
        if any(found.kind in _RELATIVE for found in dates) or written is None:
            dates = find_dates(text, lang=facts.languages[0] if facts.languages else None, reference=written, anchor=anchor)
        people = [person for person in persons_of(text, plain, dates, number) if _on_record(person.start, sentences)]
        for person in people:
            named.setdefault(fold(person.name), person)
        born_there = [(person.start, person.end, person.born) for person in people if person.born and not _BIRTH_TOLD.search(fold(person.quote))]
        births = [(low, high) for low, high, _ in born_there]
        cited = arguing(plain, sentences, judgment=facts.kind.key in _AUTHORITIES)
        found, notes = references_of(text, number, country, kind=facts.kind.key, issuer=facts.parties.issuer, cited=cited)
        numbers = [(item.start, item.end) for item in found if item.system not in ('call_judgment', 'council_of_state')]
        warnings += notes
        told = [day for day in dates if not is_postcode(text, day.start, day.end) and not _false_friend(day, facts.languages)
                and not any(low <= day.start < high for low, high in numbers + cited)
                and not any(low <= day.start < high and (day.edtf == born or high - day.end < _NEAR_ITS_END) for low, high, born in born_there)]
        for reference in found:
            references.setdefault((reference.system, reference.value), reference)
        words = grammar(tuple(dict.fromkeys((*facts.languages, *(languages_of(plain) or LANGUAGES)))), country)
        read.append(Page(number, text, plain, sentences, told, triggers_by_sentence(plain, sentences, words), births))
    return read, tuple(named.values()), without_rolls(references.values()), warnings


def _false_friend(found: FoundDate, languages: Sequence[str]) -> bool:
    """“hier” is yesterday in French and here in Dutch and German."""
    return found.text.lower() == 'hier' and languages[:1] != ('fr',)


def _on_record(position: int, sentences: Sequence) -> bool:
    return any(sentence.start <= position < sentence.end for sentence in sentences)


def _matched(person: Named, people: Sequence[KnownPerson]) -> Named:
    known = person_of(person.name, person.born, people) if person.role == 'family' else None
    return Named(person.name, person.born, person.page, person.quote, person.start, person.end, person.role, known.id) if known else person


def _alone(pages: Sequence[Page], people: Sequence[KnownPerson], known: set[int | None]) -> Iterator[Named]:
    """Members of the family whom the paper names by their given name alone, each where it first does, on record."""
    for page in pages:
        for person, start, end in named_alone(page.text, people, known):
            if _on_record(start, page.sentences):
                known.add(person.id)
                yield Named(page.text[start:end], None, page.number, page.text[start:end], start, end, 'family', person.id)


def _dates(dated: Quoted | None, story: Story, pages: Sequence[Page]) -> dict[str, Quoted]:
    """The paper's dates by role: written, notified, sent, received, valid until."""
    found = {'written': dated} if dated else {}
    wanted = {'notification_date': 'notified', 'valid_until': 'valid_until', 'expiry_date': 'valid_until'}
    for mention in story.mentions:
        if mention.primary:
            for role, value in mention.dates.items():
                if role in wanted:
                    quoted = _stands(value, pages)
                    if quoted:
                        found.setdefault(wanted[role], quoted)
    for page, _, moment in story.loose:
        if moment.role in ('sent', 'received') and moment.precise:
            found.setdefault(moment.role, Quoted(moment.edtf, page.number, page.text[moment.start:moment.end], moment.start, moment.end))
    return found


def _stands(edtf: str, pages: Sequence[Page]) -> Quoted | None:
    for page in pages:
        for date_found in page.dates:
            if date_found.edtf == edtf:
                return Quoted(edtf, page.number, date_found.text, date_found.start, date_found.end)
    return None
