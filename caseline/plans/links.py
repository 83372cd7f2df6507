"""What a goal or an action rests on: rows of the timeline, procedures, papers, contacts, evidence, referrals, questions to lawyers.

A link is kept as [kind, key]. The key is the number of the record; for evidence it is “purpose/item”, for a procedure the
number of the timeline row that opened it, because procedures are reasoned anew every time.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from flask import g, url_for
from flask_babel import gettext as _, lazy_gettext as _l
from sqlalchemy import select

from caseline import countries
from caseline.contacts.models import Contact, ServiceReferral
from caseline.db import db
from caseline.documents.models import Document
from caseline.i18n import language
from caseline.legal.models import LegalQuestion
from caseline.timeline import reasoning
from caseline.timeline.models import Event
from caseline.timeline.words import shown_date

KINDS = {
    "procedure": _l("Procedures"), "event": _l("Timeline"), "contact": _l("Contacts"), "document": _l("Papers"), "evidence": _l("Evidence"),
    "referral": _l("Referrals to services"), "question": _l("Questions to lawyers"),
}  # fmt: skip
ICONS = {"document": "paper", "contact": "contact", "question": "question"}
FILED_FOR = ("9bis", "9ter", "statelessness")


@dataclass(frozen=True, slots=True)
class Link:
    """One link as a page shows it."""

    kind: str
    key: str
    label: str
    url: str

    @property
    def icon(self) -> str:
        return ICONS.get(self.kind, "link")


def read(values: Iterable[str]) -> list[list]:
    """[kind, key] of the ticked values “kind:key”; what is no known kind is left out."""
    pairs = (value.partition(":")[::2] for value in values)
    return [[kind, key if kind == "evidence" else int(key)] for kind, key in pairs if kind in KINDS and key and (kind == "evidence" or key.isdigit())]


def choices() -> list[tuple[str, str, list[tuple[str, str]]]]:
    """(kind, words, [(value, label)…]) of everything in this family that can be linked; kinds without anything are left out."""
    every = _known(set(KINDS))
    found = {kind: [(f"{kind}:{one.key}", one.label) for one in every.values() if one.kind == kind] for kind in KINDS}
    return [(kind, str(words), found[kind]) for kind, words in KINDS.items() if found[kind]]


def shown(records: Sequence) -> dict[int, list[Link]]:
    """Place in `records` → its links, with one query for each kind that is linked; what is gone is left out."""
    wanted = {kind for one in records for kind, _key in one.links}
    known = _known(wanted) if wanted else {}
    return {place: [known[kind, str(key)] for kind, key in one.links if (kind, str(key)) in known] for place, one in enumerate(records)}


def _known(kinds: set[str]) -> dict[tuple[str, str], Link]:
    makers = {"procedure": _procedures, "event": _events, "contact": _contacts, "document": _documents, "evidence": _evidence, "referral": _referrals, "question": _questions}
    return {(link.kind, link.key): link for kind in KINDS if kind in kinds for link in makers[kind](g.family.id)}


def _events(family_id: int) -> Iterable[Link]:
    found = select(Event).where(Event.deleted_at.is_(None), Event.sensitivity != "off_record").order_by(Event.earliest.desc(), Event.id.desc())
    for one in db.session.scalars(found):
        yield Link("event", str(one.id), f"{shown_date(one.edtf, one.within)}{_(': ')}{one.sentence}", url_for("timeline.row", family_id=family_id, event_id=one.id))


def _procedures(family_id: int) -> Iterable[Link]:
    for one in reasoning.reason(g.family).procedures:
        if one.steps and one.steps[0].row > 0:
            yield Link("procedure", str(one.steps[0].row), f"{one.title} ({shown_date(one.steps[0].edtf)})", url_for("timeline.row", family_id=family_id, event_id=one.steps[0].row))


def _contacts(family_id: int) -> Iterable[Link]:
    for one in db.session.scalars(select(Contact).where(Contact.deleted_at.is_(None)).order_by(Contact.at.desc(), Contact.id.desc())):
        yield Link("contact", str(one.id), f"{shown_date(one.at)}{_(': ')}{one.summary[:90]}", url_for("contacts.contact", family_id=family_id, contact_id=one.id))


def _documents(family_id: int) -> Iterable[Link]:
    for one in db.session.scalars(select(Document).where(Document.deleted_at.is_(None), Document.sensitivity != "off_record").order_by(Document.id.desc())):
        yield Link("document", str(one.id), one.shown_name, url_for("documents.show", family_id=family_id, document_id=one.id))


def _evidence(family_id: int) -> Iterable[Link]:
    lang = language()
    for entry in countries.load("be").evidence.values():
        for purpose in (one for one in FILED_FOR if one in entry["used_in"]):
            label = entry["label"].get(lang) or entry["label"]["en"]
            yield Link("evidence", f"{purpose}/{entry['key']}", f"{purpose}: {label}", url_for("evidence.index", family_id=family_id, purpose=purpose, _anchor=f"line-{entry['key']}"))


def _referrals(family_id: int) -> Iterable[Link]:
    for one in db.session.scalars(select(ServiceReferral).where(ServiceReferral.deleted_at.is_(None)).order_by(ServiceReferral.id.desc())):
        yield Link("referral", str(one.id), one.shown_name, url_for("referring.referral", family_id=family_id, service_referral_id=one.id))


def _questions(family_id: int) -> Iterable[Link]:
    for one in db.session.scalars(select(LegalQuestion).where(LegalQuestion.deleted_at.is_(None)).order_by(LegalQuestion.id.desc())):
        yield Link("question", str(one.id), one.question[:120], url_for("screening.question", family_id=family_id, legal_question_id=one.id))
