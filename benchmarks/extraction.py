"""How well papers are understood: dates of events, typed events, kind, document date, references and people, and how fast.

    python -m benchmarks.extraction [--gold FOLDER] [--aside] [--json] [--wrong]

Reads papers (NAME.txt) with their gold (NAME.json) from `benchmarks/data/papers/dev`, with --aside also from `aside`
(papers never looked at while rules were written), and from --gold or $CASELINE_GOLD. Two events agree when their types are
the same and one date covers the other at the coarser precision; dates of events agree likewise, without types.
"""
import argparse
import json
import os
import platform
import statistics
import sys
import time
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Callable, Iterable, Iterator, Sequence

from caseline.extraction import Extraction, extract
from caseline.extraction.fold import fold

PAPERS = Path(__file__).parent / 'data' / 'papers'
_PAGE = 3000


@dataclass(slots=True)
class Tally:
    """Right, extra and missing answers of one question."""
    right: int = 0
    extra: int = 0
    missing: int = 0

    def add(self, right: int, extra: int, missing: int) -> None:
        self.right, self.extra, self.missing = self.right + right, self.extra + extra, self.missing + missing

    def figures(self) -> dict[str, float]:
        """Precision, recall and F1, 0..1."""
        precision = self.right / max(1, self.right + self.extra)
        recall = self.right / max(1, self.right + self.missing)
        return {'precision': precision, 'recall': recall, 'f1': 2 * precision * recall / max(1e-9, precision + recall), 'gold': self.right + self.missing}


