"""A number for each family that grows with every change of anything that is the family's, in the same transaction.

Whoever keeps something that was worked out from a family's records can tell by it, in any process, whether it still holds.
"""

from sqlalchemy import event, select, update
from sqlalchemy.orm import Session

from caseline.db import EVERY_FAMILY, FamilyOwned, db, families_in_scope
from caseline.families.models import Family


def changes_of(family_id: int) -> int:
    """The family's number now, as this transaction sees it."""
    return db.session.scalar(select(Family.changes).where(Family.id == family_id))


@event.listens_for(Session, "after_flush")
def _after_records(session: Session, _context) -> None:
    changed = {record.family_id for records in (session.new, session.dirty, session.deleted) for record in records if isinstance(record, FamilyOwned)}
    changed |= {record.id for record in session.dirty if isinstance(record, Family)}
    if changed:
        session.connection().execute(_grow().where(Family.id.in_(changed)))


@event.listens_for(Session, "do_orm_execute")
def _after_statements(state) -> None:
    """Statements that change many records at once, in the families that they may touch."""
    if not (state.is_update or state.is_delete or state.is_insert) or state.bind_mapper is None or not issubclass(state.bind_mapper.class_, FamilyOwned):
        return
    scope = families_in_scope()
    state.session.connection().execute(_grow() if scope is EVERY_FAMILY else _grow().where(Family.id.in_(scope)))


def _grow():
    return update(Family.__table__).values(changes=Family.__table__.c.changes + 1)
