"""Files that only hold other files: a ZIP archive and a mailbox. Each paper in them becomes a document of its own."""
import re
import zipfile
import zlib
from collections.abc import Iterator

from caseline.reading.encodings import decoded
from caseline.reading.failures import ReadFailure
from caseline.reading.limits import MAX_ATTACHMENT_BYTES, MAX_ATTACHMENTS, MAX_MEMBERS
from caseline.reading.pages import Attachment, Job, Note, Part
from caseline.reading.plain import leaves

_CHUNK = 256 * 1024
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError, KeyError)
# what computers put into archives by themselves
_NO_PAPER = re.compile(r'(^|/)(__MACOSX/|\.|Thumbs\.db$|desktop\.ini$)', re.IGNORECASE)
_MAIL_BEGINS = re.compile(rb'^From [^\r\n]*\b\d{4}\b[^\r\n]*\r?\n', re.MULTILINE)
_LOCKED, _UTF_8 = 0x1, 0x800
_TOO_FULL = 'More files are in this archive than Caseline takes out at once; the rest was left out. Unpack it and add them.'


def read_zip(job: Job) -> Iterator[Part]:
    """A leaf that lists what is inside, and every paper as an attachment under its own name."""
    try:
        archive = zipfile.ZipFile(job.path)
    except _BROKEN:
        raise ReadFailure('damaged') from None
    with archive:
        papers = [one for one in archive.infolist()[:MAX_MEMBERS] if not one.is_dir() and not _NO_PAPER.search(one.filename)]
        if not papers:
            raise ReadFailure('empty', 'This archive holds no papers.')
        yield from leaves('\n'.join(_shown(one) for one in papers), job)
        left = MAX_ATTACHMENT_BYTES
        for paper in papers[:MAX_ATTACHMENTS]:
            data = _unpacked(archive, paper, job, left)
            if data is None:
                yield Note(f'{_shown(paper)[:200]} is damaged, or too large, and was not taken out of the archive.')
                continue
            left -= len(data)
            yield Attachment(_shown(paper).rpartition('/')[2][-200:], data)
    if len(papers) > MAX_ATTACHMENTS:
        yield Note(_TOO_FULL)


def read_mailbox(job: Job) -> Iterator[Part]:
    """Every mail of a mailbox file (.mbox) as an attachment, and a leaf that says how many there are."""
    if job.path.stat().st_size > MAX_ATTACHMENT_BYTES:
        raise ReadFailure('too_large')
    data = job.path.read_bytes()
    begins = [found.end() for found in _MAIL_BEGINS.finditer(data)]
    ends = [found.start() for found in _MAIL_BEGINS.finditer(data)][1:] + [len(data)]
    yield from leaves(f'This mailbox holds {len(begins)} mails.', job)
    for number, (begin, end) in enumerate(list(zip(begins, ends, strict=True))[:MAX_ATTACHMENTS], 1):
        yield Attachment(f'mail {number}.eml', data[begin:end].replace(b'\n>From ', b'\nFrom '))
    if len(begins) > MAX_ATTACHMENTS:
        yield Note(_TOO_FULL)


def is_mailbox(head: bytes, size: int) -> bool:
    """Do several mails stand in the file, each begun by a “From” line?"""
    return head.startswith(b'From ') and (len(_MAIL_BEGINS.findall(head)) > 1 or size > len(head))


def _unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo, job: Job, most: int) -> bytes | None:
    """The bytes of a member, counted while unpacking; None when it is damaged or larger than what may still come."""
    if member.flag_bits & _LOCKED and not job.password:
        raise ReadFailure('password_needed')
    data = bytearray()
    try:
        with archive.open(member, pwd=job.password.encode() if job.password else None) as file:
            while chunk := file.read(_CHUNK):
                data += chunk
                if len(data) > most:
                    return None
    except RuntimeError:
        raise ReadFailure('wrong_password') from None
    except NotImplementedError:
        raise ReadFailure('unsupported', 'This archive is packed or locked in a way Caseline cannot open. Unpack it and add the '
                          'files in it.') from None
    except _BROKEN:
        return None
    return bytes(data)


def _shown(member: zipfile.ZipInfo) -> str:
    """A member's name; without the mark for UTF-8 it may be that all the same, or in DOS or Windows letters."""
    return member.filename if member.flag_bits & _UTF_8 else decoded(member.filename.encode('cp437', 'replace'))
