"""The chronology as a sheet: CSV and XLSX, in which no text of a paper can act as a formula.

A cell that begins with = + - @, a tab or a carriage return is run by spreadsheet programs. CSV cells that begin so get a
leading apostrophe (the OWASP advice on CSV injection); XLSX cells are written as text, never as formulas.
"""
import csv
import io
import re
from collections.abc import Iterator

from caseline.chronology.chronology import Chronology
from caseline.chronology.exports.contract import label_of
from caseline.chronology.sentences import dated

_RUNS = ('=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠')
_UNPRINTABLE = re.compile(r'[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]')
_LONGEST_CELL = 32767
COLUMNS = {
    'en': ('Date', 'EDTF', 'What', 'Who', 'Kind', 'Notified', 'Sources', 'Status', 'Disputed'),
    'fr': ('Date', 'EDTF', 'Quoi', 'Qui', 'Nature', 'Notifié', 'Sources', 'Statut', 'Contesté'),
    'nl': ('Datum', 'EDTF', 'Wat', 'Wie', 'Soort', 'Ter kennis gebracht', 'Bronnen', 'Status', 'Betwist'),
    'de': ('Datum', 'EDTF', 'Was', 'Wer', 'Art', 'Zugestellt', 'Quellen', 'Status', 'Strittig'),
}
_WIDTHS = (20, 22, 60, 24, 24, 16, 40, 11, 18)


def to_csv(chronology: Chronology) -> str:
    """Return CSV text with a byte-order mark, so that spreadsheet programs read its accents."""
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerow(_head(chronology))
    writer.writerows([harmless(cell) for cell in cells] for cells in _cells(chronology))
    return '\ufeff' + out.getvalue()


def to_xlsx(chronology: Chronology) -> bytes:
    """Return an .xlsx workbook with one sheet: a frozen, filtered heading and text cells only."""
    from openpyxl import Workbook  # slow to import, needed for this one export
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font

    book = Workbook(write_only=True)
    sheet = book.create_sheet(_sheet_name(chronology.reference))
    sheet.freeze_panes = 'A2'
    for letter, width in zip('ABCDEFGHI', _WIDTHS):
        sheet.column_dimensions[letter].width = width
    head = [WriteOnlyCell(sheet, value=name) for name in _head(chronology)]
    for cell in head:
        cell.font = Font(bold=True)
    sheet.append(head)
    for values in _cells(chronology):
        line = []
        for value in values:
            cell = WriteOnlyCell(sheet, value=printable(value))
            cell.data_type = 's'
            cell.alignment = Alignment(wrap_text=True, vertical='top')
            line.append(cell)
        sheet.append(line)
    sheet.auto_filter.ref = f'A1:I{len(chronology.rows) + 1}'
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def harmless(text: str) -> str:
    """Return text that a spreadsheet program shows instead of running."""
    text = printable(text)
    return f"'{text}" if text.lstrip(' ').startswith(_RUNS) or text.startswith(_RUNS) else text


def printable(text: str) -> str:
    """Return text without control characters, which sheets cannot hold, cut to the longest cell they allow."""
    return _UNPRINTABLE.sub('\ufffd', text)[:_LONGEST_CELL]


def _head(chronology: Chronology) -> tuple[str, ...]:
    return COLUMNS.get(chronology.lang, COLUMNS['en'])


def _cells(chronology: Chronology) -> Iterator[list[str]]:
    names = {person.id: person.name for person in chronology.people}
    lang = chronology.lang
    for row in chronology.rows:
        sources = '; '.join(f'{source.document or source.said_by or ""}{f", p. {source.page}" if source.page else ""}' for source in row.sources)
        who = ', '.join([names[person] for person in row.persons if person in names] or row.named)
        notified = row.date('notification_date')
        yield [dated(row.edtf, lang, row.within), row.edtf, label_of(row, chronology), who, row.type,
               dated(notified, lang) if notified else '', sources, row.status, ', '.join(row.disputed)]


def _sheet_name(reference: str) -> str:
    return re.sub(r'[\[\]:*?/\\\x00-\x1f]', '-', reference)[:31].strip("'") or 'Caseline'
