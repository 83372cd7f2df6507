"""Pieces of text as WordprocessingML runs: looks, languages, writing direction, links, tick boxes, remarks."""

from operator import attrgetter

from .blocks import Commented, Inline, Pieces, Run, Tick
from .pen import Pen, language_tag
from .xmltext import attribute, by_direction, escape, is_special, starts_right_to_left

_CHECKED, _UNCHECKED = ("2612", "☒"), ("2610", "☐")
_TICK_FONT = "Segoe UI Symbol"
_LOOK = attrgetter("bold", "italic", "tone", "lang", "link")


def inline(pen: Pen, pieces: Pieces) -> str:
    """The runs of `pieces`, in order; `pen.leftward` becomes true when one holds right-to-left letters."""
    if len(pieces) == 1 and type(pieces[0]) is Run:
        return _run(pen, pieces[0])
    return "".join([_run(pen, one) if type(one) is Run else _special(pen, one) for one in pieces])


def direction(pen: Pen, pieces: Pieces) -> str:
    """The paragraph property for the `pieces` just written, when they start at the right-hand side."""
    if not pen.leftward:
        return ""
    pen.leftward = False
    return "<w:bidi/>" if _starts_at_right(pieces) else ""


def plain(pieces: Pieces) -> str:
    """The words of `pieces` without their looks."""
    return "".join(one.text if isinstance(one, Run) else
                   plain(one.runs) if isinstance(one, Commented) else "" for one in pieces)


def _starts_at_right(pieces: Pieces) -> bool:
    for one in pieces:
        if isinstance(one, Commented) and plain(one.runs).strip():
            return _starts_at_right(one.runs)
        if isinstance(one, Run) and one.text.strip():
            return one.rtl if one.rtl is not None else starts_right_to_left(one.text)
    return False


def _run(pen: Pen, run: Run) -> str:
    """The hot path of a long chronology: plain left-to-right text between two stored strings."""
    text = run.text
    if run.rtl is None and is_special(text) is None:
        key = _LOOK(run)
        around = pen.looks.get(key)
        if around is None:
            opened, closed = _link(pen, run)
            around = pen.looks[key] = (f'{opened}<w:r>{_look(pen, run, False)}<w:t xml:space="preserve">',
                                       f"</w:t></w:r>{closed}")
        return f"{around[0]}{text}{around[1]}"
    parts = by_direction(text) if run.rtl is None else [(text, run.rtl)]
    opened, closed = _link(pen, run)
    return opened + "".join([_stretch(pen, run, part, right) for part, right in parts]) + closed


def _link(pen: Pen, run: Run) -> tuple[str, str]:
    if run.link is None:
        return "", ""
    pen.targets.add(run.link)
    return f'<w:hyperlink w:anchor="{attribute(run.link)}" w:history="1">', "</w:hyperlink>"


def _stretch(pen: Pen, run: Run, text: str, right: bool) -> str:
    """Text that is written in one direction and may hold line ends, tabs or what XML forbids."""
    pen.leftward = pen.leftward or right
    text = escape(text)
    if not text:
        return ""
    lines = ["<w:tab/>".join(f'<w:t xml:space="preserve">{bit}</w:t>' if bit else "" for bit in line.split("\t"))
             for line in text.split("\n")]
    return f"<w:r>{_look(pen, run, right)}{'<w:br/>'.join(lines)}</w:r>"


def _look(pen: Pen, run: Run, right: bool) -> str:
    """The run's properties in the order the schema asks for."""
    style = "link" if run.link is not None else run.tone
    pieces = [f'<w:rStyle w:val="{pen.base.style[style]}"/>' if style else "",
              "<w:b/><w:bCs/>" if run.bold else "", "<w:i/><w:iCs/>" if run.italic else "",
              "<w:rtl/>" if right else ""]
    lang = run.lang if run.lang and run.lang != pen.document.lang else None
    if right:
        pieces.append(f'<w:lang w:bidi="{attribute(language_tag(run.lang or "ar"))}"/>')
    elif lang:
        pieces.append(f'<w:lang w:val="{attribute(language_tag(lang))}"/>')
    inside = "".join(pieces)
    return f"<w:rPr>{inside}</w:rPr>" if inside else ""


def _special(pen: Pen, piece: Inline) -> str:
    if isinstance(piece, Tick):
        return _tick(pen, piece)
    number = pen.remark(piece.comment)
    return (f'<w:commentRangeStart w:id="{number}"/>{inline(pen, piece.runs)}<w:commentRangeEnd w:id="{number}"/>'
            f'<w:r><w:rPr><w:rStyle w:val="{pen.base.style["comment_mark"]}"/></w:rPr>'
            f'<w:commentReference w:id="{number}"/></w:r>')


def _tick(pen: Pen, tick: Tick) -> str:
    pen.ticks += 1
    shown = (_CHECKED if tick.ticked else _UNCHECKED)[1]
    return (
        f'<w:sdt><w:sdtPr><w:alias w:val="{attribute(tick.name)[:64]}"/><w:id w:val="{pen.ticks}"/>'
        f'<w14:checkbox><w14:checked w14:val="{int(tick.ticked)}"/>'
        f'<w14:checkedState w14:val="{_CHECKED[0]}" w14:font="{_TICK_FONT}"/>'
        f'<w14:uncheckedState w14:val="{_UNCHECKED[0]}" w14:font="{_TICK_FONT}"/></w14:checkbox></w:sdtPr>'
        f'<w:sdtContent><w:r><w:rPr><w:rFonts w:ascii="{_TICK_FONT}" w:hAnsi="{_TICK_FONT}" w:eastAsia="{_TICK_FONT}"'
        f' w:cs="{_TICK_FONT}"/></w:rPr><w:t>{shown}</w:t></w:r></w:sdtContent></w:sdt>'
    )
