"""Learn what the signs around a date say of its event, and measure it: `python -m benchmarks.likeness [--learn]`.

Learned from invented papers: the bank of phrases, the tagged passages, the development papers and families, and families from which no wording
was written. Each example is learned once more without what the wordings say: they were written on most of these very examples and would be
trusted too much. The model is linear (one against the rest, squared hinge); signs met once and weights near nothing are dropped. It is written to
`caseline/countries/be/likeness.bin` and needs no library to be used.

`--learn` needs scikit-learn (benchmarks/requirements.txt). In any case wordings alone are compared, on papers that nobody reads, with wordings
and the second opinion, and the CPU time of both is told.
"""
import argparse
import importlib
import json
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from benchmarks.extraction import PAPERS, Tally, dates_agree
from benchmarks.paper_sets import members, papers
from benchmarks.passages import score
from benchmarks.phrases import judged, line, phrases
from benchmarks.tagged import Passage, all_passages
from caseline import countries
from caseline.extraction import KnownPerson, extract, understand
from caseline.extraction.likeness import NOTHING, likeness, packed
from caseline.extraction.second_opinion import DatedPlace, dated_places
from caseline.extraction.understand import told_in

HOME = Path(countries.__file__).parent / 'be' / 'likeness.bin'
_OF_THE_WORDINGS = ('R ', 'L', 'h ', 'hb ', 'ha ', 'kh ')
_KINDS_OF_PAPER = ('k ', 'c ', 'kr ', 'kl ', 'ks ', 'kh ')
_WITHOUT, _LEAST_MET, _LEAST_WEIGHT = 1.3, 2, 0.1


@dataclass(frozen=True, slots=True)
class Example:
    """The signs around a date, the type of event it dates, and how much the example counts."""
    signs: dict[str, float]
    type: str
    weight: float = 1.0


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument('--learn', action='store_true', help='learn anew and write the model')
    asked = options.parse_args()
    if asked.learn:
        examples = [*of_phrases(), *of_passages(), *of_papers()]
        data = learned(examples)
        HOME.write_bytes(data)
        print(f'{len(examples)} examples, {len(data) / 1000:.0f} kB written to {HOME.name}')
    measure()


def of_phrases() -> Iterator[Example]:
    """The phrases that may be read; a phrase alone does not say what paper it stands in."""
    for phrase in phrases():
        if not phrase.aside:
            for place in _places([phrase.text]):
                if place.moment.start <= phrase.place + 1 and phrase.place < place.moment.end:
                    yield from _twice({sign: weight for sign, weight in place.signs().items() if not sign.startswith(_KINDS_OF_PAPER)}, phrase.type)


def of_passages() -> Iterator[Example]:
    """The tagged passages that may be read."""
    for passage in all_passages():
        if not passage.aside:
            ends = {tag.end: tag for tag in passage.tags}
            for place in _places([passage.text], received=date.fromisoformat(passage.date) if passage.date else None):
                tag = next((ends[end] for end in sorted(ends) if place.moment.start < end <= place.moment.end), None)
                if tag:
                    yield from _twice(place.signs(), NOTHING if tag.role else tag.type)


def of_papers() -> Iterator[Example]:
    """The development papers and families, and the gold family: a date is the event's that bears it, where only one does."""
    for pages, people, told in _development():
        for place in _places(pages, people):
            dated = {event['type'] for event in told if event['edtf'].split('/')[0] == place.moment.edtf.split('/')[0]}
            if len(dated) < 2:
                yield from _twice(place.signs(), dated.pop() if dated else NOTHING)


def learned(examples: Sequence[Example]) -> bytes:
    """Return the model learned from examples, as the bytes of its file."""
    vectors, linear, scaling = (importlib.import_module(f'sklearn.{name}') for name in ('feature_extraction', 'svm', 'preprocessing'))
    met = Counter(sign for example in examples for sign in example.signs)
    table = vectors.DictVectorizer()
    rows = table.fit_transform([{sign: weight for sign, weight in example.signs.items() if met[sign] >= _LEAST_MET} for example in examples])
    model = linear.LinearSVC(C=1.0, random_state=0).fit(scaling.normalize(rows), [example.type for example in examples],
                                                        sample_weight=[example.weight for example in examples])
    weights = {sign: {int(number): float(model.coef_[number][place]) for number in (abs(model.coef_[:, place]) >= _LEAST_WEIGHT).nonzero()[0]}
               for sign, place in table.vocabulary_.items()}
    return packed([str(kind) for kind in model.classes_], [float(value) for value in model.intercept_], weights)


