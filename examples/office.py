"""Write papers as word processors, mail programs and text editors do: DOCX, ODT, RTF, EML and TXT."""

import io
import zipfile
from email.message import EmailMessage
from email.policy import SMTP
from html import escape
from pathlib import Path

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt, RGBColor

from layout import FONTS, INKS, Paper, pdf_of

THE_SAME_MOMENT = (2022, 1, 1, 0, 0, 0)


def docx(paper: Paper) -> bytes:
    """A Word file: letterhead in a table of the page header, the last line in the footer, bold and centred lines as marked."""
    document = Document()
    document.styles["Normal"].font.name = FONTS[paper.font]
    document.styles["Normal"].font.size = Pt(paper.size)
    section = document.sections[0]
    if paper.letterhead:
        table = section.header.add_table(1, 2, section.page_width - section.left_margin - section.right_margin)
        cell = table.cell(0, 0)
        cell.text = paper.lines[0]
        cell.paragraphs[0].runs[0].bold = True
        cell.paragraphs[0].runs[0].font.color.rgb = RGBColor.from_string(INKS[paper.look][1:].upper())
        table.cell(0, 1).text = "\n".join(paper.lines[1:paper.letterhead])
    body = list(paper.lines[paper.letterhead:])
    section.footer.paragraphs[0].text = body.pop()
    for line in body:
        _docx_line(document, line, paper)
    document.core_properties.author = ""
    plain = io.BytesIO()
    document.save(plain)
    return _same_moment(plain.getvalue())


def _docx_line(document: Document, line: str, paper: Paper) -> None:
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_after = Pt(2)
    run = paragraph.add_run(line)
    run.bold = any(line.startswith(start) for start in paper.bold) or None
    if any(line.startswith(start) for start in paper.centre):
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def odt(paper: Paper) -> bytes:
    """An OpenDocument text written by hand: one paragraph a line, bold lines in a style of their own."""
    rows = "".join(
        f'<text:p text:style-name="{"Strong" if any(line.startswith(b) for b in paper.bold) else "Standard"}">{escape(line)}</text:p>'
        for line in paper.lines)
    names = ('xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
             'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"')
    content = (f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {names} office:version="1.2"><office:automatic-styles>'
               '<style:style style:name="Strong" style:family="paragraph"><style:text-properties fo:font-weight="bold"/></style:style>'
               f'</office:automatic-styles><office:body><office:text>{rows}</office:text></office:body></office:document-content>')
    manifest = ('<?xml version="1.0" encoding="UTF-8"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" '
                'manifest:version="1.2"><manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/>'
                '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>')
    return _zip([("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", content.encode()),
                 ("META-INF/manifest.xml", manifest.encode())])


def rtf(paper: Paper) -> bytes:
    """Rich text in Windows-1252, as practice software prints it: accents as \\'xx, other characters as \\u."""
    lines = []
    for line in paper.lines:
        words = "".join(_rtf_character(character) for character in line)
        lines.append(f"{{\\b {words}}}\\par" if any(line.startswith(b) for b in paper.bold) else f"{words}\\par")
    head = "{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0\\fswiss Arial;}}\\f0\\fs21"
    return (head + "\r\n" + "\r\n".join(lines) + "}\r\n").encode("ascii")


def _rtf_character(character: str) -> str:
    if character in "\\{}":
        return "\\" + character
    if character.isascii():
        return character
    try:
        return f"\\'{character.encode('cp1252')[0]:02x}"
    except UnicodeEncodeError:
        return f"\\u{ord(character)}?"


def txt(paper: Paper) -> bytes:
    """Plain text in Windows-1252 with Windows line ends."""
    return paper.text.replace("\n", "\r\n").encode("cp1252")


def eml(paper: Paper) -> bytes:
    """A mail: the first lines of the text are its headers, the rest its body; each attachment is a small paper of its own."""
    message = EmailMessage(policy=SMTP.clone(max_line_length=200))
    body = list(paper.lines)
    while body and ": " in body[0] and body[0].split(": ")[0] in ("From", "To", "Cc", "Date", "Subject", "De", "Aan", "À", "Objet"):
        name, value = body.pop(0).split(": ", 1)
        message[name] = value
    message["Message-ID"] = f"<{paper.seed}.{Path(paper.file).stem.replace(' ', '-').encode('ascii', 'ignore').decode()}@mail.example>"
    message.set_content("\n".join(body) + "\n")
    for attachment in paper.options.get("attachments", ()):
        inner = Paper(file=attachment["file"], form="pdf", lines=tuple(attachment["text"]), look="private", letterhead=0, font="sans",
                      size=11, bold=(), centre=(), stamp="", signature="", break_before="", seed=paper.seed, options={})
        message.add_attachment(pdf_of(inner), maintype="application", subtype="pdf", filename=inner.file)
    for number, part in enumerate(message.walk()):
        if part.is_multipart():
            part.set_boundary(f"=_part_{paper.seed}_{number}")
    return message.as_bytes()


def _same_moment(package: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(package)) as old:
        return _zip([(name, old.read(name)) for name in old.namelist()])


def _zip(files: list[tuple[str, bytes]]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, data in files:
            stored = name == "mimetype"
            package.writestr(zipfile.ZipInfo(name, THE_SAME_MOMENT), data, zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED)
    return out.getvalue()
