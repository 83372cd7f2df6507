"""Lines that bear a day of their own: messages of a chat, quoted mails, entries of running notes and rows of a list.

What such a line says is counted from its own day, not from the paper's: “[12/03/22, 14:05] An: he left yesterday”.
"""
from __future__ import annotations

import re
from typing import Sequence

from caseline.extraction.dates.candidate import Candidate
from caseline.extraction.dates.lexicon import lexicon

_LABELS = r'(?:date|sent|envoyée?|verzonden|gesendet|datum)'
_WEEKDAY = '(?:' + '|'.join(sorted((word for word, sense in lexicon().words.items() if sense.weekday), key=len, reverse=True)) + r'|[a-z]{2,3}\.)\.?,?\s*'
_BEGIN = re.compile(rf"[\s>\[(*•·–—=-]*(?:{_WEEKDAY})?[\s–—=-]*$", re.I)
_BEGIN_OF_MAIL = re.compile(rf"[\s>*-]*(?:(?:le|on|op|am|el|il)\s+)?(?:{_WEEKDAY})?$", re.I)
_HEADER = re.compile(rf"[\s>*]*{_LABELS}\s*:\**\s*(?:{_WEEKDAY})?$", re.I)
_HEADER_BESIDE = re.compile(r"^[\s>*]*(?:de|from|van|von|à|to|aan|an|cc|objet|subject|onderwerp|betreff)\s*:", re.I | re.M)
_MESSAGE = re.compile(r",?\s*(?:à |at |om |um )?\d{1,2}[:.hu]\d{2}(?::\d{2})?(?:\s?[ap]\.?m\.?)?\s*(?:\]|[-–—]\s|:?\s?[^\W\d_][^\n:]{0,30}:)", re.I)
_WROTE = re.compile(r"[^\n]{0,110}(?:\n[>\s]*[^\n]{0,70})?\b(?:a écrit|ont écrit|wrote|schreef|schrieb|écrivait)\b[^\n:]{0,60}:", re.I)
_SPOKE = re.compile(r",?\s*(?:à \S+\s*)?,?\s*[^\W\d_][^\n:.]{0,24}:\s")      # “>> Le 1/10, S.B. : …”, in a quoted mail only
_ENTRY = re.compile(r"[.)\]]?\s*[–—=-]*\s*(?:\n|$)|[.)]?(?: {2,}|\t)\s*\S|[.)]?\s*(?::|[-–—]+)\s+[^\W\d_]|[.)]?\s*\|")
_HEADING = re.compile(r"[.)\]]?\s*[–—=-]*\s*(?:\n|$)")
_QUOTES = re.compile(r'[> \t]*')
_BLANK = re.compile(r'\n[ \t]*\n')
_SIGNS, _LONGEST = ' \t>[(*•·–—=-', 24      # what may stand before a date that begins a line, but for a weekday or a label
_FEWEST = 3      # entries; fewer are dates that happen to begin a line


def stamps_of(text: str, candidates: Sequence[Candidate]) -> dict[int, int]:
    """Where each line with a day of its own ends to be meant, by the offset where its date begins; in most papers none."""
    begun: list[tuple[Candidate, str]] = []
    for candidate in candidates:
        kind = _kind(text, candidate)
        if kind:
            begun.append((candidate, kind))
    entries = [candidate for candidate, kind in begun if kind in ('heading', 'row')]
    if len(entries) < _FEWEST or not in_order(entries):
        begun = [(candidate, kind) for candidate, kind in begun if kind in ('message', 'mail')]
    ends: dict[int, int] = {}
    for place, (candidate, kind) in enumerate(begun):
        end = _end(text, candidate, kind)
        following = [later.start for later, other in begun[place + 1:place + 2] if kind != 'mail' and other != 'mail']
        ends[candidate.start] = min([end, *following])
    return ends


def _kind(text: str, candidate: Candidate) -> str:
    """What begins with this date: a 'message', a 'mail', an entry under a 'heading', a 'row' of entries, or nothing."""
    if not (candidate.day and candidate.month) or candidate.legal or candidate.bound:
        return ''
    begin = text.rfind('\n', 0, candidate.start) + 1
    if candidate.start - begin > 40:   # most dates of most papers
        return ''
    before = text[begin:candidate.start]
    if len(before.strip(_SIGNS)) > _LONGEST:
        return ''
    if not before.strip(_SIGNS) or _BEGIN.match(before):
        if _MESSAGE.match(text, candidate.end):
            return 'message'
        if candidate.weekday or not _WROTE.match(text, candidate.end):
            return '' if not _ENTRY.match(text, candidate.end) else 'heading' if _HEADING.match(text, candidate.end) else 'row'
    if _BEGIN_OF_MAIL.match(before):
        return 'mail' if _WROTE.match(text, candidate.end) or '>' in before and _SPOKE.match(text, candidate.end) else ''
    if _HEADER.match(before) and candidate.year_written and _HEADER_BESIDE.search(text[max(0, begin - 160):candidate.end + 160]):
        return 'mail'
    return ''


def in_order(entries: Sequence[Candidate]) -> bool:
    """Whether days follow one another, up or down, as in a list kept by hand: not the dates of birth of a form."""
    days = [(entry.year or 0, entry.month, entry.day) for entry in entries if entry.year]
    steps = [(first <= second, first >= second) for first, second in zip(days, days[1:])]
    enough = 0.75 * len(steps)
    return sum(up for up, _ in steps) >= enough or sum(down for _, down in steps) >= enough


def _end(text: str, candidate: Candidate, kind: str) -> int:
    """Where a message, mail or entry ends: a quoted mail with its marks, a row with its paragraph."""
    if kind == 'row':
        blank = _BLANK.search(text, candidate.end)
        return blank.start() if blank else len(text)
    if kind != 'mail':
        return len(text)
    depth = _depth(text, text.rfind('\n', 0, candidate.start) + 1)
    wanted: int | None = None
    at = text.find('\n', candidate.end)
    while 0 <= at < len(text) - 1:
        line, stop = at + 1, text.find('\n', at + 1)
        stop = stop if stop >= 0 else len(text)
        if text[line:stop].strip():
            here = _depth(text, line)
            if wanted is None and not text[line:stop].rstrip().endswith(':'):
                wanted = max(depth, here)
            if here < depth or wanted is not None and here < wanted:
                return line
        at = stop
    return len(text)


def _depth(text: str, line: int) -> int:
    return _QUOTES.match(text, line)[0].count('>')
