"""Marks of images, by which what was recognised on one of them is found again: the same image twice costs nothing.

A mark is keyed (HMAC-SHA-256 with a key of the family): it tells nobody which picture it stands for. It covers the image as
it is stored, not decoded, and everything else that changes what is read: the languages asked for, the turn, the engine.
"""
import hashlib
import hmac
import io

from caseline.reading.pages import Job

# changes whenever the same image would be read otherwise than before
_ENGINE = b'2026-11-23.6'
_CHUNK = 1 << 20


def image_mark(job: Job, number: int, *pieces: bytes) -> str:
    """The mark of page `number` that shows the image of these pieces (bytes, sizes as text); '' when nothing is to be kept."""
    if not job.mark_key:
        return ''
    asked = f'{job.languages}|{job.rotations.get(number)}'.encode()
    told = hmac.new(job.mark_key, _ENGINE, hashlib.sha256)
    for piece in (asked, *pieces):
        told.update(len(piece).to_bytes(8, 'little'))
        told.update(piece)
    return told.hexdigest()


def file_digest(job: Job) -> bytes:
    """SHA-256 of the file; b'' when no marks are wanted."""
    if not job.mark_key:
        return b''
    digest = hashlib.sha256()
    with job.path.open('rb') if job.unlocked is None else io.BytesIO(job.unlocked) as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.digest()
