"""The very first visit makes a coordinator; after that the page is closed for ever."""

import threading

import pytest

from caseline.db import db
from caseline.users.models import User
from tests.conftest import open_instance
from tests.users.conftest import is_in

FIRST = {"name": "Co Maes", "email": "co@plan.example", "password": "quiet otters carry nine lamps", "repeat": "quiet otters carry nine lamps", "language": "nl"}


@pytest.fixture
def empty(tmp_path):
    app = open_instance(tmp_path / "empty")
    with app.app_context():
        db.create_all()
    yield app
    with app.app_context():
        db.engine.dispose()


def people(app) -> list[tuple[str, str]]:
    with app.app_context():
        return [(user.name, user.role) for user in db.session.query(User)]


def test_every_page_leads_to_the_first_account(empty):
    browser = empty.test_client()
    for page in ("/", "/families/", "/sign-in", "/me"):
        assert browser.get(page).headers["Location"].startswith("/welcome"), page


def test_the_first_account_is_a_coordinators_and_is_in(empty):
    browser = empty.test_client()
    assert browser.post("/welcome", data=FIRST).status_code == 303
    assert people(empty) == [("Co Maes", "coordinator")] and is_in(browser)


@pytest.mark.parametrize("wrong", [{"password": "short", "repeat": "short"}, {"repeat": "something else entirely"}, {"email": "no address"}, {"name": ""}, {"password": "passwordpassword", "repeat": "passwordpassword"}, {"language": "xx"}])
def test_what_cannot_be_accepted_is_told_beside_its_field(empty, wrong):
    answer = empty.test_client().post("/welcome", data={**FIRST, **wrong})
    assert answer.status_code == 422 and 'aria-invalid="true"' in answer.text and people(empty) == []


def test_a_second_first_account_is_impossible(empty):
    empty.test_client().post("/welcome", data=FIRST)
    answer = empty.test_client().post("/welcome", data={**FIRST, "email": "thief@elsewhere.example"})
    assert answer.headers["Location"] == "/sign-in" and len(people(empty)) == 1


def test_also_when_two_press_the_button_at_the_same_moment(empty):
    start = threading.Barrier(4)

    def press(n):
        start.wait()
        empty.test_client().post("/welcome", data={**FIRST, "email": f"co{n}@plan.example"})

    threads = [threading.Thread(target=press, args=(n,)) for n in range(4)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert len(people(empty)) == 1
