"""The parts that say what the file is: title, language, settings. They name no person, machine or program."""

from datetime import datetime

from .blocks import Comment, WordDocument
from .ooxml import DECLARATION, NAMESPACES, word_type
from .package import Part
from .pen import Pen, language_tag
from .xmltext import attribute, escape

_CORE = "application/vnd.openxmlformats-package.core-properties+xml"
_APP = "application/vnd.openxmlformats-officedocument.extended-properties+xml"


def properties(document: WordDocument) -> tuple[Part, Part]:
    """Core and application properties: title, language, organisation, and `made` as the only time."""
    time = _when(document.made)
    stamps = "".join(f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{time}</dcterms:{name}>'
                     for name in ("created", "modified")) if time else ""
    core = (
        f'{DECLARATION}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
        'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(document.title)}</dc:title><dc:creator>{escape(document.organisation)}</dc:creator>"
        f"{stamps}<dc:language>{attribute(language_tag(document.lang))}</dc:language></cp:coreProperties>"
    )
    app = (f'{DECLARATION}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
           f"<Company>{escape(document.organisation)}</Company></Properties>")
    return Part("docProps/core.xml", _CORE, core.encode()), Part("docProps/app.xml", _APP, app.encode())


def settings(pen: Pen) -> Part:
    """Settings of a present-day Word file; personal information stays visible, or returned remarks lose their author."""
    even = "<w:evenAndOddHeaders/>" if pen.base.even_differs else ""
    lang = attribute(language_tag(pen.document.lang))
    modern = "".join(
        f'<w:compatSetting w:name="{name}" w:uri="http://schemas.microsoft.com/office/word" w:val="{value}"/>'
        for name, value in (("compatibilityMode", 15), ("overrideTableStyleFontSizeAndJustification", 1),
                            ("enableOpenTypeFeatures", 1), ("doNotFlipMirrorIndents", 1),
                            ("differentiateMultirowTableHeaders", 1)))
    xml = (f'{DECLARATION}<w:settings {NAMESPACES}><w:zoom w:percent="100"/><w:defaultTabStop w:val="567"/>{even}'
           f'<w:characterSpacingControl w:val="doNotCompress"/><w:compat>{modern}</w:compat>'
           f'<w:themeFontLang w:val="{lang}"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>')
    return Part(f"{pen.base.folder}/settings.xml", word_type("settings"), xml.encode())


def remarks(pen: Pen) -> Part | None:
    """The remarks in the margin as their own part, None without any."""
    if not pen.remarks:
        return None
    rows = "".join(_remark(pen, number, one) for number, one in enumerate(pen.remarks))
    return Part(f"{pen.base.folder}/comments.xml", word_type("comments"),
                f"{DECLARATION}<w:comments {NAMESPACES}>{rows}</w:comments>".encode())


def _remark(pen: Pen, number: int, one: Comment) -> str:
    date = f' w:date="{_when(one.date)}"' if one.date else ""
    initials = attribute(one.initials or "".join(word[:1] for word in one.author.split()))
    style = pen.base.style["comment"]
    lines = "".join(f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t xml:space="preserve">{escape(line)}</w:t>'
                    "</w:r></w:p>" for line in (one.text.splitlines() or [""]))
    return (f'<w:comment w:id="{number}" w:author="{attribute(one.author)}"{date} w:initials="{initials}">{lines}'
            "</w:comment>")


def _when(moment: datetime | None) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ") if moment else ""
