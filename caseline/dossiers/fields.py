"""A dossier as named fields for an organisation's own Word template: `{{ reference }}`, `{% for row in rows %}…`.

Every value is text (or a list of mappings of text) in the dossier's language, so that a template needs no logic. The
names are a promise to people who wrote templates: they may be added to, never renamed.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from caseline.word.blocks import Pieces
from caseline.word.inline import plain

from .citing import quotation, sources
from .dossier import Dossier, Exhibit, Member
from .layout_people import relation
from .proceedings import Term, Thread
from .statements import Dispute, Row, Silence
from .wording import Wording, load

Values = dict[str, Any]


def fields(dossier: Dossier) -> Values:
    """The values of every field in `FIELDS`."""
    words, cover = load(dossier.lang), dossier.cover
    return {
        "title": words.say(f"title_{dossier.kind}"), "reference": cover.reference, "organisation": cover.organisation,
        "prepared_by": cover.prepared_by, "prepared_on": words.date(cover.prepared_on.isoformat()), "contact": cover.contact,
        "version": str(cover.version), "state": words.say("draft" if cover.draft else "validated"),
        "recipient": cover.recipient or words.say(f"reader_{dossier.kind}"), "summary": dossier.summary, "request": dossier.request,
        "to_be_confirmed": words.say("to_be_confirmed"),
        "members": _each(_member, dossier.members, words), "rows": _each(_row, dossier.rows, words),
        "key_rows": _each(_row, [row for row in dossier.rows if row.key], words),
        "disputes": _each(_dispute, dossier.disputes, words), "gaps": _each(_gap, dossier.silences, words),
        "procedures": _each(_procedure, dossier.threads, words), "terms": _each(_term, dossier.terms, words),
        "exhibits": _each(_exhibit, dossier.exhibits, words), "questions": [{"text": one.text} for one in dossier.questions],
        "lawyers": [{"name": one.lawyer, "from": words.date(one.start), "to": words.date(one.end) if one.end else "",
                     "contact": one.contact} for one in dossier.mandates],
    }


FIELDS: Mapping[str, tuple[str, ...]] = {
    "title": (), "reference": (), "organisation": (), "prepared_by": (), "prepared_on": (), "contact": (), "version": (),
    "state": (), "recipient": (), "summary": (), "request": (), "to_be_confirmed": (),
    "members": ("name", "relation", "born", "birthplace", "nationality", "numbers", "variants", "in_country"),
    "rows": ("number", "date", "other_dates", "kind", "event", "persons", "file_numbers", "source", "quote", "standing"),
    "key_rows": ("number", "date", "other_dates", "kind", "event", "persons", "file_numbers", "source", "quote", "standing"),
    "disputes": ("number", "subject", "sentence", "values"), "gaps": ("from", "to", "months"),
    "procedures": ("title", "persons", "steps", "outcome", "state", "lawyer"),
    "terms": ("due", "label", "basis", "start", "state"),
    "exhibits": ("number", "title", "date", "issuer", "pages", "persons"), "questions": ("text",),
    "lawyers": ("name", "from", "to", "contact"),
}
"""Every field a template may ask for; lists have the names of their items' fields."""


def _each(told: Callable[[Any, Wording], Values], items: Sequence[Any], words: Wording) -> list[Values]:
    return [told(one, words) for one in items]


def _member(one: Member, words: Wording) -> Values:
    return {"name": one.name, "relation": relation(words, one), "born": words.date(one.born), "birthplace": one.birthplace,
            "nationality": one.nationality, "numbers": "; ".join(f"{label} {value}" for label, value in one.numbers),
            "variants": "; ".join(one.variants), "in_country": words.since(one.in_country_since) if one.in_country_since else
            words.say("not_documented")}


def _row(one: Row, words: Wording) -> Values:
    others = [f"{words.known(f'role_{role}') or role}: {words.date(value)}" for role, value in one.dates if value != one.edtf]
    return {"number": str(one.number), "date": words.date(one.period or one.edtf, within=one.within), "other_dates": "; ".join(others),
            "kind": one.label, "event": one.sentence or one.label, "persons": ", ".join(one.persons),
            "file_numbers": "; ".join(one.references), "source": _lines(sources(words, one.cites)),
            "quote": plain(quotation(one.cites) or ()), "standing": words.say(f"standing_{one.standing}")}


def _dispute(one: Dispute, words: Wording) -> Values:
    said = [f"{words.date(claim.value, within=claim.within)} ({_lines(sources(words, claim.cites))})"
            + (f" – {words.say('used')}" if claim.used else "") for claim in one.claims]
    return {"number": str(one.number), "subject": one.subject, "sentence": one.sentence, "values": "; ".join(said)}


def _gap(one: Silence, words: Wording) -> Values:
    return {"from": words.date(one.start), "to": words.date(one.end), "months": str(one.months)}


def _procedure(one: Thread, words: Wording) -> Values:
    steps = [f"{words.known(f'part_{step.part}') or words.known({'application': 'filed', 'notification': 'notified'}.get(step.part, step.part))}"
             f" {words.date(step.edtf)}" for step in one.steps]
    return {"title": one.title, "persons": ", ".join(one.persons), "steps": "; ".join(steps),
            "outcome": words.known(f"outcome_{one.outcome}"), "state": words.say("open" if one.open else "closed"), "lawyer": one.lawyer}


def _term(one: Term, words: Wording) -> Values:
    return {"due": words.date(one.due), "label": one.label, "basis": one.basis, "start": words.date(one.start),
            "state": words.say(f"term_{one.state}")}


def _exhibit(one: Exhibit, words: Wording) -> Values:
    return {"number": str(one.number), "title": one.kind or one.title, "date": words.date(one.date) if one.date else words.say("undated"),
            "issuer": one.issuer, "pages": str(one.pages or ""), "persons": ", ".join(one.persons)}


def _lines(lines: Sequence[Pieces]) -> str:
    return "; ".join(plain(line) for line in lines)
