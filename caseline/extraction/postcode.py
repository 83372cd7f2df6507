"""Numbers that look like years but are postal codes: “1800 Vilvoorde”, “te 2000 Antwerpen”."""
import re

_TOWN = re.compile(r"[ \u00a0]{1,2}(?:[A-ZÀ-Þ][a-zß-ÿ'-]{2,}|[A-ZÀ-Þ]{3,})")
_BEFORE = re.compile(r"(?:[,;–-]|\bB-|\b(?:te|à|a|in|at|nach|zu|naar|vers))\s*$|\d[a-z]?,?\s+$|(?:^|\n)\s*$", re.I)
_MONTHS = re.compile(r'(?:jan|f[eé]v|feb|m[aä]r|mars|maart|apr|avr|mai|mei|may|ju[nil]|juin|a[uo][ugût]|sep|o[ck]t|nov|d[eé][cz])', re.I)


def is_postcode(text: str, start: int, end: int) -> bool:
    """Say whether the four digits at [start:end] are followed by a town's name, as in an address."""
    if end - start != 4 or not text[start:end].isdigit():
        return False
    town = _TOWN.match(text, end)
    if not town or _MONTHS.match(town.group().strip()):
        return False
    return bool(_BEFORE.search(text[max(0, start - 12):start]))
