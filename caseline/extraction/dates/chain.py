"""Dates written with a month, and lists of them that share month or year: “les 13 et 16 décembre 1996”, “27 April, 1 June and 8 July 2010”."""
from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, replace

from caseline.extraction.dates import gaps
from caseline.extraction.dates.numeric import Figures, damaged_at, day_month_at, figures_at, full_year, month_at, spaced_at
from caseline.extraction.dates.tokens import Token
from caseline.extraction.dates.words_as_numbers import number_at

_LONGEST_CHAIN = 40
_NOT_A_DAY = re.compile(
    r'(?:\b(?:art|arts|articles?|artikel|artikelen|artikels|artt|section|sections|no|nos|nr|nrs|numéros?|nummers?|nummer|paragraphs?|paragraphes?|points?|chapitre|chapter'
    r'|pages?|p|pp|annexes?|bijlagen?|anlagen?|absatz|abs|satz|seite|rn|rz|alinéas?|chambres?|kamer|kammer|rue|straat|lid|leden|items?|pièces?|stukken?|stuk|exhibits?|room|lokaal|bus|boîte'
    r'|dans les|binnen|within|from no|ziff|ziffer|nummern|tél|tel|gsm)\b[.:]?|§+|n°|nr\.?|[#€$£]|\d[.,:/\-](?!\s)|[\w][/\-])\s*$', re.I)
_DATE_COMING = re.compile(r'(?:\b(?:le|les|du|au|ce|op|van|tot|vanaf|am|vom|zum|den|dem|on|from|of|dated|dd|d\.d|date|datum|datée?|née?|geboren|born|fait|gedaan|until|since|bis|ab|seit|tussen|entre|het|et|und|en)\b[.:]?|[:,(])\s*$', re.I)


@dataclass(frozen=True, slots=True)
class Item:
    """One member of a chain; what it does not say itself is None until the chain gives it."""

    start: int
    end: int
    after: int                      # index of the first token behind it
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    own_month: bool = True
    own_year: bool = True
    joined: int = 0                 # how the next item is joined (gaps.AND, …)
    needs_company: bool = False
    repaired: bool = False
    figures: bool = False
    month_first: bool = False


