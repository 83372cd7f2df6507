"""The kinds of work that can be sent for signing off; later features add their own."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Subject:
    """`word` says what it is (lazy text); `url(family_id, subject_id)` leads to it; `still(subject_id)` whether it is still there."""

    word: object
    url: Callable[[int, int], str]
    still: Callable[[int], bool]


SUBJECTS: dict[str, Subject] = {}


def can_be_signed_off(kind: str, word, url: Callable[[int, int], str], *, still: Callable[[int], bool] = lambda _number: True) -> None:
    """Make a kind of work known: `can_be_signed_off('plan', _l('case plan'), lambda family_id, plan_id: url_for(…))`."""
    SUBJECTS[kind] = Subject(word, url, still)
