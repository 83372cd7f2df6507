"""Find the dates of a text: one pass over its words, then years and approximations from what stands around them."""
from __future__ import annotations

import re
from datetime import date

from caseline.extraction.dates import gaps, legal, qualifiers
from caseline.extraction.dates.anchors import resolved
from caseline.extraction.dates.before import last_word
from caseline.extraction.dates.bare_days import bare_day_at
from caseline.extraction.dates.bare import bare_month_stands, season_at, year_at
from caseline.edtf.calendars import gregorian
from caseline.extraction.dates.candidate import Candidate
from caseline.extraction.dates.chain import chain_at
from caseline.extraction.dates.dated_lines import with_years_of_the_text
from caseline.extraction.dates.expressions import expressions
from caseline.extraction.dates.found import FoundDate
from caseline.extraction.dates.items import Item, Items
from caseline.extraction.dates.lexicon import either, words_of
from caseline.extraction.dates.relative import said_at
from caseline.extraction.dates.told_closer import with_closer
from caseline.extraction.dates.told_year import REACH
from caseline.extraction.dates.tokens import Token, tokens
from caseline.extraction.dates.words_as_numbers import year_at as year_in_words
from caseline.extraction.dates.year_columns import YearColumns

_YEARS_AHEAD = 11  # a passport issued next year; “45” is a birth, not 2045
_STREET = re.compile(rf"(?:\b|[a-z]){either('streets')}\.? (?:du|des|de|van de|vom|of)\s+$", re.I)
_OF_STREETS = frozenset({'du', 'des', 'de', 'vom', 'of'})
# “het jaar 2017, de 21ste september”, as notifications begin
_YEAR_NAMED = re.compile(rf"{either('year_words')} $", re.I)
_DATE_COMING = words_of('date_coming')
_TENS = range(20, 91, 10)
_NEAR = 30  # characters between two words of one date


def find_dates(text: str, *, lang: str | None = None, reference: date | None = None, anchor: str = 'letter') -> list[FoundDate]:
    """All dates in `text`, in order, without overlaps.

    `lang` is a hint only (papers are mixed). `reference` is the date of the paper. `anchor` says what a date without a
    year takes: 'letter' the paper's own date, 'narrative' the last full date told before it. Offsets are characters.
    Values are EDTF, never more precise than the text. Takes time linear in the length of the text.
    """
    latest_year = (reference or date.today()).year + _YEARS_AHEAD
    expressions()  # before the tokens: it gives their key words to the lexicon
    columns = YearColumns(text)
    found = with_closer(text, _candidates(Items(text, tokens(text), latest_year, columns)))
    found = columns.give(found) if columns else found
    with_years_of_the_text(text, found, reference is not None)
    return resolved(text, found, reference, anchor)


def _candidates(reader: Items) -> list[Candidate]:
    text, found = reader.text, reader.tokens
    candidates: list[Candidate] = []
    index = 0
    while index < len(found):
        behind = index + 1
        if _may_begin(found, index):
            items, behind = chain_at(reader, index)
            if items and _is_address(text, items[0]):
                index = behind
                continue
            dated = [candidate for item in _believed(reader, items) if (candidate := _of_item(text, item))]
            if dated:
                candidates += dated
                index = _behind(found, max(behind, index + 1), dated[-1].reach)
                continue
        if (found[index].sense.digits or found[index].sense.weekday or behind > index + 1) and (day := _bare_day(reader, index, behind, candidates)):
            candidates.append(day[0])
            index = day[1]
            continue
        lone, after = _lone(reader, index)
        candidates += [one for one in lone if not candidates or one.start >= candidates[-1].end]
        index = _behind(found, after, lone[-1].end) if lone else max(after, behind) if _only_days(found, index, behind) else after
    return candidates


def _bare_day(reader: Items, index: int, behind: int, candidates: list[Candidate]) -> tuple[Candidate, int] | None:
    """The first day without a month among the tokens from `index` to `behind`, and the index behind it."""
    first = reader.tokens[index].sense
    told = next((one.end for one in reversed(candidates[-4:]) if not one.legal and (one.month or one.day)), -REACH)
    if not first.weekday and reader.tokens[index].start - told > REACH:
        return None
    for place in range(index, min(max(behind, index + 1 + bool(first.weekday)), len(reader.tokens))):
        if reader.tokens[place].sense.digits and (day := bare_day_at(reader, place, told, _in_a_list(reader, place, candidates))):
            return None if first.weekday and not day.weekday else (day, place + 1)
    return None


def _in_a_list(reader: Items, index: int, candidates: list[Candidate]) -> bool:
    """Whether the last candidate is a day without a month, joined to tokens[index]: “du 24 au 31”."""
    if not candidates or candidates[-1].month or not candidates[-1].day or not index:
        return False
    return candidates[-1].end >= reader.tokens[index - 1].end and reader.gap(index - 1) & gaps.JOIN > 0


