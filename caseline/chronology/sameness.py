"""Is a mention the same real event as a group? The pairwise rules, from certain to merely possible."""
from caseline.chronology.blocks import NOTIFIED_WITHIN
from caseline.chronology.kinds import Kinds
from caseline.chronology.mentions import Group, Mention
from caseline.chronology.order import DAY, MONTH, Span
from caseline.chronology.slips import slip

SAME, CONFLICT = 'same', 'conflict'
# Two acts of one kind for the same people hardly ever come closer than this; two dates of one act often do.
_ONE_ACT_WITHIN = 31
_ONE_ACT_BETWEEN_TWO_PAPERS = 14
_NOTIFIED_TWICE_WITHIN = 60
_SAME_YEARS = 731


def certain(mention: Mention, group: Group, kinds: Kinds) -> bool:
    """Do the mention and the group certainly tell the same event, without any contradiction between them?"""
    if mention.type == 'birth' and not _same_child(mention, group):
        return False
    # A birth act names the parents and a school the child: what counts is whose birth it is.
    together = mention.type == 'birth' or share_people(mention, group)
    if mention.later_only:
        return together and not of_other_procedures(mention, group) and _notified_after(mention, group)
    if not (together or _stayed_together(mention, group, kinds) or _children_with_parents(mention, group, kinds)):
        return False
    if distinct_references(mention, group) or of_other_procedures(mention, group):
        return False
    if mention.type not in group.types and not _same_act_named_otherwise(mention, group):
        return False
    if _same_moment(mention, group, kinds):
        return True
    return _is_a_later_date_of(mention, group)


def share_people(mention: Mention, group: Group) -> bool:
    """People not named are unknown, not absent."""
    return not mention.persons or not group.persons or not mention.persons.isdisjoint(group.persons)


def _stayed_together(mention: Mention, group: Group, kinds: Kinds) -> bool:
    """A school names the pupils and a lawyer the parents: who were away from the same day to the same day were away together."""
    if mention.type not in kinds.table['stays_together'] or mention.type not in group.types:
        return False
    return any(mention.when.finish and other.when.finish and mention.begin.rank == mention.when.finish.rank == DAY
               and (mention.begin.start, mention.when.finish.start) == (other.begin.start, other.when.finish.start)
               for other in group.mentions)


def _children_with_parents(mention: Mention, group: Group, kinds: Kinds) -> bool:
    """One paper names the children and another the parents: what befell both on one day is one event of the family, and so
    is one stay where only families are held."""
    at_once = mention.begin.rank == group.begin.rank == DAY and mention.begin.start == group.begin.start
    return (mention.young != group.young and (at_once or mention.type in kinds.table['family_stays'])
            and mention.documents.isdisjoint(group.documents) and not (mention.primary and group.primary))


def distinct_references(mention: Mention, group: Group) -> bool:
    """Two judgments with different numbers are two judgments."""
    for system, value in mention.references:
        others = {other for its, other in group.references if its == system}
        if others and value not in others:
            return True
    return False


def of_other_procedures(mention: Mention, group: Group) -> bool:
    """Do their papers name different procedures? What refuses a 9bis is not what refuses a 9ter."""
    return bool(mention.named and group.named) and mention.named.isdisjoint(group.named)


def same_reference(mention: Mention, group: Group) -> bool:
    """Do both carry the number of one act?"""
    return not mention.references.isdisjoint(group.references)


def similar_references(mention: Mention, group: Group) -> bool:
    """Do their numbers differ by a slip of the pen: one digit, or two digits changed about?"""
    return any(_slip_of_digits(value, other)
               for system, value in mention.references for its, other in group.references if its == system)


def _slip_of_digits(one: str, other: str) -> bool:
    if len(one) != len(other):
        return False
    places = [place for place in range(len(one)) if one[place] != other[place]]
    return len(places) == 1 or (len(places) == 2 and sorted(one) == sorted(other))


def conflicting(small: Group, large: Group, kinds: Kinds) -> bool:
    """May a group be the same event as another under a different date, so that the two dates contradict each other?"""
    mention = small.mentions[0]
    nature = kinds.nature(large.type)
    if not share_people(mention, large) or small.type not in large.types or of_other_procedures(mention, large):
        return False
    if mention.type == 'birth':
        return small.subject is not None and small.subject == large.subject
    if same_reference(mention, large):
        return True
    if distinct_references(mention, large):
        return similar_references(mention, large) and small.begin.meets(large.begin) and small.documents.isdisjoint(large.documents)
    if _saying_so(small) & _saying_so(large) or (small.primary and large.primary):
        return False
    if nature == 'once':
        return _once(small, large)
    if nature in ('act', 'stay'):
        return _one_act(small, large, large.type in kinds.movable)
    return (nature == 'state' and large.type != 'school_enrolment' and large.type not in kinds.table['told_roughly']
            and slip(small.begin, large.begin) in ('swap', 'year_of_day'))


