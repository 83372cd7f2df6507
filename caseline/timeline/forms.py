"""Reading what a person typed about an event, with a sentence for each thing that cannot be accepted."""

from dataclasses import dataclass, field

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from caseline import countries
from caseline.edtf import NotEdtf, typed
from caseline.i18n import language
from caseline.timeline.decisions import Wording
from caseline.timeline.words import shown_date


@dataclass
class Typed:
    """A form as it came: the wording it gives when nothing is wrong, or errors by field name."""

    values: dict
    errors: dict = field(default_factory=dict)
    wording: Wording | None = None


def read_event(form: MultiDict, family_persons: list) -> Typed:
    """Check the fields of an event: type, when, within, sentence, people, date_<role>, question, key, scheduled."""
    values, errors = form.to_dict(flat=True), {}
    members = {person.id for person in family_persons}
    people = [n for n in (int(v) for v in form.getlist("people") if v.isdigit()) if n in members]
    values["people"] = people
    sentence = form.get("sentence", "").strip()
    if not sentence:
        errors["sentence"] = [_("Please say in one sentence what happened.")]
    if form.get("type") not in countries.load("be").event_types:
        errors["type"] = [_("Please choose what kind of event this is.")]
    edtf = _date(form, "when", errors)
    dates = {name.removeprefix("date_"): _date(form, name, errors) for name, text in form.items() if name.startswith("date_") and text.strip()}
    if errors:
        return Typed(values, errors)
    wording = Wording(
        type=form["type"], edtf=edtf, within=bool(form.get("within")), dates=dates, person_ids=people, sentence=sentence[:2000],
        question=form.get("question", "").strip()[:2000], is_key=bool(form.get("key")), scheduled=bool(form.get("scheduled")),
    )
    return Typed(values, errors, wording)


def _date(form: MultiDict, name: str, errors: dict) -> str:
    """The EDTF of a typed date; a date that was left as shown keeps exactly the EDTF it was shown for (was_<name>)."""
    text, was = form.get(name, "").strip(), form.get(f"was_{name}", "")
    if not text or (was and text in {shown_date(was), shown_date(was, within=True)}):
        return was if text else ""
    try:
        return typed(text, language()).text
    except NotEdtf:
        errors[name] = [_("This date is not clear. Write for example 18.04.1983, March 2014, about 1990, or 2016/2018.")]
        return ""
