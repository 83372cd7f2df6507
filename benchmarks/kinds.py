"""Score what a paper is, its date and its numbers on the beginnings of invented papers, one or more of every kind.

    python -m benchmarks.kinds [SET …] [--wrong] [--aside]

The sets are files of `benchmarks/data/kinds`: a line “%% kind | language | date | system value; …”, then the paper. Of every three papers
the third only measures (--aside), and of it nothing but totals is printed; of a set written to measure, its first score is what counts.
"""
import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.extraction import Tally
from caseline.extraction import extract

HEADS = Path(__file__).parent / 'data' / 'kinds'
_MARK = '%% '


@dataclass(frozen=True, slots=True)
class Head:
    """The beginning of a paper; `date` is empty where it bears none, `numbers` are (system, value)."""
    kind: str
    language: str
    date: str
    numbers: frozenset[tuple[str, str]]
    text: str
    aside: bool


def main() -> None:
    """Print a line of totals per set."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument('sets', nargs='*', help='all when none is named')
    options.add_argument('--wrong', action='store_true', help='list every wrong answer of the papers that may be read')
    options.add_argument('--aside', action='store_true', help='also the totals of the papers kept aside')
    asked = options.parse_args()
    for path in sorted(HEADS.glob('*.txt')):
        if asked.sets and path.stem not in asked.sets:
            continue
        for aside in (False, True) if asked.aside else (False,):
            tallies = {question: Tally() for question in ('kind', 'date', 'references')}
            heads = [head for head in heads_of(path) if head.aside == aside]
            wrong = [line for head in heads for line in score(head, tallies)]
            print(f'{path.stem:12} {"kept aside" if aside else "to develop":10} {len(heads):4} papers ',
                  '  '.join(f'{question} {100 * tally.figures()["recall" if question == "kind" else "f1"]:5.1f}' for question, tally in tallies.items()))
            if asked.wrong and not aside:
                print(*wrong, sep='\n')


def heads_of(path: Path) -> Iterator[Head]:
    """The papers of a file, in its order."""
    for number, part in enumerate(path.read_text('utf-8').split(_MARK)[1:]):
        first, text = part.split('\n', 1)
        kind, language, date, numbers = (field.strip() for field in first.split('|'))
        told = frozenset(tuple(item.strip().split(' ', 1)) for item in numbers.split(';') if ' ' in item.strip())
        yield Head(kind, language, date.strip('-') and date, told, text.strip('\n'), number % 3 == 2)


def score(head: Head, tallies: dict[str, Tally]) -> list[str]:
    """Add one paper to the tallies; return what was wrong, a line each."""
    found = extract([head.text])
    dated = found.document_date.edtf if found.document_date else ''
    numbers = {(item.system, item.value) for item in found.references}
    tallies['kind'].add(found.kind == head.kind, found.kind != head.kind, found.kind != head.kind)
    tallies['date'].add(bool(head.date) and dated == head.date, bool(dated) and dated != head.date, bool(head.date) and dated != head.date)
    tallies['references'].add(len(numbers & head.numbers), len(numbers - head.numbers), len(head.numbers - numbers))
    name = f'{head.kind} ({head.language}) {head.text[:60]!r}'
    lines = [f'  kind {found.kind}'] * (found.kind != head.kind) + [f'  date {dated or None}, is {head.date or None}'] * (dated != head.date)
    lines += [f'  extra {item}' for item in sorted(numbers - head.numbers)] + [f'  missing {item}' for item in sorted(head.numbers - numbers)]
    return [name, *lines] if lines else []


if __name__ == '__main__':
    main()