@dataclass(slots=True)
class Sheet:
    """The tallies of one set of papers."""
    tallies: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    papers: int = 0
    verbatim: int = 0
    quotes: int = 0
    wrong: list[str] = field(default_factory=list)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures; exit 2 when no papers are found."""
    options = _options().parse_args(arguments)
    folders = [PAPERS / 'dev'] + [PAPERS / 'aside'] * options.aside + [Path(path) for path in [options.gold] if path]
    report: dict[str, Any] = {'machine': f'{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}', 'sets': {}}
    for folder in folders:
        papers = list(_papers(folder))
        if not papers:
            print(f'no papers in {folder}', file=sys.stderr)
            return 2
        report['sets'][folder.name] = _set_figures(papers, options.wrong)
        report['sets'][folder.name].update(_speed([text for text, _ in papers]))
    print(json.dumps(report, indent=1) if options.json else _table(report))
    return 0


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description='Measure the understanding of papers.')
    parser.add_argument('--gold', default=os.environ.get('CASELINE_GOLD'), help='a further folder of papers with gold')
    parser.add_argument('--aside', action='store_true', help='also the papers kept aside')
    parser.add_argument('--json', action='store_true')
    parser.add_argument('--wrong', action='store_true', help='print every wrong answer')
    return parser


def _papers(folder: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    for path in sorted(folder.glob('*.txt')):
        gold = path.with_suffix('.json')
        if gold.exists():
            yield path.read_text('utf-8'), json.loads(gold.read_text('utf-8'))


def _set_figures(papers: Sequence[tuple[str, dict[str, Any]]], tell: bool) -> dict[str, Any]:
    whole: Sheet = Sheet()
    languages: dict[str, Sheet] = defaultdict(Sheet)
    for text, gold in papers:
        for sheet in (whole, languages[gold['language']]):
            mark(text, gold, extract([text]), sheet)
    if tell:
        print('\n'.join(whole.wrong), file=sys.stderr)
    figures = {name: tally.figures() for name, tally in sorted(whole.tallies.items())}
    by_language = {language: {name: round(tally.figures()['f1'], 3) for name, tally in sorted(sheet.tallies.items())}
                   for language, sheet in sorted(languages.items())}
    return {'papers': whole.papers, 'figures': figures, 'f1_by_language': by_language, 'quotes_verbatim': whole.verbatim / max(1, whole.quotes)}


def mark(text: str, gold: dict[str, Any], found: Extraction, sheet: Sheet) -> None:
    """Compare one extraction with its gold and add to the sheet."""
    name = gold['doc_id']
    sheet.papers += 1
    _one(sheet, name, 'kind', gold['document_type'], found.kind)
    if gold['document_date']:
        _one(sheet, name, 'document date', gold['document_date']['edtf'], found.document_date and found.document_date.edtf)
    _many(sheet, name, 'references', {(item['system'], item['value']) for item in gold['file_numbers']},
          {(item.system, item.value) for item in found.references}, lambda want, got: want == got)
    _many(sheet, name, 'people', {_bare(person['name_as_written']) for person in gold['persons']},
          {_bare(person.name) for person in found.persons}, lambda want, got: want == got)
    wanted = [(event['type'], event['edtf'], event.get('second_dates', {})) for event in gold['events']]
    told = [(event.type, event.edtf, event.dates) for event in found.events]
    _many(sheet, name, 'typed events', wanted, told, lambda want, got: want[0] == got[0] and dates_agree(want[1], got[1]))
    _roles(sheet, name, wanted, told)
    _many(sheet, name, 'dates of events', {event[1] for event in wanted}, {event[1] for event in told}, dates_agree)
    sheet.quotes += len(found.events)
    sheet.verbatim += sum(text[event.start:event.end] == event.quote for event in found.events)


def _roles(sheet: Sheet, name: str, wanted: Sequence[tuple], told: Sequence[tuple]) -> None:
    """Further dates of events that were found: decision and notification, validity, departure."""
    roles = {(kind, role, value) for kind, _, dates in wanted for role, value in dates.items() if value[:1].isdigit()}
    got = {(kind, role, value) for kind, _, dates in told for role, value in dates.items()}
    _many(sheet, name, 'dates by role', roles, {item for item in got if item in roles}, lambda want, got: want == got)


def dates_agree(want: str, got: str) -> bool:
    """Say whether two EDTF dates are the same at the coarser precision; of intervals, both ends."""
    if ('/' in want) != ('/' in got):
        return False
    return all(first.startswith(second) or second.startswith(first) for first, second in
               zip((part.rstrip('~?%') for part in want.split('/')), (part.rstrip('~?%') for part in got.split('/'))))


def _one(sheet: Sheet, name: str, question: str, want: str, got: str | None) -> None:
    sheet.tallies[question].add(want == got, bool(got) and want != got, want != got)
    if want != got:
        sheet.wrong.append(f'{name}: {question}: {want} but {got}')


def _many(sheet: Sheet, name: str, question: str, wanted: Iterable, told: Iterable, agree: Callable[[Any, Any], bool]) -> None:
    left, missing = list(told), sorted(wanted, key=str)
    total = len(missing)
    for same in (lambda want, got: want[:2] == got[:2] if isinstance(want, tuple) else want == got, agree):
        for want in list(missing):
            partner = next((got for got in left if same(want, got)), None)
            if partner is not None:
                left.remove(partner)
                missing.remove(want)
    sheet.tallies[question].add(total - len(missing), len(left), len(missing))
    sheet.wrong += [f'{name}: {question}: missing {item}' for item in missing] + [f'{name}: {question}: extra {item}' for item in left]


def _bare(name: str) -> str:
    words = [word for word in fold(name).replace('.', ' ').replace(',', ' ').split()
             if word not in ('monsieur', 'madame', 'mr', 'mrs', 'ms', 'me', 'mme', 'maitre', 'dr', 'mevrouw', 'mevr', 'herr', 'herrn', 'frau', 'dhr')]
    return ' '.join(words)


def _speed(texts: Sequence[str]) -> dict[str, float]:
    """CPU time of whole extractions, the median of five runs: per paper as it is, and per page filled to 3,000 characters."""
    whole = '\n\n'.join(texts)
    pages = [whole[start:start + _PAGE] for start in range(0, max(1, len(whole) - _PAGE), _PAGE)]
    papers, filled = _median_cpu(texts), _median_cpu(pages)
    return {'ms_per_paper': 1000 * papers / len(texts), 'ms_per_page': 1000 * filled / len(pages),
            'characters_per_second': sum(map(len, pages)) / filled}


def _median_cpu(texts: Sequence[str]) -> float:
    runs = []
    for _ in range(5):
        began = time.process_time()
        for text in texts:
            extract([text])
        runs.append(time.process_time() - began)
    return statistics.median(runs)


def _table(report: dict[str, Any]) -> str:
    lines = [report['machine']]
    for name, figures in report['sets'].items():
        lines.append(f"\n{name}: {figures['papers']} papers, {figures['ms_per_page']:.1f} ms CPU per page of 3,000 characters, {figures['ms_per_paper']:.1f} per paper, "
                     f"{figures['characters_per_second']:,.0f} characters/s, quotes verbatim {figures['quotes_verbatim']:.1%}")
        for question, values in figures['figures'].items():
            lines.append(f"  {question:16} P {values['precision']:.3f}  R {values['recall']:.3f}  F1 {values['f1']:.3f}  ({values['gold']})")
        for language, values in figures['f1_by_language'].items():
            lines.append(f'  {language}: ' + ', '.join(f'{question} {value:.3f}' for question, value in values.items()))
    return '\n'.join(lines)


if __name__ == '__main__':
    sys.exit(main())
