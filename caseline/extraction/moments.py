"""The dates of a page made ready for events: pairs joined into intervals, and the role each date plays in its clause."""
import re
from dataclasses import dataclass, replace
from typing import Iterator, Sequence

from caseline.extraction.cells import label_above
from caseline.extraction.dates import FoundDate
from caseline.extraction.grammar import Grammar, may_stand, runs_of
from caseline.extraction.segment import Sentence

_JOIN = re.compile(r"[\s,]*(?:\d{1,2}[h:.]\d{0,2}\s*)?(?:au|a|jusqu'au|tot(?: en met)?|t/m|en|et(?: le)?|and|to|until|till|bis(?: zum)?|und|-|–)\s+(?:(?:le|de|den|the|du)\s+)?(?:[a-z]{4,10}\s+)?$|\s*[-–/]\s*$")
# “On 22 November and 14 February” are two days; “between … and …” is a stretch.
_LISTED = re.compile(r'\s*,?\s*(?:en|et|and|und)\b')
_OPEN = re.compile(r"\($|(?:\bdu|\bde|\bd'|\bvan|\bfrom|\bvom|\bvon|\bentre(?: le)?|\btussen|\bbetween|\bzwischen|\bperiode|\bperiod|annee scolaire|schooljaar|schuljahr|school year|\bin)\s+(?:(?:le|de|den|the|dem)\s+)?(?:[a-z]{4,10}\s+)?$")
_WITHIN = re.compile(r'(?:entre|tussen|between|zwischen)\s+(?:\w+\s+)?(?:\w+\s+)?$')
_SCHOOL_YEAR = re.compile(r'(?:annees? scolaires?|schoolja(?:ar|ren)|schuljahre?|school years?|academiejaar|annee academique)\s+(?:\w+\s)?$')
_CITED = re.compile(r'\((?:zie |voir |cf\.? |see )?(?:\w+ ){0,2}(?:rvs|rvv|cce|c\.c\.e\.|c\.e\.|ce|ehrm|cedh|cour eur|hvj|cjue|cass)\b[^)]*$')
_WEEKDAY = re.compile(r'(?:on |le |op |am )?(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b|(?:lun|mar|mercre|jeu|vendre|same)di|dimanche|(?:maan|dins|woens|donder|vrij|zater|zon)dag|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|(?:ma|di|wo|do|vr|vrij|za|zo|lun|jeu|ven|sam|dim|mon|tue|wed|thu|fri|sat|sun|mo|mi|fr|so)\b\.?(?!\s*\d)')
# The hour behind the date with which a message of a chat begins.
_STAMP = re.compile(r',?\s*\d{1,2}[:.]\d{2}(?::\d{2})?\s*(?:\]|[-–—]\s)')
_AROUND = 70
_LASTING = re.compile(r'\b(?:depuis|since|sinds|sedert|seit)\s+$', re.I)
_SOME = re.compile(r'\b(?:the|very|a|an|one|un|une|le|een|één|de|die|ein|eine[mnr]?)\s+$', re.I)
_PAST_DAYS = ('dernier', 'passé', 'jl', 'laatstleden', 'jongstleden')
_DONE = re.compile(
    r"\b(?:est|sont|suis|ai|as|a|ont|avons|avez|était|avait|étaient|avaient)\s+(?:\w+\s+){0,2}?(?:\w+ée?s?|\w*(?:venu|vu|reçu|rendu|perdu|eu|pris|mis|dit|fait|parti|sorti|écrit|signé)e?s?)\b"
    r"|\b(?:was|were|came|went|said|told|gave|got|brought|took|had|did|left|saw|met|heard|caught|sent|rang|[a-z]{2,}ed)\b"
    r"|\b(?:kwam|kwamen|ging|gingen|kreeg|werd|werden|was|waren|had|zei|belde)\b|\bge[a-z]{2,}(?:t|d|en)\b"
    r"|\b(?:hat|haben|habe|ist|sind)\s+(?:\w+\s+){0,6}?\w*ge\w+(?:t|en)\b|\b(?:war|waren|wurde|wurden|kam|ging)\b", re.I)
