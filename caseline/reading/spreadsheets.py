"""Spreadsheets (.xlsx, .xls, .ods, .csv): one leaf or more for each sheet, one line for each row, dates written in full.

Values as the file keeps them: formulas are neither run nor shown. Dates come out as ISO 8601 days, whatever the cell's
format, so that day and month cannot be mixed up.
"""
import csv
import datetime
import io
import itertools
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator

import openpyxl
import xlrd
from lxml import etree

from caseline.reading.bare_sheets import bare_sheets, remarks_on_cells
from caseline.reading.encodings import decoded
from caseline.reading.failures import ReadFailure
from caseline.reading.limits import MAX_CELLS, MAX_COLUMNS, MAX_PLAIN_BYTES
from caseline.reading.locked_open_document import opened
from caseline.reading.opendocument import paragraph_text
from caseline.reading.packages import Package, attribute, local, open_package
from caseline.reading.pages import Job, Note, Part
from caseline.reading.plain import leaves

_BROKEN = (ValueError, KeyError, TypeError, AttributeError, IndexError, OverflowError, EOFError, OSError, SyntaxError,
           zipfile.BadZipFile, zlib.error, etree.LxmlError)
_SEPARATOR = re.compile(r'sep=([^\s"])\r?\n', re.IGNORECASE)
_TRUNCATED = Note(f'This table has more than {MAX_CELLS:,} filled cells; the rest was left out.')


def read_xlsx(job: Job) -> Iterator[Part]:
    """Every cell, sheet by sheet, then what people noted about cells. A file that the library refuses is read from its XML."""
    with open_package(job.source) as package:
        _unpackable(package)
    try:
        # an open file, because the library refuses paths without an ending it knows
        with job.path.open('rb') if job.unlocked is None else io.BytesIO(job.unlocked) as file:
            book = openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)
            for sheet in book.worksheets:
                # the stated dimensions are often wrong, and make the library fill a sheet with millions of empty cells
                sheet.reset_dimensions()
            sheets = _taken((sheet.title, sheet.iter_rows(values_only=True)) for sheet in book.worksheets)
    except _BROKEN:
        sheets = []
    with open_package(job.source) as package:
        try:
            sheets = sheets or _taken(bare_sheets(package))
        except _BROKEN:
            raise ReadFailure('damaged') from None
        if not sheets:
            raise ReadFailure('damaged')
        remarks = remarks_on_cells(package)
    yield from _sheets([*sheets, *([('', [[remark] for remark in remarks])] if remarks else [])], job)


def _taken(sheets: Iterable[tuple[str, Iterable[Iterable[object]]]]) -> list[tuple[str, list[tuple[object, ...]]]]:
    """The filled cells of every sheet as far as they are kept, taken while the file is open."""
    taken, cells, rows_seen = [], 0, 0
    for title, rows in sheets:
        kept: list[tuple[object, ...]] = []
        taken.append((title, kept))
        for row in rows:
            kept.append(tuple(value for value in itertools.islice(row, MAX_COLUMNS) if value not in (None, '')))
            cells, rows_seen = cells + len(kept[-1]), rows_seen + 1
            if cells > MAX_CELLS or rows_seen > 5 * MAX_CELLS:
                return taken
    return taken


def read_xls(job: Job) -> Iterator[Part]:
    """Every cell of an Excel 2–2003 file, sheet by sheet; days are told from numbers by the cell's format."""
    data = job.path.read_bytes() if job.unlocked is None else job.unlocked
    if len(data) > MAX_PLAIN_BYTES:
        raise ReadFailure('too_large')
    try:
        book = xlrd.open_workbook(file_contents=data, logfile=io.StringIO(), on_demand=True)
        parts = list(_sheets(((sheet.name, _xls_rows(sheet, book.datemode)) for sheet in book.sheets()), job))
    except (*_BROKEN, xlrd.XLRDError, xlrd.compdoc.CompDocError, AssertionError, struct.error):
        raise ReadFailure('damaged') from None
    return iter(parts)


def read_ods(job: Job) -> Iterator[Part]:
    """Every cell of every sheet; repeated rows and cells are counted once."""
    with open_package(job.source) as package:
        root = opened(package, 'content.xml', job.password)
    if root is None:
        raise ReadFailure('damaged')
    sheets = ((attribute(table, 'name') or '', (_ods_row(row) for row in table.iter('{*}table-row')))
              for table in root.iter('{*}table'))
    return _sheets(sheets, job)


def read_csv(job: Job) -> Iterator[Part]:
    """Rows of a CSV file with whichever separator it uses."""
    if job.path.stat().st_size > MAX_PLAIN_BYTES:
        raise ReadFailure('too_large')
    text = decoded(job.path.read_bytes()).replace('\x00', '')
    # Excel writes which separator it used into the first line
    told = _SEPARATOR.match(text)
    text, separator = (text[told.end():], told.group(1)) if told else (text, max(';,\t|', key=text[:5_000].count))
    rows = csv.reader(io.StringIO(text, newline=''), delimiter=separator)
    return _sheets([('', _until_broken(rows))], job)


def _sheets(sheets: Iterable[tuple[str, Iterable[Iterable[object]]]], job: Job) -> Iterator[Part]:
    """One form feed between sheets, a blank line for empty rows, at most MAX_CELLS cells in all."""
    texts, cells, rows_seen = [], 0, 0
    for title, rows in sheets:
        lines = [title] if title else []
        for row in rows:
            shown = [text for text in map(_shown, itertools.islice(row, MAX_COLUMNS)) if text]
            cells += len(shown)
            rows_seen += 1
            if cells > MAX_CELLS or rows_seen > 5 * MAX_CELLS:
                break
            lines.append(' '.join(shown))
        texts.append('\n'.join(lines))
    yield from leaves('\f'.join(texts), job)
    if cells > MAX_CELLS or rows_seen > 5 * MAX_CELLS:
        yield _TRUNCATED


def _shown(value: object) -> str:
    """A cell as a person would say it; a day without a time of day has no time."""
    if value is None:
        return ''
    if isinstance(value, datetime.datetime):
        midnight = (value.hour, value.minute, value.second) == (0, 0, 0)
        return value.date().isoformat() if midnight else value.isoformat(' ', 'minutes')
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return ' '.join(str(value).split())


def _xls_rows(sheet: xlrd.sheet.Sheet, datemode: int) -> Iterator[Iterator[object]]:
    for number in range(sheet.nrows):
        yield (_xls_value(cell, datemode) for cell in sheet.row(number))


def _xls_value(cell: xlrd.sheet.Cell, datemode: int) -> object:
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return None
    if cell.ctype == xlrd.XL_CELL_DATE:
        try:
            return xlrd.xldate_as_datetime(cell.value, datemode)
        except (xlrd.XLDateError, OverflowError, ValueError):
            return cell.value
    return cell.value


def _ods_row(row: etree._Element) -> Iterator[str]:
    for cell in row:
        if local(cell) in ('table-cell', 'covered-table-cell'):
            date = attribute(cell, 'date-value')
            aside: list[str] = []
            text = ' '.join(paragraph_text(child, aside) for child in cell if local(child) == 'p')
            yield date.replace('T00:00:00', '') if date else text


def _until_broken(rows: Iterator[list[str]]) -> Iterator[list[str]]:
    """A line longer than the csv module takes ends the table, not the reading."""
    try:
        yield from rows
    except csv.Error:
        return


def _unpackable(package: Package) -> None:
    """Unpack every member once, counting, before the spreadsheet library sees the file."""
    for name in package.names:
        package.measure(name)
