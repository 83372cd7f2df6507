"""How many steps of unseen judgments are identified, typed and dated: `python -m benchmarks.judgments`.

Lenient identification: a proposal's quote overlaps a marked passage (greedily, one for one), as in published work on events
in judgments. Typed and dated: the same type and the same EDTF date. Judgments are those of data/judgments (invented).
"""
import json
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

from caseline.extraction import extract

HOME = Path(__file__).parent / 'data' / 'judgments'


def main() -> None:
    tallies: dict[str, Counter] = defaultdict(Counter)
    remarks = []
    for path in sorted(HOME.glob('*.json')):
        marked = json.loads(path.read_text('utf-8'))
        proposed = extract([path.with_suffix('.txt').read_text('utf-8')]).events
        found = identified(marked['events'], [(proposal.start, proposal.end) for proposal in proposed])
        known = Counter((told['type'], told['edtf']) for told in marked['events'] if told['type'] != 'other')
        given = Counter((proposal.type, proposal.edtf) for proposal in proposed)
        tallies[marked['language']].update(marked=len(marked['events']), proposed=len(proposed), identified=len(found),
                                           typed=(known & given).total(), typeable=known.total())
        remarks += [f'{path.stem}: not identified: {told["type"]} {told["quote"]}' for index, told in enumerate(marked['events']) if index not in found]
    tallies['all'] = sum(tallies.values(), Counter())
    print(f'{"language":10} {"marked":>7} {"proposed":>9} {"P":>6} {"R":>6} {"F1":>6}   typed and dated')
    for language, tally in tallies.items():
        precision, recall = tally['identified'] / max(1, tally['proposed']), tally['identified'] / tally['marked']
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        print(f'{language:10} {tally["marked"]:7} {tally["proposed"]:9} {precision:6.2f} {recall:6.2f} {f1:6.2f}   {tally["typed"]}/{tally["typeable"]}')
    print('', *remarks, sep='\n')


def identified(marked: Sequence[dict], proposed: Sequence[tuple[int, int]]) -> set[int]:
    """Indexes of the marked passages that a proposal of their own overlaps."""
    free, found = list(proposed), set()
    for index, told in enumerate(marked):
        start, end = told['span']
        match = next((span for span in free if span[0] < end and start < span[1]), None)
        if match:
            free.remove(match)
            found.add(index)
    return found


if __name__ == '__main__':
    main()
