"""Lists of dates that share month or year: “les 13 et 16 décembre 1996”, “27 April, 1 June and 8 July 2010”, “May 3 and 5, 2012”."""
from __future__ import annotations

from calendar import monthrange
from dataclasses import replace

from caseline.extraction.dates import gaps
from caseline.extraction.dates.before import last_word
from caseline.extraction.dates.items import Item, Items
from caseline.extraction.dates.lexicon import words_of

_LONGEST_CHAIN = 24
_DAYS_COMING = words_of('days_coming')


def chain_at(items: Items, index: int) -> tuple[list[Item], int]:
    """The dates that begin at token `index`, one or a whole list, with the month and year they share, and the index behind.

    Without a date there it is ([], index behind what was looked at): every token is looked at once.
    """
    chain: list[Item] = []
    while len(chain) < _LONGEST_CHAIN:
        item = items.at(index, listed=bool(chain))
        if item is None:
            break
        if item.month is None and any(earlier.month_first for earlier in chain):
            item = items.year_behind(item)
        chain.append(item)
        joined = items.gap(item.after - 1) & gaps.JOIN
        if not joined or item.after >= len(items.tokens):
            break
        chain[-1] = replace(item, joined=joined)
        index = item.after
    if not chain:
        return [], index + 1
    behind = chain[-1].after
    dates = _completed(_without_loose_days(chain, last_word(items.text, chain[0].start) in _DAYS_COMING))
    return dates, dates[-1].after if dates else behind


def _without_loose_days(chain: list[Item], announced: bool) -> list[Item]:
    """Drop trailing numbers that no month follows, and leading ones that only a comma joins to the month behind.

    “des 3, 17 juin et 2 septembre” is `announced` as several days; “§ 5, 10 March” is not.
    """
    while chain and chain[-1].month is None and chain[-1].year is None and not any(item.month_first for item in chain[:-1]):
        chain.pop()
    for index, (item, following) in enumerate(zip(chain, chain[1:])):
        if item.month is None and following.month is None and item.joined & gaps.SLASH and next((later.figures for later in chain[index + 2:] if later.month), False):
            return _without_loose_days(chain[index + 2:], announced)   # “1/10 et 2/10”: no two days of the second's month
        only_comma = not announced and not item.joined & ~(gaps.COMMA | gaps.NEAR)
        if item.month is None and following.month is not None and only_comma and not any(earlier.month_first for earlier in chain[:index]):
            return chain[index + 1:]
    return chain


def _completed(chain: list[Item]) -> list[Item]:
    """Give every item the month and year said once: behind it (“13 et 16 décembre”) or before it (“May 3 and 5”)."""
    for index in range(1, len(chain)):
        if chain[index].month is None and any(item.month_first for item in chain[:index]):
            chain[index] = replace(chain[index], month=chain[index - 1].month)
    for index in range(len(chain) - 2, -1, -1):
        chain[index] = _with_what_follows(chain[index], chain[index + 1])
    for index in range(1, len(chain)):
        if chain[index].year is None and chain[index - 1].year is not None and not chain[index].own_month:
            chain[index] = replace(chain[index], year=chain[index - 1].year)
    return [item for item in chain if (item.month or item.year and item.day is None) and _exists(item)]


def _with_what_follows(item: Item, following: Item) -> Item:
    if item.month is None and item.year is None:
        item = replace(item, month=following.month)
    if item.year is None and item.month and following.year is not None and following.month and following.calendar is None:
        turn_of_year = item.own_month and item.month - following.month >= 6
        item = replace(item, year=following.year - turn_of_year)
    return item


def _exists(item: Item) -> bool:
    return bool(item.calendar) or item.day is None or not item.month or item.day <= monthrange(item.year or 2000, item.month)[1]
