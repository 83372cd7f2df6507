"""How well dates are found, by language and class, and how fast, beside other finders in the same run.

    python -m benchmarks.dates [--corpora FOLDER] [--aside] [--peers SITE_PACKAGES] [--pages N] [--wrong] [--json]

Reads our own probes in `benchmarks/data/dates` (development; blind, whose first run came after the rules were finished; with
--aside also those written before most rules and kept apart) and, from
--corpora or $CASELINE_CORPORA, corpora as JSON lines `{"id","lang","dct","text","gold":[{"start","end","value","cls"}]}`.
A date counts as found when it overlaps the gold, and as right when its value (without ~ ? %) is the gold's. “False” are
dates, other than relative ones, that overlap no gold. Peers run on the first N pages of each set; times are CPU time.
"""
import argparse
import json
import os
import platform
import re
import statistics
import sys
import time
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Iterator, Sequence

from benchmarks.date_peers import Answer, Finder, look_in, peers
from caseline.extraction.dates import find_dates

PROBES = Path(__file__).parent / 'data' / 'dates'
_PAGE = 3000
_MARKED = re.compile(r'\[([^\[\]|]+)\|([^\[\]|]+)\]')
_HEAD = re.compile(r'== (\w+) (\w+)$')
_REFERENCE = re.compile(r'@(\d{4}-\d\d-\d\d) ')


@dataclass(frozen=True, slots=True)
class Question:
    """A text and the dates in it."""
    lang: str
    text: str
    gold: tuple[tuple[int, int, str, str], ...]    # start, end, value, class
    reference: date | None
    anchor: str


