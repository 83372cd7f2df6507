"""The date a paper bears: beside its place, its label, its signature or its number, never a birth or a deadline."""
import re
from dataclasses import dataclass
from functools import cache
from typing import Sequence

from caseline.extraction.cells import label_above
from caseline.extraction.cues import CueSet, any_of
from caseline.extraction.dates import FoundDate
from caseline.extraction.grammar import LANGUAGES, Grammar, lexicon
from caseline.extraction.likely_date import PLACE, SCORE, TOWN, elsewhere, leaning, likely_date
from caseline.extraction.segment import Sentence

_WIDE = re.compile(r'\t+| {3,}')
_HOUR = r"\d{1,2}\s?(?:[:h.u]\s?\d{2}(?!\d)(?:\s?(?:h|u|uur|uhr|[ap]\.?m\.?)\b)?|h|u|uur|heures?|uhr|[ap]\.?m\.?)(?!\w)"
_TIME = re.compile(rf'^[\s,(]*(?:(?:a|om|at|um|to|de|van|from|von)\s+)?{_HOUR}(?:\s*(?:-|–|a|tot|to|bis|until)\s*{_HOUR})?\)?.{{0,4}}')
_WEEKDAY = r'(?:(?:lun|mar|mercre|jeu|vendre|same)di|dimanche|(?:maan|dins|woens|donder|vrij|zater|zon)dag|(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch),? '
# “Roeselare 11/07/11”, the last line.
_TOWN_ALONE = re.compile(r"[ \t]*[A-ZÀ-Þ][\w'’-]{2,}(?:[ -][A-ZÀ-Þ][\w'’-]+)?\s+$")
_PLACE_LAST = re.compile(rf"[,.;]\s+({TOWN},\s*(?:le|den|de|op|the|on|am)\s+)$|[.;)…]\s+({TOWN},\s+)$")
# “Pour extrait conforme, Namur, 5 février 2019”.
_TRUE_COPY = re.compile(rf"\b(?:extrait|copie|uittreksel|afschrift|auszug|abschrift|ausfertigung|extract|copy|conforme|eensluidend|traduction|vertaling|translation)\b[^\n.;]{{0,20}},\s+{TOWN},?\s+$", re.I)
_ALONE = re.compile(r"[ \t>*.-]*(?:le |den |the |op |on |am |l'an |in het jaar )?(?:" + _WEEKDAY + ')?$')
_NUMBER = re.compile(r'(?:n°|nr\.?|no\.?)\s*[\d .]+\s+(?:\(\w+\)\s+)?(?:du|van|of|vom)\s+(?:le\s+)?$')
_MAIL_DATE = re.compile(r'^[>\s]*(?:date|sent|envoye|verzonden|gesendet|datum)\s?:[^\n]{0,25}$')
_LABEL_REST = re.compile(rf"[a-z' /-]{{0,32}}[:,.]?\s*(?:{_WEEKDAY.rstrip()[:-2]},?)?(?: ?(?:le|den|dem|am|op|on))?")
# “A judgment delivered on 3 May” is another paper's; one that closes with “delivered … on 3 May” bears that date.
_PRONOUNCED = re.compile(r"(?<!jugement )(?<!arret )(?<!ordonnance )(?<!vonnis )(?<!arrest )(?<!judgment )(?<!urteil )\b(?:prononcee?|rendue?|uitgesproken|verleend|gewezen|verkundet|delivered)\b(?! (?:la|l'|les|une?|son|sa|le (?!\d|\w+ \w+ (?:deux|mil))))[^.\d]{0,90}$")
_STEMS = ('prononc', 'rendu', 'uitgesproken', 'verleend', 'gewezen', 'verkundet', 'delivered')
_ITSELF = re.compile(r'\b(?:present\w*|cette|dit|deze|this|dies\w*)\b')
# A date that closes its sentence: “Liège, 30 June 2022. Framework …”, “Amel, 12/09/2018 – Gebühr …”.
_CLOSED = re.compile(r'[.;](?: |\n|$)| [-–—]')
# “Today, the 27th of February 2023, I served …”: words that mean the day of writing, right before its date.
_TODAY = re.compile(r"\b(?:today|heden|aujourd'hui|ce jour|heute|vandaag|(?<!datant )de ce|ce)(?: is)?,?\s*(?:(?:op|le|am|on|the|den|dem|de) )?(?:" + _WEEKDAY + r")?(?:the )?$")
# Labels that date something else than the paper: “Datum vertrek: …”.
_OTHER_LABEL = re.compile(r"(?:datum|date)(?: van| of| de| d'| du| de l'| der| des)? ?(?:vlucht|flight|vol|flug|vertrek|binnenkomst|aankomst|opname|ontslag|inschrijving|huwelijk|overlijden|zitting|indiensttreding|sortie|entree|depart|arrivee|naissance|mariage|deces|inscription|audience|admission|discharge|departure|arrival|entry|birth|marriage|death|hearing|expiry|expiration|prise d'empreintes|empreintes|vingerafdruk\w*|fingerprint\w*|fingerabdr\w*)\b|\bfinger(?:print|abdr)\w*|prise d'empreintes|vingerafdruk")
_LONG = 6000
# What stands before the date of a heading: a few words, closed by a dash, a comma or “of”.
_HEADED = re.compile(r"[\s*]*[a-z0-9](?:[^.;:(!?]|\b(?:no?|nr|dr|mr|dhr|mevr|art|[a-z])\.|\d\.(?=\d)|\([^()\n]{1,25}\)){3,70}?(?:[-–—,|•/(]\s*(?:(?:le|op|on|am|den) )?|\b(?:du|van|of|vom|dd\.?|d\.d\.|le|op|on|am|den)\s+)(?:" + _WEEKDAY + r")?$|[\s*]*[a-z]\w*(?: \w+){0,3}\s+$")
# Lines that tell what a paper is about, or of another paper or person.
_NO_HEADING = re.compile(r"\s*(?:concerne|objet|betreft|betr|betrifft|betreff|onderwerp|re|subject|subj|inzake|in ?zake|gegenstand|object|against|contre|tegen|gegen|voor|for|pour|fur|dear|geachte|beste|liebe|monsieur|madame|hi|hello|hallo|bonjour|suite a|further to|ingevolge)\b|.*\b(?:geb|born|nee?|geboren|b|since|depuis|sinds|seit|until|tot|bis|jusqu\w*)\b")
# What may follow the date of a heading: “… of 3 May 2012 in the case”, “– 17. September 2020 (Auszug)”.
_HEAD_REST = re.compile(r"[\])](?:\s|$)|[-–—|,(]\s*(?:duree|dauer|duur|duration|length|env\. \d|ca\. \d|\d+ ?(?:min|h\b|u\b))|\([^()\n]*\)?\s*$|[-–—|]\s*(?:n[or°]\.?\s*)?[\d. ]+$|(?:rendue? |in (?:de |der |the )?(?:zaken?|(?:rechts)?sache|case|matter|open\w*)\b|dans l(?:'|es )affaire|inzake|en cause)")
_ROW = re.compile(r"^[\s*•>\[(–-]*(?:[a-z]{2,3}\.? )?\d{1,2}[./-]\d{1,2}(?:[./-]\d{2,4})?\b", re.M)
_ROWS, _FIRST = 3, 3
# Messages of a chat, “[23/08/2022, 07:41:02] Mariama: …”: it is as old as the last one.
_MESSAGE = re.compile(r'\s*\[?[\d./-]{6,10},?\s+\d{1,2}[:.]\d{2}(?::\d{2})?\]?\s*[-–]?\s*[a-z][^:\n]{1,25}:')
_OF_MESSAGES, _REST_OF_MESSAGE = 56.0, 50
_TOP, _HEADING = 600, 4
_LINE, _CLOSING = 200, 90
_BETWEEN, _LEAST_LABEL = (' ', ':', ','), 4
# An act that opens with its day, “L'an deux mille vingt, le …”, “Op veertien augustus …, om elf uur, verschenen voor mij”.
_OPENED = 72.0
_APPEARED = re.compile(r"(?:,|om|a|um|at|vers|(?:[a-z]+ ){1,4}(?:uur|heures?|uhr|o'clock)|\s)*\b(?:verschenen?|voor (?:mij|ons)|(?:par[- ])?devant (?:nous|moi)|(?:a|ont|est|sont) comparue?s?|comparai\w+|erschien\w*|vor (?:mir|uns)|appeared|before (?:me|us))\b")
# An extract is given later than the act it repeats was drawn up.
_EXTRACT, _REPEATED = re.compile(r"\b(?:extrait|uittreksel|auszug|extract)\b"), 25
_YEAR_WORDS = re.compile(r"(?:l'an|in het jaar|het jaar|im jahre?)\s(?:[a-z -]+,\s*(?:le |de |den )?)?$")


