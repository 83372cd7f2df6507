"""What the earlier features put on the day's list: terms, papers, contacts, expiring papers, consents, referrals, supervision."""

from datetime import date, timedelta

from flask import url_for
from flask_babel import gettext as _, ngettext
from sqlalchemy import Text, cast, func, select

from caseline.agreements.models import Consent
from caseline.assessments.models import Assessment
from caseline.contacts.rhythm import last_contacts
from caseline.db import db
from caseline.documents.models import Document, Status
from caseline.documents.words import kind_name
from caseline.edtf import NotEdtf, parse
from caseline.home.digest import digests
from caseline.home.todo import Todo, todo_source, waited
from caseline.intake import deciding
from caseline.stages.counting import is_active
from caseline.stages.models import Closure
from caseline.supervision import signing
from caseline.supervision.subjects import SUBJECTS
from caseline.i18n import language
from caseline.timeline.models import Decision, Event, Proposal, said

AHEAD = timedelta(days=7)
EXPIRY_AHEAD = timedelta(days=90)
HEARINGS_AHEAD = timedelta(days=60)


@todo_source
def terms(families, today, _user):
    for family_id, digest in digests(families, today).items():
        for term in digest.terms:
            yield Todo(
                "terms", family_id, term.label, due=term.due, tone="term", why=_("to be confirmed by a lawyer"),
                url=url_for("timeline.row", family_id=family_id, event_id=term.event) if term.event > 0 else url_for("timeline.show", family_id=family_id),
            )


@todo_source
def hearings(families, today, _user):
    """What is planned on the timeline itself."""
    planned = select(Event.id, Event.family_id, Event.sentence, Event.sentences, Event.earliest).where(
        Event.scheduled.is_(True), Event.deleted_at.is_(None), Event.family_id.in_(_ids(families)), Event.earliest.between(today, today + HEARINGS_AHEAD)
    )
    for event in db.session.execute(planned):
        yield Todo("terms", event.family_id, said(event, language()), due=event.earliest, tone="term", url=url_for("timeline.row", family_id=event.family_id, event_id=event.id))


@todo_source
def papers_to_review(families, today, _user):
    waiting = (
        select(Document.id, Document.family_id, Document.name, Document.title, Document.kind, Document.received_at, func.count(Proposal.id))
        .join(Proposal, Proposal.document_id == Document.id)
        .where(Document.family_id.in_(_ids(families)), Document.deleted_at.is_(None), Proposal.decision == Decision.UNDECIDED)
        .group_by(Document.id, Document.family_id, Document.name, Document.title, Document.kind, Document.received_at)
    )
    for number, family_id, name, title, kind, received, count in db.session.execute(waiting):
        yield Todo(
            "papers", family_id, title or name, due=received.date(), state=waited(received.date(), today),
            why=ngettext("%(num)d proposal to review", "%(num)d proposals to review", count) + (f"{_(': ')}{kind_name(kind)}" if kind else ""),
            url=url_for("review.start", family_id=family_id, document=number),
        )


@todo_source
def papers_that_failed(families, _today, _user):
    failed = select(Document.id, Document.family_id, Document.name).where(Document.family_id.in_(_ids(families)), Document.deleted_at.is_(None), Document.status == Status.FAILED)
    for number, family_id, name in db.session.execute(failed):
        yield Todo("papers", family_id, name, state=_("could not be read"), tone="finding", url=url_for("documents.show", family_id=family_id, document_id=number))


@todo_source
def expiring_papers(families, today, _user):
    """Identity papers and others that say until when they hold; those that ran out long ago are history."""
    dated = select(Document.id, Document.family_id, Document.name, Document.title, Document.kind, Document.dates).where(
        Document.family_id.in_(_ids(families)), Document.deleted_at.is_(None), Document.sensitivity != "off_record", cast(Document.dates, Text).like("%valid_until%")
    )
    for paper in db.session.execute(dated):
        day = _last_day(paper.dates.get("valid_until"))
        if day and today - AHEAD * 4 <= day <= today + EXPIRY_AHEAD:
            yield Todo(
                "evidence", paper.family_id, paper.title or kind_name(paper.kind) or paper.name, due=day, tone="finding", why=_("expires: renewing takes time"),
                url=url_for("documents.show", family_id=paper.family_id, document_id=paper.id),
            )


@todo_source
def assessments_to_repeat(families, today, _user):
    """A look that was planned, gone when a later assessment of the same person is finished."""
    found = select(Assessment).where(Assessment.family_id.in_(_ids(families)), Assessment.deleted_at.is_(None)).order_by(Assessment.on, Assessment.id)
    latest = {(one.family_id, one.person_id): one for one in db.session.scalars(found) if not one.is_draft}
    for one in latest.values():
        day = _last_day(one.again_on)
        if day and day <= today + AHEAD:
            yield Todo("reviews", one.family_id, _("Repeat the assessment"), due=day, url=url_for("assessments.assessment", family_id=one.family_id, person=one.person_id or 0))


@todo_source
def looks_after_closure(families, today, _user):
    """After-care: a day was set to look again, gone once somebody was in contact since."""
    closed = select(Closure).where(Closure.family_id.in_(_ids(families)), Closure.reopened_on == "", Closure.follow_up_on != "")
    last = last_contacts(_ids(families))
    for closure in db.session.scalars(closed):
        day, spoken = _last_day(closure.follow_up_on), last.get(closure.family_id)
        if day and day <= today + AHEAD and not (spoken and spoken >= day - AHEAD):
            yield Todo("reviews", closure.family_id, _("After-care"), due=day, why=closure.after_care[:120], url=url_for("contacts.contact", family_id=closure.family_id))


@todo_source
def missing_participation(families, today, _user):
    """Adults of active families who have not agreed to take part."""
    given = select(Consent).where(Consent.family_id.in_(_ids(families)), Consent.kind == "participation", Consent.deleted_at.is_(None))
    agreed = {consent.person_id for consent in db.session.scalars(given) if consent.holds_on(today)}
    for family in families:
        people = [person for person in family.persons if not person.is_child and person.id not in agreed]
        if people and is_active(family) and family.stage != "screening":
            names = ", ".join(person.short_name for person in people)
            yield Todo("agreements", family.id, _("Declaration of participation: %(names)s", names=names), url=url_for("agreements.consent", family_id=family.id, kind="participation", person=people[0].id))


@todo_source
def referrals_to_decide(_families, today, user):
    for referral in deciding.to_decide(user) if user.is_coordinator else []:
        came = _last_day(referral.received_on)
        yield Todo("intake", None, _("Screen and decide"), due=came, state=waited(came, today), about=referral.name, url=url_for("intake.show", referral_id=referral.id))


@todo_source
def handed_back(families, _today, _user):
    for one in signing.handed_back(_ids(families)):
        if one.kind in SUBJECTS:
            yield Todo("supervision", one.family_id, one.title, due=one.decided_at.date(), state=_("handed back"), why=one.comment[:160], tone="finding", url=SUBJECTS[one.kind].url(one.family_id, one.subject_id))


@todo_source
def to_sign_off(families, today, user):
    for one in signing.waiting(_ids(families)) if user.is_coordinator else []:
        if one.asked_by == user.id:
            continue  # nobody signs their own work
        yield Todo("supervision", one.family_id, one.title, due=one.asked_at.date(), state=waited(one.asked_at.date(), today), url=url_for("supervision.queue"))


def _ids(families) -> list[int]:
    return [family.id for family in families]


def _last_day(edtf: str | None) -> date | None:
    try:
        return parse(edtf).latest if edtf else None
    except NotEdtf:
        return None
