"""Competing dates: what each source says about one date, which claims agree, and which one is worked with."""
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from caseline.chronology.case import Source
from caseline.chronology.births import possibly_assigned
from caseline.chronology.order import MONTH, Span, when

# What a source is worth when sources disagree. The act itself outweighs any number of papers that tell of it.
_WORTH = {'primary_document': 3.0, 'mentioned_in_other_document': 2.0, 'third_party_statement': 1.5,
          'case_manager_observation': 1.5, 'client_statement': 1.0}
_TOLD = ('client_statement', 'third_party_statement', 'case_manager_observation')
_TOLD_SLACK, _WRITTEN_SLACK = 31, 10
_UNSURE, _ASSIGNED, _SHAKY = 0.5, 0.25, 0.3


@dataclass(frozen=True, slots=True)
class Claim:
    """One source's date: an EDTF value with who says so. `note` is a key of `sentences` (possibly_assigned, calendar)."""
    edtf: str
    source: Source
    event_id: int | None = None
    within: bool = False
    note: str | None = None

    @property
    def begin(self) -> Span:
        return when(self.edtf, self.within).begin

    @property
    def worth(self) -> float:
        worth = _WORTH.get(self.source.source_kind, 1.0) * max(self.source.confidence, _SHAKY)
        if self.begin.uncertain:
            worth *= _UNSURE
        return worth * _ASSIGNED if self.note == 'possibly_assigned' else worth


def agreeing(claims: Iterable[Claim], *, whole: bool = False) -> list[list[Claim]]:
    """Put claims together that can mean the same date, best supported first.

    A coarser claim that covers several finer ones stands with the best supported of them: a different precision is not
    a contradiction. `whole` compares the stretches (for stays) instead of the beginnings.
    """
    claims = list(claims)
    if len(claims) < 2 or len({(claim.edtf, claim.within) for claim in claims}) == 1:
        return [claims] if claims else []
    sets: list[list[Claim]] = []
    for claim in sorted(claims, key=lambda claim: (claim.within, claim.begin.rank, -claim.worth, claim.edtf)):
        homes = ([members for members in sets if _agree(claim, members[0], whole)]
                 or [members for members in sets if _nearly_agree(claim, members[0])])
        if homes:
            max(homes, key=lambda members: (support(members), members[0].begin.start)).append(claim)
        else:
            sets.append([claim])
    return sorted(sets, key=lambda members: (*(-part for part in support(members)), members[0].edtf))


def support(claims: Sequence[Claim]) -> tuple[bool, float]:
    """Return what stands behind claims that agree: the act's own paper or not, and the worth of all distinct papers."""
    worth: dict[object, float] = {}
    for claim in claims:
        paper = claim.source.document_id or claim.source.document or claim.event_id
        worth[paper] = max(worth.get(paper, 0.0), claim.worth)
    first_hand = any(claim.source.source_kind == 'primary_document' and claim.note != 'possibly_assigned' for claim in claims)
    return (first_hand, sum(worth.values()))


def working(sets: Sequence[Sequence[Claim]], picked: str | None = None) -> Claim | None:
    """Return the claim to work with: the one a person picked, else the finest of the best supported."""
    if not sets:
        return None
    if picked:
        for claim in (claim for members in sets for claim in members):
            if claim.edtf == picked:
                return claim
        return Claim(picked, Source(source_kind='case_manager_observation'))
    if len(sets[0]) == 1:
        return sets[0][0]
    return min(sets[0], key=lambda claim: (claim.within, claim.begin.rank, not when(claim.edtf, claim.within).lasts, -claim.worth))


def noted(edtf: str) -> str | None:
    """Return the remark a date of birth deserves: 1 January, 1 July and 31 December are often assigned."""
    return 'possibly_assigned' if possibly_assigned(edtf) else None


def _agree(claim: Claim, other: Claim, whole: bool) -> bool:
    if whole and not (claim.begin.rank == 0 and other.begin.rank == 0):
        one, two = when(claim.edtf, claim.within).whole, when(other.edtf, other.within).whole
    else:
        one, two = claim.begin, other.begin
    if one.approximate or two.approximate:
        return one.loose_start <= two.loose_end and two.loose_start <= one.loose_end
    return one.meets(two)


def _nearly_agree(claim: Claim, other: Claim) -> bool:
    """Who names only a month remembers it roughly: the end of July may be told as August, above all in speech."""
    if claim.begin.rank != MONTH:
        return False
    slack = _TOLD_SLACK if claim.source.source_kind in _TOLD else _WRITTEN_SLACK
    return claim.begin.start - slack <= other.begin.end and other.begin.start - slack <= claim.begin.end
