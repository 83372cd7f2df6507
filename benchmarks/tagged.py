"""Read tagged passages: pieces of invented papers in which every date says which event it dates.

A file holds passages one after the other. Each begins with a line `# kind=lawyer_email date=2021-03-04 top=yes` (the kind of paper, the
date it bears when it bears one, and whether the passage is the paper's beginning); then comes its text. Directly behind
each date stands its tag: `{{application_9bis}}` for the date of that event, `{{order_to_leave:notification_date}}` for another date of an
event, `{{none}}` for the date of a law, a birth in a heading, a cited judgment, an announced step or a term that is no event.

`python -m benchmarks.tagged` checks every file: tags of unknown types, tags where no date is found, dates without a tag.
"""
import re
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Iterator, Sequence

from caseline import countries
from caseline.extraction.dates import find_dates

HOME = Path(__file__).parent / 'data' / 'passages'
_TAG = re.compile(r'\{\{([a-z0-9_]+)(?::([a-z_]+))?\}\}')
_HEAD = re.compile(r'^# *(kind=.*)$', re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Tag:
    """What the date ending at `end` dates: an event type or 'none', and the role when it is not the event's own date."""
    end: int
    type: str
    role: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a paper without its tags, `line` where it begins in its file; `aside` says that it only measures."""
    language: str
    kind: str
    date: str
    top: bool
    text: str
    tags: tuple[Tag, ...]
    line: int
    aside: bool


def passages(path: Path) -> Iterator[Passage]:
    """Yield the passages of one file; the folder names the language."""
    content = path.read_text('utf-8')
    heads = list(_HEAD.finditer(content))
    for number, (head, following) in enumerate(zip(heads, [*heads[1:], None])):
        facts = dict(part.split('=', 1) for part in head.group(1).split() if '=' in part)
        text, tags = _without_tags(content[head.end():following.start() if following else None].strip('\n'))
        yield Passage(path.parent.name, facts['kind'], facts.get('date', ''), facts.get('top') == 'yes', text, tags,
                      content.count('\n', 0, head.start()) + 1, number % 3 == 2)


def all_passages() -> Iterator[Passage]:
    """Yield every passage of every language."""
    for path in sorted(HOME.glob('*/*.txt')):
        yield from passages(path)


def _without_tags(tagged: str) -> tuple[str, tuple[Tag, ...]]:
    text, tags, last = '', [], 0
    for match in _TAG.finditer(tagged):
        text += tagged[last:match.start()]
        tags.append(Tag(len(text), match.group(1), match.group(2) or ''))
        last = match.end()
    return text + tagged[last:], tuple(tags)


def faults(passage: Passage) -> Iterator[str]:
    """Yield what is wrong with a passage: each a sentence."""
    country = countries.load('be')
    if passage.kind not in country.document_types:
        yield f'the kind {passage.kind} is unknown'
    dates = find_dates(passage.text, lang=passage.language, reference=date.fromisoformat(passage.date) if passage.date else None)
    ends = {found.end: found for found in dates if found.kind != 'legal_reference'}
    for tag in passage.tags:
        if tag.type != 'none' and tag.type not in country.event_types:
            yield f'the type {tag.type} is unknown'
        if tag.end not in ends:
            yield f'no date is found before the tag {tag.type}: “…{passage.text[max(0, tag.end - 40):tag.end]}”'
    tagged = {tag.end for tag in passage.tags}
    for end, found in ends.items():
        if end not in tagged and found.kind not in ('duration',):
            yield f'the date “{found.text}” has no tag'


def main(paths: Sequence[str]) -> int:
    wrong = count = dates = 0
    for path in map(Path, paths) if paths else sorted(HOME.glob('*/*.txt')):
        for passage in passages(path):
            count, dates = count + 1, dates + len(passage.tags)
            for fault in faults(passage):
                wrong += 1
                print(f'{path.parent.name}/{path.name}:{passage.line}: {fault}')
    print(f'{count} passages, {dates} tagged dates, {wrong} faults')
    return bool(wrong)


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
