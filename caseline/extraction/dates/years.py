"""A year that stands alone (“née en 1987”, “2012 and 2015”), and the numbers that only look like one."""
from __future__ import annotations

import re

_LAW_YEAR = re.compile(
    r"(?:\b(?:ECHR|CEDH|EHRM|EHRC|EGMR|Decisions|Reports|Recueil|Stb\.?|Stcrt\.?|Trb\.?|Pb\.?|JORF|NJ|NJW|NVwZ|NVwZ-RR|DVBl\.?|InfAuslR|ZAR|AB|JV|RvdW|VN|BNB|RSV|USZ|JB|R\.W\.|RW|T\.\s?Vreemd\.|Rev\. dr\. étr\.|J\.T\.|JLMB|BGBl\.?(?: I{1,3})?|ABl\.?|GVBl\.?|Slg\.?|Rec\.|ECR|OJ|JO|PB|AIR|WLR|EWCA Civ|EWHC|UKHL|UKSC|UKUT|LJN|ECLI|Bull\.|Lebon|Pas\.|A\.C\."
    r"|Act|Acts|Code|Regulations?|Rules|Order|Bill|Convention|Charter|Decree|Circular|Directive|Ordinance|Protocol|Wet|[A-Z]?[a-z]*wet|Wetboek|Besluit|[A-Z][a-z]*besluit|Regeling|[A-Z]?[a-z]*regeling|Verordening|Richtlijn|Circulaire|Vreemdelingencirculaire|Vc|Vb|Vw|(?:de|het|lid|lid,|ex|hierna:|artikel \d+\w*,?) (?:[A-Z][a-z]{1,2}|[A-Z]{2,3}|[A-Z]\w?[a-z]?[bw])|Gazette\)|Gesetz|[A-Z]\w*gesetz|[A-Z]\w*G|Verordnung|[A-Z]\w*verordnung|LOI|Konvention|Abkommen|Traité|Treaty)\s*[,(\[]?\s*)$")
_LAW_NAME = re.compile(r"\b(?:Wet|Besluit|Regeling|Verordening|Wetboek|Verdrag|Leidraad|Beleidsregels?|Uitvoeringsregeling|[A-Z][a-z]+wet|[A-Z][a-z]+besluit|[A-Z][a-z]+regeling)\b(?: [a-z]+){1,5}\s+$")
_NUMBER_BEFORE = re.compile(
    r"(?:\b(?:n[°o]s?|nrs?|numéros?|nummers?|nos?|number|numbers|artt?|articles?|artikel(?:en)?|section|page|p|blz|S|rue|Postfach|boîte|bus|Az|zaaknr|zaaknummer|rolnr|dossier(?:nummer)?|dossiernr|réf|ref|kenmerk|matricule|téléphone|tel|tél|gsm|fax|plus de|moins de|more than|less than|mehr als|weniger als|meer dan|minder dan|ruim|rund|over \$|approximately|ISO|BE|EUR|USD|CHF|code postal|postcode|PLZ|kamer|over the|Windows|Office"
    r"|environ|about|some|presque|nearly|almost|fast|knapp|bijna|ongeveer|nur|only|modèle|model|version|versie|formul\w+|form|©|copyright|mod|rev|éd|ed|HRB|HRA|formular|vordruck)\b[.:]?|[#$€£§°@+]|n°|nr\.|©)\s*$", re.I)
_QUANTITY = re.compile(r"(?:environ|about|some|presque|nearly|almost|fast|knapp|bijna|ongeveer|nur|only|rund|ruim)\s*$", re.I)
_OLD_YEAR = re.compile(r"\b(?:jahre?|year|jaar|l['’]an|année|anno)\s+$", re.I)
_OLD_YEAR_ENDS = re.compile(r"\b(?:in|en|seit|since|depuis|sinds|ab|um|vers)\s+$", re.I)
_JOURNAL_NAME = re.compile(r"(?:^|[\s(])[A-ZÄÖÜ][A-Za-zÄÖÜäöü\-]*[A-ZÄÖÜ][A-Za-zÄÖÜäöü]*\.? $")
_JOURNAL_PAGE = re.compile(r", ?(?:S\. ?|p\. ?|blz\. ?|Nr\. ?|nr\. ?|n° ?)?\d")
_THING_AFTER = re.compile(
    r"[ \u00a0]?(?:[€$£%°]|(?:euros?|eur|francs?|frank|bef|usd|dollars?|personnes?|personen|people|persons?|mensen|menschen|einwohner|inhabitants|habitants|inwoners|km|m²|m2|kg|mètres?|meter|metres|miles|kilomet\w+|heures?|hours|uur|stunden|tonnes?|tonnen|barrels?|troops|soldiers|soldaten|members|mitglieder|leden|workers|jobs|arbeitsplätze|stück|words|mots|woorden|mitarbeiter\w*|employees|students|refugees|flüchtlinge|réfugiés|vluchtelingen|pages|seiten|mb|gb|watts?|volt|points?|punkte|mal|times|fois|keer|mark|dm|millions?|millionen|miljoen|milliards?|mrd|mio|uhr)\b)", re.I)
