"""One date as it is written, without its neighbours: “16 décembre 1996”, “March 12”, “12/03/19”, “le deux mars”, or just “13”."""
from __future__ import annotations

from dataclasses import dataclass, replace

from caseline.extraction.dates import gaps
from caseline.extraction.dates.before import last_word
from caseline.extraction.dates.beside_figures import DATE_COMING, day_announced, is_announced, is_number_not_date, is_numbered, is_registered, may_be_day, stands_apart
from caseline.extraction.dates.calendars import is_of_a_calendar, marked, near
from caseline.extraction.dates.lexicon import words_of
from caseline.extraction.dates.numeric import Figures, damaged_at, damaged_day_month_at, damaged_month_at, day_month_at, figures_at, foreign_at, month_at, spaced_at
from caseline.extraction.dates.pairs import SHORT_WEEKDAYS, damaged_pair_stands, hyphened_pair_at, pair_stands
from caseline.extraction.dates.short_years import month_pair_at, rather_a_year, short_year_at
from caseline.extraction.dates.tokens import Token, torn_month
from caseline.extraction.dates.words_as_numbers import number_at
from caseline.extraction.dates.year_columns import YearColumns

_ENGLISH = frozenset({'en'})
_ENDINGS = words_of('ordinal_endings')
_LONGEST_TEAR = 18
_FIGURES_GO_ON = frozenset('./-–‑_ \u00a0\u202f\\,')
_FIGURES_AFTER_SPACE = frozenset('0123456789./-–OolIVX|')


@dataclass(frozen=True, slots=True)
class Item:
    """What one date says of itself; what it leaves to its neighbours is None."""

    start: int
    end: int
    after: int                      # index of the first token behind it
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    own_month: bool = True
    joined: int = 0                 # how the next item is joined (gaps.AND, …)
    needs_company: bool = False
    figures: bool = False
    month_first: bool = False
    calendar: str | None = None
    languages: frozenset[str] = frozenset()    # those that its month is a word of


