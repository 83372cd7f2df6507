"""The criteria that a referral is screened against: the organisation's own, or the seven of the first pilot."""

from dataclasses import dataclass

from sqlalchemy import select

from caseline.db import db, now
from caseline.history import record
from caseline.intake.models import Criterion
from caseline.intake.words import CRITERIA, DEFAULT


@dataclass(frozen=True, slots=True)
class Asked:
    """One criterion as it is asked now. What is not required is noted but stops nobody."""

    key: str
    label: str
    required: bool


def in_force() -> list[Asked]:
    """The criteria asked now, in order."""
    own = db.session.scalars(select(Criterion).order_by(Criterion.position, Criterion.id)).all()
    if not own:
        return [Asked(key, str(CRITERIA[key]), True) for key in DEFAULT]
    return [Asked(one.key, label_of(one.key, one.label), one.required) for one in own if one.closed_at is None]


def suggested() -> list[tuple[str, str]]:
    """(key, words) of the network's criteria that are not asked."""
    asked = {one.key for one in in_force()}
    return [(key, str(words)) for key, words in CRITERIA.items() if key not in asked]


def label_of(key: str, own: str = "") -> str:
    """The words of a criterion, also of one that is no longer asked."""
    return own or str(CRITERIA.get(key, key))


def labels() -> dict[str, str]:
    """Key → words of every criterion ever asked, for screenings of before."""
    return {key: str(words) for key, words in CRITERIA.items()} | {one.key: label_of(one.key, one.label) for one in db.session.scalars(select(Criterion))}


def add(label: str, *, key: str = "", required: bool = False) -> None:
    """Ask one more: a built-in one by its key, or one in the organisation's own words."""
    own = _made_own()
    known = next((one for one in own if one.key == key), None) if key else None
    if known:
        known.closed_at, known.required = None, required
    else:
        number = 1 + max((one.id for one in own), default=0)
        db.session.add(Criterion(key=key or f"own_{number}", label="" if key in CRITERIA else label, required=required, position=len(own)))
    record("criterion added", f"criterion:{key or label[:60]}")


def change(key: str, *, label: str, required: bool) -> None:
    """Other words for a criterion, or another weight. An empty label keeps the built-in words."""
    one = next(one for one in _made_own() if one.key == key)
    one.label = "" if label == str(CRITERIA.get(key, "")) else label
    one.required = required
    record("criterion changed", f"criterion:{key}")


def stop(key: str) -> None:
    """Ask it no more; the answers given to it stay."""
    next(one for one in _made_own() if one.key == key).closed_at = now()
    record("criterion stopped", f"criterion:{key}")


def _made_own() -> list[Criterion]:
    """The organisation's rows, written from the seven the first time something is changed."""
    own = db.session.scalars(select(Criterion).order_by(Criterion.position, Criterion.id)).all()
    if not own:
        own = [Criterion(key=key, required=True, position=place) for place, key in enumerate(DEFAULT)]
        db.session.add_all(own)
        db.session.flush()
    return list(own)


def unmet(answers: dict) -> list[Asked]:
    """The required criteria to which the screening did not say yes."""
    return [one for one in in_force() if one.required and (answers.get(one.key) or {}).get("answer") != "yes"]
