"""Checks of a .docx against the rules of WordprocessingML (ECMA-376) that Word enforces when it opens a file."""

import io
import posixpath
import zipfile

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

# The sequences of the schema's complex types, as far as Caseline writes them.
ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore widowControl numPr pBdr shd tabs bidi spacing ind contextualSpacing"
           " jc outlineLvl rPr sectPr",
    "rPr": "rStyle rFonts b bCs i iCs noProof color sz szCs u rtl cs lang",
    "tblPr": "tblStyle tblW jc tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription",
    "tcPr": "tcW gridSpan vMerge tcBorders shd noWrap tcMar vAlign",
    "trPr": "cantSplit tblHeader",
    "sectPr": "headerReference footerReference type pgSz pgMar cols titlePg",
    "tbl": "bookmarkStart bookmarkEnd tblPr tblGrid tr",
    "tc": "tcPr p tbl",
    "settings": "zoom defaultTabStop evenAndOddHeaders characterSpacingControl compat themeFontLang decimalSymbol"
                " listSeparator",
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked"
             " rsid pPr rPr tblPr trPr tcPr tblStylePr",
    "numbering": "numPicBullet abstractNum num",
    "lvl": "start numFmt lvlRestart pStyle isLgl suff lvlText lvlJc pPr rPr",
}
ONCE = {"pPr", "rPr", "tblPr", "tcPr"}


def parts_of(data: bytes) -> dict[str, bytes]:
    """The parts of a .docx by name."""
    archive = zipfile.ZipFile(io.BytesIO(data))
    return {name: archive.read(name) for name in archive.namelist()}


def body_of(data: bytes) -> etree._Element:
    """The root of the main part."""
    return etree.fromstring(parts_of(data)["word/document.xml"])


def w(name: str) -> str:
    """The lxml name of a WordprocessingML element or attribute."""
    return f"{{{W}}}{name}"


def faults(data: bytes) -> list[str]:
    """What Word would object to: wrong order, doubled ids, links to nothing, missing types."""
    parts = parts_of(data)
    found = []
    for name, content in parts.items():
        if name.endswith((".xml", ".rels")):
            root = etree.fromstring(content)
            found += [f"{name}: {fault}" for fault in _order_faults(root)]
    return found + _package_faults(parts) + _reference_faults(parts)


def _order_faults(root: etree._Element) -> list[str]:
    found = []
    for element in root.iter(etree.Element):
        kind = etree.QName(element)
        order = ORDER.get(kind.localname, "").split() if kind.namespace == W else []
        if not order:
            continue
        names = [etree.QName(child).localname for child in element]
        unknown = [name for name in names if name not in order]
        places = [order.index(name) for name in names if name in order]
        if unknown:
            found.append(f"{unknown[0]} inside {kind.localname}")
        if places != sorted(places):
            found.append(f"{kind.localname} has its children in the wrong order: {names}")
        if kind.localname in ONCE and len(set(names)) != len(names):
            found.append(f"{kind.localname} says one thing twice: {names}")
        if kind.localname == "tc" and (not names or names[-1] != "p"):
            found.append("a cell does not end in a paragraph")
    return found


def _package_faults(parts: dict[str, bytes]) -> list[str]:
    found = []
    types = etree.fromstring(parts["[Content_Types].xml"])
    named = {one.get("PartName") for one in types if one.get("PartName")}
    endings = {one.get("Extension") for one in types if one.get("Extension")}
    for name in parts:
        if name != "[Content_Types].xml" and f"/{name}" not in named and name.rpartition(".")[2] not in endings:
            found.append(f"{name} has no content type")
    found += [f"a content type for {name}, which is missing" for name in named if name.lstrip("/") not in parts]
    for name in parts:
        if name.endswith(".rels"):
            folder = posixpath.dirname(posixpath.dirname(name))
            links = [one for one in etree.fromstring(parts[name]) if one.get("TargetMode") != "External"]
            if len({one.get("Id") for one in links}) != len(links):
                found.append(f"{name} uses an id twice")
            for one in links:
                target = posixpath.normpath(posixpath.join(folder, one.get("Target")))
                if target.lstrip("/") not in parts:
                    found.append(f"{name} leads to {target}, which is missing")
    return found


def _reference_faults(parts: dict[str, bytes]) -> list[str]:
    body = etree.fromstring(parts["word/document.xml"])
    found = []
    starts = [one.get(w("id")) for one in body.iter(w("bookmarkStart"))]
    names = [one.get(w("name")) for one in body.iter(w("bookmarkStart"))]
    if len(set(starts)) != len(starts) or len(set(names)) != len(names):
        found.append("a bookmark id or name is used twice")
    if sorted(starts) != sorted(one.get(w("id")) for one in body.iter(w("bookmarkEnd"))):
        found.append("a bookmark does not end")
    found += [f"a link to {one.get(w('anchor'))}, which is nowhere" for one in body.iter(w("hyperlink"))
              if one.get(w("anchor")) and one.get(w("anchor")) not in names]
    styles = {one.get(w("styleId")) for one in etree.fromstring(parts["word/styles.xml"]).iter(w("style"))}
    for name, content in parts.items():
        if name.startswith("word/") and name.endswith(".xml"):
            root = etree.fromstring(content)
            used = {one.get(w("val")) for tag in ("pStyle", "rStyle", "tblStyle") for one in root.iter(w(tag))}
            found += [f"{name} uses the style {style}, which is missing" for style in used - styles]
    numbers = {one.get(w("numId")) for one in etree.fromstring(parts["word/numbering.xml"]).findall(w("num"))}
    found += [f"list {one.get(w('val'))} is not defined" for one in body.iter(w("numId")) if one.get(w("val")) not in numbers]
    links = {one.get("Id") for one in etree.fromstring(parts["word/_rels/document.xml.rels"])}
    used = {value for one in body.iter() for key, value in one.attrib.items() if key.startswith(f"{{{R}}}")}
    return found + [f"relation {one} is not declared" for one in used - links]
