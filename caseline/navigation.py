"""What the layout shows around every page: main navigation, a family's tabs, versioned addresses of static files."""

import os
from functools import cache
from hashlib import sha256
from pathlib import Path

from flask import Flask, current_app, g, request, url_for
from flask_babel import lazy_gettext as _l
from flask_login import current_user

from caseline.i18n import LANGUAGES, language

MAIN = [
    ("home.today", _l("Today")),
    ("guest.index", _l("Shared with you")),
    ("families.index", _l("Families")),
    ("intake.index", _l("Referrals")),
    ("book.index", _l("Book")),
    ("reports.index", _l("Reports")),
    ("help.index", _l("Help")),
]
FAMILY = [
    ("timeline.show", _l("Timeline")),
    ("documents.index", _l("Papers")),
    ("contacts.index", _l("Contacts")),
    ("legal.index", _l("Lawyers")),
    ("assessments.index", _l("Assessment")),
    ("plans.show", _l("Plan")),
    ("evidence.index", _l("Evidence")),
    ("questionnaires.index", _l("Questionnaires")),
    ("agreements.index", _l("Agreements")),
    ("dossiers.index", _l("Dossiers")),
    ("stages.show", _l("Course")),
    ("families.show", _l("Family")),
]

PART_OF = {"rhythm": "contacts", "quick": "contacts", "referring": "contacts", "screening": "legal", "goals": "plans", "plan_reviews": "plans", "review": "documents", "events": "timeline", "overview": "timeline", "procedures": "timeline", "earlier": "timeline", "picture": "timeline", "duplicates": "timeline", "safety": "agreements", "bundles": "dossiers", "shares": "dossiers", "paper": "dossiers", "redactions": "documents", "arranging": "documents", "translations": "dossiers", "face_sheet": "families", "bin": "families", "studies": "questionnaires", "sites": "reports", "network": "reports", "implementation": "reports", "criteria": "intake", "caseload": "intake"}  # page → the tab it stands under


def register(app: Flask) -> None:
    app.jinja_env.globals.update(asset=asset, knows=knows, LANGUAGES=LANGUAGES, interface_language=language, colon=_l(": "))
    app.context_processor(lambda: {"nav": nav_items(), "family": g.get("family")})
    app.jinja_env.globals["family_tabs"] = family_tabs


def nav_items() -> list[dict]:
    """The main navigation: {label, url, endpoint, current}; the frame leaves out what this account may not open."""
    if not current_user or not current_user.is_authenticated:
        return []
    return _existing(MAIN)


def family_tabs(family) -> list[dict]:
    return _existing(FAMILY, family_id=family.id)


def knows(endpoint: str) -> bool:
    """Whether a page exists, so that the frame can leave out a link to one that does not."""
    return endpoint in current_app.view_functions


def asset(name: str) -> str:
    """The address of a static file, changing with its content so that browsers may keep it for ever."""
    path = f"{current_app.static_folder}/{name}"
    try:
        changed = os.stat(path).st_mtime_ns
    except FileNotFoundError:
        changed = 0
    return _address(name, path, changed, request.script_root if request else "")


@cache
def _address(name: str, path: str, changed: int, _mounted_at: str) -> str:
    """Made once for each state of the file: a page names some thirty."""
    return url_for("static", filename=name, v=sha256(Path(path).read_bytes()).hexdigest()[:12] if changed else "none")


def _existing(entries, **values) -> list[dict]:
    here = (request.blueprint or "") if request else ""
    here = PART_OF.get(here, here)
    return [
        {"label": label, "url": url_for(endpoint, **values), "endpoint": endpoint, "current": endpoint.split(".")[0] == here}
        for endpoint, label in entries
        if endpoint in current_app.view_functions
    ]
