"""From what a paper tells to proposals: dates made honest, spans closed, mentions merged, people and quotes added."""
import json
import re
from functools import cache
from pathlib import Path
from typing import Any, Mapping, Sequence

from caseline import countries
from caseline.edtf import NotEdtf, certainly_before, parse
from caseline.extraction.family_match import person_of
from caseline.extraction.fold import fold
from caseline.extraction.model import KnownPerson, Named, Proposal, Reference
from caseline.extraction.mention import Mention, Page
from caseline.extraction.told import Told
from caseline.extraction.wording import languages_of, sentence_for

_LONGEST = 300
_MOST_PEOPLE = 8
_CLOSED_WITHIN = 400
_THIRD_PARTIES = ('community', 'school', 'health', 'housing', 'work')


class Proposing:
    """Turns the mentions of one paper into proposals in one language."""

    def __init__(self, pages: Sequence[Page], people: Sequence[Named], known: Sequence[KnownPerson], references: Sequence[Reference],
                 rules: Mapping[str, Any], *, kind: str | None, category: str, document_date: str | None, lang: str, country: str, author: str | None = None) -> None:
        self.pages = {page.number: page for page in pages}
        self.people, self.known, self.references, self.rules = people, known, references, rules
        self.parts = _name_parts(people)
        self.kind, self.category, self.document_date = kind, category, document_date
        self.lang, self.country, self.author = lang, country, author

    def proposals(self, mentions: Sequence[Mention], said) -> tuple[Proposal, ...]:
        """Return the proposals of a paper, its own event first, then in the order they are told."""
        kept = self._merged([mention for mention in self._closed(list(mentions)) if self._dated(mention)])
        kept.sort(key=lambda mention: (not mention.primary, mention.page, mention.sentence.start))
        return tuple(self._proposal(mention, said) for mention in kept)

    def _dated(self, mention: Mention) -> bool:
        """Give a mention without its own date the honest date that its other dates allow."""
        if not mention.edtf:
            notified, due = mention.dates.get('notification_date'), mention.dates.get('leave_by_date')
            until = mention.dates.get('expiry_date') or mention.dates.get('valid_until')
            if notified:
                mention.edtf, mention.why = notified[:7], mention.why + '; only the notification is dated'
            elif due and self.document_date:
                mention.edtf, mention.within = f'../{self.document_date}', True
            elif until:
                mention.edtf = until
            elif 'known_since' in mention.dates and self.document_date:
                mention.edtf = self.document_date
        return bool(mention.edtf)

    def _closed(self, mentions: list[Mention]) -> list[Mention]:
        """Make spans: since → open, from … to, ended by a departure or release, or still so when a certificate was given."""
        for mention in mentions:
            start = mention.edtf
            if mention.type not in self.rules['spans'] or not start or '/' in start:
                continue
            end = mention.end_date or self._ending(mention, mentions)
            if not end and mention.open:
                current = mention.type in self.rules['current_on_certificate'].get(self.kind or '', ())
                end = self.document_date if current and self.document_date else '..'
            if end and (end == '..' or end[:10] >= start[:10]):
                mention.edtf = f'{start}/{end}'
        return mentions

    def _bearing(self, mention: Mention) -> dict[str, str]:
        """The dates of an event, with the paper's own where that differs in meaning: a certificate, a notice."""
        dates = dict(mention.dates)
        if mention.primary and self.document_date and mention.type in self.rules['with_document_date']:
            dates.setdefault('document_date', self.document_date)
        return dates

    def _ending(self, mention: Mention, mentions: Sequence[Mention]) -> str:
        closers = self.rules['closers'].get(mention.type, ())
        ends = [other.edtf for other in mentions if other.type in closers and len(other.edtf) == 10 and other.edtf > mention.edtf
                and (int(other.edtf[:4]) - int(mention.edtf[:4])) * 365 < _CLOSED_WITHIN]
        return min(ends, default='')

    def _merged(self, mentions: Sequence[Mention]) -> list[Mention]:
        kept: list[Mention] = []
        for mention in mentions:
            if self._told_better(mention, mentions):
                continue
            same = next((other for other in kept if other.type == mention.type and self._one_act(other, mention)), None)
            if same is None:
                kept.append(mention)
                continue
            if len(mention.edtf) > len(same.edtf):
                same.edtf = mention.edtf
            for role, value in mention.dates.items():
                same.dates.setdefault(role, value)
            same.score = max(same.score, mention.score)
            same.primary = same.primary or mention.primary
        return kept

    def _told_better(self, mention: Mention, mentions: Sequence[Mention]) -> bool:
        """A year says less than a day in it, a school year less than “enrolled since” in the same paper."""
        if len(mention.edtf) == 4 and not mention.dates and mention.type != 'other':
            return any(other.type == mention.type and len(other.edtf) in (7, 10) and other.edtf.startswith(mention.edtf) for other in mentions)
        return mention.type == 'school_enrolment' and len(mention.edtf) == 9 and any(
            other.type == mention.type and len(other.edtf) > 9 for other in mentions)

    def _one_act(self, first: Mention, second: Mention) -> bool:
        if mention_key(first) == mention_key(second):
            return self._same_people(first, second) if first.type != 'other' else first.sentence is second.sentence
        short, long = sorted((first.edtf, second.edtf), key=len)
        return '/' not in long and len(short) > 4 and long.startswith(short) and first.type != 'other' and first.type not in self.rules['spans'] and first.type != 'birth'

    def _same_people(self, first: Mention, second: Mention) -> bool:
        if first.type not in ('school_enrolment', 'birth'):
            return True
        one, other = self._named_in(first), self._named_in(second)
        return not one or not other or bool(set(one) & set(other))

    def _proposal(self, mention: Mention, said) -> Proposal:
        page = self.pages[mention.page]
        start, end = _quote(page.text, mention)
        persons = self._persons(mention)
        matched = [person_of(person.name, person.born, self.known) for person in persons]
        names = tuple(person.name for person in persons)
        quote = page.text[start:end]
        told = self._told(mention, start, end, names, matched)
        sentences = {lang: sentence_for(told, lang) for lang in languages_of(self.country)}
        return Proposal(
            type=mention.type, edtf=mention.edtf, within=mention.within, dates=self._bearing(mention), persons=names,
            person_ids=tuple(dict.fromkeys(person.id for person in matched if person and not _unborn(person, mention))),
            sentence=sentences.get(self.lang) or sentence_for(told, self.lang), sentences=sentences,
            quote=quote, page=mention.page, start=start, end=end, confidence=self._confidence(mention), why=mention.why,
            source_kind=self._source_kind(mention, bool(said.search(fold(quote)))),
            references=tuple((reference.system, reference.value) for reference in self.references
                             if reference.page == mention.page and start <= reference.start < end and reference.system != 'niss'))

    def _told(self, mention: Mention, start: int, end: int, names: tuple[str, ...], matched: Sequence[KnownPerson | None]) -> Told:
        return Told(
            type=mention.type, edtf=mention.edtf, within=mention.within, dates=mention.dates, names=names,
            quote=self.pages[mention.page].text[start:end], near=mention.focus - start,
            matched=[person for person in matched if person], known=self.known,
            lawyers=[person.name for person in self.people if person.role == 'lawyer'],
            numbers=[(item.system, item.value) for item in self.references
                     if mention.primary or item.page == mention.page and start <= item.start < end],
            kind=self.kind or '', of_many=self._of_many(mention.type), own=mention.primary,
            paper=self.pages[min(self.pages)].text, written=self.document_date or '', author=self.author or '', country=self.country)

    def _of_many(self, event_type: str) -> bool:
        """Notes and mails speak of many people, and so does a school or a doctor who tells what is not theirs to attest."""
        kind = countries.load(self.country).document_types.get(self.kind or '')
        return self.category == 'internal' or self.category in _THIRD_PARTIES and kind is not None and event_type not in kind.produces_events

    def _confidence(self, mention: Mention) -> float:
        """The share of such proposals that proved right; see `lexicon/confidence.json`."""
        stated = shares()
        share = stated['own'] if mention.primary else next((share for least, share in stated['told'] if mention.score >= least), stated['told'][-1][1])
        less = stated['less']
        return round(share - less['reasoning'] * (mention.sentence.section == 'reasoning') - less['year'] * (len(mention.edtf) == 4), 2)

    def _source_kind(self, mention: Mention, said: bool) -> str:
        if mention.primary:
            return 'primary_document'
        if self.category == 'internal':
            return 'client_statement' if said else 'case_manager_observation'
        if self.category in _THIRD_PARTIES:
            return 'third_party_statement'
        return 'mentioned_in_other_document'

    def _persons(self, mention: Mention) -> list[Named]:
        """People named in the sentence, else on the lines above in the same paragraph, else the paper's people."""
        lawyers = [person for person in self.people if person.role == 'lawyer']
        if mention.type.startswith('lawyer_') and lawyers:
            return lawyers[:1]
        named = self._named_in(mention)
        family = [person for person in self.people if person.role == 'family']
        chosen = [person for person in family if person.name in named] or family
        alive = [person for person in chosen if not person.born or person.born[:10].rstrip('?') <= mention.edtf.lstrip('./')[:10]]
        return (alive or chosen)[:_MOST_PEOPLE]

    def _named_in(self, mention: Mention) -> list[str]:
        page = self.pages[mention.page]
        text = fold(page.text[mention.sentence.start:mention.sentence.end])
        named = self._names_within(text)
        if not named and mention.sentence.line:
            paragraph = page.text.rfind('\n\n', 0, mention.sentence.start) + 1
            lines = fold(page.text[paragraph:mention.sentence.start]).split('\n')
            named = next((names for line in reversed(lines) if (names := self._names_within(line))), [])
        return named

    def _names_within(self, folded: str) -> list[str]:
        words = set(re.findall(r"[\w'-]+", folded))
        found = []
        for person, parts, own in self.parts:
            if person.role == 'family' and (own and any(part in words for part in own) or parts and all(part in words for part in parts)):
                found.append(person.name)
        return found