def _may_begin(found: list[Token], index: int) -> bool:
    """A cheap look: a number begins a date only when something of a date, or a separator, follows close by."""
    token = found[index]
    sense = token.sense
    if sense.month or sense.weekday:
        return True
    if sense.number is None or sense.digits > 4:
        return False
    return index + 1 < len(found) and found[index + 1].start - token.end < _NEAR


def _only_days(found: list[Token], index: int, behind: int) -> bool:
    """Whether the tokens looked at in vain are all small numbers (“1, 2, 3, 4 …”): nothing else begins among them."""
    return all(token.sense.digits and token.sense.number <= 31 for token in found[index:behind])


def _believed(reader: Items, items: list[Item]) -> list[Item]:
    """Without months alone that the words around them do not make a date; in a list of nothing else one is enough (“april/mei”)."""
    alone = [item for item in items if item.day is None and item.year is None]
    if not alone:
        return items
    if any(item.joined & gaps.TO and item in alone and following in alone for item, following in zip(items, items[1:])):   # “febr tot aug”
        return items
    believed = [item for item in alone if bare_month_stands(reader.text, item) or reader.columns and reader.columns.opens(item.start)]
    if believed and len(alone) == len(items):
        return items
    return [item for item in items if item not in alone or item in believed]


def _is_address(text: str, item: Item) -> bool:
    """“place du 20 août”, “Straße des 17. Juni”."""
    return item.day is not None and not item.figures and last_word(text, item.start) in _OF_STREETS and bool(_STREET.search(text, max(0, item.start - 28), item.start))


def _of_item(text: str, item: Item) -> Candidate | None:
    if item.calendar:
        return _of_calendar(item)
    candidate = Candidate(item.start, item.end, item.year, item.month, item.day, weekday=item.weekday, year_written=item.year is not None)
    if item.year is not None and item.day is not None and legal.is_reference(text, item.start, item.end):
        candidate.legal = True
    candidate.qualify(qualifiers.before(text, item.start))
    if item.day and candidate.approximate == 'part':   # “Beginn 13.10.2008”, “Mi 10.02.2021”: only a month or a year has a middle or an end
        candidate.approximate = ''
    if item.year is None:
        candidate.languages = item.languages
        candidate.direction, candidate.reach = qualifiers.year_hint(text, item.start, item.end)
    return candidate


def _of_calendar(item: Item) -> Candidate | None:
    """A full day of another calendar in ours; less than a day cannot be converted."""
    if not (item.year and item.day):
        return None
    try:
        day = gregorian(item.calendar, item.year, item.month, item.day)
    except ValueError:
        return None
    return Candidate(item.start, item.end, day.year, day.month, day.day, year_written=True, approximate='about' if item.calendar == 'islamic' else '')


def _lone(reader: Items, index: int) -> tuple[list[Candidate], int]:
    """A relative expression, a season or a year at token `index`, and the index behind it."""
    text, found = reader.text, reader.tokens
    token = found[index]
    if token.sense.trigger and (said := said_at(text, token)):
        return [Candidate(said.start, said.end, None, None, None, said=said)], index + 1
    if token.sense.number is not None and not token.sense.digits and (year := year_in_words(text, found, index)):
        return _worded_year(reader, index, *year)
    headed = bool(reader.columns) and reader.columns.heads(token.start)
    if token.sense.digits == 4 and not headed and _YEAR_NAMED.search(text, max(0, token.start - 12), token.start):
        named = _worded_year(reader, index, token.sense.number, index + 1)
        if named[0][0].day:
            return named
    if token.sense.digits == 8 and (day := _in_one_number(text, token)):
        return [day], index + 1
    if token.sense.season:
        return season_at(text, found, index, headed=bool(reader.columns) and reader.columns.opens(token.start))
    if token.sense.number is not None and (token.sense.digits in (2, 4) or token.sense.number in _TENS):
        return year_at(text, found, index, reader.latest_year, headed=headed)
    return [], index + 1


def _in_one_number(text: str, token: Token) -> Candidate | None:
    """“20130417” behind a word that announces a date."""
    written = text[token.start:token.end]
    if last_word(text, token.start) not in _DATE_COMING or not written.startswith(('19', '20')):
        return None
    try:
        day = date(int(written[:4]), int(written[4:6]), int(written[6:]))
    except ValueError:
        return None
    return Candidate(token.start, token.end, day.year, day.month, day.day, year_written=True)


def _worded_year(reader: Items, index: int, year: int, after: int) -> tuple[list[Candidate], int]:
    """“L'an deux mille quatorze”, alone or before its day: “…, le vingt-deux septembre”."""
    found = reader.tokens
    day = reader.at(after) if reader.gap(after - 1) & (gaps.ARTICLE | gaps.COMMA | gaps.AND | gaps.NEAR) else None
    if day and day.day and day.month and day.year is None:
        return [Candidate(found[index].start, day.end, year, day.month, day.day, weekday=day.weekday, year_written=True)], day.after
    return [Candidate(found[index].start, found[after - 1].end, year, None, None, year_written=True)], after


def _behind(found: list[Token], index: int, end: int) -> int:
    """The first index from `index` on whose token begins at or behind the offset `end`."""
    while index < len(found) and found[index].start < end:
        index += 1
    return index
