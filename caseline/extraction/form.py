"""What a paper looks like before it is read: whose letterhead, to whom, a letter, a mail, an account of oneself, jottings, a list."""
import re
from collections import Counter
from functools import cache
from typing import Mapping, NamedTuple

from caseline import countries
from caseline.extraction.cues import CueSet

_HEAD_LINES, _HEAD, _HEARD = 9, 1000, 1500
_FOOT, _SIGNERS, _SHORT_LINE = 400, 3, 60
_LABEL = r'(?:from|de|van|von|fra|expediteur|afzender|absender|sent|envoye|verzonden|gesendet|to|a|aan|an|cc|subject|subj|sujet|objet|onderwerp|betreff|date|datum)'
_MAIL = re.compile(rf'^[>\s*]*{_LABEL}\s?:', re.M)
_ADDRESSES = re.compile(r'[\w.+-]+@[\w-]+\.\w+')
_MAIL_TOPIC = re.compile(r'(?:(?:re|fw|fwd|tr|aw|wg|antw)\s?: ?)*(?:(?:subject|subj|sujet|objet|onderwerp|betreff)\s?:|(?:re|fw|fwd|tr|aw|wg|antw|betr\.?|betreft|betrifft|concerne)\s?:)')
_QUOTED_MAIL = re.compile(r'(?:^(?:le|op|on|am) [^\n]{6,60}(?:a ecrit|schreef|wrote|schrieb)|^(?:verstuurd vanaf|envoye (?:depuis|de) mon|sent from my|(?:von meine\w+ \w+ )?gesendet von)|^[\d ./a-z-]{6,20},? \d{1,2}[:hu.]\d{2} ?[|-]+ ?(?:van |de |from |von )?(?:mr|me|mtr|maitre|ra|rain)\b|^-{2,}.{0,30}(?:message|bericht|nachricht))', re.M)
_CLOCK = re.compile(r'(?:\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\b\d{4}|\b\d{1,2} [a-z]{3,9}\.?(?: \d{2,4})?),?\s*(?:-|at|om|a|um|\|)?\s*\d{1,2}\s?[:hu]\s?\d{2}')
_DATE = r'(?:\d{1,2}\.? ?[./ -] ?(?:\d{1,2}|[a-z]{3,9}\.?|[ivx]+) ?[./ -]? ?(?:\d{4}|\d{2})\b|\d{4}-\d{2}-\d{2})'
_DATED_LINE = re.compile(rf'[\s*•>\[(-]*(?:(?:ma|di|wo|do|vr|za|zo|lun|mar|mer|jeu|ven|sam|dim|mon|tue|wed|thu|fri|sat|sun|mo|mi|fr|sa|so)[a-z]*\.?,? )?(?:{_DATE}|\d{{1,2}}[./-]\d{{1,2}}\b|(?:19|20)\d\d(?:, [a-z]+)? ?[:|]|(?:\d{{1,2}} )?(?:jan|feb|fev|mar|maa|apr|avr|mai|mei|may|jun|jui|jul|aug|aou|sep|okt|oct|nov|dec|dez)[a-z]*\.? \d{{4}} ?[:-]?)')
_WEEKDAY = (r'(?:mon(?:day)?|tue(?:s|sday)?|wed(?:nesday)?|thu(?:rs|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?|lun(?:di)?|mar(?:di)?|mer(?:credi)?'
            r'|jeu(?:di)?|ven(?:dredi)?|sam(?:edi)?|dim(?:anche)?|ma(?:andag)?|di(?:nsdag|enstag)?|wo(?:ensdag)?|do(?:nderdag|nnerstag)?|vr(?:ijdag)?'
            r'|za(?:terdag)?|zo(?:ndag)?|mo(?:ntag)?|mi(?:ttwoch)?|fr(?:eitag)?|sa(?:mstag)?|so(?:nntag)?)\.?')
