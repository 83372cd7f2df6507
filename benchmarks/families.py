"""Score whole families: merged rows, planted contradictions, gaps, appeal terms, and every miss by name.

`python -m benchmarks.families [--files] [family …]` runs the three annotated families with their events as annotated (the
chronology alone), as extraction proposes them from the texts, and with --files also from scans, photographs, faxes and office
files made of the texts (the whole chain). Below the tables stands every miss.
"""
import argparse
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from benchmarks.family_files import pages_read
from benchmarks.family_papers import (FAMILIES, AnnotatedFamily, case_as_annotated, case_as_extracted, extractions, family, is_appeal,
                                      iso_dates)
from caseline.chronology import Case, Chronology, build
from caseline.edtf import NotEdtf, overlaps, parse
from caseline.extraction import Extraction

SLACK = 2   # months by which the end of a planted gap may differ


@dataclass(slots=True)
class Score:
    """Counts of one family in one mode, and what was missed or wrongly raised, as lines to read."""
    rows_right: int = 0
    rows_near: int = 0
    rows_expected: int = 0
    rows_given: int = 0
    contradictions: int = 0
    contradictions_expected: int = 0
    false_contradictions: int = 0
    gaps: int = 0
    gaps_expected: int = 0
    terms: int = 0
    terms_expected: int = 0
    other_terms: int = 0
    remarks: list[str] = field(default_factory=list)

    def f1(self, near: bool) -> float:
        right = self.rows_right + (self.rows_near if near else 0)
        return 200 * right / max(1, self.rows_expected + self.rows_given)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument('families', nargs='*', help=', '.join(FAMILIES))
    options.add_argument('--files', action='store_true')
    asked = options.parse_args()
    table, facts, remarks = [], [], []
    for name in asked.families or FAMILIES:
        of = family(name)
        read = {'texts': extractions(of)} | ({'files': extractions(of, pages_read)} if asked.files else {})
        cases = {'annotated': case_as_annotated(of)} | {mode: case_as_extracted(of, found) for mode, found in read.items()}
        for mode, case in cases.items():
            score = scored(of, case)
            table.append(line_of(name, mode, score))
            remarks += [f'{name} {mode}: {remark}' for remark in score.remarks]
        for mode, found in read.items():
            facts.append(f'{name:20} {mode:10} {facts_of(of, found)}')
            remarks += [f'{name} {mode}: {remark}' for remark in misread(of, found)]
    print(f'{"family":20} {"events":10} {"rows F1":>8} {"overlap":>8} {"found":>6} {"false":>6} {"gaps":>6} {"terms":>6} {"other":>6}', *table, sep='\n')
    print('', f'{"family":20} {"papers":10} {"kind":>6} {"date":>6} {"numbers":>8} {"type+date P":>12} {"R":>6} {"F1":>6} {"other dates":>12}', *facts, sep='\n')
    print('', *remarks, sep='\n')


def line_of(name: str, mode: str, score: Score) -> str:
    return (f'{name:20} {mode:10} {score.f1(False):8.1f} {score.f1(True):8.1f} {score.contradictions:3}/{score.contradictions_expected:<2} '
            f'{score.false_contradictions:6} {score.gaps:3}/{score.gaps_expected:<2} {score.terms:3}/{score.terms_expected:<2} {score.other_terms:6}')


def facts_of(of: AnnotatedFamily, read: Mapping[str, Extraction]) -> str:
    """Shares of papers whose kind and date are right, of numbers read; typed and dated events; other dates of events by role."""
    kinds = dates = right = given = wanted = 0
    numbers, roles = Counter(), Counter()
    for paper in of.papers:
        found, marked = read[paper.name], paper.marked
        kinds += found.kind == marked['document_type']
        dates += (found.document_date.edtf if found.document_date else None) == marked['document_date']['edtf']
        want = Counter((told['type'], told['edtf']) for told in marked['events'])
        have = Counter((proposal.type, proposal.edtf) for proposal in found.events)
        right, given, wanted = right + (want & have).total(), given + have.total(), wanted + want.total()
        read_numbers = {(reference.system, reference.value) for reference in found.references}
        numbers.update((number['system'], number['value']) in read_numbers for number in marked['file_numbers'])
        spoken = {(proposal.type, role, edtf) for proposal in found.events for role, edtf in proposal.dates.items()}
        roles.update((told['type'], role, edtf) in spoken for told in marked['events'] for role, edtf in told['second_dates'].items()
                     if role not in ('document_date', 'stage'))
    precision, recall = right / max(1, given), right / wanted
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return (f'{kinds:3}/{len(of.papers):<2} {dates:3}/{len(of.papers):<2} {numbers[True]:4}/{numbers.total():<3} {precision:12.2f} {recall:6.2f} {f1:6.2f} '
            f'{roles[True]:8}/{roles.total():<3}')


def scored(of: AnnotatedFamily, case: Case) -> Score:
    """Build the chronology of a case and compare it with what the family's files expect."""
    chronology = build(case, today=of.today)
    score = Score()
    _score_rows(of, chronology, score)
    _score_contradictions(of, chronology, score)
    _score_gaps(of, chronology, score)
    _score_terms(of, chronology, score)
    return score