def measure() -> None:
    """Print F1 of typed events without and with the second opinion, on what nobody reads, and the CPU time of both."""
    print(f'{"":34}{"wordings alone":>24}{"with a second opinion":>26}')
    for name, scored in (('passages kept aside', _aside_passages), ('families aside5', lambda: _families('aside5')),
                         ('independent families', lambda: _families('independent')), ('papers kept aside', _aside_papers)):
        before, after = _both(scored)
        print(f'{name:34}{_figures(before):>24}{_figures(after):>26}')
    for language in ('fr', 'nl', 'en', 'de'):
        print(*(line(language, 'aside', counts) for counts in _both(lambda: _aside_phrases(language))), sep='\n   with ')


def _both(scored) -> tuple:
    """What is scored without the model, and with it; the CPU seconds of each are printed."""
    found = []
    for switch in (lambda country: None, likeness):
        understand.likeness = switch
        start = time.process_time()
        found.append(scored())
        print(f'[{time.process_time() - start:.1f} s]', end=' ')
    return tuple(found)


def _aside_passages() -> Tally:
    tally = Tally()
    for passage in all_passages():
        if passage.aside:
            score(passage, (tally,), Tally(), Counter())
    return tally


def _families(of: str) -> Tally:
    return _tallied((paper.pages, members(folder.parent), paper.marked['events']) for folder in sorted((PAPERS / of).glob('*/family.json'))
                    for paper in papers(folder.parent))


def _aside_papers() -> Tally:
    return _tallied(_flat(('aside', 'aside2')))


def _aside_phrases(language: str) -> Counter[str]:
    return Counter(judged(phrase)[0] for phrase in phrases((language,)) if phrase.aside)


def _tallied(marked: Iterable[tuple[Sequence[str], Sequence[KnownPerson], Sequence[dict]]]) -> Tally:
    tally = Tally()
    for pages, people, told in marked:
        left, right = [(event.type, event.edtf) for event in extract(pages, people=people).events], 0
        for event in told:
            match = next((found for found in left if found[0] == event['type'] and dates_agree(event['edtf'], found[1])), None)
            if match:
                left.remove(match)
                right += 1
        tally.add(right, len(left), len(told) - right)
    return tally


def _figures(tally: Tally) -> str:
    figures = tally.figures()
    return f'P {100 * figures["precision"]:.1f} R {100 * figures["recall"]:.1f} F1 {100 * figures["f1"]:.1f}'


def _development() -> Iterator[tuple[Sequence[str], Sequence[KnownPerson], Sequence[dict]]]:
    yield from _flat(('dev', 'dev2', 'gold'))
    for of in ('development', 'learning'):
        for folder in sorted((PAPERS / of).glob('*/family.json')):
            for paper in papers(folder.parent):
                yield paper.pages, members(folder.parent), paper.marked['events']


def _flat(names: Iterable[str]) -> Iterator[tuple[Sequence[str], Sequence[KnownPerson], Sequence[dict]]]:
    for name in names:
        for path in sorted((PAPERS / name).glob('*.txt')):
            yield path.read_text('utf-8').split('\f'), (), json.loads(path.with_suffix('.json').read_text('utf-8'))['events']


def _places(pages: Sequence[str], people: Sequence[KnownPerson] = (), received: date | None = None) -> Iterator[DatedPlace]:
    told = told_in(pages, people=people, received=received)
    return dated_places(told.story, told.paper)


def _twice(signs: dict[str, float], kind: str) -> Iterator[Example]:
    """An example as it is, and once more without what the wordings say of it."""
    yield Example(signs, kind)
    yield replace(Example(signs, kind), signs={sign: weight for sign, weight in signs.items() if not sign.startswith(_OF_THE_WORDINGS)}, weight=_WITHOUT)


if __name__ == '__main__':
    main()
