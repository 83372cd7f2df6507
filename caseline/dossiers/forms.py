"""The builder: for whom, what, in which language; from one form to the choices of a dossier and back into the address."""

from dataclasses import dataclass
from datetime import date

from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict

from caseline.dossiers.choices import Choices
from caseline.edtf import NotEdtf, typed
from caseline.i18n import language

KINDS = {
    "lawyer": _l("Lawyer: everything, with sources and questions"),
    "commissioner": _l("Child Rights Commissioner: each child’s own story"),
    "request": _l("Regularisation request: exhibits in the order of the checklist"),
    "family": _l("The family: plain words, large type"),
    "card": _l("Short card: known to the authorities and to the project"),
}
LANGUAGES = {"fr": "Français", "nl": "Nederlands", "en": "English", "de": "Deutsch"}


@dataclass(frozen=True, slots=True)
class Asked:
    """What the builder's form says: kind, reader's name, language, and the choices."""

    kind: str
    reader: str
    lang: str
    options: Choices
    template: int | None = None  # the organisation's own template, by number


def _day(text: str) -> date | None:
    """The last day of what was typed (“June 2027”), or None."""
    try:
        return typed(text.strip(), language()).latest if text.strip() else None
    except NotEdtf:
        return None


def read_builder(form: MultiDict, *, organisation: str, prepared_by: str, default_lang: str) -> Asked:
    """Read the builder; anything that is not offered falls back to what is, so that a hand-made address shows a page."""
    kind = form.get("for") if form.get("for") in KINDS else "lawyer"
    lang = form.get("lang") if form.get("lang") in LANGUAGES else default_lang
    numbers = lambda name: tuple(int(value) for value in form.getlist(name) if value.isdigit()) or None  # noqa: E731
    options = Choices(
        prepared_on=date.today(), organisation=organisation, prepared_by=prepared_by, persons=numbers("person"), documents=numbers("document"),
        only_key=bool(form.get("only_key")), since=form.get("since") or None, until=form.get("until") or None, pseudonymised=bool(form.get("pseudonymised")),
        summary=form.get("summary", "").strip()[:8000], request=form.get("request", "").strip()[:8000],
        summary_translation=form.get("summary_translation", "").strip()[:8000], request_translation=form.get("request_translation", "").strip()[:8000],
        withheld_events=frozenset(numbers("withhold_event") or ()), withheld_documents=frozenset(numbers("withhold_document") or ()),
        originals=frozenset(numbers("original") or ()), procedures=tuple(form.getlist("procedure")) or None,
        contact=form.get("contact", "").strip()[:300], valid_until=_day(form.get("valid_until", "")),
    )
    return Asked(kind, form.get("reader", "").strip()[:160], lang, options, form.get("template", type=int))