@dataclass(slots=True)
class Sheet:
    """Right, found and all gold dates per class, false dates, characters and time."""
    right: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    found: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    gold: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    false: int = 0
    characters: int = 0
    seconds: float = 0.0
    wrong: list[str] = field(default_factory=list)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the tables; exit 0. Says which corpora and peers are missing."""
    options = _options().parse_args(arguments)
    if options.peers:
        look_in(options.peers)
    sets = dict(_sets(options))
    report: dict[str, Any] = {'machine': f'{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}', 'sets': {}}
    for name, questions in sets.items():
        report['sets'][name] = {'Caseline': _figures(ask(caseline, questions))}
    for peer, finder in peers():
        if finder is None:
            print(f'{peer} is not installed here: not measured (give its site-packages with --peers)', file=sys.stderr)
            continue
        for name, questions in sets.items():
            report['sets'][name][peer] = _figures(ask(finder, _first_pages(questions, options.pages)))
    report['speed'] = speeds(sets, options.pages)
    print(json.dumps(report, indent=1, ensure_ascii=False) if options.json else _table(report))
    if options.wrong:
        print('\n'.join(line for questions in sets.values() for line in ask(caseline, questions).wrong))
    return 0


def caseline(text: str, lang: str, reference: date | None, anchor: str) -> list[Answer]:
    """Our own finder; relative expressions are marked so that they count only where the gold has one."""
    return [(found.start, found.end, ('≈' if found.kind == 'relative' else '') + found.edtf) for found in find_dates(text, lang=lang, reference=reference, anchor=anchor)]


def ask(finder: Finder, questions: Sequence[Question]) -> Sheet:
    """Put every question to a finder and mark its answers."""
    sheet = Sheet()
    for question in questions:
        start = time.process_time()
        answers = finder(question.text, question.lang, question.reference, question.anchor)
        sheet.seconds += time.process_time() - start
        sheet.characters += len(question.text)
        _mark(sheet, question, answers)
    return sheet


def _mark(sheet: Sheet, question: Question, answers: Sequence[Answer]) -> None:
    free = list(answers)
    for start, end, value, kind in question.gold:
        answer = next((one for one in free if one[0] < end and start < one[1]), None)
        sheet.gold[kind] += 1
        right = answer is not None and _plain(answer[2]) == _plain(value)
        sheet.found[kind] += answer is not None
        sheet.right[kind] += right
        if answer:
            free.remove(answer)
        if not right and kind not in ('lawyear', 'other'):
            sheet.wrong.append(f'{question.lang} {kind}: “{question.text[start:end]}” is {value}, not {answer and answer[2]} | {question.text[max(0, start - 30):end + 20]!r}')
    for start, end, value in free:
        if not value.startswith('≈') and not any(start < gold[1] and gold[0] < end for gold in question.gold):
            sheet.false += 1
            sheet.wrong.append(f'{question.lang} false: “{question.text[start:end]}” {value} | {question.text[max(0, start - 30):end + 20]!r}')


def _plain(value: str) -> str:
    return value.lstrip('≈').replace('~', '').replace('?', '').replace('%', '')


def _figures(sheet: Sheet) -> dict[str, Any]:
    """Per class the share found and right; false dates per page; absolute dates also as F1 of values."""
    absolute = [kind for kind in sheet.gold if kind.startswith('abs')]
    right, gold = sum(sheet.right[kind] for kind in absolute), sum(sheet.gold[kind] for kind in absolute)
    found = sum(sheet.found[kind] for kind in absolute)
    precision = right / max(1, found + sheet.false)
    recall = right / max(1, gold)
    return {'value_f1': 2 * precision * recall / max(1e-9, precision + recall), 'false_per_page': sheet.false / max(1, sheet.characters / _PAGE), 'false': sheet.false,
            'ms_per_page': sheet.seconds * 1000 / max(1, sheet.characters / _PAGE),
            'classes': {kind: {'gold': number, 'found': sheet.found[kind] / number, 'right': sheet.right[kind] / number} for kind, number in sorted(sheet.gold.items())}}


def speeds(sets: dict[str, list[Question]], pages: int) -> dict[str, float]:
    """Characters a CPU second, median of five runs over running text, and how much slower each peer is on the same pages."""
    texts = _first_pages([question for questions in sets.values() for question in questions if len(question.text) > _PAGE], pages * 4) or _as_pages(sets)
    ours = statistics.median(_seconds(caseline, texts) for _ in range(5))
    figures = {'characters_per_second': sum(len(text.text) for text in texts) / ours, 'ms_per_page': ours * 1000 * _PAGE / sum(len(text.text) for text in texts)}
    for peer, finder in peers():
        if finder:
            few = texts[:max(1, pages // 4)]
            figures[f'times faster than {peer}'] = _seconds(finder, few) / max(1e-9, statistics.median(_seconds(caseline, few) for _ in range(5)))
    return figures


def _seconds(finder: Finder, questions: Sequence[Question]) -> float:
    start = time.process_time()
    for question in questions:
        finder(question.text, question.lang, question.reference, question.anchor)
    return time.process_time() - start


def _as_pages(sets: dict[str, list[Question]]) -> list[Question]:
    """Probes joined into pages, when no running text is at hand."""
    return [Question(questions[0].lang, '\n'.join(question.text for question in questions)[:_PAGE * 3], (), date(2014, 9, 22), 'letter') for questions in sets.values()]


def _first_pages(questions: Sequence[Question], pages: int) -> list[Question]:
    """Questions of at most `pages` pages together; long texts are cut after a page, with the gold of that page."""
    chosen, room = [], pages * _PAGE
    for question in questions:
        if room <= 0:
            break
        text = question.text[:_PAGE]
        chosen.append(Question(question.lang, text, tuple(gold for gold in question.gold if gold[1] <= len(text)), question.reference, question.anchor))
        room -= len(text)
    return chosen


def _sets(options: argparse.Namespace) -> Iterator[tuple[str, list[Question]]]:
    for which in ['development', 'blind'] + ['aside'] * options.aside:
        for path in sorted(PROBES.glob(f'{which}.*.txt')):
            yield path.stem, list(probes(path))
    folder = Path(options.corpora) if options.corpora else None
    if folder is None or not folder.is_dir():
        print('no corpora: give their folder with --corpora or CASELINE_CORPORA', file=sys.stderr)
        return
    for path in sorted(folder.glob('*.jsonl')):
        yield path.stem, [_question(json.loads(line)) for line in path.read_text('utf-8').splitlines() if line.strip()]


def _question(line: dict[str, Any]) -> Question:
    gold = tuple((one['start'], one['end'], one['value'], one['cls']) for one in line['gold'])
    reference = date.fromisoformat(line['dct'][:10]) if line.get('dct') else None
    return Question(line['lang'], line['text'], gold, reference, 'letter' if reference else 'narrative')


def probes(path: Path) -> Iterator[Question]:
    """Our own probes: `== class anchor` heads, `@reference` before a line, `[words|EDTF]` marks a date."""
    kind = anchor = ''
    raw = _MARKED.sub(lambda match: match[0].replace('\n', '\x00'), path.read_text('utf-8'))
    for line in raw.splitlines():
        head = _HEAD.match(line)
        if head:
            kind, anchor = head[1], head[2]
        elif line.strip() and not line.startswith('#'):
            yield _probe(line.replace('\x00', '\n'), path.suffixes[0][1:], 'abs' if kind == 'absolute' else kind, anchor)


def _probe(line: str, lang: str, kind: str, anchor: str) -> Question:
    reference = _REFERENCE.match(line)
    line = line[reference.end():] if reference else line
    text, gold, place = '', [], 0
    for match in _MARKED.finditer(line):
        text += line[place:match.start()]
        gold.append((len(text), len(text) + len(match[1]), match[2], kind))
        text, place = text + match[1], match.end()
    return Question(lang, text + line[place:], tuple(gold), date.fromisoformat(reference[1]) if reference else None, anchor)


def _table(report: dict[str, Any]) -> str:
    lines = [report['machine']]
    for name, systems in report['sets'].items():
        for system, figures in systems.items():
            classes = '  '.join(f'{kind} {100 * one["right"]:.1f} ({one["gold"]})' for kind, one in figures['classes'].items() if kind not in ('lawyear', 'other'))
            f1 = f'value F1 {100 * figures["value_f1"]:.1f}  ' if any(kind.startswith('abs') for kind in figures['classes']) else ''
            lines.append(f'{name:20} {system:17} {f1}false/page {figures["false_per_page"]:.2f} ({figures["false"]})  right %: {classes}  {figures["ms_per_page"]:.2f} ms/page')
    return '\n'.join(lines + [f'{what}: {value:,.2f}' for what, value in report['speed'].items()])


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('--corpora', default=os.environ.get('CASELINE_CORPORA'), help='folder of *.jsonl corpora')
    parser.add_argument('--peers', default=os.environ.get('CASELINE_PEERS'), help='site-packages of an environment that has the peers')
    parser.add_argument('--aside', action='store_true', help='also the probes kept aside')
    parser.add_argument('--pages', type=int, default=12, help='pages of each set that peers are asked (they are slow)')
    parser.add_argument('--wrong', action='store_true', help='list every wrong answer')
    parser.add_argument('--json', action='store_true', help='print the figures as JSON')
    return parser


if __name__ == '__main__':
    sys.exit(main())
