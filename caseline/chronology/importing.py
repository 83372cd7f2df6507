"""Chronologies kept by hand: rows of a Word table, an Excel or CSV sheet become a preview, before anything is stored.

Columns are recognised by their headings in four languages, or else by what stands in them. Every row keeps the words as
they stood; a date that cannot be read says so and waits for a person. The source is “earlier chronology”.
"""
import csv
import io
import re
import zipfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from caseline import edtf

MOST_ROWS = 20_000
MOST_COLUMNS = 60
_LONGEST = 4_000
_LONGEST_DATE = 200
# A workbook of a few kilobytes can claim to be gigabytes once unpacked.
_LARGEST_UNPACKED = 200_000_000
_WORD_TEXT = '{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t'
_HEADINGS = {
    'date': ('date', 'dates', 'datum', 'data', 'when', 'quand', 'wanneer', 'wann', 'tijdstip', 'jour', 'dag', 'période', 'periode', 'period', 'zeitraum', 'année', 'jaar', 'year', 'jahr'),
    'what': ('what', 'event', 'events', 'description', 'quoi', 'événement', 'evénement', 'evenement', 'fait', 'faits', 'wat', 'gebeurtenis',
             'omschrijving', 'beschrijving', 'feit', 'feiten', 'was', 'ereignis', 'beschreibung', 'facts', 'fact', 'sachverhalt'),
    'who': ('who', 'person', 'persons', 'people', 'qui', 'personne', 'personnes', 'wie', 'persoon', 'personen', 'wer', 'concerns', 'concerne', 'betreft'),
    'source': ('source', 'sources', 'document', 'documents', 'proof', 'pièce', 'pièces', 'preuve', 'bron', 'bronnen', 'stuk', 'stukken', 'bewijs',
               'quelle', 'quellen', 'beleg', 'belege', 'exhibit', 'evidence', 'annexe', 'bijlage'),
    'note': ('note', 'notes', 'remark', 'remarks', 'comment', 'comments', 'remarque', 'remarques', 'opmerking', 'opmerkingen', 'bemerkung', 'bemerkungen'),
}


class NotAChronology(ValueError):
    """The file cannot be read as a table of dated rows; the message says why."""


@dataclass(frozen=True, slots=True)
class ImportedRow:
    """One row of the preview: its number in the file, the date as written and as understood (None: not understood), the
    words, who, from which source, a note."""
    number: int
    written: str
    edtf: str | None
    what: str
    who: str = ''
    source: str = ''
    note: str = ''


@dataclass(frozen=True, slots=True)
class Preview:
    """What an import would bring: `columns` says which column (from 0) was taken for what; `skipped` counts empty rows."""
    rows: tuple[ImportedRow, ...]
    columns: dict[str, int]
    headings: tuple[str, ...]
    skipped: int

    @property
    def undated(self) -> tuple[ImportedRow, ...]:
        """The rows whose date a person has to give."""
        return tuple(row for row in self.rows if row.edtf is None)


def preview(data: bytes, name: str, lang: str, *, columns: dict[str, int] | None = None, today: date | None = None,
            find_date: Callable[[str], str | None] | None = None) -> Preview:
    """Read a .docx, .xlsx or .csv/.txt file into a preview.

    `columns` overrides what is recognised ({'date': 0, 'what': 2}); `find_date` may look for a date in a whole sentence
    where the date cell itself cannot be read. Raises NotAChronology for files without a table, too large or damaged.
    """
    cells = _cells(data, name)
    table = [[_clean(cell) for cell in line[:MOST_COLUMNS]] for line in cells[:MOST_ROWS + 1]]
    if len(cells) > MOST_ROWS + 1:
        raise NotAChronology(f'The table has more than {MOST_ROWS} rows; please divide it.')
    if not any(any(line) for line in table):
        raise NotAChronology('The file holds no table with text in it.')
    head = next((number for number, line in enumerate(table[:15]) if len(_named(line)) >= 2), None)
    named = _named(table[head]) if head is not None else {}
    body = table[head + 1:] if head is not None else table
    found = columns or {**_guessed(body, named, lang), **named}
    if 'date' not in found or 'what' not in found:
        raise NotAChronology('No column with dates and no column with text could be recognised.')
    offset = (head + 1 if head is not None else 0) + 1
    filled = [(offset + number, line) for number, line in enumerate(body) if any(line)]
    rows = _rows(filled, found, lang, today, find_date)
    return Preview(rows, found, tuple(table[head]) if head is not None else (), len(body) - len(rows))


def _rows(lines: Iterable[tuple[int, list[str]]], found: dict[str, int], lang: str, today: date | None,
          find_date: Callable[[str], str | None] | None) -> tuple[ImportedRow, ...]:
    rows = []
    for number, line in lines:
        def cell(name: str) -> str:
            place = found.get(name)
            return line[place] if place is not None and 0 <= place < len(line) else ''

        written, what = cell('date'), cell('what')
        if not written and not what:
            continue
        understood = read_date(written, lang, today) or (find_date(f'{written} {what}') if find_date else None)
        rows.append(ImportedRow(number, written, understood, what, cell('who'), cell('source'), cell('note')))
    return tuple(rows)