@dataclass(frozen=True, slots=True)
class Dated:
    """The paper's date and the line it was read from."""
    found: FoundDate
    start: int
    end: int
    score: float


def document_date(text: str, folded: str, dates: Sequence[FoundDate], sentences: Sequence[Sentence], grammar: Grammar,
                  act: re.Pattern[str] | None = None) -> Dated | None:
    """Return the date that the paper bears on this page, or None; `act` tells what papers of its kind do on their day.

    Candidates are days that open or close the paper: “Bruxelles, le 4 septembre 2014”, “Datum: …”, “n° 170 932 du …”.
    """
    best: tuple[float, Dated] | None = None
    closings = _closings(folded)
    for found in dates:
        if found.kind == 'legal_reference' or len(found.edtf) < 10 or '/' in found.edtf or found.edtf[-1] in '~%':
            continue
        score, start = _score(text, folded, found, sentences, grammar, closings.get(found.start))
        if score > 0 and (best is None or score > best[0]):
            best = score, Dated(found, start, found.end, score)
    messages = [found for found in dates if _MESSAGE.match(folded, folded.rfind('\n', 0, found.start) + 1, found.end + _REST_OF_MESSAGE) and found.kind == 'date']
    if len(messages) >= _ROWS and (best is None or best[0] < _OF_MESSAGES):
        last = max(messages, key=lambda found: found.edtf)
        return Dated(last, last.start, last.end, _OF_MESSAGES)
    if best is None and (likely := likely_date(text, folded, dates, grammar, act)):
        return Dated(likely[0], likely[1], likely[0].end, SCORE)
    return best[1] if best else None