_ONLY_PLACE = re.compile(rf"(?!{_WEEKDAY},)[a-z' ()-]{{3,32}}, ?(?:le |de |den |am |op )?(?:{_DATE}|[a-z]+ [a-z]+ \d{{4}})\s*$")
_SENDING = re.compile(r'(?:(?:par |per |by |envoi )?(?:lettre |courrier |porteur|fax|e-?mail|brief |aangetekend\w*|einschreiben|einschreibebrief|recommandee?|registered|simple|j-?box|dpa)\W*(?:et |en |und |and |\+ )?)+')
_TO = re.compile(r"(?:a l'attention|t\.a\.v|z\. ?hd|to the|to|aux?|a la|a l'|a|aan|aan de|aan het|an|an das|an den|an die|pour|destinataire|geadresseerde|empfanger|addressee)\b")
# What a scanner, a fax or a copyist put above a paper.
_STAMPED = re.compile(r'\s*(?:\[[^\]]*\]|\([^)]*\)|\W*(?:page|pagina|seite|blad|scan|p\.) ?\d[^\n]{0,20}|(?!par |per |via |by )[^\n]*\b(?:tele)?fax\b[^\n]*\d\d?[:h]\d\d[^\n]*|\W+)$')
_FROM = re.compile(r'(?:from|de|van|von|expediteur|afzender|absender|sender)\s?:')
# The header line that an office's letter, with its “To:” and “Subject:”, has not.
_SENDER = re.compile(r'[>\s*]*(?:from|van|von|de|expediteur|afzender|absender|sent|envoye|verzonden|gesendet)\s?:')
_MEANT = re.compile(r'\b(?:destinee?s? (?:a|au|aux)|bestemd voor|gericht aan|ter attentie van|bestimmt fur|zuhanden|intended for|addressed to|adressee? (?:a|au|aux)|aan de ouders van|t\.a\.v\.|(?:for the|pour l[ae]|voor (?:de|het)|bij (?:de|het)|fur (?:die|den|das)|(?:to|an|aan)(?: the| den| die| das| de| het)?|(?:a|au)(?: l[ae])?) (?=(?:commune|town|city|court|judge|mayor|ville|juge|tribunal|bourgmestre|stad|gemeente|rechter|rechtbank|burgemeester|gemeinde|stadt|richter|gericht|burgermeister|lawyer|counsel|advocaat|avocate?|maitre|rechtsanwalt(?:in)?)\b))')
# “Notes of the talk with the lawyer”: company kept, not whose paper it is.
_COMPANY = re.compile(r"\b(?:avec|with|met|mit) (?:l'|la |le |the |de |het |den? |dem |der |our |notre |onze |unsere[rm]? )?\w+")
# “Appointment with the lawyer, 3 May”: what is told of a meeting, not whose paper it is.
_ABOUT = re.compile(r'(?:rdv|rendez-vous|afspraak|appointment|termin|entretien|gesprek|gesprach|meeting|call|table ronde|rondetafel|round table|runder tisch|post-it)\b')
# “3/5/18: phoned the lawyer”: a jotting, not a letterhead.
_JOTTING = re.compile(rf'{_DATED_LINE.pattern}\s*(?::|-? ?(?:tel|phone|appel|called|belt|gebeld|anruf|rdv|sms|mail|whatsapp)\w*\b)')
_TOPIC = re.compile(r'\s*(?:concerne|objet|betreft|betr|betrifft|betreff|onderwerp|re|subject|inzake|in ?zake|en cause|in sachen|in the matter of|v/ref|n/ref|u/ref|our ref|your ref|ref|notre ref\w*|nos ref\w*|mein zeichen|unser zeichen|ons kenmerk|uw kenmerk)\b')
_SUBJECT_LINE = re.compile(r'(?:subject|subj|sujet|onderwerp|betreff|objet)\s?:')
# To whom lawyers write: an office below a lawyer's letterhead is the addressee, however the page is set.
_WRITTEN_TO = frozenset({'io', 'cgrs', 'call', 'cos', 'court', 'family_court', 'peace', 'commune', 'mayor', 'minister', 'cpas', 'krc', 'dgde'})
_OFFICIAL = frozenset({'from:io', 'from:centre', 'to:centre', 'from:police', 'from:court'})
_POSTED = re.compile(r'\b(?:(?:par|per|by|via) (?:fax|telefax|telecopie|courrier simple|porteur)|aangetekend|einschreiben|recommandee?)\b')
_OF_STATE = re.compile(r'\b(?:minist\w*|secretar\w*|secretaire|staatssec\w*|staatssek\w*|koning|roi|king|juge|rechter|richter|judge|mayor|burgemeester|bourgmestre|burgermeister)\b')
_FORMAL = re.compile(r'(?:(?:mijn beste|mon cher|ma chere|my dear|mein lieber|zeer) )?(?:chers? (?:confrere|collegue|client|maitre|monsieur)s?|cheres? (?:consoeur|madame|collegue|cliente|clients|maitre)s?|(?:madame|monsieur|mesdames|messieurs|maitre)(?=,|$| le | la | monsieur| madame|, )|dear (?:sir|madam|mr|mrs|ms|dr|client|colleague|mayor|secretary|minister|family|tenant|parents?)\w*|respected|sirs?(?=,)|madam(?=,)|geachte|waarde|burgemeester|(?<=mijn beste )[a-z]+|(?:mevrouw|mijnheer|meester|heer)(?=,|$)|sehr geehrte\w*|werte\w*|hochverehrte\w*)\b')
_INFORMAL = re.compile(r'(?:bonjour|bonsoir|salut|coucou|chere?s? [a-z]+|hi|hello|hey|hallo|dear [a-z]+|dear|good (?:morning|afternoon|evening|day)|beste|dag|hoi|goeie\w*|goede(?:morgen|middag|navond)|lieve|liebe[rs]?|guten? (?:tag|morgen|abend)|grus (?:gott|dich)|moin|salam)\b')
_AFTER_GREETING = re.compile(r'[^.\n:]{0,45}?(?:,|!|\.|$| -|\n)')
_CLOSING = re.compile(r"(?:salutations|veuillez (?:agreer|recevoir|croire)|je vous prie d'agreer|hoogachting\w*|vriendelijke groet\w*|confraternel\w*|collegiale|mit (?:freundlichen|kollegialen|vorzuglicher)|hochachtungsvoll|yours (?:faithfully|sincerely|truly)|kind regards|best regards|bien a vous|cordialement|met achting|meest\w* hoogacht\w*)")
_WORD = re.compile(r"[a-z]+")
_CHAT = re.compile(r'\s*\[?[\d./-]{6,10},?\s+\d{1,2}[:.]\d{2}(?::\d{2})?\]?\s*-?\s*([a-z][^:\n]{1,25}):')
_DENSE = 12.0