def _once(small: Group, large: Group) -> bool:
    """What happens once to a person: two dates are two claims, unless other people came at another time. Where a paper
    names nobody, it may speak of other people when it speaks of other years."""
    apart = distance(small.begin, large.begin)
    if small.persons == large.persons and small.persons or slip(small.begin, large.begin):
        return True
    return apart <= (_NOTIFIED_TWICE_WITHIN if small.persons and large.persons else _SAME_YEARS)


def _one_act(small: Group, large: Group, movable: bool) -> bool:
    if len(small.documents) > 1 and len(_saying_so(small)) > 1:
        return False
    kind = slip(small.begin, large.begin)
    backed = len(large.documents) > 1 or large.primary
    if kind in ('swap', 'year_of_day'):
        return True
    if kind == 'year_of_month':
        return backed and not small.primary
    if small.begin.meets(large.begin):
        return False
    if movable or _perhaps_others(small, large):
        return kind == 'month_of_day' and backed and not small.primary and not movable
    apart = distance(small.begin, large.begin)
    if kind == 'month_of_day':
        return (backed and not small.primary) or apart <= _ONE_ACT_WITHIN
    return apart <= (_ONE_ACT_WITHIN if len(large.documents) > 1 else _ONE_ACT_BETWEEN_TWO_PAPERS)


def _saying_so(group: Group) -> set[int | str]:
    """The papers that give the group's very date; a vaguer one that was put with it says nothing for it."""
    return {paper for mention in group.mentions if mention.begin.start == group.begin.start and mention.begin.rank == group.begin.rank for paper in mention.documents}


def _perhaps_others(small: Group, large: Group) -> bool:
    """One paper names nobody and the other a single person: each parent may have had an act of their own, days apart."""
    return bool(small.persons) != bool(large.persons) and len(small.persons | large.persons) == 1


def distance(one: Span, other: Span) -> int:
    """Return the days between two dates, 0 when they can be the same."""
    return max(0, one.start - other.end, other.start - one.end)


def _same_child(mention: Mention, group: Group) -> bool:
    return mention.subject == group.subject or None in (mention.subject, group.subject)


def _same_act_named_otherwise(mention: Mention, group: Group) -> bool:
    """A letter says “refused” of what the decision calls inadmissible; one paper that tells both tells two acts."""
    if mention.documents & group.documents or (mention.primary and group.primary):
        return False
    return mention.begin.rank == DAY and group.begin.rank == DAY


def _same_moment(mention: Mention, group: Group, kinds: Kinds) -> bool:
    if mention.nature == 'stay':
        return _stays_meet(mention, group)
    begin = mention.begin
    loose = begin.approximate or group.begin.approximate
    first, last = (begin.loose_start, begin.loose_end) if loose else (begin.start, begin.end)
    if not (first <= group.begin.end and group.begin.start <= last):
        return False
    # A vague mention of what happens often (“she called the lawyer in 2020”) is not folded into one of the occasions.
    return mention.nature != 'repeated' or max(begin.rank, group.begin.rank) <= MONTH


def _stays_meet(mention: Mention, group: Group) -> bool:
    """One stay at a time: stretches that meet are one stay; “in December, shortly after” touches the stay that just ended."""
    if mention.begin.rank == DAY and group.begin.rank == DAY and mention.begin.start != group.begin.start:
        return False
    return mention.when.whole.loose_start <= group.whole.loose_end and group.whole.loose_start <= mention.when.whole.loose_end


def _notified_after(mention: Mention, group: Group) -> bool:
    """“Notified on the 24th” belongs to the decision shortly before, even when another paper says the 22nd."""
    for role, day in mention.later.items():
        theirs = group.later.get(role, ())
        if day in theirs:
            return True
        if group.begin.rank > MONTH or not group.begin.start <= day <= group.begin.end + NOTIFIED_WITHIN:
            continue
        if all(abs(day - other) <= _NOTIFIED_TWICE_WITHIN for other in theirs):
            return True
    return False


def _is_a_later_date_of(mention: Mention, group: Group) -> bool:
    """A paper that calls the day of notification the day of the order speaks of the same order."""
    if mention.begin.rank <= MONTH and any(mention.begin.start <= day <= mention.begin.end for days in group.later.values() for day in days):
        return not mention.primary and group.begin.start <= mention.begin.end
    if group.begin.rank == DAY and group.begin.start in mention.later.values():
        return not group.primary
    shared = any(day in group.later.get(role, ()) for role, day in mention.later.items())
    return shared and mention.begin.meets(group.begin)

