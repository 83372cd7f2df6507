"""Years of two digits: “12 mars 19”, “sept '21”, “Sept 07 - Nov 11”, “since Feb 22”, “12/19 - 6/21”; not days, ages or numbers of things."""
from __future__ import annotations

import re
from functools import lru_cache

from caseline.extraction.dates import gaps
from caseline.extraction.dates.before import last_word
from caseline.extraction.dates.lexicon import either, lexicon, words_of
from caseline.extraction.dates.numeric import Figures, full_year
from caseline.extraction.dates.tokens import Token
from caseline.extraction.dates.tongue import is_rather

_ENGLISH = frozenset({'en'})
_OTHERS = tuple(language for language in lexicon().data if language != 'en')
_SENSES = [(re.escape(word), sense) for word, sense in lexicon().words.items() if sense.month and not sense.calendar]


def _longest_first(words: list[str]) -> str:
    return '(?:' + '|'.join(sorted(words, key=len, reverse=True)) + ')'


_MONTH = _longest_first([word for word, _ in _SENSES])
_ENGLISH_MONTH = _longest_first([word for word, sense in _SENSES if 'en' in sense.month_languages])
_TO = rf"(?:\s?[-–—]{{0,3}}>?\s?|\s{either('to')}\s)(?:{either('part')}\s)?"
_SPAN_BEHIND = re.compile(rf"{_TO}\b{_MONTH}\b\.? ?['’]?(?P<year>\d{{2}})(?![\d:/]|\s?[hH%])", re.I)
_SPAN_BEFORE = re.compile(rf"(?:\b{_MONTH}\.? ?['’]?(?P<short>\d{{2}})|(?<!\d)(?P<year>(?:19|20)\d\d)){_TO}$", re.I)
_DAY_FIRST = re.compile(rf"(?<![\d.,/])\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{_ENGLISH_MONTH}\b", re.I)
_MONTH_FIRST = re.compile(rf"\b{_ENGLISH_MONTH}\.? \d{{1,2}}(?:st|nd|rd|th|(?:[-–]\d{{1,2}})?,? (?:19|20)\d\d)\b", re.I)
_DAYS_GO_ON = re.compile(r"\s?(?:[-–,&]|and|to)\s?\d")
_MONTH_PAIR = re.compile(rf"(?P<month>0?[1-9]|1[0-2])/(?P<year>\d\d){_TO}(?P<last>0?[1-9]|1[0-2])/(?P<until>\d\d)(?![\d/%]|[.,]\d)", re.I)
_PAIR_BEFORE = re.compile(rf"(?<![\d/.,])(?:0?[1-9]|1[0-2])/\d\d{_TO}$", re.I)
_MARKS = frozenset({'15', '20', '25', '30', '40', '50', '60', '80'})
_BECOMING = re.compile(rf"(?<!\w){either('becoming')}\s+(?:\w{{1,4}}\s+)?(?:{either('year_prepositions')}|im|{either('part')})\s+(?:{either('part')}\s+)?$", re.I)
_SINCE = words_of('since', 'until')
_LITTLE = words_of('little')
_NO_PAIRS = words_of('numbered', 'forms', 'not_before_pairs')
_ENDS = '.,;:)]\n"”»'
_REACH = 40


def short_year_at(text: str, tokens: list[Token], index: int, gap: int, latest_year: int, abbreviated: bool, month: Token | None) -> tuple[int | None, int]:
    """The year that the two digits tokens[index], joined by `gap` to what stands before, are, and the index behind it; None when they are none.

    `abbreviated` says that the month before may carry a full stop, `month` is that month when no day stands with it.
    """
    token = tokens[index]
    before, following = text[tokens[index - 1].end:token.start], text[token.end:token.end + 2]
    if token.sense.number in (19, 20) and index + 1 < len(tokens) and tokens[index + 1].sense.digits == 2 and following[:1] == ' ' and following[1:].isdecimal():
        return token.sense.number * 100 + tokens[index + 1].sense.number, index + 2
    marked = gap & (gaps.APOSTROPHE | gaps.DASH | gaps.SLASH)
    if '\n' in before or '.' in before and not marked and not abbreviated or gap & gaps.COMMA:
        return None, index
    if gap & gaps.DASH and not month and text[tokens[index - 1].start - 1] == ' ':   # “du 23 mai-22 juin”
        return None, index
    if month and not marked and _BECOMING.search(text, max(0, month.start - _REACH), month.start):   # “wordt in augustus 17.”
        return None, index
    ends = following.strip() == '' or following[0] in _ENDS and not following[1:].isdecimal()
    if (marked or ends) and not _goes_on(following) or month and _in_company(text, month, token, latest_year):
        return full_year(token.sense.number, latest_year), index + 1
    return None, index


