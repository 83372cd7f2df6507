"""Workers in other processes hear at once that work waits, on the built-in file and on PostgreSQL."""

import dataclasses
import socket
import threading
import time

import pytest

from caseline import jobs
from caseline.db import db
from caseline.engine import OF_THE_QUEUE, writing
from caseline.waking import Listener, tell_others

PATIENCE = 20  # seconds; hearing takes a thousandth of one


@pytest.fixture
def listeners(app):
    """Two listeners as two worker processes have them, and the event that each sets when it hears something."""
    heard = [threading.Event(), threading.Event()]
    listening = [Listener(app.config["SETTINGS"], one.set) for one in heard]
    for one in listening:
        one.start()
    with app.app_context():
        while not all(one.is_set() for one in heard):  # until both listen
            tell_others(app.config["SETTINGS"])
            time.sleep(0.02)
    time.sleep(0.1)
    for one in heard:
        one.clear()
    yield heard
    for one in listening:
        one.stop()
    for one in listening:
        one.join(PATIENCE)


def test_every_process_hears_it(app, listeners):
    with app.app_context():
        jobs.wake()
    assert all(one.wait(PATIENCE) for one in listeners)


def test_a_process_that_died_is_forgotten_and_keeps_nobody_from_hearing(app, listeners, monkeypatch):
    settings = app.config["SETTINGS"]
    if not settings.database_url:
        monkeypatch.chdir(settings.instance / "workers")
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as dead:
            dead.bind("1-dead")
    with app.app_context():
        jobs.wake()
        assert all(one.wait(PATIENCE) for one in listeners)
    assert not (settings.instance / "workers" / "1-dead").exists()


def test_telling_nobody_is_no_error(app):
    with app.app_context():
        tell_others(app.config["SETTINGS"])
        tell_others(dataclasses.replace(app.config["SETTINGS"], instance=app.config["SETTINGS"].instance / "nowhere"))


def test_a_worker_that_sleeps_begins_when_it_is_told_and_not_when_it_would_look_by_itself(app, monkeypatch):
    begun = threading.Event()
    monkeypatch.setitem(jobs._handlers, "tried", lambda _subject, _details: begun.set())
    monkeypatch.setattr(jobs, "LOOK_AGAIN", 600)
    workers = jobs.Workers(app, 1).start()
    try:
        for _ in range(3):
            time.sleep(0.05)
            with app.app_context(), writing(1):
                jobs.add("tried", family_id=1, subject_id=1)
                db.session.commit()
                jobs.wake()
            assert begun.wait(PATIENCE)
            begun.clear()
    finally:
        workers.stop()


@pytest.mark.encrypted_file
def test_what_people_did_waits_for_the_disk_and_the_queue_does_not(app):
    """Which worker has a job may be lost with the power: the job is taken up again. A deed may not."""
    def how() -> int:
        found = db.session.connection().exec_driver_sql("PRAGMA synchronous").scalar()
        db.session.rollback()
        return found

    never_lost, may_be_lost = 2, 1  # SQLite's FULL and NORMAL
    with app.app_context():
        assert how() == never_lost
        with writing(OF_THE_QUEUE):
            assert how() == may_be_lost
        with writing(1):
            assert how() == never_lost
        with writing():
            assert how() == never_lost
