"""Score event finding on tagged passages: pieces of invented papers in which every date says which event it dates.

    python -m benchmarks.passages [fr nl en de] [--wrong] [--aside]

Of every three passages two may be read while rules are written; the third only measures (--aside), and of it nothing but totals is
printed. An event is right when its type is the tag's and its date is the tagged one; what is proposed beyond the tags is extra.
A tag without a date of its own (only the notification is dated) asks for that role.
"""
import argparse
from collections import Counter, defaultdict
from datetime import date
from typing import Iterable

from benchmarks.extraction import Tally
from caseline.extraction import Extraction, extract
from caseline.extraction.dates import find_dates
from benchmarks.tagged import Passage, all_passages

LANGUAGES = ('fr', 'nl', 'en', 'de')


def main() -> None:
    """Print precision, recall and F1 by language; with --wrong every miss and every extra event of the passages that may be read."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument('languages', nargs='*', choices=[*LANGUAGES, []], help='all when none is named')
    options.add_argument('--wrong', action='store_true', help='list misses and extra events')
    options.add_argument('--aside', action='store_true', help='also the totals of the passages kept aside')
    asked = options.parse_args()
    kept_aside = (False, True) if asked.aside else (False,)
    for aside in kept_aside:
        print('kept aside' if aside else 'to develop with (the second opinion learned from these)')
        whole, kinds, missed = Tally(), Tally(), Counter()
        by_language: dict[str, Tally] = defaultdict(Tally)
        for passage in all_passages():
            if passage.aside == aside and passage.language in (asked.languages or LANGUAGES):
                wrong = score(passage, (whole, by_language[passage.language]), kinds, missed)
                if asked.wrong and not aside:
                    print('\n'.join(wrong))
        for language, tally in by_language.items():
            print(_line(language, tally))
        print(_line('all', whole), f'kinds {100 * kinds.figures()["recall"]:.1f}')
        if asked.wrong and not aside:
            print(missed.most_common(40))


def score(passage: Passage, tallies: Iterable[Tally], kinds: Tally, missed: Counter) -> list[str]:
    """Add one passage to the tallies; return what was wrong, a line each."""
    found = extract([passage.text], received=date.fromisoformat(passage.date) if passage.date else None)
    wanted, roles = _wanted(passage)
    left = [(event.type, event.edtf, event) for event in found.events]
    lines, matched, right, counted = [], [], 0, 0
    for kind, edtf, place in wanted:
        match = next((item for item in left if item[0] == kind and _agree(edtf, item[1])), None)
        if not match and any(item[0] == kind and '/' in item[1] and _agree(edtf, item[1]) for item in matched):
            continue   # the other end of a span
        counted += 1
        if match:
            left.remove(match)
            matched.append(match)
            right += 1
        else:
            missed[kind] += 1
            lines.append(f'  missed {kind} {edtf}: …{_around(passage, place)}')
    extra = [item for item in left if not any(item[0] == kind for kind, *_ in roles) and _judged(passage, item[1])]
    lines += [f'  extra {kind} {edtf}: “{event.quote[:160]}” ({event.why})' for kind, edtf, event in extra]
    for tally in tallies:
        tally.add(right, len(extra), counted - right)
    if passage.top:
        kinds.add(found.kind == passage.kind, 0, found.kind != passage.kind)
        if found.kind != passage.kind:
            lines.append(f'  kind {found.kind} (is {passage.kind})')
    return [f'{passage.language} line {passage.line} ({passage.kind})', *lines] if lines else []


def _wanted(passage: Passage) -> tuple[list[tuple[str, str, int]], list[tuple[str, str]]]:
    """The events that tags name, each date once; and those of which only another date is told."""
    dates = {found.end: found.edtf for found in find_dates(passage.text, lang=passage.language, reference=_day(passage), anchor=_anchor(passage))}
    main, roles = {}, {}
    for tag in passage.tags:
        if tag.type != 'none' and tag.end in dates:
            (roles if tag.role else main).setdefault((tag.type, dates[tag.end]), tag.end)
    return [(kind, edtf, place) for (kind, edtf), place in main.items()], list(roles)


def _judged(passage: Passage, edtf: str) -> bool:
    """Whether a tag or the paper's own date says anything about this date: one found since the tags were written is neither right nor wrong."""
    ends = {tag.end for tag in passage.tags}
    tagged = [found.edtf for found in find_dates(passage.text, lang=passage.language, reference=_day(passage), anchor=_anchor(passage)) if found.end in ends]
    return any(_agree(said, edtf) for said in (*tagged, passage.date) if said)


def _anchor(passage: Passage) -> str:
    return 'narrative' if passage.kind in ('client_statement', 'cgrs_decision', 'cgrs_interview_notes') or 'judgment' in passage.kind else 'letter'


def _day(passage: Passage) -> date | None:
    return date.fromisoformat(passage.date) if passage.date else None


def _agree(want: str, got: str) -> bool:
    """The same date, or the wanted one is an end of what was found, at the coarser precision."""
    ends = [part.rstrip('~?%') for part in (*got.split('/'),) if part not in ('', '..')]
    wanted = [part.rstrip('~?%') for part in want.split('/') if part not in ('', '..')]
    return any(first.startswith(second) or second.startswith(first) for first in ends for second in wanted)


def _around(passage: Passage, place: int) -> str:
    return passage.text[max(0, place - 110):place].replace('\n', ' ⏎ ') + '⟦⟧' + passage.text[place:place + 60].replace('\n', ' ⏎ ')


def _line(name: str, tally: Tally) -> str:
    figures = tally.figures()
    return f'{name:4} P {100 * figures["precision"]:5.1f}  R {100 * figures["recall"]:5.1f}  F1 {100 * figures["f1"]:5.1f}  ({figures["gold"]} events)'


if __name__ == '__main__':
    main()
