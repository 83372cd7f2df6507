"""Files without what they tell of their past: camera, place, author, times, editing programs. Run in the shut-in child only.

It stands alone (the child loads it by its path). What is seen on the pages stays; what a kind of file hides otherwise is not
touched, and a kind that is not known is left as it came.
"""

import io
import re
import zipfile

import pypdfium2
import pypdfium2.raw as raw
from PIL import Image, ImageOps

_STAMP = (1980, 1, 1, 0, 0, 0)
_MOST = 400 << 20  # unpacked bytes of an office file
_OOXML = {
    "docProps/core.xml": b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>',
    "docProps/app.xml": b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>',
    "docProps/custom.xml": b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"/>',
}
_ODF = b'<?xml version="1.0" encoding="UTF-8"?><office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" office:version="1.2"><office:meta/></office:document-meta>'
_WRITERS = re.compile(rb' w:rsid\w*="[^"]*"')


def stripped(data: bytes, password: str = "") -> bytes:
    """The same file without metadata. Raises ValueError for a kind that is left as it is, or a file that cannot be opened."""
    if data.startswith(b"%PDF"):
        return _pdf(data, password)
    if data.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")):
        return _picture(data)
    if data.startswith(b"PK\x03\x04"):
        return _office(data)
    raise ValueError("this kind of file is left as it is")


def _pdf(data: bytes, password: str) -> bytes:
    """Its pages in a new file: no properties, no scripts, no attachments, no history of changes."""
    paper, plain, stream = pypdfium2.PdfDocument(data, password=password or None), pypdfium2.PdfDocument.new(), io.BytesIO()
    paper.init_forms()
    for page in paper:
        raw.FPDFPage_Flatten(page, raw.FLAT_PRINT)  # what was filled in would be lost with the form
    plain.import_pages(paper)
    plain.save(stream)
    return stream.getvalue()


def _picture(data: bytes) -> bytes:
    """The pixels as they lie in the file, where it lies upright; turned upright where only a mark said how to hold it."""
    picture = Image.open(io.BytesIO(data), formats=("JPEG", "PNG"))
    stream = io.BytesIO()
    if picture.getexif().get(0x0112, 1) != 1:
        ImageOps.exif_transpose(picture).save(stream, picture.format, quality=95, exif=b"")
        return stream.getvalue()
    return _jpeg(data) if picture.format == "JPEG" else _png(data)


def _jpeg(data: bytes) -> bytes:
    """Without application segments (but the colour profile and Adobe's colour mark) and comments; not one pixel changes."""
    kept, at = [data[:2]], 2
    while at + 4 <= len(data) and data[at] == 0xFF and data[at + 1] != 0xDA:
        mark, size = data[at + 1], int.from_bytes(data[at + 2:at + 4], "big") + 2
        if not (0xE1 <= mark <= 0xEF and mark not in (0xE2, 0xEE) or mark == 0xFE):
            kept.append(data[at:at + size])
        at += size
    end = data.rfind(b"\xff\xd9")
    return b"".join([*kept, data[at:end + 2] if end > at else data[at:]])  # some cameras hang a second picture after the end


def _png(data: bytes) -> bytes:
    kept, at = [data[:8]], 8
    while at + 12 <= len(data):
        size, kind = int.from_bytes(data[at:at + 4], "big"), data[at + 4:at + 8]
        if kind not in (b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME"):
            kept.append(data[at:at + 12 + size])
        at += 12 + size
        if kind == b"IEND":
            break
    return b"".join(kept)


def _office(data: bytes) -> bytes:
    """An office file with empty properties and without its thumbnail; remarks and tracked changes are its content and stay."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as came, zipfile.ZipFile(stream, "w") as goes:
        names = set(came.namelist())
        if not names & {"[Content_Types].xml", "META-INF/manifest.xml"} or sum(one.file_size for one in came.infolist()) > _MOST:
            raise ValueError("this kind of archive is left as it is")
        for one in came.infolist():
            if one.filename.startswith(("docProps/thumbnail", "Thumbnails/")):
                continue
            entry = zipfile.ZipInfo(one.filename, _STAMP)
            entry.compress_type, entry.create_system = one.compress_type, 0
            goes.writestr(entry, _part(one.filename, came.read(one)))
    return stream.getvalue()


def _part(name: str, data: bytes) -> bytes:
    if name in _OOXML:
        return _OOXML[name]
    if name == "meta.xml":
        return _ODF
    if name.startswith("word/") and name.endswith(".xml"):
        return _WRITERS.sub(b"", data)
    if name in ("_rels/.rels",):
        return re.sub(rb"<Relationship [^>]*thumbnail[^>]*/>", b"", data)
    return data