_HABIT = re.compile(r"\b(?:every|each|usually|used to|chaque|tous les|toutes les|d'habitude|elke|iedere|telkens|jeden|jede|immer)\b", re.I)
# “prend fin le 31 décembre” ends on that day; only “fin décembre” is approximate.
_ENDING = re.compile(r'(?:fin|ende|beginn|begin|einde?|start|end|debut|anfang) (?:le|am|op|on|den)\s+(?:[a-z]+\s+)?$')
_BOUNDS = {'since': 'since', 'until': 'until', 'before': 'due', 'after': ''}
# How far before a date, in characters, the words that give it each role may end; earlier roles win at equal distance.
_REACH = (('received_by_office', 20), ('valid_from', 10), ('offence', 20), ('evicted', 20), ('requested', 4), ('presented', 10), ('listed', 10), ('in_force', 10),
          ('notified', 55), ('valid_until', 28), ('acknowledgment', 60), ('registration', 40), ('order', 14), ('signature', 26),
          ('asked', 4), ('notice_start', 14), ('born', 44), ('check', 22), ('since', 16), ('start', 16), ('until', 6), ('due', 16),
          ('sent', 60), ('received', 40))
# “The acknowledgment was handed over on …” dates the acknowledgment.
_RECEIPT = 24
_AFTER = ('notified', 'registration', 'received')
_DATED = re.compile(r'\s*(?:le|op|on|am|den|the|du|van|of)?\s*')
_NOUN_REACH, _FRONT_REACH, _REST_REACH = 8, 150, 45
_GROWN_UP = 25


@dataclass(frozen=True, slots=True)
class Moment:
    """A date or interval at [start:end] of a page, with its role and whether it opens its sentence."""
    start: int
    end: int
    edtf: str
    kind: str
    within: bool
    role: str
    front: bool

    @property
    def is_interval(self) -> bool:
        return '/' in self.edtf

    @property
    def precise(self) -> bool:
        return len(self.edtf.split('/')[0]) >= 7


def moments_of(text: str, folded: str, sentence: Sentence, dates: Sequence[FoundDate], grammar: Grammar, today: str | None) -> list[Moment]:
    """Return the moments of a sentence of a page; `today` is the paper's own date for words such as “ce jour”."""
    inside = [found for found in dates if sentence.start <= found.start < sentence.end and not _no_moment(text, folded, sentence, found)]
    inside = _without_stamp(folded, sentence, inside)
    moments = list(_joined(folded, sentence, inside))
    if today:
        moments += _today(folded, sentence, grammar, today, moments)
    moments.sort(key=lambda moment: moment.start)
    of_nouns = [not moment.is_interval and bool(grammar.of_a_noun.search(folded, max(sentence.start, moment.start - 28), moment.start)) for moment in moments]
    return [_with_role(_Place(text, folded, sentence, moments, of_nouns, index), grammar) for index in range(len(moments))]


def as_abroad(moment: Moment, *, entry: bool) -> Moment:
    """What another country's paper dates: an entry begins a stay there, any other act is of its day."""
    if entry:
        return replace(moment, role=moment.role or 'since')
    return replace(moment, role='valid_until' if moment.role in ('valid_until', 'until', 'due') else '')


def without_claims_of_birth(moments: Sequence[Moment], document_date: str | None) -> Sequence[Moment]:
    """A sentence on somebody's birth date may give two: “his real date of birth is …; the date 01/01/1983 was put down”."""
    if not any(moment.role == 'born' for moment in moments) or not document_date:
        return moments
    latest = int(document_date[:4]) - _GROWN_UP
    return [moment for moment in moments if moment.role == 'born' or not moment.edtf[:4].isdigit() or int(moment.edtf[:4]) > latest]


