"""The paper's own event: the order it gives, the certificate it is, the visit it reports."""
import re
from collections import Counter
from typing import Any, Mapping, Sequence

from caseline.extraction.grammar import Grammar
from caseline.extraction.labelled_spans import labelled_span
from caseline.extraction.model import Named
from caseline.extraction.segment import Sentence
from caseline.extraction.mention import Mention, Page, told_types
from caseline.extraction.story import Story

# The words with which a court or an office decides.
_OPERATIVE = re.compile(r"\W*(?:ordonne|beveelt|dit pour droit|dit que|prononce|zegt voor recht|veroordeelt|condamne|verklaart|declare|autorise|wordt (?:dit|deze?|uw|het|hun) (?:verzoek|aanvraag)|wird (?:ihr|der|dieser) antrag|lehne|erkent|reconnait|spreekt|rejette|verwerpt|annule|vernietigt|ontbindt|ordnet|erkennt)\b")
_SUBJECT = re.compile(r'(?:concerne|objet|betreft|betreff|onderwerp|re|subject)\s?:')
# What may stand between the two days of a prolongation: “|”, “->”, “-”.
_ROW = re.compile(r'\s*(?:\||-+>|→|=>|[-–—]|/)\s*')
_WEEKS_IN_MONTHS = 6
_WEIGHT = {'decision': 3, 'notification': 1}


def own_events(kind: str | None, pages: Sequence[Page], document_date: str | None, grammar: Grammar) -> list[Mention]:
    """Return what the paper itself is, as mentions to which further dates attach: dated by the paper where it is the act."""
    rule = grammar.settings['kinds'].get(kind or '')
    if not rule or not pages:
        return []
    weights = _weights(pages, rule)
    strongest = _strongest(rule['first'], weights)
    types = [strongest] if not rule.get('needs_wording') or weights[strongest] >= rule.get('least', 1) else []
    types += rule.get('also', ())
    dated = document_date if rule['when'] == 'document' and document_date else ''
    found = []
    for number, event_type in enumerate(types):
        page, sentence, focus = _place(event_type, pages)
        found.append(Mention(event_type, dated, page.number, sentence, 160.0 - number, f'the paper itself is this ({kind})',
                             primary=True, focus=focus))
    return found + _subjects(rule, pages, dated)


def _subjects(rule: Mapping[str, Any], pages: Sequence[Page], dated: str) -> list[Mention]:
    """What a letter says in its line “Concerns: …” that it does, such as updating an application."""
    found: dict[str, Mention] = {}
    for page, sentence, hit in told_types(pages):
        if hit.label in rule.get('subject', ()) and _SUBJECT.match(page.folded, sentence.start) and dated:
            found.setdefault(hit.label, Mention(hit.label, dated, page.number, sentence, 120.0, 'the letter names it as its subject', primary=True, focus=hit.start))
    return list(found.values())


def complete(story: Story, kind: str | None, pages: Sequence[Page], people: Sequence[Named], document_date: str | None) -> None:
    """Give the paper's own event its date where only its text could tell it, and drop it where nothing did."""
    rule = story.rules['kinds'].get(kind or '')
    _lasting(story, rule, pages)
    if not rule:
        return
    _renewed(story, rule, pages)
    for mention in story.mentions if rule.get('day') else ():
        mention.open = mention.open and mention.type not in rule['first']
    for own in [mention for mention in story.mentions if mention.primary]:
        told = [mention for mention in story.mentions if mention.type == own.type and mention is not own and mention.edtf]
        if rule['when'] == 'birth' and not own.edtf:
            _date_birth(own, people)
        if not own.edtf:
            _date_from_text(own, told, story, rule, document_date)
        if rule.get('own_date') and document_date and own.type in rule['first']:
            (own if own.edtf else told[0] if told else own).dates.setdefault(rule['own_date'], document_date)
        if not own.edtf:
            story.mentions.remove(own)
        elif own.edtf != document_date:
            _quote_the_date(own, pages, people)


def _renewed(story: Story, rule: Mapping[str, Any], pages: Sequence[Page]) -> None:
    """Each row of the table in which a residence paper was prolonged, “du 13/08 au 13/09”, is another paper given for that time."""
    until = story.rules['roles']['valid_until'].get(rule['first'][0])
    for page, sentence, moment in story.loose if rule.get('renewed') and until else ():
        if moment.is_interval and not moment.within:
            first, _, last = moment.edtf.partition('/')
            story.mentions.append(Mention(rule['first'][0], first, page.number, sentence, 90.0, 'a row of the prolongations', dates={until: last},
                                          focus=moment.start))
    if rule.get('renewed') and until:
        _extended_rows(story, rule['first'][0], until, pages)


def _extended_rows(story: Story, kind: str, until: str, pages: Sequence[Page]) -> None:
    """A row with two days, “16/09/2019 | 17/12/2019”, “verlengd 18/03/2015 -> 20/03/2016”: the paper given anew on the first until the second."""
    for page in pages:
        rows: dict[int, list[Any]] = {}
        for found in page.dates:
            rows.setdefault(page.folded.rfind('\n', 0, found.start), []).append(found)
        for days in rows.values():
            if len(days) != 2 or not all(found.kind == 'date' and len(found.edtf) == 10 for found in days) or not _ROW.fullmatch(page.folded, days[0].end, days[1].start):
                continue
            first, last = (found.edtf for found in days)
            sentence = next((sentence for sentence in page.sentences if sentence.start <= days[0].start < sentence.end), None)
            told = [mention for mention in story.mentions if mention.type == kind and mention.edtf == first]
            for mention in told:
                mention.dates.setdefault(until, last)
            if not told and sentence and first < last and any(moment.start == days[0].start for _, _, moment in story.loose):
                story.mentions.append(Mention(kind, first, page.number, sentence, 90.0, 'a row of the prolongations', dates={until: last}, focus=days[0].start))