class Form(NamedTuple):
    """The signs of a paper (`from:io`, `to:court`, `letter`, `mail`, `story` …) and whether it surely is a mail."""
    signs: frozenset[str]
    surely_mail: bool


def form_of(folded: str, country: str) -> Form:
    """Return what the letterhead, the address, the greeting and the lines of a folded first page tell."""
    lines = _lines(folded)
    sent, addressed, greeting = _head(lines)
    senders = sorted((hit.start, hit.label) for hit in _bodies(country).scan('\n'.join(sent)))
    signs = {f'from:{label}' for _, label in senders} | {f'to:{hit.label}' for hit in _bodies(country).scan('\n'.join(addressed))}
    first = {label for start, label in senders if start == senders[0][0]}
    signs |= {f'first:{label}' for label in first}
    if 'lawyer' in first:
        signs |= {f'to:{label}' for start, label in senders if label in _WRITTEN_TO and start > senders[0][0]}
    signs |= {f'signed:{hit.label}' for hit in _bodies(country).scan(_signature(folded))}
    if greeting:
        signs |= {'letter', greeting}
    if _CLOSING.search(folded, max(0, len(folded) - 900)):
        signs |= {'letter', 'closing'}
    signs |= _of_words(folded, country)
    signs |= _of_lines(folded, lines)
    sure = looks_like_mail(folded)
    if sure or _maybe_mail(lines, signs):
        signs.add('mail')
    return Form(frozenset(signs), sure)


def _signature(folded: str) -> str:
    """The short lines that close a page of several lines, where its writer signs."""
    lines = [line.strip() for line in folded[-_FOOT:].split('\n') if line.strip()]
    return '\n'.join(line for line in lines[2:][-_SIGNERS:] if len(line) < _SHORT_LINE)


def looks_like_mail(folded: str) -> bool:
    """Say whether a text begins with the header lines of an e-mail."""
    head = folded[:600]
    return len(_MAIL.findall(head)) >= 3 and bool(_ADDRESSES.search(head) or _MAIL.match(head))


def _lines(folded: str) -> list[str]:
    return [line.strip() for line in folded[:_HEAD].split('\n') if line.strip() and not _STAMPED.match(line)][:_HEAD_LINES]


