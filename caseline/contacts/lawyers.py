"""Who held the file when: the mandates of a family, as the chronology reasons about them."""

from sqlalchemy import select

from caseline.chronology.case import Mandate as CaseMandate
from caseline.contacts.models import Mandate
from caseline.db import db
from caseline.timeline.reasoning import knows_besides


@knows_besides
def mandates_of(_family) -> dict:
    """The family's mandates; inside its scope."""
    found = db.session.scalars(select(Mandate).order_by(Mandate.id))
    return {"mandates": [CaseMandate(id=m.id, lawyer=m.actor.name, start=m.start or None, end=m.end or None, persons=tuple(m.person_ids)) for m in found]}
