"""The migrations lead to exactly what the models say, triggers included."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from caseline.db import EVERY_FAMILY, db, family_scope
from caseline.history import record
from caseline.installation import prepare
from tests import databases
from tests.conftest import open_instance


@pytest.fixture
def migrated(tmp_path):
    """An installation whose database was made by migrations alone."""
    app = open_instance(tmp_path / "migrated")
    with app.app_context():
        prepare()
        yield app
        db.session.remove()
        db.engine.dispose()


def test_the_migrations_make_what_the_models_say(migrated):
    with db.engine.connect() as connection:
        ours = lambda name, _kind, _parents: not (name or "").startswith("search_text")  # noqa: E731
        context = MigrationContext.configure(connection, opts={"compare_type": True, "include_name": ours})
        assert compare_metadata(context, db.metadata) == []


def test_the_history_cannot_be_rewritten(migrated):
    with migrated.test_request_context(), family_scope(EVERY_FAMILY):
        record("tried", "nothing")
        db.session.commit()
        with pytest.raises(DatabaseError, match="append-only"):
            db.session.execute(text("UPDATE history SET verb = 'never happened'"))


def test_the_full_text_index_is_there(migrated):
    with family_scope(EVERY_FAMILY):
        found = "SELECT count(*) FROM pg_indexes WHERE indexname = 'search_text'" if databases.ON_POSTGRESQL else "SELECT 1 + count(*) FROM search_text"
        assert db.session.execute(text(found)).scalar() == 1


def test_preparing_twice_changes_nothing(migrated):
    prepare()
