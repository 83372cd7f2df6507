"""Office files locked with a password (.docx, .xlsx, .pptx, .doc, .xls, .ppt): what they hold, once the password is given.

Excel locks files that are only protected against changes with a password everybody knows ([MS-OFFCRYPTO] 2.2.10): it is
tried first, so that nobody is asked for a password that was never chosen.
"""
import io
import struct
from dataclasses import replace
from xml.parsers.expat import ExpatError

import msoffcrypto
import olefile
from msoffcrypto.exceptions import DecryptionError, FileFormatError, InvalidKeyError, ParseError

from caseline.reading.failures import ReadFailure
from caseline.reading.pages import Job

_EVERYBODY_KNOWS = 'VelvetSweatshop'
_OTHER_LOCK = ('This Office file is locked in a way Caseline cannot open. Save it without a password, or as PDF, and add '
               'it again.')
_BROKEN = (FileFormatError, ParseError, OSError, ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError, ExpatError,
           struct.error)


def is_locked(job: Job) -> bool:
    """Is this old Office file (.doc, .xls, .ppt) scrambled with a password?"""
    try:
        with job.path.open('rb') as file:
            return msoffcrypto.OfficeFile(file).is_encrypted()
    except _BROKEN:
        return False


def unlocked(job: Job) -> Job:
    """The same job with the file's clear content. Raises ReadFailure: password_needed, wrong_password, unsupported."""
    for password in filter(None, (_EVERYBODY_KNOWS, job.password)):
        if (content := _opened_with(password, job)) is not None:
            return replace(job, unlocked=content)
    raise ReadFailure('wrong_password' if job.password else 'password_needed')


def _opened_with(password: str, job: Job) -> bytes | None:
    """The clear content, or None when this is not the password."""
    clear = io.BytesIO()
    try:
        with job.path.open('rb') as file:
            locked = msoffcrypto.OfficeFile(file)
            locked.load_key(password=password, **_checked(locked))
            locked.decrypt(clear)
    except (InvalidKeyError, DecryptionError) as refusal:
        if 'nsupported' in str(refusal):
            raise ReadFailure('unsupported', _OTHER_LOCK) from None
        return None
    except _BROKEN:
        raise ReadFailure('unsupported', _OTHER_LOCK) from None
    content = clear.getvalue()
    return content if content.startswith((b'PK', olefile.MAGIC)) else None


def _checked(locked: object) -> dict[str, bool]:
    """Only the newer formats can say at once whether a password is right; the older ones find out by themselves."""
    return {'verify_password': True} if locked.format == 'ooxml' else {}
