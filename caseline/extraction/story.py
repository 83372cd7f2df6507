"""What a paper tells, in order: its own event, the events it mentions, and the further dates that belong to them."""
import re
from dataclasses import replace
from typing import Sequence

from caseline.extraction.attach import Attached, attach, reason
from caseline.extraction.cues import Hit
from caseline.extraction.grammar import Grammar
from caseline.extraction.mention import Mention, Page
from caseline.extraction.moments import Moment, as_abroad, moments_of, without_claims_of_birth
from caseline.extraction.notification import follows, is_notification, speaks_of_itself
from caseline.extraction.segment import Sentence
from caseline.extraction.veto import vetoed

_SECONDARY = ('due', 'until', 'valid_until', 'notice_start', 'acknowledgment', 'registration', 'order', 'signature')
# A paper that is prolonged stays valid until the last day written on it.
_EXTENDED = ('valid_until',)
# Roles that mean one date of one type of event, and nothing for the others.
_OWN_ROLES = frozenset(('valid_from', 'received_by_office', 'offence', 'evicted', 'requested', 'presented', 'listed', 'notified', 'due', 'until'))
_SHORT, _MAY_LAST = 90, frozenset(('support_letter', 'collective_action'))
_ONE_OF_A_KIND = frozenset(('?application', '?appeal'))
# A judgment says which appeal it answers.
_ANSWERS = {'judgment_call': 'appeal_call', 'judgment_council_of_state': 'cassation_lodged'}
_ANOTHER = re.compile(r'\b(?:nouve(?:l|au|lle)|nieuwe?|new|another|autre|ander|second|tweede|neue[rs]?)\s')
# Kinds whose own event says nothing about what else they tell.
_BROAD = frozenset(('email', 'lawyer_email', 'lawyer_letter', 'contact_note', 'home_visit_note', 'meeting_note', 'call_judgment'))
_ALIENS = re.compile(r'contentieux|\bcce\b|raad voor|\brvv\b|council|\bcgra\b|\bcgvs\b|\bcgrs\b|commissa|office|vreemdelingen')


