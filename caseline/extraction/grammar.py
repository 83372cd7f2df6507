"""The wordings of the languages a paper is written in, compiled once per set of languages and country."""
import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Iterable, Mapping, Sequence

from caseline import countries
from caseline.extraction.cues import CueSet, anchors_of, any_of, longest_word

OPENING = 3
_HOME = Path(__file__).parent / 'lexicon'
_SET = re.compile(r'@(\w+)')
LANGUAGES = tuple(sorted(path.stem for path in _HOME.glob('??.json')))


@cache
def lexicon(language: str) -> Mapping[str, Any]:
    """Return the readable data of one language, as in `lexicon/<language>.json`; lists that it leaves out are empty."""
    complete, known = (json.loads((_HOME / f'{name}.json').read_text('utf-8')) for name in ('en', language))
    return {name: type(entry)() for name, entry in complete.items() if isinstance(entry, (list, dict))} | known


@dataclass(frozen=True, eq=False)
class Grammar:
    """Compiled wordings: `roles` by role name, `events` the triggers, `settings` the country's event rules."""
    roles: Mapping[str, re.Pattern[str]]
    role_openings: Mapping[str, frozenset[str]]
    events: tuple[CueSet, ...]
    future: re.Pattern[str]
    hypothetical: re.Pattern[str]
    negation: re.Pattern[str]
    breaks: re.Pattern[str]
    precedents: re.Pattern[str]
    passive: re.Pattern[str]
    today: re.Pattern[str]
    tie: re.Pattern[str]
    of_a_noun: re.Pattern[str]
    said: re.Pattern[str]
    masked: CueSet
    today_words: CueSet
    settings: Mapping[str, Any]


@cache
def grammar(languages: tuple[str, ...], country: str) -> Grammar:
    """Return the wordings of these languages in this country."""
    settings = countries.load(country).table('cues/primary')
    return Grammar(
        roles={role: any_of(sorted(_gathered(languages, 'roles', role), key=len, reverse=True)) for role in lexicon('en')['roles']},
        role_openings={role: openings_of(_gathered(languages, 'roles', role)) for role in lexicon('en')['roles']},
        events=tuple(_triggers(country, language) for language in languages),
        future=any_of(_gathered(languages, 'future_words')),
        hypothetical=any_of(_gathered(languages, 'hypothetical')),
        negation=any_of(_gathered(languages, 'negation')),
        breaks=any_of(_gathered(languages, 'breaks')),
        precedents=any_of(_gathered(languages, 'precedents')),
        passive=any_of(_gathered(languages, 'passive')),
        today=any_of(_gathered(languages, 'today')),
        of_a_noun=_before_a_date(any_of(_gathered(languages, 'of_a_noun')).pattern),
        tie=_tie(any_of(_gathered(languages, 'of')).pattern),
        said=any_of(_gathered(languages, 'said_by')),
        masked=CueSet({'masked': settings['masked']}),
        today_words=CueSet({'today': _gathered(languages, 'today')}),
        settings=settings)


def _filled(cue: str, sets: Mapping[str, Sequence[str]]) -> str:
    """A cue with its named sets written out: “in @country” is “in (germany|france|…)”."""
    return _SET.sub(lambda match: f"({'|'.join(sets[match.group(1)])})", cue)


@cache
def _triggers(country: str, language: str) -> CueSet:
    """Event types, outcomes ('=negative') and nouns that stand for an earlier event ('?decision') as labels."""
    table = countries.load(country).table(f'cues/{language}')
    events = {name: [_filled(cue, table.get('sets', {})) for cue in cues] for name, cues in table['events'].items()}
    return CueSet({**events, **{f'={name}': cues for name, cues in table['outcomes'].items()},
                   **{f'?{name}': cues for name, cues in table['generic'].items()}})


def openings_of(cues: Iterable[str]) -> frozenset[str]:
    """Return the first letters of fixed strings of which one must stand where any of the cues does; empty where a cue has none."""
    openings = frozenset(longest_word(anchor)[:OPENING] for cue in cues for anchor in anchors_of(cue) or ('',))
    return openings if all(len(opening) == OPENING for opening in openings) else frozenset()


def runs_of(words: str) -> frozenset[str]:
    """Return the runs of letters in a short text by which `may_stand` looks."""
    return frozenset({words[place:place + OPENING] for place in range(len(words) - OPENING + 1)})


def may_stand(openings: frozenset[str], runs: frozenset[str]) -> bool:
    """Say whether words with one of these openings can stand in a text of these runs; right when it says no."""
    return not openings or not openings.isdisjoint(runs)


def _gathered(languages: tuple[str, ...], *path: str) -> list[str]:
    found: list[str] = []
    for language in languages:
        value: Any = lexicon(language)
        for step in path:
            value = value.get(step, ())
        found += value
    return found


def _before_a_date(of: str) -> re.Pattern[str]:
    """“The decision of 2 May”: such a date is the noun's, whatever the verb of the sentence says was done, and when."""
    return re.compile(rf'(?:{of})\s+(?:[a-z]{{4,10}},?\s+)?$')


def _tie(of: str) -> re.Pattern[str]:
    """What may stand between a document's noun and its own date: a number, a bracket, “of”, a weekday."""
    number = r'(?:(?:n°|nr\.?|no\.?|n\.)?\s*\d[\d\s.\u00a0/-]*)'
    return re.compile(rf'[\s,]*{number}?\s*(?:\([^)]{{0,40}}\))?[\s,]*(?:{of})\s*(?:(?:le|de|den|the)\s+)?(?:[a-z]{{4,10}}\s+)?$')