def misread(of: AnnotatedFamily, read: Mapping[str, Extraction]) -> Iterable[str]:
    """Say which mentions of each paper were not proposed and which proposals no annotation asks for, and facts misread."""
    for paper in of.papers:
        found, marked = read[paper.name], paper.marked
        written = found.document_date.edtf if found.document_date else None
        if found.kind != marked['document_type'] or written != marked['document_date']['edtf']:
            yield f'{paper.name}: kind {found.kind} (is {marked["document_type"]}), date {written} (is {marked["document_date"]["edtf"]})'
        wanted = Counter((told['type'], told['edtf']) for told in marked['events'])
        given = Counter((proposal.type, proposal.edtf) for proposal in found.events)
        for missed in (wanted - given).elements():
            yield f'{paper.name}: missed {" ".join(missed)}'
        for extra in (given - wanted).elements():
            yield f'{paper.name}: extra {" ".join(extra)}'
        numbers = {(number['system'], number['value']) for number in marked['file_numbers']}
        lacking = numbers - {(reference.system, reference.value) for reference in found.references}
        if lacking:
            yield f'{paper.name}: numbers not read {sorted(lacking)}'


def _score_rows(of: AnnotatedFamily, chronology: Chronology, score: Score) -> None:
    expected = [(_type(row['type']), row['edtf']) for row in of.rows]
    given = [(row.type, row.edtf, row.period) for row in chronology.rows]
    score.rows_expected, score.rows_given = len(expected), len(given)
    for same in (_exactly, _about):
        for want in list(expected):
            match = next((row for row in given if row[0] == want[0] and same(row, want[1])), None)
            if match:
                given.remove(match)
                expected.remove(want)
                if same is _exactly:
                    score.rows_right += 1
                else:
                    score.rows_near += 1
                    score.remarks.append(f'row near: {want[0]} {want[1]}, given {match[1]}')
    score.remarks += [f'row missing: {" ".join(want)}' for want in expected] + [f'row not expected: {row[0]} {row[1]}' for row in given]


def _exactly(row: tuple[str, str, str | None], edtf: str) -> bool:
    return edtf in (row[1], row[2]) or edtf.split('/')[0].rstrip('~?') == row[1].split('/')[0].rstrip('~?') != '..'


def _about(row: tuple[str, str, str | None], edtf: str) -> bool:
    try:
        return overlaps(parse(row[1]), parse(edtf))
    except NotEdtf:
        return False


def _score_contradictions(of: AnnotatedFamily, chronology: Chronology, score: Score) -> None:
    score.contradictions_expected = len(of.contradictions)
    missing = list(of.contradictions)
    for conflict in chronology.conflicts:
        said = [(claim.source.document, claim.value) for claim in conflict.claims]
        planted = [wanted for wanted in of.contradictions if _tells(said, wanted['claims'])]
        if not planted:
            score.false_contradictions += 1
            score.remarks.append(f'false contradiction: {conflict.kind} {conflict.subject}: {said}')
        missing = [wanted for wanted in missing if wanted not in planted]
    score.contradictions = len(of.contradictions) - len(missing)
    score.remarks += [f'contradiction not found: {wanted["id"]} {wanted["subject"]}' for wanted in missing]


def _tells(said: Sequence[tuple[str, str]], claims: Sequence[Mapping]) -> bool:
    """Whether a conflict names two of the planted claims that differ, each with the paper that makes it."""
    met = {value for claim in claims for value in iso_dates(claim['value'])
           for document, given in said if document == claim['doc'] and (given.startswith(value) or value.startswith(given.split('/')[0].rstrip('~?')))}
    return any(not (a.startswith(b) or b.startswith(a)) for a in met for b in met)


def _score_gaps(of: AnnotatedFamily, chronology: Chronology, score: Score) -> None:
    score.gaps_expected = len(of.gaps)
    for start, end in of.gaps:
        if any(_months(gap.start, start) <= SLACK and _months(gap.end, end) <= SLACK for gap in chronology.gaps):
            score.gaps += 1
        else:
            score.remarks.append(f'gap not found: {start}/{end}; given {[gap.edtf for gap in chronology.gaps]}')


def _months(one: str, other: str) -> int:
    def count(edtf: str) -> int:
        text = next(iso_dates(edtf), '0001')
        return int(text[:4]) * 12 + int(text[5:7] or 6)
    return abs(count(one) - count(other))


def _score_terms(of: AnnotatedFamily, chronology: Chronology, score: Score) -> None:
    given = {(term.rule, term.due.isoformat()) for term in chronology.terms if term.due and is_appeal(term.rule)}
    score.terms_expected, score.terms, score.other_terms = len(of.terms), len(of.terms & given), len(given - of.terms)
    score.remarks += [f'term missing: {rule} {due}' for rule, due in sorted(of.terms - given)]
    score.remarks += [f'term not expected: {rule} {due}' for rule, due in sorted(given - of.terms)]


def _type(written: str) -> str:
    """The type of an expected row; the reference family writes two of them with a remark."""
    return 'identity_document_issued' if written.startswith('identity document') else written.split(' ')[0]


if __name__ == '__main__':
    main()
