"""Guessing is slow, and nobody can use that to lock a colleague out."""

import threading

from caseline.db import db
from caseline.users.models import Attempt
from tests.conftest import PASSWORD
from tests.users.conftest import is_in

WRONG = "wrong but long enough"


def try_from(app, address, name="An", password=WRONG):
    return app.test_client().post("/sign-in", data={"email": f"{name.lower()}@plan.example", "password": password}, environ_base={"REMOTE_ADDR": address})


def test_a_guesser_gets_a_handful_of_tries_in_a_quarter_of_an_hour(app, clock):
    made = 0
    for _second in range(300):
        made += try_from(app, "10.9.8.7").status_code == 422
        clock.pass_by(seconds=3)
    print(f"{made} guesses in 15 minutes from one address")
    assert 5 <= made <= 16


def test_many_addresses_do_not_help_the_guesser(app, clock):
    made = 0
    for second in range(100):
        made += try_from(app, f"10.0.{second // 250}.{second % 250}").status_code == 422
        clock.pass_by(seconds=3)
    assert made <= 14


def test_one_password_on_many_accounts_is_slowed_too(app, clock):
    clock.stand_still()
    answers = [try_from(app, "10.9.8.7", name=f"person{n}").status_code for n in range(60)]
    assert answers.count(422) == 30 and answers.count(429) == 30


def test_the_answer_says_how_long_to_wait_and_does_not_look_at_the_password(app):
    for _ in range(6):
        try_from(app, "10.9.8.7")
    answer = try_from(app, "10.9.8.7", password=PASSWORD)
    assert answer.status_code == 429 and int(answer.headers["Retry-After"]) >= 1 and "Please wait" in answer.text


def test_an_is_not_locked_out_while_somebody_guesses(app, client, sign_in):
    """The browser she always uses has a counter of its own."""
    assert sign_in("An").status_code == 303
    client.post("/sign-out")
    for n in range(60):
        try_from(app, f"10.1.{n // 250}.{n % 250}")
    assert sign_in("An").status_code == 303 and is_in(client)


def test_a_stolen_browser_mark_does_not_give_endless_tries(app, client, sign_in):
    sign_in("An")
    client.post("/sign-out")
    answers = [sign_in("An", WRONG).status_code for _ in range(12)]
    assert answers.count(422) <= 9 and 429 in answers


def test_a_forged_browser_mark_counts_as_a_stranger(app, client):
    client.set_cookie("caseline-browser", "WzEsImFuQHBsYW4uZXhhbXBsZSJd.aaaa.bbbbbbbbbbbb")
    answers = [client.post("/sign-in", data={"email": "an@plan.example", "password": WRONG}).status_code for _ in range(8)]
    assert answers.count(422) == 5


def test_an_who_mistypes_twice_has_all_her_tries_again_after_success(sign_in, app):
    sign_in("An", WRONG), sign_in("An", WRONG)
    assert sign_in("An").status_code == 303
    with app.app_context():
        account = [a for a in db.session.query(Attempt) if a.counter.startswith("account")]
    assert account == []


def test_parallel_guesses_do_not_slip_through(app):
    answers = []
    guess = threading.Barrier(8)

    def one():
        guess.wait()
        answers.append(try_from(app, "10.9.8.7").status_code)

    threads = [threading.Thread(target=one) for _ in range(8)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert sorted(answers)[:5] == [422] * 5 and answers.count(429) == 3


def test_counters_hold_no_address_in_clear(app):
    try_from(app, "10.9.8.7")
    with app.app_context():
        kept = " ".join(a.counter for a in db.session.query(Attempt))
    assert "10.9.8.7" not in kept and "plan.example" not in kept
