"""Mails (.eml): who wrote what to whom, in plain words; attachments and forwarded mails as files of their own.

The tolerant parser of the standard library (compat32) reads what the strict one refuses; sizes and depth are cut first,
because a header of three megabytes or a thousand nested forwards would keep it busy for minutes.
"""
import email
import email.header
import email.policy
import itertools
import re
from collections.abc import Iterator
from email.message import Message
from typing import NamedTuple

from caseline.reading.encodings import decoded
from caseline.reading.failures import ReadFailure
from caseline.reading.limits import (MAX_ATTACHMENT_BYTES, MAX_ATTACHMENTS, MAX_DEPTH, MAX_HEADER_BYTES, MAX_HEADERS,
                                     MAX_PARTS, MAX_PLAIN_BYTES)
from caseline.reading.pages import Attachment, Headers, Job, Note, Part
from caseline.reading.plain import html_text, leaves, tidy

_SHOWN = ('From', 'To', 'Cc', 'Date', 'Subject')
_KEPT = (*_SHOWN, 'Message-ID', 'In-Reply-To', 'Reply-To')
# how the parser keeps bytes that are no ASCII
_RAW = re.compile('[\udc80-\udcff]')
_FOLDED = re.compile(r'\s+')
_NOT_IN_NAMES = re.compile(r'[^\w .,-]+')
_PART_BEGINS = re.compile(rb'^--([\w\'()+,./:=? -]{1,70}?)\s*$', re.MULTILINE)
_ENCODED_WORD = re.compile(r'=\?[^?\s]+\?[bqBQ]\?')
_UNNAMED = {'message/rfc822': '.eml', 'image/jpeg': '.jpg', 'image/png': '.png', 'application/pdf': '.pdf',
            'text/calendar': '.ics', 'text/html': '.html', 'text/plain': '.txt'}


class Said(NamedTuple):
    """A text of a mail: the choice it belongs to (0: it stands for itself), text/plain or text/html, its letters."""
    choice: int
    kind: str
    text: str


def read_mail(job: Job) -> Iterator[Part]:
    """Headers, the mail's own text as leaves, its attachments."""
    size = job.path.stat().st_size
    if size > MAX_ATTACHMENT_BYTES:
        raise ReadFailure('too_large')
    data = _with_sane_headers(job.path.read_bytes())
    try:
        message = email.message_from_bytes(data, policy=email.policy.compat32)
        yield from parts_of(message, job)
    except (RecursionError, MemoryError):
        if size > MAX_PLAIN_BYTES:
            raise ReadFailure('damaged') from None
        yield from leaves(decoded(data[:100_000]), job)
        yield Note('This mail holds forwards within forwards too deep to be taken apart; only its beginning is shown.')


def parts_of(message: Message, job: Job) -> Iterator[Part]:
    """Everything a message holds, in a form of its own: used for .eml files and for Outlook's .msg."""
    _make_readable(message)
    headers = {name: header_text(message.get(name)) for name in _KEPT}
    yield Headers({name.lower(): value for name, value in headers.items() if value})
    texts, attachments, notes = _walk(message)
    top = '\n'.join(f'{name}: {headers[name]}' for name in _SHOWN if headers[name])
    yield from leaves('\n\n'.join(part for part in (top, _body(texts)) if part), job)
    yield from attachments
    yield from notes


def header_text(value: object) -> str:
    """A header in plain words: encoded words decoded, folds undone; a broken one as it stands."""
    if value is None:
        return ''
    text = str(value)[:MAX_HEADER_BYTES]
    if _ENCODED_WORD.search(text):
        try:
            text = str(email.header.make_header(email.header.decode_header(text)))
        except (ValueError, LookupError, UnicodeError):
            pass
    return _FOLDED.sub(' ', text.encode('utf-8', 'replace').decode('utf-8')).strip()


