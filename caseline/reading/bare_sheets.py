"""The cells of an .xlsx file straight from its XML: for files that the spreadsheet library refuses for a detail.

Other programs write sheets with cells beyond the last column, colours that are none, or broken styles; their text is there.
"""
import posixpath
from collections.abc import Iterator

from lxml import etree
from openpyxl.styles.numbers import is_date_format
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

from caseline.reading.packages import Package, attribute, local

# number formats of the file format itself that show days or times (ECMA-376, 18.8.30)
_DATE_FORMATS = frozenset((*range(14, 23), *range(45, 48)))
_NO_TEXT = frozenset(('rPh', 'phoneticPr'))


def bare_sheets(package: Package) -> Iterator[tuple[str, Iterator[Iterator[object]]]]:
    """(title, rows of values) of every sheet, in the order of the workbook; sheets it does not list come last."""
    strings, dated = _strings(package), _dated(package)
    book = package.tolerant_xml('xl/workbook.xml')
    epoch = CALENDAR_WINDOWS_1900
    if book is not None and any(attribute(one, 'date1904') in ('1', 'true') for one in book.iter('{*}workbookPr')):
        epoch = CALENDAR_MAC_1904
    for name, title in _sheets(package, book).items():
        root = package.tolerant_xml(name)
        if root is not None:
            yield title, ((_value(cell, strings, dated, epoch) for cell in row if local(cell) == 'c') for row in root.iter('{*}row'))


def remarks_on_cells(package: Package) -> list[str]:
    """What people noted about cells: “B4: to be checked”."""
    found = []
    for name in (*package.matching('xl/comments'), *package.matching('xl/comments/'), *package.matching('xl/threadedComments/')):
        root = package.tolerant_xml(name)
        for one in root.iter('{*}comment', '{*}threadedComment') if root is not None else ():
            if text := ' '.join(_text(one).split()):
                found.append(f'{attribute(one, "ref") or ""}: {text}')
    return list(dict.fromkeys(found))


def _sheets(package: Package, book: etree._Element | None) -> dict[str, str]:
    """Members that hold a sheet → its title."""
    relations = package.tolerant_xml('xl/_rels/workbook.xml.rels')
    targets = {attribute(one, 'Id'): posixpath.normpath(posixpath.join('xl', attribute(one, 'Target') or '')).lstrip('/')
               for one in (relations if relations is not None else ())}
    listed = {targets.get(value): attribute(one, 'name') or '' for one in (book.iter('{*}sheet') if book is not None else ())
              for key, value in one.attrib.items() if key.endswith('}id')}
    every = package.matching('xl/worksheets/')
    return {name: title for name, title in listed.items() if name in every} | {name: '' for name in every if name not in listed}


def _strings(package: Package) -> list[str]:
    root = package.tolerant_xml('xl/sharedStrings.xml')
    return [_text(one) for one in root.iter('{*}si')] if root is not None else []


def _dated(package: Package) -> list[bool]:
    """For each style of a cell: does it show a day or a time?"""
    root = package.tolerant_xml('xl/styles.xml')
    if root is None:
        return []
    own = {attribute(one, 'numFmtId'): attribute(one, 'formatCode') or '' for one in root.iter('{*}numFmt')}
    numbers = [attribute(one, 'numFmtId') or '0' for styles in root.iter('{*}cellXfs') for one in styles]
    return [is_date_format(own[number]) if number in own else number.isdecimal() and int(number) in _DATE_FORMATS for number in numbers]


def _value(cell: etree._Element, strings: list[str], dated: list[bool], epoch: object) -> object:
    kind, style = attribute(cell, 't'), attribute(cell, 's') or '0'
    said = next((one.text or '' for one in cell if local(one) == 'v'), '')
    if kind == 'inlineStr':
        return _text(cell)
    if kind == 's':
        return strings[int(said)] if said.isdecimal() and int(said) < len(strings) else ''
    if kind in (None, 'n') and style.isdecimal() and int(style) < len(dated) and dated[int(style)]:
        try:
            return from_excel(float(said), epoch)
        except (ValueError, OverflowError, TypeError):
            return said
    return said if kind != 'e' else ''


def _text(element: etree._Element) -> str:
    """The letters of a text in one or several pieces, without how they are pronounced."""
    return ''.join(one.text or '' for one in element.iter('{*}t', '{*}text') if one.getparent() is None or local(one.getparent()) not in _NO_TEXT)
