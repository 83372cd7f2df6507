"""Chronology, people, papers and choices in; one reader's `Dossier` out. Pure: nothing is looked up, nothing is stored.

What consent keeps back is taken out here, once and for every part of the dossier: an event that is withheld appears in
no table, and a fact that rests only on withheld papers goes with them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from caseline import countries
from caseline.chronology.chronology import Chronology
from caseline.chronology.procedures import Procedure
from caseline.countries import Country

from .choices import Choices, Paper, Profile
from .contents_evidence import checklist, checklist_home, presence
from .contents_people import members, short_names
from .contents_rows import Citer, chosen_rows, disputes, rows, withheld_rows
from .dossier import Cover, Dossier, Exhibit, Kind
from .proceedings import Band, Mandate, Question, Rejected, Step, Term, Thread
from .statements import Cite, Silence
from .exhibits import in_checklist_order, numbered
from .naming import issuer
from .pseudonyms import pseudonymised
from .wording import Wording, load

_CHECKLISTS = {"lawyer": "9bis", "request": "9bis", "commissioner": "child_rights"}
_PAST_TERM_DAYS = 3 * 365


def assemble(chronology: Chronology, *, persons: Sequence[Profile], documents: Sequence[Paper], kind: Kind, lang: str,
             options: Choices, exhibits_known: Mapping[int, int] | None = None) -> Dossier:
    """The dossier of `kind` in `lang` (fr, nl, en, de) as `options` ask for it.

    `chronology` should have been built in the same language; `exhibits_known` are the exhibit numbers this reader
    already received, by document id. Raises LookupError for a language without wording.
    """
    words, country = load(lang), countries.load(chronology.country)
    people = [one for one in persons if options.persons is None or one.id in options.persons]
    handed = [one for one in documents if one.source not in options.withheld_documents]
    shown, held_back = chosen_rows(chronology, options)
    numbers = _exhibit_numbers(chronology, shown, handed, kind, options, country, exhibits_known or {})
    citer = Citer(words, country, {one.source: one for one in handed}, numbers, options.withheld_documents)
    names = short_names(people)
    points = disputes(chronology, shown, citer, names)
    around = _Around(chronology, names, {row.id: citer.known_dates(row) for row in shown}, options, citer)
    printed = rows(shown, points, citer, names, country, options)
    evidence = options.evidence if options.evidence is not None else checklist(
        _CHECKLISTS.get(kind), handed, numbers, names, country, words, chronology)
    dossier = Dossier(
        kind=kind, lang=lang, country=chronology.country, cover=_cover(chronology, options), members=members(chronology, people, citer, withheld_rows(chronology, options)),
        rows=printed, disputes=points, silences=around.silences(), threads=around.threads(), terms=around.terms(),
        bands=around.bands(), mandates=around.mandates(), questions=around.questions(), evidence=evidence,
        exhibits=_exhibits(handed, numbers, exhibits_known or {}, names, country, words),
        presence=presence(chronology, printed, names), summary=options.summary, summary_lang=options.summary_lang, summary_translation=options.summary_translation,
        request=options.request, request_lang=options.request_lang, request_translation=options.request_translation, remarks=dict(options.remarks),
        withheld=held_back + len(options.withheld_documents))
    return pseudonymised(dossier, people) if options.pseudonymised else dossier


def _cover(chronology: Chronology, options: Choices) -> Cover:
    return Cover(chronology.reference, options.organisation, options.prepared_on, options.version, options.draft,
                 options.prepared_by, options.recipient, options.contact, options.valid_until)


def _exhibit_numbers(chronology: Chronology, shown: Sequence, handed: Sequence[Paper], kind: Kind, options: Choices,
                     country: Country, known: Mapping[int, int]) -> dict[int, int]:
    """Numbers for the papers that are handed over: those chosen, else those cited (and in a request all the others); a redacted
    copy's number is also that of the paper it stands for."""
    if kind in ("card", "family"):
        return {}
    cited = {source.document_id for row in shown for source in row.sources} | {
        claim.source.document_id for row in shown for said in row.claims.values() for claim in said} | {
        claim.source.document_id for person in chronology.people for claim in person.birth_claims
        if options.persons is None or person.id in options.persons}
    wanted = [one for one in handed if not is_internal(one, country) and (
        one.source in options.documents if options.documents is not None else kind == "request" or one.source in cited or one.translation_of in cited)]
    numbers = numbered([one.id for one in in_checklist_order(wanted, checklist_home(country))], known)
    return {**numbers, **{one.source: numbers[one.id] for one in wanted}}


