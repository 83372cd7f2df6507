"""A code app, codes on paper, and roles that must have a second factor."""

import re
from datetime import timedelta

import pyotp
import pytest

from caseline.db import db
from caseline.users.models import RecoveryCode
from tests.conftest import PASSWORD, signed_in
from tests.users.conftest import is_in


def set_up(browser) -> tuple[str, list[str]]:
    """Add a code app as a person does; returns its secret and the paper codes."""
    page = browser.get("/me/second-factor").text
    secret = re.search(r"<code>([A-Z2-7]{32})</code>", page).group(1)
    shown = browser.post("/me/second-factor/app", data={"code": pyotp.TOTP(secret).now()})
    return secret, re.findall(r"<code>([a-z0-9-]{17})</code>", shown.text)


@pytest.fixture
def app_of_an(an):
    return set_up(an)


def code_at(secret, clock) -> str:
    return pyotp.TOTP(secret).at(clock())


def test_the_square_to_scan_is_a_picture_of_its_own(an):
    an.get("/me/second-factor")
    picture = an.get("/me/second-factor/picture.svg")
    assert picture.mimetype == "image/svg+xml" and b"<svg" in picture.data and b"<script" not in picture.data


def test_a_wrong_first_code_changes_nothing(an, person):
    an.get("/me/second-factor")
    assert an.post("/me/second-factor/app", data={"code": "000000"}).status_code == 422
    assert person("An").totp_secret == ""


def test_the_password_alone_opens_nothing_any_more(client, sign_in, app_of_an):
    answer = sign_in("An")
    assert answer.status_code == 200 and "One more step" in answer.text
    assert not is_in(client)


def test_password_and_code_open_the_door(client, sign_in, app_of_an, clock):
    secret, _codes = app_of_an
    clock.pass_by(minutes=1)
    sign_in("An")
    assert client.post("/sign-in/code", data={"code": code_at(secret, clock)}).status_code == 303
    assert is_in(client)


def test_a_code_works_once(app, client, sign_in, app_of_an, clock):
    """ASVS 6.5.1: somebody who looks over the shoulder cannot use the same code."""
    secret, _codes = app_of_an
    clock.pass_by(minutes=1)
    code = code_at(secret, clock)
    sign_in("An"), client.post("/sign-in/code", data={"code": code})
    watcher = app.test_client()
    sign_in("An", browser=watcher)
    assert watcher.post("/sign-in/code", data={"code": code}).status_code == 422 and not is_in(watcher)


def test_an_old_code_and_a_future_code_do_not_work(client, sign_in, app_of_an, clock):
    secret, _codes = app_of_an
    for away in (-5, 5):
        sign_in("An")
        code = pyotp.TOTP(secret).at(clock() + timedelta(minutes=away))
        assert client.post("/sign-in/code", data={"code": code}).status_code == 422
    assert not is_in(client)


def test_each_paper_code_lets_in_once(app, client, sign_in, app_of_an):
    _secret, codes = app_of_an
    assert len(codes) == 10
    sign_in("An")
    assert client.post("/sign-in/code", data={"code": codes[0].upper()}).status_code == 303
    again = app.test_client()
    sign_in("An", browser=again)
    assert again.post("/sign-in/code", data={"code": codes[0]}).status_code == 422


def test_paper_codes_are_kept_as_hashes_only(app, app_of_an):
    with app.app_context():
        kept = {code.code_hash for code in db.session.query(RecoveryCode)}
    assert len(kept) == 10 and all(len(code) == 64 for code in kept)


def test_guessing_codes_is_slowed_down(client, sign_in, app_of_an):
    sign_in("An")
    answers = [client.post("/sign-in/code", data={"code": f"{n:06}"}).status_code for n in range(12)]
    assert 429 in answers and answers.count(422) <= 9


def test_the_code_page_is_closed_without_a_password(client):
    assert client.get("/sign-in/code").status_code == 302
    assert client.post("/sign-in/code", data={"code": "123456"}).status_code == 302


def test_the_half_open_door_closes_after_five_minutes(client, sign_in, app_of_an, clock):
    secret, _codes = app_of_an
    sign_in("An")
    clock.pass_by(minutes=6)
    assert client.post("/sign-in/code", data={"code": code_at(secret, clock)}).status_code == 302
    assert not is_in(client)


class TestWhereTheRoleAsksForOne:
    @pytest.fixture(autouse=True)
    def strict(self, setting):
        setting(second_factor=frozenset({"coordinator"}))

    def test_a_coordinator_without_one_reaches_nothing_but_its_set_up(self, app, co):
        """ASVS 6.3.3: no page is reachable with one factor."""
        for rule in app.url_map.iter_rules():
            view = app.view_functions[rule.endpoint]
            if "GET" in rule.methods and not rule.arguments and rule.endpoint != "static" and not getattr(view, "is_public", False):
                answer = co.get(rule.rule)
                allowed = getattr(view, "before_second_factor", False)
                assert allowed or answer.headers.get("Location") == "/me/second-factor", rule

    def test_after_setting_it_up_she_works(self, co):
        set_up(co)
        assert co.get("/accounts").status_code == 200

    def test_the_last_one_cannot_be_removed(self, co, person):
        set_up(co)
        assert "add another one before" in co.post("/me/second-factor/remove", follow_redirects=True).text
        assert person("Co").totp_secret

    def test_case_managers_go_on_without(self, an):
        assert is_in(an)


def test_a_coordinator_helps_somebody_who_lost_the_telephone(client, sign_in, app_of_an, co, person):
    assert co.post("/accounts/1/remove_factor").status_code == 303
    assert person("An").totp_secret == ""
    assert sign_in("An").status_code == 303 and is_in(client)


def test_setting_up_asks_for_the_password_again_after_ten_minutes(app, clock):
    an = signed_in(app, "An")
    clock.pass_by(minutes=11)
    assert an.get("/me/second-factor").status_code == 401
    assert an.post("/confirm", data={"password": "wrong but long enough", "next": "/me/second-factor"}).status_code == 422
    answer = an.post("/confirm", data={"password": PASSWORD, "next": "/me/second-factor"})
    assert answer.headers["Location"] == "/me/second-factor"
    assert an.get("/me/second-factor").status_code == 200
