"""When a date told beside a decision is the day it was notified, and which decision a notification can belong to."""
from typing import Collection, Iterable

from caseline.extraction.cues import Hit
from caseline.extraction.mention import Mention

_WITHIN = 500
_ITSELF = ('presente', 'deze', 'this', 'diese', 'vorliegend', 'cette', 'la decision')
# “Received subsidiary protection on …” is the day it was given; a refusal received on a day was taken before.
_DAY = 10
# What the Immigration Office takes and hands over together: a refusal, the order that goes with it, a ban.
_TOGETHER = frozenset(('order_to_leave', 'entry_ban', 'decision_inadmissible', 'decision_refusal', 'residence_lost', 'dublin_decision', 'detention', 'return_house'))
_RECEIVED_AS_GIVEN = frozenset(('residence_granted', 'protection_granted', 'return_house', 'detention'))


def is_notification(role: str, kind: str, notified: Collection[str]) -> bool:
    """Say whether a date with this role ('notified' or 'received') is the notification of an event of this type."""
    return kind in notified and (role == 'notified' or kind not in _RECEIVED_AS_GIVEN)


def follows(decision: str, notified: str) -> bool:
    """Say whether `notified` can be the notification of a decision, both EDTF: on its day or within
    about a year and a half after it."""
    first, later = decision.split('/')[0][:10], notified[:10]
    if later[:len(first)] < first[:len(later)]:
        return False
    return (int(later[:4]) - int(first[:4])) * 365 <= _WITHIN


def speaks_of_itself(folded: str, hit: Hit) -> bool:
    """Say whether a noun is said of the paper itself or of what was just told: “this decision”, “la présente”."""
    before = folded[max(0, hit.start - 14):hit.end]
    return any(word in before for word in _ITSELF)


def shared(mentions: Iterable[Mention]) -> None:
    """Give a decision the notification of another one taken on its very day: the order to leave goes with the refusal it carries out."""
    taken: dict[str, list[Mention]] = {}
    for mention in mentions:
        if mention.type in _TOGETHER and len(mention.edtf) == _DAY:
            taken.setdefault(mention.edtf, []).append(mention)
    for together in taken.values():
        days = {mention.dates['notification_date'] for mention in together if 'notification_date' in mention.dates}
        for mention in together if len(days) == 1 else ():
            mention.dates.setdefault('notification_date', *days)
