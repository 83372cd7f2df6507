"""The rows of a dossier with their sources, and the points on which sources differ."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from caseline import edtf
from caseline.chronology.case import Source
from caseline.chronology.chronology import Chronology
from caseline.chronology.conflicts import Conflict
from caseline.chronology.rows import Row as Event
from caseline.countries import Country

from .blacking import blackened
from .choices import Choices, Paper
from .statements import Cite, Claim, Dispute, Row, Standing
from .wording import Wording

_PAPERS = ("primary_document", "mentioned_in_other_document", "third_party_statement")
_ACCOUNTS = {"client_statement": "family", "third_party_statement": "third_party", "lawyer_statement": "lawyer", "earlier_chronology": "earlier",
             "case_manager_observation": "observed"}


@dataclass(frozen=True, slots=True)
class Citer:
    """Turns the chronology's sources into citations for this reader; withheld papers yield none."""

    words: Wording
    country: Country
    papers: Mapping[int, Paper]
    numbers: Mapping[int, int]
    withheld: frozenset[int]

    def allowed(self, source: Source) -> bool:
        """Whether this reader may know of the source."""
        return source.document_id not in self.withheld

    def known_dates(self, row: Event) -> set[str]:
        """The dates of a row, of every role, that an allowed source gives."""
        said = [claim for claims in row.claims.values() for claim in claims]
        known = {claim.edtf for claim in said if self.allowed(claim.source)}
        return known | {row.edtf} if all(self.allowed(claim.source) for claim in said) else known

    def cites(self, sources: Iterable[Source]) -> tuple[Cite, ...]:
        """The citations of the allowed sources, papers that are handed over first."""
        found = [cite for source in sources if self.allowed(source) and (cite := self._cite(source))]
        return tuple(sorted(dict.fromkeys(found), key=lambda cite: (cite.basis != "paper", cite.exhibit is None)))

    def retold(self, conflict: Conflict) -> str:
        """A conflict's sentence with exhibits in the place of file names."""
        sentence = conflict.sentence
        for source in sorted((claim.source for claim in conflict.claims), key=lambda source: -len(source.document)):
            if source.document:
                number = self.numbers.get(source.document_id)
                paper = self.papers.get(source.document_id)
                name = self.words.say("exhibit", n=number) if number else self._title(paper, source, paper.kind if paper else
                                                                                       source.document_kind)
                sentence = sentence.replace(source.document, name)
        return sentence

    def _cite(self, source: Source) -> Cite | None:
        paper = self.papers.get(source.document_id) if source.document_id is not None else None
        kind = paper.kind if paper else source.document_kind
        known = self.country.document_types.get(kind or "")
        if known is not None and known.category == "internal" or not (paper or source.document):
            return self._account(source)
        return Cite("paper", self.numbers.get(source.document_id), self._title(paper, source, kind), source.page,
                    self._quote(paper, source), paper.lang if paper else None)

    def _quote(self, paper: Paper | None, source: Source) -> str:
        """The quotation, black where the copy that goes out is; without a page, black for every page of it."""
        if paper is None or not paper.gone:
            return source.quote
        gone = paper.gone.get(source.page, ()) if source.page else [word for words in paper.gone.values() for word in words]
        return blackened(source.quote, gone)

    def _account(self, source: Source) -> Cite | None:
        """A statement without a paper that could be handed over; a placeholder that says neither what nor who is no source."""
        if not (source.said_by or source.quote or source.document or source.document_date or source.source_kind in _ACCOUNTS):
            return None
        basis = _ACCOUNTS.get(source.source_kind, "observed")
        paper = self.papers.get(source.document_id) if source.document_id is not None else None
        return Cite(basis, quote=source.quote, lang=paper.lang if paper else None, said_by=source.said_by or "",
                    date=source.document_date or (paper.date if paper else None))

    def _title(self, paper: Paper | None, source: Source, kind: str | None) -> str:
        named = (paper.title if paper else "") or source.document
        name = self.country.label(kind, self.words.lang) if kind and kind != "other" else named
        date = (paper.date if paper else None) or source.document_date
        return f"{name}, {self.words.date(date, short=True)}" if date else name


def chosen_rows(chronology: Chronology, options: Choices) -> tuple[list[Event], int]:
    """The rows this reader gets, and how many consent kept back (rows that were not chosen do not count)."""
    left_out = _of_other_procedures(chronology, options.procedures)
    chosen = [row for row in chronology.rows if row.id not in left_out and _is_chosen(row, options)]
    shown = [row for row in chosen if not _is_withheld(row, options)]
    return shown, len(chosen) - len(shown)


def withheld_rows(chronology: Chronology, options: Choices) -> set[int]:
    """The rows that consent keeps back, whether or not they were chosen: nothing may be worked out from them."""
    return {row.id for row in chronology.rows if _is_withheld(row, options)}


def _of_other_procedures(chronology: Chronology, wanted: tuple[str, ...] | None) -> set[int]:
    """Rows that belong only to procedures that were not chosen."""
    steps = {True: set(), False: set()}
    for one in chronology.procedures:
        steps[wanted is None or one.id in wanted] |= {step.row for step in one.steps}
    return steps[False] - steps[True]


