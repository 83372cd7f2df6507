"""Pieces of text as WordprocessingML runs: looks, languages, writing direction, links, tick boxes, remarks."""

from .blocks import Commented, Inline, Pieces, Run, Tick
from .pen import Pen, language_tag
from .xmltext import HAS_RIGHT_TO_LEFT, attribute, by_direction, escape, starts_right_to_left

_CHECKED, _UNCHECKED = ("2612", "☒"), ("2610", "☐")
_TICK_FONT = "Segoe UI Symbol"


def inline(pen: Pen, pieces: Pieces) -> str:
    """The runs of `pieces`, in order."""
    return "".join([_run(pen, one) if type(one) is Run else _special(pen, one) for one in pieces])


def plain(pieces: Pieces) -> str:
    """The words of `pieces` without their looks."""
    return "".join(one.text if isinstance(one, Run) else
                   plain(one.runs) if isinstance(one, Commented) else "" for one in pieces)


def reads_right_to_left(pieces: Pieces) -> bool:
    """Whether a paragraph of these pieces starts at the right-hand side."""
    for one in pieces:
        if isinstance(one, Run) and one.text and not one.text.isascii():
            return one.rtl if one.rtl is not None else starts_right_to_left(one.text)
        if isinstance(one, Run) and one.text.strip():
            return False
    return False


def _run(pen: Pen, run: Run) -> str:
    text = run.text
    if run.rtl is None and not text.isascii() and HAS_RIGHT_TO_LEFT.search(text):
        xml = "".join(_stretch(pen, run, part, right) for part, right in by_direction(text))
    else:
        xml = _stretch(pen, run, text, bool(run.rtl))
    if run.link is None:
        return xml
    pen.targets.add(run.link)
    return f'<w:hyperlink w:anchor="{attribute(run.link)}" w:history="1">{xml}</w:hyperlink>'


def _stretch(pen: Pen, run: Run, text: str, right: bool) -> str:
    text = escape(text)
    if not text:
        return ""
    key = (run.bold, run.italic, run.tone, run.lang, run.link is None, right)
    look = pen.looks.get(key)
    if look is None:
        look = pen.looks[key] = _look(pen, run, right)
    if "\n" in text or "\t" in text:
        return f"<w:r>{look}{_with_breaks(text)}</w:r>"
    return f'<w:r>{look}<w:t xml:space="preserve">{text}</w:t></w:r>'


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


def _with_breaks(text: str) -> str:
    lines = []
    for line in text.split("\n"):
        lines.append("<w:tab/>".join(f'<w:t xml:space="preserve">{bit}</w:t>' if bit else "" for bit in line.split("\t")))
    return "<w:br/>".join(lines)


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
