"""Dates that belong to laws, decrees, treaties, official journals and cited case law: references, never events."""
from __future__ import annotations

import re

from caseline.extraction.dates.before import last_word

_REACH = 150

_NORM = (
    r"lois?|loi-programme|lois coordonnées|arrêtés? royal(?:aux)?|arrêté-loi|arrêté-royal|a\.?r\.?|décrets?(?:-lois?)?|ordonnance[s]? n[°o]s?|règlements?|directives?|convention|conventions|traités?|protocole|pacte|circulaires?"
    r"|déclaration universelle|accords? (?:franco|belgo|bilatéra|de|du|d['’])[\w\-]*|avenant|i\.\s?d\.\s?f\.|statut|constitution|code [a-zé]+"
    r"|[a-z]*wet(?:ten)?|[a-z]*wetboek|koninklijke? besluit(?:en)?|k\.?b\.?|decreet|decreten|[a-z]*verordening(?:en)?|richtlijn(?:en)?|[a-z]*verdrag(?:en)?|omzendbrief|omzendbrieven|besluitwet|grondwet|circulaire"
    r"|vreemdelingenbesluit|verblijfsbesluit|protocol|overeenkomst van [A-Z]\w+"
    r"|acts?|laws?|statute|royal decrees?|legislative decree|presidential decree|decree-law|decree law|directives?|regulations?|conventions?|treaty|protocol|covenant|circulars?|constitution|instrument of government|[\w]+ ordinance|rules of court"
    r"|[a-zäöü]*gesetz(?:es|e|en|buch|buches)?|[a-zäöü]*verordnung(?:en)?|richtlinien?|königlich(?:er|en|e) erlass(?:es|e)?|[a-zäöü]*abkommens?|[a-zäöü]*übereinkommens?|[a-zäöü]*konvention|[a-zäöü]*vertrag(?:es)? von|rundschreiben|erlass(?:es)?|neufassung|bekanntmachung|fassung"
    r"|AufenthG|AsylG|AsylVfG|AuslG|VwGO|EMRK|CEDH|EVRM|CESEDA")
_OWN_PAPER = (
    r"décision|décisions|requête|recours|arrêt|jugement|demande|courrier|lettre|mail|courriel|audience|notifi\w*|rapport|attestation|certificat|introduit\w*|pris[e]? le|entré\w* le|"
    r"brief|beslissing|verzoek\w*|aanvraag|arrest|vonnis|uitspraak|beschikking|zitting|hoorzitting|ingediend|bestreden|kennisgeving|genomen op|attest|verslag|primaire besluit|"
    r"decision|judgment|ruling|application|letter|hearing|request|report|appeal|lodged|notified|entered|arrived|issued on|"
    r"bescheid\w*|urteil\w*|beschluss\w*|antrag\w*|schreiben\w*|klage|schriftsatz\w*|verhandlung|zugestellt|eingereist|widerspruch\w*|eingang\w*|facture|factuur|contrat|contract|bail|acte|akte")
_LAW = re.compile(r'\b(?:' + _NORM + r')(?!\w)', re.I)
_LINK = re.compile(
    r"(?:\b(?:du|des|de|d['’]|van|of|vom|von|dated|d\.d\.?|dd|et du|en van|and of|und vom|der|des|bekanntmachung vom|signée? à [\w ]+,? le|faite? à [\w\- ]+,? le|gedaan te \w+ op|done at \w+ on|adopted on|coordonnée?s? le|gecoördineerd op|ratifiée? le|opened for signature on)\.?\s*|^[^\d]*[(,]\s*)$", re.I)
_BREAKS = re.compile(r"\b(?:" + _OWN_PAPER + r")\b|[.!?]\s+[A-ZÉ]|\b(?:a été|est|was|werd|is|wurde|heeft|has|had|hat|avait|ont|que|that|dass)\b", re.I)
_JOURNAL = re.compile(
    r"(?:\b(?:M\.\s?B\.?|B\.\s?S\.?|Moniteur belge|Belgisch Staatsblad|Staatsblad|Staatscourant|Stb\.?|Stcrt\.?|Trb\.?|JORF|J\.O\.?|JO(?:UE|CE)?|Journal officiel(?: de l['’]Union européenne)?|Publicatieblad|Pb\.?(?: EU| EG)?|PB|Official Journal|OJ|BGBl\.?|ABl\.?|GVBl\.?|Bundesgesetzblatt|Amtsblatt|BAnz\.?|Memorial)\b[^;\n]{0,30}?)$")
