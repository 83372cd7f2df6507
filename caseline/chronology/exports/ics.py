"""Terms as a calendar (iCalendar, RFC 5545): whole-day entries with reminders, for a feed or a file."""
from collections.abc import Iterable
from datetime import date, timedelta

from caseline.chronology.chronology import Chronology
from caseline.chronology.kinds import kinds
from caseline.chronology.sentences import dated, say
from caseline.chronology.terms import Term

_LONGEST_LINE = 75
REMINDERS = (14, 3)


def to_ics(chronology: Chronology, *, names: bool = False, passed: bool = False) -> str:
    """Return the running terms (with `passed` also the past ones) as a calendar.

    A calendar leaves the house and lies on telephones: it speaks of the family by its reference, and only with `names`
    tells which event the term is about.
    """
    lines = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Caseline//Chronology//EN', 'CALSCALE:GREGORIAN', 'METHOD:PUBLISH']
    for term in chronology.terms:
        if term.due and term.group != 'freshness' and (term.status == 'running' or passed):
            lines += _entry(term, chronology, names)
    return ''.join(f'{folded}\r\n' for line in [*lines, 'END:VCALENDAR'] for folded in _folded(line))


def _entry(term: Term, chronology: Chronology, names: bool) -> Iterable[str]:
    lang = chronology.lang
    summary = f'{chronology.reference}: {term.label} ({say("to_be_confirmed", lang)})'
    yield 'BEGIN:VEVENT'
    yield f'UID:{_plain(chronology.reference)}-{term.event}-{term.rule}@caseline'
    yield f'DTSTAMP:{_day(chronology.today)}T000000Z'
    yield f'DTSTART;VALUE=DATE:{_day(term.due)}'
    yield f'DTEND;VALUE=DATE:{_day(term.due + timedelta(days=1))}'
    yield f'SUMMARY:{_text(summary)}'
    if names:
        row = next(row for row in chronology.rows if row.id == term.event)
        label = kinds(chronology.country).label(row.type, lang)
        yield f'DESCRIPTION:{_text(f"{label}, {dated(row.edtf, lang)}. {term.basis}")}'
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
