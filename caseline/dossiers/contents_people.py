"""The members of the family as a dossier prints them: age, years in the country, and every claimed date of birth."""

from collections.abc import Sequence, Set

from babel import Locale

from caseline.chronology.ages import age
from caseline.chronology.case import Person
from caseline.chronology.chronology import Chronology
from caseline.chronology.conflicts import birth_claims

from .choices import Profile
from .contents_rows import Citer, note_words
from .dossier import Member
from .statements import Claim

_ADULT = 18
# Without a birth date the relation tells: better a sheet too many than a child left out.
_CHILDREN = frozenset({"child", "grandchild", "other_child"})
_YEAR_DAYS = 365.25


def members(chronology: Chronology, people: Sequence[Profile], citer: Citer, withheld: Set[int]) -> tuple[Member, ...]:
    """The members in the order they were given, parents and children alike; nothing is worked out from `withheld` rows."""
    known = {person.id: person for person in chronology.people}
    return tuple(_member(chronology, one, known.get(one.id), citer, withheld) for one in people)


def short_names(people: Sequence[Profile]) -> dict[int, str]:
    """What a member is called in tables: the given names (SURNAME Given, as Belgian papers write), if they tell them apart."""
    given = {one.id: " ".join(word for word in one.name.split() if not word.isupper()) or one.name for one in people}
    return {one.id: given[one.id] if list(given.values()).count(given[one.id]) == 1 else one.name for one in people}


def _member(chronology: Chronology, profile: Profile, person: Person | None, citer: Citer, withheld: Set[int]) -> Member:
    claims = _claims(chronology, person, citer) if person else ()
    born = (person.born if person else None) or next((claim.value for claim in claims if claim.used), None)
    years = age(born, chronology.today.isoformat()) if born else None
    stays = [band for band in chronology.bands if band.person == profile.id and not (band.rows and set(band.rows) <= withheld)]
    since = min(stays, key=lambda band: band.first, default=None)
    told = [row for row in chronology.rows if since and row.id in set(since.rows) - withheld]
    return Member(
        id=profile.id, name=profile.name, relation=profile.relation, sex=profile.sex, born=born,
        is_child=years.most < _ADULT if years else profile.relation in _CHILDREN, born_claims=claims, birthplace=profile.birthplace,
        nationality=_nationality(profile.nationality, citer), variants=profile.variants,
        numbers=tuple((citer.words.known(f"system_{system}"), value) for system, value in profile.numbers),
        in_country_since=since.start if since else None,
        years=int((chronology.today.toordinal() - since.first) / _YEAR_DAYS) if since else None,
        age=years.most if years else None, facts=profile.facts,
        since_cites=citer.cites(source for row in told[:1] for source in row.sources))


def _nationality(code: str, citer: Citer) -> str:
    """The name of a country from its code (ISO 3166), in the dossier's language; other text as it was written."""
    if code == "stateless":
        return citer.words.say("stateless")
    return Locale.parse(citer.words.lang).territories.get(code, code)


def _claims(chronology: Chronology, person: Person, citer: Citer) -> tuple[Claim, ...]:
    """What sources say about a date of birth, the value in use first."""
    said = [claim for claim in birth_claims(person, chronology.rows) if citer.allowed(claim.source)]
    rows = [row for row in chronology.rows if row.type == "birth" and row.subject == person.id]
    used = person.born or (rows[0].edtf if rows else said[0].edtf if said else None)
    by_value: dict[str, list] = {}
    for claim in said:
        by_value.setdefault(claim.edtf, []).append(claim)
    found = [Claim(value, citer.cites(claim.source for claim in same), value == used,
                   note=next((note_words(citer.words, claim.note) for claim in same if claim.note), ""))
             for value, same in by_value.items()]
    return tuple(sorted(found, key=lambda claim: (not claim.used, claim.value)))
