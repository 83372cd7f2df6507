"""A questionnaire as data: keys for ever, words per language, versions that are never edited once released.

Answers: a value of the question's kind, or one of three silences that stay apart: dont_know, no_answer, not_relevant.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

HOME = Path(__file__).parent / "instruments"
KINDS = ("score", "impact", "yes_no", "choice", "text", "number")
IMPACT = ("negative", "no", "limited", "some", "huge")
POSITIVE = ("some", "huge")
SILENCES = ("dont_know", "no_answer", "not_relevant")
_KEY = re.compile(r"[a-z][a-z0-9_]*\Z")


class BadInstrument(ValueError):
    """A questionnaire file that cannot be used; the message says where and why."""


class BadAnswer(ValueError):
    """A value that this question does not take."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question. `options` are (key, words by language) of a choice; `higher` is 'better' or 'worse' for a score;
    `not_relevant_if` are answers of other questions that make this one meaningless."""

    key: str
    kind: str
    label: Mapping[str, str]
    options: tuple[tuple[str, Mapping[str, str]], ...] = ()
    higher: str = "better"
    long: bool = False
    not_relevant_if: Mapping[str, str] | None = None

    def words(self, lang: str) -> str:
        return self.label.get(lang) or self.label["en"]

    def choices(self, lang: str) -> list[tuple[str, str]]:
        return [(key, words.get(lang) or words["en"]) for key, words in self.options]

    def read(self, text: str) -> object:
        """The value that was typed or chosen. Raises BadAnswer with a key of what is wrong."""
        if self.kind in ("score", "number"):
            if not re.fullmatch(r"\d{1,5}", text.strip()):
                raise BadAnswer("number")
            value = int(text)
            if self.kind == "score" and value > 10:
                raise BadAnswer("score")
            return value
        allowed = {"impact": IMPACT, "yes_no": ("yes", "no"), "choice": tuple(key for key, _words in self.options)}.get(self.kind)
        if allowed and text not in allowed:
            raise BadAnswer("choice")
        return text.strip()[:20_000]


@dataclass(frozen=True, slots=True)
class Section:
    """A chapter of an instrument."""

    key: str
    title: Mapping[str, str]
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Instrument:
    """A released questionnaire; `per` is family or person."""

    key: str
    version: int
    per: str
    title: Mapping[str, str]
    intro: Mapping[str, str]
    sections: tuple[Section, ...]

    def questions(self) -> dict[str, Question]:
        return {question.key: question for section in self.sections for question in section.questions}

    def name(self, lang: str) -> str:
        return self.title.get(lang) or self.title["en"]


def parse(text: str) -> Instrument:
    """An instrument from its JSON file. Raises BadInstrument with the place and the reason."""
    try:
        told = json.loads(text)
    except json.JSONDecodeError as error:
        raise BadInstrument(f"Line {error.lineno}: this is not valid JSON ({error.msg}).") from error
    for field in ("key", "version", "per", "title", "sections"):
        if not isinstance(told, dict) or field not in told:
            raise BadInstrument(f"The file lacks “{field}”.")
    if told["per"] not in ("family", "person"):
        raise BadInstrument("“per” must be family or person.")
    sections = tuple(_section(one) for one in told["sections"])
    keys = [question.key for section in sections for question in section.questions]
    if twice := {key for key in keys if keys.count(key) > 1}:
        raise BadInstrument(f"These keys stand twice: {', '.join(sorted(twice))}.")
    return Instrument(told["key"], told["version"], told["per"], _worded(told["title"], "title"), told.get("intro", {}), sections)


def _section(told: dict) -> Section:
    return Section(told.get("key", ""), _worded(told.get("title"), "a section's title"), tuple(_question(one) for one in told.get("items", [])))


def _question(told: dict) -> Question:
    key = told.get("key", "")
    if not _KEY.match(key):
        raise BadInstrument(f"“{key}” is no key: use small letters, digits and underscores, beginning with a letter.")
    if told.get("kind") not in KINDS:
        raise BadInstrument(f"{key}: the kind must be one of {', '.join(KINDS)}.")
    if told["kind"] == "choice" and not told.get("options"):
        raise BadInstrument(f"{key}: a choice needs options.")
    options = tuple((one["key"], _worded(one.get("label"), f"{key}, option {one.get('key')}")) for one in told.get("options", []))
    return Question(key, told["kind"], _worded(told.get("label"), key), options, told.get("higher", "better"), bool(told.get("long")), told.get("not_relevant_if"))


def _worded(words, where: str) -> Mapping[str, str]:
    if not isinstance(words, dict) or not words.get("en"):
        raise BadInstrument(f"{where}: words in English at least are needed.")
    return words


@cache
def released() -> Mapping[str, Instrument]:
    """Every released instrument by “key.vN”, as they ship with Caseline."""
    found = [parse(path.read_text()) for path in sorted(HOME.glob("*.json"))]
    return {f"{one.key}.v{one.version}": one for one in found}


def latest() -> list[Instrument]:
    """The newest version of each instrument."""
    newest: dict[str, Instrument] = {}
    for one in sorted(released().values(), key=lambda one: one.version):
        newest[one.key] = one
    return list(newest.values())