def _score(text: str, folded: str, found: FoundDate, sentences: Sequence[Sentence], grammar: Grammar, closing: int | None = None) -> tuple[float, int]:
    begin, end, alone = _part_of_line(text, found)
    far = found.start - begin > _LINE
    start = found.start - _LINE if far else begin
    before, raw, after = folded[start:found.start], text[start:found.start], _TIME.sub('', folded[found.end:min(end, found.end + _LINE)]).strip(' .,')
    above = '' if far else _label(text, found.start, grammar)
    closing = closing if closing is not None and max(begin, found.start - _CLOSING) <= closing else None
    score, start = (_closing_shape(before, start, closing, raw if len(after) < 4 else '') if far
                    else _shape(f'{above}: ' if above else before, raw, after, begin, folded[found.end:found.end + 3], closing))
    if not score and len(after) < 4 and _TOWN_ALONE.match(raw) and not text[found.end:].strip(' .,\n')[60:]:
        score = 53.0
    if not score and _begins(folded, found, before, after):
        score = 50.0 - folded.count('\n', 0, found.start)
    if not score and _heads(folded, found.start, before, after):
        score = 54.0 - folded.count('\n', 0, found.start) / 2
    if not score:
        return 0.0, begin
    score -= 25 * (not alone and score <= 50)
    sentence = next((item for item in sentences if item.start <= found.start < item.end), None)
    section = sentence.section if sentence else ''
    score -= 60 * bool(sentence and leaning().match(folded, sentence.start))
    if section == 'notification':
        score -= 60
    score -= 15 * bool(above)
    score -= _REPEATED * bool(score >= _OPENED and _YEAR_WORDS.search(before) and _EXTRACT.search(folded, 0, min(found.start, _TOP)))
    if _other(grammar).search(above or before[-75:]):
        return 0.0, begin
    place = found.start / max(1, len(text))
    score += 12 * (place < 0.25) + 8 * (place > 0.6) - 60 * (len(text) > _LONG and 0.1 < place < 0.9)
    return score, start


