"""The words of questionnaires: silences, scales, what is wrong with an answer, where an answer was taken from."""

from flask import url_for
from flask_babel import gettext as _, lazy_gettext as _l

from caseline.questionnaires.instrument import Question
from caseline.questionnaires.models import Answer
from caseline.questionnaires.parsing import Problem

SILENCES = {"dont_know": _l("don’t know"), "no_answer": _l("no answer"), "not_relevant": _l("not relevant")}
IMPACT = {"negative": _l("negative"), "no": _l("none"), "limited": _l("limited"), "some": _l("some"), "huge": _l("huge")}
YES_NO = {"yes": _l("yes"), "no": _l("no")}
WRONG = {
    "number": _l("Please write a whole number."),
    "score": _l("A score is a number from 0 to 10."),
    "choice": _l("Please choose one of the answers."),
    "none_and_more": _l("“None” and something else cannot both hold."),
}
PER = {"family": _l("about the family"), "person": _l("about one person"), "either": _l("about the family or one person")}
DIRECTIONS = {"better": _l("better"), "worse": _l("worse")}
SOURCES = {
    "event": _l("from the timeline"), "timeline": _l("from the timeline"), "contacts": _l("from the contacts"), "assessment": _l("from the assessment"),
    "vulnerability": _l("from the assessment"), "referral": _l("from the referral"), "person": _l("from the family’s page"), "family": _l("from the family’s page"),
    "course": _l("from the course of the case"), "plan": _l("from the plan"),
}  # fmt: skip


def source_link(source: str, family_id: int) -> tuple[str, str] | None:
    """(words, address) of where an answer was taken from; None when a person gave it."""
    kind, _colon, number = source.partition(":")
    if kind not in SOURCES:
        return None
    pages = {
        "event": ("timeline.row", {"event_id": number}), "timeline": ("timeline.show", {}), "contacts": ("contacts.index", {}), "assessment": ("assessments.assessment", {"assessment_id": number}),
        "vulnerability": ("assessments.index", {}), "person": ("families.member", {"person_id": number}), "family": ("families.show", {}), "course": ("stages.show", {}), "plan": ("plans.show", {}),
    }  # fmt: skip
    if kind == "referral":
        return str(SOURCES[kind]), url_for("intake.referral", referral_id=number)
    endpoint, values = pages[kind]
    return str(SOURCES[kind]), url_for(endpoint, family_id=family_id, **values)


def offered(question: Question, lang: str) -> list[tuple[str, str]]:
    """(value, words) of the answers to choose from; nothing for what is typed."""
    if question.kind == "score":
        return [(str(score), str(score)) for score in range(11)]
    fixed = {"impact": IMPACT, "yes_no": YES_NO}.get(question.kind)
    return [(key, str(words)) for key, words in fixed.items()] if fixed else question.choices(lang)


def told(question: Question, answer: Answer | None, lang: str) -> str:
    """An answer in words; '' when nothing was answered."""
    if answer is None:
        return ""
    if answer.silence:
        return str(SILENCES.get(answer.silence, answer.silence))
    known = dict(offered(question, lang))
    values = answer.value if isinstance(answer.value, list) else [answer.value]
    return ", ".join(known.get(str(value), str(value)) for value in values if value is not None)


def put(problem: Problem) -> str:
    """What is wrong with a file, in the reader's language."""
    return _(problem.sentence, **problem.params) if problem.params else _(problem.sentence)
