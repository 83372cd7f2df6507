"""From how many silent months on Caseline speaks of a gap: the usual measure, or another that this family needs."""

from sqlalchemy import select

from caseline.chronology.gaps import MONTHS
from caseline.db import db
from caseline.history import record
from caseline.timeline.models import Measure

CHOICES = (3, 6, 9, 12, 18, 24, 36)


def gap_months() -> int:
    """The measure of the family in scope, in months."""
    return db.session.scalar(select(Measure.gap_months)) or MONTHS


def set_gap_months(family_id: int, months: int) -> None:
    """Choose another measure; the findings about silences follow at once."""
    kept = db.session.scalar(select(Measure)) or Measure(family_id=family_id)
    kept.gap_months = months
    db.session.add(kept)
    record("measure of silence chosen", f"family:{family_id}", family_id=family_id, months=months)
