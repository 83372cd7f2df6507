"""What contacts, referrals and lawyers add to the day's list: the rhythm, series, answers that do not come, next steps."""

from datetime import timedelta

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy import select

from caseline.contacts import referring, rhythm
from caseline.contacts.models import Contact
from caseline.contacts.words import WAITING
from caseline.db import db
from caseline.home.todo import Todo, todo_source, waited
from caseline.legal import waiting

UNDISTURBED = {"paused", "closed"}
SOON = timedelta(days=2)
SERVICE_ANSWERS = timedelta(days=21)
LAWYER_ANSWERS = timedelta(days=14)
NEXT_STEPS_AHEAD = timedelta(days=14)


@todo_source
def families_to_contact(families, today, _user):
    """Families with whom nobody spoke for longer than their rhythm, and the next contacts of series; a paused case is left in peace."""
    awake = [family for family in families if family.stage not in UNDISTURBED]
    ids = [family.id for family in awake]
    last, rhythms, in_series = rhythm.last_contacts(ids), rhythm.rhythms(ids), set()
    for one in rhythm.proposals(ids, today):
        if one.due <= today + SOON:
            in_series.add(one.series.family_id)
            why = _("last time %(days)s days ago", days=(today - one.last).days) if one.last else ""
            yield Todo("contact", one.series.family_id, one.series.what, due=one.due, tone="finding" if one.due < today else "", why=why, url=url_for("contacts.contact", family_id=one.series.family_id, series=one.series.id))
    for family in awake:
        spoken = last.get(family.id)
        due = (spoken or family.created_at.date()) + timedelta(days=rhythms[family.id])
        if due <= today + SOON and family.id not in in_series:
            why = _("last contact %(days)s days ago", days=(today - spoken).days) if spoken else _("no contact is written down")
            yield Todo("contact", family.id, _("Call or visit"), due=due, tone="finding" if due < today else "", why=why, url=url_for("contacts.index", family_id=family.id))


@todo_source
def planned_contacts(families, today, _user):
    """Contacts written down for a day to come: visits and appointments of this week."""
    planned = select(Contact).where(Contact.family_id.in_([family.id for family in families]), Contact.deleted_at.is_(None), Contact.at > today.isoformat(), Contact.at <= (today + timedelta(7)).isoformat())
    for one in db.session.scalars(planned.order_by(Contact.at)):
        day = rhythm.last_day(one.at)
        if day:
            yield Todo("contact", one.family_id, one.summary.split("\n")[0][:120], due=day, why=" ".join(filter(None, [one.time, one.place])), url=url_for("contacts.contact", family_id=one.family_id, contact_id=one.id))


@todo_source
def services_without_answer(families, today, _user):
    """Referrals that wait: on the day set for asking again, or after three weeks."""
    for one in referring.referrals(_open(families)):
        asked = rhythm.last_day(one.asked_on)
        due = rhythm.last_day(one.again_on) or (asked + SERVICE_ANSWERS if asked else None)
        if one.state in WAITING and due and due <= today:
            what = _("Ask again: %(whom)s", whom=one.whom or one.what)
            yield Todo("lawyers", one.family_id, what, due=due, tone="finding", why=f"{one.what}, {waited(asked, today)}" if asked else one.what, url=url_for("referring.referral", family_id=one.family_id, service_referral_id=one.id))


@todo_source
def lawyers_without_answer(families, today, _user):
    """Questions asked two weeks ago without an answer; what was filed is waited for by the procedures themselves."""
    for one in waiting.waits(_open(families), today):
        since = rhythm.last_day(one.since)
        if one.kind == "question" and since and since + LAWYER_ANSWERS <= today:
            yield Todo("lawyers", one.family_id, _("Ask again: %(whom)s", whom=one.whom or _("the lawyer")), due=since + LAWYER_ANSWERS, tone="finding", why=one.what[:160], url=url_for("screening.question", family_id=one.family_id, legal_question_id=one.number))


@todo_source
def next_legal_steps(families, today, _user):
    """The next step of the latest legal screening."""
    for one in waiting.next_steps(_open(families)):
        day = rhythm.last_day(one.next_on)
        if day and day <= today + NEXT_STEPS_AHEAD:
            yield Todo("lawyers", one.family_id, one.next_step, due=day, tone="finding" if day < today else "", why=_("after the legal screening"), url=url_for("legal.index", family_id=one.family_id, _anchor=f"screening-{one.id}"))


def _open(families) -> list[int]:
    """A closed case waits for nobody."""
    return [family.id for family in families if family.stage != "closed"]
