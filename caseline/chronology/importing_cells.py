"""The cells of a Word table, an Excel sheet or a CSV file, with merged cells filled, as they stand in the file."""
import csv
import io
import re
import zipfile
from datetime import date, datetime

from caseline.chronology.importing_shapes import dated_lines, days_joined

MOST_ROWS = 20_000
MOST_COLUMNS = 60
_LONGEST = 4_000
# A workbook of a few kilobytes can claim to be gigabytes once unpacked.
_LARGEST_UNPACKED = 200_000_000
_LARGEST_SHEET = 40_000_000
_FROM_1900_TO_1904, _DAY_NUMBERS = 1462, (12_000, 60_000)  # in days; from 1936 on
_WORD = '{http://schemas.openxmlformats.org/wordprocessingml/2006/main}'
_MERGED = re.compile(rb'<mergeCell[^>]*\bref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')


class NotAChronology(ValueError):
    """The file cannot be read as a table of dated rows. `code` is empty, no_table, no_columns, too_many_rows, damaged,
    too_large, wrong_kind or no_separators; the message says the same in English."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def cells_of(data: bytes, name: str) -> list[list[str]]:
    """Return the rows of the largest table in a .docx, .xlsx, .xls or .csv/.txt file, or its dated lines. Raises NotAChronology."""
    if not data:
        raise NotAChronology('empty', 'The file is empty.')
    cells = _read(data, name)
    if len(cells) > MOST_ROWS + 1:
        raise NotAChronology('too_many_rows', f'The table has more than {MOST_ROWS} rows; please divide it.')
    table = [[_clean(cell) for cell in line[:MOST_COLUMNS]] for line in cells]
    if not any(any(line) for line in table):
        raise NotAChronology('empty', 'The file holds no table with text in it.')
    return days_joined(table)


def _read(data: bytes, name: str) -> list[list[object]]:
    if data.startswith(b'PK\x03\x04'):
        try:
            return _from_word(data) if name.casefold().endswith(('docx', 'docm')) else _from_excel(data)
        except NotAChronology:
            raise
        except Exception as error:  # damaged archives fail in many ways; the reader only needs to know that this one did
            raise NotAChronology('damaged', 'The file is damaged or is not a Word or Excel file.') from error
    if data.startswith(b'\xd0\xcf\x11\xe0'):
        return _from_old_excel(data)
    if b'\x00' in data[:4096] and not data.startswith((b'\xff\xfe', b'\xfe\xff')):
        raise NotAChronology('wrong_kind', 'Only .docx, .xlsx and .csv files can be read here.')
    return _from_csv(data)


def _from_csv(data: bytes) -> list[list[object]]:
    text = _decoded(data)
    if lines := dated_lines(text.splitlines()[:MOST_ROWS + 2]):
        return lines
    sample = text[:20_000]
    delimiter = max(';\t,|', key=lambda mark: min((line.count(mark) for line in sample.splitlines()[:5] if line.strip()), default=0))
    if not any(delimiter in line for line in sample.splitlines()[:5]):  # a title above the table has no separator
        delimiter = max(';\t,|', key=sample.count)
    try:
        return [list(line) for line in csv.reader(io.StringIO(text), delimiter=delimiter)]
    except csv.Error as error:
        raise NotAChronology('no_separators', 'The text is not a table with separated columns.') from error


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
    sheets = [(sheet, [list(line) for line in sheet.iter_rows(max_row=MOST_ROWS + 2, max_col=MOST_COLUMNS, values_only=True)])
              for sheet in book.worksheets[:10]]
    if not sheets:
        return []
    sheet, cells = max(sheets, key=lambda pair: sum(any(cell is not None for cell in line) for line in pair[1]))
    if book.epoch.year == 1904:
        _count_from_1900(cells)
    return _filled(cells, data, getattr(sheet, '_worksheet_path', ''))


def _from_old_excel(data: bytes) -> list[list[object]]:
    import xlrd  # only for sheets of before 2007
    try:
        book = xlrd.open_workbook(file_contents=data)
        largest = max(book.sheets(), key=lambda sheet: sheet.nrows)
        return [[xlrd.xldate_as_datetime(cell.value, book.datemode) if cell.ctype == xlrd.XL_CELL_DATE else cell.value for cell in largest.row(number)]
                for number in range(min(largest.nrows, MOST_ROWS + 2))]
    except Exception as error:  # damaged files fail in many ways, a Word file of before 2007 among them
        raise NotAChronology('damaged', 'The file is damaged or is not a Word or Excel file.') from error


def _count_from_1900(cells: list[list[object]]) -> None:
    """Old sheets of a Macintosh count their days from 1904: the bare numbers in a column of days are made those of any other."""
    for place in range(max(map(len, cells), default=0)):
        column = [line[place] for line in cells if place < len(line)]
        numbers = [cell for cell in column if isinstance(cell, (int, float)) and not isinstance(cell, bool)]
        if not all(_DAY_NUMBERS[0] <= number <= _DAY_NUMBERS[1] for number in numbers):
            continue
        for line in cells if numbers else ():
            if place < len(line) and isinstance(line[place], (int, float)):
                line[place] += _FROM_1900_TO_1904


def _filled(cells: list[list[object]], data: bytes, path: str) -> list[list[object]]:
    """Give every row of an upright merged cell its value, as people read it."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if path not in archive.namelist() or archive.getinfo(path).file_size > _LARGEST_SHEET:
            return cells
        merged = _MERGED.findall(archive.read(path))
    for left, top, right, bottom in merged:
        column, first, last = _number(left), int(top) - 1, min(int(bottom), len(cells))
        if left == right and first < len(cells) and column < len(cells[first]):
            for line in cells[first + 1:last]:
                if column < len(line) and line[column] is None:
                    line[column] = cells[first][column]
    return cells


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def _from_word(data: bytes) -> list[list[object]]:
    from docx import Document  # slow to import, and only for this kind of file
    _not_a_bomb(data)
    document = Document(io.BytesIO(data))
    tables = document.tables
    if not tables and (lines := dated_lines(paragraph.text for paragraph in document.paragraphs)):
        return lines
    if not tables:
        raise NotAChronology('no_table', 'The Word file holds no table.')
    # All tables of the same width as the largest belong to it: people break a chronology over pages.
    largest = max(tables, key=lambda table: len(table.rows))
    rows: list[list[object]] = []
    for table in tables:
        if len(table.columns) == len(largest.columns):
            above: list[object] = []
            for row in table._tbl.tr_lst:  # read from the XML: asking each row for its cells takes quadratic time
                above = _word_row(row, above)
                rows.append(above)
    return rows


