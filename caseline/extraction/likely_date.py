"""The date a paper most likely bears when no line of it looks like a dating line: how it speaks of its own making, and what is latest."""
import re
from typing import Sequence

from caseline.extraction.dates import FoundDate
from caseline.extraction.grammar import Grammar

TOWN = r"[A-ZÀ-Þ][\w'’.-]*(?:[ /-](?:[A-ZÀ-Þ][\w'’.()-]*|de|la|le|les|sur|en|du|ten|aan|van|am|der|sous|lez|lès|à|op)){0,4}"
PLACE = re.compile(rf"[ \t>*]*{TOWN}(?:,\s*(?:(?:le|den|de|op|the|on|am)\s+)?|\s+(?:le|den|the|de|op)\s+)(?:[a-z]{{4,10}},?\s+)?$")
# Words by which a paper speaks of itself, and of being made.
_ITSELF = re.compile(r'\b(?:presente?s?|cette|ce (?:document|certificat|courrier)|la presente|dit|deze|dezes|onderhavige?|this|the present|dies\w*|vorliegend\w*|soussigne\w*|ondergetekende\w*|undersigned|unterzeichne\w*)\b')
_MADE = re.compile(r"\b(?:fait|delivre\w*|donnee?|prise?|dressee?|etablie?|signee?|imprimee?|datee?|emise?|redigee?|rediges?|encodee?|remplie?|mise? a jour|seance|audience publique"
                   r"|opgemaakt|opgesteld|afgeleverd|uitgereikt|gedaan|gegeven|getekend|ondertekend|geschreven|afgedrukt|genomen|zitting|ingevuld|bijgewerkt|gez"
                   r"|done|made|issued|given|signed|written|printed|drawn up|dated|delivered|taken|filled in|updated|as (?:at|of)|sgd|submitted|certified|sitting|dictated|translated|awarded|announced"
                   r"|ausgestellt|erstellt|gegeben|unterzeichnet|unterschrieben|ausgefertigt|ausgedruckt|verfasst|geschrieben|erlassen|ergangen|stand|gezeichnet|eingereicht|sitzung)\b[^.;\n\d]{0,60}$")
_WRITTEN = re.compile(r"\b(?:courrier|lettre|mail|brief|verslag|letter|note|schreiben|attestation|certificat|attest|certificate|bescheinigung|signature|handtekening|unterschrift)\b[^.;\n\d]{0,40}$")
# “Urteil vom 18. Februar 2016” in the heading: the paper's own name.
_NAMED = re.compile(r"\b(?:urteil|entscheid(?:ung)?|beschluss|bescheid|stellungnahme|arrest|arret|jugement|ordonnance|vonnis|beschikking|beslissing|decision|judge?ment|order|avis|advies|opinion|verslag|rapport|report|note|notitie|verfugung|sitting|seance|zitting|sitzung)"
                    r"\b(?:[^.;\n]|\bn[or]\.|\d\.(?=\d)){0,60}?(?:\b(?:du|van|vom|of|d\.d\.|in open court on|am|le|op)|[-–—:,])\s+$")
# What is counted in years before and after: births, validity, appointments.
_ELSEWHERE = re.compile(r"\b(?:nee?|naissance|geboren|born|birth|geb|rendez-vous|rdv|afspraak|appointment|termin|entree|sortie|prochaine?|volgende|next|nachste\w*|convoque\w*|invite\w*|uitgenodigd|invited|loi|wet|law|gesetz|arrete|besluit van|decree|flug|vlucht|flight|vol|fixee? au|festgesetzt|prevue?|voorzien|planned|scheduled|come on|komen op|depart|vertrek)\b[^.;\n]{0,30}$|\b(?:ab|des le|vanaf|from|to|tot|jusqu'au|until|till|bis|since|depuis|sinds|seit(?: dem)?|a partir du|a compter du|endend am|verfallt am)\s*$")
_OF_ANOTHER = re.compile(r'\b(?:du|de|van|of|vom|des|d\.d\.)\s+(?:[a-z]+\s+)?$')
_BEFORE, _ENOUGH, _ENDS, _HEADING = 90, 3.5, 3, 6
SCORE = 20.0
_ACTS = frozenset(('decision ', 'beslissin', 'entscheid', 'beschluss', 'judgment ', 'urteil vo', 'vonnis va', 'jugement '))


def likely_date(text: str, folded: str, dates: Sequence[FoundDate], grammar: Grammar) -> tuple[FoundDate, int] | None:
    """Return the day that speaks most for being the paper's own, and where its words begin; None where little does."""
    days = [found for found in dates if found.kind == 'date' and len(found.edtf) == 10]
    own = [found for found in days if not _of_something_else(folded, found, grammar)]
    latest = max((found.edtf for found in own), default='')
    lines = _places_of_lines(folded)
    best: tuple[float, FoundDate, int] | None = None
    for found in own:
        begin = folded.rfind('\n', 0, found.start) + 1
        score = _speaks_for(text, folded, found, begin, lines) + 2.0 * (found.edtf == latest)
        if score >= _ENOUGH and (best is None or score > best[0]):
            best = score, found, begin
    return (best[1], max(best[2], best[1].start - _BEFORE)) if best else None


def _of_something_else(folded: str, found: FoundDate, grammar: Grammar) -> bool:
    """A birth, an appointment, the end of something, or a decision that the paper leans on."""
    before = folded[max(0, found.start - _BEFORE):found.start]
    beside = before.rsplit('\n', 1)[-1]
    return bool(_ELSEWHERE.search(beside)) or any(
        last is not None and len(beside) - last.end() < 12 for role in ('born', 'valid_until', 'until', 'due', 'valid_from')
        if (last := _last(grammar.roles[role], beside)))


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    last = None
    for last in pattern.finditer(text):
        pass
    return last


def _speaks_for(text: str, folded: str, found: FoundDate, begin: int, lines: Sequence[int]) -> float:
    before = folded[max(begin, found.start - _BEFORE):found.start]
    end = folded.find('\n', found.end)
    after = folded[found.end:len(folded) if end < 0 else end].strip(' .,)')
    line = lines.index(begin) if begin in lines else 0
    sentence = re.split(r'[.;]\s', before)[-1]
    score = 3.0 * bool(_MADE.search(sentence)) + 1.5 * bool(_WRITTEN.search(sentence)) + 1.5 * bool(_ITSELF.search(sentence)) + 1.0 * (not after)
    score += 1.5 * (line < _ENDS) + 1.0 * (line >= len(lines) - _ENDS)
    score += 3.0 * bool(PLACE.match(text[begin:found.start])) + 6.0 * ((line < _HEADING or sentence.lstrip()[:9] in _ACTS) and bool(_NAMED.search(before)))
    return score - 2.5 * bool(_OF_ANOTHER.search(before) and not _ITSELF.search(sentence) and not _MADE.search(sentence))


def _places_of_lines(folded: str) -> list[int]:
    return [match.start() for match in re.finditer(r'^[^\n]*\S', folded, re.M)]
