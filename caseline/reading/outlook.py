"""Outlook mails (.msg), turned into the same message as an .eml and read by the same rules.

A .msg file is a compound file whose streams are MAPI properties; the few we need are numbered in Microsoft's
[MS-OXPROPS], their layout is in [MS-OXMSG], the compressed RTF body in [MS-OXRTFCP].
"""
import datetime
import struct
from collections.abc import Iterator
from email.message import Message
from email.mime.application import MIMEApplication
from email.mime.message import MIMEMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.utils import format_datetime

import olefile
from caseline.reading.encodings import decoded
from caseline.reading.failures import ReadFailure
from caseline.reading.limits import MAX_ATTACHMENT_BYTES, MAX_ATTACHMENTS, MAX_DEPTH
from caseline.reading.mail import parts_of
from caseline.reading.pages import Job, Part
from caseline.reading.plain import html_text, rtf_text

_SUBJECT, _BODY, _HTML, _RTF = '0037', '1000', '1013', '1009'
_SENDER_NAME, _SENDER_ADDRESS, _SENDER_SMTP, _TO, _CC = '0C1A', '0C1F', '5D01', '0E04', '0E03'
_LONG_NAME, _SHORT_NAME, _DATA, _CONTENT_ID, _TYPE = '3707', '3704', '3701', '3712', '370E'
_SENT, _DELIVERED = 0x0039, 0x0E06
_TIME = 0x0040
_DICTIONARY = (b'{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor '
               b'MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0'
               b'\\fs20\\b\\i\\u\\tab\\tx')
_EPOCH = datetime.datetime(1601, 1, 1, tzinfo=datetime.UTC)


def read_msg(job: Job) -> Iterator[Part]:
    """Headers, text and attachments of an Outlook mail; mails attached to it come out as .eml files."""
    try:
        with olefile.OleFileIO(job.source) as container:
            message = _Mail(container, []).message()
    except (OSError, ValueError, TypeError, IndexError, KeyError, AttributeError, OverflowError, struct.error, RecursionError):
        raise ReadFailure('damaged') from None
    yield from parts_of(message, job)


class _Mail:
    """One mail within the container: the whole file, or a mail attached to it."""

    def __init__(self, container: olefile.OleFileIO, folder: list[str]):
        self.container, self.folder = container, folder

    def message(self) -> Message:
        whole = MIMEMultipart()
        sender, address = self._text(_SENDER_NAME), self._text(_SENDER_SMTP) or self._text(_SENDER_ADDRESS)
        # addresses inside one Exchange house look like /O=HOUSE/OU=…: they tell nobody anything
        shown = f'{sender} <{address}>' if '@' in address and address != sender else sender or address
        for name, value in (('From', shown), ('To', self._text(_TO)), ('Cc', self._text(_CC)), ('Date', self._date()),
                            ('Subject', self._text(_SUBJECT))):
            if value:
                whole[name] = ' '.join(value.split())
        whole.attach(MIMEText(self._body(), 'plain', 'utf-8'))
        for part in self._attachments():
            whole.attach(part)
        return whole

    def _body(self) -> str:
        if text := self._text(_BODY).strip():
            return text
        html = self._bytes(_HTML, '0102')
        if html or (html := self._text(_HTML).encode()):
            return html_text(decoded(html, html=True))
        rtf = self._bytes(_RTF, '0102')
        return rtf_text(unpacked(rtf).decode('latin-1')) if rtf else ''

    def _attachments(self) -> Iterator[Message]:
        depth = len(self.folder)
        names = sorted({entry[depth] for entry in self.container.listdir(storages=True)
                        if entry[:depth] == self.folder and len(entry) > depth and entry[depth].startswith('__attach_')})
        total = 0
        for name in names[:MAX_ATTACHMENTS]:
            inner = _Mail(self.container, [*self.folder, name])
            title = inner._text(_LONG_NAME) or inner._text(_SHORT_NAME)
            embedded = [*inner.folder, f'__substg1.0_{_DATA}000D']
            if self.container.exists('/'.join(embedded)):
                if depth < MAX_DEPTH:
                    yield MIMEMessage(_Mail(self.container, embedded).message())
                continue
            data = inner._bytes(_DATA, '0102')
            total += len(data)
            if data and total <= MAX_ATTACHMENT_BYTES:
                part = MIMEApplication(data)
                shown = 'inline' if inner._text(_CONTENT_ID) and _is_picture(title) else 'attachment'
                part.add_header('Content-Disposition', shown, filename=title or 'attachment.bin')
                yield part

    def _text(self, number: str) -> str:
        """A text property, stored as UTF-16 or in an old code page."""
        wide = self._bytes(number, '001F')
        return (wide.decode('utf-16-le', 'replace') if wide else decoded(self._bytes(number, '001E'))).rstrip('\x00')

    def _bytes(self, number: str, kind: str) -> bytes:
        path = '/'.join([*self.folder, f'__substg1.0_{number}{kind}'])
        if not self.container.exists(path):
            return b''
        with self.container.openstream(path) as stream:
            return stream.read(MAX_ATTACHMENT_BYTES)

    def _date(self) -> str:
        """When it was sent, else delivered: 100-nanosecond steps since 1601 in the fixed-length property list."""
        path = '/'.join([*self.folder, '__properties_version1.0'])
        if not self.container.exists(path):
            return ''
        with self.container.openstream(path) as stream:
            data = stream.read(65_536)
        # the header before the 16-byte entries is 32 bytes in the file itself and 24 in an attached mail
        found = {}
        for place in range(24 if self.folder else 32, len(data) - 15, 16):
            tag, _, ticks = struct.unpack_from('<IIQ', data, place)
            if tag & 0xFFFF == _TIME and tag >> 16 in (_SENT, _DELIVERED) and 0 < ticks < 2**62:
                found[tag >> 16] = ticks
        ticks = found.get(_SENT) or found.get(_DELIVERED)
        return format_datetime(_EPOCH + datetime.timedelta(microseconds=ticks // 10)) if ticks else ''


def _is_picture(name: str) -> bool:
    return name.lower().endswith(('.png', '.jpg', '.jpeg', '.gif', '.bmp'))


def unpacked(data: bytes) -> bytes:
    """Decompress an RTF body ([MS-OXRTFCP]: a 4,096-byte ring that starts with a fixed dictionary)."""
    if len(data) < 16:
        return b''
    size, kind = struct.unpack_from('<I4s', data, 4)
    if kind == b'MELA':
        return data[16:16 + size]
    ring, write, out, place = bytearray(_DICTIONARY.ljust(4096, b'\x00')), len(_DICTIONARY), bytearray(), 16
    while place < len(data) and len(out) < min(size, MAX_ATTACHMENT_BYTES):
        control = data[place]
        place += 1
        for bit in range(8):
            if place >= len(data):
                break
            if control >> bit & 1:
                if place + 1 >= len(data):
                    return bytes(out)
                offset, length = data[place] << 4 | data[place + 1] >> 4, (data[place + 1] & 15) + 2
                place += 2
                if offset == write % 4096:
                    return bytes(out)
                letters = [offset + step for step in range(length)]
            else:
                letters, literal = [None], data[place]
                place += 1
            for letter in letters:
                value = literal if letter is None else ring[letter % 4096]
                ring[write % 4096] = value
                write += 1
                out.append(value)
    return bytes(out)
