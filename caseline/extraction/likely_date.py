"""The date a paper most likely bears when no line of it looks like a dating line: how it speaks of its own making, and what is latest."""
import re
from functools import cache
from typing import Sequence

from caseline.extraction.cues import any_of
from caseline.extraction.dates import FoundDate
from caseline.extraction.grammar import LANGUAGES, Grammar, lexicon

TOWN = r"[A-ZÀ-Þ][\w'’.-]*(?:[ /-](?:[A-ZÀ-Þ][\w'’.()-]*|de|la|le|les|sur|en|du|ten|aan|van|am|der|sous|lez|lès|à|op)){0,4}"
PLACE = re.compile(rf"[ \t>*]*{TOWN}(?:,\s*(?:(?:le|den|de|op|the|on|am)\s+)?|\s+(?:le|den|the|de|op)\s+)(?:[a-z]{{4,10}},?\s+)?$")
_OF_ANOTHER = re.compile(r'\b(?:du|de|van|of|vom|des|d\.d\.)\s+(?:[a-z]+\s+)?$')
# A sentence ends at a full stop that stands behind no abbreviation: “(O.V. 7.733.410)”, “mevr. Osei”.
_SENTENCE_END = re.compile(r'(?<!\b\w)(?<!\b\w\w)(?<!\bmevr)(?<!\bmme)[.;](?:\s|$)|\n\s*\n')
_AFTER, _NEAR = 200, 60
_BEFORE, _ENOUGH, _ENDS, _HEADING = 90, 3.5, 3, 6
SCORE = 20.0


def likely_date(text: str, folded: str, dates: Sequence[FoundDate], grammar: Grammar, act: re.Pattern[str] | None = None) -> tuple[FoundDate, int] | None:
    """Return the day that speaks most for being the paper's own, and where its words begin; None where little does.

    `act` is what a paper of this kind tells was done on its day: “presented himself at the counter on …”.
    """
    days = [found for found in dates if found.kind == 'date' and len(found.edtf) == 10]
    own = [found for found in days if not _of_something_else(folded, found, grammar)]
    latest = max((found.edtf for found in own), default='')
    lines = _places_of_lines(folded)
    best: tuple[float, FoundDate, int] | None = None
    for found in own:
        begin = folded.rfind('\n', 0, found.start) + 1
        following = next((other.start for other in dates if other.start >= found.end), len(folded))
        score = _speaks_for(text, folded, found, begin, lines, act, min(following, found.end + _AFTER)) + 2.0 * (found.edtf == latest)
        if score >= _ENOUGH and (best is None or score > best[0]):
            best = score, found, begin
    return (best[1], max(best[2], best[1].start - _BEFORE)) if best else None


def _of_something_else(folded: str, found: FoundDate, grammar: Grammar) -> bool:
    """A birth, an appointment, the end of something, or a decision that the paper leans on."""
    before = folded[max(0, found.start - _BEFORE):found.start]
    beside = before.rsplit('\n', 1)[-1]
    return bool(elsewhere().search(beside)) or any(
        last is not None and len(beside) - last.end() < 12 for role in ('born', 'valid_until', 'until', 'due', 'valid_from')
        if (last := _last(grammar.roles[role], beside)))


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    last = None
    for last in pattern.finditer(text):
        pass
    return last


def _speaks_for(text: str, folded: str, found: FoundDate, begin: int, lines: Sequence[int], act: re.Pattern[str] | None = None,
                following: int | None = None) -> float:
    """How much the words before a day and its place in the paper speak for its being the paper's own."""
    before = folded[max(begin, found.start - _BEFORE):found.start]
    end = folded.find('\n', found.end)
    after = folded[found.end:len(folded) if end < 0 else end].strip(' .,)')
    line = lines.index(begin) if begin in lines else 0
    sentence = re.split(r'[.;]\s', before)[-1]
    score = 3.0 * bool(_said('makes').search(sentence)) + 1.5 * bool(_said('papers').search(sentence)) + 1.5 * bool(_itself().search(sentence)) + 1.0 * (not after)
    score += 1.5 * (line < _ENDS) + 1.0 * (line >= len(lines) - _ENDS)
    score += 3.0 * bool(PLACE.match(text[begin:found.start])) + 6.0 * bool((line < _HEADING or _opened().match(sentence.lstrip())) and _named().search(before))
    score += 4.0 * bool(act and _done_on(act, sentence, folded[found.end:following]))
    return score - 2.5 * bool(_OF_ANOTHER.search(before) and not _itself().search(sentence) and not _said('makes').search(sentence))


def _done_on(act: re.Pattern[str], before: str, after: str) -> bool:
    """Whether an act stands right before a day, or closes its sentence after it: “heeft op 3 mei een verzoek ingediend”."""
    last = _last(act, before)
    if last and len(before) - last.end() < _NEAR and not any(map(str.isdigit, before[last.end():])):
        return True
    return bool(act.search(_SENTENCE_END.split(after)[0]))


def _places_of_lines(folded: str) -> list[int]:
    return [match.start() for match in re.finditer(r'^[^\n]*\S', folded, re.M)]


@cache
def _said(words: str) -> re.Pattern[str]:
    """One of these words, and then nothing but what may stand between it and its date."""
    return re.compile(rf'(?:{_words(words)})[^.;\n\d]{{0,60}}$')


@cache
def _itself() -> re.Pattern[str]:
    return re.compile(_words('itself'))


@cache
def _named() -> re.Pattern[str]:
    """“Urteil vom 18. Februar 2016” in the heading: the paper's own name."""
    return re.compile(rf'(?:{_words("acts")})(?:[^.;\n]|\bn[or]\.|\d\.(?=\d)){{0,60}}?(?:\b(?:du|van|vom|of|d\.d\.|in open court on|am|le|op)|[-–—:,])\s+$')


@cache
def _opened() -> re.Pattern[str]:
    """“Decision of 17 May 2011, handed to her the same day”: a line that begins with the act."""
    return re.compile(_words('acts'))


@cache
def elsewhere() -> re.Pattern[str]:
    """Births, appointments, laws before a date, and words that make it a bound."""
    return re.compile(rf'(?:{_words("other_days")})(?:[^.;\n–—-]|-(?! )){{0,30}}$|(?:{_words("bounds")})\s*$')


@cache
def leaning() -> re.Pattern[str]:
    """“Having regard to the decision of 3 May”: what a paper leans on is not its own day."""
    return re.compile(rf'\W*(?:{_words("leans_on")})')


def _words(name: str) -> str:
    return any_of(cue for language in LANGUAGES for cue in lexicon(language)['own_date'].get(name, ())).pattern