class Chains:
    """Reads chains from the tokens of one text."""

    def __init__(self, text: str, tokens: list[Token], latest_year: int) -> None:
        self.text, self.tokens, self.latest_year = text, tokens, latest_year

    def at(self, index: int) -> list[Item]:
        """The chain that begins at tokens[index], its months and years filled in; [] when no date begins there."""
        items: list[Item] = []
        while len(items) < _LONGEST_CHAIN:
            item = self._item(index)
            if item is None or (items and item.month is None and item.day is None):
                break
            items.append(item)
            joined = self._gap(item.after - 1) & gaps.JOIN if item.after < len(self.tokens) else 0
            if not joined:
                break
            items[-1] = replace(item, joined=joined)
            index = item.after
        return _completed(_without_loose_days(items))

    def _gap(self, index: int) -> int:
        """The gap behind tokens[index]."""
        if index + 1 >= len(self.tokens):
            return 0
        return gaps.between(self.text, self.tokens[index].end, self.tokens[index + 1].start)

    def _item(self, index: int) -> Item | None:
        weekday = None
        if index < len(self.tokens) and self.tokens[index].sense.weekday and self._gap(index) & (gaps.NEAR | gaps.ARTICLE):
            weekday = self.tokens[index].sense.weekday
            index += 1
        if index >= len(self.tokens):
            return None
        sense = self.tokens[index].sense
        item = None
        if sense.digits:
            item = self._figures(index)
        if item is None and sense.number is not None:
            item = self._day_first(index)
        if item is None and sense.month:
            item = self._month_first(index)
        return replace(item, weekday=weekday) if item and weekday else item

    def _figures(self, index: int) -> Item | None:
        token = self.tokens[index]
        if token.end < len(self.text) and self.text[token.end] not in './-–‑_ \u00a0\u202f\\,':
            return None
        before = self.text[max(0, token.start - 2):token.start]
        if before[-1:] in '/-.,_\\' and before[:1].isdecimal() and before[-1:] and len(before) == 2:
            return None
        found = self._read_figures(token)
        if not found:
            return None
        return Item(token.start, found.end, self._index_after(index, found.end), found.year, found.month, found.day,
                    own_year=found.year is not None, repaired=found.repaired, figures=True)

    def _read_figures(self, token: Token) -> Figures | None:
        text, start = self.text, token.start
        found = figures_at(text, start, self.latest_year)
        if found:
            return None if _is_number_not_date(text, start, found) else found
        if not token.sense.repaired and text[token.end:token.end + 1] in ' \u00a0' and _announced(text, start):
            spaced = spaced_at(text, start, self.latest_year)
            if spaced:
                return spaced
        month = month_at(text, start)
        if month and not _NOT_A_DAY.search(text[max(0, start - 14):start]):
            return month
        if text[token.end:token.end + 1] in './- ,' and (damaged := damaged_at(text, start, self.latest_year)) and _announced(text, start):
            return damaged
        day_month = day_month_at(text, start)
        return day_month if day_month and _announced_day(text, start, day_month.end) else None

    def _index_after(self, index: int, end: int) -> int:
        while index < len(self.tokens) and self.tokens[index].start < end:
            index += 1
        return index

    def _day_first(self, index: int) -> Item | None:
        day = self._day(index)
        if day is None:
            return None
        value, after = day
        start, end = self.tokens[index].start, self.tokens[after - 1].end
        sense = self.tokens[after].sense if after < len(self.tokens) else None
        if sense and sense.month and self._gap(after - 1) & (gaps.NEAR | gaps.OF | gaps.DASH | gaps.SLASH):
            year, behind = self._year(after + 1)
            return Item(start, self.tokens[behind - 1].end, behind, year, sense.month, value, own_year=year is not None)
        if self.tokens[index].sense.digits or self.tokens[index].sense.ordinal or self._gap(after - 1) & gaps.JOIN:
            return Item(start, end, after, None, None, value, own_month=False, own_year=False)
        return None

    def _day(self, index: int) -> tuple[int, int] | None:
        """A day of the month in figures or words, and the index behind it."""
        token = self.tokens[index]
        if token.sense.digits:
            if token.sense.digits > 2 or not 1 <= token.sense.number <= 31 or not _may_be_day(self.text, token):
                return None
            return token.sense.number, index + 1
        number = number_at(self.text, self.tokens, index)
        return number if number and 1 <= number[0] <= 31 else None

    def _month_first(self, index: int) -> Item | None:
        token = self.tokens[index]
        month, after, gap = token.sense.month, index + 1, self._gap(index)
        follower = self.tokens[after].sense if after < len(self.tokens) else None
        if follower and follower.number and gap & (gaps.NEAR | gaps.ARTICLE | gaps.DASH) and self._day_after_month(token, after):
            day, behind = self._day(after)
            year, end = self._year(behind, needs_four=True)
            return Item(token.start, self.tokens[end - 1].end, end, year, month, day, own_year=year is not None, month_first=True)
        year, end = self._year(after)
        return Item(token.start, self.tokens[end - 1].end, end, year, month, own_year=year is not None, needs_company=token.sense.needs_company)

    def _day_after_month(self, month: Token, index: int) -> bool:
        """“March 12, 2019”, “May 3 and 5”; not “mars 12 personnes”, “May 2012” or “March 12:30”."""
        token = self.tokens[index]
        if token.sense.repaired or not self._day(index) or token.sense.digits == 0 and not token.sense.ordinal:
            return False
        if 'en' not in month.sense.month_languages or self.text[token.end:token.end + 1] in (':', '%'):
            return False
        year, _ = self._year(index + 1, needs_four=True)
        return year is not None or token.sense.ordinal or self.text[month.start].isupper()

    def _year(self, index: int, needs_four: bool = False) -> tuple[int | None, int]:
        """The year at tokens[index] that belongs to the month just before it, and the index behind it."""
        if index >= len(self.tokens):
            return None, index
        gap, token = self._gap(index - 1), self.tokens[index]
        sense = token.sense
        if not gap & (gaps.NEAR | gaps.OF | gaps.DASH | gaps.SLASH | gaps.APOSTROPHE) or sense.number is None:
            return None, index
        if sense.digits == 4 and 1000 <= sense.number <= 2199 and self._year_ends(token):
            return sense.number, index + 1
        if sense.digits == 2 and not sense.repaired and not needs_four:
            return self._short_year(index, gap)
        if not sense.digits and not sense.ordinal:
            number = number_at(self.text, self.tokens, index)
            if number and 1500 <= number[0] <= 2199:
                return number
        return None, index

    def _year_ends(self, token: Token) -> bool:
        follows = self.text[token.end:token.end + 2]
        return not (follows[:1] in '/' and follows[1:].isdecimal())

    def _short_year(self, index: int, gap: int) -> tuple[int | None, int]:
        token = self.tokens[index]
        following = self.text[token.end:token.end + 2]
        if token.sense.number in (19, 20) and index + 1 < len(self.tokens) and self.tokens[index + 1].sense.digits == 2 and following[:1] == ' ':
            return token.sense.number * 100 + self.tokens[index + 1].sense.number, index + 2
        marked = gap & (gaps.APOSTROPHE | gaps.DASH | gaps.SLASH)
        ends = following.strip() == '' or following[0] in '.,;)]\n' and not following[1:].isdecimal()
        if '\n' in self.text[self.tokens[index - 1].end:token.start] or self.text[self.tokens[index - 1].end] == '.' and not marked:
            return None, index
        if (marked or ends) and following[:1] not in (':', 'h', '/', '-') and not gap & gaps.COMMA:
            return full_year(token.sense.number, self.latest_year), index + 1
        return None, index