class Story:
    """Reads pages in order and keeps what was told, so that “the judgment” or “this decision” finds its event.
    Nothing later than the day it was surely `written` has happened yet."""

    def __init__(self, grammar: Grammar, document_date: str | None, primary: Sequence[Mention], kind: str | None = None, *,
                 written: str | None = None) -> None:
        self.grammar, self.rules, self.document_date, self.kind = grammar, grammar.settings, document_date, kind
        self.mentions: list[Mention] = list(primary)
        self.elsewhere = grammar.settings['elsewhere'].get(kind or '', ())
        self.favoured = grammar.settings['kinds'].get(kind or '', {}).get('first', ()) if kind not in _BROAD else ()
        self.latest = written if kind not in grammar.settings['bear_issue'] else None
        self.abroad = grammar.settings['abroad'].get(kind or '', ())
        self.undated, self.spoken = list[Hit](), list[str]()
        self.tells_all = kind in grammar.settings['elsewhere']
        self.loose: list[tuple[Page, Sentence, Moment]] = []
        self.denied: list[tuple[Page, Moment]] = []    # what the text says will not, may or did not happen
        self.dated: list[tuple[Page, int, Sequence[Moment]]] = []    # every sentence with dates, by its number on the page

    def read(self, page: Page) -> None:
        """Add what one page tells."""
        today = self.document_date if any(self.grammar.today_words.scan(page.folded)) else None
        for index, sentence in enumerate(page.sentences):
            if self.tells_all and sentence.section in ('reasoning', 'law'):
                continue
            moments = moments_of(page.text, page.folded, sentence, page.dates, self.grammar, today)
            hits = page.hits.get(index, ())
            if moments:
                self.dated.append((page, index, moments))
                self._tell(page, sentence, moments, hits or self._carried(page, sentence))
            self.spoken += [hit.label for hit in hits if hit.label[0] not in '?=']
            self.undated = [] if moments else [hit for hit in hits if hit.label[0] not in '?=']

    def _carried(self, page: Page, sentence: Sentence) -> list[Hit]:
        """A short sentence with only a date speaks of what the sentence before it told: “My notes say November 2018.”"""
        if not self.undated or sentence.end - sentence.start > _SHORT or sentence.heading or self.tells_all:
            return []
        last = self.undated[-1]
        return [last] if 0 < sentence.start - last.end < 60 and '\n' not in page.text[last.end:sentence.start] else []

    def _tell(self, page: Page, sentence: Sentence, moments: Sequence[Moment], hits: Sequence[Hit]) -> None:
        hits = [hit for hit in hits if not self._foreign_to_kind(page, hit)]
        moments = without_claims_of_birth(moments, self.document_date)
        attached = attach(page.folded, sentence, moments, hits, self.grammar, self.favoured)
        placed, denied = set(), set()
        for item in attached:
            if sentence.section == 'notification' and item.moment.role == 'notified' and self._belongs_to_primary(item.moment, page, sentence):
                placed.add(item.moment)
                continue
            kind = self._secondary_type(item.moment, item.hit, hits) or self._type_of(item, hits, sentence, page.folded)
            if kind in self.abroad:
                kind, item = 'stay_other_country', replace(item, moment=as_abroad(item.moment, entry=kind == 'arrival_belgium'))
            if kind and not vetoed(page.folded, sentence, item, kind, self.grammar, self.latest):
                if self._place(kind, item, page, sentence) or item.moment.role not in _EXTENDED and not self.tells_all:
                    placed.add(item.moment)
            elif kind:
                denied.add(item.moment)
        self._lasting(moments, hits, placed, page, sentence)
        self._notified_too(attached, moments, placed, page, sentence)
        self.denied += [(page, moment) for moment in denied - placed]
        for moment in moments:
            if moment in placed or moment in denied and not self.tells_all:
                continue
            if not self._belongs_to_primary(moment, page, sentence):
                self.loose.append((page, sentence, moment))

    def _lasting(self, moments: Sequence[Moment], hits: Sequence[Hit], placed: set[Moment], page: Page, sentence: Sentence) -> None:
        """On a certificate, a line “name, since …” or “from … to …” without other words attests what the certificate is about."""
        own = next((mention.type for mention in self.mentions if mention.primary and mention.type in self.rules['spans']), None)
        if own in (None, 'health', 'hospitalisation') or hits or self.tells_all or not any(sentence.start <= low < sentence.end for low, _ in page.births):
            return
        for moment in moments:
            if moment not in placed and (moment.is_interval or moment.role in ('since', 'start')):
                self._place(own, Attached(moment, Hit(own, sentence.start, sentence.start, False), 90.0, False), page, sentence)
                placed.add(moment)

    def _notified_too(self, attached: Sequence[Attached], moments: Sequence[Moment], placed: set[Moment], page: Page, sentence: Sentence) -> None:
        """“prise le 25 août et notifiée le 17 septembre”: the second date is of the act that the first one dates."""
        for moment in moments:
            before = [item for item in attached if item.moment in placed and item.moment.end <= moment.start and item.hit.label in self.rules['notified']]
            if moment.role != 'notified' or moment in placed or not before and not self._they_were_notified(moment, page, sentence):
                continue
            if before:
                self._place(before[-1].hit.label, replace(before[-1], moment=moment), page, sentence)
            placed.add(moment)

    def _they_were_notified(self, moment: Moment, page: Page, sentence: Sentence) -> bool:
        """“They were notified on …”: all decisions of the sentence before."""
        told = [mention for mention in self.mentions if mention.page == page.number and not mention.primary and mention.edtf
                and mention.type in self.rules['notified'] and 0 <= sentence.start - mention.sentence.end < 4]
        for mention in told:
            mention.dates.setdefault('notification_date', moment.edtf)
        return bool(told)

    def _foreign_to_kind(self, page: Page, hit: Hit) -> bool:
        """In a civil court's judgment a petition or a hearing is that court's, unless the aliens' authorities are named."""
        born = hit.label == 'birth' and any(low <= hit.start < high for low, high in page.births)
        return born or self.only_elsewhere(hit.label) or hit.label in self.elsewhere and not _ALIENS.search(page.folded[hit.start:hit.end + 40])

    def only_elsewhere(self, kind: str) -> bool:
        """Whether events of this type are told in other kinds of papers than this one, when it is known what it is."""
        return self.kind not in (None, 'other') and self.kind not in self.rules['only_in'].get(kind, (self.kind,))

    def _secondary_type(self, moment: Moment, hit: Hit, hits: Sequence[Hit]) -> str | None:
        """An order that fixes a hearing, or an acknowledgment of an application, dates that event, not one of its own."""
        owners = self.rules['roles'].get(moment.role, {}) if moment.role in ('order', 'acknowledgment', 'registration', 'notice_start') else {}
        if moment.role in ('until', 'due') and hit.label in self.rules['termination_of']:
            owners = {owner: '' for owner in self.rules['termination_of'][hit.label]}
            return next((mention.type for mention in self.mentions if mention.primary and mention.type in owners), None)
        told = [hit.label for hit in hits if hit.label in owners]
        told += [mention.type for mention in reversed(self.mentions) if mention.type in owners and (moment.role == 'acknowledgment' or moment.role == 'notice_start' and mention.primary)]
        return told[0] if told else None

    def _type_of(self, item: Attached, hits: Sequence[Hit], sentence: Sentence, folded: str) -> str | None:
        label = item.hit.label
        if not label.startswith('?'):
            return label
        family, usual = self.rules['generic'][label[1:]], self.rules['usual'].get(self.kind or '', {}).get(label[1:])
        own = next((mention.type for mention in self.mentions if mention.primary and mention.type in family), None)
        if own and (sentence.section == 'notification' or speaks_of_itself(folded, item.hit) or item.tied and self._names_itself(own, item, sentence)):
            return own
        following = [hit.label for hit in hits if hit.label in family and hit.start >= item.hit.end]
        if item.tied and following:
            return following[0]
        before = [hit.label for hit in hits if hit.label in family and hit.start <= item.hit.start]
        told = [mention.type for mention in reversed(self.mentions) if mention.type in family]
        if told and not before and item.moment.role == 'notified' and speaks_of_itself(folded, item.hit):
            return told[0]
        if before or following:
            return (before[::-1] + following)[0]
        if not told and label in _ONE_OF_A_KIND:
            answered = (_ANSWERS.get(hit.label) for hit in hits)
            return next((asked for asked in (*reversed(self.spoken), *answered) if asked in family), None) or usual
        return told[0] if told and (item.moment.role in ('notified', 'received') or not item.tied or label in _ONE_OF_A_KIND) else usual

    def _names_itself(self, own: str, item: Attached, sentence: Sentence) -> bool:
        """“Jugement du 9 octobre 2014” on a line of its own, in an extract given later: the act's own date, not the extract's."""
        if not sentence.line or item.hit.start - sentence.start > 4 or len(item.moment.edtf) < 10:
            return False
        act = next(mention for mention in self.mentions if mention.primary and mention.type == own)
        if act.edtf == self.document_date:
            act.edtf = item.moment.edtf
        return True

    def _place(self, kind: str, item: Attached, page: Page, sentence: Sentence) -> bool:
        """Keep what a date says of an event; False where it is none of that event's dates."""
        role = self.role_of(kind, item.moment)
        if role is None or self._mismatched(kind, item, page, sentence):
            return False
        if role in ('main', 'start', 'end'):
            self._place_main(kind, role, item, page, sentence)
        else:
            self._place_other(kind, role, item, page, sentence)
        return True

    def role_of(self, kind: str, moment: Moment) -> str | None:
        """The name a date bears in an event of this type, 'main', 'start', 'end', or None when it is only a limit."""
        role, table = moment.role, self.rules['roles']
        own = table.get('served' if role == 'notified' else role, {}).get(kind)
        if own and role in _OWN_ROLES:
            return own
        role = 'start' if role in ('valid_from', 'in_force') else role
        if role == 'notice_start' and kind not in table[role]:
            role = 'start'
        if role == 'received' and kind in table['acknowledgment'] and any(mention.type == kind and mention.edtf for mention in self.mentions):
            return None
        if role in ('received', 'notified'):
            return 'notification_date' if is_notification(role, kind, self.rules['notified']) else 'main'
        if role in ('valid_until', 'until') and kind in table['valid_until']:
            return table['valid_until'][kind]
        if role in ('due', 'until') and kind in table['due']:
            return table['due'][kind]
        if role in _SECONDARY and kind in table.get(role, {}):
            return table[role][kind]
        if role in ('since', 'start') and kind in table['known_since']:
            return table['known_since'][kind]
        if role == 'born':
            return 'main' if kind == 'birth' else None
        if role in ('due', 'valid_until', 'check', 'asked'):
            return None
        if role == 'until':
            return 'end' if kind in self.rules['spans'] or kind == 'lease_start' else None
        return 'start' if role in ('since', 'start') and kind in self.rules['spans'] else 'main'

    def _mismatched(self, kind: str, item: Attached, page: Page, sentence: Sentence) -> bool:
        """A period is only the date of what lasts; of a document it is the time of its validity."""
        moment = item.moment
        if not moment.is_interval or moment.within or kind in self.rules['spans'] or kind in _MAY_LAST:
            return False
        first, _, last = moment.edtf.partition('/')
        until = self.rules['roles']['valid_until'].get(kind)
        own = any(mention.primary and mention.type == kind for mention in self.mentions)
        if until or kind == 'lease_start' and own:
            self._place(kind, replace(item, moment=replace(moment, edtf=first, role='')), page, sentence)
            if until:
                self._place(kind, replace(item, moment=replace(moment, edtf=last, role='valid_until')), page, sentence)
        return True

    def _place_main(self, kind: str, role: str, item: Attached, page: Page, sentence: Sentence) -> None:
        moment = item.moment
        if role == 'end':
            self._close(kind, moment.edtf, sentence)
            return
        same = next((mention for mention in self.mentions if mention.type == kind and self._same(mention, moment.edtf, sentence)), None)
        if same is None:
            self.mentions.append(Mention(kind, moment.edtf, page.number, sentence, item.score, reason(page.text, item), moment.within,
                                         role == 'start', focus=item.hit.start))
            return
        if same.primary and not same.edtf:
            same.page, same.sentence, same.focus = page.number, sentence, item.hit.start
        if len(moment.edtf) > len(same.edtf) or not same.edtf:
            same.edtf, same.open, same.within = moment.edtf, role == 'start', moment.within
        same.score = max(same.score, item.score)

    def _same(self, mention: Mention, edtf: str, sentence: Sentence) -> bool:
        """The same act told again: the same date, or one of them less exact; an act without its date waits for it."""
        if not mention.edtf:
            return mention.sentence is sentence or mention.primary or mention.dates.get('notification_date', '')[:7] >= edtf[:7] and mention.type != 'order_to_leave'
        if mention.type == 'school_enrolment' and mention.sentence is not sentence:
            return False
        short, long = sorted((mention.edtf, edtf), key=len)
        if len(short) == 4 < len(long):
            return False
        if '/' in long or '/' in short:
            return short == long
        return long.startswith(short) and (mention.type not in self.rules['spans'] or mention.sentence is sentence or short == long)

    def _close(self, kind: str, edtf: str, sentence: Sentence) -> None:
        for mention in reversed(self.mentions):
            if mention.type == kind and mention.edtf and '/' not in mention.edtf and mention.edtf[:10] <= edtf[:10]:
                if mention.sentence is sentence or mention.open:
                    mention.end_date = edtf
                return

    def _place_other(self, kind: str, role: str, item: Attached, page: Page, sentence: Sentence) -> None:
        edtf = item.moment.edtf.split('/')[-1]
        another = role == 'notification_date' and _ANOTHER.search(page.folded, max(0, item.hit.start - 16), item.hit.start)
        target = None if another else self._owner(kind, role, edtf, sentence)
        if target is None:
            target = Mention(kind, '', page.number, sentence, item.score, reason(page.text, item), focus=item.hit.start)
            self.mentions.append(target)
        target.dates[role] = edtf

    def _owner(self, kind: str, role: str, edtf: str, sentence: Sentence) -> Mention | None:
        candidates = [mention for mention in self.mentions if mention.type == kind and role not in mention.dates]
        near = [mention for mention in candidates if mention.sentence is sentence]
        if near:
            return near[-1]
        fitting = [mention for mention in candidates if not mention.edtf or role in ('order_date', 'signature_date', 'known_since')
                   or role != 'notification_date' or follows(mention.edtf, edtf)]
        return max(fitting, key=lambda mention: mention.edtf[:10], default=None) if role == 'notification_date' else fitting[-1] if fitting else None

    def _belongs_to_primary(self, moment: Moment, page: Page, sentence: Sentence) -> bool:
        """A date of the notification act, of validity or of departure without words of its own is the paper's own event's."""
        for mention in self.mentions:
            if not mention.primary:
                continue
            role = self.role_of(mention.type, moment)
            until = self.rules['roles']['valid_until'].get(mention.type)
            if moment.is_interval and until and until not in mention.dates:
                first, mention.dates[until] = moment.edtf.split('/')
                if first != mention.edtf and mention.type in self.rules['roles']['valid_from']:
                    mention.dates['valid_from'] = first
                return True
            notified = role == 'notification_date' or sentence.section == 'notification' and mention.type in self.rules['notified']
            if notified and not moment.is_interval and (not mention.edtf or follows(mention.edtf, moment.edtf)):
                mention.dates.setdefault('notification_date', moment.edtf)
                return True
            if role not in ('main', 'start', 'end', 'notification_date', None) and (role not in mention.dates or moment.role in _EXTENDED):
                mention.dates[role] = max(moment.edtf.split('/')[-1], mention.dates.get(role, ''))
                return True
        return False
