"""The lines of the register: everything that one row shows, worked out before the template, which only writes it down.

A thousand rows are common. What is the same for all of them (words, addresses, icons) is looked up once.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from flask_babel import gettext as _, ngettext
from markupsafe import Markup

from caseline.chronology.gaps import Gap
from caseline.chronology.rows import Row
from caseline.edtf import NotEdtf, show
from caseline.i18n import language
from caseline.timeline import words

TOGETHER = 50  # rows that a browser lays out together; the others wait until one scrolls there (measured: 25 to 100 is best)


@dataclass(frozen=True, slots=True)
class Line:
    """One row as it is shown. `chip` names the first source, `told` when it is no paper; `more` further sources."""

    id: int
    when: str
    notified: str
    who: str
    what: str
    chip: str
    told: bool
    page: str
    more: int
    flag: str
    asks: bool
    proposed: bool


class Writer:
    """Makes lines in the language of this answer. `names` are the members' by number, `flagged` the rows with a finding."""

    def __init__(self, names: Mapping[int, str], flagged: Collection[int]):
        self._names, self._flagged, self._language = names, flagged, language()
        self._all, self._undated, self._look = _("all"), _("no date"), _("look")
        self._notified, self._page = _("notified %(date)s"), _("p. %(number)s")

    def parts(self, entries: Iterable[Row | Gap]) -> Iterator[list[Line | Gap]]:
        """The lines, with the silences between them, in parts of at most TOGETHER."""
        part: list[Line | Gap] = []
        for entry in entries:
            part.append(self.line(entry) if isinstance(entry, Row) else entry)
            if len(part) == TOGETHER:
                yield part
                part = []
        if part:
            yield part

    def line(self, row: Row) -> Line:
        first, notified = row.sources[0] if row.sources else None, row.dates.get("notification_date")
        return Line(
            id=row.id,
            when=_shown(row.period or row.edtf, row.within, self._language) or self._undated,
            notified=self._notified % {"date": _shown(notified, False, self._language)} if notified else "",
            who=self._who(row),
            what=row.sentence,
            chip=(first.document or first.said_by or str(words.SOURCE_KINDS.get(first.source_kind, ""))) if first else "",
            told=first is not None and not first.document_id,
            page=self._page % {"number": first.page} if first and first.document and first.page else "",
            more=max(len(row.sources) - 1, 0),
            flag=self._flag(row),
            asks=bool(row.advice_question and not row.advice_answered),
            proposed=row.status == "proposed",
        )

    def _who(self, row: Row) -> str:
        """Whom a row concerns, shortly: everybody is “all”."""
        if len(row.persons) == len(self._names) > 2:
            return self._all
        return ", ".join([self._names[person] for person in row.persons if person in self._names])

    def _flag(self, row: Row) -> str:
        if row.disputed:
            count = len({claim.edtf for claim in row.claims[row.disputed[0]]})
            return ngettext("%(num)d date", "%(num)d dates", count)
        return self._look if row.id in self._flagged else ""


def written_once(known: dict[Line, Markup], write: Callable[[Line, Mapping], Markup], common: Mapping) -> Callable[[Line], Markup]:
    """A function that writes a line as `write` does with what is `common` to all, or as it is `known`; `known` keeps what it wrote."""
    before = dict(known)
    known.clear()  # only what is still shown is kept

    def row(line: Line) -> Markup:
        written = known[line] = before.get(line) or write(line, common)
        return written

    return row


@lru_cache(maxsize=20_000)
def _shown(edtf: str, within: bool, lang: str) -> str:
    try:
        return show(edtf, lang, within=within) if edtf else ""
    except NotEdtf:
        return edtf