def _head(lines: list[str]) -> tuple[list[str], list[str], str]:
    """The lines of the sender, those of the addressee, and the greeting's register where one ends the head."""
    sent, addressed, to = [], [], False
    for number, line in enumerate(lines):
        greeting = _greeting(line)
        if greeting:
            return sent, [*addressed, line[:60].split(',')[0]], greeting
        if _TOPIC.match(line):
            to = False
            continue
        if line[0] in '-*•>→[(' and len(line) > 25 or number and len(line) > 22 and _DATED_LINE.match(line) or _JOTTING.match(line) or _ABOUT.match(line):
            continue
        if len(' '.join(line.split())) > 90 or line.endswith('.') and len(line) > 70:
            if not number:
                sent.append(_MEANT.split(line[:70])[0])
            break
        mode = _SENDING.match(line)
        for cell in re.split(r'\t+| {3,}|\s\|\s', line):
            cell = _COMPANY.sub('', cell).strip()
            rest = cell[mode.end():].lstrip(' -,:') if mode and cell == line else cell
            meant = _MEANT.search(rest)
            if meant:
                sent.append(rest[:meant.start()])
                addressed.append(rest[meant.end():])
            elif _FROM.match(rest):
                sent.append(rest)
            elif to or _TO.match(rest) or mode and rest:
                addressed.append(rest)
                to = to or bool(_TO.match(rest))
            else:
                sent.append(rest)
        to = to or bool(mode) or bool(_ONLY_PLACE.match(line))
    return sent, addressed, ''


def _greeting(line: str) -> str:
    for pattern, register in ((_FORMAL, 'formal'), (_INFORMAL, 'informal')):
        match = pattern.match(line)
        if match and _AFTER_GREETING.match(line, match.end()):
            return register
    return ''


def _of_words(folded: str, country: str) -> set[str]:
    """What the share of some plain words tells: who speaks of himself, who speaks of procedures."""
    part = folded[:_HEARD]
    counts = Counter(_WORD.findall(part))
    found = set()
    for name, words in _words(country).items():
        said = sum(counts[word] for word in words if word in counts)
        if said >= 2 and 1000 * said / max(250, len(part)) >= _DENSE:
            found.add(name)
        if sum(word in counts for word in words) >= 3:
            found.add(f'{name}3')
    return found


def _of_lines(folded: str, lines: list[str]) -> set[str]:
    signs = set()
    if lines and _DATED_LINE.match(lines[0]):
        signs.add('dated')
    if sum(bool(_DATED_LINE.match(line)) for line in folded[:_HEARD].split('\n')) >= 4:
        signs.add('dates')
    if any(_CLOCK.search(line) for line in lines[:3]):
        signs.add('clock')
    if len({match.group(1) for line in folded[:_HEARD].split('\n') if (match := _CHAT.match(line))}) >= 2:
        signs.add('chat')
    if any(_ONLY_PLACE.match(line) for line in lines[:8]):
        signs |= {'placed'}
    return signs


def _maybe_mail(lines: list[str], signs: set[str]) -> bool:
    """A mail without its whole header: a topic first and a greeting, a quoted mail, two header lines."""
    top = '\n'.join(lines[:4])
    if not lines or any(len(line) < 70 and _POSTED.search(line) for line in lines[:4]):
        return False
    if 'letter' in signs and 'clock' in signs and len(lines[0]) < 40 and _CLOCK.search(lines[0]):
        return True
    headers = [line for line in lines[:5] if _MAIL.match(line)]
    if _QUOTED_MAIL.search(top) or len(headers) >= 2 and (headers[0] == lines[0] or any(_SENDER.match(line) for line in headers)
                                                          or not any(sign.startswith('first:') for sign in signs)):
        return True
    topic = bool(_MAIL_TOPIC.match(lines[0]))
    header = bool(_MAIL.match(lines[0]))
    if topic or header:
        written = any(_DATED_LINE.match(line) for line in lines[1:3]) and (topic or not signs & _OFFICIAL)
        bare = bool(_SUBJECT_LINE.match(lines[0])) and not any(sign.startswith('from:') for sign in signs)
        return 'placed' not in signs and (bool(signs & {'clock', 'informal'}) or written or bare)
    if 'informal' not in signs or 'clock' in signs:
        return 'informal' in signs
    of_an_office = 'placed' in signs or any(sign.startswith('from:') for sign in signs)
    return not of_an_office and bool(_greeting(lines[0])) and not _OF_STATE.search(lines[0])


@cache
def _bodies(country: str) -> CueSet:
    return CueSet(_signs(country)['who'])


@cache
def _words(country: str) -> Mapping[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in _signs(country)['words'].items()}


def _signs(country: str) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    return countries.load(country).table('cues/kinds')['signs']