def _word_row(row, above: list[object]) -> list[object]:
    """A cell that spans columns leaves the others empty; one that goes on from above repeats it."""
    line: list[object] = []
    for cell in row.tc_lst:
        properties = cell.tcPr
        upright = properties.find(f'{_WORD}vMerge') if properties is not None else None
        goes_on = upright is not None and upright.get(f'{_WORD}val', 'continue') != 'restart'
        line.append(above[len(line)] if goes_on and len(line) < len(above) else _words(cell))
        line.extend([''] * min(cell.grid_span - 1, MOST_COLUMNS))
    return line


def _words(cell) -> str:
    """Paragraphs and line breaks of a cell stay apart: a date must not stick to the next one."""
    parts = []
    for node in cell.iter(f'{_WORD}t', f'{_WORD}br', f'{_WORD}tab', f'{_WORD}p'):
        parts.append(node.text or '' if node.tag == f'{_WORD}t' else '\n' if parts else '')
    return ''.join(parts)


def _not_a_bomb(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > _LARGEST_UNPACKED:
            raise NotAChronology('too_large', 'The file unpacks to more than 200 MB; that is no chronology.')


def _clean(cell: object) -> str:
    if cell is None:
        return ''
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    lines = (re.sub(r'\s+', ' ', line).strip() for line in str(cell).replace('\x00', '').splitlines())
    return '\n'.join(line for line in lines if line)[:_LONGEST]
