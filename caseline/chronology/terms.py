"""Terms that run from events: computed from the notification, never from the letter's date, by the rule then in force.

Every date is a help for a lawyer, who has to confirm it. Without the day of notification nothing is computed and the
question is asked. A term that has passed is not a right that is lost: force majeure and defective notifications exist.
"""
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from caseline.chronology.case import DocumentInfo
from caseline.chronology.counting import NotCountable, due, due_when_posted
from caseline.chronology.kinds import Kinds
from caseline.chronology.lookup import Lookup
from caseline.chronology.order import DAY, span
from caseline.chronology.rows import Row
from caseline.chronology.sentences import dated, say
from caseline.countries.laws import law

_ANSWERED_WITHIN = 200
_LONGEST_STAY = 550


@dataclass(frozen=True, slots=True)
class Term:
    """One term of one row (`event` is the row's id). `due` is None when nothing could be computed: then `question` asks.

    `status` is running, passed, met or unknown; `answer` the row that met it or came late; `others` the last days that
    other claims about the same notification would give; `presumed` the later day that a posted letter allows.
    """
    event: int
    rule: str
    label: str
    start: str | None
    due: date | None
    basis: str
    status: str
    severity: str
    kind: str
    group: str
    question: str | None = None
    answer: int | None = None
    others: tuple[tuple[str, date], ...] = ()
    presumed: date | None = None
    to_be_confirmed: bool = True


def terms(rows: Sequence[Row], kinds: Kinds, today: date, lang: str, documents: Iterable[DocumentInfo] = ()) -> tuple[Term, ...]:
    """Return the terms of rows in timeline order."""
    others = Lookup(rows)
    found: list[Term] = []
    for row in rows:
        asked = False
        for entry in kinds.table['terms']:
            if row.type not in entry['on']:
                continue
            term = _term(row, entry, others, kinds, today, lang)
            if term and not (term.due is None and asked):
                found.append(term)
                asked = asked or term.due is None
    found.extend(_freshness(rows, documents, kinds, today, lang))
    return tuple(found)


def _term(row: Row, entry: Mapping[str, Any], others: Lookup, kinds: Kinds, today: date, lang: str) -> Term | None:
    held = _held(row, others, kinds)
    if entry.get('detained_only') and not held:
        return None
    shortened = held and 'detained' in entry and ('detained_after' not in entry or others.latest(entry['detained_after'], row.begin.end, row))
    key = entry['detained'] if shortened else entry['rule']
    if 'later' in entry and _is_later_measure(row, others):
        key = entry['later']
    rule = kinds.country.deadlines[key]
    role = entry.get('from', 'notification_date')
    start = row.edtf if role == kinds.main_role(row.type) else row.date(role)
    if not start and role != 'notification_date':
        return None
    if entry.get('silent_when_missing') and span(start).rank != DAY:
        return None
    if not _in_force(rule, entry, row, others):
        return None if rule['group'] == 'removal' else _asked(row, rule, 'ask_rule', kinds, lang)
    posted = row.date('sent_date')
    if span(start).rank != DAY and not (posted and span(posted).rank == DAY):
        return _asked(row, rule, 'ask_notification', kinds, lang) if role == 'notification_date' else None
    return _counted(row, rule, entry, start if span(start).rank == DAY else None, posted, others, kinds, today, lang)


def _counted(row: Row, rule: Mapping[str, Any], entry: Mapping[str, Any], start: str | None, posted: str | None,
             others: Lookup, kinds: Kinds, today: date, lang: str) -> Term | None:
    holidays, presumed, printed = kinds.table['holidays'], None, row.date(entry['printed']) if 'printed' in entry else None
    try:
        if start:
            last = span(printed).day if printed and span(printed).day else due(rule, span(start).day, holidays)
        else:
            last, presumed = due_when_posted(rule, span(posted).day, holidays)
    except NotCountable:
        return None
    answer = _answer(row, rule['key'], others, kinds)
    met = answer is not None and answer.begin.end <= (presumed or last).toordinal()
    return Term(
        event=row.id, rule=rule['key'], label=_label(rule, lang), start=start or posted, due=last, basis=law(kinds.country.code, rule['legal_basis'], lang),
        status='met' if met else 'running' if last >= today else 'passed', severity=rule['severity'], kind=rule['kind'],
        group=rule['group'], answer=answer.id if answer else None, presumed=presumed,
        others=_others(row, rule, entry, start, holidays))