@dataclass(frozen=True, slots=True)
class _Place:
    """One moment of a sentence among the others; `of_nouns` says which of them only date a noun."""
    text: str
    folded: str
    sentence: Sentence
    moments: Sequence[Moment]
    of_nouns: Sequence[bool]
    index: int

    @property
    def moment(self) -> Moment:
        return self.moments[self.index]

    @property
    def before(self) -> str:
        """The words before it, back to the moment before."""
        floor = self.moments[self.index - 1].end if self.index else self.sentence.start
        return self.folded[max(self.sentence.start, floor, self.moment.start - 64):self.moment.start]

    @property
    def behind(self) -> tuple[str, int]:
        """The words behind it up to the next moment that a verb can mean, and that one's start or -1; dates of nouns are blanked."""
        following = next((later for later in range(self.index + 1, len(self.moments)) if not self.of_nouns[later]), None)
        end = self.sentence.end if following is None else self.moments[following].start
        words = self.folded[self.moment.end:end]
        for moment in self.moments[self.index + 1:following]:
            low, high = moment.start - self.moment.end, moment.end - self.moment.end
            words = words[:low] + 'x' * (high - low) + words[high:]
        return words, -1 if following is None else end - self.moment.end


def _joined(folded: str, sentence: Sentence, dates: Sequence[FoundDate]) -> Iterator[Moment]:
    index = 0
    while index < len(dates):
        first = dates[index]
        second = dates[index + 1] if index + 1 < len(dates) else None
        if second and _pair(folded, sentence, first, second):
            within = bool(_WITHIN.search(folded[sentence.start:first.start])) and not _SCHOOL_YEAR.search(folded[sentence.start:first.start])
            yield Moment(first.start, second.end, f'{first.edtf}/{second.edtf}', 'interval', within, '', False)
            index += 2
            continue
        edtf, role = first.edtf, _BOUNDS.get(first.bound, '')
        if len(edtf) == 11 and edtf.endswith('~') and _ENDING.search(folded, max(0, first.start - 20), first.start):
            edtf = edtf[:-1]
        if edtf.endswith('/..'):
            edtf, role = edtf[:-3], role or 'since'
        elif edtf.startswith('../'):
            edtf, role = edtf[3:], role or 'due'
        yield Moment(first.start, first.end, edtf, first.kind, first.within, role, False)
        index += 1


def _no_moment(text: str, folded: str, sentence: Sentence, found: FoundDate) -> bool:
    """Laws, durations, case law between brackets, and what is no more exact than “last year” or “on Thursdays”."""
    if found.kind in ('legal_reference', 'duration') or _CITED.search(folded[max(0, found.start - 40):found.start]):
        return True
    if len(found.edtf) == 4 and found.edtf < '1900':
        return True
    if found.kind != 'relative':
        return False
    return len(found.edtf) == 4 or '/' in found.edtf or bool(_WEEKDAY.match(folded, found.start)) and not _is_told(text, sentence, found)


def _is_told(text: str, sentence: Sentence, found: FoundDate) -> bool:
    """Whether a weekday is one day that has been, “she came in on Friday”, “in hospital since Saturday”: not a habit, nothing to come."""
    before = text[max(sentence.start, found.start - _AROUND):found.start]
    if _SOME.search(before):
        return False
    if _LASTING.search(before) or found.text.lower().endswith(_PAST_DAYS):
        return True
    around = before + text[found.start:min(sentence.end, found.end + _AROUND)]
    return bool(_DONE.search(around)) and not _HABIT.search(around)


def _without_stamp(folded: str, sentence: Sentence, inside: list[FoundDate]) -> list[FoundDate]:
    """A message that says when (“[12/03/22, 14:05] An: he left yesterday”) tells nothing of the day it was sent."""
    if len(inside) > 1 and len(inside[1].edtf) >= 10 and _STAMP.match(folded, inside[0].end) and not folded[sentence.start:inside[0].start].strip(' [('):
        return inside[1:]
    return inside


