"""A questionnaire as data: keys for ever, words per language, versions that are never edited once released.

Answers: a value of the question's kind, or one of three silences that stay apart: dont_know, no_answer, not_relevant.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

HOME = Path(__file__).parent / "instruments"
KINDS = ("score", "impact", "yes_no", "choice", "choices", "text", "number")
IMPACT = ("negative", "no", "limited", "some", "huge")
POSITIVE = ("some", "huge")
SILENCES = ("dont_know", "no_answer", "not_relevant")
PER = ("family", "person", "either")


class BadAnswer(ValueError):
    """A value that this question does not take."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question. `options` are (key, words by language) of a choice; `higher` is 'better' or 'worse' for a score, `ends`
    the words of its 0 and 10; `why` asks for a reason; `not_relevant_if` are answers of other questions that make this
    one meaningless."""

    key: str
    kind: str
    label: Mapping[str, str]
    options: tuple[tuple[str, Mapping[str, str]], ...] = ()
    higher: str = "better"
    long: bool = False
    not_relevant_if: Mapping[str, str] | None = None
    hint: Mapping[str, str] | None = None
    ends: Mapping[str, Mapping[str, str]] | None = None
    why: bool = True

    def words(self, lang: str) -> str:
        return in_language(self.label, lang)

    def help(self, lang: str) -> str:
        """What to think of; '' when the question says enough."""
        return in_language(self.hint, lang) if self.hint else ""

    def choices(self, lang: str) -> list[tuple[str, str]]:
        return [(key, in_language(words, lang)) for key, words in self.options]

    def scale_ends(self, lang: str) -> tuple[str, str] | None:
        """The words of 0 and of 10."""
        return (in_language(self.ends["low"], lang), in_language(self.ends["high"], lang)) if self.ends else None

    def read(self, told: str | Sequence[str]) -> object:
        """The value that was typed or chosen; several texts for `choices`. Raises BadAnswer with a key of what is wrong."""
        if self.kind == "choices":
            return self._several([told] if isinstance(told, str) else list(told))
        text = told if isinstance(told, str) else next(iter(told), "")
        if self.kind in ("score", "number"):
            return self._whole_number(text.strip())
        allowed = {"impact": IMPACT, "yes_no": ("yes", "no"), "choice": tuple(key for key, _words in self.options)}.get(self.kind)
        if allowed and text not in allowed:
            raise BadAnswer("choice")
        return text.strip()[:20_000]

    def _whole_number(self, text: str) -> int:
        if not re.fullmatch(r"[0-9]{1,5}", text):
            raise BadAnswer("number")
        if self.kind == "score" and int(text) > 10:
            raise BadAnswer("score")
        return int(text)

    def _several(self, chosen: list[str]) -> list[str]:
        known = [key for key, _words in self.options]
        if not set(chosen) <= set(known):
            raise BadAnswer("choice")
        if "none" in chosen and len(set(chosen)) > 1:
            raise BadAnswer("none_and_more")
        return [key for key in known if key in chosen]


@dataclass(frozen=True, slots=True)
class Section:
    """A chapter of an instrument."""

    key: str
    title: Mapping[str, str]
    questions: tuple[Question, ...]

    def name(self, lang: str) -> str:
        return in_language(self.title, lang)


@dataclass(frozen=True, slots=True)
class Instrument:
    """A questionnaire; `per` says about whom a sheet can be: the family, one person, or either."""

    key: str
    version: int
    per: str
    title: Mapping[str, str]
    intro: Mapping[str, str]
    sections: tuple[Section, ...]

    @property
    def id(self) -> str:
        return f"{self.key}.v{self.version}"

    def questions(self) -> dict[str, Question]:
        return {question.key: question for section in self.sections for question in section.questions}

    def name(self, lang: str) -> str:
        return in_language(self.title, lang)

    def about(self, lang: str) -> str:
        return in_language(self.intro, lang) if self.intro else ""


def in_language(words: Mapping[str, str], lang: str) -> str:
    """In this language, or else in English, or else in the first there is."""
    return words.get(lang) or words.get("en") or next(iter(words.values()), "")


def newest(instruments: Mapping[str, Instrument]) -> list[Instrument]:
    """The newest version of each."""
    found: dict[str, Instrument] = {}
    for one in sorted(instruments.values(), key=lambda one: one.version):
        found[one.key] = one
    return list(found.values())