def _quote_the_date(own: Mention, pages: Sequence[Page], people: Sequence[Named]) -> None:
    """Quote the line that dates the event, “Geboren am: 5. September 2018”, rather than the title."""
    for page in pages:
        spots = [found.start for found in page.dates if found.edtf == own.edtf]
        spots += [person.end - 1 for person in people if person.page == page.number and (person.born or '').rstrip('?') == own.edtf] if own.type == 'birth' else []
        if own.page == page.number and any(own.sentence.start <= spot < own.sentence.end for spot in spots):
            return
        told = next((sentence for spot in sorted(spots) for sentence in page.sentences if sentence.start <= spot < sentence.end), None)
        if told:
            own.page, own.sentence, own.focus = page.number, told, told.start
            return


def _lasting(story: Story, rule: Mapping[str, Any] | None, pages: Sequence[Page]) -> None:
    """What two lines of a form give as beginning and end is the span of the paper's own event, or of what its heading speaks of."""
    own = next((mention for mention in story.mentions if mention.primary), None)
    if rule and (own is None or own.type not in story.rules['spans'] or rule['first'][0] not in story.rules['spans']):
        return
    span = labelled_span(pages, story.grammar)
    if span is None:
        return
    if own is None:
        headed = next((hit.label for page, sentence, hit in told_types(pages) if sentence.heading and hit.label in story.rules['spans']), None)
        if headed:
            story.mentions.append(Mention(headed, span.edtf, span.page.number, span.sentence, 100.0, 'two lines of the form give its beginning and end',
                                          focus=span.sentence.start))
        return
    own.type, own.edtf = rule['first'][0], span.edtf
    own.page, own.sentence, own.focus = span.page.number, span.sentence, span.sentence.start


def _date_from_text(own: Mention, told: list[Mention], story: Story, rule: Mapping[str, Any], document_date: str | None) -> None:
    if told and own.type not in story.rules['spans'] and rule['when'] == 'else_document' and document_date:
        told = [mention for mention in told if _shortly_before(mention.edtf, document_date)]
    if told:
        first = told[0]
        own.dates.update({role: value for role, value in first.dates.items() if role not in own.dates})
        first.dates.update({role: value for role, value in own.dates.items() if role not in first.dates})
        first.primary = True
        return
    if rule['when'] in ('mention', 'else_document', 'birth'):
        loose = next((moment for _, _, moment in story.loose if moment.precise and moment.role in ('', 'start', 'since')
                      and moment.edtf != document_date), None)
        if loose and rule['when'] == 'mention':
            own.edtf, own.open = loose.edtf, loose.role in ('since', 'start') and own.type in story.rules['spans']
            return
    if rule['when'] == 'else_document' and document_date:
        interval = next((moment.edtf for _, _, moment in story.loose if moment.is_interval and own.type in story.rules['spans']), None)
        own.edtf = interval or document_date


def _shortly_before(edtf: str, document_date: str) -> bool:
    """A report is written within weeks; what it tells of years ago is another act of the same kind."""
    return 0 <= (int(document_date[:4]) - int(edtf[:4])) * 12 + int(document_date[5:7]) - int(edtf[5:7] or 1) <= _WEEKS_IN_MONTHS


def _date_birth(own: Mention, people: Sequence[Named]) -> None:
    born = [person for person in people if person.born]
    if born:
        youngest = max(born, key=lambda person: person.born or '')
        own.edtf = (youngest.born or '').rstrip('?')


def _weights(pages: Sequence[Page], rule: Mapping[str, Any]) -> Counter[str]:
    weights: Counter[str] = Counter()
    for page, sentence, hit in told_types(pages):
        if hit.label in rule['first']:
            weights[hit.label] += _WEIGHT.get(sentence.section, 1) + 2 * sentence.heading + 6 * bool(_OPERATIVE.match(page.folded, sentence.start))
    return weights


def _strongest(types: Sequence[str], weights: Counter[str]) -> str:
    return max(types, key=lambda event_type: (weights[event_type], -list(types).index(event_type)))


def _place(event_type: str, pages: Sequence[Page]) -> tuple[Page, Sentence, int]:
    """The sentence that says it best: in the decision, in a heading, else the first that speaks of it, else the first."""
    spoken = [(page, sentence, hit) for page, sentence, hit in told_types(pages) if hit.label == event_type]
    if spoken:
        page, sentence, hit = max(spoken, key=lambda item: (item[1].section == 'decision', item[1].heading, -item[0].number, -item[1].start))
        return page, sentence, hit.start
    page = next((page for page in pages if page.sentences), pages[0])
    sentence = page.sentences[0] if page.sentences else Sentence(0, len(page.text), '', False, False)
    return page, sentence, sentence.start
