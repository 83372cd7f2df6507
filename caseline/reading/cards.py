"""Calendar entries (.ics) and visiting cards (.vcf) as lines that a person reads: “Start: 2014-09-22 10:00”.

Both are lists of named values (RFC 5545, RFC 6350) in which long lines are folded and days are written without signs.
"""
import quopri
import re
from collections.abc import Iterator

from caseline.reading.encodings import decoded
from caseline.reading.failures import ReadFailure
from caseline.reading.limits import MAX_PLAIN_BYTES
from caseline.reading.pages import Job, Part
from caseline.reading.plain import leaves

_SHOWN = {
    'SUMMARY': 'Subject', 'DTSTART': 'Start', 'DTEND': 'End', 'DUE': 'Due', 'LOCATION': 'Place', 'DESCRIPTION': 'Text', 'ORGANIZER': 'From',
    'ATTENDEE': 'With', 'STATUS': 'Status', 'COMMENT': 'Comment', 'RRULE': 'Repeated', 'FN': 'Name', 'N': 'Written', 'NICKNAME': 'Called',
    'BDAY': 'Born', 'ADR': 'Address', 'LABEL': 'Address', 'TEL': 'Telephone', 'EMAIL': 'E-mail', 'ORG': 'Organisation', 'TITLE': 'Function',
    'ROLE': 'Role', 'NOTE': 'Note', 'URL': 'Web',
}
_FOLD = re.compile(r'\r?\n[ \t]')
_DAY = re.compile(r'^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)\d\d(Z?))?$')
_ENTRIES = ('VEVENT', 'VTODO', 'VJOURNAL', 'VCARD')
# when summer time began in 1601, and when a telephone rings: no dates of a family
_ASIDE = ('VTIMEZONE', 'VALARM')
_ESCAPED = {r'\n': '\n', r'\N': '\n', r'\,': ',', r'\;': ';', '\\\\': '\\'}


def read_card(job: Job) -> Iterator[Part]:
    """A paragraph for each entry or card, a line for each value people understand."""
    if job.path.stat().st_size > MAX_PLAIN_BYTES:
        raise ReadFailure('too_large')
    blocks: list[str] = []
    aside = ''
    for line in _unfolded(decoded(job.path.read_bytes())).splitlines():
        name, _, value = line.partition(':')
        name, *parameters = name.split(';')
        key = name.rpartition('.')[2].strip().upper()
        within = value.strip().upper()
        if aside:
            aside = '' if (key, within) == ('END', aside) else aside
        elif key == 'BEGIN' and within in _ASIDE:
            aside = within
        elif key == 'BEGIN' and within in _ENTRIES:
            blocks.append('')
        elif key in _SHOWN and (shown := _value(value, parameters)):
            person = next((one[3:].strip('"') for one in parameters if one.upper().startswith('CN=')), '')
            blocks.append(f'{_SHOWN[key]}: {person + " " if person else ""}{shown}')
    yield from leaves('\n'.join(blocks), job)


def _unfolded(text: str) -> str:
    """Long lines whole again; in old cards a line ends with “=” instead."""
    text = _FOLD.sub('', text)
    return re.sub(r'=\r?\n', '', text) if 'QUOTED-PRINTABLE' in text.upper() else text


def _value(value: str, parameters: list[str]) -> str:
    if any('QUOTED-PRINTABLE' in one.upper() for one in parameters):
        value = decoded(quopri.decodestring(value.encode('utf-8', 'replace')))
    if day := _DAY.match(value.strip()):
        year, month, number, hour, minute, universal = day.groups()
        return f'{year}-{month}-{number}' + (f' {hour}:{minute}' if hour else '') + (' UTC' if universal else '')
    plain = re.sub(r'\\[nN,;\\]', lambda found: _ESCAPED[found.group()], value)
    return ' '.join(part for part in re.split(r'(?<!\\);', plain) if part).removeprefix('mailto:').removeprefix('MAILTO:').strip()
