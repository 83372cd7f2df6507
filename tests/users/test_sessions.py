"""Sessions fall asleep, grow old, can be seen and ended; and nothing typed is lost when the door closes."""

import html
import re

import pytest

from caseline.users.models import UserSession
from tests.conftest import PASSWORD
from tests.users.conftest import is_in

LONG_NOTE = "We spoke for an hour about the school of the eldest; <b>her mother</b> wept & asked for a letter."


def hidden_fields(page: str) -> dict:
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page)
    return {name: html.unescape(value) for name, value in found}


def test_a_session_falls_asleep_after_a_quarter_of_an_hour(an, clock):
    assert is_in(an)
    clock.pass_by(minutes=16)
    assert not is_in(an)


def test_working_keeps_it_awake_but_not_for_ever(an, clock):
    for _ in range(59):
        clock.pass_by(minutes=10)
        assert is_in(an)
    clock.pass_by(minutes=11)
    assert not is_in(an), "ten hours are the most"


def test_a_progress_bar_on_an_empty_screen_does_not_keep_it_awake(an, clock):
    for _ in range(4):
        clock.pass_by(minutes=4)
        an.get("/families/1/documents/", headers={"HX-Request": "true"})
    assert not is_in(an)


def test_the_password_wakes_it_and_the_name_is_there_already(an, clock, sign_in):
    clock.pass_by(minutes=16)
    page = an.get("/sign-in").text
    assert 'value="an@plan.example"' in page and "left alone for a while" in page
    assert sign_in("An", browser=an).status_code == 303 and is_in(an)


@pytest.mark.parametrize("away", [{"minutes": 16}, {"hours": 11}, {"days": 3}])
def test_what_was_typed_waits_behind_the_door(an, clock, sign_in, away):
    """A form sent too late comes back after signing in, to be sent by its owner; the code and password fields do not."""
    clock.pass_by(**away)
    form = {"name": LONG_NOTE, "relation": "child", "sex": "", "nationality": "", "password": "never kept", "csrf_token": "never kept"}
    door = an.post("/families/1/members/new", data=form)
    assert door.status_code == 401 and "What you typed is kept" in door.text and "<b>her mother" not in door.text
    carried = hidden_fields(door.text)
    assert carried["kept_to"].startswith("/families/1/members/new") and "never kept" not in door.text
    wrong = sign_in("An", "wrong but long enough", browser=an, **carried)
    again = sign_in("An", browser=an, **hidden_fields(wrong.text))
    assert "Nothing was lost" in again.text
    fields = hidden_fields(again.text)
    assert fields["name"] == LONG_NOTE and fields["relation"] == "child"
    assert 'action="/families/1/members/new' in again.text
    assert an.post("/families/1/members/new", data=fields).status_code == 303


def test_a_carried_form_is_never_sent_to_another_site(client, sign_in):
    page = sign_in("An", **{"kept_to": "https://elsewhere.example/", "kept.name": "x"}).text
    assert 'action="/"' in page and "elsewhere.example" not in page


def test_htmx_parts_get_401_so_that_the_page_stays(an, clock):
    clock.pass_by(minutes=16)
    answer = an.post("/families/1/members/new", data={"name": "x"}, headers={"HX-Request": "true"})
    assert answer.status_code == 401 and answer.data == b"" and "HX-Refresh" not in answer.headers


def test_an_sees_her_other_browser_and_ends_it(app, an, sign_in):
    other = app.test_client()
    sign_in("An", browser=other)
    page = an.get("/me").text
    number = re.search(r'name="session" value="(\d+)"', page).group(1)
    assert an.post("/me/sessions/end", data={"session": number}).status_code == 303
    assert is_in(an) and not is_in(other)


def test_nobody_ends_the_session_of_a_colleague(an, bo):
    for number in range(1, 6):
        bo.post("/me/sessions/end", data={"session": number})
    assert is_in(an)


def test_a_coordinator_signs_somebody_out_everywhere(an, co):
    co.post("/accounts/1/sign_out")
    assert not is_in(an)


def test_sensitive_deeds_ask_again_and_keep_the_form(co, clock):
    clock.pass_by(minutes=11)
    asked = co.post("/accounts", data={"name": "Di", "email": "di@plan.example", "role": "case_manager", "language": "nl"})
    assert asked.status_code == 401 and "Is it still you?" in asked.text
    resumed = co.post("/confirm", data={"password": PASSWORD, **hidden_fields(asked.text)})
    assert "Nothing was lost" in resumed.text
    done = co.post("/accounts", data=hidden_fields(resumed.text))
    assert done.status_code == 200 and "One-time link for Di" in done.text


def test_the_session_cookie_is_for_this_site_only(app, sign_in):
    cookie = sign_in("An").headers.getlist("Set-Cookie")
    session = next(c for c in cookie if c.startswith("caseline="))
    assert "HttpOnly" in session and "SameSite=Lax" in session and "Domain" not in session


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0", "Edge, Windows"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox, Linux"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1", "Safari, iPhone"),
        ("curl/8.1", ""),
        ("", ""),
    ],
)
def test_browsers_are_named_as_people_know_them(said, shown):
    assert UserSession(browser=said).browser_name == shown
