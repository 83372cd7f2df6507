"""Writing a contact down: from a form, from one line, from a mail; and the people who may be named in it."""

from datetime import date

from sqlalchemy import select

from caseline.contacts import rhythm
from caseline.contacts.models import Actor, Contact
from caseline.contacts.quick import Known, Line, understand
from caseline.db import db
from caseline.families.models import Family
from caseline.history import record
from caseline.i18n import language

UNSAID = "call"  # how, where a line does not say


def from_line(family: Family, text: str, today: date | None = None) -> Line:
    """What a line says about this family. Call it inside the family's scope."""
    return understand(text[:2000], today=today or date.today(), people=people_of(family), actors=everybody_in_the_book(), lang=language())


def write_line(family: Family, line: Line, *, user_id: int) -> Contact:
    """Keep a line as a contact; a running series that it plainly continues gets it."""
    contact = Contact(
        family_id=family.id, channel=line.channel or UNSAID, at=line.at, time=line.time, minutes=line.minutes, place=line.place, person_ids=list(line.person_ids),
        actor_ids=list(line.actor_ids), others=line.others, interpreter=line.interpreter, summary=line.summary, by_user=user_id, topics=list(line.topics), document_ids=[],
    )
    series = rhythm.continued_by(contact, rhythm.running([family.id]))
    contact.series_id = series.id if series else None
    return keep(contact)


def keep(contact: Contact) -> Contact:
    """Save a new or changed contact, with its line in the history."""
    db.session.add(contact)
    db.session.flush()
    record("contact saved", f"contact:{contact.id}", family_id=contact.family_id)
    return contact


def people_of(family: Family) -> list[Known]:
    return [Known(one.id, tuple({one.short_name, one.name, *(name.text for name in one.names)}), one.relation) for one in family.persons]


def everybody_in_the_book() -> list[Known]:
    """Everybody in the book, by their own name and by those of their contact persons."""
    actors = db.session.scalars(select(Actor).where(Actor.closed_at.is_(None)).order_by(Actor.name))
    return [Known(one.id, (one.name, *(person.name for person in one.contact_persons))) for one in actors]


def names_of_the_book() -> dict[int, str]:
    """Id → name as shown, also of those who left the book."""
    return {actor.id: actor.shown_name for actor in db.session.scalars(select(Actor))}
