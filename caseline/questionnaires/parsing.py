"""A questionnaire's file, checked: an instrument comes out of it, or every problem with its line."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from caseline.questionnaires.instrument import KINDS, PER, SILENCES, Instrument, Question, Section
from caseline.questionnaires.lines import Lined, Place, TooDeep, read

MOST_QUESTIONS = 300
LONGEST = 1000  # characters of one wording
_KEY = re.compile(r"[a-z][a-z0-9_]{0,39}\Z")
_FIELDS = {
    "file": {"key", "version", "per", "title", "intro", "sections"}, "section": {"key", "title", "items"}, "option": {"key", "label"},
    "question": {"key", "kind", "label", "options", "higher", "long", "not_relevant_if", "hint", "ends", "why"},
}  # fmt: skip


def N_(text: str) -> str:  # noqa: N802 - the name by which translators' tools find words that are translated later
    """Mark words for translators; they are translated where they are shown."""
    return text


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to put right: its line, and a sentence whose %(…)s are filled from `params`."""

    line: int
    sentence: str
    params: Mapping[str, Any]

    def __str__(self) -> str:
        return f"Line {self.line}: {self.sentence % self.params}"


class BadInstrument(ValueError):
    """A questionnaire file that cannot be used; `problems` say where and why, in the order of the file."""

    def __init__(self, problems: list[Problem]):
        self.problems = tuple(sorted(problems, key=lambda one: one.line))
        super().__init__(" ".join(map(str, self.problems)))


def parse(text: str) -> Instrument:
    """An instrument from its JSON file. Raises BadInstrument with every problem."""
    try:
        lined = read(text)
    except json.JSONDecodeError as error:
        raise BadInstrument([Problem(error.lineno, N_("this is not valid JSON (%(why)s)."), {"why": error.msg})]) from error
    except (TooDeep, RecursionError) as error:
        raise BadInstrument([Problem(1, N_("lists stand within lists too deeply."), {})]) from error
    return built(lined, needs="en")


def built(lined: Lined, *, needs: str = "") -> Instrument:
    """An instrument from values that know their lines; `needs` is a language that every wording must have ('' for any one).

    Raises BadInstrument with every problem.
    """
    check = _Check(lined, needs)
    instrument = check.instrument()
    if check.problems:
        raise BadInstrument(check.problems)
    return instrument