def _others(row: Row, rule: Mapping[str, Any], entry: Mapping[str, Any], start: str | None, holidays: str) -> tuple:
    """Return what the other claims about the notification would give, the earliest first."""
    claims = row.claims.get(entry.get('from', 'notification_date'), ())
    days = {claim.edtf: claim.begin.day for claim in claims if claim.begin.day and claim.edtf != start}
    return tuple(sorted(((text, due(rule, day, holidays)) for text, day in days.items()), key=lambda pair: pair[1]))


def _asked(row: Row, rule: Mapping[str, Any], question: str, kinds: Kinds, lang: str) -> Term:
    return Term(event=row.id, rule=rule['key'], label=_label(rule, lang), start=None, due=None, basis=law(kinds.country.code, rule['legal_basis'], lang),
                status='unknown', severity=rule['severity'], kind=rule['kind'], group=rule['group'],
                question=say(question, lang, event=kinds.label(row.type, lang), date=dated(row.edtf, lang, row.within)))


def _answer(row: Row, rule: str, others: Lookup, kinds: Kinds) -> Row | None:
    """Return the first appeal that follows the act for the same people: in time or late."""
    first = row.begin.start
    following = others.between(kinds.table['answered_by'].get(rule, ()), first, first + _ANSWERED_WITHIN, near=row)
    return next((other for other in following if other.begin.rank == DAY), None)


def _held(row: Row, others: Lookup, kinds: Kinds) -> bool:
    """Was one of these people in a closed centre or a return house on the day of notification?"""
    day = span(row.date('notification_date'))
    if day.rank != DAY:
        return False
    centres = (type_ for key in ('detention', 'return_house') for type_ in kinds.table['bands'][key]['starts'])
    return any(not stay.moment.whole.open and stay.begin.rank == DAY and day.start <= stay.moment.whole.end
               for stay in others.between(centres, day.start - _LONGEST_STAY, day.start, near=row))


def _is_later_measure(row: Row, others: Lookup) -> bool:
    return others.latest((row.type,), row.begin.start - 1, row) is not None


def _in_force(rule: Mapping[str, Any], entry: Mapping[str, Any], row: Row, others: Lookup) -> bool:
    """Was the rule in force? Asylum rules go by the day the application was lodged, the others by the day of the act."""
    if row.begin.open:
        return False
    if 'applied_before' in entry:
        lodged = others.latest(('asylum_application', 'asylum_subsequent_application'), row.begin.end, row)
        if (lodged or row).begin.start >= date.fromisoformat(entry['applied_before']).toordinal():
            return False
    # The country's file writes remarks after the date: “2014-05-31 (law of 10 April 2014; …)”.
    first = max(filter(None, [(rule['valid_from'] or '')[:10], entry.get('since', '')]), default='')
    last = '' if 'applied_before' in entry else (rule['valid_to'] or '')[:10]
    return ((not first or row.begin.end >= date.fromisoformat(first).toordinal())
            and (not last or row.begin.start <= date.fromisoformat(last).toordinal()))


def _freshness(rows: Sequence[Row], documents: Iterable[DocumentInfo], kinds: Kinds, today: date, lang: str) -> Iterable[Term]:
    """Yield until when papers are accepted in practice, for those that stand behind a row."""
    rules = {kind: key for key, papers in kinds.table['freshness'].items() for kind in papers}
    told_by: dict[int | None, int] = {}
    for row in rows:
        for source in row.sources:
            if source.source_kind == 'primary_document':
                told_by.setdefault(source.document_id, row.id)
    for document in documents:
        day = span(document.date).day
        if document.kind in rules and day and document.id in told_by:
            rule = kinds.country.deadlines[rules[document.kind]]
            last = due(rule, day)
            yield Term(event=told_by[document.id], rule=rule['key'], label=_label(rule, lang), start=document.date, due=last,
                       basis=law(kinds.country.code, rule['legal_basis'], lang), status='running' if last >= today else 'passed', severity=rule['severity'],
                       kind=rule['kind'], group=rule['group'])


def _label(rule: Mapping[str, Any], lang: str) -> str:
    return rule['label'].get(lang) or rule['label']['en']

