"""The words before a date that make it less than exact, or one side of a span: “vers”, “fin”, “mi-”, “sinds”, “until”."""
from __future__ import annotations

import re

from caseline.extraction.dates.before import last_words

_REACH = 34
_ARTICLE = r"(?:\s*(?:le mois de|le mois d['’]|la maand|den monat|the month of|le|la|les|l['’]|de|du|des|d['’]|het|the|den|dem|der|im|in|am|um|von|van|en|of|année|années|jaar|jahr|jahres|jahre|year|mois de|maand|month of))*\s*"
_ABOUT = re.compile(
    r"(?:\b(?:vers|environ|autour|courant|aux alentours|approximativement|à peu près|omstreeks|rond|ongeveer|circa|ca|around|about|approximately|roughly|etwa|ungefähr|gegen|rund um"
    r"|vermoedelijk rond|sometime|some time|quelque part|ergens|irgendwann|plus ou moins|\+/-|zirka|plusminus|dans le courant|in de loop|im laufe|in the course|au cours)\b[.:]?|±|~|\+/-)" + _ARTICLE + r'$', re.I)
_PART = re.compile(
    r"(?:\b(?:fin|la fin|début|debut|le début|mi|milieu|le milieu|eind|einde|het einde|begin|het begin|medio|midden|half|mid|middle|early|late|end|the end|beginning|start|ende|anfang"
    r"|mitte|beginn|zu beginn|le courant|at the end|towards the end|ultimo|tegen het einde|tegen eind|first half|second half|première moitié|eerste helft|tweede helft|erste hälfte|zweite hälfte|ersten hälfte|zweiten hälfte)\b[ \-‑]?)" + _ARTICLE + r'$', re.I)
_BOUND = re.compile(
    r"\b(?:(?P<since>depuis|dès|à partir|à compter|since|from|as from|as of|sinds|sedert|vanaf|met ingang|seit|seitdem|ab)|(?P<until>jusqu['’]?(?:au|en|à)?|until|till|up to|tot(?: en met)?|t/m|bis(?: zum)?|valable jusqu['’]au)"
    r"|(?P<before>avant|before|prior to|voor|vóór|vor|by|au plus tard|uiterlijk|spätestens|no later than|not later than)|(?P<after>après|after|na|nach|au plus tôt|ten vroegste|frühestens))\b" + _ARTICLE + r'$', re.I)
_PERHAPS = re.compile(r"\b(?:peut-être|probablement|sans doute|misschien|wellicht|waarschijnlijk|vermoedelijk|perhaps|maybe|possibly|probably|vielleicht|vermutlich|wahrscheinlich)" + r'\b' + _ARTICLE + r'$', re.I)
_INEXACT = frozenset(
    """vers environ autour courant alentours approximativement peu omstreeks rond ongeveer circa ca around about approximately roughly etwa ungefähr gegen rund
    sometime some quelque ergens irgendwann plus moins zirka plusminus loop laufe course cours fin début debut mi milieu eind einde begin medio midden half mid middle early late end
    beginning start ende anfang mitte beginn zu ultimo first second première deuxième moitié eerste tweede helft erste zweite ersten zweiten hälfte +/ ± ~ um""".split())
_SIDES = frozenset(
    """depuis dès partir compter since from as sinds sedert vanaf ingang seit seitdem ab jusqu jusque jusqu'au until till up tot t/m bis avant before prior voor vóór vor by tard uiterlijk spätestens than
    après after na nach tôt vroegste frühestens""".split())


def approximate(text: str, start: int) -> str:
    """'about' or 'part' when the words before text[start] say that the date is not exact, else ''."""
    if _INEXACT.isdisjoint(last_words(text, start, _REACH)):
        return ''
    before = _before(text, start)
    if _ABOUT.search(before):
        return 'about'
    return 'part' if _PART.search(before) else ''


def perhaps(text: str, start: int) -> bool:
    """Whether the source itself doubts: “sans doute le 3 mars”."""
    return bool(_PERHAPS.search(_before(text, start)))


def bound(text: str, start: int) -> str:
    """since, until, before or after, when the words before text[start] make the date one side of a span; else ''."""
    if _SIDES.isdisjoint(last_words(text, start, _REACH)):
        return ''
    match = _BOUND.search(_before(text, start))
    return match.lastgroup or '' if match else ''


_YEAR_HINT = re.compile(
    r"\s*(?:(?P<last>derniers?|dernière|passée?s?|écoulée?|jl\b|l\.\s?l\.|laatstleden|jongstleden|ll\b|last\b(?! year))|(?P<next>prochaine?|a\.\s?s\.|aanstaande|eerstkomende|next\b(?! year))"
    r"|(?P<following>suivante?|daaropvolgend|daarop|following|darauf)"
    r"|(?P<same>(?:de )?la même année|du même an|(?:van )?(?:het)?zelfde jaar|van dat jaar|(?:of )?(?:the|that) same year|(?:of )?that year|desselben Jahres|des(?:selben)? gleichen Jahres|desgleichen Jahres)"
    r"|(?P<lastyear>(?:de )?l['’]année (?:dernière|passée)|de l['’]an (?:dernier|passé)|(?:van )?(?:vorig|verleden) jaar|(?:of )?last year|(?:des )?(?:vergangenen|letzten|vorigen) Jahres|vergangenen Jahres|letzten Jahres|d\.\s?Vorjahres|des Vorjahres)"
    r"|(?P<nextyear>(?:de )?l['’]année prochaine|(?:van )?volgend jaar|(?:of )?next year|(?:des )?(?:nächsten|kommenden) Jahres)"
    r"|(?P<this>courant|(?:de )?cette année|(?:van )?dit jaar|(?:of )?this year|dieses Jahres|(?:des )?laufenden Jahres|d\.\s?J\.|l\.\s?J\.))(?!\w)", re.I)
_HINT_BEFORE = re.compile(r"\b(?:(?P<last>last|vorige|afgelopen|verleden|letzten|letzter|vergangenen|vorigen)|(?P<next>next|volgende|komende|aanstaande|nächsten|kommenden)|(?P<this>this|deze|dit|diesen|diesem|ce))\s+$", re.I)
_HINT_NAMES = {'last': 'last', 'next': 'next', 'lastyear': '-1', 'nextyear': '+1', 'this': 'this', 'following': 'following', 'same': 'same'}


def year_hint(text: str, start: int, end: int) -> tuple[str, int]:
    """Which year a date without one says it is in, and the offset behind the words that say so.

    'last', 'next' or 'this' time round; '-1' or '+1' for last and next year; 'following' or 'same' year as what was told;
    '' when nothing is said.
    """
    match = _YEAR_HINT.match(text, end)
    if match:
        return _HINT_NAMES[match.lastgroup], match.end()
    match = _HINT_BEFORE.search(_before(text, start))
    return (_HINT_NAMES[match.lastgroup], end) if match else ('', end)


def _before(text: str, start: int) -> str:
    return text[max(0, start - _REACH):start]
