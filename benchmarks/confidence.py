"""How often proposals of a stated confidence are right: `python -m benchmarks.confidence`.

A reliability table for the papers that rules were written on, and one for those that were only counted: papers kept aside and the
independent families. Beside each confidence that `caseline/extraction/lexicon/confidence.json` states stands the share to state:
groups in order of what they state, neighbours pooled until the shares rise (isotonic regression), one right and one wrong added
to each pool so that a few papers promise no certainty. Only counts of the papers kept apart are used, never their text.
"""
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks.extraction import PAPERS, dates_agree
from caseline.extraction import extract

WRITTEN_ON = (PAPERS / 'gold', PAPERS / 'dev', PAPERS / 'dev2')
COUNTED = (PAPERS / 'aside', PAPERS / 'aside2', *sorted((PAPERS / 'independent').glob('*-*')))


def main() -> None:
    for title, folders in (('papers that rules were written on', WRITTEN_ON), ('papers that were only counted', COUNTED)):
        judged = sorted(_judged(folders))
        right, stated = sum(one for _, one in judged) / len(judged), sum(confidence for confidence, _ in judged) / len(judged)
        groups: Mapping[float, list[bool]] = defaultdict(list)
        for confidence, one in judged:
            groups[confidence].append(one)
        to_state = isotonic(list(groups.items()))
        print(f'\n{title}: {len(judged)} proposals, {right:.2f} right, {stated:.2f} stated in the mean\n{"stated":>7} {"right":>6} {"of":>5} {"to state":>9}')
        for confidence, group in groups.items():
            print(f'{confidence:7.2f} {sum(group) / len(group):6.2f} {len(group):5} {to_state[confidence]:9.2f}')


def isotonic(groups: Sequence[tuple[float, Sequence[bool]]]) -> dict[float, float]:
    """Return the share to state for each confidence, given with its answers in rising order: never less for a higher one."""
    pools: list[tuple[list[float], list[bool]]] = []
    for confidence, answers in groups:
        pools.append(([confidence], list(answers)))
        while len(pools) > 1 and _share(pools[-1][1]) < _share(pools[-2][1]):
            (later, more), (earlier, some) = pools.pop(), pools.pop()
            pools.append((earlier + later, some + more))
    return {confidence: _share(answers) for confidences, answers in pools for confidence in confidences}


def _share(answers: Sequence[bool]) -> float:
    return (sum(answers) + 1) / (len(answers) + 2)


def _judged(folders: Iterable[Path]) -> Iterator[tuple[float, bool]]:
    """The stated confidence of each proposal, and whether the annotation has an event of that type and date."""
    for folder in folders:
        for path in sorted(folder.glob('*.txt')):
            left = [(told['type'], told['edtf']) for told in json.loads(path.with_suffix('.json').read_text('utf-8'))['events']]
            for event in extract([path.read_text('utf-8')]).events:
                match = next((told for told in left if told[0] == event.type and dates_agree(told[1], event.edtf)), None)
                if match:
                    left.remove(match)
                yield event.confidence, bool(match)


if __name__ == '__main__':
    main()
