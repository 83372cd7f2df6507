"""Give each date of a sentence the event it belongs to: the document it dates, or the nearest words in its clause."""
import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Collection, Sequence

from caseline.extraction.cues import Hit
from caseline.extraction.grammar import Grammar
from caseline.extraction.moments import Moment
from caseline.extraction.segment import Sentence

TIED, NEAR = 60.0, 36.0
_FAR = 240
# What another date in between costs; “issued on … and valid until …” are both dates of the same paper.
_CROSSED, _SECOND = 26, 6
_PASSIVE = 30.0
_VERB_REACH = 60
_SERVED, _SERVABLE, _SERVED_BONUS = ('notified', 'received'), ('?decision', '?judgment', '?order'), 18.0
# “dismissed the appeal on 3 May” dates the verb, “the appeal of 3 May” the noun.
_ADJUNCT = re.compile(r'\W*(?:(?:kort|peu|shortly|kurz)\s+)?(?:after|na|apres|nach|suite a|following|vlak na)\b')
# “Kort na een verblijf in …, zijn de klachten … sinds mei”: what came before is not what the date behind the comma tells.
_OF_BEFORE = re.compile(r"\b(?:after|na|apres|nach|following|depuis|sinds|since|seit|voor|avant|before|vor)\s+(?:[\w'’]+\s+){0,4}$")
_BEFORE_REACH, _TOLD_BEFORE, _FURTHER_ON = 40, 40, re.compile(r',\s+(?:[\w\'’-]+\s+){3}')
_VERB_DATE = re.compile(r'\b(?:on|le|op|am)\s+(?:[a-z]+\s+)?$')
_ANOTHER_CLAUSE = re.compile(r'\b(?:et|en|and|und|puis|maar|mais|but|waarna|daarna|ensuite)\s+\w+\s')
_NEW_CLAUSE = re.compile(r'(?:;|\b(?:et|en|and|und|puis|maar|mais|but))\s*,?\s+(?:[a-z]+\s+){0,2}$')


@dataclass(frozen=True, slots=True)
class Attached:
    """A moment and the hit that it dates; `tied` when it stands right behind the noun, as in “arrêt n° … du …”."""
    moment: Moment
    hit: Hit
    score: float
    tied: bool


def attach(folded: str, sentence: Sentence, moments: Sequence[Moment], hits: Sequence[Hit], grammar: Grammar,
           favoured: Collection[str] = ()) -> list[Attached]:
    """Return what each moment dates; moments that nothing in the sentence explains are left out.

    `favoured` are the types that this kind of paper is about: of two near ones, they win.
    """
    starts = [moment.start for moment in moments]
    scored = {moment: [item for hit in hits if hit.start - moment.end <= _FAR and moment.start - hit.end <= _FAR
                       and (item := _weighed(folded, sentence, moment, hit, hits, starts, grammar, favoured)).score >= NEAR] for moment in moments}
    best = {moment: max(items, key=lambda item: item.score) for moment, items in scored.items() if items}
    dated = {(item.hit.label, item.hit.end): moment for moment, item in best.items() if item.tied and item.hit.label.lstrip('?') in grammar.settings['decided']}
    for moment, items in scored.items():
        free = [item for item in items if dated.get((item.hit.label, item.hit.end), moment) is moment]
        if free and best[moment] not in free:
            best[moment] = max(free, key=lambda item: item.score)
    return [best[moment] for moment in moments if moment in best]


def _weighed(folded: str, sentence: Sentence, moment: Moment, hit: Hit, hits: Sequence[Hit], starts: Sequence[int], grammar: Grammar,
             favoured: Collection[str]) -> Attached:
    """Score one pair, knowing the other words of the sentence: what was asked, what was decided on it, what was served."""
    item = _score(folded, sentence, moment, hit, starts, grammar, hit.label in favoured)
    score = item.score
    if hit.end <= moment.start:
        score -= _TOLD_BEFORE * told_aside(folded, sentence, moment, hit)
        score -= _PASSIVE * _verb_follows(folded, moment, hit, hits, starts, grammar)
        score -= _PASSIVE * (item.tied and not _VERB_DATE.search(folded, hit.end, moment.start) and _dates_the_noun(hit, hits, grammar))
    if moment.role in _SERVED and (hit.label in grammar.settings['notified'] or hit.label in _SERVABLE):
        score += _SERVED_BONUS
    return replace(item, score=score)


