"""Tables as WordprocessingML, a row at a time by joining strings: as fast as the bytes can be made.

Widths stand on the grid and on each cell, because LibreOffice follows the first and Word the second.
"""

import math
from collections.abc import Sequence
from typing import NamedTuple

from .blocks import Cell, Column, Row, Run, Table
from .inline import direction, inline, plain
from .pen import Pen
from .styles import HAIRLINE, HEAD_FILL
from .xmltext import attribute

_ALIGN = {"center": '<w:jc w:val="center"/>', "end": '<w:jc w:val="right"/>', "": ""}
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_BOXED = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{HAIRLINE}"/>' for side in _SIDES)
_NONE = "".join(f'<w:{side} w:val="nil"/>' for side in _SIDES)
_BORDERS = {"lined": "", "plain": f"<w:tblBorders>{_NONE}</w:tblBorders>",
            "boxed": f"<w:tblBorders>{_BOXED}</w:tblBorders>"}
_WHOLE, _MAY_SPLIT = "<w:tr><w:trPr><w:cantSplit/></w:trPr>", "<w:tr>"
# A row stays on one page unless it would fill most of one: LibreOffice cuts off what does not fit. Rows shorter than
# this many characters of XML need no closer look.
_SHORT_ROW = 5000
_WHOLE_ROW_LINES = 45
_TWIPS_PER_LETTER = 88
_ONE_EMPTY_PARAGRAPH = ((),)


class Frame(NamedTuple):
    """What stands around a cell's text: the cell's opening, and a paragraph's opening before and after its direction."""

    cell: str
    paragraph: str
    rest: str


def table(pen: Pen, block: Table) -> list[str]:
    """The table in pieces, row by row; none when it has neither headers nor rows."""
    widths = _widths(block.columns, pen.text_width)
    headed = any(column.header for column in block.columns)
    if not headed and not block.rows:
        return []
    head = _header(pen, block.columns, widths) if headed else ""
    usual = [_frame(pen, width, "", "head" if block.first_column and place == 0 else "cell", column.align)
             for place, (width, column) in enumerate(zip(widths, block.columns))]
    opened = f"<w:tbl>{_properties(pen, block, headed, widths)}{head}"
    return [opened, *[_row(pen, block, one, usual, widths) for one in block.rows], "</w:tbl>"]


def _widths(columns: Sequence[Column], whole: int) -> list[int]:
    """Shares of the text width in twips that add up exactly."""
    total = sum(column.share for column in columns)
    edges = [round(whole * sum(column.share for column in columns[:n]) / total) for n in range(len(columns) + 1)]
    return [right - left for left, right in zip(edges, edges[1:])]


def _properties(pen: Pen, block: Table, headed: bool, widths: list[int]) -> str:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tblPr><w:tblStyle w:val="{pen.base.style["table"]}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'{_BORDERS[block.style]}<w:tblLayout w:type="fixed"/>'
        f'<w:tblLook w:val="0000" w:firstRow="{int(headed)}" w:lastRow="0" w:firstColumn="{int(block.first_column)}"'
        f' w:lastColumn="0" w:noHBand="1" w:noVBand="1"/><w:tblDescription w:val="{attribute(block.summary)}"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>"
    )


def _header(pen: Pen, columns: Sequence[Column], widths: list[int]) -> str:
    cells = []
    for column, width in zip(columns, widths):
        frame = _frame(pen, width, HEAD_FILL, "head", column.align)
        # Word would leave a header row alone at the foot of a page; LibreOffice does not mind the property.
        cells.append(f"{frame.cell}{frame.paragraph}<w:keepNext/>{frame.rest}{inline(pen, (Run(column.header),))}"
                     "</w:p></w:tc>")
    return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{''.join(cells)}</w:tr>"


def _row(pen: Pen, block: Table, row: Row, usual: list[Frame], widths: list[int]) -> str:
    pieces, at, bookmark = [], 0, row.bookmark
    for one in row.cells:
        if one.span == 1 and one.style == "cell" and not one.shade and not one.align:
            opened, paragraph, rest = usual[at]
        else:
            align = one.align or (block.columns[at].align if one.span == 1 else "")
            style = "head" if block.first_column and at == 0 and one.style == "cell" else one.style
            opened, paragraph, rest = _frame(pen, sum(widths[at:at + one.span]), one.shade, style, align, one.span)
        at += one.span
        pieces.append(opened)
        for words in one.paragraphs or _ONE_EMPTY_PARAGRAPH:
            content = inline(pen, words)
            if bookmark:
                content, bookmark = pen.bookmark(bookmark, content), None
            turned = direction(pen, words) if pen.leftward else ""
            pieces.append(f"{paragraph}{turned}{rest}{content}</w:p>")
        pieces.append("</w:tc>")
    xml = "".join(pieces)
    return f"{_WHOLE if len(xml) < _SHORT_ROW or _stays_whole(row, widths) else _MAY_SPLIT}{xml}</w:tr>"


def _frame(pen: Pen, width: int, shade: str, style: str, align: str, span: int = 1) -> Frame:
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    filled = f'<w:shd w:val="clear" w:color="auto" w:fill="{shade}"/>' if shade else ""
    return Frame(f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spanned}{filled}</w:tcPr>',
                 f'<w:p><w:pPr><w:pStyle w:val="{pen.base.style[style]}"/>', f"{_ALIGN[align]}</w:pPr>")


def _stays_whole(row: Row, widths: list[int]) -> bool:
    at = 0
    for one in row.cells:
        width = sum(widths[at:at + one.span])
        at += one.span
        words = [plain(paragraph) for paragraph in one.paragraphs]
        lines = sum(math.ceil(len(line) * _TWIPS_PER_LETTER / width) + line.count("\n") for line in words)
        if lines > _WHOLE_ROW_LINES:
            return False
    return True
