"""Score event finding on the invented families, set by set: one whose papers may be read while rules are written, two that only measure.

    python -m benchmarks.paper_sets [development] [aside5] [family …] [--wrong]

Each set is a folder of families under `benchmarks/data/papers` (see `development/README.md`). The tables give totals per family and
set; --wrong lists every miss and every false answer of the development set. Of a set kept aside nothing but totals is ever printed.
"""
import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.extraction import PAPERS, Sheet, Tally, dates_agree, mark
from caseline.extraction import Extraction, KnownPerson, extract

SETS = ('development', 'aside5')
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
    """The tallies of one family or set: those of `benchmarks.extraction`, exact dates, who took part, and each type of event."""
    sheet: Sheet = field(default_factory=Sheet)
    exact: Tally = field(default_factory=Tally)
    who: Tally = field(default_factory=Tally)
    types: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))


def main() -> None:
    """Print the tables of the sets asked for, and for the development set what was wrong."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument('names', nargs='*', help=f'sets ({", ".join(SETS)}) or families; all when none is named')
    options.add_argument('--wrong', action='store_true', help='list misses and false answers (development only)')
    asked = options.parse_args()
    print(f'{"set":12} {"family":21} {"papers":>6} {"events P":>8} {"R":>6} {"F1":>6} {"exact":>6} {"who":>6} '
          + ' '.join(f'{question:>15}' for question in QUESTIONS[1:]))
    print('(the second opinion learned from the development families: only the set kept aside says what it is worth)')
    for of in SETS:
        families = {name: members_and_papers for name, members_and_papers in _families(of)
                    if not asked.names or of in asked.names or name in asked.names}
        whole = Score()
        for name, (people, papers) in families.items():
            score = Score()
            for paper in papers:
                found = extract(paper.pages, people=people)
                for counted in (score, whole):
                    _add(counted, paper, found)
            print(_line(of, name, score))
        if len(families) > 1:
            print(_line(of, 'all', whole))
        if asked.wrong and families and of in OPEN:
            print('', *whole.sheet.wrong, '', _by_type(whole), sep='\n')


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
    _count(score.exact, want, have)
    left = list(found.events)
    for event in told:
        match = next((proposal for proposal in left if proposal.type == event['type'] and dates_agree(event['edtf'], proposal.edtf)), None)
        score.types[event['type']].add(bool(match), 0, not match)
        if match:
            left.remove(match)
            _count(score.who, Counter(int(who[1:]) for who in event['persons'] if who[0] == 'P'), Counter(match.person_ids))
    for proposal in left:
        score.types[proposal.type].add(0, 1, 0)


def _count(tally: Tally, want: Counter, have: Counter) -> None:
    right = (want & have).total()
    tally.add(right, have.total() - right, want.total() - right)


def _line(of: str, name: str, score: Score) -> str:
    figures = {question: score.sheet.tallies[question].figures() for question in QUESTIONS}
    events = figures['typed events']
    return (f'{of:12} {name:21} {score.sheet.papers:6} {100 * events["precision"]:8.1f} {100 * events["recall"]:6.1f} {100 * events["f1"]:6.1f} '
            f'{100 * score.exact.figures()["f1"]:6.1f} {100 * score.who.figures()["f1"]:6.1f} '
            + ' '.join(f'{100 * figures[question]["f1"]:15.1f}' for question in QUESTIONS[1:]))


def _by_type(score: Score) -> str:
    worst_first = sorted(score.types.items(), key=lambda item: -(item[1].missing + item[1].extra))
    return '\n'.join(f'{key:36} {tally.right:4} right {tally.missing:4} missing {tally.extra:4} extra' for key, tally in worst_first)


if __name__ == '__main__':
    main()
