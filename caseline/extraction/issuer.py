"""Who issued a paper, who wrote it and to whom."""
import re
from functools import cache
from typing import Mapping, NamedTuple

from caseline import countries
from caseline.extraction.cues import CueSet
from caseline.extraction.fold import fold

_FROM = re.compile(r'^[>\s]*(?:from|de|van|von|expediteur|afzender)\s?:\s*(.+)$', re.M)
_TO = re.compile(r'^[>\s]*(?:to|a|aan|an|destinataire|geadresseerde|a l\'attention de|t\.a\.v\.)\s?:?\s+((?:monsieur|madame|m\.|mme|maitre|me|de heer|mevrouw|mr|mrs|ms|herrn|frau|to)?[^\n]{3,80})$', re.M)


class Parties(NamedTuple):
    """The issuing authority's key or name, the author and the addressee as written, None where the paper does not say."""
    issuer: str | None
    author: str | None
    addressee: str | None


def parties_of(text: str, folded: str, kind: str | None, country: str) -> Parties:
    """Return who stands behind the paper, from its kind, its letterhead and its first lines."""
    sender = _FROM.search(folded[:800])
    author = text[slice(*sender.span(1))].strip() if sender else None
    to = _TO.search(folded[:1500])
    addressee = text[slice(*to.span(1))].strip(' ,:') if to else None
    return Parties(_issuer(text, folded, kind, country), author and _bare(author), addressee and _bare(addressee))


def _issuer(text: str, folded: str, kind: str | None, country: str) -> str | None:
    table: Mapping = countries.load(country).table('issuers')
    fixed = table['by_kind'].get(kind or '')
    if fixed:
        return fixed
    if kind in table['private']:
        first = next((line.strip() for line in text.split('\n') if line.strip()), '')
        return _without_profession(first, country) or None
    hits = [(hit.start, hit.label) for hit in _authorities(country).scan(folded[:900])]
    return min(hits)[1] if hits else None


@cache
def _authorities(country: str) -> CueSet:
    return CueSet(countries.load(country).table('issuers')['authorities'])


def _without_profession(line: str, country: str) -> str:
    """The name on a letterhead's line: “Claire DUMORTIER Avocat au barreau de Bruxelles” is Claire DUMORTIER."""
    words = line.split()
    professions = set(countries.load(country).table('issuers')['professions'])
    end = next((place for place, word in enumerate(words) if place >= 2 and fold(word).strip('.,;:') in professions), len(words))
    return ' '.join(words[:end]).rstrip(' ,;:–-|') if end < len(words) else line


def _bare(name: str) -> str:
    return re.sub(r'\s*[<(\[].*$', '', name).strip(' ,"')
