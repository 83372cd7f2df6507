"""Score event finding on the bank of phrases: a clause or row a line, which says what kind of event its date `[D]` dates.

    python -m benchmarks.phrases [fr nl en de] [--type KEY …] [--wrong]

A file is a register of a language; `== key` begins the phrases of an event type or of `none`, and `[X]` stands for a date that is not
asked about. Real dates are put in (the same ones at every run), and each phrase stands in a paper dated later, which says nothing else. Of
every three phrases the third only measures: its totals are printed, never the phrase. A phrase is right when an event of its type bears the
date; under `none`, when no event does. What is measured is the wordings alone: the second opinion learned the phrases that may be read by
heart (`benchmarks.likeness` measures both).
"""
import argparse
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from caseline.extraction import extract, understand

HOME = Path(__file__).parent / 'data' / 'phrases'
LANGUAGES = ('fr', 'nl', 'en', 'de')
MONTHS = {
    'fr': 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split(),
    'nl': 'januari februari maart april mei juni juli augustus september oktober november december'.split(),
    'en': 'January February March April May June July August September October November December'.split(),
    'de': 'Januar Februar März April Mai Juni Juli August September Oktober November Dezember'.split(),
}
_DATED = {'fr': 'Bruxelles, le 3 mars 2025\n\n', 'nl': 'Brussel, 3 maart 2025\n\n', 'en': 'Brussels, 3 March 2025\n\n', 'de': 'Brüssel, den 3. März 2025\n\n'}
_PLACE = re.compile(r'(\[[DX]\])')
_PERIOD = re.compile(r'\b(?:en|in|im|seit|depuis|since|sinds|sedert)\s*$', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase with dates put in; the date asked about begins at `place`."""
    language: str
    register: str
    type: str
    text: str
    place: int
    aside: bool


def main() -> None:
    """Print for each language how many phrases are right, given another type, or passed over; with --wrong those that may be read."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument('languages', nargs='*', choices=[*LANGUAGES, []], help='all when none is named')
    options.add_argument('--type', nargs='+', help='only these types of events')
    options.add_argument('--wrong', action='store_true', help='list what was wrong, of the phrases that may be read')
    asked = options.parse_args()
    understand.likeness = lambda country: None
    counts: dict[tuple[str, str], Counter[str]] = {}
    for phrase in phrases(asked.languages or LANGUAGES):
        if asked.type and phrase.type not in asked.type:
            continue
        answer, given = judged(phrase)
        counts.setdefault((phrase.language, 'aside' if phrase.aside else 'read'), Counter())[answer] += 1
        if asked.wrong and not phrase.aside and answer not in ('right', 'rightly none'):
            print(f'{phrase.type:32} {answer:12} {given:32} {phrase.text}')
    for (language, part), count in sorted(counts.items()):
        print(line(language, part, count))


def phrases(languages: tuple[str, ...] | list[str] = LANGUAGES) -> Iterator[Phrase]:
    """Yield the phrases of these languages, file by file in their order."""
    for language in languages:
        for path in sorted((HOME / language).glob('*.txt')):
            chance, kind, number = Random(path.stem), '', 0
            for written in path.read_text('utf-8').splitlines():
                if written.startswith('== '):
                    kind, number = written[3:].split()[0], 0
                elif kind and written.count('[D]') == 1:
                    text, place = _dated(written.strip(), language, chance)
                    yield Phrase(language, path.stem, kind, text, place, number % 3 == 2)
                    number += 1


def judged(phrase: Phrase) -> tuple[str, str]:
    """Return 'right', 'other type', 'nothing', 'rightly none' or 'false', and the types given to the date."""
    given = [event.type for event in extract([phrase.text]).events if event.start <= phrase.place <= event.end and _bears(event, phrase)]
    if phrase.type == 'none':
        return ('false' if given else 'rightly none'), ' '.join(given)
    return ('right' if phrase.type in given else 'other type' if given else 'nothing'), ' '.join(given)


def line(language: str, part: str, count: Counter[str]) -> str:
    """One row of the table: precision counts what was typed wrongly and what was made of dates of no event."""
    told = count['right'] + count['other type'] + count['nothing']
    proposed = count['right'] + count['other type'] + count['false']
    return (f'{language} {part:6} {told:5} phrases  P {100 * count["right"] / max(1, proposed):5.1f}  R {100 * count["right"] / max(1, told):5.1f}  '
            f'other type {count["other type"]:4}  nothing {count["nothing"]:4}  none kept {count["rightly none"]} of {count["rightly none"] + count["false"]}')


def _bears(event, phrase: Phrase) -> bool:
    """Whether the event bears the date asked about; of a phrase with one date, any event does."""
    year = re.search(r'(?:19|20)\d\d', phrase.text[phrase.place:phrase.place + 22])
    return year is None or year.group() in event.edtf or any(year.group() in value for value in event.dates.values())


def _dated(written: str, language: str, chance: Random) -> tuple[str, int]:
    """Put a different year into each place, so that a date tells which place it came from."""
    text, place, years = _DATED[language], 0, chance.sample(range(2004, 2024), 12)
    for part in _PLACE.split(written):
        if part == '[D]':
            place = len(text)
        text += _day(text, language, years.pop() if years else 2003, chance) if _PLACE.fullmatch(part) else part
    return text, place


def _day(before: str, language: str, year: int, chance: Random) -> str:
    month, day, style = chance.randrange(12), chance.randrange(1, 29), chance.random()
    if _PERIOD.search(before):
        return f'{MONTHS[language][month]} {year}' if style < 0.6 else str(year)
    if style < 0.5:
        return f'{day:02}.{month + 1:02}.{year}' if language == 'de' else f'{day:02}/{month + 1:02}/{year}'
    return f'{day}. {MONTHS[language][month]} {year}' if language == 'de' else f'{day} {MONTHS[language][month]} {year}'


if __name__ == '__main__':
    main()