def _pair(folded: str, sentence: Sentence, first: FoundDate, second: FoundDate) -> bool:
    if '/' in first.edtf + second.edtf or first.edtf[:10] > second.edtf[:10]:
        return False
    between, before = folded[first.end:second.start], folded[max(sentence.start, first.start - 40):first.start]
    if _LISTED.match(between) and not _WITHIN.search(before):
        return False
    return len(between) < 30 and bool(_JOIN.match(between)) and bool(_OPEN.search(before) or re.fullmatch(r'\s*[-–/]\s*', between))


def _today(folded: str, sentence: Sentence, grammar: Grammar, today: str, known: Sequence[Moment]) -> list[Moment]:
    found = []
    for match in grammar.today.finditer(folded, sentence.start, sentence.end):
        if not any(moment.start < match.end() + 4 and match.start() < moment.end for moment in known):
            found.append(Moment(match.start(), match.end(), today, 'relative', False, '', False))
    return found


def _with_role(place: _Place, grammar: Grammar) -> Moment:
    moment, sentence, of_noun = place.moment, place.sentence, place.of_nouns[place.index]
    before = place.folded[sentence.start:moment.start]
    front = not before.strip(' -*.()0123456789le') or len(before) < 22
    label = label_above(place.text, moment.start)
    role = _role_before(f'{label}: ' if label else place.before, grammar, of_noun) or moment.role
    if of_noun and role == 'start':
        role = ''
    if not of_noun and (not role or role in ('start', 'sent')):
        role = _role_after(*place.behind, front, grammar) or role
    if not role and sentence.section == 'notification' and not of_noun and len(moment.edtf) == 10:
        role = 'notified'
    if moment.is_interval and role not in ('notified', 'valid_until'):
        role = ''
    return replace(moment, role=role, front=front)


def _role_after(words: str, following: int, front: bool, grammar: Grammar) -> str:
    """“Op 14 juni werd deze beslissing betekend”: words behind a date give its role, unless the `following` date is theirs."""
    reach = min(_FRONT_REACH if front else _REST_REACH, len(words))
    stop = re.search(r'\d|[;.]\s' if front else r'[,;.\d]', words[:reach])
    end = stop.start() if stop else reach
    runs = runs_of(words[:end])
    for name in _AFTER:
        if not may_stand(grammar.role_openings[name], runs):
            continue
        cue = grammar.roles[name].search(words, 0, end)
        last = following if following >= 0 else end if stop and stop.group().isdigit() else 0
        if cue and not _DATED.fullmatch(words, cue.end(), last):
            return name
    return ''


def _role_before(before: str, grammar: Grammar, of_noun: bool = False) -> str:
    best, distance, notified, receipt = '', 99, False, False
    runs = runs_of(before)
    for role, reach in _REACH:
        if not may_stand(grammar.role_openings[role], runs):
            continue
        last = None
        for last in grammar.roles[role].finditer(before):
            pass
        if last is None:
            continue
        reach = _NOUN_REACH if of_noun and role in _AFTER else reach
        gap, between = len(before) - last.end(), before[last.end():]
        if role in ('due', 'until') and len(between.split()) > 1:
            continue
        notified |= role == 'notified' and gap <= reach and _same_clause(between)
        receipt |= role == 'acknowledgment' and gap <= _RECEIPT and _same_clause(between)
        if gap <= reach and gap < distance and _same_clause(between) and (role == 'notified' or not any(map(str.isdigit, between))):
            best, distance = role, gap if role not in ('notified', 'valid_until', 'notice_start', 'acknowledgment') else gap - 8
    if receipt and best == 'notified':
        return 'acknowledgment'
    return 'notified' if notified and best in ('sent', 'received') else best


def _same_clause(between: str) -> bool:
    return not re.search(r'[;.]\s|\b(?:et|en|and|und|mais|maar|but)\s+(?:\w+\s+){2,}', between)
