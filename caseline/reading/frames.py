"""The wire between a reading process and the server: small JSON headers, raw blobs, nothing that could run.

frame = header length (4 bytes) + blob length (8 bytes) + JSON header + blob. What arrives is checked again, because a
hostile file may have taken over the process that sends it.
"""
import json
import math
import re
import struct
from collections.abc import Iterator

from caseline.reading.failures import SENTENCES, ReadFailure
from caseline.reading.limits import MAX_ATTACHMENT_BYTES, MAX_PAGES, MAX_TEXT
from caseline.reading.pages import Attachment, Headers, Length, Note, Page, Part, Word

_LENGTHS = struct.Struct('<IQ')
_WORD = struct.Struct('<II5f')
_MAX_HEADER = 4 * MAX_TEXT + 4096
_LONGEST_NOTE = 1_000
_MARK = re.compile('[0-9a-f]{64}')
_TURNS = (0, 90, 180, 270)


class Malformed(Exception):
    """The reading process sent something it never sends by itself."""


def pack(header: dict, blob: bytes = b'') -> bytes:
    """One frame."""
    text = json.dumps(header, ensure_ascii=False, separators=(',', ':')).encode('utf-8', 'surrogatepass')
    return _LENGTHS.pack(len(text), len(blob)) + text + blob


def frame_of(part: Part) -> bytes:
    """The frame of a part of a reading."""
    if isinstance(part, Page):
        words = b''.join([_WORD.pack(*word) for word in part.words])
        return pack({'is': 'page', 'number': part.number, 'text': part.text, 'width': part.width, 'height': part.height,
                     'ocr': part.ocr, 'confidence': part.confidence, 'language': part.language,
                     'rotation': part.rotation, 'mark': part.mark, 'known': part.known}, words)
    if isinstance(part, Attachment):
        return pack({'is': 'attachment', 'name': part.name, 'inline': part.inline}, part.data)
    if isinstance(part, Note):
        return pack({'is': 'note', 'sentence': part.sentence})
    if isinstance(part, Length):
        return pack({'is': 'length', 'pages': part.pages})
    return pack({'is': 'headers', 'values': dict(part.values)})


class Frames:
    """Cuts a stream of bytes into frames; `add` bytes as they come, iterate over what is complete."""

    def __init__(self, most: int):
        self._buffer = bytearray()
        self._left = most

    def add(self, data: bytes) -> None:
        self._left -= len(data)
        if self._left < 0:
            raise ReadFailure('too_large', 'This file holds more than Caseline can take in at once. Split it.')
        self._buffer += data

    def __iter__(self) -> Iterator[tuple[dict, bytes]]:
        while len(self._buffer) >= _LENGTHS.size:
            head, blob = _LENGTHS.unpack_from(self._buffer)
            end = _LENGTHS.size + head + blob
            if head > _MAX_HEADER or blob > 2 * MAX_ATTACHMENT_BYTES:
                raise Malformed
            if len(self._buffer) < end:
                return
            try:
                header = json.loads(self._buffer[_LENGTHS.size:_LENGTHS.size + head])
            except ValueError:
                raise Malformed from None
            if not isinstance(header, dict):
                raise Malformed
            data = bytes(self._buffer[_LENGTHS.size + head:end])
            del self._buffer[:end]
            yield header, data


def part_of(header: dict, blob: bytes) -> Part:
    """The part a frame holds, every value checked. Raises Malformed."""
    try:
        match header.get('is'):
            case 'page':
                return _page(header, blob)
            case 'attachment':
                return Attachment(_text(header['name'], 500), blob, header['inline'] is True)
            case 'note':
                return Note(_text(header['sentence'], _LONGEST_NOTE))
            case 'length':
                return Length(int(header['pages']))
            case 'headers':
                return Headers({_text(key, 50): _text(value, 70_000) for key, value in header['values'].items()})
    except (KeyError, TypeError, ValueError, AttributeError, struct.error):
        pass
    raise Malformed


def failure_of(header: dict) -> ReadFailure:
    """The failure a frame reports. Raises Malformed."""
    code, sentence = header.get('code'), header.get('sentence')
    if code not in SENTENCES or not isinstance(sentence, str) or len(sentence) > _LONGEST_NOTE:
        raise Malformed
    return ReadFailure(code, sentence)




def _page(header: dict, blob: bytes) -> Page:
    text, number, language = _text(header['text'], MAX_TEXT), header['number'], header['language']
    size = len(text)
    words = tuple([Word(start, end, x0, y0, x1, y1, confidence)
                   for start, end, x0, y0, x1, y1, confidence in _WORD.iter_unpack(blob)
                   if start < end <= size and 0 <= confidence <= 1 and math.isfinite(x0 + y0 + x1 + y1)])
    confidence = None if header['confidence'] is None else min(1.0, max(0.0, float(header['confidence'])))
    mark = header.get('mark', '')
    if not 1 <= number <= MAX_PAGES or header['rotation'] not in _TURNS or not (mark == '' or _MARK.fullmatch(mark)):
        raise Malformed
    return Page(number, text, words, _length(header['width']), _length(header['height']), header['ocr'] is True,
                confidence, None if language is None else _text(language, 3), header['rotation'], mark, header.get('known') is True)


def _text(value: object, longest: int) -> str:
    if not isinstance(value, str) or len(value) > longest:
        raise Malformed
    # half a surrogate pair cannot be stored or shown
    return value.encode('utf-8', 'replace').decode('utf-8')


def _length(value: float) -> float:
    """A side of the page. What a file says beyond any sheet is cut: boxes are shares of it, and text is text."""
    if not 0 <= value < math.inf:
        raise Malformed
    return min(value, 1e7)
