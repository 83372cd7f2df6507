"""What one page needs many times is asked of the database once, as long as the page only reads."""

from collections.abc import Callable
from typing import Any

from flask import g, has_request_context
from sqlalchemy import event
from sqlalchemy.orm import Session

from caseline.db import families_in_scope
from caseline.engine import is_writing


def once_a_page(what: str, ask: Callable[[], Any]) -> Any:
    """What `ask` gives for the families in scope; asked again in every deed that writes, and where no page is made."""
    if is_writing() or not has_request_context():
        return ask()
    known, key = g.setdefault("looked_up", {}), (what, families_in_scope())
    if key not in known:
        known[key] = ask()
    return known[key]


@event.listens_for(Session, "after_flush")
@event.listens_for(Session, "after_rollback")
def _ask_again(_session: Session, *_context) -> None:
    if has_request_context():
        g.pop("looked_up", None)
