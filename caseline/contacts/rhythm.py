"""How often we are in touch: the rhythm agreed with each family, series of contacts, and what both ask for next."""

import calendar
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select

from caseline.contacts.models import Contact, ContactSeries, Rhythm, UsualRhythm
from caseline.db import db
from caseline.edtf import NotEdtf, parse
from caseline.history import record

FIRST_DEFAULT = 30  # days, until the organisation says otherwise
DAYS = {"week": 7, "two_weeks": 14, "three_weeks": 21}
MONTHS = {"month": 1, "two_months": 2, "quarter": 3}


@dataclass(frozen=True, slots=True)
class Proposal:
    """The next contact of a series: its day, and when the last one was (None: none yet)."""

    series: ContactSeries
    due: date
    last: date | None


@dataclass(frozen=True, slots=True)
class Tally:
    """How often we were in touch: contacts by channel (most frequent first), minutes in all, first and last day."""

    channels: tuple[tuple[str, int], ...]
    count: int
    minutes: int
    first: date | None
    last: date | None


def usual() -> int:
    """Days between contacts where nothing else was agreed."""
    return db.session.scalar(select(UsualRhythm.days).order_by(UsualRhythm.id.desc()).limit(1)) or FIRST_DEFAULT


def set_usual(days: int, *, user_id: int) -> None:
    db.session.add(UsualRhythm(days=days, set_by=user_id))
    record("usual rhythm set", "organisation", days=days)


def agreed(family_ids: Iterable[int]) -> dict[int, Rhythm]:
    """Family → the rhythm agreed with it, for those families where one holds."""
    found = db.session.scalars(select(Rhythm).where(Rhythm.family_id.in_(list(family_ids))).order_by(Rhythm.id))
    return {family_id: one for family_id, one in {one.family_id: one for one in found}.items() if one.days}


def rhythms(family_ids: Sequence[int]) -> dict[int, int]:
    """Family → days between contacts: the one definition of a family's rhythm."""
    otherwise, own = usual(), agreed(family_ids)
    return {number: own[number].days if number in own else otherwise for number in family_ids}


def agree(family_id: int, days: int | None, *, on: str, why: str, user_id: int) -> None:
    """Agree on a rhythm with a family; None goes back to the usual one."""
    db.session.add(Rhythm(family_id=family_id, days=days, agreed_on=on, why=why, by_user=user_id))
    db.session.flush()
    record("rhythm agreed", f"family:{family_id}", family_id=family_id, days=days)


def last_contacts(family_ids: Sequence[int]) -> dict[int, date]:
    """Family → the day of the last contact that has happened: the one definition of “days since contact”."""
    today = date.today().isoformat()
    found = select(Contact.family_id, func.max(Contact.at)).where(Contact.family_id.in_(list(family_ids)), Contact.deleted_at.is_(None), Contact.at <= today).group_by(Contact.family_id)
    return {family_id: day for family_id, at in db.session.execute(found) if (day := last_day(at))}


def running(family_ids: Sequence[int], today: date | None = None) -> list[ContactSeries]:
    """The series that go on, oldest first."""
    day = (today or date.today()).isoformat()
    found = select(ContactSeries).where(ContactSeries.family_id.in_(list(family_ids)), ContactSeries.deleted_at.is_(None)).order_by(ContactSeries.id)
    return [one for one in db.session.scalars(found) if one.end in {"", ".."} or one.end >= day]


def proposals(family_ids: Sequence[int], today: date | None = None) -> list[Proposal]:
    """What each running series asks for next, the earliest first."""
    series = running(family_ids, today)
    last = _last_of_series([one.id for one in series])
    found = [Proposal(one, next_on(one, last.get(one.id)), last.get(one.id)) for one in series if last_day(one.start)]
    return sorted((one for one in found if one.series.end in {"", ".."} or one.due.isoformat() <= one.series.end), key=lambda one: one.due)


def next_on(series: ContactSeries, last: date | None) -> date:
    """The day of the next contact: one step after the last one, or the first day of the series."""
    if last is None:
        return last_day(series.start) or date.today()
    if series.every in DAYS:
        return last + timedelta(DAYS[series.every])
    return _months_after(last, MONTHS.get(series.every, 1))


def continued_by(contact: Contact, series: Sequence[ContactSeries]) -> ContactSeries | None:
    """The one running series that this contact plainly belongs to: held in the same way, with the same people."""
    fits = [
        one for one in series
        if one.channel == contact.channel and set(one.person_ids) <= set(contact.person_ids) and set(one.actor_ids) <= set(contact.actor_ids) and (one.person_ids or one.actor_ids)
    ]
    return fits[0] if len(fits) == 1 else None


def tally(contacts: Iterable[Contact]) -> Tally:
    """Frequency and duration of what is written down, as the client summary sheet asks for it."""
    kept = list(contacts)
    days = sorted(day for one in kept if (day := last_day(one.at)))
    return Tally(tuple(Counter(one.channel for one in kept).most_common()), len(kept), sum(one.minutes or 0 for one in kept), days[0] if days else None, days[-1] if days else None)


def last_day(edtf: str | None) -> date | None:
    """The last day that an EDTF text may mean; None for anything else."""
    try:
        return parse(edtf).latest if edtf else None
    except NotEdtf:
        return None


def _last_of_series(numbers: Sequence[int]) -> dict[int, date]:
    found = select(Contact.series_id, func.max(Contact.at)).where(Contact.series_id.in_(numbers), Contact.deleted_at.is_(None)).group_by(Contact.series_id)
    return {number: day for number, at in db.session.execute(found) if (day := last_day(at))}


def _months_after(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