class _Check:
    """Walks through the file once, collecting problems; what it builds is only used when there is none."""

    def __init__(self, lined: Lined, needs: str) -> None:
        self.lined, self.needs, self.problems = lined, needs, []
        for place in lined.twice:
            self.wrong(place, N_("“%(name)s” stands twice here."), name=place[-1])

    def wrong(self, place: Place, sentence: str, **params: Any) -> None:
        self.problems.append(Problem(self.lined.line(place), sentence, params))

    def instrument(self) -> Instrument | None:
        told = self.lined.value
        if not isinstance(told, dict):
            self.wrong((), N_("the file lacks everything: it must be one object with %(fields)s."), fields="key, version, per, title, sections")
            return None
        self._fields((), told, "file")
        for field in ("key", "version", "per", "title", "sections"):
            if field not in told:
                self.wrong((), N_("the file lacks “%(field)s”."), field=field)
        key = self._key(("key",), told.get("key", "missing"))
        if not isinstance(told.get("version", 1), int) or isinstance(told.get("version"), bool) or not 0 < told.get("version", 1) < 1000:
            self.wrong(("version",), N_("the version is a whole number from 1."))
        if told.get("per", "family") not in PER:
            self.wrong(("per",), N_("“per” must be family or person, or either."))
        title = self._words(("title",), told.get("title", {"en": "-"}))
        intro = self._words(("intro",), told["intro"]) if told.get("intro") else {}
        sections = tuple(self._section(("sections", place), one) for place, one in enumerate(self._list(("sections",), told.get("sections", []))))
        self._whole(sections)
        return Instrument(key, told.get("version", 1), told.get("per", "family"), title, intro, sections)

    def _whole(self, sections: tuple[Section, ...]) -> None:
        """What can only be seen over the whole file: keys twice, references that lead nowhere, no question at all."""
        seen: dict[str, Question] = {}
        for s, section in enumerate(sections):
            for q, question in enumerate(section.questions):
                if question.key in seen:
                    self.wrong(("sections", s, "items", q), N_("the key “%(key)s” stands twice: it was given to a question before."), key=question.key)
                seen[question.key] = question
        if not seen:
            self.wrong(("sections",), N_("there is no question."))
        if len(seen) > MOST_QUESTIONS:
            self.wrong(("sections",), N_("more than %(most)s questions."), most=MOST_QUESTIONS)
        for s, section in enumerate(sections):
            for q, question in enumerate(section.questions):
                self._references(("sections", s, "items", q, "not_relevant_if"), question, seen)

    def _references(self, place: Place, question: Question, seen: Mapping[str, Question]) -> None:
        for other, answer in (question.not_relevant_if or {}).items():
            if other not in seen or other == question.key:
                self.wrong(place, N_("“%(key)s” depends on “%(other)s”, which is no other question."), key=question.key, other=other)
            elif (known := _answers(seen[other])) and answer not in known:
                self.wrong(place, N_("“%(other)s” has no answer “%(answer)s”."), other=other, answer=answer)

    def _section(self, place: Place, told: Any) -> Section:
        if not isinstance(told, dict):
            self.wrong(place, N_("a section is an object with title and items."))
            return Section("", {}, ())
        self._fields(place, told, "section")
        title = self._words((*place, "title"), told.get("title"))
        questions = tuple(self._question((*place, "items", n), one) for n, one in enumerate(self._list((*place, "items"), told.get("items", []))))
        return Section(str(told.get("key", "")), title, questions)

    def _question(self, place: Place, told: Any) -> Question:
        if not isinstance(told, dict):
            self.wrong(place, N_("a question is an object with key, kind and label."))
            return Question("missing", "text", {})
        self._fields(place, told, "question")
        key, kind = self._key((*place, "key"), told.get("key", "")), told.get("kind")
        if kind not in KINDS:
            self.wrong((*place, "kind"), N_("%(key)s: the kind must be one of %(kinds)s."), key=key, kinds=", ".join(KINDS))
        options = tuple(self._option((*place, "options", n), one) for n, one in enumerate(self._list((*place, "options"), told.get("options", []))))
        if kind in ("choice", "choices") and not options:
            self.wrong(place, N_("%(key)s: a choice needs options."), key=key)
        if len({one for one, _words in options}) < len(options):
            self.wrong((*place, "options"), N_("%(key)s: two options have the same key."), key=key)
        if told.get("higher", "better") not in ("better", "worse"):
            self.wrong((*place, "higher"), N_("%(key)s: higher is better or worse."), key=key)
        depends = told.get("not_relevant_if")
        if depends is not None and not (isinstance(depends, dict) and all(isinstance(one, str) for one in depends.values())):
            self.wrong((*place, "not_relevant_if"), N_("%(key)s: “not_relevant_if” is an object of question and answer."), key=key)
            depends = None
        label = self._words((*place, "label"), told.get("label"))
        hint = self._words((*place, "hint"), told["hint"]) if told.get("hint") else None
        return Question(key, kind, label, options, told.get("higher", "better"), told.get("long") is True, depends, hint, self._ends(place, told.get("ends")), bool(told.get("why", kind != "text")))

    def _ends(self, place: Place, told: Any) -> Mapping[str, Mapping[str, str]] | None:
        if told is None:
            return None
        if not isinstance(told, dict) or set(told) != {"low", "high"}:
            self.wrong((*place, "ends"), N_("“ends” has the words of 0 (low) and of 10 (high)."))
            return None
        return {end: self._words((*place, "ends", end), told[end]) for end in ("low", "high")}

    def _option(self, place: Place, told: Any) -> tuple[str, Mapping[str, str]]:
        if not isinstance(told, dict):
            self.wrong(place, N_("an option is an object with key and label."))
            return "missing", {}
        self._fields(place, told, "option")
        key = self._key((*place, "key"), told.get("key", ""))
        if key in SILENCES:
            self.wrong(place, N_("“%(key)s” is offered with every question already."), key=key)
        return key, self._words((*place, "label"), told.get("label"))

    def _key(self, place: Place, told: Any) -> str:
        if not isinstance(told, str) or not _KEY.match(told):
            self.wrong(place, N_("“%(key)s” is no key: use small letters, digits and underscores, beginning with a letter."), key=str(told)[:60])
            return "missing"
        return told

    def _words(self, place: Place, told: Any) -> Mapping[str, str]:
        """Words by language."""
        if not isinstance(told, dict) or not any(told.values()):
            self.wrong(place, N_("words are missing: write them under the two letters of a language (en, fr, nl)."))
            return {}
        if self.needs and not told.get(self.needs):
            self.wrong(place, N_("words in English at least are needed."))
        for lang, words in told.items():
            if not re.fullmatch("[a-z]{2}", lang) or not isinstance(words, str):
                self.wrong((*place, lang), N_("words are a text under a language's two letters (en, fr, nl)."))
            elif len(words) > LONGEST:
                self.wrong((*place, lang), N_("this wording is longer than %(longest)s characters."), longest=LONGEST)
        return told

    def _list(self, place: Place, told: Any) -> list:
        if isinstance(told, list):
            return told
        self.wrong(place, N_("“%(name)s” must be a list."), name=place[-1])
        return []

    def _fields(self, place: Place, told: Mapping, kind: str) -> None:
        for name in told:
            if name not in _FIELDS[kind]:
                self.wrong((*place, name), N_("“%(name)s” is not known here."), name=name[:60])


def _answers(question: Question) -> tuple[str, ...]:
    return {"yes_no": ("yes", "no"), "choice": tuple(key for key, _words in question.options)}.get(question.kind, ())
