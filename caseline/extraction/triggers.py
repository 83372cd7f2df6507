"""Which words of a paper speak of which event: hits of the country's cues, the weaker ones dropped or resolved."""
import re
from bisect import bisect_right
from typing import Mapping, Sequence

from caseline.extraction.cues import Hit
from caseline.extraction.grammar import Grammar
from caseline.extraction.segment import Sentence


_COURT = re.compile(r'contentieux|annul|suspen|conseil|\bcce\b|nietigverklaring|schorsing|\braad\b|\brvv\b|hervorming')


def triggers_by_sentence(folded: str, sentences: Sequence[Sentence], grammar: Grammar) -> dict[int, list[Hit]]:
    """Return the hits of a page by index of the sentence they stand in, in order, without those a better one explains.

    Names of authorities that contain words of events, “aux réfugiés et aux apatrides”, are masked first.
    """
    for hit in grammar.masked.scan(folded):
        folded = folded[:hit.start] + '_' * (hit.end - hit.start) + folded[hit.end:]
    starts = [sentence.start for sentence in sentences]
    found: dict[int, list[Hit]] = {}
    for cues in grammar.events:
        for hit in cues.scan(folded):
            index = bisect_right(starts, hit.start) - 1
            if index >= 0 and hit.end <= sentences[index].end + 1:
                found.setdefault(index, []).append(hit)
    medical_only = '9ter' in folded.replace(' ', '') and '9bis' not in folded.replace(' ', '')
    settled: dict[int, list[Hit]] = {}
    told: list[Hit] = []
    for index in sorted(found):
        settled[index] = _settled(folded, found[index], grammar, medical_only, told)
        told += [hit for hit in settled[index] if hit.label[0] not in '?=']
    return settled


def _settled(folded: str, hits: list[Hit], grammar: Grammar, medical_only: bool, told: Sequence[Hit]) -> list[Hit]:
    hits = [_as_medical(folded, hit, hits, medical_only) for hit in hits]
    hits = [_as_application(folded, hit, hits) for hit in hits]
    hits = _without_contained(hits)
    hits = _without_outranked(hits, grammar.settings['outranks'])
    hits = [resolved for hit in hits if (resolved := _outcome(hit, hits, grammar.settings, told))]
    return sorted(dict.fromkeys(hits), key=lambda hit: (hit.start, -hit.end))


def _as_medical(folded: str, hit: Hit, hits: Sequence[Hit], medical_only: bool) -> Hit:
    """“Demande d'autorisation de séjour” is a 9ter where the sentence, or the whole paper, only speaks of 9ter."""
    if hit.label != 'application_9bis' or '9' in folded[hit.start:hit.end]:
        return hit
    labels = {other.label for other in hits if '9' in folded[other.start:other.end]}
    if 'application_9ter' in labels and 'application_9bis' not in labels or medical_only:
        return hit._replace(label='application_9ter')
    return hit


def _as_application(folded: str, hit: Hit, hits: Sequence[Hit]) -> Hit:
    """A “requête” on Article 9ter is put to the office; one to a court says so."""
    if hit.label != 'appeal_call' or not folded.startswith(('requete', 'verzoek'), hit.start) or _COURT.search(folded, hit.start, hit.end + 40):
        return hit
    applied = next((other.label for other in hits if other.label in ('application_9bis', 'application_9ter') and '9' in folded[other.start:other.end]), None)
    return hit._replace(label=applied) if applied else hit


def _without_contained(hits: list[Hit]) -> list[Hit]:
    kept = []
    for hit in hits:
        length = hit.end - hit.start
        inside = any(not other.gap and other.start <= hit.start and hit.end <= other.end and other.end - other.start > length
                     and (other.label[0] not in '?=' or hit.label[0] in '?=') for other in hits if other is not hit)
        if not inside:
            kept.append(hit)
    return kept


def _without_outranked(hits: list[Hit], outranks: Mapping[str, Sequence[str]]) -> list[Hit]:
    judged = {hit.start for hit in hits if hit.label == 'judgment_call'}
    weaker = [hit for hit in hits if hit.label == 'appeal_call' and hit.gap and hit.start in judged]
    for hit in hits:
        for other in hits:
            if other.label in outranks.get(hit.label, ()) and other.start < hit.end + 12 and hit.start - 12 < other.end:
                weaker.append(other)
    return [hit for hit in hits if hit not in weaker]


def _outcome(hit: Hit, hits: Sequence[Hit], settings: Mapping[str, Mapping], told: Sequence[Hit]) -> Hit | None:
    """“rejetée” is what became of the nearest application or appeal, named here or meant by “cette demande”; else it says nothing."""
    if not hit.label.startswith('='):
        return hit
    wanted = settings['outcome'][hit.label[1:]]
    if any(not other.label.startswith(('=', '?')) and other.start <= hit.start and hit.end <= other.end for other in hits if other is not hit):
        return None
    meant = [named for other in sorted(hits, key=lambda item: item.start) if (named := _meant(other, settings['generic'], wanted, told))]
    before = [other for other in meant if other.end <= hit.start]
    after = [other for other in meant if 0 <= other.start - hit.end < 60]
    subject = before[-1] if before else after[0] if after else None
    return hit._replace(label=wanted[subject.label]) if subject else None


def _meant(hit: Hit, generic: Mapping[str, Sequence[str]], wanted: Mapping[str, str], told: Sequence[Hit]) -> Hit | None:
    if hit.label in wanted:
        return hit
    family = generic.get(hit.label[1:], ()) if hit.label.startswith('?') else ()
    last = next((other.label for other in reversed(told) if other.label in family and other.label in wanted), None)
    return hit._replace(label=last) if last else None
