"""The history cannot be changed unnoticed, and tells where somebody tried."""

import random

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from caseline import history
from caseline.db import EVERY_FAMILY, db, family_scope
from caseline.history import Head, HistoryEntry, record
from tests import databases

LENGTH = 60


@pytest.fixture
def told(app):
    """A history of sixty deeds; yields within the application."""
    with app.test_request_context(), family_scope(EVERY_FAMILY):
        while db.session.query(HistoryEntry).count() < LENGTH:
            record(random.choice(["read", "accepted", "exported"]), f"document:{random.randrange(1, 99)}", family_id=1, user_id=1, n=random.random())
        db.session.commit()
        yield
        db.session.rollback()


def tamper(statement: str, **values) -> None:
    """What somebody with the key of the database could do: take the guards away first."""
    guards = ["ALTER TABLE history DISABLE TRIGGER history_no_change"] if databases.ON_POSTGRESQL else ["DROP TRIGGER history_no_update", "DROP TRIGGER history_no_delete"]
    for taken_away in guards if not _is_open() else []:
        db.session.execute(text(taken_away))
    db.session.execute(text(statement), values)
    db.session.commit()
    db.session.expire_all()


def _is_open() -> bool:
    asked = "SELECT tgenabled = 'D' FROM pg_trigger WHERE tgname = 'history_no_change'" if databases.ON_POSTGRESQL else "SELECT count(*) = 0 FROM sqlite_master WHERE name = 'history_no_update'"
    return bool(db.session.scalar(text(asked)))


def ids() -> list[int]:
    return list(db.session.execute(text("SELECT id FROM history ORDER BY id")).scalars())


def test_an_honest_history_is_whole(told):
    assert history.broken_links() == []


@pytest.mark.parametrize("statement", ["UPDATE history SET verb = 'x' WHERE id = 5", "DELETE FROM history WHERE id = 5"])
def test_the_database_itself_refuses_to_change_it(told, statement):
    with pytest.raises(DatabaseError, match="append-only"):
        db.session.execute(text(statement))


@pytest.mark.parametrize("attempt", range(40))
def test_a_change_anywhere_is_found_and_located(told, attempt):
    chance = random.Random(attempt)
    changes = {
        "at": "2020-01-01 00:00:00",
        "user_id": 2,
        "family_id": 2,
        "verb": "nothing",
        "subject": "document:100",
        "details": '{"n": 0}',
        "address": "10.0.0.1",
        "previous": "0" * 64,
        "mark": "0" * 64,
    }
    column, number = chance.choice(list(changes)), chance.choice(ids()[1:])
    tamper(f"UPDATE history SET {column} = :value WHERE id = :id", value=changes[column], id=number)
    found = history.broken_links()
    assert found and found[0] == number, (column, number, found)


@pytest.mark.parametrize("attempt", range(15))
def test_a_removed_entry_is_found(told, attempt):
    number = random.Random(attempt).choice(ids()[:-1])
    tamper("DELETE FROM history WHERE id = :id", id=number)
    assert history.broken_links()[0] > number


@pytest.mark.parametrize("attempt", range(10))
def test_swapped_entries_are_found(told, attempt):
    one, other = sorted(random.Random(attempt).sample(ids(), 2))
    tamper("UPDATE history SET id = 999999 WHERE id = :one", one=one)
    tamper("UPDATE history SET id = :one WHERE id = :other", one=one, other=other)
    tamper("UPDATE history SET id = :other WHERE id = 999999", other=other)
    assert history.broken_links()[0] == one


def test_a_cut_off_end_is_found_with_a_head_noted_before(told):
    head = history.head()
    tamper("DELETE FROM history WHERE id > :id", id=ids()[-4])
    assert history.broken_links() == [], "without the noted head nobody can know"
    assert history.broken_links(head) == [ids()[-1] + 1]


def test_an_end_written_anew_with_the_key_is_found_with_a_head_noted_before(told):
    head = history.head()
    tamper("DELETE FROM history WHERE id = :id", id=ids()[-1])
    record("invented", "document:1", family_id=1, user_id=1)
    db.session.commit()
    assert history.broken_links() == [] and history.broken_links(head) == [ids()[-1]]


def test_a_head_can_be_written_on_paper(told):
    head = history.head()
    assert Head.parse(f" {head} \n") == head


def test_entries_added_after_the_noted_head_are_fine(told):
    head = history.head()
    record("accepted", "proposal:1", family_id=1, user_id=1)
    db.session.commit()
    assert history.broken_links(head) == []


def test_a_deed_that_is_taken_back_leaves_no_line(told):
    before = history.head()
    record("accepted", "proposal:1", family_id=1, user_id=1)
    db.session.rollback()
    assert history.head() == before
