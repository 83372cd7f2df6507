"""What a paper is: a document kind of the country, by headings, letterhead, wording and form."""
import re
from dataclasses import dataclass
from functools import cache
from typing import Mapping

from caseline import countries
from caseline.extraction.cues import CueSet, Hit
from caseline.extraction.fold import fold
from caseline.extraction.grammar import LANGUAGES

_TOP = 4000
_LINES = 60
_SURE, _MATTER = 12.0, 9.0
# How much a wording in each zone of the paper speaks for or against a kind, and how far down the zone reaches.
_WEIGHT = {'top': 5.0, 'strong': 4.5, 'head': 2.5, 'body': 2.0, 'not': -8.0, 'not_top': -8.0, 'must': 0.0}
_REACH = {'top': 130, 'strong': 1_000_000, 'head': 1500, 'body': 1_000_000, 'not': 1_000_000, 'not_top': 60, 'must': 1_000_000}
_MAIL = re.compile(r'^(?:from|de|van|von|sent|envoye|verzonden|gesendet|to|a|aan|an|subject|objet|onderwerp|betreff|date|datum)\s?:', re.M)
_ADDRESSES = re.compile(r'[\w.+-]+@[\w-]+\.\w+')
_SUBJECT = re.compile(r'\s*(concerne|objet|betreft|betreff|onderwerp|re|subject)\s?:')
_COURT_WORDS = re.compile(r'\b(?:applicants?|court|judgment|appeal(?:ed)?|the government|requerante?s?|tribunal|cour|arret|appelante?|intimee?|eisers?|eiseres|verweerders?|appellante?|rechtbank|gerechtshof|het hof|college|klager(?:in)?|beklagte[nr]?|gericht|urteil|berufung|revision|beschwerdefuhrer(?:in)?)\b')
# Words of procedure; a mail that uses several of them is a lawyer's even where it does not say so.
_PLEADING = re.compile(r'\b(recours|arret|requete|irrecevab\w+|notifiee?|audience|plaide\w*|beroep|arrest|verzoekschrift|zitting|onontvankelijk\w*|betekend|appeal|petition|judgment|hearing|inadmissible|plead|nietigverklaring|annulation|9bis|9ter|cassation|cassatie)\b')
_PLEADS = 3
# A line of a letterhead names the office, not the paper.
_OFFICE = re.compile(r'(?:service|dienst|cel|cellule|directie|direction)\b')
_GAP = re.compile(r'\t+| {3,}|\s*\|\s*')
# “Declaration of participation signed on 3 February”: a line that tells of another paper.
_DATED_LINE = re.compile(r'\b(?:signed|signee?s?|getekend|ondertekend|unterschrieben|unterzeichnet|introduite?|ingediend|received|recue?|ontvangen) (?:le|on|op|am)\b')
_LONG = 3000
_LEAST = 6.0


@dataclass(frozen=True, slots=True)
class Kind:
    """The kind, how clearly it won (0..1) and the heading or wording that spoke for it."""
    key: str | None
    certainty: float
    why: str


def kind_of(text: str, folded: str, country: str, *, mail: bool = False) -> Kind:
    """Return the document kind of a paper from its first page; `mail` says that the file itself was an e-mail."""
    scores, why = _scores(text, folded, country)
    if len(folded) > _LONG and len(_COURT_WORDS.findall(folded[:12000])) > 0.9 * min(len(folded), 12000) / 1000:
        scores['court_judgment'] = max(14.0, scores.get('court_judgment', 0.0))
    is_mail = mail or looks_like_mail(folded)
    _weigh_mail(scores, folded, is_mail)
    ranked = sorted(scores.items(), key=lambda item: -item[1])
    if not ranked or ranked[0][1] < _LEAST:
        return Kind('other' if folded.strip() else None, 0.3, 'no heading or wording of a known kind')
    best, score = ranked[0]
    second = ranked[1][1] if len(ranked) > 1 else 0.0
    return Kind(best, min(1.0, score / 20) * min(1.0, 0.5 + (score - second) / 10), why.get(best, ''))


def looks_like_mail(folded: str) -> bool:
    """Say whether a text begins with the header lines of an e-mail."""
    head = folded[:600]
    return len(_MAIL.findall(head)) >= 3 and bool(_ADDRESSES.search(head) or _MAIL.match(head))


def _scores(text: str, folded: str, country: str) -> tuple[dict[str, float], dict[str, str]]:
    scores: dict[str, float] = {}
    why: dict[str, str] = {}
    seen: set[str] = set()
    spoken: dict[str, float] = {}
    for hit in _cues(country).scan(folded):
        zone, _, key = hit.label.partition('|')
        key = key.partition('#')[0]
        if zone == 'subject':
            scores[key] = scores.get(key, 0.0) + (_MATTER if _in_subject(folded, hit) and hit.label not in seen else 0.0)
            seen.add(hit.label)
        elif zone in ('sure', 'title'):
            weight, line = _title_weight(text, folded, hit)
            if zone == 'sure' and not text[hit.start].isupper():
                continue
            if weight and weight + _SURE * (zone == 'sure') > scores.get(key, 0.0):
                scores[key], why[key] = weight + _SURE * (zone == 'sure'), f'heading “{line}”'
        elif hit.label not in seen and hit.start < _REACH[zone]:
            seen.add(hit.label)
            spoken[key] = spoken.get(key, 0.0) + _WEIGHT[zone]
    for key in dict.fromkeys((*scores, *spoken)):
        if _needs_more(country, key) and f'must|{key}#0' not in seen:
            spoken[key] = spoken.get(key, 0.0) - 10
    for key, weight in spoken.items():
        scores[key] = scores.get(key, 0.0) + weight
        why.setdefault(key, 'wording of such papers')
    return scores, why


