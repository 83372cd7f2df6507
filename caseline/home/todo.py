"""What a day's list is made of. Features say what is to be done in the families they are asked about:

    @todo_source
    def due_actions(families, today, user):
        yield Todo("actions", family.id, _("Book an interpreter"), due=…, url=url_for(…))

A source is asked once for all families, inside their scope, and makes the same few queries for one family as for a hundred.
Nothing is ever ticked off here: an item goes when the thing is done.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _, lazy_gettext as _l, ngettext

GROUPS = {
    "terms": _l("Terms"),
    "papers": _l("Papers to read"),
    "evidence": _l("Evidence getting old"),
    "contact": _l("Families to contact"),
    "lawyers": _l("Lawyers and services"),
    "reviews": _l("Reviews"),
    "actions": _l("Actions"),
    "agreements": _l("Agreements"),
    "readers": _l("Readers of dossiers"),
    "intake": _l("Referrals"),
    "supervision": _l("Supervision"),
}


@dataclass(frozen=True, slots=True)
class Todo:
    """One thing to do. `group` is a key of GROUPS; `about` stands for the family's name where there is no family yet.

    `done` is where one click says that it is done, for the few things of which only a person can say so.

    `state` is what to know about its day (“waiting 3 days”), else the days left are told; `tone` term, finding or ''.
    """

    group: str
    family_id: int | None
    what: str
    due: date | None = None
    state: str = ""
    why: str = ""
    url: str = ""
    tone: str = ""
    about: str = ""
    done: str = ""


Source = Callable[[Sequence, date, object], Iterable[Todo]]
todo_sources: list[Source] = []


def todo_source(source: Source) -> Source:
    """Mark a function (families, today, user) → todos as a source of every day's list."""
    if source not in todo_sources:
        todo_sources.append(source)
    return source


def everything(families: Sequence, today: date, user) -> list[Todo]:
    """All that is to be done in these families, in the order of the groups and of their days. Call it inside their scope."""
    found = [todo for source in todo_sources for todo in source(families, today, user)]
    order = list(GROUPS)
    return sorted(found, key=lambda todo: (order.index(todo.group), todo.due or date.max, todo.what))


def days_left(day: date | None, today: date) -> str:
    """A day as seen from today: “3 days late”, “today”, “in 9 days”."""
    if day is None:
        return ""
    days = (day - today).days
    if days < 0:
        return ngettext("%(num)d day late", "%(num)d days late", -days)
    return _("today") if days == 0 else _("tomorrow") if days == 1 else ngettext("in %(num)d day", "in %(num)d days", days)


def waited(since: date | None, today: date) -> str:
    """How long something has been waiting: “came today”, “waiting 3 days”."""
    if since is None:
        return ""
    days = (today - since).days
    return _("came today") if days <= 0 else ngettext("waiting %(num)d day", "waiting %(num)d days", days)
