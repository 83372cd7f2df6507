"""The document's styles: real Word styles by name, so that an organisation's letterhead can restyle everything.

On Caseline's own base every style is set; on a letterhead only the missing ones are added.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from caseline.later import Later

from .ooxml import W, w

docx, docx_kinds, docx_xml, docx_shared = Later("docx"), Later("docx.enum.style"), Later("docx.oxml"), Later("docx.shared")

FONT = "Arial"
INK, ACCENT, MUTED, WARNING = "1B2733", "1F4E63", "55626C", "9A3412"
HEAD_FILL, HAIRLINE, NOTICE_FILL = "E6EDF1", "BFCAD1", "F5F1E6"
_LARGER = 1.4


@dataclass(frozen=True, slots=True)
class Look:
    """A style: its Word name and how it looks; sizes and spaces are points."""

    name: str
    size: float = 0
    bold: bool = False
    italic: bool = False
    color: str = ""
    before: float = 0
    after: float = 0
    line: float = 0
    keep_next: bool = False
    builtin: bool = False
    extra: str = ""




def _contents_line(left: int, hanging: int) -> str:
    """Number, title and, once Word fills them in, a dotted line to the page number."""
    return (f'<w:tabs><w:tab w:val="left" w:pos="{left}"/><w:tab w:val="right" w:leader="dot" w:pos="9638"/></w:tabs>'
            f'<w:ind w:left="{left}" w:hanging="{hanging}"/>')


_BOX = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="6" w:color="C9B97F"/>' for side in ("top", "left", "bottom", "right"))
PARAGRAPHS: Mapping[str, Look] = {
    "body": Look("Caseline Text", 10, after=6, line=1.15),
    "title": Look("Title", 24, bold=True, color=ACCENT, before=24, after=4, builtin=True),
    "subtitle": Look("Subtitle", 13, color=MUTED, after=14, builtin=True),
    "heading1": Look("Heading 1", 15, bold=True, color=ACCENT, before=20, after=6, keep_next=True, builtin=True),
    "heading2": Look("Heading 2", 11.5, bold=True, color=ACCENT, before=13, after=4, keep_next=True, builtin=True),
    "heading3": Look("Heading 3", 10, bold=True, color=INK, before=9, after=3, keep_next=True, builtin=True),
    "contents": Look("TOC Heading", 15, bold=True, color=ACCENT, before=12, after=6, keep_next=True, builtin=True),
    "toc1": Look("toc 1", 10, before=3, after=2, builtin=True, extra=_contents_line(510, 510)),
    "toc2": Look("toc 2", 9.5, color=MUTED, after=1, builtin=True, extra=_contents_line(1134, 624)),
    "toc3": Look("toc 3", 9, color=MUTED, builtin=True, extra=_contents_line(1870, 736)),
    "lead": Look("Caseline Lead", 11.5, color=INK, after=8, line=1.2),
    "large": Look("Caseline Large", 12.5, after=8, line=1.25),
    "note": Look("Caseline Note", 8.5, color=MUTED, after=6, line=1.1),
    "notice": Look("Caseline Notice", 10, before=8, after=10, line=1.15,
                   extra=f'<w:pBdr>{_BOX}</w:pBdr><w:shd w:val="clear" w:color="auto" w:fill="{NOTICE_FILL}"/>'),
    "quote": Look("Quote", 9.5, italic=True, color=INK, before=2, after=6, line=1.15, builtin=True,
                  extra='<w:ind w:left="397" w:right="397"/>'),
    "caption": Look("caption", 8.5, color=MUTED, before=3, after=8, builtin=True),
    "label": Look("Caseline Label", 8.5, bold=True, color=MUTED, before=4, after=1, keep_next=True),
    "bullet": Look("List Bullet", 10, after=3, line=1.15, builtin=True),
    "number": Look("List Number", 10, after=3, line=1.15, builtin=True),
    "cell": Look("Caseline Cell", 8.5, before=1, after=1, line=1.05),
    "head": Look("Caseline Head", 8.5, bold=True, color=ACCENT, before=2, after=2),
    "header": Look("header", 8.5, color=MUTED, builtin=True),
    "footer": Look("Caseline Footer", 8, color=MUTED),  # not Word's own: a letterhead's brings tab stops of its own
    "comment": Look("annotation text", 9, builtin=True),
}
CHARACTERS: Mapping[str, Look] = {
    "muted": Look("Caseline Muted", color=MUTED),
    "warning": Look("Caseline Warning", bold=True, color=WARNING),
    "strong": Look("Strong", bold=True, builtin=True),
    "link": Look("Hyperlink", color="1B5E8C", builtin=True),
    "comment_mark": Look("annotation reference", 8, builtin=True),
}
_KEPT = {"Normal", "Default Paragraph Font", "Normal Table", "No List"}


def prepare(document: "docx.document.Document", *, lang: str, own: bool, large: bool) -> dict[str, str]:
    """Give `document` every style Caseline writes with and return style ids by role.

    `own` means Caseline's base: its styles are replaced. Otherwise styles the letterhead has stay as they are.
    """
    scale = _LARGER if large else 1.0
    if own:
        _strip(document)
        _base_look(document, scale)
    _set_language(document, lang)
    ids = {role: _style(document, look, docx_kinds.WD_STYLE_TYPE.PARAGRAPH, scale) for role, look in PARAGRAPHS.items()}
    ids |= {role: _style(document, look, docx_kinds.WD_STYLE_TYPE.CHARACTER, scale) for role, look in CHARACTERS.items()}
    ids["table"] = _table_style(document)
    return ids


def _strip(document: "docx.document.Document") -> None:
    for style in list(document.styles.element.findall(w("style"))):
        if style.find(w("name")).get(w("val")) not in _KEPT:
            document.styles.element.remove(style)


def _base_look(document: "docx.document.Document", scale: float) -> None:
    normal = document.styles["Normal"]
    normal.font.size, normal.font.color.rgb = docx_shared.Pt(10 * scale), docx_shared.RGBColor.from_string(INK)
    defaults = document.styles.element.find(w("docDefaults"))
    defaults.getparent().replace(defaults, docx_xml.parse_xml(
        f'<w:docDefaults xmlns:w="{W}"><w:rPrDefault><w:rPr><w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}"'
        f' w:eastAsia="{FONT}" w:cs="{FONT}"/><w:sz w:val="20"/><w:szCs w:val="20"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>"))


def _set_language(document: "docx.document.Document", lang: str) -> None:
    root = document.styles.element
    for old in list(root.iter(w("lang"))):
        old.getparent().remove(old)
    tag = docx_xml.parse_xml(f'<w:lang xmlns:w="{W}" w:val="{lang}" w:eastAsia="{lang}" w:bidi="ar-SA"/>')
    defaults = root.find(w("docDefaults"))
    if defaults is None:
        defaults = docx_xml.parse_xml(f'<w:docDefaults xmlns:w="{W}"/>')
        root.insert(0, defaults)
    holder = defaults.find(w("rPrDefault"))
    if holder is None:
        holder = docx_xml.parse_xml(f'<w:rPrDefault xmlns:w="{W}"><w:rPr/></w:rPrDefault>')
        defaults.insert(0, holder)
    if holder.find(w("rPr")) is None:
        holder.append(docx_xml.parse_xml(f'<w:rPr xmlns:w="{W}"/>'))
    holder.find(w("rPr")).append(tag)


def _style(document: "docx.document.Document", look: Look, kind: "docx_kinds.WD_STYLE_TYPE", scale: float) -> str:
    for style in document.styles:
        if style.type == kind and style.name.lower() == look.name.lower():
            return style.style_id
    style = document.styles.add_style(look.name, kind, builtin=look.builtin)
    style.quick_style = kind == docx_kinds.WD_STYLE_TYPE.PARAGRAPH
    if kind == docx_kinds.WD_STYLE_TYPE.PARAGRAPH:
        style.base_style = document.styles["Normal"]
        _set_spacing(style, look)
    _set_font(style, look, scale)
    return style.style_id


def _set_font(style: "docx.styles.style.BaseStyle", look: Look, scale: float) -> None:
    font = style.font
    if look.size:
        font.size = docx_shared.Pt(round(look.size * scale * 2) / 2)
        style.element.get_or_add_rPr().append(
            docx_xml.parse_xml(f'<w:szCs xmlns:w="{W}" w:val="{round(look.size * scale * 2)}"/>'))
    if look.bold:
        font.bold = font.cs_bold = True
    if look.italic:
        font.italic = font.cs_italic = True
    if look.color:
        font.color.rgb = docx_shared.RGBColor.from_string(look.color)


def _set_spacing(style: "docx.styles.style.BaseStyle", look: Look) -> None:
    spacing = style.paragraph_format
    spacing.space_before, spacing.space_after = docx_shared.Pt(look.before), docx_shared.Pt(look.after)
    if look.line:
        spacing.line_spacing = look.line
    if look.keep_next:
        spacing.keep_with_next = True
    if look.extra:
        properties = style.element.get_or_add_pPr()
        for piece in docx_xml.parse_xml(f'<w:pPr xmlns:w="{W}">{look.extra}</w:pPr>'):
            if piece.tag == w("ind"):
                properties.append(piece)
            else:
                properties.insert_element_before(piece, "w:spacing")


def _table_style(document: "docx.document.Document") -> str:
    for style in document.styles:
        if style.name == "Caseline Table":
            return style.style_id
    style = document.styles.add_style("Caseline Table", docx_kinds.WD_STYLE_TYPE.TABLE)
    lines = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{HAIRLINE}"/>'
                    for side in ("top", "bottom", "insideH"))
    style.element.append(docx_xml.parse_xml(
        f'<w:tblPr xmlns:w="{W}"><w:tblBorders>{lines}</w:tblBorders><w:tblCellMar>'
        '<w:top w:w="28" w:type="dxa"/><w:left w:w="70" w:type="dxa"/><w:bottom w:w="28" w:type="dxa"/>'
        '<w:right w:w="70" w:type="dxa"/></w:tblCellMar></w:tblPr>'))
    return style.style_id
