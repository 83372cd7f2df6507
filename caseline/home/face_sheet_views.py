"""The face sheet: one page to read, or to take along on paper, before a visit."""

from datetime import date

from flask import Blueprint, g, render_template
from flask_login import current_user
from sqlalchemy import select

from caseline.agreements import consent as consents
from caseline.agreements.words import CONSENTS, SAFETY
from caseline.assessments import voice
from caseline.assessments.words import VULNERABILITIES
from caseline.contacts.models import Contact, Mandate
from caseline.contacts.words import CHANNELS
from caseline.db import db
from caseline.families.models import Assignment
from caseline.families.words import STAGES, nationality_name
from caseline.home.digest import digests
from caseline.home.todo import days_left, everything
from caseline.stages import moving
from caseline.timeline import reasoning
from caseline.users.models import User

bp = Blueprint("face_sheet", __name__, url_prefix="/families/<int:family_id>/face-sheet")
LAST_CONTACTS, LAST_ROWS = 5, 6


@bp.get("/")
def show(family_id):
    today = date.today()
    built = reasoning.reason(g.family)
    contacts = select(Contact).where(Contact.deleted_at.is_(None)).order_by(Contact.at.desc(), Contact.id.desc()).limit(LAST_CONTACTS)
    team = select(User.name).join(Assignment, Assignment.user_id == User.id).where(Assignment.family_id == family_id, Assignment.until.is_(None) | (Assignment.until >= today)).order_by(User.name)
    return render_template(
        "home/face_sheet.html", today=today, stages=STAGES, stage=moving.running(family_id), team=db.session.scalars(team).all(), nationality_name=nationality_name,
        safety_words=SAFETY, agreed=_agreed(today), consent_words=CONSENTS, latest=voice.latest_by_person(), vulnerabilities=voice.vulnerabilities(ended=False),
        what=VULNERABILITIES, contacts=db.session.scalars(contacts).all(), channels=CHANNELS, digest=digests([g.family], today)[family_id], days_left=days_left,
        mandates=[mandate for mandate in db.session.scalars(select(Mandate)) if mandate.end in {"", ".."}],
        todos=[todo for todo in everything([g.family], today, current_user) if todo.family_id == family_id],
        rows=[row for row in built.rows if row.id > 0 and row.status == "accepted" and row.edtf][-LAST_ROWS:], names={person.id: person.short_name for person in g.family.persons},
    )


def _agreed(today: date) -> dict[int, list[str]]:
    """Person → the kinds of consent that hold today."""
    held: dict[int, list[str]] = {}
    for consent in consents.all_consents():
        if consents.consent_for(consent.person_id, consent.kind, today) is consent:
            held.setdefault(consent.person_id, []).append(consent.kind)
    return held
