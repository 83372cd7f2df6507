"""Text, RTF and HTML files as leaves of text, and the cutting of any long text into leaves."""
import re
from collections.abc import Iterator, Sequence
from html.parser import HTMLParser

from striprtf.striprtf import rtf_to_text

from caseline.reading.encodings import decoded
from caseline.reading.failures import ReadFailure
from caseline.reading.languages import language_of
from caseline.reading.limits import LEAF, MAX_PAGES, MAX_PLAIN_BYTES, MAX_TEXT
from caseline.reading.pages import Attachment, Job, Note, Page, Part

_SPACES = re.compile(r'[^\S\n\f]+')
_BLANK_LINES = re.compile(r'\n{3,}')
# characters that steer printers and hide or turn text; none of them is text
_UNSEEN = re.compile('[\x00-\x08\x0b\x0e-\x1f\x7f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]')
# what the library leaves out, keeps or writes in its own way: each becomes what it takes for plain text, or for none
_RTF_WORDS = tuple((re.compile(rf'(?:\\\*\s*)?\\{word}(?![a-z])'), instead) for word, instead in (
    (r'(?:headerf|headerl|headerr|header|footerf|footerl|footerr|footer)', r'\\par '), ('(?:footnote|annotation)', r'\\tab '), ('(?:nest)?cell', r'\\tab '),
    ('(?:nest)?row', r'\\par '), (r'deleted(?!0)', r'\\*\\deleted'), (r'(?:shpgrp|shpinst|shp(?![a-z]))(?:-?\d+)?', ''), ('shptxt', r'\\par ')))
_PARAGRAPH_TAGS = frozenset('p div section article header footer table ul ol blockquote pre h1 h2 h3 h4 h5 h6'.split())
_LINE_TAGS = frozenset('br tr li dt dd hr option textarea summary details caption legend figcaption address form fieldset'.split())
# elements that are always closed, so that what they hide has an end
_CLOSED_TAGS = frozenset('div span table td tr font a section'.split())
_UNDISPLAYED = re.compile(r'display\s*:\s*none|mso-hide\s*:\s*all', re.IGNORECASE)
_HIDDEN_TAGS = frozenset('script style head title template noscript svg object iframe'.split())


def read_text(job: Job) -> Iterator[Part]:
    return leaves(decoded(_content(job)), job)


def read_html(job: Job) -> Iterator[Part]:
    return leaves(html_text(decoded(_content(job), html=True)), job)


def read_rtf(job: Job) -> Iterator[Part]:
    try:
        text = rtf_text(_content(job).decode('latin-1'))
    except (ValueError, IndexError, KeyError, LookupError, RecursionError, AttributeError, TypeError):
        raise ReadFailure('damaged') from None
    return leaves(text, job)


def rtf_text(source: str) -> str:
    """The text of an RTF file with its headers, footers and notes, cells apart by a space, without what was deleted."""
    for pattern, instead in _RTF_WORDS:
        source = pattern.sub(instead, source)
    # letters beyond the first 65,536 stand as two halves
    return rtf_to_text(source, errors='replace').encode('utf-16', 'surrogatepass').decode('utf-16', 'replace')


def illustrated(text: str, pictures: Sequence[Attachment], job: Job) -> Iterator[Part]:
    """Leaves of a text that has pictures in it; with scans and no words at all, one empty leaf stands for the file."""
    if pictures and not text.strip():
        yield Page(1, '')
        yield Note('This file holds pictures and no text; each picture was taken out to be read on its own.')
    else:
        yield from leaves(text, job)
    yield from pictures


def leaves(text: str, job: Job) -> Iterator[Part]:
    """Pages without images: cut at form feeds, and where a leaf grows past LEAF characters, at the end of a paragraph."""
    clean = tidy(text)
    if len(clean) > MAX_TEXT:
        clean = clean[:MAX_TEXT]
        yield Note('This file holds more text than is kept; the end was left out.')
    if not clean.strip():
        raise ReadFailure('empty', 'This file was opened, but it holds no text.')
    number = 0
    for part in clean.split('\f'):
        for leaf in _cut(part.strip('\n')):
            number += 1
            if number > MAX_PAGES:
                yield Note(f'Only the first {MAX_PAGES:,} pages of text were kept.')
                return
            if leaf.strip() and job.wants(number):
                yield Page(number, leaf, language=language_of(leaf))