def month_pair_at(text: str, start: int, latest_year: int) -> Figures | None:
    """“12/19 - 6/21”: two months with short years; not two marks (“12/20 - 14/20”), shares, or a day and a month."""
    before = _PAIR_BEFORE.search(text, max(0, start - _REACH), start)
    match = _MONTH_PAIR.match(text, before.start() if before else start)
    if not match or before and match.start('last') != start or last_word(text, match.start()) in _NO_PAIRS:
        return None
    first, last = full_year(int(match['year']), latest_year), full_year(int(match['until']), latest_year)
    no_days = int(match['year']) > 12 or int(match['until']) > 12
    if not no_days or match['year'] == match['until'] and match['year'] in _MARKS or not 0 <= (last - first) * 12 + int(match['last']) - int(match['month']) <= 12 * _REACH:
        return None
    return Figures(match.end(), last, int(match['last']), None) if before else Figures(match.end('year'), first, int(match['month']), None)


def _goes_on(following: str) -> bool:
    return following[:1] in ('h', '/', '-') or following[:1] == ':' and following[1:].isdecimal()


def _in_company(text: str, month: Token, token: Token, latest_year: int) -> bool:
    """“juni 11 tot aug 12”, “Oct 14 - lost”, “depuis mars 19 chez Bo”: what stands around says that it is a year."""
    if _in_a_span(text, month, token, latest_year):
        return True
    behind = re.match(r"\s?(?:[-–—>=(|]+ ?)?([^\W\d_]*)", text[token.end:token.end + 24])
    if not behind or not behind[1]:
        return False
    apart = behind[0][:-len(behind[1])].strip()
    return bool(apart) and apart[:1] != '-' or behind[0][:1] == ' ' and (bool(apart) or behind[1].lower() in _LITTLE and last_word(text, month.start) in _SINCE)


def _in_a_span(text: str, month: Token, token: Token, latest_year: int) -> bool:
    year = full_year(token.sense.number, latest_year)
    behind = _SPAN_BEHIND.match(text, token.end)
    if behind and 0 <= full_year(int(behind['year']), latest_year) - year <= _REACH:
        return True
    before = _SPAN_BEFORE.search(text, max(0, month.start - _REACH), month.start)
    return before is not None and 0 <= year - (int(before['year']) if before['year'] else full_year(int(before['short']), latest_year)) <= _REACH


def rather_a_year(text: str, month: Token, token: Token) -> bool:
    """Whether two digits behind a month that English knows are a year: elsewhere than in English, written “07”, or in a paper that sets days first."""
    if _DAYS_GO_ON.match(text, token.end):
        return False
    if month.sense.month_languages != _ENGLISH and not is_rather(text, month.start, token.end, 'en', _OTHERS):
        return True
    if last_word(text, month.start) == 'on':
        return False
    if text[token.start] == '0' or (before := _SPAN_BEFORE.search(text, max(0, month.start - _REACH), month.start)) and (before['short'] or '0')[0] == '0':
        return True
    if (behind := _SPAN_BEHIND.match(text, token.end)) and behind['year'][0] == '0':
        return True
    return _sets_days_first(text)


@lru_cache(maxsize=4)
def _sets_days_first(text: str) -> bool:
    """Whether English days stand before their months in this text (“26 Aug 2013”) and never behind (“August 26, 2013”)."""
    return _DAY_FIRST.search(text) is not None and _MONTH_FIRST.search(text) is None
