"""What an earlier release wrote is taken over whole: its rows, its history's seal, and every page that shows them."""

import pytest
from flask_migrate import upgrade
from sqlalchemy import select, text

from caseline.db import EVERY_FAMILY, db, family_scope
from caseline.documents.models import Page
from caseline.families.models import Family
from caseline.history import broken_links
from caseline.installation import know_migrations, prepare
from caseline.search.finding import find
from caseline.search.folding import words
from caseline.search.models import SearchEntry
from caseline.users.models import User
from tests.conftest import open_instance, signed_in
from tests.floor.releases.keep import HERE, kept

pytestmark = pytest.mark.encrypted_file  # the releases that are kept wrote the built-in file
RELEASES = sorted(path.name.removesuffix(".json.gz") for path in HERE.glob("*.json.gz"))
DERIVED = {("search_entry", "scope")}  # written anew by a later version; what is found by it is tested with the search
PAGES = ["", "timeline/", "documents/", "contacts/", "plan/", "evidence/", "questionnaires/", "agreements/", "course/", "dossiers/"]


@pytest.fixture(scope="module", params=RELEASES)
def taken_over(request, tmp_path_factory):
    """An installation with the rows of a release, brought to this version once; yields it with those rows."""
    key, tables = kept(request.param)
    folder = tmp_path_factory.mktemp("earlier")
    (folder / "master.key").write_text(key)
    app = open_instance(folder)
    with app.app_context():
        put_rows(app, request.param, tables)
        prepare()
        yield app, tables
        db.session.remove()
        db.engine.dispose()


def test_every_row_and_its_values_are_still_there(taken_over):
    _app, tables = taken_over
    with db.engine.connect() as connection:
        for name, rows in tables.items():
            now = [dict(row) for row in connection.execute(text(f'SELECT * FROM "{name}"')).mappings()]
            assert len(now) == len(rows), f"{name}: rows were lost or doubled"
            for before, after in zip(rows, now, strict=True):
                as_it_was = {column: value for column, value in before.items() if (name, column) not in DERIVED}
                assert as_it_was.items() <= after.items(), f"{name}: a value changed"


def test_the_models_of_this_version_read_every_row(taken_over):
    with family_scope(EVERY_FAMILY):
        for mapper in db.Model.registry.mappers:
            db.session.scalars(select(mapper.class_)).unique().all()


def test_the_seal_of_the_history_still_holds(taken_over):
    with family_scope(EVERY_FAMILY):
        assert broken_links() == []


def test_what_an_earlier_release_wrote_is_found(taken_over):
    with family_scope(EVERY_FAMILY):
        page = db.session.scalars(select(Page).where(Page.text != "").order_by(Page.id)).first()
        co = db.session.scalar(select(User).where(User.name == "Co"))
        an = db.session.scalar(select(User).where(User.name == "An"))
        elsewhere = " ".join(db.session.scalars(select(SearchEntry.folded).where(SearchEntry.family_id != page.family_id)))
    word = max((word for word in words(page.text) if word not in elsewhere), key=len)
    assert page.id in {hit.record.id for hit in find(co, word).hits if hit.kind == "page"}
    assert {hit.family.id for hit in find(an, word).hits} == {page.family_id}


def test_the_pages_show_an_earlier_family(taken_over):
    app, _tables = taken_over
    with family_scope(EVERY_FAMILY):
        ids = db.session.scalars(select(Family.id)).all()
    assert ids
    browser = signed_in(app, "Co")
    for family_id in ids:
        for page in PAGES:
            assert browser.get(f"/families/{family_id}/{page}").status_code == 200, page


def put_rows(app, release: str, tables: dict) -> None:
    """A database as that release made it, with these rows, whatever order they need: the references are whole once all are in."""
    know_migrations(app)
    upgrade(revision=release)
    raw = db.engine.raw_connection()
    raw.execute("PRAGMA foreign_keys = OFF")
    for name, rows in tables.items():
        columns = ", ".join(f'"{column}"' for column in rows[0])
        raw.executemany(f'INSERT INTO "{name}" ({columns}) VALUES ({", ".join("?" * len(rows[0]))})', [tuple(row.values()) for row in rows])
    assert raw.execute("PRAGMA foreign_key_check").fetchall() == []
    raw.commit()
    raw.close()
    db.engine.dispose()
