"""Chronologies in unusual shapes, brought into columns: day, month and year apart; lines of text that begin with their date."""
import re
from collections.abc import Iterable, Sequence

from caseline.chronology.importing_dates import written

_PARTS = ({'jour', 'dag', 'day', 'tag'}, {'mois', 'maand', 'month', 'monat'}, {'année', 'annee', 'an', 'jaar', 'year', 'jahr'})
_LOOKED_AT = 25
_LINE = re.compile(r'\s*(?:[-•*]\s+)?(?P<date>[^:=\t–—]{3,60}?)\s*(?::|=|\t|–|—|\s-)\s+(?P<what>\S.*)')
_LANGUAGE = 'fr'  # months are understood in all languages; it only decides which is tried first


def days_joined(table: Sequence[list[str]]) -> list[list[str]]:
    """Put day, month and year, where each has a column of its own, into the column of the day."""
    for number, line in enumerate(table[:_LOOKED_AT]):
        headings = [cell.casefold().strip(' .:') for cell in line]
        places = [next((place for place, heading in enumerate(headings) if heading in names), None) for names in _PARTS]
        if None not in places:
            below = [_joined(cells, places) for cells in table[number + 1:]]
            heading = ['Date' if place == places[0] else '' if place in places else cell for place, cell in enumerate(line)]
            return [*table[:number], heading, *below]
    return list(table)


def _joined(cells: Sequence[str], places: Sequence[int]) -> list[str]:
    told = [cells[place] for place in places if place < len(cells) and cells[place]]
    date = ('/' if all(part.isdigit() for part in told) else ' ').join(told)
    return [date if place == places[0] else '' if place in places else cell for place, cell in enumerate(cells)]


def dated_lines(lines: Iterable[str]) -> list[list[str]] | None:
    """Part lines such as “12/03/2016: arrival” into date and text; None when most lines are none of that kind."""
    parted = [_parted(line) for line in lines if line.strip()]
    dated = sum(bool(date) for date, _ in parted)
    return [list(line) for line in parted] if dated >= 2 and dated * 2 >= len(parted) else None


def _parted(line: str) -> tuple[str, str]:
    match = _LINE.fullmatch(line)
    return (match['date'], match['what']) if match and written(match['date'], _LANGUAGE).values else ('', line.strip())
