"""The same code on PostgreSQL: migrations, history, family scope, search and jobs, on a server that the tests start."""

from threading import Thread

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import DatabaseError

from caseline import create_app, jobs
from caseline.config import load_settings
from caseline.db import EVERY_FAMILY, OutsideFamilyScope, db, family_scope
from caseline.engine import writing
from caseline.families import editing
from caseline.families.models import Family, Person
from caseline.history import broken_links, record
from caseline.installation import prepare
from caseline.search import finding, index
from caseline.timeline.decisions import Wording, write_event
from caseline.users.accounts import add_user
from caseline.users.models import Role, User
from tests import databases


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    folder = tmp_path_factory.mktemp("postgresql")
    name = databases.name_of(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CASELINE_DATABASE_URL", databases.server().create(name))
        patch.setenv("CASELINE_KEY_FILE", str(folder / "key"))
        app = create_app(load_settings(folder / "instance"))
        with app.test_request_context(), family_scope(EVERY_FAMILY):
            prepare()
            co = add_user(name="Co", email="co@plan.example", password="quiet otters carry nine lamps", role=Role.COORDINATOR)
            for number in (1, 2):
                family = editing.open_case(reference=f"PT-{number}", name=f"Family {number}", language="fr", user_id=co.id)
                editing.save_person(family, None, names=["Greis Okonyo"], numbers=[], name=f"OKONJO Grace {number}", relation="mother", born="1990-03")
                write_event(family.id, Wording("judgment_call", "2016-06-28", False, {}, [], "The court rejects the requête de l'œuvre."), user_id=co.id)
            db.session.commit()
        yield app
        with app.app_context():
            db.session.remove()
            db.engine.dispose()
    databases.server().drop(name)


def test_a_family_scope_holds_here_too(app):
    with app.app_context():
        with family_scope([1]):
            assert [person.name for person in db.session.query(Person)] == ["OKONJO Grace 1"]
        with pytest.raises(OutsideFamilyScope):
            db.session.query(Person).all()


def test_words_are_found_as_on_sqlite(app):
    with app.test_request_context():
        co = db.session.query(User).one()
        assert {hit.family.id for hit in finding.find(co, "REQUETE oeuvre").hits} == {1, 2}
        assert {hit.kind for hit in finding.find(co, "okonyo").hits} == {"person"}
        assert finding.find(co, "'; DROP TABLE history; --").hits == []


THREE_THOUSAND_PAGES = """INSERT INTO search_entry (family_id, kind, subject_id, scope, folded)
SELECT 1, 'page', 1000 + n, 'ß1', 'lettre de la commune ' || CASE WHEN mod(n, 500) = 7 THEN 'seldom' ELSE 'often' END FROM generate_series(1, 3000) AS n"""


def test_a_seldom_word_is_not_looked_for_in_every_text(app):
    """PostgreSQL would begin with the newest entry and cut each text into words, 16 seconds among 20,000 pages."""
    with app.app_context(), family_scope([1]):
        connection = db.session.connection()
        connection.exec_driver_sql(THREE_THOUSAND_PAGES)
        connection.exec_driver_sql("ANALYZE search_entry")
        asked = []
        event.listen(db.engine, "before_cursor_execute", lambda _c, _cursor, statement, parameters, _context, _many: asked.append((statement, parameters)))
        assert [len(index.entries_holding([word], ["ß1"], 20)) for word in ("often", "seldom")] == [21, 6]
        by_index = [one for one in asked if "MATERIALIZED" in one[0]]
        plans = ["\n".join(connection.exec_driver_sql(f"EXPLAIN {statement}", parameters).scalars()) for statement, parameters in by_index]
        assert plans and all("Bitmap Index Scan on search_text" in plan and "Filter" not in plan for plan in plans), plans
        db.session.rollback()


def test_the_history_is_whole_and_cannot_be_rewritten(app):
    with app.test_request_context(), family_scope(EVERY_FAMILY):
        record("tried", "nothing")
        db.session.commit()
        assert broken_links() == []
        with pytest.raises(DatabaseError, match="append-only"):
            db.session.execute(text("UPDATE history SET verb = 'never happened'"))
        db.session.rollback()


def test_workers_are_woken_by_somebody_who_has_not_finished_writing(app):
    """Their word must not wait for the lock that the speaker holds: nobody would ever go on."""
    def told() -> None:
        with app.app_context(), writing(1):
            db.session.connection()
            jobs.wake()
            db.session.rollback()

    speaking = Thread(target=told, daemon=True)
    speaking.start()
    speaking.join(20)
    assert not speaking.is_alive()


@pytest.mark.parametrize("number", [2**31 - 1, 2**31, 2**40, 2**70])
def test_whoever_writes_to_a_family_of_a_number_beyond_all_waits_for_nobody_and_breaks_nothing(app, number):
    with app.app_context(), writing(number):
        assert db.session.connection().scalar(text("SELECT 1")) == 1
        db.session.rollback()


def test_a_job_is_done_once(app):
    done = []
    jobs.handles("postgresql test")(lambda subject_id, _details: done.append(subject_id))
    with app.app_context():
        family_id = db.session.query(Family.id).first()[0]
        jobs.add("postgresql test", family_id=family_id, subject_id=7)
        db.session.commit()
        assert jobs.run_all() == 1 and jobs.run_all() == 0 and done == [7]
