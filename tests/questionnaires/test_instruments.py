"""An instrument is data: released versions stay as they are, and a file that cannot be used says why."""

import json
from hashlib import sha256

import pytest

from caseline.questionnaires.catalogue import latest, released
from caseline.questionnaires.instrument import HOME, BadAnswer
from caseline.questionnaires.parsing import BadInstrument, parse



def test_every_instrument_of_the_network_is_there():
    assert {one.key for one in latest()} == {"screening", "baseline", "vulnerability", "client_summary", "case_study"}
    for version in ("baseline.v1", "baseline.v2"):
        baseline = released()[version].questions()
        assert len(baseline) == 14 and {q.key for q in baseline.values() if q.higher == "worse"} == {"a01_risk_leaving", "a09_vulnerability", "a14_detention_risk"}


def test_the_summary_has_its_six_key_questions_and_seventeen_prompts():
    questions = [one for one in released()["client_summary.v2"].questions().values() if not one.key.startswith("b")]
    assert [q.key for q in questions if q.kind == "impact"] == ["cm1_engage", "cm2_risk", "cm3_trust", "c1_1", "c2_1", "c3_1"]
    assert sum(q.kind == "yes_no" for q in questions) == 17


def test_a_key_is_for_ever():
    """A key that a version of the network's asks keeps its kind, or answers of two versions could not stand in one table."""
    seen = {}
    for name, instrument in released().items():
        for key, question in instrument.questions().items():
            kinds = seen.setdefault((instrument.key, key), set())
            kinds.add("yes_no" if [one for one, _words in question.options] == ["yes", "no"] else question.kind)
    assert {key for key, kinds in seen.items() if len(kinds) > 1} == {("client_summary", "b04_vulnerabilities")}, "the free text of version 1 became a list"


def test_every_word_stands_in_three_languages():
    for instrument in latest():
        for question in instrument.questions().values():
            assert all(question.label.get(lang) for lang in ("en", "fr", "nl")), question.key
            assert all(words.get(lang) for _key, words in question.options for lang in ("en", "fr", "nl")), question.key


@pytest.mark.parametrize(
    ("damage", "sentence"),
    [
        (lambda told: "{", "not valid JSON"),
        (lambda told: json.dumps([]), "lacks everything"),
        (lambda told: json.dumps({**told, "per": "house"}), "family or person"),
        (lambda told: json.dumps({**told, "sections": [{"title": {"en": "x"}, "items": [{"key": "A b", "kind": "text", "label": {"en": "x"}}]}]}), "is no key"),
        (lambda told: json.dumps({**told, "sections": [{"title": {"en": "x"}, "items": [{"key": "a", "kind": "poem", "label": {"en": "x"}}]}]}), "the kind must be"),
        (lambda told: json.dumps({**told, "sections": [{"title": {"en": "x"}, "items": [{"key": "a", "kind": "choice", "label": {"en": "x"}}]}]}), "needs options"),
        (lambda told: json.dumps({**told, "sections": [{"title": {"en": "x"}, "items": [{"key": "a", "kind": "text", "label": {"fr": "x"}}] * 1}]}), "English"),
        (lambda told: json.dumps({**told, "sections": [{"title": {"en": "x"}, "items": [{"key": "a", "kind": "text", "label": {"en": "x"}}] * 2}]}), "stands twice"),
    ],
)
def test_a_file_that_cannot_be_used_says_where_and_why(damage, sentence):
    told = json.loads((HOME / "baseline.v1.json").read_text())
    with pytest.raises(BadInstrument, match=sentence):
        parse(damage(told))


@pytest.mark.parametrize("text", ["11", "-1", "7.5", "seven", ""])
def test_a_score_is_a_whole_number_from_0_to_10(text):
    with pytest.raises(BadAnswer):
        released()["baseline.v1"].questions()["a08_wellbeing"].read(text)


# A released version never changes: a new wording is a new version beside it.
RELEASED = {
    "baseline.v1.json": "1e3a9a4655e5b48cf9cc491980adc998a04c54f57c8541173fffa40b00b3b9a0",
    "baseline.v2.json": "7ba23e94ad1713746a6086ed8716c38df9b69f6b5932a04cc0fa92c64c248c97",
    "case_study.v1.json": "5750336a2eca4482953ea9e1ba989acbd1a689f503f26c88434716e6973917d1",
    "case_study.v2.json": "3274c95f03eb2acfbb2b5e37acae3cd53ca8b5f9d4efd94e7da215d37e9a2532",
    "client_summary.v1.json": "23f0c34b19f9cebaf66b9f7a6eafbc80ae0975ee424269b09e0481d8a5bb0b7e",
    "client_summary.v2.json": "fd511f15a214153e67ce004702942bc73290f0ba732f2bb9e265f9340693d707",
    "screening.v1.json": "0cca0788e5dab50920dfd205c8e1a31a9d939a8d7e26c01b9b5101cbe0044cab",
    "vulnerability.v1.json": "da2b600a01cf2e5c32b458739a024a777036c79201d985ed83e0df60c329bb44",
}


def test_a_released_version_is_never_edited():
    assert {path.name for path in HOME.glob("*.json")} == set(RELEASED), "pin the new version here"
    for name, pinned in RELEASED.items():
        assert sha256((HOME / name).read_bytes()).hexdigest() == pinned, f"{name} was released: put the change into a new version"