_LAW_AFTER = re.compile(r"\s+(?:[A-Z][\w’']+\s+(?:and\s+)?){0,3}(?:Act|Acts|Code|Circular|Decree|Convention|Regulations?|Rules|Order|Ordinance|Protocol|Treaty|Bill|Law|Constitution|Directive)\b")
_NUMBERED = re.compile(r"\b(?:[Nn]o|[Nn]r|n°|nº)\.?\s?[\d/]+\s?\((?:\d{4}\s?[-–/]\s?)?$")
_POSTCODE_PLACE = re.compile(
    r"[ ]+(?:Vilvo[or]{1,2}de|Peutie|Steenokkerzeel|Melsbroek|Perk|Machelen|Diegem|Londerzeel|Malderen|Steenhuffel|Grimbergen|Humbeek|Beigem|Strombeek|Meise|Wolvertem|Kapelle-op-den|Nieuwenrode|Ramsdonk"
    r"|Kampenhout|Buken|Nederokkerzeel|Zaventem|Nossegem|Brucargo|Sint-Stevens|Sterrebeek|Kraainem|Crainhem|Wezembeek|Zemst|Eppegem|Hofstade|Elewijt|Weerde|Boortmeerbeek|Antwerpen|Anvers|Antwerp|Berendrecht"
    r"|Zandvliet|Lillo|Zwijndrecht|Burcht|Bruxelles|Brussel|Neuchâtel|Sion|Martigny|[A-Z]{2} [A-Z][a-z]+)\b")
_STREET = re.compile(r"\d[A-Za-z]?(?:[ /](?:bus|bte|boîte|box|b)\.? ?\w{1,4}|/\d+)?\s*(?:,| -|\n| –)\s*(?:[A-Z]-)?$", re.I)
_PAGE = re.compile(r"\b[A-Z][A-Za-zÄÖÜ.\-]+ (?:I{1,3} )?(?:19|20)\d\d, (?:S\. |p\. |blz\. )?$")
_RANGE_AFTER = re.compile(r'(?:[-–—‑](?:\d{4}|\d{2})|/(?:\d{4}|(?P<short>\d{2})))(?![\w/]|[-.,]\d)')


def stands_for_year(text: str, start: int, end: int, value: int) -> bool:
    """Whether the four digits text[start:end] are a year somebody speaks of (and not a law, file, amount or postcode)."""
    before, after = text[max(0, start - 48):start], text[end:end + 26]
    if not 1800 <= value <= 2100 and not (1000 <= value < 1800 and (_OLD_YEAR.search(before) or _OLD_YEAR_ENDS.search(before) and after[:1] in (',', '.', ';', ')'))):
        return False
    if _JOURNAL_PAGE.match(after) and _JOURNAL_NAME.search(before):
        return False
    if _joined_to_something(before, after, value):
        return False
    if _NUMBER_BEFORE.search(before[-18:]) and not (_QUANTITY.search(before[-14:]) and value > 1900 and after[:1] in ',.;)' ):
        return False
    if _THING_AFTER.match(after) or _POSTCODE_PLACE.match(after) or after[:1] == ' ' and after[1:2].isupper() and _STREET.search(before):
        return False
    if _LAW_AFTER.match(after) or _NUMBERED.search(before) or _PAGE.search(before):
        return False
    return not (_LAW_YEAR.search(before[-30:]) or _LAW_NAME.search(before))


def _joined_to_something(before: str, after: str, value: int) -> bool:
    """“12345/2004”, “SU/2012”, “1921/04”, “2.003”, “2008-III”, “ECLI:NL:HR:2003:AI0829”."""
    last = before[-1:]
    if last in '/:_=\\@#' and last and not (last == ':' and before[-2:-1].isalpha() and ':' not in before[-12:-1] and after[:1] != ':'):
        return True
    if last and last in '.,-–' and before[-2:-1].isalnum() and not (last in '-–' and _is_prefix(before)):
        return True
    follows = after[:2]
    if follows[:1] in ('/', ':', '_', '-', '–', '‑', '.', ',') and follows[1:2].isalnum():
        return not _range_follows(after, value) and not (follows[0] in '-–‑' and follows[1:2].islower())
    return len(before) > 1 and last in ' \u00a0' and before[-2].isdecimal() and before[-5:-1].strip().isdecimal() and not before[-5:-1].isdecimal()


def _is_prefix(before: str) -> bool:
    return before[-3:-1].lower() in ('mi', 'id', 'de') or before[-5:-1].isdecimal() or bool(re.search(r'(?i)\b(?:mi|mid|pre|post|pré|ante|anno)[-–]$', before))


def _range_follows(after: str, value: int) -> bool:
    """“2013-14”, “2013/2014”, and “2013/14” because 14 follows 13; “1921/04” is a file number."""
    match = _RANGE_AFTER.match(after)
    return bool(match) and (match['short'] is None or int(match['short']) == (value + 1) % 100)