def _may_be_day(text: str, token: Token) -> bool:
    if token.start and (text[token.start - 1] in '/:_' or text[token.start - 1] in '.,-' and text[token.start - 2:token.start - 1].isdecimal()):
        return False
    return not _NOT_A_DAY.search(text[max(0, token.start - 14):token.start]) if text[token.end:token.end + 1] != '.' else True


def _is_number_not_date(text: str, start: int, found: Figures) -> bool:
    """“Tél. 02.12.34”, “art. 2.3.15”, “1.2.10 Titre”: figures that only look like a date with a short year."""
    before = text[max(0, start - 14):start]
    if found.short_year and _NOT_A_DAY.search(before):
        return True
    return found.short_year and found.end - start <= 6 and (not before or before[-1] == '\n')


def _announced(text: str, start: int) -> bool:
    return bool(_DATE_COMING.search(text[max(0, start - 14):start])) or start == 0


def _announced_day(text: str, start: int, end: int) -> bool:
    before = text[max(0, start - 14):start]
    return bool(re.search(r'\b(?:le|du|au|op|am|vom|zum|den|on|bis|les|dd|d\.d|et|und|tot|van|vanaf)\b\.?\s*$', before, re.I)) and not re.match(r'\s*(?:%|[€$°]|uur|heures?|Uhr|km|h\b)', text[end:end + 8])


def _without_loose_days(items: list[Item]) -> list[Item]:
    """Drop trailing numbers that no month follows, and leading ones that the chain does not really join to a month."""
    while items and items[-1].month is None and not (len(items) > 1 and any(item.month_first for item in items[:-1])):
        items.pop()
    for index in range(len(items) - 1):
        if items[index].month is None and items[index + 1].month is not None and not items[index].joined & ~(gaps.COMMA | gaps.NEAR) \
                and not any(item.month_first for item in items[:index]):
            return items[index + 1:] if index + 1 < len(items) else []
    return items


def _completed(items: list[Item]) -> list[Item]:
    """Give every item the month and year that the chain says once, behind (“13 et 16 décembre”) or before (“May 3 and 5”)."""
    for index in range(len(items) - 2, -1, -1):
        item, following = items[index], items[index + 1]
        if item.month is None and not any(earlier.month_first for earlier in items[:index]):
            item = replace(item, month=following.month)
        if item.year is None and following.year is not None and item.month is not None:
            item = replace(item, year=following.year - (item.own_month and item.month > following.month and item.month - following.month >= 6))
        items[index] = item
    for index in range(1, len(items)):
        if items[index].month is None:
            items[index] = replace(items[index], month=items[index - 1].month, year=items[index].year or items[index - 1].year)
    return [item for item in items if item.month and _exists(item)]


def _exists(item: Item) -> bool:
    return item.day is None or item.day <= monthrange(item.year or 2000, item.month)[1]
