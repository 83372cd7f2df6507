"""Dates that belong to laws, decrees, treaties, official journals and cited case law: references, never events."""
from __future__ import annotations

import re
from functools import lru_cache

from caseline.extraction.dates.before import last_word
from caseline.extraction.dates.lexicon import either, words_of

_REACH = 150
_LAW = re.compile(rf"\b{either('laws')}(?!\w)", re.I)
_LINK = re.compile(rf"(?:\b{either('law_links')}\.?\s*|^[^\d]*[(,]\s*)$", re.I)
_BREAKS = re.compile(rf"\b{either('own_papers', 'verbs_between')}\b|[.!?]\s+[A-ZÉ]", re.I)
_ABBREVIATED = re.compile(r"[KA]\.?\s?[ERB]\.?")
_JOURNAL = re.compile(rf"\b{either('journals')}\b[^;\n]{{0,30}}?$")
_CITED_BEFORE = re.compile(
    rf"(?<!\w)(?P<court>{either('courts')})(?:,? ?\((?:[A-Za-z\d. ]{{1,20}})\))?,?\s*(?:(?:arrêt|arrest|judgment|Urteile?|Beschl(?:uss|\.)|Urt\.|U\.|B\.)\s*)?(?:v\.|vom|du|van)?\s*$"
    r"|\bv\.? [A-Z][\w ]{2,30},? ?(?:\(?\[?GC\]?\)?,? ?)?(?:\(?no\. [\d/]+\)?,? ?)?[(,]\s*$"
    r"|\bc\. [A-Z][\w\-]+,? ?(?:n[°o] [\d/]+,? ?)?(?:§+ [\d\-]+, ?)?$")
_OWN_COURT = re.compile(either('own_courts'))
_OWN_PAPER = re.compile(rf"\b{either('own_papers')}\s+$", re.I)
_NUMBER_BEHIND = re.compile(r',? ?(?:n[r°o]s?\.?|n°) ?\d')
_CITED_AFTER = re.compile(rf"\s*[,(–-]\s*(?:[\w.\- ]{{2,24}}[,–-]+ ?)?(?:ECLI:|{either('reports')})")
_ABOUT_LAW = re.compile(rf"\s*(?:,? ?{either('about_law')}|\(?,? ?{either('journals')}(?!\w))", re.I)
_ACT_WORD = re.compile(rf"\b{either('act_words')}\b[^.;\n,]{{0,40}}\b(?:du|van|vom|d\.d\.)\s*$", re.I)
_BEGINNINGS, _ENDINGS, _WHOLE = tuple(words_of('law_beginnings')), tuple(words_of('law_endings')), words_of('law_words')
_MAY_STAND_BEFORE = words_of('law_joints')
_OPENS_CITATION = frozenset(',(–-')
_TO_SPACES = str.maketrans(dict.fromkeys('\'’,:;()[]"«»“”', ' '))


def is_reference(text: str, start: int, end: int) -> bool:
    """Whether the day date text[start:end] dates a law, decree, treaty, official journal or a case cited from the books.

    A decision, judgment or letter about the people themselves is not a reference: its date is an event.
    """
    after = text[end:end + 60]
    if after[:2].strip()[:1] in _OPENS_CITATION and _CITED_AFTER.match(after):
        return True
    word = last_word(text, start)
    closed = text[max(0, start - 2):start].rstrip()[-1:] in ',('
    if word not in _MAY_STAND_BEFORE and not closed and not word[-1:].isdecimal() and not _is_short_name(text, start):
        return False
    before = text[max(0, start - _REACH):start]
    words = before.split()
    if any(word[:1].isupper() or word[:1] in '([' for word in words[-6:]) and (
            _JOURNAL.search(before, max(0, len(before) - 45)) or _is_cited(before, after)):
        return True
    if not _names_a_law(before):
        return False
    if _ABOUT_LAW.match(after) and (act := _ACT_WORD.search(before)) and not _BREAKS.search(act[0]):
        return True
    laws = list(_LAW.finditer(before))
    if not laws:
        return False
    between = before[laws[-1].end():]
    if between.isspace() and _ABBREVIATED.fullmatch(laws[-1][0]):   # “KE 12.12.1996”
        return True
    return ';' not in between and bool(_LINK.search(between)) and not _BREAKS.search(between)


def _is_cited(before: str, after: str) -> bool:
    """Whether a court stands before the date as books cite it. Of the council that hears these families' own appeals only “CCE, 9 mai
    2019” and “RvV 12 maart 2019, nr. 218.345” are: “requête CCE du 17 juin 2022” and “CCE 29/04/2014” tell what happened."""
    cited = _CITED_BEFORE.search(before, max(0, len(before) - 60))
    if cited is None or not (cited['court'] and _OWN_COURT.fullmatch(cited['court'])) or ',' in cited[0]:
        return cited is not None
    return _NUMBER_BEHIND.match(after) is not None and not _OWN_PAPER.search(before[:cited.start()])


def _names_a_law(before: str) -> bool:
    """A cheap look: whether any word begins or ends like a law."""
    return any(map(_is_like_a_law, before.lower().translate(_TO_SPACES).split()))


@lru_cache(maxsize=20_000)
def _is_like_a_law(word: str) -> bool:
    return word in _WHOLE or word.startswith(_BEGINNINGS) or word.endswith(_ENDINGS)


def _is_short_name(text: str, start: int) -> bool:
    """Whether the word just before is an abbreviation such as “HR”, “Cass.” or “B.S.”: it begins with a capital."""
    chunk = text[max(0, start - 12):start].split()
    return bool(chunk) and chunk[-1][:1].isupper()

