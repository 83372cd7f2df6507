"""Score event finding on the invented families, set by set: one whose papers may be read while rules are written, one that only measures.

    python -m benchmarks.paper_sets [development] [aside3] [family …] [--wrong]

Each set is a folder of families under `benchmarks/data/papers` (see `development/README.md`). The tables give totals per family and
set; --wrong lists every miss and every false answer of the development set. Of a set kept aside nothing but totals is ever printed.
"""
import argparse
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.extraction import PAPERS, Sheet, dates_agree, mark
from caseline.extraction import Extraction, KnownPerson, extract

SETS = ('development', 'aside3')
OPEN = frozenset({'development'})   # the only sets whose answers may be shown
QUESTIONS = ('typed events', 'dates of events', 'dates by role', 'kind', 'document date', 'references', 'people')


@dataclass(frozen=True, slots=True)
class SetPaper:
    """One paper of a set: its family, its pages (parted by form feeds in the file), and what a careful reader finds in it."""
    family: str
    pages: tuple[str, ...]
    marked: Mapping


@dataclass(slots=True)
class Score:
    """The tallies of one family or set: those of `benchmarks.extraction`, exact dates, who took part, and each type."""
    sheet: Sheet
    exact: int = 0
    given: int = 0
    wanted: int = 0
    people_right: int = 0
    people_given: int = 0
    people_wanted: int = 0
    verbatim: int = 0

    def f1(self, right: int, given: int, wanted: int) -> float:
        return 200 * right / max(1, given + wanted)


def main() -> None:
    """Print the tables of the sets asked for, and for the development set what was wrong."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument('names', nargs='*', help=f'sets ({", ".join(SETS)}) or families; all when none is named')
    options.add_argument('--wrong', action='store_true', help='list misses and false answers (development only)')
    asked = options.parse_args()
    print(f'{"set":12} {"family":18} {"papers":>6} {"events P":>8} {"R":>6} {"F1":>6} {"exact":>6} {"who":>6} '
          + ' '.join(f'{question:>15}' for question in QUESTIONS[1:]))
    for of in SETS:
        families = {name: members_and_papers for name, members_and_papers in _families(of)
                    if not asked.names or of in asked.names or name in asked.names}
        whole = Score(Sheet())
        for name, (people, papers) in families.items():
            score = Score(Sheet())
            for paper in papers:
                found = extract(paper.pages, people=people)
                for counted in (score, whole):
                    _add(counted, paper, found)
            print(_line(of, name, score))
        if len(families) > 1:
            print(_line(of, 'all', whole))
        if asked.wrong and families and of in OPEN:
            print('', *whole.sheet.wrong, sep='\n')


def _families(of: str) -> Iterator[tuple[str, tuple[tuple[KnownPerson, ...], tuple[SetPaper, ...]]]]:
    for folder in sorted(path.parent for path in (PAPERS / of).glob('*/family.json')):
        yield folder.name, (members(folder), papers(folder))


def members(folder: Path) -> tuple[KnownPerson, ...]:
    """The family as its case manager knows it; the number of a member is that of its key (P1 is 1)."""
    return tuple(KnownPerson(int(member['id'][1:]), member['canonical'], tuple(member['variants']), member['dob'], member['sex'].lower(),
                             'child' if member['dob'] > '2005' else 'parent')
                 for member in json.loads((folder / 'family.json').read_text('utf-8'))['persons'])


def papers(folder: Path) -> tuple[SetPaper, ...]:
    """The papers of a family in the order of their names."""
    return tuple(SetPaper(folder.name, tuple(path.read_text('utf-8').split('\f')), json.loads(path.with_suffix('.json').read_text('utf-8')))
                 for path in sorted(folder.glob('*.txt')))


def _add(score: Score, paper: SetPaper, found: Extraction) -> None:
    mark('\f'.join(paper.pages), paper.marked, found, score.sheet)
    told = paper.marked['events']
    want = Counter((event['type'], event['edtf']) for event in told)
    have = Counter((event.type, event.edtf) for event in found.events)
    score.exact, score.given, score.wanted = score.exact + (want & have).total(), score.given + have.total(), score.wanted + want.total()
    _add_people(score, told, found)
    score.verbatim += sum(paper.pages[event.page - 1][event.start:event.end] == event.quote for event in found.events)


def _add_people(score: Score, told: Sequence[Mapping], found: Extraction) -> None:
    """Compare who took part, among events that were found with their type and date."""
    left = list(found.events)
    for event in told:
        match = next((proposal for proposal in left if proposal.type == event['type'] and dates_agree(event['edtf'], proposal.edtf)), None)
        if match:
            left.remove(match)
            want, have = {int(who[1:]) for who in event['persons'] if who[0] == 'P'}, set(match.person_ids)
            score.people_right += len(want & have)
            score.people_given, score.people_wanted = score.people_given + len(have), score.people_wanted + len(want)


def _line(of: str, name: str, score: Score) -> str:
    figures = {question: score.sheet.tallies[question].figures() for question in QUESTIONS}
    events = figures['typed events']
    return (f'{of:12} {name:18} {score.sheet.papers:6} {100 * events["precision"]:8.1f} {100 * events["recall"]:6.1f} {100 * events["f1"]:6.1f} '
            f'{score.f1(score.exact, score.given, score.wanted):6.1f} {score.f1(score.people_right, score.people_given, score.people_wanted):6.1f} '
            + ' '.join(f'{100 * figures[question]["f1"]:15.1f}' for question in QUESTIONS[1:]))


if __name__ == '__main__':
    main()