class Items:
    """Reads single dates from the tokens of one text."""

    def __init__(self, text: str, tokens: list[Token], latest_year: int, columns: YearColumns) -> None:
        self.text, self.tokens, self.latest_year, self.columns = text, tokens, latest_year, columns
        self.mentions = [(token.start, token.sense.calendar) for token in tokens if token.sense.calendar and is_of_a_calendar(text, token)]

    def at(self, index: int, listed: bool = False) -> Item | None:
        """The date at tokens[index], `listed` when it follows another one in a list; None when there is none."""
        weekday = None
        if index < len(self.tokens) and self.tokens[index].sense.weekday and self.gap(index) & (gaps.NEAR | gaps.ARTICLE):
            weekday = self.tokens[index].sense.weekday
            index += 1
        if index >= len(self.tokens):
            return None
        sense, item = self.tokens[index].sense, None
        if sense.digits:
            item = self._figures(index, listed)
        if item is None and sense.number is not None:
            item = self._day_first(index, listed)
        if item is None and sense.month:
            item = self._month_first(index)
        return replace(item, weekday=weekday) if item and weekday else item

    def gap(self, index: int) -> int:
        """The gap between tokens[index] and the next token."""
        if index + 1 >= len(self.tokens):
            return 0
        return gaps.between(self.text, self.tokens[index].end, self.tokens[index + 1].start)

    def year_behind(self, item: Item) -> Item:
        """`item` with the four-digit year that stands right behind it (“5, 2012”)."""
        year, after = self._year(item.after, needs_four=True)
        return replace(item, year=year, end=self.tokens[after - 1].end, after=after) if year else item

    def _figures(self, index: int, listed: bool) -> Item | None:
        token = self.tokens[index]
        behind = self.text[token.end:token.end + 2]
        if not behind or behind[0] not in _FIGURES_GO_ON or behind[0] in ' \u00a0\u202f,' and behind[1:] not in _FIGURES_AFTER_SPACE:
            return None
        before = self.text[max(0, token.start - 2):token.start]
        if not listed and before[-1:] in ('/', '-', '.', ',', '_', '\\') and before[:1].isdecimal():
            return None
        found, calendar = self._read_figures(token, behind[0], listed)
        if not found:
            return None
        after = index
        while after < len(self.tokens) and self.tokens[after].start < found.end:
            after += 1
        weekday = SHORT_WEEKDAYS.get(last_word(self.text, token.start)) if found.year is None else None
        return Item(token.start, found.end, after, found.year, found.month, found.day, weekday, figures=True, calendar=calendar)

    def _read_figures(self, token: Token, behind: str, listed: bool) -> tuple[Figures | None, str | None]:
        text, start = self.text, token.start
        found = figures_at(text, start, self.latest_year)
        if (found or behind in './-') and (calendar := marked(text, found.end if found else start + 10) or near(text, self.mentions, start, start + 10)):
            return foreign_at(text, start) or found, calendar
        if found:
            return (None if not listed and is_number_not_date(text, start, found) else found), None
        if not token.sense.repaired and behind in ' \u00a0\u202f' and is_announced(text, start) and (found := spaced_at(text, start, self.latest_year)) and (not found.short_year or last_word(text, start) in DATE_COMING):
            return found, None
        if (found := month_at(text, start)) and not is_numbered(text, start) and not is_registered(text, start):
            return found, None
        if behind == '/' and (found := month_pair_at(text, start, self.latest_year)):
            return found, None
        if behind in './- ,' and (found := self._damaged(start)):
            return found, None
        if self.columns and behind in '- ' and (headed := self.columns.pair_at(start)):
            return Figures(headed[2], None, headed[1], headed[0]), None
        if behind == '-' and (pair := hyphened_pair_at(text, start)):
            return Figures(pair[2], None, pair[1], pair[0]), None
        found = day_month_at(text, start)
        if found and self.columns and self.columns.opens(start) and self.columns.day_ends(found.end):
            return found, None
        return (found if found and (day_announced(text, start, found.end) or pair_stands(text, start, found.end, listed)) else None), None

    def _damaged(self, start: int) -> Figures | None:
        """Figures with letters that OCR put for digits, where they can be believed."""
        text = self.text
        if (found := damaged_at(text, start, self.latest_year)) and (is_announced(text, start) or not is_numbered(text, start) and stands_apart(text, start, found)):
            return found
        if (found := damaged_month_at(text, start)) and not is_numbered(text, start) and not is_registered(text, start):
            return found
        found = damaged_day_month_at(text, start)
        return found if found and damaged_pair_stands(text, start, found.end) else None

    def _day_first(self, index: int, listed: bool) -> Item | None:
        day = self._day(index)
        if day is None:
            return None
        value, after = day
        token = self.tokens[index]
        month, gap = self._follower(after)
        sense = self.tokens[month].sense if gap else None
        dated = sense and sense.month and gap & (gaps.NEAR | gaps.OF | gaps.DASH | gaps.SLASH) and not self._ends_sentence(after - 1, month)
        if not dated and token.sense.digits and (torn := self._torn(index)):
            return torn
        bare = not dated and (listed or gap & gaps.JOIN) and (token.sense.digits or self.tokens[after - 1].sense.ordinal)
        if not (dated or bare) or token.sense.digits and not listed and not may_be_day(self.text, token):
            return None
        if bare:
            return Item(token.start, self.tokens[after - 1].end, after, None, None, value, own_month=False)
        year, behind = self._year(month + 1, abbreviated=True)
        if year is None and token.sense.digits and (torn := self._torn(index, month + 1)):
            return torn
        return Item(token.start, self.tokens[behind - 1].end, behind, year, sense.month, value, calendar=sense.calendar, languages=sense.month_languages)

    def _torn(self, index: int, place: int = 0) -> Item | None:
        """A date that OCR tore apart: “1 2 mars 2019”, “12 m ars 2019”, “3 sept em bre 2018”; its year is the token `place`, by itself the next."""
        token, place = self.tokens[index], place or index + 1
        following = self.tokens[place] if place < len(self.tokens) else None
        if following is None or following.sense.digits not in (1, 4) or following.start - token.end > _LONGEST_TEAR:
            return None
        between = self.text[token.end:following.start]
        if following.sense.digits == 4 and (month := torn_month(between)) and may_be_day(self.text, token):
            return Item(token.start, following.end, place + 1, following.sense.number, month, token.sense.number)
        if between == ' ' and token.sense.digits == following.sense.digits == 1 and token.sense.number <= 3 and is_announced(self.text, token.start):
            rest = self._day_first(index + 1, True)
            day = token.sense.number * 10 + following.sense.number
            return replace(rest, start=token.start, day=day) if rest and rest.month and rest.year and day <= 31 else None
        return None

    def _ends_sentence(self, day: int, month: int) -> bool:
        """“within 12. March was cold”: a full stop after a number, a new line or capital sentence is left to the reader; two lines are not."""
        start, end = self.tokens[day].end, self.tokens[month].start
        return self.text.count('\n', start, end) > 1 or bool(self.columns) and self.columns.parts(start, end)

    def _follower(self, index: int) -> tuple[int, int]:
        """The index of what follows tokens[index - 1] and the gap before it; “day of”, “mois de” and “l'année” are passed over."""
        if index >= len(self.tokens):
            return index, 0
        sense = self.tokens[index].sense
        if (sense.unit and not (sense.month or sense.number) or sense.number and not sense.digits and self._is_ending(index)) and index + 1 < len(self.tokens):
            return index + 1, gaps.between(self.text, self.tokens[index - 1].end, self.tokens[index + 1].start)
        return index, self.gap(index - 1)

    def _is_ending(self, index: int) -> bool:
        """“1.ten Mai”: an ending of the number before it, not a number of its own."""
        before, token = self.tokens[index - 1], self.tokens[index]
        return bool(before.sense.digits) and self.text[before.end:token.start] in ('', '.') and self.text[token.start:token.end].lower() in _ENDINGS

    def _day(self, index: int) -> tuple[int, int] | None:
        """A day of the month in figures or words, and the index behind it."""
        sense = self.tokens[index].sense
        if sense.digits:
            if sense.lettered and not self._is_right_before_its_month(index):
                return None
            return (sense.number, index + 1) if sense.digits <= 2 and 1 <= sense.number <= 31 else None
        token = self.tokens[index]
        number = number_at(self.text, self.tokens, index) if token.end - token.start > 1 else None   # “A sept ans”
        return number if number and 1 <= number[0] <= 31 else None

    def _is_right_before_its_month(self, index: int) -> bool:
        """“ll maart”; not “we'll march”."""
        token, following = self.tokens[index], self.tokens[index + 1] if index + 1 < len(self.tokens) else None
        return following is not None and following.sense.month is not None and following.start == token.end + 1 and self.text[max(0, token.start - 1):token.start] in ('', ' ', '\n', '(')

    def _month_first(self, index: int) -> Item | None:
        token = self.tokens[index]
        after, gap = index + 1, self.gap(index)
        follower = self.tokens[after].sense if after < len(self.tokens) else None
        if follower and follower.number and gap & (gaps.NEAR | gaps.ARTICLE | gaps.DASH) and self._day_after_month(token, after):
            day, behind = self._day(after)
            year, end = self._year(behind, needs_four=True)
            return Item(token.start, self.tokens[end - 1].end, end, year, token.sense.month, day, month_first=True, languages=token.sense.month_languages)
        year, end = self._year(after, abbreviated=token.sense.month_languages != _ENGLISH and self.text[token.end:token.end + 1] == '.', month=token)
        return Item(token.start, self.tokens[end - 1].end, end, year, token.sense.month, needs_company=token.sense.needs_company, calendar=token.sense.calendar,
                    languages=token.sense.month_languages)

    def _day_after_month(self, month: Token, index: int) -> bool:
        """“March 12, 2019”, “May 3 and 5”, “September the thirtieth”; not “mars 12 personnes”, “May 2012” or “March 12:30”."""
        token = self.tokens[index]
        if token.sense.repaired or 'en' not in month.sense.month_languages or self.text[token.end:token.end + 1] in (':', '%'):
            return False
        if '\n' in self.text[month.end:token.start] or not token.sense.digits and not token.sense.ordinal and not number_at(self.text, self.tokens, index):
            return False
        day = self._day(index)
        if not day:
            return False
        if self._year(day[1], needs_four=True)[0] is not None or self.tokens[day[1] - 1].sense.ordinal:
            return True
        if token.sense.digits == 2 and rather_a_year(self.text, month, token):
            return False   # “Feb 18” is a day in English, a month and a year elsewhere
        return token.sense.digits > 0 and self.text[month.start].isupper()

    def _year(self, index: int, needs_four: bool = False, abbreviated: bool = False, month: Token | None = None) -> tuple[int | None, int]:
        """The year that belongs to the month or day just before tokens[index], and the index behind it; `month` when no day stands with it."""
        place, gap = self._follower(index)
        if place >= len(self.tokens) or not gap & (gaps.NEAR | gaps.OF | gaps.DASH | gaps.SLASH | gaps.APOSTROPHE):
            return None, index
        token, sense = self.tokens[place], self.tokens[place].sense
        if sense.number is None or self.columns and self.columns.parts(self.tokens[place - 1].end, token.start):
            return None, index
        if sense.digits == 4 and 1000 <= sense.number <= 2199 and self._year_ends(token):
            return sense.number, place + 1
        if sense.digits == 2 and not sense.repaired and not needs_four:
            year, behind = short_year_at(self.text, self.tokens, place, gap, self.latest_year, abbreviated, month)
            return (year, behind) if year else (None, index)
        if not sense.digits and not sense.ordinal:
            number = number_at(self.text, self.tokens, place)
            if number and 1500 <= number[0] <= 2199:
                return number
        return None, index

    def _year_ends(self, token: Token) -> bool:
        follows = self.text[token.end:token.end + 2]
        return not (follows[:1] == '/' and follows[1:].isdecimal())
