"""The annotated families on disk: their papers, members and what a good chronology of them contains."""
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from caseline.chronology import BirthClaim, Case, DocumentInfo, Event, Person, Source
from caseline.extraction import Extraction, KnownPerson, extract

HOME = Path(__file__).parent / 'data' / 'papers'
FAMILIES = {'tadesse-girma': HOME / 'gold', **{name: HOME / 'independent' / name for name in ('barry-diallo', 'petrosyan-sargsyan')}}
_ISO = re.compile(r'\d{4}(?:-\d{2}(?:-\d{2})?)?')


@dataclass(frozen=True, slots=True)
class AnnotatedPaper:
    """One paper: its text and its annotation (the JSON beside it)."""
    number: int
    name: str
    text: str
    marked: Mapping


@dataclass(frozen=True, slots=True)
class AnnotatedFamily:
    """One family: papers in the order of their numbers, and the three files of what is expected."""
    name: str
    papers: tuple[AnnotatedPaper, ...]
    members: tuple[Mapping, ...]
    rows: tuple[Mapping, ...]
    expected: Mapping

    @property
    def contradictions(self) -> list[Mapping]:
        return self.expected['contradictions']

    @property
    def gaps(self) -> list[tuple[str, str]]:
        """Planted gaps as (first silent month, month of the next event)."""
        if 'gap' in self.expected:
            start, end = self.expected['gap']['edtf'].split('/')
            return [(start, end)]
        return [(gap['start'], gap['end']) for gap in self.expected['gaps']]

    @property
    def terms(self) -> set[tuple[str, str]]:
        """The appeal terms a chronology must give, as (rule, last day)."""
        stated = self.expected.get('appeal_terms') or [
            term for paper in self.papers for term in paper.marked['deadlines'] if is_appeal(term['rule'])]
        return {(term['rule'], term['expected']) for term in stated}

    @property
    def today(self) -> date:
        """A month after the last paper: terms and ageing are judged from there."""
        return max(date.fromisoformat(paper.marked['document_date']['edtf']) for paper in self.papers) + timedelta(days=30)


def family(name: str) -> AnnotatedFamily:
    """Read an annotated family; its files are described in data/papers/independent/README.md."""
    folder = FAMILIES[name]

    def read(stem: str) -> Mapping:
        return json.loads((folder / f'{stem}.json').read_text('utf-8'))

    papers = tuple(AnnotatedPaper(number, path.stem, path.read_text('utf-8'), read(path.stem))
                   for number, path in enumerate(sorted(folder.glob('*.txt')), 1))
    rows = tuple(row for row in read('timeline_expected')['rows'] if row['type'] != 'GAP')
    return AnnotatedFamily(name, papers, tuple(read('family')['persons']), rows, read('contradictions'))


def case_as_annotated(of: AnnotatedFamily) -> Case:
    """The case as a flawless reader would propose it: measures the chronology alone."""
    ids = {member['id']: number for number, member in enumerate(of.members, 1)}
    events = [_annotated_event(paper, told, ids) for paper in of.papers for told in paper.marked['events']]
    births = [(ids[said['id']], said['dob_edtf'], _source(paper, said['quote']))
              for paper in of.papers for said in paper.marked['persons'] if said['id'] in ids and said['dob_edtf']]
    kinds = {paper.number: (paper.marked['document_type'], paper.marked['document_date']['edtf']) for paper in of.papers}
    return _case(of, events, births, kinds)


def case_as_extracted(of: AnnotatedFamily, read: Mapping[str, Extraction]) -> Case:
    """The case as Caseline proposes it, every proposal counted: measures the whole chain after reading."""
    events, births, kinds = [], [], {}
    for paper in of.papers:
        found = read[paper.name]
        written = found.document_date.edtf if found.document_date else None
        kinds[paper.number] = (found.kind, written)
        for proposal in found.events:
            source = Source(paper.number, paper.name, found.kind, written, proposal.page, proposal.quote, proposal.edtf, proposal.dates,
                            proposal.source_kind, confidence=proposal.confidence)
            events.append(dict(type=proposal.type, edtf=proposal.edtf, within=proposal.within, dates=proposal.dates, persons=proposal.person_ids,
                               sentence=proposal.sentence, sources=(source,), references=proposal.references))
        births += [(named.person_id, named.born, Source(paper.number, paper.name, found.kind, written, named.page, named.quote))
                   for named in found.persons if named.person_id and named.born]
    return _case(of, events, births, kinds)


def extractions(of: AnnotatedFamily, pages: Callable[[AnnotatedPaper], Sequence[str]] = lambda paper: [paper.text]) -> dict[str, Extraction]:
    """Every paper of the family understood, with the family's members known; `pages` gives the text of a paper's pages."""
    people = tuple(KnownPerson(number, member['canonical'], tuple(member['variants']), member['dob'], member['sex'].lower(),
                               'child' if member['dob'] > '2005' else 'parent') for number, member in enumerate(of.members, 1))
    return {paper.name: extract(pages(paper), people=people) for paper in of.papers}


def is_appeal(rule: str) -> bool:
    """Whether a term is one to appeal in (and not one to leave, to renew, to be fresh)."""
    return rule.startswith(('call_full', 'call_annul', 'call_udn', 'council_of_state', 'statelessness_appeal'))


def iso_dates(text: str) -> Iterator[str]:
    """The ISO dates in a remark such as “1983-04-18 (alias 1983-01-01)”."""
    return (match[0] for match in _ISO.finditer(text))


def _annotated_event(paper: AnnotatedPaper, told: Mapping, ids: Mapping[str, int]) -> dict:
    dates = {role: text for role, text in told['second_dates'].items() if role != 'stage'}
    source = _source(paper, told['quote'], told['edtf'], dates, told['source_kind'])
    return dict(type=told['type'], edtf=told['edtf'], within=told['temporal_kind'] == 'within', dates=dates,
                persons=tuple(ids[who] for who in told['persons'] if who in ids), sentence=told['quote'], sources=(source,))


def _source(paper: AnnotatedPaper, quote: str, edtf: str | None = None, dates: Mapping[str, str] | None = None,
            kind: str = 'mentioned_in_other_document') -> Source:
    return Source(paper.number, paper.name, paper.marked['document_type'], paper.marked['document_date']['edtf'], 1, quote, edtf, dates or {}, kind)


def _case(of: AnnotatedFamily, events: list[dict], births: list[tuple[int, str, Source]], kinds: Mapping[int, tuple]) -> Case:
    people = tuple(Person(number, member['canonical'], 'child' if member['dob'] > '2005' else 'parent', member['sex'].lower(),
                          birth_claims=tuple(BirthClaim(edtf, source) for who, edtf, source in births if who == number))
                   for number, member in enumerate(of.members, 1))
    return Case(reference=of.name, persons=people,
                events=tuple(Event(id=number, status='proposed', **event) for number, event in enumerate(events, 1)),
                documents=tuple(DocumentInfo(paper.number, paper.name, *kinds[paper.number]) for paper in of.papers))
