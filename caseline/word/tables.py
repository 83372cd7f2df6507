"""Tables as WordprocessingML, a row at a time by joining strings: as fast as the bytes can be made.

Widths stand on the grid and on each cell, because LibreOffice follows the first and Word the second.
"""

import math
from collections.abc import Sequence

from .blocks import Cell, Column, Row, Run, Table
from .inline import inline, plain, reads_right_to_left
from .pen import Pen
from .styles import HEAD_FILL
from .xmltext import attribute

_ALIGN = {"center": '<w:jc w:val="center"/>', "end": '<w:jc w:val="right"/>', "": ""}
_BOXED = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="BFCAD1"/>'
                 for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
_NONE = "".join(f'<w:{side} w:val="nil"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
_BORDERS = {"lined": "", "plain": f"<w:tblBorders>{_NONE}</w:tblBorders>",
            "boxed": f"<w:tblBorders>{_BOXED}</w:tblBorders>"}
# A row stays on one page unless it would fill most of one: LibreOffice cuts off what does not fit.
_WHOLE_ROW_LETTERS = 1200
_WHOLE_ROW_LINES = 45
_TWIPS_PER_LETTER = 88


def table(pen: Pen, block: Table) -> str:
    """The table, or nothing when it has neither headers nor rows."""
    widths = _widths(block.columns, pen.text_width)
    headed = any(column.header for column in block.columns)
    if not headed and not block.rows:
        return ""
    rows = [_header(pen, block.columns, widths)] if headed else []
    rows += [_row(pen, block, one, widths) for one in block.rows]
    return f"<w:tbl>{_properties(pen, block, headed, widths)}{''.join(rows)}</w:tbl>"


def _widths(columns: Sequence[Column], whole: int) -> list[int]:
    """Shares of the text width in twips that add up exactly."""
    total = sum(column.share for column in columns)
    edges = [round(whole * sum(column.share for column in columns[:n]) / total) for n in range(len(columns) + 1)]
    return [right - left for left, right in zip(edges, edges[1:])]


def _properties(pen: Pen, block: Table, headed: bool, widths: list[int]) -> str:
    summary = attribute(block.summary)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tblPr><w:tblStyle w:val="{pen.base.style["table"]}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'{_BORDERS[block.style]}<w:tblLayout w:type="fixed"/>'
        f'<w:tblLook w:val="0000" w:firstRow="{int(headed)}" w:lastRow="0" w:firstColumn="{int(block.first_column)}"'
        f' w:lastColumn="0" w:noHBand="1" w:noVBand="1"/><w:tblDescription w:val="{summary}"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>"
    )


def _header(pen: Pen, columns: Sequence[Column], widths: list[int]) -> str:
    style = pen.base.style["head"]
    cells = "".join(
        f'{_cell_open(width, HEAD_FILL)}<w:p><w:pPr><w:pStyle w:val="{style}"/><w:keepNext/>{_ALIGN[column.align]}</w:pPr>'
        f'{inline(pen, (Run(column.header),))}</w:p></w:tc>'
        for column, width in zip(columns, widths)
    )
    return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{cells}</w:tr>"


def _row(pen: Pen, block: Table, row: Row, widths: list[int]) -> str:
    whole = "<w:trPr><w:cantSplit/></w:trPr>" if _stays_whole(row, widths) else ""
    pieces, at = [f"<w:tr>{whole}"], 0
    for place, one in enumerate(row.cells):
        width = widths[at] if one.span == 1 else sum(widths[at:at + one.span])
        at += one.span
        style = "head" if block.first_column and place == 0 and one.style == "cell" else one.style
        pieces.append(_cell(pen, one, width, style, block.columns[place].align if not one.align and one.span == 1 else
                            one.align, row.bookmark if place == 0 else None))
    pieces.append("</w:tr>")
    return "".join(pieces)


def _cell(pen: Pen, cell: Cell, width: int, style: str, align: str, bookmark: str | None) -> str:
    opened = _cell_open(width, cell.shade, cell.span)
    look = f'<w:p><w:pPr><w:pStyle w:val="{pen.base.style[style]}"/>'
    pieces = []
    for paragraph in cell.paragraphs or ((),):
        direction = "<w:bidi/>" if reads_right_to_left(paragraph) else ""
        content = inline(pen, paragraph)
        if bookmark:
            content, bookmark = pen.bookmark(bookmark, content), None
        pieces.append(f"{look}{direction}{_ALIGN[align]}</w:pPr>{content}</w:p>")
    return f"{opened}{''.join(pieces)}</w:tc>"


def _cell_open(width: int, shade: str, span: int = 1) -> str:
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    filled = f'<w:shd w:val="clear" w:color="auto" w:fill="{shade}"/>' if shade else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spanned}{filled}</w:tcPr>'


def _stays_whole(row: Row, widths: list[int]) -> bool:
    at = 0
    for one in row.cells:
        words = [plain(paragraph) for paragraph in one.paragraphs]
        width = sum(widths[at:at + one.span])
        at += one.span
        if sum(map(len, words)) > _WHOLE_ROW_LETTERS or len(words) > _WHOLE_ROW_LINES:
            lines = sum(math.ceil(len(line) * _TWIPS_PER_LETTER / width) + line.count("\n") for line in words)
            if lines > _WHOLE_ROW_LINES:
                return False
    return True