def _with_sane_headers(data: bytes) -> bytes:
    """The mail with at most MAX_HEADERS header lines, each cut at MAX_HEADER_BYTES."""
    end = min((place for mark in (b'\r\n\r\n', b'\n\n') if (place := data.find(mark)) >= 0), default=len(data))
    if end < MAX_HEADER_BYTES:
        return data
    lines = data[:end].splitlines()[:MAX_HEADERS * 5]
    return b'\n'.join(line[:MAX_HEADER_BYTES] for line in lines) + data[end:]


def _make_readable(message: Message) -> None:
    """Headers that hold raw letters beyond ASCII, as many programs write them, in the letters they stand for."""
    for name, value in list(message.raw_items()):
        if isinstance(value, str) and _RAW.search(value):
            message.replace_header(name, decoded(value.encode('utf-8', 'surrogateescape')))


def _walk(message: Message) -> tuple[list[Said], list[Attachment], list[Note]]:
    """The texts meant to be read at once, the attachments, and what had to be left out."""
    texts: list[Said] = []
    attachments: list[Attachment] = []
    left_out, total = 0, 0
    for count, (part, choice) in enumerate(_parts(message, 0, 0)):
        _make_readable(part)
        kind = part.get_content_type()
        named = _name(part)
        if kind in ('text/plain', 'text/html') and part.get_content_disposition() != 'attachment' and not named:
            texts.append(Said(choice, kind, _text(part)))
            continue
        if kind == 'message/delivery-status' and part.is_multipart():
            texts.append(Said(0, 'text/plain', '\n'.join(str(block) for block in part.get_payload()[:MAX_PARTS])))
            continue
        data = _bytes(part)
        total += len(data)
        if count >= MAX_PARTS or len(attachments) >= MAX_ATTACHMENTS or total > MAX_ATTACHMENT_BYTES:
            left_out += 1
        elif data:
            attachments.append(Attachment(named or _made_up_name(part, len(attachments) + 1), data, _inline(part)))
    notes = [Note(f'{len(attachments)} attachments were taken in; the others were too many or too large and were left out.')] if left_out else []
    return texts, attachments, notes


def _parts(message: Message, depth: int, choice: int) -> Iterator[tuple[Message, int]]:
    """The leaves of the tree of parts, each with the number of the choice it belongs to (0: none); a forwarded mail is a leaf:
    it will be read as a document of its own."""
    payload = message.get_payload()
    if message.get_content_maintype() != 'multipart':
        yield message, choice
    elif isinstance(payload, list):
        if depth < MAX_DEPTH:
            choice = id(message) if message.get_content_subtype() == 'alternative' else choice
            for part in payload[:MAX_PARTS * 2]:
                yield from _parts(part, depth + 1, choice)
    elif depth < MAX_DEPTH:
        yield from _parts(_cut_anew(str(payload)), depth + 1, choice)


def _cut_anew(text: str) -> Message:
    """The content of parts whose header does not say rightly where one ends: cut at the first line that looks like it."""
    data = text.encode('utf-8', 'surrogateescape')
    found = _PART_BEGINS.search(data)
    head = b'Content-Type: multipart/mixed; boundary="%s"\n\n' % found.group(1) if found else b'\n'
    return email.message_from_bytes(head + data, policy=email.policy.compat32)


def _body(texts: list[Said]) -> str:
    """Of every choice the plain text where it is a real one, else the visible text of the HTML; the same text only once."""
    blocks: list[str] = []
    for choice, group in itertools.groupby(texts, key=lambda said: said.choice):
        said = list(group)
        for block in [_chosen(said)] if choice else [_shown(one) for one in said]:
            words = ' '.join(block.split())
            if blocks and ' '.join(blocks[-1].split()) in words:
                blocks.pop()
            if words and not (blocks and words in ' '.join(blocks[-1].split())):
                blocks.append(block)
    return '\n\n'.join(blocks)


