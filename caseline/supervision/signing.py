"""Asking for a signature, giving it, and handing work back: each deed with its line in the history."""

from sqlalchemy import select

from caseline.db import db, now
from caseline.history import record
from caseline.looking import once_a_page
from caseline.supervision.models import SignOff
from caseline.supervision.subjects import SUBJECTS


class OwnWork(Exception):
    """Somebody tried to sign off what they sent in themselves."""


def ask(family_id: int, kind: str, subject_id: int, title: str, *, user_id: int) -> SignOff:
    """Send a piece of work to the coordinators; asking again while it waits keeps one request."""
    waiting = db.session.scalar(_about(kind, subject_id).where(SignOff.family_id == family_id, SignOff.outcome == ""))
    if waiting:
        waiting.title = title
        return waiting
    sign_off = SignOff(family_id=family_id, kind=kind, subject_id=subject_id, title=title, asked_by=user_id)
    db.session.add(sign_off)
    db.session.flush()
    record("sign-off asked", f"{kind}:{subject_id}", family_id=family_id)
    return sign_off


def decide(sign_off: SignOff, outcome: str, comment: str, *, user_id: int) -> None:
    """Sign ('signed') or hand back ('returned'). Raises OwnWork."""
    if sign_off.asked_by == user_id:
        raise OwnWork("Another coordinator has to sign this: it is your own work.")
    sign_off.outcome, sign_off.comment, sign_off.decided_by, sign_off.decided_at = outcome, comment, user_id, now()
    record("signed off" if outcome == "signed" else "handed back", f"{sign_off.kind}:{sign_off.subject_id}", family_id=sign_off.family_id)


def latest(kind: str, subject_id: int) -> SignOff | None:
    """The last request about this piece of work, inside its family's scope."""
    return once_a_page("sign-offs", _last_ones).get((kind, subject_id))


def waiting(family_ids) -> list[SignOff]:
    """What waits for a signature in these families, oldest first; what was removed or replaced meanwhile asks for none."""
    found = db.session.scalars(select(SignOff).where(SignOff.family_id.in_(family_ids), SignOff.outcome == "").order_by(SignOff.asked_at))
    return [one for one in found if _is_still_there(one)]


def handed_back(family_ids) -> list[SignOff]:
    """What came back and was not sent again since."""
    found = db.session.scalars(select(SignOff).where(SignOff.family_id.in_(family_ids)).order_by(SignOff.id))
    last = {(one.kind, one.subject_id): one for one in found}
    return [one for one in last.values() if one.outcome == "returned" and _is_still_there(one)]


def _last_ones() -> dict[tuple[str, int], SignOff]:
    return {(one.kind, one.subject_id): one for one in db.session.scalars(select(SignOff).order_by(SignOff.id))}


def _is_still_there(one: SignOff) -> bool:
    return one.kind not in SUBJECTS or SUBJECTS[one.kind].still(one.subject_id)


def _about(kind: str, subject_id: int):
    return select(SignOff).where(SignOff.kind == kind, SignOff.subject_id == subject_id)
