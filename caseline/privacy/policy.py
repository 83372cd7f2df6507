"""What browsers report against our content policy: counted by rule, source and page, and nothing of a case kept."""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from flask import current_app
from sqlalchemy import delete, func, select
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from caseline.db import db, now
from caseline.privacy.models import PolicyReport

LARGEST = 16 * 1024
MOST_KEPT = 200
_DIRECTIVE = re.compile(r"[a-z-]{3,40}\Z")
_WORD = re.compile(r"[a-z-]{2,20}\Z")  # inline, eval, data, blob…


class NoReport(ValueError):
    """What came is no report of a browser."""


def read(told: Any) -> list[tuple[str, str, str]]:
    """(directive, source, page) of each violation in the body, in the old form and in that of the Reporting API.

    Raises NoReport. `source` is a word such as inline, or the name of a host; `page` the name of one of our pages,
    never its address.
    """
    bodies = [one.get("body") for one in told if isinstance(one, dict) and one.get("type") == "csp-violation"] if isinstance(told, list) else [told.get("csp-report")] if isinstance(told, dict) else []
    found = [violation for body in bodies[:20] if isinstance(body, dict) and (violation := _violation(body))]
    if not found:
        raise NoReport("This is no report about a content policy.")
    return found


def keep(violations: list[tuple[str, str, str]]) -> None:
    """Count them; the oldest kinds go when there are too many. The caller commits."""
    for directive, source, page in violations:
        known = db.session.scalar(select(PolicyReport).where(PolicyReport.directive == directive, PolicyReport.source == source, PolicyReport.page == page))
        if known is None:
            db.session.add(PolicyReport(directive=directive, source=source, page=page, count=1))
        else:
            known.count, known.last_at = known.count + 1, now()
        db.session.flush()
    kept = db.session.scalar(select(func.count(PolicyReport.id)))
    if kept > MOST_KEPT:
        oldest = select(PolicyReport.id).order_by(PolicyReport.last_at).limit(kept - MOST_KEPT)
        db.session.execute(delete(PolicyReport).where(PolicyReport.id.in_(oldest)))


def latest() -> list[PolicyReport]:
    """The kinds of violation, the latest first."""
    return list(db.session.scalars(select(PolicyReport).order_by(PolicyReport.last_at.desc()).limit(20)))


def _violation(body: Mapping[str, Any]) -> tuple[str, str, str] | None:
    directive = str(body.get("effective-directive") or body.get("effectiveDirective") or body.get("violated-directive") or "").split(" ")[0]
    if not _DIRECTIVE.match(directive):
        return None
    blocked = str(body.get("blocked-uri") or body.get("blockedURL") or "")[:2000]
    return directive, _source(blocked), _page(str(body.get("document-uri") or body.get("documentURL") or "")[:2000])


def _source(blocked: str) -> str:
    """inline, eval or another word; the host of an address; nothing of its path."""
    if _WORD.match(blocked):
        return blocked
    try:
        parts = urlsplit(blocked)
    except ValueError:
        return "?"
    return (re.sub(r"[^a-z0-9.-]", "", parts.hostname or "")[:80] or (parts.scheme if _WORD.match(parts.scheme) else "")) or "?"


def _page(address: str) -> str:
    """The name of the page (its endpoint), so that no number of a family is kept."""
    try:
        return current_app.url_map.bind("localhost").match(urlsplit(address).path, method="GET")[0]
    except (HTTPException, RequestRedirect, ValueError):
        return "?"
