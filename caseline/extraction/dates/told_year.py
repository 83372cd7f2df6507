"""Which year a date without one is in: that of the paper, or that of the story which the paper tells."""
from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from caseline.extraction.dates.before import last_words
from caseline.extraction.dates.candidate import Candidate
from caseline.extraction.dates.lexicon import words_of
from caseline.extraction.dates.relative import leaning

_ONGOING = words_of('ongoing')
REACH = 300  # characters; farther back nobody remembers which month was told
CLOSE = 110  # days: closer than this, a letter means the nearest such day whatever its verbs say
_SOON = 200  # days: how far a story goes on without saying the year
_BACK = 20  # days: a story seldom goes farther back without saying the year
_BESIDE = 16  # characters: “2002, oui, en février”
_FULL_LINE = 60  # characters: a shorter line was ended on purpose
_PARAGRAPH = re.compile(r'\n[\s>]*\n')
_LINE_ENDS = re.compile(r'[.!?:][ \t]*\n')
_ITEM = re.compile(r'\s*(?:[-•*–·>]|\d{1,2}[.)/°]|[a-z]\))\s')
_OPENS = re.compile(r"(?:^|[.!?:;]\s+|\n\s*\n\s*|\n[ \t]*(?=[-•*]))(?:(?:[-•*]|\W?\d\.)\s*)?(?:[^\W\d_]{1,7}[ '’]){0,3}$")
_WINTER = 210  # days: “le 27 novembre …, en mars” goes on rather than back
_SLACK = 60  # a quoted letter says “27 oktober jl.” of a day a little after the last date told


@dataclass(frozen=True, slots=True)
class Since:
    """What stands between a date without a year and what was told before it: characters, ends of sentences, and the day told (None for a year alone)."""

    gap: int
    ends: int
    told: date | None
    framed: bool = False     # whether what was told opens its sentence


def is_past_story(text: str, candidate: Candidate, year: int, since: Since, reference: date, keeps: bool) -> bool:
    """Whether `year`, in which the story before goes on, fits better than the letter's: nothing after the letter, nothing of its last months, nothing announced.

    `keeps` says that the story's year was taken before and that the text is no letter.
    """
    if (year, candidate.month, candidate.day or 1) > (reference.year, reference.month, reference.day):
        return False
    day = min(candidate.day or 15, 28)
    year_of_letter = year_for(candidate, reference, 'letter', text)
    if year_of_letter == year:
        return True
    from_letter = (date(year_of_letter, candidate.month, day) - reference).days
    leans = leaning(text, candidate.start, candidate.end, candidate.languages)
    if leans > 0:
        return False
    recent = -CLOSE <= from_letter <= 0
    if since.told is None:
        return not recent or since.framed or since.gap < _BESIDE
    gone_on = (date(year, candidate.month, day) - since.told).days
    if not since.ends and 0 < gone_on <= (CLOSE if candidate.bound in ('until', 'before') else CLOSE // 2):   # “la séance du 10 juin 2020 est remise au 24 juin”
        return True
    if recent and since.framed and not since.ends and not candidate.bound and 0 < gone_on <= _SOON:
        return True
    if recent or candidate.bound in ('since', 'until', 'before') or not -_BACK <= gone_on <= _SOON:
        return False
    return not since.ends or keeps or from_letter < 0 or from_letter > CLOSE or leans < 0


def heads_its_sentence(text: str, candidate: Candidate) -> bool:
    """Whether a date stands at the beginning of its sentence and so dates all of it: “In 2006 the mob came, in November …”."""
    return _OPENS.search(text, max(0, candidate.start - 24), candidate.start) is not None


def is_parted(text: str, start: int, end: int) -> bool:
    """Whether a new paragraph, or a line of notes of its own, begins between: another story. A line that is only full goes on."""
    if _PARAGRAPH.search(text, start, end):
        return True
    for stop in _LINE_ENDS.finditer(text, start, end):
        begin = text.rfind('\n', 0, stop.start()) + 1
        if stop.start() - begin < _FULL_LINE or _ITEM.match(text, stop.end()):
            return True
    return False


def going_on(candidate: Candidate, told: date, reference: date | None, text: str) -> int:
    """The year in which a story told up to `told` goes on: rather some months on than most of a year back."""
    ahead = date(told.year + 1, candidate.month, min(candidate.day or 15, 28))
    if (ahead - told).days <= _SOON and (reference is None or ahead <= reference):
        return ahead.year
    return year_for(candidate, told, 'narrative', text)


def year_for(candidate: Candidate, base: date, anchor: str, text: str) -> int:
    """The year that brings month and day closest to what the text tells: the story goes on, a letter looks around itself."""
    day = min(candidate.day or 15, 28)
    same = date(base.year, candidate.month, day)
    if candidate.direction in ('-1', '+1', 'this'):
        return base.year + (int(candidate.direction) if candidate.direction != 'this' else 0)
    if candidate.direction in ('after', 'earlier'):
        return base.year + (1 if candidate.direction == 'after' else -1)
    if candidate.direction in ('following', 'same'):
        return base.year + (candidate.direction == 'following' and same < base)
    slack = _SLACK if anchor == 'narrative' else 0
    if candidate.direction == 'last':
        return base.year - ((same - base).days > slack)
    if candidate.direction == 'next':
        return base.year + ((base - same).days > slack)
    distance = (same - base).days
    if candidate.bound == 'since' and anchor == 'letter' and not _ONGOING.isdisjoint(last_words(text, candidate.start, 20)):   # what lasts until now began before
        return base.year - ((same - base).days > 7)
    if anchor == 'narrative':
        return base.year + (1 if distance < (-270 if candidate.day else -_WINTER) else 0) - (1 if distance > 330 else 0)
    if abs(distance) <= CLOSE:
        return base.year
    ahead, back = base.year + (distance < 0), base.year - (distance > 0)
    if abs(distance) >= 365 - CLOSE:
        return ahead if distance < 0 else back
    leans = leaning(text, candidate.start, candidate.end, candidate.languages)
    if leans:
        return ahead if leans > 0 else back
    if candidate.day is None:
        return back
    return base.year - (distance > CLOSE)