def _heads(folded: str, place: int, before: str, after: str) -> bool:
    """Whether a date closes one of the first lines, a heading, “WAITING LIST 3/12/2020”, “Judgment of 22 December 2016”; subjects are none."""
    if place > _TOP or len(after) > 3 and not _HEAD_REST.match(after) or not _HEADED.match(before) or sum(bool(line.strip()) for line in folded[:place].split('\n')) > _HEADING - 1:
        return False
    return not _NO_HEADING.match(before) and not elsewhere().search(before) and not leaning().match(before)


def _begins(folded: str, found: FoundDate, before: str, after: str) -> bool:
    """Whether a note opens with its day, “23.02.18 — Ms N. asks …”, “Library, 21/05/2019, 2 pm - 4 pm”; the first row of many is none."""
    if found.start > _TOP or sum(bool(line.strip()) for line in folded[:found.start].split('\n')) > _FIRST:
        return False
    timed = not after and bool(_TIME.match(folded, found.end)) and not elsewhere().search(before) and not _NO_HEADING.match(before)
    opens = bool(_ALONE.match(before)) and folded[found.end:].lstrip(' ')[:1] in ',:–—|-' and len(_ROW.findall(folded[:_LONG])) < _ROWS
    return opens or timed


def _part_of_line(text: str, found: FoundDate) -> tuple[int, int, bool]:
    """Where the part of the line that holds the date begins and ends, parts being set off by wide gaps, and whether nothing follows it."""
    begin = text.rfind('\n', 0, found.start) + 1
    end = text.find('\n', found.end)
    end = len(text) if end < 0 else end
    if '|' in text[begin:end]:
        return begin, end, True
    before = [gap.end() for gap in _WIDE.finditer(text, max(begin, found.start - 2 * _LINE), found.start)]
    after = _WIDE.search(text, found.end, end)
    closed = bool(after and text[after.end():end].strip())
    return (before or [begin])[-1], after.start() if after else end, not closed or bool(before)


def _label(text: str, start: int, grammar: Grammar) -> str:
    """What stands above the date when that is the label of a date; the paper's own heading is none."""
    above = label_above(text, start)
    label = _labels().match(above)
    if label and _LABEL_REST.fullmatch(above, label.end()):
        return above
    return above if _other(grammar).search(above) and text.count('\n', 0, start) > _HEADING else ''


def _shape(before: str, raw: str, after: str, begin: int, rest: str = '', closing: int | None = None) -> tuple[float, int]:
    """How much the line looks like a dating line, and where its quote begins."""
    if _MAIL_DATE.match(before):
        return 90.0, begin
    number = _NUMBER.search(before)
    if number and number.start() < 12 and begin < _TOP and (len(after) < 4 or re.match(r"(?:in (?:de )?(?:zaak|zaken|the case|case)|dans l(?:'affaire|es affaires)|in der (?:rechts)?sache|in ?zake|en cause)", after)):
        return 85.0, begin + number.start()
    words = _YEAR_WORDS.search(before)
    if words:
        return (_OPENED if not before[:words.start()].strip() else 50.0), begin + words.start()
    if _ALONE.match(before) and _APPEARED.match(after):
        return _OPENED, begin + len(raw) - len(raw.lstrip())
    if _TODAY.search(before):
        return 62.0, begin + len(before) - len(before.lstrip())
    label = _labels().match(before.strip(' .:|-*>'))
    if _OTHER_LABEL.search(before):
        return 0.0, begin
    if label and _LABEL_REST.fullmatch(before.strip(' .:|-*>'), label.end()):
        return 75.0, begin + len(before) - len(before.lstrip())
    ended = len(after) < 4 or _CLOSED.match(rest)
    if (len(after) < 30 or ended and ',' in raw) and PLACE.match(raw):
        return 70.0 if len(after) < 4 else 60.0 if ended and ',' in raw else 45.0, begin + len(raw) - len(raw.lstrip(' \t>*'))
    if (len(after) < 12 or ended) and _signed().search(before):
        return 58.0, begin + len(before) - len(before.lstrip())
    score, start = _closing_shape(before, begin, closing)
    if score and (len(after) < 12 or score > 60 or _ITSELF.search(before)):
        return score, start
    place = _PLACE_LAST.search(raw)
    if place and len(after) < 4:
        return 55.0, begin + place.start(place.lastindex)
    copy = _TRUE_COPY.search(raw)
    if copy and (len(after) < 4 or ended):
        return 60.0, begin + copy.start()
    if PLACE.match(raw) and ',' in raw and (not rest or rest[0] in ',;(') and begin > _TOP:
        return 52.0, begin + len(raw) - len(raw.lstrip(' \t>*'))
    if _ALONE.match(before) and (len(after) < 4 or _signer().match(after)):
        return 50.0, begin + len(raw) - len(raw.lstrip())
    return 0.0, begin


