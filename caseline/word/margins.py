"""Headers, footers, watermark and page set-up: what stands around the text on every page."""

from dataclasses import dataclass

from lxml import etree

from .base import Base, Page
from .blocks import WordDocument
from .foreign import parse
from .inline import inline
from .ooxml import DECLARATION, NAMESPACES, relation, w, word_type
from .package import Part, Relation
from .pen import Pen
from .xmltext import attribute, escape

_TYPES = ("default", "first", "even")
_WATERMARK_PLACE = (
    "position:absolute;margin-left:0;margin-top:0;width:{width}pt;height:{height}pt;rotation:315;z-index:-251658752;"
    "mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
    "mso-position-vertical:center;mso-position-vertical-relative:margin"
)


@dataclass(frozen=True, slots=True)
class Margins:
    """The header and footer parts, and the references to them that each section needs, by orientation."""

    parts: tuple[Part, ...]
    relations: tuple[Relation, ...]
    references: dict[bool, str]


def margins(pen: Pen, turned: bool) -> Margins:
    """Headers and footers for the page types the base tells apart; also for landscape pages when `turned`."""
    base = pen.base
    parts, relations = [], []
    references = {False: "", True: ""}
    kinds = [kind for kind in _TYPES if kind == "default" or (base.first_differs if kind == "first" else base.even_differs)]
    for kind in kinds:
        header = _header(pen, base.headers.get(kind), kind)
        if header:
            _add(base, header, "header", kind, parts, relations, references, (False, True))
    for landscape in (False, True) if turned else (False,):
        for kind in kinds:
            footer = _footer(pen, base.footers.get(kind), kind, landscape)
            _add(base, footer, "footer", kind, parts, relations, references, (landscape,))
    return Margins(tuple(parts), tuple(relations), references)


def section(base: Base, references: str, landscape: bool) -> str:
    """The properties of a section: its headers, footers, paper and margins."""
    page = base.page
    width, height = (page.height, page.width) if landscape else (page.width, page.height)
    turned = ' w:orient="landscape"' if landscape else ""
    first = "<w:titlePg/>" if base.first_differs else ""
    return (
        f'<w:sectPr>{references}<w:type w:val="nextPage"/><w:pgSz w:w="{width}" w:h="{height}"{turned}/>'
        f'<w:pgMar w:top="{page.top}" w:right="{page.right}" w:bottom="{page.bottom}" w:left="{page.left}"'
        f' w:header="{page.header}" w:footer="{page.footer}" w:gutter="0"/><w:cols w:space="720"/>{first}</w:sectPr>'
    )


def _add(base: Base, part: Part, what: str, kind: str, parts: list[Part], relations: list[Relation],
         references: dict[bool, str], orientations: tuple[bool, ...]) -> None:
    number = f"rIdMargin{len(parts) + 1}"
    parts.append(part)
    relations.append(Relation(number, relation(what), part.name.removeprefix(f"{base.folder}/")))
    for landscape in orientations:
        references[landscape] += f'<w:{what}Reference w:type="{kind}" r:id="{number}"/>'


def _header(pen: Pen, given: Part | None, kind: str) -> Part | None:
    mark = _watermark(pen.document, pen.base.page, kind)
    if given is None and not mark:
        return None
    name = f"{pen.base.folder}/header_{kind}.xml"
    if given is None:
        line = f'<w:p><w:pPr><w:pStyle w:val="{pen.base.style["header"]}"/></w:pPr>{mark}</w:p>'
        return Part(name, word_type("header"), f"{DECLARATION}<w:hdr {NAMESPACES}>{line}</w:hdr>".encode())
    return Part(name, word_type("header"), _with(given.data, mark, into_first=True), given.relations)


def _footer(pen: Pen, given: Part | None, kind: str, landscape: bool) -> Part:
    line = _footer_line(pen, landscape)
    name = f"{pen.base.folder}/footer_{kind}{'_landscape' if landscape else ''}.xml"
    if given is None:
        return Part(name, word_type("footer"), f"{DECLARATION}<w:ftr {NAMESPACES}>{line}</w:ftr>".encode())
    return Part(name, word_type("footer"), _with(given.data, line, into_first=False), given.relations)


def _with(data: bytes, xml: str, into_first: bool) -> bytes:
    """A letterhead's header with `xml` in its first paragraph, or its footer with `xml` after everything."""
    root = parse(data)
    target = root.find(w("p")) if into_first else root
    if target is None:
        target = etree.SubElement(root, w("p"))
    if xml:
        target.extend(etree.fromstring(f"<x {NAMESPACES}>{xml}</x>"))
    return etree.tostring(root, encoding="UTF-8", standalone=True, xml_declaration=True)


def _footer_line(pen: Pen, landscape: bool) -> str:
    width = pen.base.page.text_width(landscape)
    words = "".join(
        f'<w:fldSimple w:instr=" {_FIELDS[piece]} "><w:r><w:t>1</w:t></w:r></w:fldSimple>' if piece in _FIELDS
        else f'<w:r><w:t xml:space="preserve">{escape(piece)}</w:t></w:r>' if piece else ""
        for piece in _cut(pen.document.page_words))
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{pen.base.style["footer"]}"/><w:pBdr><w:top w:val="single" w:sz="4" w:space="4"'
        f' w:color="BFCAD1"/></w:pBdr><w:tabs><w:tab w:val="right" w:pos="{width}"/></w:tabs>'
        f'</w:pPr>{inline(pen, pen.document.footer)}'
        f"<w:r><w:tab/></w:r>{words}</w:p>")


_FIELDS = {"{page}": "PAGE", "{pages}": "NUMPAGES"}


def _cut(words: str) -> list[str]:
    pieces = [words]
    for field in _FIELDS:
        pieces = [bit for piece in pieces for bit in _around(piece, field)]
    return pieces


def _around(piece: str, field: str) -> list[str]:
    before, found, after = piece.partition(field)
    return [before, field, after] if found and piece not in _FIELDS else [piece]


def _watermark(document: WordDocument, page: Page, kind: str) -> str:
    """The grey word across the page, made the way Word makes its own watermarks (a VML text path in the header)."""
    if not document.watermark:
        return ""
    width = page.text_width(False) / 20 * 0.95
    place = _WATERMARK_PLACE.format(width=round(width), height=round(width / max(len(document.watermark), 6) * 1.3))
    word = attribute(document.watermark)
    return (
        '<w:r><w:rPr><w:noProof/></w:rPr><w:pict><v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136"'
        ' adj="10800" path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/>'
        '<v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/>'
        '<v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/></v:formulas>'
        '<v:path textpathok="t" o:connecttype="rect"/><v:textpath on="t" fitshape="t"/></v:shapetype>'
        f'<v:shape id="PowerPlusWaterMarkObject_{kind}" type="#_x0000_t136" alt="{word}" style="{place}"'
        ' o:allowincell="f" fillcolor="#e4e4e4" stroked="f"><v:fill opacity=".5"/>'
        f'<v:textpath style="font-family:&quot;Arial&quot;;font-size:1pt" string="{word}"/>'
        '<w10:wrap anchorx="margin" anchory="margin"/></v:shape></w:pict></w:r>')
