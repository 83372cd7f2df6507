"""Who a sentence is about, as shortly as a case manager would say it: the family, the parents, Dawit."""
from typing import Mapping, NamedTuple, Sequence

from caseline.extraction.fold import fold
from caseline.extraction.model import KnownPerson
from caseline.extraction.told import Told, spaced, spelled

_PARENTS = frozenset(('mother', 'father', 'partner'))
_CHILDREN = frozenset(('child', 'grandchild', 'other_child'))
_MOST_NAMES = 3
# What is read as a name may be an office: “De Kinderrechtencommissaris”.
_ARTICLES = frozenset(('das', 'de', 'den', 'der', 'die', 'het', 'la', 'le', 'les', 'the'))


class Subject(NamedTuple):
    """The words for who it is about, and whether they are many."""
    text: str
    many: bool


def subject_of(told: Told, words: Mapping[str, str]) -> Subject:
    """Return who the event concerns; the family where the paper does not clearly name some of its members."""
    if not told.known:
        return _stranger(told, words)
    living = [person for person in told.known if _born_before(person, told.edtf)]
    if told.personal():
        return _one_person(told, words)
    named = [person for person in living if _named_in_quote(person, told)]
    if told.household() and not told.own and not named:
        return Subject(words['family'], False)
    about = (*told.matched, *(named if told.own else ()))
    people = [person for person in dict.fromkeys(about) if person in living] if _certain(told) else _parents_named(told)
    if told.of_children():
        children = [person for person in living if person.relation in _CHILDREN]
        people = [person for person in people if person in children] or children
    return _members(people, living, words)


def _stranger(told: Told, words: Mapping[str, str]) -> Subject:
    """Without a family in the case file: the only one whom the quote or the paper names."""
    clear = told.own or not told.of_many and not told.personal()
    names = [name for name in told.names if not set(spaced(name).split()) & set(spaced(told.author).split())]
    named = [name for name in names if _named(given_name(name), told)] or (names if clear else ())
    if len(named) == 1 and _is_given(given_name(named[0])) and not told.household():
        return Subject(given_name(named[0]), False)
    return Subject(words[told.parent() or _anyone(told)], False)


def _is_given(word: str) -> bool:
    return len(word) > 1 and not word.endswith('.') and fold(word) not in _ARTICLES


def _anyone(told: Told) -> str:
    return 'pupil' if told.of_children() else 'a member' if told.personal() else 'family'


def _one_person(told: Told, words: Mapping[str, str]) -> Subject:
    """What happens to one person is only said of the one whom the quote names or the paper is about."""
    named = [person for person in told.known if _named_in_quote(person, told)]
    about = named or (list(told.matched) if _certain(told) else [])
    about = about if len(about) == 1 else _parents_named(told)
    return Subject(short_name(about[0]) if len(about) == 1 else words['a member'], False)


def _parents_named(told: Told) -> list[KnownPerson]:
    return [person for person in told.known if person.relation and person.relation == told.parent()]


def _members(people: Sequence[KnownPerson], living: Sequence[KnownPerson], words: Mapping[str, str]) -> Subject:
    parents, children = ([person for person in living if person.relation in group] for group in (_PARENTS, _CHILDREN))
    for group, members in (('parents', parents), ('children', children)):
        if len(members) > 1 and _same(people, members):
            return Subject(words[group], True)
    if not people or len(people) > 1 and _same(people, living):
        return Subject(words['family'], False)
    names = [short_name(person) for person in people]
    if len(people) == 1:
        return Subject(names[0], False)
    if len(children) > 1 and len(people) == len(children) + 1 and all(child in people for child in children):
        only = next(person for person in people if person not in children)
        return Subject(words['one with children'].format(name=short_name(only)), True)
    if len(people) > _MOST_NAMES:
        return Subject(words['some'], True)
    return Subject(words['and'].join((', '.join(names[:-1]), names[-1])), True)


def newborn(told: Told) -> str:
    """Return the short name of the child whose birth is told, or '' when it is not clear which."""
    for people in (told.matched, told.known):
        born = [person for person in people if person.born and _same_day(person.born, told.edtf)]
        if len(born) == 1:
            return short_name(born[0])
    children = [person for person in told.matched if person.relation in _CHILDREN]
    if len(children) == 1 and _named(short_name(children[0]), told):
        return short_name(children[0])
    first = given_name(told.names[0]) if told.names and not told.known else ''
    return first if first and (told.own or _named(first, told)) else ''


def short_name(person: KnownPerson) -> str:
    """Return what a person is called: the one-word way of writing the name when there is one, else the given name."""
    words = fold(person.name).split()
    called = [variant for variant in person.variants if len(variant) > 2 and fold(variant) in words]
    return called[-1] if called else given_name(person.name)


def given_name(name: str) -> str:
    """Return the first given name of “TADESSE Dawit Bekele”, of “Dawit TADESSE” or of “Bo Zanga”; a lone surname stays."""
    words = name.split()
    given = [word for word in words if not (word.isupper() and len(word) > 1)]
    return (given or [spelled(name)])[0]


def _certain(told: Told) -> bool:
    """Members count when the quote names them, or when the paper is about them; a note or letter names many people."""
    if any(_named_in_quote(person, told) for person in told.matched):
        return told.own or all(_named_in_quote(person, told) for person in told.matched)
    family = {word for person in told.known for word in fold(person.name).split()}
    unclear = [name for name in told.names if family & set(fold(name).split())]
    return not told.of_many and len(unclear) <= len(told.matched)


def _named_in_quote(person: KnownPerson, told: Told) -> bool:
    return any(_named(name, told) for name in (short_name(person), *person.variants)) or _named_whole(person.name, told)


def _named_whole(name: str, told: Told) -> bool:
    return all(f' {part} ' in told.words for part in spaced(name).split())


def _named(name: str, told: Told) -> bool:
    """A whole name as written, or an initial: “S.” as one word."""
    return f' {fold(name)} ' in told.spaced if name.endswith('.') else spaced(name) in told.words


def _born_before(person: KnownPerson, edtf: str) -> bool:
    return not person.born or person.born[:10].rstrip('?~%') <= edtf.lstrip('./')[:10]


def _same_day(born: str, edtf: str) -> bool:
    short, long = sorted((born.rstrip('?~%'), edtf.rstrip('?~%')), key=len)
    return len(short) >= 7 and long.startswith(short)


def _same(first: Sequence[KnownPerson], second: Sequence[KnownPerson]) -> bool:
    return {person.id for person in first} == {person.id for person in second}
