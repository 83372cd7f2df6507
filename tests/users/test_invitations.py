"""New colleagues choose their own password with a one-time code."""

import re

import pytest

from caseline.db import db
from caseline.users.forms import AccountForm
from caseline.users.models import Invitation
from tests.users.conftest import is_in

NEW = "eleven copper swans waiting"


@pytest.fixture
def code(co):
    page = co.post("/accounts", data={"name": "Di", "email": "Di@Plan.example ", "role": "case_manager", "language": "nl"}).text
    return re.search(r'value="([a-z0-9]{5}(?:-[a-z0-9]{5}){4})"', page).group(1)


def join(browser, code, password=NEW, repeat=NEW):
    return browser.post("/join", data={"code": code, "password": password, "repeat": repeat})


def test_di_chooses_her_password_and_is_in(client, code):
    assert join(client, code).status_code == 303
    assert is_in(client)


def test_the_code_works_once(app, client, code):
    join(client, code)
    assert join(app.test_client(), code, "another long password here", "another long password here").status_code == 422


def test_a_refused_password_does_not_use_up_the_code(client, code):
    assert join(client, code, "short", "short").status_code == 422
    assert join(client, code, "passwordpassword", "passwordpassword").status_code == 422
    assert join(client, code).status_code == 303


def test_the_code_ends_after_three_days(client, code, clock):
    clock.pass_by(hours=73)
    assert "does not work" in join(client, code).text and not is_in(client)


def test_nobody_signs_in_before_a_password_is_chosen(client, code, sign_in):
    for password in ("", " " * 15, "None", "eleven copper swans waiting"):
        assert sign_in("Di", password).status_code == 422


def test_the_code_is_kept_as_a_hash_and_stands_after_the_hash_sign(app, co):
    page = co.post("/accounts/2/link").text
    code = re.search(r"/join#([a-z0-9-]{29})", page).group(1)
    with app.app_context():
        assert code not in str([i.code_hash for i in db.session.query(Invitation)])


def test_a_new_link_makes_the_earlier_one_worthless(client, code, co):
    co.post("/accounts/6/link")
    assert join(client, code).status_code == 422


def test_a_new_link_ends_all_sessions_once_it_is_used(app, client, bo, co):
    code = re.search(r"/join#([a-z0-9-]{29})", co.post("/accounts/2/link").text).group(1)
    assert is_in(bo)
    join(client, code)
    assert not is_in(bo) and is_in(client)


def test_a_coordinator_cannot_choose_anybodys_password(app):
    assert not [rule for rule in app.url_map.iter_rules() if rule.endpoint.startswith("accounts.") and "password" in rule.rule]
    assert not hasattr(AccountForm, "password")


def test_trying_codes_is_slowed_down(client):
    answers = [join(client, f"aaaaa-bbbbb-ccccc-ddddd-{n:05}").status_code for n in range(10)]
    assert 429 in answers