def _is_chosen(row: Event, options: Choices) -> bool:
    if options.persons is not None and row.persons and not set(row.persons) & set(options.persons):
        return False
    if options.only_key and not (row.key or set(row.events) & options.key_events):
        return False
    try:
        return not (options.since and edtf.certainly_before(edtf.parse(row.edtf), edtf.parse(options.since))
                    or options.until and edtf.certainly_before(edtf.parse(options.until), edtf.parse(row.edtf)))
    except edtf.NotEdtf:
        return True


def _is_withheld(row: Event, options: Choices) -> bool:
    if {row.id, *row.events} & options.withheld_events:
        return True
    papers = [source.document_id for source in row.sources]
    return bool(papers) and all(paper in options.withheld_documents for paper in papers)


def disputes(chronology: Chronology, shown: Sequence[Event], citer: Citer, names: Mapping[int, str]) -> tuple[Dispute, ...]:
    """The contradictions this reader may see, numbered; one that loses a claim to consent loses its sentence too."""
    visible, found = {row.id: row for row in shown}, []
    for conflict in chronology.conflicts:
        if conflict.rows and not set(conflict.rows) & visible.keys():
            continue
        if conflict.person is not None and conflict.person not in names:
            continue
        claims = [claim for claim in conflict.claims if citer.allowed(claim.source)]
        if len(claims) < 2:
            continue
        whole = len(claims) == len(conflict.claims)
        found.append(Dispute(len(found) + 1, _subject(conflict, visible, citer, names), citer.retold(conflict) if whole else citer.words.say("sources_differ"),
                             _claims(conflict, claims, citer), tuple(row for row in conflict.rows if row in visible)))
    return tuple(found)


def _subject(conflict: Conflict, visible: Mapping[int, Event], citer: Citer, names: Mapping[int, str]) -> str:
    """What a point is about, in a few words."""
    words = citer.words
    if conflict.person is not None:
        return words.say("about_person", name=names[conflict.person])
    row = next((visible[row] for row in conflict.rows if row in visible), None)
    if row is None:
        return words.say("sources_differ")
    return words.say("about_event", label=citer.country.label(row.type, words.lang), date=words.date(row.edtf, within=row.within))


def _claims(conflict: Conflict, claims: Sequence, citer: Citer) -> tuple[Claim, ...]:
    """One claim a value, with every source that gives it."""
    by_value: dict[str, list] = {}
    for claim in claims:
        by_value.setdefault(claim.value, []).append(claim)
    return tuple(Claim(value, citer.cites(one.source for one in said), any(one.working for one in said),
                       note=next((note_words(citer.words, one.note) for one in said if one.note), ""))
                 for value, said in by_value.items())


def note_words(words: Wording, note: str | None) -> str:
    """What a claim's note says in the dossier's language."""
    return words.known(f"note_{note}") if note else ""


def rows(shown: Sequence[Event], points: Sequence[Dispute], citer: Citer, names: Mapping[int, str], country: Country,
         options: Choices) -> tuple[Row, ...]:
    """The printed rows, numbered from 1 in the order of the timeline."""
    disputed: dict[int, list[int]] = {}
    for point in points:
        for event in point.rows:
            disputed.setdefault(event, []).append(point.number)
    return tuple(_row(row, number, tuple(disputed.get(row.id, ())), citer, names, country, options)
                 for number, row in enumerate(shown, 1))


def _row(row: Event, number: int, points: tuple[int, ...], citer: Citer, names: Mapping[int, str], country: Country,
         options: Choices) -> Row:
    cites = citer.cites(row.sources)
    known = country.event_types.get(row.type)
    printed = {one: names[one] for one in row.persons if one in names}
    return Row(
        event=row.id, number=number, type=row.type, group=known.group if known else "other", label=country.label(row.type, citer.words.lang),
        edtf=_date(row, citer), within=row.within, sentence=row.sentence, persons=(*printed.values(), *row.named),
        person_ids=tuple(printed), standing=_standing(row, cites, points), cites=cites, dates=_dates(row, citer),
        references=tuple(f"{citer.words.known(f'system_{system}')} {value}".strip() for system, value in row.references),
        whole_family=len(printed) == len(names) > 1,
        period=row.period if _date(row, citer) == row.edtf else None, disputes=points,
        translation=options.translations.get(row.id, ""), outcome=citer.words.known(f"outcome_{row.outcome}"),
        key=row.key or bool(set(row.events) & options.key_events))


def _date(row: Event, citer: Citer) -> str:
    """The working date; where consent takes the paper that gives it, the best date among the others."""
    said = row.claims.get("main", ())
    kept = [claim for claim in said if citer.allowed(claim.source)]
    return kept[0].edtf if kept and len(kept) < len(said) and row.edtf not in {claim.edtf for claim in kept} else row.edtf


def _dates(row: Event, citer: Citer) -> tuple[tuple[str, str], ...]:
    known = citer.known_dates(row)
    return tuple((role, value) for role, value in row.dates.items() if role != "document_date" and value in known)


def _standing(row: Event, cites: Sequence[Cite], points: Sequence[int]) -> Standing:
    if row.status != "accepted":
        return "proposed"
    if not cites:
        return "undocumented"
    if points:
        return "disputed"
    firm = any(source.source_kind in _PAPERS for source in row.sources) and any(cite.basis == "paper" for cite in cites)
    return "confirmed" if firm or any(cite.basis == "observed" for cite in cites) else "declared"
