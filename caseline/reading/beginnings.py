"""Where in a scan a new letter seems to begin: proposals only, a person decides.

A page begins a letter when it says that it is page 1, or when it has a letter's head: a place or day near the top, followed
by a subject or a greeting. A page that says that it is page 2 or later never does.
"""
import re
from collections.abc import Sequence

_OF = r'(?:/|of|de|sur|van|von|op)'
_NUMBERED = re.compile(rf'\b(?:page|pagina|pag\.?|blz\.?|seite|p\.)\s*(\d{{1,3}})\b|^\s*-?\s*(\d{{1,3}})\s*{_OF}\s*\d{{1,3}}\s*-?\s*$', re.IGNORECASE | re.MULTILINE)
_MONTH = (r'(?:janvier|février|fevrier|mars|avril|mai|juin|juillet|août|aout|septembre|octobre|novembre|décembre|decembre|januari|februari|maart|april|mei|'
          r'juni|juli|augustus|september|oktober|november|december|january|february|march|may|june|july|august|october|januar|februar|märz|dezember)')
_DAY = re.compile(rf'\b(?:\d{{1,2}}(?:er|\.|st|nd|rd|th)?\s+{_MONTH}\.?,?\s+(?:19|20)\d\d|{_MONTH}\s+\d{{1,2}},\s+(?:19|20)\d\d|\d{{1,2}}[./-]\d{{1,2}}[./-](?:19|20)\d\d)\b', re.IGNORECASE)
_OPENING = re.compile(r'^\s*(?:concerne|objet|betreft|onderwerp|betrifft|betreff|subject|re|o/?ref|n/?r[ée]f|v/?r[ée]f|ons kenmerk|uw kenmerk|our ref)\b|'
                      r'^\s*(?:ch(?:er|ère)s?\s+)?(?:madame|monsieur|mesdames|mevrouw|meneer|geachte|beste|dear|sehr geehrte|liebe|maître)\b', re.IGNORECASE | re.MULTILINE)
# lines at the top in which a letter has its head, and at the edges where a page has its number
_HEAD, _OPENING_LINES, _EDGE = 14, 30, 3


def beginnings(pages: Sequence[str]) -> list[int]:
    """Numbers (from 1) of the pages that seem to begin a letter of their own; page 1 is always among them."""
    return [number for number, text in enumerate(pages, 1) if number == 1 or _begins(text)]


def _begins(text: str) -> bool:
    lines = [line for line in text.split('\n') if line.strip()]
    if (own := _own_number(lines)) is not None:
        return own == 1
    return bool(_DAY.search('\n'.join(lines[:_HEAD])) and _OPENING.search('\n'.join(lines[:_OPENING_LINES])))


def _own_number(lines: Sequence[str]) -> int | None:
    """The number that the page gives itself at its top or bottom, or None."""
    found = _NUMBERED.search('\n'.join([*lines[:_EDGE], *lines[-_EDGE:]]))
    return int(found.group(1) or found.group(2)) if found else None
