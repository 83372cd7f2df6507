"""A questionnaire of one's own: mistakes explained line by line, looked at, released for ever, and asked as any other."""

import io
import json

import pytest
from hypothesis import given, strategies as st
from sqlalchemy import select

from caseline.db import db
from caseline.questionnaires.catalogue import released
from caseline.questionnaires.lines import read
from caseline.questionnaires.models import AlreadyReleased, OwnQuestionnaire
from caseline.questionnaires.parsing import BadInstrument, built
from caseline.questionnaires.spreadsheet import from_csv, to_csv
from tests.conftest import signed_in

CSV = """row;key;kind;en;nl
questionnaire;children_here;person;Children at school;Kinderen op school
section;days;;Days;Dagen
question;likes_school;yes_no;Likes going to school;Gaat graag naar school
question;friends;choice;Friends;Vrienden
option;many;;many;veel
option;few;;few;weinig
question;more;long text;Anything else;Nog iets
"""


def bring(browser, text, name="ours.csv"):
    data = text if isinstance(text, bytes) else text.encode()
    return browser.post("/questionnaires/", data={"file": (io.BytesIO(data), name)}, content_type="multipart/form-data")


def test_from_a_file_to_a_filled_in_sheet(app, an, co):
    assert bring(co, CSV).location == "/questionnaires/1"
    assert "Likes going to school" in co.get("/questionnaires/1").get_data(as_text=True)
    assert "Children at school" not in an.get("/families/1/questionnaires/").get_data(as_text=True), "a draft is not asked yet"
    co.post("/questionnaires/1/release")
    assert "Children at school" in an.get("/families/1/questionnaires/").get_data(as_text=True)
    an.post("/families/1/questionnaires/", data={"instrument": "children_here", "person": "1"})
    an.post("/families/1/questionnaires/1", data={"value_likes_school": "yes", "value_friends": "few"})
    assert an.get("/families/1/questionnaires/1/sheet.docx").data.startswith(b"PK")
    co.post("/questionnaires/1/withdraw")
    assert an.get("/families/1/questionnaires/1").status_code == 200, "what was filled in stays"
    assert 'value="children_here"' not in an.get("/families/1/questionnaires/").get_data(as_text=True)


def test_what_is_wrong_is_told_with_its_line_and_changes_nothing(app, co):
    wrong = CSV.replace("likes_school;yes_no", "Likes School;poem").replace("option;many", "option;dont_know")
    answer = bring(co, wrong)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422 and "3 things to put right in ours.csv" in page
    assert '<td class="num">4</td>' in page and "is no key" in page and "the kind must be one of" in page
    assert '<td class="num">6</td>' in page and "offered with every question already" in page
    with app.app_context():
        assert db.session.scalar(select(OwnQuestionnaire)) is None


def test_json_mistakes_have_their_lines_too(co):
    told = json.dumps({"key": "ours", "per": "person", "title": {"en": "Ours"}, "sections": [{"title": {"en": "One"}, "items": [{"key": "a", "kind": "score", "label": {"en": "A"}, "colour": "red"}]}]}, indent=1)
    line = next(number for number, one in enumerate(told.splitlines(), 1) if "colour" in one)
    page = bring(co, told, "ours.json").get_data(as_text=True)
    assert f'<td class="num">{line}</td>' in page and "“colour” is not known here." in page
    assert "not valid JSON" in bring(co, "{\n\"key\": \n}", "ours.json").get_data(as_text=True)


@pytest.mark.parametrize("hostile", [b"", b"\x00\xff\xfe", b"[" * 100_000, b"{" * 5000, b'{"key": 1}', b"row;key\n\"", b"row;key;kind\nquestionnaire;x;person\nquestion;a;text", b'"just a text"', b"null", "row;key;en\nquestionnaire;<script>;<b>\n".encode(), b'{"sections": [1, {"items": {}}, {"items": [7]}], "title": 3, "per": [], "version": true, "key": {}}', b"x" * 600_000])  # fmt: skip
def test_a_hostile_file_is_explained_and_never_an_error(co, hostile):
    answer = bring(co, hostile)
    assert answer.status_code == 422 and "to put right" in answer.get_data(as_text=True) and "<script>" not in answer.get_data(as_text=True)


def test_a_released_version_cannot_be_changed_even_by_code(app, co):
    bring(co, CSV)
    co.post("/questionnaires/1/release")
    with app.test_request_context():
        row = db.session.get(OwnQuestionnaire, 1)
        row.text = row.text.replace("Friends", "Enemies")
        with pytest.raises(AlreadyReleased):
            db.session.flush()
        db.session.rollback()
    assert co.post("/questionnaires/1/drop").status_code == 409


def test_a_change_is_a_new_version_and_a_key_keeps_its_meaning(app, co, an):
    bring(co, CSV)
    co.post("/questionnaires/1/release")
    an.post("/families/1/questionnaires/", data={"instrument": "children_here", "person": "1"})
    assert "a key keeps its meaning" in bring(co, CSV.replace("likes_school;yes_no", "likes_school;score")).get_data(as_text=True)
    bring(co, CSV.replace("Likes going", "Loves going"))
    co.post("/questionnaires/2/release")
    an.post("/families/1/questionnaires/", data={"instrument": "children_here", "person": "1"})
    assert "Likes going" in an.get("/families/1/questionnaires/1").get_data(as_text=True)
    assert "Loves going" in an.get("/families/1/questionnaires/2").get_data(as_text=True)


def test_the_networks_own_keys_are_not_free(co):
    assert "questionnaire of the network" in bring(co, CSV.replace("children_here", "baseline")).get_data(as_text=True)


def test_only_coordinators_bring_questionnaires(an):
    assert an.get("/questionnaires/").status_code == 403 and bring(an, CSV).status_code == 403


@pytest.mark.parametrize("name", sorted(released()))
def test_every_questionnaire_of_the_network_can_be_taken_as_a_spreadsheet_and_brought_back(name):
    original = released()[name]
    back = built(from_csv(to_csv(original)))
    assert back.questions().keys() == original.questions().keys() and back.title == original.title
    for key, question in original.questions().items():
        again = back.questions()[key]
        assert (again.kind, again.label, again.options, again.long, again.higher, again.not_relevant_if) == (question.kind, question.label, question.options, question.long, question.higher, question.not_relevant_if)


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=8), lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4), max_leaves=12))
def test_our_reader_of_json_says_what_the_standard_one_says(value):
    lined = read(json.dumps(value, indent=1))
    assert lined.value == value and lined.line(()) == 1
    with pytest.raises(BadInstrument):
        built(lined)
