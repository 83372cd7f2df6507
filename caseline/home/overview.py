"""One row for each family, and the load of each colleague: every figure is made here once, from the same lists."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select

from caseline.chronology.terms import Term
from caseline.contacts.models import Contact
from caseline.contacts.rhythm import last_contacts
from caseline.db import db
from caseline.families.models import Assignment, Family
from caseline.home.digest import digests
from caseline.home.todo import Todo
from caseline.stages.counting import active_by_worker, is_active
from caseline.users.models import Role, User

SOON = 30  # days


@dataclass(frozen=True, slots=True)
class FamilyRow:
    """A family at a glance. `days_silent` is None when no contact is written down; `waiting_since` is EDTF or ''."""

    family: Family
    next_step: Todo | None
    next_term: Term | None
    days_silent: int | None
    papers: int
    waiting_for: str
    waiting_since: str


@dataclass(frozen=True, slots=True)
class Load:
    """One colleague's work: families of the team, of those paused, with a term in 30 days, beyond their rhythm, things to do,
    and what the last 30 days took: contacts with these families and their hours."""

    user: User
    families: Sequence[Family]
    paused: int
    terms_soon: int
    beyond_rhythm: int
    to_do: int
    contacts: int
    hours: float


def rows(families: Sequence[Family], todos: Sequence[Todo], today: date) -> list[FamilyRow]:
    """In the order of the families given."""
    known, spoken = digests(families, today), last_contacts([family.id for family in families])
    papers = Counter(todo.family_id for todo in todos if todo.group == "papers")
    return [
        FamilyRow(
            family, _next_step(family.id, todos), known[family.id].next_term, (today - spoken[family.id]).days if family.id in spoken else None,
            papers[family.id], *(("", "") if family.stage == "closed" else (known[family.id].waiting_for, known[family.id].waiting_since)),
        )
        for family in families
    ]


def loads(todos: Sequence[Todo], today: date) -> list[Load]:
    """Every case manager and coordinator with an open account, the most families first."""
    by_worker = active_by_worker()
    users = db.session.scalars(select(User).where(User.closed_at.is_(None), User.role.in_([Role.CASE_MANAGER, Role.COORDINATOR])).order_by(User.name))
    spent = _spent([family.id for families in by_worker.values() for family in families], today)
    found = [_load(user, by_worker.get(user.id, []), todos, today, spent) for user in users if user.role == Role.CASE_MANAGER or user.id in by_worker]
    return sorted(found, key=lambda load: -len(load.families))


def without_team(families: Sequence[Family]) -> list[Family]:
    """Active families for which nobody is the team."""
    taken = set(db.session.scalars(select(Assignment.family_id).where(Assignment.kind == "team")))
    return [family for family in families if is_active(family) and family.id not in taken]


def _spent(family_ids: Sequence[int], today: date) -> dict[int, tuple[int, int]]:
    """Family → (contacts, minutes) of the last 30 days."""
    days = (Contact.at > (today - timedelta(SOON)).isoformat()) & (Contact.at <= today.isoformat())
    found = select(Contact.family_id, func.count(Contact.id), func.coalesce(func.sum(Contact.minutes), 0)).where(Contact.family_id.in_(set(family_ids)), Contact.deleted_at.is_(None), days)
    return {family_id: (count, minutes) for family_id, count, minutes in db.session.execute(found.group_by(Contact.family_id))}


def _load(user: User, families: Sequence[Family], todos: Sequence[Todo], today: date, spent: dict[int, tuple[int, int]]) -> Load:
    ids = {family.id for family in families}
    mine = [todo for todo in todos if todo.family_id in ids]
    soon = [todo for todo in mine if todo.group == "terms" and todo.due and (todo.due - today).days <= SOON]
    beyond = {todo.family_id for todo in mine if todo.group == "contact" and todo.due and todo.due < today}
    return Load(user, families, sum(family.stage == "paused" for family in families), len(soon), len(beyond), len(mine), sum(spent.get(number, (0, 0))[0] for number in ids), round(sum(spent.get(number, (0, 0))[1] for number in ids) / 60, 1))


def _next_step(family_id: int, todos: Sequence[Todo]) -> Todo | None:
    """What comes first: the earliest day among the things to do; agreements and supervision only when nothing else waits."""
    mine = [todo for todo in todos if todo.family_id == family_id]
    return min(mine, key=lambda todo: (todo.group in {"agreements", "supervision"}, todo.due or date.max), default=None)
