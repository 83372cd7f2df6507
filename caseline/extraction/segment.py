"""Cut a page into sentences, know the section each stands in, and keep what is off the record out."""
import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cache
from typing import Iterator, Sequence

from caseline.extraction.cues import CueSet, any_of
from caseline.extraction.grammar import LANGUAGES, lexicon

SECTIONS = ('facts', 'reasoning', 'decision', 'notification', 'signature')

_STOP = re.compile(r'[.!?](?=["\')\]]*\s+["\'(\[]?[A-ZÀ-Þ0-9«])|;(?=\s*\n)')
_ABBREVIATION = re.compile(r"(?:\b(?:n|nr|no|art|al|mr|mrs|ms|me|dr|st|ste|av|bd|p|pp|cf|ref|tel|dhr|mevr|mw|d\.d|dd|nos|ing|prof|a\.r|r\.g|o\.v|s\.p|[a-z])|\b\d{1,2})$")
# “2 oct. 2000”: a shortened month does not end a sentence before its year.
_MONTH = re.compile(r'\b(?:jan|janv|feb|fevr|févr|mrt|apr|avr|jun|jul|juil|aug|sept?|okt|oct|nov|dec|déc|dez)$')
_BULLET = re.compile(r'\s*(?:[-•*–]|\d{1,2}[.)](?:\d{1,2}[.)]?)*|[a-z]\)|[A-Z]\.)\s')
_FIELD = re.compile(r"\s*[\w°'./() -]{2,45}?\s?:(?:\s|$)")
_JUDGMENT = re.compile(r'\b(?:arrets?|arrest(?:en)?)\b')
_QUOTED = re.compile(r'"[^"]{100,}"')
_CASE_LAW = re.compile(r"jurisprudence|rechtspraak|case[- ]law|se refere|renvoie a|verwijst naar|(?:voir|cf\.?|zie|en ce sens|in die zin|voy\.)\b|rechtsprechung|cour (?:constitutionnelle|de cassation|europeenne)|grondwettelijk hof|hof van (?:cassatie|justitie)|par analogie|arret de principe|principearrest|naar analogie")
# How far behind the words that confirm a receipt its date and signature stand.
_RECEIPT = 120
_NUMBERING = re.compile(r'^\s*(?:(?:\d{1,2}|[ivx]{1,4}|[a-h])[.)°]\s*)*')
_MARK = re.compile(r'\[\s*/?\s*off\s*\]')


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence or a form line at [start:end] of its page."""
    start: int
    end: int
    section: str
    line: bool
    heading: bool


def sentences_of(text: str, folded: str, dates: Sequence[int] = ()) -> list[Sentence]:
    """Return the sentences of a page in order, without what is off the record; `dates` are the places where dates begin."""
    found, section, handed_over = [], '', 0
    receipts = {hit.start for hit in _receipt_cues().scan(folded)}
    for start, end in _without(_blocks(text, dates), off_record(text, folded)):
        line = folded[start:end]
        heading = _is_heading(text[start:end])
        named = _section_named(line, heading)
        section = named or section
        if end - len(line.lstrip(' -.*')) in receipts:
            handed_over = end + _RECEIPT
        spoken = 'notification' if start < handed_over else section
        for first, last in _cut(text, start, end):
            found.append(Sentence(first, last, spoken, '\n' not in text[first:last] and last - first < 90, heading))
    return found


def off_record(text: str, folded: str) -> list[tuple[int, int]]:
    """Return the stretches of a page that were told off the record: a marked part, a part under such a heading, or the
    paragraph that says so."""
    spans, begins, ends = [], *_off_record_cues()
    lines = list(_lines(text))
    starts = [start for start, _ in lines]
    for match in sorted(begins.scan(folded), key=lambda hit: hit.start):
        if spans and match.start < spans[-1][1]:
            continue
        index = bisect_right(starts, match.start) - 1
        line_start, line_end = lines[index]
        inside = text[line_start:line_end]
        if _is_heading(inside) or _BULLET.match(inside) and len(inside) < 90 or inside.rstrip().endswith(':'):
            stop = _next_heading(text, lines, index + 1)
        else:
            stop = _paragraph_end(text, line_end)
        closing = ends.search(folded, match.end, stop)
        spans.append((line_start, closing.end() if closing else stop))
    spans += _marked(folded)
    return spans


def _marked(folded: str) -> Iterator[tuple[int, int]]:
    marks = list(_MARK.finditer(folded))
    for index, mark in enumerate(marks):
        if '/' not in mark.group():
            closing = next((later for later in marks[index + 1:] if '/' in later.group()), None)
            yield mark.start(), closing.end() if closing else len(folded)


def _next_heading(text: str, lines: list[tuple[int, int]], index: int) -> int:
    blank = False
    for start, end in lines[index:]:
        line = text[start:end]
        if not line.strip():
            blank = True
        elif blank and (_is_heading(line) or re.match(r'\s*\d{1,2}[.)]\s+\S', line) and len(line) < 80):
            return start
        elif not blank and re.match(r'\s*\d{1,2}[.)]\s+[A-ZÀ-Þ]', line) and len(line) < 60 and line.rstrip()[-1:] not in '.;,':
            return start
    return len(text)


def _paragraph_end(text: str, start: int) -> int:
    blank = re.compile(r'\n\s*\n').search(text, start)
    return blank.start() if blank else len(text)


def _blocks(text: str, dates: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Paragraphs: lines that were broken only because the paper is narrow are joined, form lines and rows of a list of dates stay alone."""
    lines = list(_lines(text))
    rows = _rows(text, lines, dates)
    lengths = sorted(end - start for start, end in lines if end > start)
    width = lengths[len(lengths) * 9 // 10] if lengths else 0
    begin = None
    for index, (start, end) in enumerate(lines):
        if not text[start:end].strip():
            continue
        begin = start if begin is None else begin
        following = text[slice(*lines[index + 1])] if index + 1 < len(lines) else ''
        if index + 1 in rows or not _runs_on(text[start:end], following, width):
            yield begin, end
            begin = None
    if begin is not None:
        yield begin, len(text)


def _rows(text: str, lines: Sequence[tuple[int, int]], dates: Sequence[int]) -> set[int]:
    """The lines of a chronology kept by hand, which begin with a date as their neighbours do, and the rows of a table."""
    filled = [index for index, (start, end) in enumerate(lines) if text[start:end].strip()]
    begun = {index for index in filled if _begins_with_a_date(text, *lines[index], dates)}
    rows = {index for index in filled if '|' in text[slice(*lines[index])]}
    for first, second in zip(filled, filled[1:]):
        if first in begun and second in begun:
            rows |= {first, second}
    return rows


def _begins_with_a_date(text: str, start: int, end: int, dates: Sequence[int]) -> bool:
    index = bisect_left(dates, start)
    return index < len(dates) and dates[index] < end and not any(map(str.isalnum, text[start:dates[index]]))


def _runs_on(line: str, following: str, width: int) -> bool:
    nxt = following.strip()
    if not nxt or _is_heading(nxt) and not _is_heading(line) or _BULLET.match(following) or _FIELD.match(following) and nxt[:1].isupper():
        return False
    if nxt[:1].islower() and not line.rstrip().endswith(('.', ':', ';')) and not _is_heading(line):
        return True
    return width > 45 and len(line) > 0.78 * width and not line.rstrip().endswith(':') and not _is_heading(line)


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    begin = start
    for stop in _STOP.finditer(text, start, end):
        before = text[max(begin, stop.start() - 5):stop.start()].lower()
        if stop.group() == '.' and (_ABBREVIATION.search(before) or _MONTH.search(before) and text[stop.end():stop.end() + 4].strip()[:1].isdigit()):
            continue
        yield from _trimmed(text, begin, stop.end())
        begin = stop.end()
    yield from _trimmed(text, begin, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start:
        yield start, end


def _without(blocks: Iterator[tuple[int, int]], hidden: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    for start, end in blocks:
        pieces = [(start, end)]
        for low, high in hidden:
            pieces = [piece for first, last in pieces
                      for piece in ((first, min(last, low)), (max(first, high), last)) if piece[0] < piece[1]]
        yield from pieces


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for part in text.split('\n'):
        yield start, start + len(part)
        start += len(part) + 1


def _is_heading(line: str) -> bool:
    bare = line.strip()
    if len(bare) >= 90 or bare.islower():
        return False
    letters = [char for char in bare if char.isalpha()]
    return len(letters) >= 3 and sum(map(str.isupper, letters)) > 0.7 * len(letters)


def _section_named(line: str, heading: bool) -> str:
    head = _NUMBERING.sub('', line).strip(' :.,-')
    if len(line) > 120:
        return ''
    for section, pattern in _section_cues():
        match = pattern.match(head)
        if match and (heading or match.end() >= len(head) - 25):
            return section
    return ''


def arguing(folded: str, sentences: Sequence[Sentence], *, judgment: bool = False) -> list[tuple[int, int]]:
    """Return the sentences that cite case law in their reasoning, and in a judgment the long quotations of what it judges."""
    spans = [(sentence.start, sentence.end) for sentence in sentences if sentence.section == 'reasoning'
             and (_CASE_LAW.search(folded, sentence.start, sentence.end) or judgment and _JUDGMENT.search(folded, sentence.start, sentence.end))]
    return spans + ([match.span() for match in _QUOTED.finditer(folded)] if judgment else [])


@cache
def _section_cues() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((section, any_of(cue for language in LANGUAGES for cue in lexicon(language)['sections'].get(section, ())))
                 for section in ('notification', 'facts', 'reasoning', 'decision', 'signature'))


@cache
def _receipt_cues() -> CueSet:
    """How the lines begin in which somebody confirms having been handed the paper."""
    return CueSet({'receipt': [cue for language in LANGUAGES for cue in lexicon(language)['receipts']]})


@cache
def _off_record_cues() -> tuple[CueSet, re.Pattern[str]]:
    return (CueSet({'off': [cue for language in LANGUAGES for cue in lexicon(language)['off_record']]}),
            any_of(cue for language in LANGUAGES for cue in lexicon(language)['off_record_end']))
