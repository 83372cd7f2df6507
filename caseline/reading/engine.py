"""Read a file of any kind: find out what it is, let the reader of its format do the work, gather what it gives."""
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from caseline.reading import signatures as kinds, sniffing
from caseline.reading.archives import read_mailbox, read_zip
from caseline.reading.cards import read_card
from caseline.reading.ebooks import read_epub
from caseline.reading.failures import ReadFailure
from caseline.reading.locked import is_locked, unlocked
from caseline.reading.mail import read_mail
from caseline.reading.old_office import read_doc, read_ppt
from caseline.reading.opendocument import read_odt
from caseline.reading.outlook import read_msg
from caseline.reading.pages import Job, Part, Reading, gather
from caseline.reading.pdf import read_pdf
from caseline.reading.pictures import read_picture
from caseline.reading.plain import read_html, read_rtf, read_text
from caseline.reading.presentations import read_pptx
from caseline.reading.spreadsheets import read_csv, read_ods, read_xls, read_xlsx
from caseline.reading.winmail import read_winmail
from caseline.reading.word_files import read_docx
from caseline.reading.xml_files import read_xml

READERS: dict[str, Callable[[Job], Iterator[Part]]] = {
    kinds.PDF: read_pdf, kinds.DOCX: read_docx, kinds.ODT: read_odt, kinds.RTF: read_rtf, kinds.TEXT: read_text,
    kinds.HTML: read_html, kinds.XML: read_xml, kinds.CARD: read_card, kinds.EPUB: read_epub,
    kinds.EML: read_mail, kinds.MSG: read_msg, kinds.TNEF: read_winmail, kinds.MBOX: read_mailbox, kinds.ZIP: read_zip,
    kinds.XLSX: read_xlsx, kinds.ODS: read_ods, kinds.CSV: read_csv, kinds.PPTX: read_pptx,
    kinds.ODP: read_odt, kinds.ODG: read_odt, kinds.DOC: read_doc, kinds.XLS: read_xls, kinds.PPT: read_ppt,
    **dict.fromkeys(kinds.PICTURES, read_picture),
}
_OLD_OFFICE = (kinds.DOC, kinds.XLS, kinds.PPT)


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
    if media_type == kinds.LOCKED or (media_type in _OLD_OFFICE and is_locked(job)):
        job = unlocked(job)
        media_type = sniffing.package_type(job.source) if media_type == kinds.LOCKED else media_type
    if media_type not in READERS:
        raise ReadFailure('unsupported', kinds.UNSUPPORTED.get(media_type))
    return media_type, READERS[media_type](job)