def read_date(written: str, lang: str, today: date | None = None) -> str | None:
    """Return the EDTF of what people type in a date column, or None: nothing is guessed."""
    if not written:
        return None
    try:
        return edtf.typed(written[:_LONGEST_DATE], lang, today).text
    except edtf.NotEdtf:
        return None


def _named(line: Sequence[str]) -> dict[str, int]:
    """Recognise headings; the first column that answers to a name has it."""
    found: dict[str, int] = {}
    for place, heading in enumerate(line):
        words = set(re.findall(r'\w+', heading.casefold()))
        if len(words) > 5:
            continue
        for name, known in _HEADINGS.items():
            if words & set(known) and name not in found:
                found[name] = place
                break
    return found


def _guessed(body: Sequence[Sequence[str]], named: dict[str, int], lang: str) -> dict[str, int]:
    """Without headings: the dates stand where most cells read as one, the text where the longest cells are."""
    sample = [line for line in body if any(line)][:40]
    width = max((len(line) for line in sample), default=0)
    taken = set(named.values())
    dated, length = {}, {}
    for place in range(width):
        values = [line[place] for line in sample if place < len(line) and line[place]]
        dated[place] = sum(read_date(value, lang) is not None for value in values) / max(1, len(values))
        length[place] = sum(map(len, values)) / max(1, len(values))
    found = {}
    if 'date' not in named:
        best = max((place for place in dated if place not in taken), key=dated.get, default=None)
        if best is not None and dated[best] >= 0.5:
            found['date'] = best
            taken.add(best)
    if 'what' not in named:
        best = max((place for place in length if place not in taken and length[place]), key=length.get, default=None)
        if best is not None:
            found['what'] = best
    return found


def _cells(data: bytes, name: str) -> list[list[object]]:
    if not data:
        raise NotAChronology('The file is empty.')
    kind = name.rpartition('.')[2].casefold()
    if data.startswith(b'PK\x03\x04'):
        try:
            return _from_word(data) if kind in ('docx', 'docm') else _from_excel(data)
        except NotAChronology:
            raise
        except Exception as error:  # damaged archives fail in many ways; the reader only needs to know that this one did
            raise NotAChronology('The file is damaged or is not a Word or Excel file.') from error
    if b'\x00' in data[:4096] and not data.startswith((b'\xff\xfe', b'\xfe\xff')):
        raise NotAChronology('Only .docx, .xlsx and .csv files can be read here.')
    return _from_csv(data)


def _from_csv(data: bytes) -> list[list[object]]:
    text = _decoded(data)
    sample = text[:20_000]
    delimiter = max(';\t,|', key=lambda mark: min((line.count(mark) for line in sample.splitlines()[:5] if line.strip()), default=0))
    try:
        return [list(line) for line in csv.reader(io.StringIO(text), delimiter=delimiter)]
    except csv.Error as error:
        raise NotAChronology('The text is not a table with separated columns.') from error


def _decoded(data: bytes) -> str:
    if data.startswith((b'\xff\xfe', b'\xfe\xff')):
        return data.decode('utf-16', 'replace')
    try:
        return data.decode('utf-8-sig')
    except UnicodeDecodeError:
        return data.decode('cp1252', 'replace')


def _from_excel(data: bytes) -> list[list[object]]:
    from openpyxl import load_workbook  # slow to import, and only for this kind of file
    _not_a_bomb(data)
    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    sheets = [[list(line) for line in sheet.iter_rows(max_row=MOST_ROWS + 2, max_col=MOST_COLUMNS, values_only=True)]
              for sheet in book.worksheets[:10]]
    return max(sheets, key=lambda lines: sum(any(cell is not None for cell in line) for line in lines), default=[])


def _from_word(data: bytes) -> list[list[object]]:
    from docx import Document  # slow to import, and only for this kind of file
    _not_a_bomb(data)
    tables = Document(io.BytesIO(data)).tables
    if not tables:
        raise NotAChronology('The Word file holds no table.')
    # All tables of the same width as the largest belong to it: people break a chronology over pages.
    largest = max(tables, key=lambda table: len(table.rows))
    # Rows are read from the XML: asking each row for its cells takes quadratic time.
    return [[''.join(text.text or '' for text in cell.iter(_WORD_TEXT)) for cell in row.tc_lst]
            for table in tables if len(table.columns) == len(largest.columns) for row in table._tbl.tr_lst]


def _not_a_bomb(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > _LARGEST_UNPACKED:
            raise NotAChronology('The file unpacks to more than 200 MB; that is no chronology.')


def _clean(cell: object) -> str:
    if cell is None:
        return ''
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return re.sub(r'\s+', ' ', str(cell)).strip()[:_LONGEST]