def tidy(text: str) -> str:
    """Plain spaces, plain line ends, at most one empty line, no invisible characters."""
    text = _UNSEEN.sub('', text.replace('\r\n', '\n').replace('\r', '\n').replace('\u2028', '\n').replace('\u2029', '\n'))
    lines = [_SPACES.sub(' ', line).strip(' ') for line in text.split('\n')]
    return _BLANK_LINES.sub('\n\n', '\n'.join(lines))


def html_text(source: str) -> str:
    """The visible text of an HTML page, a line for each block, cells apart by a space; no link or picture is followed."""
    parser = _Visible()
    parser.feed(source)
    parser.close()
    return tidy(''.join(parser.parts)).strip('\n')


class _Visible(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.hidden = 0
        # the element that is not displayed: its tag, how many of the same are open within it, what it says
        self.unseen: tuple[str, int, list[str]] | None = None

    def handle_starttag(self, tag, attributes):
        # the end tag of head may be left out
        self.hidden = 0 if tag == 'body' else self.hidden + (tag in _HIDDEN_TAGS)
        if self.unseen and self.unseen[0] == tag:
            self.unseen = (tag, self.unseen[1] + 1, self.unseen[2])
        elif not self.unseen and tag in _CLOSED_TAGS and any(name == 'style' and _UNDISPLAYED.search(value or '') for name, value in attributes):
            self.unseen = (tag, 1, [])
        self._break(tag)
        if tag == 'input':
            self.handle_data(_filled_in(dict(attributes)))

    def handle_endtag(self, tag):
        if tag in _HIDDEN_TAGS:
            self.hidden = max(0, self.hidden - 1)
        if self.unseen and self.unseen[0] == tag:
            self.unseen = (tag, self.unseen[1] - 1, self.unseen[2]) if self.unseen[1] > 1 else None
        if tag not in _LINE_TAGS or tag == 'textarea':
            self._break(tag)

    def handle_data(self, data):
        if not self.hidden:
            (self.unseen[2] if self.unseen else self.parts).append(re.sub(r'\s+', ' ', data))

    def close(self):
        super().close()
        if self.unseen:
            # an element that never ends: better too much than a page without its end
            self.parts += self.unseen[2]

    def _break(self, tag):
        if tag in _PARAGRAPH_TAGS:
            self.parts.append('\n\n')
        elif tag in _LINE_TAGS:
            self.parts.append('\n')
        elif tag in ('td', 'th'):
            self.parts.append(' ')


def _filled_in(attributes: dict[str, str | None]) -> str:
    """What a field of a saved form holds; X for a ticked one."""
    kind = (attributes.get('type') or 'text').lower()
    if kind in ('checkbox', 'radio'):
        return ' X ' if 'checked' in attributes else ''
    return f" {attributes.get('value') or ''} " if kind not in ('hidden', 'submit', 'button', 'image', 'reset', 'password') else ''


def _cut(text: str) -> Iterator[str]:
    """Pieces of about LEAF characters that end with a paragraph, else a line, else a word."""
    while len(text) > LEAF * 1.3:
        window = text[LEAF // 2:round(LEAF * 1.3)]
        for end in ('\n\n', '\n', ' '):
            if (found := window.rfind(end)) >= 0:
                break
        place = LEAF // 2 + found if found >= 0 else LEAF
        yield text[:place].rstrip()
        text = text[place:].lstrip()
    yield text


def _content(job: Job) -> bytes:
    if job.path.stat().st_size > MAX_PLAIN_BYTES:
        raise ReadFailure('too_large')
    return job.path.read_bytes()
