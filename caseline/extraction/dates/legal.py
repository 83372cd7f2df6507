"""Dates that belong to laws, decrees, treaties, official journals and cited case law: references, never events."""
from __future__ import annotations

import re

from caseline.extraction.dates.before import last_word
from caseline.extraction.dates.lexicon import either, words_of

_REACH = 150
_LAW = re.compile(rf"\b{either('laws')}(?!\w)", re.I)
_LINK = re.compile(rf"(?:\b{either('law_links')}\.?\s*|^[^\d]*[(,]\s*)$", re.I)
_BREAKS = re.compile(rf"\b{either('own_papers', 'verbs_between')}\b|[.!?]\s+[A-ZÉ]", re.I)
_JOURNAL = re.compile(rf"\b{either('journals')}\b[^;\n]{{0,30}}?$")
_CITED_BEFORE = re.compile(
    rf"(?<!\w){either('courts')}(?:,? ?\((?:[A-Za-z\d. ]{{1,20}})\))?,?\s*(?:(?:arrêt|arrest|judgment|Urteile?|Beschl(?:uss|\.)|Urt\.|U\.|B\.)\s*)?(?:v\.|vom|du|van)?\s*$"
    r"|\bv\.? [A-Z][\w ]{2,30},? ?(?:\(?\[?GC\]?\)?,? ?)?(?:\(?no\. [\d/]+\)?,? ?)?[(,]\s*$"
    r"|\bc\. [A-Z][\w\-]+,? ?(?:n[°o] [\d/]+,? ?)?(?:§+ [\d\-]+, ?)?$")
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
            _JOURNAL.search(before, max(0, len(before) - 45)) or _CITED_BEFORE.search(before, max(0, len(before) - 60))):
        return True
    if not _names_a_law(before):
        return False
    if _ABOUT_LAW.match(after) and _ACT_WORD.search(before):
        return True
    laws = list(_LAW.finditer(before))
    between = before[laws[-1].end():] if laws else ''
    return bool(laws) and ';' not in between and bool(_LINK.search(between)) and not _BREAKS.search(between)


def _names_a_law(before: str) -> bool:
    """A cheap look: whether any word begins or ends like a law."""
    return any(word in _WHOLE or word.startswith(_BEGINNINGS) or word.endswith(_ENDINGS) for word in before.lower().translate(_TO_SPACES).split())


def _is_short_name(text: str, start: int) -> bool:
    """Whether the word just before is an abbreviation such as “HR”, “Cass.” or “B.S.”: it begins with a capital."""
    chunk = text[max(0, start - 12):start].split()
    return bool(chunk) and chunk[-1][:1].isupper()

