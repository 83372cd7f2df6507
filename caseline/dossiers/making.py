"""A family's dossier from what is stored: gather, assemble, write."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from sqlalchemy import select

from caseline.agreements.consent import consent_for
from caseline.assessments.models import Assessment
from caseline.assessments.voice import latest_by_person, voice_of
from caseline.contacts.models import Mandate
from caseline.db import db
from caseline.documents.models import Document
from caseline.dossiers import redacting, translating
from caseline.dossiers.blacking import blackened
from caseline.dossiers.choices import Choices, Paper, Profile
from caseline.dossiers.contents import assemble
from caseline.dossiers.dossier import ChildFacts, Dossier, Kind
from caseline.dossiers.layouts import word_file
from caseline.dossiers.proceedings import Question
from caseline.dossiers.wording import Wording, load
from caseline.extraction.family_match import person_of
from caseline.extraction.model import KnownPerson
from caseline.families.models import Family, Person
from caseline.legal.models import LegalQuestion
from caseline.timeline.models import Event
from caseline.timeline.reasoning import reason
from caseline.timeline.understanding import known_people

RESTRICTED = ("restricted", "off_record")


def assemble_for(family: Family, *, kind: Kind, lang: str, options: Choices, known: Mapping[int, int] | None = None) -> Dossier:
    """The dossier of `kind` in `lang`, without anything marked sensitive unless `options` name it. Inside the family's scope.

    Only what a person accepted goes in: proposals never leave the house.
    """
    built = reason(family, lang=lang, today=options.prepared_on)
    built = replace(built, rows=tuple(row for row in built.rows if row.status == "accepted"))
    papers, (sentences, questions) = papers_of(originals=options.originals), translating.translations(lang)
    options = replace(
        options,
        key_events=options.key_events | frozenset(db.session.scalars(select(Event.id).where(Event.is_key))),
        withheld_events=options.withheld_events | _sensitive(Event, frozenset()),
        withheld_documents=options.withheld_documents | _sensitive(Document, frozenset(options.documents or ())),
        translations={**translations(), **sentences, **options.translations},
        questions=options.questions or (_questions_to_lawyers() if kind == "lawyer" else ()),
        question_translations={**questions, **options.question_translations},
        mandate_contacts={**lawyers_addresses(), **options.mandate_contacts},
    )
    return assemble(built, persons=profiles(family, children_in=load(lang) if kind == "commissioner" else None), documents=papers, kind=kind, lang=lang, options=options, exhibits_known=known)


def _questions_to_lawyers() -> tuple[Question, ...]:
    """Open questions that do not stand on a row of the timeline: those that do come with their row, unless it is withheld."""
    found = select(LegalQuestion.question).where(LegalQuestion.answer == "", LegalQuestion.deleted_at.is_(None), LegalQuestion.event_id.is_(None)).order_by(LegalQuestion.id)
    return tuple(Question(text) for text in db.session.scalars(found))


def make(family: Family, *, kind: Kind, lang: str, options: Choices | None = None, letterhead: bytes | None = None) -> bytes:
    """The Word file of a dossier as of today (a draft, unless `options` say otherwise)."""
    return word_file(assemble_for(family, kind=kind, lang=lang, options=options or Choices(prepared_on=date.today())), letterhead=letterhead)


def profiles(family: Family, *, children_in: Wording | None = None) -> list[Profile]:
    """The people as recorded; with `children_in` (the dossier's words), the children also with what assessments know of them."""
    looked_at = latest_by_person() if children_in else {}
    return [
        Profile(
            id=p.id, name=p.name, relation=p.relation, sex=p.sex or None, birthplace=p.birthplace, nationality=p.nationality,
            variants=tuple(name.text for name in p.names), numbers=tuple((number.system, number.value) for number in p.numbers),
            facts=child_facts(p, looked_at.get(p.id), children_in) if children_in and p.is_child else ChildFacts(),
        )
        for p in family.persons
    ]


def child_facts(child: Person, looked_at: Assessment | None, words: Wording) -> ChildFacts:
    """A child's own words with how they were heard, ties and strengths from the latest assessment, and the agreement to share."""
    voice, agreed = voice_of(child.id), consent_for(child.id, "commissioner", date.today())
    how = words.say("voice_heard", date=words.date(voice.on), how=words.known(f"heard_{voice.heard}")) if voice else ""
    if voice and voice.interpreter:
        how += words.say("heard_interpreter", name=voice.interpreter)
    return ChildFacts(
        voice=voice.words if voice else "", voice_how=how, voice_lang=voice.language or None if voice else None,
        friends=looked_at.ties if looked_at else "", protective="; ".join(looked_at.strengths) if looked_at else "", basis=f"{words.say('observed')}, {words.date(looked_at.on)}" if looked_at and looked_at.on else "", agreed=True if agreed else None,
    )


def papers_of(*, originals: frozenset[int] = frozenset()) -> list[Paper]:
    """Every paper of the family in scope that may be handed over at all; as its redacted copy where there is one, unless it
    is in `originals`."""
    found = db.session.scalars(
        select(Document).where(Document.deleted_at.is_(None), Document.sensitivity != "off_record", Document.redacted_from.is_(None)).order_by(Document.id))
    redacted, people = redacting.copies(), known_people()
    papers = [(d, _paper(d, people)) for d in found]
    return [_as_copy(d, paper, redacted[d.id]) if d.id in redacted and d.id not in originals else paper for d, paper in papers]


def _paper(d: Document, people: list[KnownPerson]) -> Paper:
    """A paper under the name the case manager gave it: the name of a file says nothing to a reader whose paper has a kind."""
    named = [person_of(one["name"], one.get("born"), people) for one in d.persons if one.get("role", "family") == "family"]
    return Paper(id=d.id, kind=d.kind or None, title=(d.title if d.title != d.name else "") or ("" if d.kind not in ("", "other") else d.name), date=d.dated or None, issuer=d.issuer, pages=d.page_count or None,
                 persons=tuple(dict.fromkeys(one.id for one in named if one)), translation_of=d.translation_of, lang=d.languages[0] if d.languages else None)


def _as_copy(d: Document, paper: Paper, copy: redacting.Copy) -> Paper:
    """The copy of a paper; under its kind alone where that is known, for the name of a file may tell what is blacked out."""
    title = "" if d.kind not in ("", "other") else blackened(d.shown_name, copy.all_gone)
    return replace(paper, id=copy.document.id, stands_for=d.id, gone=copy.gone, title=title, issuer=blackened(d.issuer, copy.all_gone))


def events_to_keep_back() -> list[tuple[int, str, str]]:
    """(number, date, sentence) of every event that could go out, to keep single ones back from a reader."""
    columns = select(Event.id, Event.edtf, Event.sentence).where(Event.deleted_at.is_(None), Event.sensitivity == "normal").order_by(Event.earliest, Event.id)
    return [tuple(row) for row in db.session.execute(columns)]


def procedures_of(family: Family, lang: str) -> list[tuple[str, str]]:
    """(key, title) of the family's procedures, to choose from."""
    return [(one.id, one.title) for one in reason(family, lang=lang).procedures]


def translations() -> dict[int, str]:
    return dict(db.session.execute(select(Event.id, Event.translation).where(Event.translation != "")).all())


def lawyers_addresses() -> dict[str, str]:
    """How to reach each lawyer who holds or held the file, by name."""
    mandates = db.session.scalars(select(Mandate))
    return {m.actor.name: ", ".join(filter(None, [m.actor.organisation, m.actor.address, m.actor.email, m.actor.phone])) for m in mandates}


def _sensitive(model, chosen: frozenset[int]) -> frozenset[int]:
    return frozenset(db.session.scalars(select(model.id).where(model.sensitivity.in_(RESTRICTED)))) - chosen