def _closing_shape(before: str, begin: int, closing: int | None, raw: str = '') -> tuple[float, int]:
    """Words that close a paper with its date, at the end of a line: “… uitgesproken op”, “… fait à Liège, le”; `closing` is where a label begins;
    `raw` is what stands before a date that ends a long line: “… a été prolongée. Bruxelles, 20/03/2020”."""
    if any(stem in before for stem in _STEMS) and _PRONOUNCED.search(before):
        return 65.0, begin
    if closing is not None and before.rfind('(') <= before.rfind(')'):
        return 60.0, closing
    place = _PLACE_LAST.search(raw)
    return (55.0, begin + place.start(place.lastindex)) if place else (0.0, begin)


def _closings(folded: str) -> dict[int, int]:
    """Where labels of dates begin, by where the date that they label would begin."""
    found: dict[int, int] = {}
    for hit in _label_cues().scan(folded):
        end = hit.end
        while folded[end:end + 1] in _BETWEEN:
            end += 1
        if hit.end - hit.start > _LEAST_LABEL:
            found[end] = min(hit.start, found.get(end, hit.start))
    return found


@cache
def _signer() -> re.Pattern[str]:
    """Who signs, after a date: “12/05/2021 de secretaris”."""
    signers = any_of(cue for language in LANGUAGES for cue in lexicon(language)['own_date'].get('signers', ())).pattern
    return re.compile(rf"(?:(?:le|la|the|de|der|die|voor de|pour l[ea]|for the) )?(?:{signers}|(?:stempel|cachet|stamp|sceau|signature|handtekening|unterschrift|signed|signe|getekend)\b)")


@cache
def _signed() -> re.Pattern[str]:
    """“The secretary, 15/05/2017”: who signs, at the beginning of a line or sentence."""
    signers = any_of(cue for language in LANGUAGES for cue in lexicon(language)['own_date'].get('signers', ())).pattern
    return re.compile(rf"(?:^|[.;,]\s+)[\s*-]*(?:(?:le|la|l'|the|de|der|die|voor de|pour l[ea]|for the) ?)?(?:{signers})(?: [a-z.' -]{{2,30}})?,? (?:(?:le|op|on|am|den) )?$")


@cache
def _labels() -> re.Pattern[str]:
    return any_of(cue for language in LANGUAGES for cue in lexicon(language)['date_labels'] if len(cue) > 3)


@cache
def _label_cues() -> CueSet:
    return CueSet({'label': [cue for language in LANGUAGES for cue in lexicon(language)['date_labels'] if len(cue) > 3]})


@cache
def _other(grammar: Grammar) -> re.Pattern[str]:
    anywhere = '|'.join(grammar.roles[role].pattern for role in ('born', 'valid_until', 'notified'))
    beside = '|'.join(grammar.roles[role].pattern for role in ('due', 'until', 'since'))
    return re.compile(rf'{anywhere}|(?:{beside})\W*(?:\w+\W+)?$')