def _in_subject(folded: str, hit: Hit) -> bool:
    """Whether a wording stands in the line “Concerns: …” of a letter, near its beginning."""
    begin = folded.rfind('\n', 0, hit.start) + 1
    return hit.start < _REACH['head'] and hit.start - begin < 60 and bool(_SUBJECT.match(folded, begin))


def _needs_more(country: str, key: str) -> bool:
    return 'must' in countries.load(country).table('cues/kinds')['kinds'].get(key, ())


def _title_weight(text: str, folded: str, hit: Hit) -> tuple[float, str]:
    """Headings count by how much of their line they fill, by capitals and by standing high on the page; 0 for none."""
    begin = folded.rfind('\n', 0, hit.start) + 1
    stop = folded.find('\n', hit.start)
    stop = len(folded) if stop < 0 else stop
    number = folded.count('\n', 0, begin) if begin < _TOP else _LINES
    begin, stop = _cell(folded, begin, stop, hit)
    raw, line = text[begin:stop], folded[begin:stop].strip()
    if not 2 < len(line) < 130 or number >= _LINES or hit.end > stop:
        return 0.0, ''
    offset = hit.start - begin - (len(raw) - len(raw.lstrip()))
    printed = text[hit.start:hit.end].isupper()
    capitals = sum(map(str.isupper, raw)) > 0.6 * sum(map(str.isalpha, raw))
    share = (hit.end - hit.start) / len(line)
    lead = offset < 4 or not line[:offset].strip(' -.:0123456789"')
    subject = bool(_SUBJECT.match(line))
    if line.endswith('.') and len(line) > 45 and not capitals:
        return 0.0, ''
    if share < 0.3 and not (lead and printed) and not (subject and offset < 45):
        return 0.0, ''
    weight_of_office = 5.0 * bool(_OFFICE.match(line))
    told = not capitals and number > 2 and bool(_DATED_LINE.search(line, offset))
    weight = 3.0 if subject else 4 + 7 * share + 3 * (capitals or printed) + 2 * lead - min(4.0, number / 12)
    return weight - weight_of_office - 2.5 * told + min(2.0, (hit.end - hit.start) / 15), raw.strip()


def _cell(folded: str, begin: int, stop: int, hit: Hit) -> tuple[int, int]:
    """The part of a line between wide gaps: “KONINKRIJK BELGIE          BIJLAGE 13” is two headings side by side."""
    gaps = [match.span() for match in _GAP.finditer(folded, begin, stop)]
    begin = max((end for _, end in gaps if end <= hit.start), default=begin)
    return begin, min((start for start, _ in gaps if start >= hit.end), default=stop)


def _weigh_mail(scores: dict[str, float], folded: str, is_mail: bool) -> None:
    scores.pop('lawyer_email', None)
    scores.pop('email', None)
    if is_mail:
        sender = folded[:600].split('@')[0] + folded[-250:] + ' '.join(_ADDRESSES.findall(folded[:600])[:1])
        by_lawyer = re.search(r'\b(avocat|advoca|lawyer|attorney|solicitor|counsel|anwalt|balie|barreau|law\b|privileged)', sender + folded[:700])
        scores.clear()
        scores['lawyer_email' if by_lawyer or len(set(_PLEADING.findall(folded))) >= _PLEADS else 'email'] = 20.0


@cache
def _cues(country: str) -> CueSet:
    table: Mapping[str, Mapping[str, tuple[str, ...]]] = countries.load(country).table('cues/kinds')['kinds']
    labelled = {f'{zone}|{key}#{number}': (cue,) for key, zones in table.items() for zone in ('sure', 'subject', *_WEIGHT)
                for number, cue in enumerate(zones.get(zone, ()))}
    return CueSet(labelled | {f'title|{key}': tuple(zones.get('title', ())) + _own_titles(country, key) for key, zones in table.items()})


def _own_titles(country: str, key: str) -> tuple[str, ...]:
    kind = countries.load(country).document_types.get(key)
    if kind is None or key == 'other':
        return ()
    names = (re.sub(r'\([^)]*\)', '', kind.title.get(language, '')) for language in LANGUAGES)
    parts = (part.strip() for name in names for part in name.split('/') if '/' not in name or ' ' in part.strip())
    return tuple(re.sub(r'[^a-z0-9\' -]', '', fold(part)) for part in parts if len(part) > 9)