def told_aside(folded: str, sentence: Sentence, moment: Moment, hit: Hit) -> bool:
    """Whether a sentence tells these words only as what was before: “…, shortly after a stay in …, and worse since May”."""
    if hit.start >= moment.end:
        return bool(_ADJUNCT.match(folded, moment.end))
    before = max(sentence.start, hit.start - _BEFORE_REACH)
    return bool(_FURTHER_ON.search(folded, hit.end, moment.start) and _OF_BEFORE.search(folded, before, hit.start))


def _dates_the_noun(hit: Hit, hits: Sequence[Hit], grammar: Grammar) -> bool:
    """“Rejected the appeal of 3 May”: the words that end with the noun lend it their date."""
    return any(other.end == hit.end and other.start > hit.start and hit.label in grammar.settings['decided'].get(other.label.lstrip('?'), ()) for other in hits)


def _verb_follows(folded: str, moment: Moment, hit: Hit, hits: Sequence[Hit], starts: Sequence[int], grammar: Grammar) -> bool:
    """“Der Asylantrag wurde am 3. Mai abgelehnt”: the date is of what was done, told behind it, not of the thing."""
    decided = grammar.settings['decided'].get(hit.label.lstrip('?'), ())
    if not decided or not grammar.passive.search(folded, hit.end, moment.start):
        return False
    following = [other for other in hits if other.label in decided and moment.end < other.end <= moment.end + _VERB_REACH]
    return any(not any(moment.end < start < other.end for start in starts) and not grammar.breaks.search(folded, moment.end, other.end)
               for other in following)


def _score(folded: str, sentence: Sentence, moment: Moment, hit: Hit, starts: Sequence[int], grammar: Grammar,
           favoured: bool) -> Attached:
    tied = False
    if hit.end <= moment.start:
        between, score = folded[hit.end:moment.start], 100.0
        tied = len(between) < 60 and (not between.strip() or bool(grammar.tie.match(between)))
        score += 9 * (tied and hit.gap and bool(_VERB_DATE.search(between)))
        score += TIED * tied - 9 * (not tied and bool(_NEW_CLAUSE.search(between)))
    elif hit.start >= moment.end:
        between, score = folded[moment.end:hit.start], 94.0 - _TOLD_BEFORE * told_aside(folded, sentence, moment, hit)
        if not moment.front and not _opens_clause(folded, sentence, moment):
            score -= 16 + 12 * bool(_ANOTHER_CLAUSE.search(between))
    else:
        between, score = '', 88.0
    low, high = min(hit.end, moment.end), max(hit.start, moment.start)
    score -= 0.45 * len(between) * (not tied)
    crossed = max(0, bisect_left(starts, high) - bisect_left(starts, low) - (low <= moment.start < high))
    score -= (_SECOND if moment.role in ('valid_until', 'valid_from') else _CROSSED) * crossed * (not tied)
    score -= _breaks(between, grammar) * (not tied)
    score += 0 if hit.gap else min(7.0, (hit.end - hit.start) / 4)
    score += 7 * (favoured and not (hit.gap and tied)) - 14 * hit.label.startswith('?') + 2 * (not hit.label.startswith('?'))
    return Attached(moment, hit, score, tied)


def _opens_clause(folded: str, sentence: Sentence, moment: Moment) -> bool:
    before = folded[max(sentence.start, moment.start - 26):moment.start]
    return bool(re.search(r"[,;:.]\s|(?:^|\s)(?:et|en|and|und|puis|waar|waarop|waarna|who|which|qui|then|maar|mais)\s", before))


def _breaks(between: str, grammar: Grammar) -> float:
    """What a change of clause between words and date costs."""
    cost = 16.0 * between.count(';') + 4.0 * between.count(',') + 6.0 * between.count(':')
    return cost + min(36.0, 12.0 * _clauses(between, grammar))


@lru_cache(maxsize=2048)
def _clauses(between: str, grammar: Grammar) -> int:
    """How many words that begin a clause stand in between; the same words are asked about for every date and wording."""
    return len(grammar.breaks.findall(between)) if ' ' in between else 0


def reason(text: str, item: Attached) -> str:
    """Return why a moment dates its event, in a few words, quoting the page's text."""
    words = text[item.hit.start:item.hit.end].strip()
    if not words:
        return 'a line of a certificate that dates what it attests'
    how = 'right beside the date' if item.tied else 'in the same clause as the date'
    return f'“{words}” {how}'
