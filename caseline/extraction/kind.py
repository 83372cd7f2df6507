"""What a paper is: a document kind of the country, by headings, letterhead, wording and form."""
import re
from dataclasses import dataclass
from functools import cache
from typing import Mapping

from caseline import countries
from caseline.extraction.cues import CueSet
from caseline.extraction.fold import fold
from caseline.extraction.grammar import LANGUAGES

HEAD = 1500
_TOP = 4000
_LETTERHEAD = 190
_MAIL = re.compile(r'^(?:from|de|van|von|sent|envoye|verzonden|gesendet|to|a|aan|an|subject|objet|onderwerp|betreff|date|datum)\s?:', re.M)
_ADDRESSES = re.compile(r'[\w.+-]+@[\w-]+\.\w+')
_SUBJECT = re.compile(r'(concerne|objet|betreft|betreff|onderwerp|re|subject)\s?:')
_COURT_WORDS = re.compile(r'\b(?:applicants?|court|judgment|appeal(?:ed)?|the government|requerante?s?|tribunal|cour|arret|appelante?|intimee?|eisers?|eiseres|verweerders?|appellante?|rechtbank|gerechtshof|het hof|college|klager(?:in)?|beklagte[nr]?|gericht|urteil|berufung|revision|beschwerdefuhrer(?:in)?)\b')
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
    sure, titles, (tops, heads, bodies, against) = _cue_sets(country)
    scores: dict[str, float] = {}
    why: dict[str, str] = {}
    hits = [(key, weight + bonus, line) for cues, bonus in ((sure, 12.0), (titles, 0.0))
            for key, weight, line in _title_hits(text, folded, cues)]
    for key, weight, line in hits:
        if weight > scores.get(key, 0.0):
            scores[key], why[key] = weight, f'heading “{line}”'
    for cues, weight, part in ((tops, 5.0, folded[:_LETTERHEAD]), (heads, 2.5, folded[:HEAD]), (bodies, 2.0, folded), (against, -8.0, folded)):
        for label in {hit.label for hit in cues.scan(part)}:
            key = label.partition('#')[0]
            scores[key] = scores.get(key, 0.0) + weight
            why.setdefault(key, 'wording of such papers')
    return scores, why


def _title_hits(text: str, folded: str, titles: CueSet):
    """Headings count by how much of their line they fill, by capitals and by standing high on the page."""
    for found in titles.scan(folded[:_TOP]):
        begin = folded.rfind('\n', 0, found.start) + 1
        stop = folded.find('\n', found.start)
        stop = len(folded) if stop < 0 else stop
        raw = text[begin:stop]
        line, number = folded[begin:stop].strip(), folded.count('\n', 0, begin)
        lead_in = len(raw) - len(raw.lstrip())
        if 2 < len(line) < 130 and number <= 60 and found.end <= stop:
            hit = found._replace(start=found.start - begin - lead_in, end=found.end - begin - lead_in)
            capitals = sum(char.isupper() for char in raw) > 0.6 * sum(char.isalpha() for char in raw)
            share = (hit.end - hit.start) / len(line)
            lead = hit.start < 4 or not line[:hit.start].strip(' -.:0123456789"')
            if share < 0.3 and not (lead and capitals) and not (_SUBJECT.match(line) and hit.start < 45):
                continue
            weight = 4 + 7 * share + 3 * capitals + 2 * lead - min(4.0, number / 12)
            if _SUBJECT.match(line):
                weight = 3.0
            yield hit.label, weight + min(2.0, (hit.end - hit.start) / 15), raw.strip()


def _weigh_mail(scores: dict[str, float], folded: str, is_mail: bool) -> None:
    lawyer = scores.get('lawyer_letter', 0.0) > 0 or scores.get('lawyer_email', 0.0) > 2
    scores.pop('lawyer_email', None)
    scores.pop('email', None)
    if is_mail:
        sender = folded[:600].split('@')[0] + folded[-250:] + ' '.join(_ADDRESSES.findall(folded[:600])[:1])
        by_lawyer = re.search(r'\b(avocat|advoca|lawyer|attorney|solicitor|counsel|anwalt|balie|barreau|law\b|privileged)', sender + folded[:700])
        scores.clear()
        scores['lawyer_email' if by_lawyer and lawyer or by_lawyer else 'email'] = 20.0


@cache
def _cue_sets(country: str) -> tuple[CueSet, CueSet, tuple[CueSet, ...]]:
    table: Mapping[str, Mapping[str, tuple[str, ...]]] = countries.load(country).table('cues/kinds')['kinds']
    titles = {key: tuple(zones.get('title', ())) + _own_titles(country, key) for key, zones in table.items()}
    zoned = [{f'{key}#{number}': (cue,) for key, entry in table.items() for number, cue in enumerate(entry.get(zone, ()))}
             for zone in ('top', 'head', 'body', 'not')]
    sure = {key: zones.get('sure', ()) for key, zones in table.items()}
    return CueSet(sure), CueSet(titles), tuple(CueSet(cues) for cues in zoned)


def _own_titles(country: str, key: str) -> tuple[str, ...]:
    kind = countries.load(country).document_types.get(key)
    if kind is None or key == 'other':
        return ()
    names = (re.sub(r'\([^)]*\)', '', kind.title.get(language, '')) for language in LANGUAGES)
    parts = (part.strip() for name in names for part in name.split('/') if '/' not in name or ' ' in part.strip())
    return tuple(re.sub(r'[^a-z0-9\' -]', '', fold(part)) for part in parts if len(part) > 9)