def is_internal(paper: Paper, country: Country) -> bool:
    """Whether a paper is the organisation's own note, which is a basis of knowledge but never an exhibit."""
    known = country.document_types.get(paper.kind or "")
    return known is not None and known.category == "internal"


def _exhibits(handed: Sequence[Paper], numbers: Mapping[int, int], known: Mapping[int, int], names: Mapping[int, str],
              country: Country, words: Wording) -> tuple[Exhibit, ...]:
    found = [
        Exhibit(numbers[one.id], one.title, country.label(one.kind, words.lang) if one.kind else "", one.date, issuer(country, one.issuer, words.lang),
                one.pages, tuple(names[person] for person in one.persons if person in names), one.original, one.lang,
                numbers.get(one.translation_of), bool(known) and one.id not in known, one.id, one.stands_for is not None)
        for one in handed if one.id in numbers]
    return tuple(sorted(found, key=lambda one: one.number))


@dataclass(frozen=True, slots=True)
class _Around:
    """What stands around the rows: procedures, terms, stay, silences, lawyers, questions.

    `shown` are the rows this reader gets, with the dates of each that may be known; a step or term that rests on
    another date is left out.
    """

    chronology: Chronology
    names: Mapping[int, str]
    shown: Mapping[int, set[str]]
    options: Choices
    citer: Citer

    def _printed(self, persons: Sequence[int]) -> tuple[str, ...]:
        return tuple(self.names[person] for person in persons if person in self.names)

    def threads(self) -> tuple[Thread, ...]:
        wanted = self.options.procedures
        found = [(one, tuple(Step(step.part, step.edtf, step.row) for step in one.steps if step.edtf in self.shown.get(step.row, ())))
                 for one in self.chronology.procedures if wanted is None or one.id in wanted]
        return tuple(Thread(one.kind, one.title, self._printed(one.persons), steps, one.outcome or "", one.open, one.lawyer or "",
                            self._waited(one), (), self._rejected(one)) for one, steps in found if steps)

    def _rejected(self, one: Procedure) -> tuple[Rejected, ...]:
        label = self.citer.country.label
        return tuple(Rejected(said.text, said.row, said.edtf, label(said.type, self.citer.words.lang), self.citer.cites((said.source,)) if said.source.document_id else ())
                     for said in one.arguments if said.edtf in self.shown.get(said.row, ()))

    def _waited(self, one: Procedure) -> int | None:
        begin, end = one.opened, one.closed
        last = self.chronology.today.toordinal() if end is None else end.end
        return None if begin.open or end is not None and end.open else max(last - begin.start, 0)

    def terms(self) -> tuple[Term, ...]:
        today = self.chronology.today
        known = [one for one in self.chronology.terms if one.kind == "statutory" and one.event in self.shown
                 and (one.start is None or one.start in self.shown[one.event])]
        recent = [one for one in known
                  if one.due is None or one.group == "appeal" or (today - one.due).days < _PAST_TERM_DAYS]
        return tuple(Term(one.label, one.due.isoformat() if one.due else None, one.basis, one.status, one.event, one.start,
                          (one.due - today).days if one.due else None, one.question or "",
                          tuple((start, due.isoformat()) for start, due in one.others if start in self.shown[one.event]))
                     for one in recent)

    def bands(self) -> tuple[Band, ...]:
        return tuple(Band(self.names[one.person], one.kind, one.start, one.end, tuple(row for row in one.rows if row in self.shown))
                     for one in self.chronology.bands if one.person in self.names)

    def silences(self) -> tuple[Silence, ...]:
        titles = {one.id: one.title for one in self.chronology.procedures}
        return tuple(Silence(one.start, one.end, round(one.months), titles.get(one.pending, "")) for one in self.chronology.gaps)

    def mandates(self) -> tuple[Mandate, ...]:
        rows = {row.id: row for row in self.chronology.rows if row.id in self.shown}
        return tuple(Mandate(one.lawyer, one.start, one.end or one.until, self._printed(one.persons), self.options.mandate_contacts.get(one.lawyer, ""),
                             (self.citer.cites(rows[one.row].sources) if one.row in rows else ()) or (Cite("observed"),))
                     for one in self.chronology.tenures)

    def questions(self) -> tuple[Question, ...]:
        asked = [Question(row.advice_question, row.id, self.options.question_translations.get(row.id, "")) for row in self.chronology.rows
                 if row.id in self.shown and row.advice_question and not row.advice_answered]
        return (*self.options.questions, *asked)
