"""The same blocks as HTML, for looking at a dossier in the browser before it becomes a Word file.

Plain elements with classes, no styles and no script, so that it stands under a strict content security policy. Ids carry
the prefix `doc-`, so that they cannot meet the page's own.
"""

from collections.abc import Sequence

from .blocks import (
    Block, Bullets, Cell, Commented, Heading, Image, Inline, PageBreak, Paragraph, Pieces, Run, Section, Table, Tick, Toc,
    WordDocument,
)
from .paragraphs import Entry, entries
from .xmltext import attribute, escape, starts_right_to_left

_TAGS = {"quote": "blockquote", "title": "h2"}  # the page around it has its own h1


def html(document: WordDocument) -> str:
    """The document as one `<article>`; every text is escaped. Pictures stand as their alternative text."""
    listed = entries(document.blocks)
    waiting = iter(listed)
    pieces = []
    for block in document.blocks:
        if isinstance(block, Heading):
            pieces.append(_heading(block, next(waiting) if block.in_contents else None))
        elif isinstance(block, Toc):
            pieces.append(_contents(block, listed))
        else:
            pieces.append(_block(block))
    size = " doc-large" if document.large else ""
    return f'<article class="doc{size}" lang="{attribute(document.lang)}">{"".join(pieces)}</article>'


def _block(block: Block) -> str:
    match block:
        case Paragraph():
            tag = _TAGS.get(block.style, "p")
            return f'<{tag} class="doc-{block.style}"{_id(block.bookmark)}{_direction(block.pieces)}>{_inline(block.pieces)}</{tag}>'
        case Bullets():
            tag = "ol" if block.ordered else "ul"
            return f"<{tag}>{''.join(f'<li>{_inline(item)}</li>' for item in block.items)}</{tag}>"
        case Table():
            return _table(block)
        case Image():
            return f'<p class="doc-picture">{escape(block.alt)}</p>'
        case PageBreak() | Section():
            return '<hr class="doc-page">'
    raise TypeError(f"{type(block).__name__} cannot be shown")


def _heading(block: Heading, entry: Entry | None) -> str:
    number = f'<span class="doc-number">{entry.number}</span> ' if entry and entry.number else ""
    anchor = f"{_id(entry.bookmark)}" if entry else ""
    inner = f"<span{_id(block.bookmark)}>{_inline(block.pieces)}</span>" if block.bookmark else _inline(block.pieces)
    return f"<h{block.level + 2}{anchor}>{number}{inner}</h{block.level + 2}>"


def _contents(block: Toc, listed: Sequence[Entry]) -> str:
    lines = "".join(f'<li class="doc-level-{entry.level}"><a href="#doc-{entry.bookmark}">{entry.number} {escape(entry.words)}</a></li>'
                    for entry in listed if entry.level <= block.levels)
    title = attribute(block.title)
    return f'<nav class="doc-contents" aria-label="{title}"><h3>{title}</h3><ul>{lines}</ul></nav>'


def _table(block: Table) -> str:
    head = ""
    if any(column.header for column in block.columns):
        cells = "".join(f'<th scope="col">{escape(column.header)}</th>' for column in block.columns)
        head = f"<thead><tr>{cells}</tr></thead>"
    rows = "".join(
        f"<tr{_id(row.bookmark)}>{''.join(_cell(one, block.first_column and place == 0) for place, one in enumerate(row.cells))}</tr>"
        for row in block.rows)
    return (f'<div class="doc-scroll"><table class="doc-{block.style}" aria-label="{attribute(block.summary)}">{head}'
            f"<tbody>{rows}</tbody></table></div>")


def _cell(cell: Cell, heads_row: bool) -> str:
    span = f' colspan="{cell.span}"' if cell.span > 1 else ""
    tag, scope = ("th", ' scope="row"') if heads_row else ("td", "")
    lines = "".join(f"<p{_direction(line)}>{_inline(line)}</p>" for line in cell.paragraphs if line)
    return f"<{tag}{scope}{span}>{lines}</{tag}>"


def _inline(pieces: Pieces) -> str:
    return "".join(_piece(piece) for piece in pieces)


def _piece(piece: Inline) -> str:
    if isinstance(piece, Tick):
        return f'<input type="checkbox" disabled{" checked" if piece.ticked else ""} aria-label="{attribute(piece.name)}">'
    if isinstance(piece, Commented):
        return f'{_inline(piece.runs)}<small class="doc-remark"> [{escape(piece.comment.author)}: {escape(piece.comment.text)}]</small>'
    return _run(piece)


def _run(run: Run) -> str:
    inner = escape(run.text).replace("\n", "<br>")
    inner = f"<strong>{inner}</strong>" if run.bold or run.tone == "strong" else inner
    inner = f"<em>{inner}</em>" if run.italic else inner
    lang = f' lang="{attribute(run.lang)}"' if run.lang else ""
    tone = f' class="doc-{run.tone}"' if run.tone in ("muted", "warning") else ""
    if run.link:
        return f'<a href="#doc-{attribute(run.link)}"{lang}>{inner}</a>'
    return f"<span{tone}{lang}>{inner}</span>" if tone or lang else inner


def _id(bookmark: str | None) -> str:
    return f' id="doc-{attribute(bookmark)}"' if bookmark else ""


def _direction(pieces: Pieces) -> str:
    first = next((piece.text for piece in pieces if isinstance(piece, Run) and piece.text.strip()), "")
    return ' dir="rtl"' if starts_right_to_left(first) else ""