_COURTS = (r"HR|Hoge Raad|ABRvS|AbRvS|CRvB|CBb|EHRM|HvJ(?: EU| EG)?|RvS|R\.v\.S\.|RvV|R\.v\.V\.|GwH|Cass\.?(?: fr\.)?|C\.\s?E\.|CE|C\.E\.|CCE|C\.C\.E\.|C\. const\.|C\.A\.|CJUE|C\.J\.U\.E\.|CJCE|Cour eur\. D\.H\.|Cour EDH|CEDH|ECtHR|CJEU|ECJ|EGMR|EuGH|BVerwG|BVerfG|BGH|BAG|BSG|BFH|OVG(?: [A-Z]\w+)?|VGH(?: [A-Z]\w+)?|VG(?: [A-Z]\w+)?|OLG(?: [A-Z]\w+)?|LSG|Arbitragehof|Grondwettelijk Hof|Cour constitutionnelle|Rb\. [\w\-]+|Hof [A-Z]\w+|Trib\. [\w. ]+|Cons\. const\.|Ass\.|CAA [A-Z]\w+|Crim\.|Civ\. [12]re?|Soc\.|Com\.")
_CITED_BEFORE = re.compile(r'(?:(?:\b|(?<=\W))(?:' + _COURTS + r')(?:,? ?\((?:[A-Za-z\d. ]{1,20})\))?,?\s*(?:(?:arrêt|arrest|judgment|Urteile?|Beschl(?:uss|\.)|Urt\.|U\.|B\.)\s*)?(?:v\.|vom|du|van)?\s*|\bv\.? [A-Z][\w ]{2,30},? ?(?:\(?\[?GC\]?\)?,? ?)?(?:\(?no\. [\d/]+\)?,? ?)?[(,]\s*|\bc\. [A-Z][\w\-]+,? ?(?:n[°o] [\d/]+,? ?)?(?:§+ [\d\-]+, ?)?)$')
_CITED_AFTER = re.compile(r'\s*[,(–-]\s*(?:[\w.\- ]{2,24}[,–-]+ ?)?(?:ECLI:|Reports of Judgments|Recueil des arrêts|Series A|série A|Rec\.|Slg\.|NJW|NVwZ|BVerwGE|BVerfGE|BGHZ|LJN|JV \d{4}|AB \d{4}|RvdW|Buchholz|InfAuslR)')
_RIGHT = re.compile(
    r"\s*(?:,? ?(?:relati(?:f|ve)s? (?:à|aux?)|portant|fixant|pris[e]? pour l['’]application|modifiant|instituant|approuvant|houdende|betreffende de (?:toegang|opvang|uitvoering)|tot (?:wijziging|uitvoering|vaststelling) van|über die|zur Änderung|zur Regelung)|\((?:M\.B\.|B\.S\.|Stb\.|BGBl|JORF|JO|MB)\b|,? ?BGBl\b)", re.I)
_ACT_WORD = re.compile(r'\b(?:arrêtés?|besluit|ordonnances?|règlement|accord|instructions?|décret|loi|wet|Verordnung|Gesetz|Erlass)\b[^.;\n,]{0,40}\b(?:du|van|vom|d\.d\.)\s*$', re.I)
# What a law word begins or ends with, lower case: a cheap look before the expression above is tried.
_LAW_BEGINS = ('loi', 'arrêt', 'a.r', 'ar', 'décr', 'ordo', 'règl', 'regul', 'directi', 'convent', 'constit', 'trait', 'treat', 'protoc', 'pact', 'circ', 'décla', 'code', 'k.b', 'kb', 'decre', 'omzend',
               'beslui', 'act', 'law', 'statu', 'coven', 'instr', 'rule', 'emrk', 'evrm', 'cedh', 'ceseda', 'erlass', 'rundschr', 'neufass', 'bekannt', 'fassung', 'overeenk', 'accord', 'avenant', 'i.d.f', 'royal', 'konink', 'order')
_LAW_ENDS = ('wet', 'wetten', 'wetboek', 'verordening', 'verordeningen', 'richtlijn', 'richtlijnen', 'verdrag', 'verdragen', 'besluit', 'gesetz', 'gesetzes', 'gesetze', 'gesetzbuch', 'verordnung', 'verordnungen',
             'richtlinie', 'richtlinien', 'abkommen', 'abkommens', 'übereinkommen', 'übereinkommens', 'konvention', 'vertrag', 'vertrages', 'asylg', 'aufenthg', 'auslg', 'asylvfg', 'vwgo', 'ordinance')


_MAY_STAND_BEFORE = frozenset(
    "du des de d' d’ van of vom von dated d.d dd le et en und and fassung bekanntmachung à op at on der v v. verkündet".split())


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
    if not _names_a_law(words):
        return False
    if _RIGHT.match(after) and _ACT_WORD.search(before):
        return True
    laws = list(_LAW.finditer(before))
    between = before[laws[-1].end():] if laws else ''
    return bool(laws) and ';' not in between and bool(_LINK.search(between)) and not _BREAKS.search(between)


def _names_a_law(words: list[str]) -> bool:
    for word in words:
        word = word.lower().rpartition("'")[2].rpartition('’')[2].strip('.,:;()[]"«»')
        if word.startswith(_LAW_BEGINS) or word.endswith(_LAW_ENDS):
            return True
    return False


def _is_short_name(text: str, start: int) -> bool:
    """Whether the word just before is an abbreviation such as “HR”, “Cass.” or “B.S.”: begins with a capital, at most nine letters."""
    chunk = text[max(0, start - 12):start].split()
    return bool(chunk) and chunk[-1][:1].isupper()


_OPENS_CITATION = frozenset(',(–-')