def _name_parts(people: Sequence[Named]) -> list[tuple[Named, list[str], list[str]]]:
    """Each person with the words of the name, and those that nobody else in the paper bears."""
    words = [[part for part in fold(person.name).split() if len(part) > 2] for person in people]
    return [(person, parts, [part for part in parts if sum(part in other for other in words) == 1]) for person, parts in zip(people, words)]


@cache
def shares() -> Mapping[str, Any]:
    """Return how often proposals proved right, as in `lexicon/confidence.json`."""
    return json.loads((Path(__file__).parent / 'lexicon' / 'confidence.json').read_text('utf-8'))


def mention_key(mention: Mention) -> tuple[str, str]:
    """Two mentions with the same key are one act."""
    return mention.type, mention.edtf


def _quote(text: str, mention: Mention) -> tuple[int, int]:
    """The sentence, or of a long one the part around the words that told it, cut at commas; always verbatim."""
    start, end = mention.sentence.start, mention.sentence.end
    if end - start <= _LONGEST:
        return start, end
    low = max(start, mention.focus - _LONGEST // 2)
    high = min(end, low + _LONGEST)
    comma = text.find(' ', low) if low > start else low
    last = text.rfind(' ', low, high) if high < end else high
    return (comma + 1 if low > start else low), max(last, low + 20)


def _unborn(person: KnownPerson, mention: Mention) -> bool:
    """Whether the event was over before this member's birth: a list of names on a later paper covers children born since."""
    if not person.born or mention.type == 'birth':
        return False
    try:
        return certainly_before(parse(mention.edtf), parse(person.born))
    except NotEdtf:
        return False
