"""Read a file of any kind: find out what it is, let the reader of its format do the work, gather what it gives."""
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from caseline.reading import sniffing
from caseline.reading.failures import ReadFailure
from caseline.reading.mail import read_mail
from caseline.reading.opendocument import read_odt
from caseline.reading.outlook import read_msg
from caseline.reading.pages import Job, Part, Reading, gather
from caseline.reading.pdf import read_pdf
from caseline.reading.pictures import read_picture
from caseline.reading.plain import read_html, read_rtf, read_text
from caseline.reading.spreadsheets import read_csv, read_ods, read_xlsx
from caseline.reading.word_files import read_docx

READERS: dict[str, Callable[[Job], Iterator[Part]]] = {
    sniffing.PDF: read_pdf, sniffing.DOCX: read_docx, sniffing.ODT: read_odt, sniffing.RTF: read_rtf,
    sniffing.TEXT: read_text, sniffing.HTML: read_html, sniffing.EML: read_mail, sniffing.MSG: read_msg,
    sniffing.XLSX: read_xlsx, sniffing.ODS: read_ods, sniffing.CSV: read_csv,
    **dict.fromkeys(('image/jpeg', 'image/png', 'image/tiff', 'image/gif', 'image/bmp', 'image/webp', 'image/heic'),
                    read_picture),
}
_UNSUPPORTED = {
    sniffing.DOC: 'This is an old Word file (.doc). Open it in Word or LibreOffice, save it as .docx or PDF, and add it '
                  'again.',
    sniffing.XLS: 'This is an old Excel file (.xls). Open it in Excel or LibreOffice, save it as .xlsx or PDF, and add '
                  'it again.',
    sniffing.PPTX: 'Caseline does not read presentations. Save it as PDF and add it again.',
    sniffing.ZIP: 'This is an archive. Unpack it and add the files in it.',
}
_LOCKED = ('This Office file is locked with a password that Caseline cannot use. Save it without a password, '
           'or as PDF, and add it again.')


def read(path: Path | str, *, name: str, password: str | None = None, languages: Iterable[str] | None = None,
         rotations: Mapping[int, int] | None = None, pages: Iterable[int] | None = None) -> Reading:
    """Read a file. `name` is what its owner called it; `languages` (ISO 639-1) reads every page by OCR in these;
    `rotations` turns pages (number → degrees clockwise); `pages` keeps only these. Raises ReadFailure."""
    job = Job(Path(path), name, password or None, tuple(languages) if languages else None, dict(rotations or {}),
              frozenset(pages) if pages is not None else None)
    media_type, parts = stream(job)
    return gather(media_type, parts)


def stream(job: Job) -> tuple[str, Iterator[Part]]:
    """The media type, and the parts as they are read: a thick file need not be held whole. Raises ReadFailure."""
    media_type = sniffing.media_type(job.path, job.name)
    if media_type == sniffing.LOCKED:
        raise ReadFailure('password_needed', _LOCKED)
    if media_type not in READERS:
        raise ReadFailure('unsupported', _UNSUPPORTED.get(media_type))
    return media_type, READERS[media_type](job)