def _chosen(said: list[Said]) -> str:
    plain = '\n\n'.join(one.text for one in said if one.kind == 'text/plain' and one.text.strip())
    html = '\n\n'.join(html_text(one.text) for one in said if one.kind == 'text/html')
    return plain if len(plain.split()) >= 0.4 * len(html.split()) else html


def _shown(said: Said) -> str:
    return html_text(said.text) if said.kind == 'text/html' else said.text


def _text(part: Message) -> str:
    """The text of a part: in the encoding it names when that fits, else in the one its letters make sense in."""
    data = _bytes(part)
    charset = (part.get_content_charset() or '').lower()
    text = ''
    if charset not in ('', 'us-ascii', 'ascii', 'iso-8859-1', 'unknown-8bit'):
        try:
            text = data.decode(charset, 'replace')
        except (LookupError, ValueError, UnicodeError):
            pass
    wrong = text.count('\ufffd')
    if not text or wrong > sum(letter > '\x7f' for letter in text) - wrong:
        text = decoded(data, html=part.get_content_type() == 'text/html')
    flowed = str(part.get_param('format') or '').lower() == 'flowed'
    return _unflowed(text, str(part.get_param('delsp') or '').lower() == 'yes') if flowed else text


def _unflowed(text: str, without_space: bool) -> str:
    """Lines that end with a space go on in the next one of the same quotation (RFC 3676)."""
    lines: list[str] = []
    open_line = False
    for line in text.replace('\r\n', '\n').split('\n'):
        quoted = line[:len(line) - len(line.lstrip('>'))]
        inside = line[len(quoted):].removeprefix(' ')
        if open_line and lines[-1].startswith(quoted) and not lines[-1][len(quoted):].startswith('>'):
            lines[-1] = (lines[-1][:-1] if without_space else lines[-1]) + inside
        else:
            lines.append(f'{quoted} {inside}' if quoted else inside)
        open_line = line.endswith(' ') and inside != '-- '
    return '\n'.join(lines)


def _bytes(part: Message) -> bytes:
    """The content without its transfer encoding; a forwarded mail as it would stand in a file."""
    payload = part.get_payload()
    if isinstance(payload, list):
        inner = payload[0] if payload else None
        packing = str(part.get('Content-Transfer-Encoding', '')).strip().lower()
        if inner is not None and not inner.keys() and packing in ('base64', 'quoted-printable'):
            inner['Content-Transfer-Encoding'] = packing
            return inner.get_payload(decode=True) or b''
        return _as_file(inner) if inner is not None else b''
    try:
        return part.get_payload(decode=True) or b''
    except (ValueError, LookupError, AttributeError):
        return str(payload).encode('utf-8', 'replace')


def _as_file(mail: Message) -> bytes:
    try:
        return mail.as_bytes(policy=email.policy.compat32)
    except (UnicodeError, LookupError):
        # raw letters where the standard library wants none
        return mail.as_string(policy=email.policy.compat32).encode('utf-8', 'surrogateescape')


def _name(part: Message) -> str:
    """The file name as its sender wrote it, without folders; '' when there is none."""
    try:
        name = header_text(part.get_filename())
    except (ValueError, LookupError, TypeError, UnicodeError):
        return ''
    return tidy(re.split(r'[\\/]', name)[-1])[:200]


def _made_up_name(part: Message, number: int) -> str:
    kind = part.get_content_type()
    if kind == 'message/rfc822':
        inner = part.get_payload()
        subject = header_text(inner[0].get('Subject')) if isinstance(inner, list) and inner else ''
        return (_NOT_IN_NAMES.sub('_', subject)[:80].strip() or f'mail {number}') + '.eml'
    return f'attachment {number}{_UNNAMED.get(kind, ".bin")}'


def _inline(part: Message) -> bool:
    """Shown within the text: a signature's logo rather than a document."""
    return part.get_content_disposition() == 'inline' or (
        part.get_content_disposition() is None and 'Content-ID' in part and part.get_content_maintype() == 'image')
