"""Terms as a calendar (iCalendar, RFC 5545): whole-day entries with reminders, for a feed or a file."""
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from caseline.chronology.chronology import Chronology
from caseline.chronology.kinds import kinds
from caseline.chronology.rows import Row
from caseline.chronology.sentences import dated, say
from caseline.chronology.terms import Term

_LONGEST_LINE = 75
REMINDERS = (14, 3)


@dataclass(frozen=True, slots=True)
class Entry:
    """One term in a calendar: the family's reference, the term, and what may be told besides (nothing, unless asked for)."""
    reference: str
    term: Term
    about: str = ''


def to_ics(chronology: Chronology, *, names: bool = False, passed: bool = False) -> str:
    """Return the running terms (with `passed` also the past ones) of one family as a calendar.

    A calendar leaves the house and lies on telephones: it speaks of the family by its reference, and only with `names`
    tells which event the term is about.
    """
    rows = {row.id: row for row in chronology.rows}
    entries = [Entry(chronology.reference, term, _about(rows[term.event], term, chronology) if names else '') for term in chronology.terms
               if belongs_in_a_calendar(term) and (term.status == 'running' or passed)]
    return to_calendar(entries, chronology.today, chronology.lang)


def belongs_in_a_calendar(term: Term) -> bool:
    """Has the term a day, and is it more than the age that practice allows a paper?"""
    return term.due is not None and term.group != 'freshness'


def to_calendar(entries: Iterable[Entry], today: date, lang: str) -> str:
    """Return terms of any number of families as one calendar, in CRLF lines of at most 75 octets."""
    lines = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Caseline//Chronology//EN', 'CALSCALE:GREGORIAN', 'METHOD:PUBLISH', 'X-WR-CALNAME:Caseline',
             'REFRESH-INTERVAL;VALUE=DURATION:PT6H', 'X-PUBLISHED-TTL:PT6H']
    for entry in entries:
        lines += _entry(entry, today, lang)
    return ''.join(f'{folded}\r\n' for line in [*lines, 'END:VCALENDAR'] for folded in _folded(line))


def _about(row: Row, term: Term, chronology: Chronology) -> str:
    label = kinds(chronology.country).label(row.type, chronology.lang)
    return f'{label}, {dated(row.edtf, chronology.lang)}. {term.basis}'


def _entry(entry: Entry, today: date, lang: str) -> Iterable[str]:
    term = entry.term
    summary = f'{entry.reference}: {term.label} ({say("to_be_confirmed", lang)})'
    yield 'BEGIN:VEVENT'
    yield f'UID:{_plain(entry.reference)}-{term.event}-{term.rule}@caseline'
    yield f'DTSTAMP:{_day(today)}T000000Z'
    yield f'DTSTART;VALUE=DATE:{_day(term.due)}'
    yield f'DTEND;VALUE=DATE:{_day(term.due + timedelta(days=1))}'
    yield f'SUMMARY:{_text(summary)}'
    if entry.about:
        yield f'DESCRIPTION:{_text(entry.about)}'
    yield 'TRANSP:TRANSPARENT'
    for days in REMINDERS:
        yield from ('BEGIN:VALARM', 'ACTION:DISPLAY', f'TRIGGER:-P{days}D', f'DESCRIPTION:{_text(summary)}', 'END:VALARM')
    yield 'END:VEVENT'


def _day(day: date) -> str:
    return day.strftime('%Y%m%d')


def _text(text: str) -> str:
    """Escape as RFC 5545 section 3.3.11 asks."""
    text = text.replace('\\', '\\\\').replace(';', '\\;').replace(',', '\\,')
    return text.replace('\r\n', '\\n').replace('\n', '\\n').replace('\r', '\\n')


def _plain(text: str) -> str:
    return ''.join(letter if letter.isalnum() and letter.isascii() else '-' for letter in text)


def _folded(line: str) -> Iterable[str]:
    """Fold at 75 octets without cutting a letter (RFC 5545 section 3.1)."""
    piece, size = '', 0
    for letter in line:
        octets = len(letter.encode('utf-8'))
        if size + octets > _LONGEST_LINE:
            yield piece
            piece, size = ' ', 1
        piece, size = piece + letter, size + octets
    yield piece
