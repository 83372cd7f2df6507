"""Pages ask the database as often for a large family as for a small one, and never in a way that reads a whole table."""

import re
from collections import defaultdict
from datetime import timedelta

import pytest
from sqlalchemy import UniqueConstraint, event, insert, select

from caseline.db import EVERY_FAMILY, Base, db, family_scope
from caseline.engine import writing
from caseline.home import digest
from caseline.reads import forget_lately
from caseline.reports import remembered
from caseline.timeline import lately
from caseline.users import sessions
from tests.conftest import signed_in
from tests.walking import DEAD, kept_families, lived_in, walk  # noqa: F401, a fixture

pytestmark = pytest.mark.encrypted_file  # the kept rows are put in past all rules, and the plans read are SQLite's
TIMES = 3
EACH = 1  # pages of one kind
OF_THEIR_OWN = {"search_entry", "job", "history", "assignment", "erasure", "legal_hold"}  # not records that casework adds
# More asking for more rows, by nature: one export of each table; a page whose data is one paper after the other.
WRITES_FILES = re.compile(r"export|download|\.docx|\.pdf|\.zip")


@pytest.fixture
def real(kept_families, tmp_path):  # noqa: F811
    with lived_in(kept_families, tmp_path / "real") as app:
        yield app


@pytest.fixture
def asked(real, monkeypatch):
    """Every statement that a page sends, and its plan (SQLite's EXPLAIN QUERY PLAN)."""
    said = []
    monkeypatch.setattr(sessions, "_SEEN_EVERY", timedelta(days=1))  # on a slow machine a minute passes, and a page notes who was here
    with real.app_context():
        event.listen(db.engine, "before_cursor_execute", lambda _c, _cursor, statement, parameters, _context, many: said.append((statement, parameters)) if not many else None)
    return said


def test_no_page_asks_more_often_for_more_rows(real, asked):
    browser = signed_in(real, "Co")
    pages = sorted(page for page, kind, _answer in walk(real, browser, each=EACH) if kind != DEAD and not WRITES_FILES.search(page))
    before = counts(browser, asked, pages)
    multiply(real)
    after = counts(browser, asked, pages)
    grown = {page: (before[page], after[page]) for page in pages if after[page] > before[page]}
    assert len(pages) > 50 and not grown, "asks once for each row: load what the page shows with one statement\n" + "\n".join(f"{page}: {one} → {other}" for page, (one, other) in grown.items())


def counts(browser, asked, pages) -> dict[str, int]:
    """Statements for each page, when nothing of it is remembered from earlier looks."""
    found = {}
    for page in pages:
        lately.forget()
        digest._memories.clear()
        remembered.forget()
        forget_lately()
        browser.get(page)  # what a first look writes down (“An read this”) is not counted
        lately.forget()
        digest._memories.clear()
        remembered.forget()
        asked.clear()
        assert browser.get(page).status_code < 400, page
        found[page] = len(asked)
    return found


def multiply(app) -> None:
    """Every record of every family TIMES over, in the same family, each copy referring to copies."""
    with app.app_context(), writing(), family_scope(EVERY_FAMILY):
        for copy in range(1, TIMES):
            made = defaultdict(dict)
            for table in Base.metadata.sorted_tables:
                if "family_id" in table.c and table.name not in OF_THEIR_OWN:
                    _copy_rows(table, made, copy)
        db.session.commit()


def _copy_rows(table, made, copy: int) -> None:
    (key, *others) = table.primary_key.columns
    alone = {column for rule in table.constraints if isinstance(rule, UniqueConstraint) for column in rule.columns} | {column for column in table.c if column.unique}
    originals = [row for row in db.session.execute(select(table)).mappings() if not made["copied"].get((table.name, row[key.name]))]
    for row in originals:
        values = dict(row)
        for column in table.c:
            for reference in column.foreign_keys:
                values[column.name] = made[reference.column.table.name].get(values[column.name], values[column.name])
            if column in alone and isinstance(values[column.name], str) and not column.foreign_keys:
                values[column.name] = f"{values[column.name]}-{copy}"
        if not others and not key.foreign_keys:
            del values[key.name]
            number = db.session.connection().execute(insert(table).values(**values)).inserted_primary_key[0]
            made[table.name][row[key.name]] = number
            made["copied"][table.name, number] = True
        elif values != dict(row):
            db.session.connection().execute(insert(table).values(**values).prefix_with("OR IGNORE"))


HOT = {  # what many people look at all day, or what grows without end
    "timeline": "/families/2/timeline/",
    "papers": "/families/2/documents/",
    "contacts": "/families/2/contacts/",
    "review": "/families/2/review/",
    "family": "/families/2/",
    "today": "/",
    "families": "/families/",
    "search": "/search?q=demande",
}
# Tables that every installation has few rows of, whatever it grows to: reading them whole is the fastest way.
SMALL = {"user", "attempt", "pause", "alembic_version", "criterion", "capacity", "actor", "assignment", "family", "usual_rhythm", "sqlite_master", "CONSTANT"}
WHOLE_TABLE = re.compile(r"^SCAN (?:TABLE )?(\w+)(?! VIRTUAL)(?!.*(?:USING (?:COVERING )?INDEX|VIRTUAL TABLE))")


@pytest.mark.parametrize("page", HOT)
def test_no_page_reads_a_table_whole(real, asked, page):
    browser = signed_in(real, "Co" if page != "families" else "An")
    browser.get(HOT[page])
    lately.forget()
    digest._memories.clear()
    asked.clear()
    assert browser.get(HOT[page]).status_code in {200, 302, 303}
    wrong = []
    with real.app_context(), db.engine.connect() as connection:
        for statement, parameters in list(asked):
            if statement.lstrip().upper().startswith(("SELECT", "UPDATE", "DELETE")):
                for *_numbers, step in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters):
                    scanned = WHOLE_TABLE.match(step)
                    if scanned and _table(statement, scanned.group(1)) not in SMALL or step.startswith("MATERIALIZE"):
                        wrong.append(f"{step}: {' '.join(statement.split())[:300]}")
    assert not wrong, "\n".join(wrong)


def _table(statement: str, name: str) -> str:
    """The table behind a name in a plan, which may be an alias."""
    found = re.search(rf'(?:FROM|JOIN|,)\s+"?(\w+)"? AS "?{name}"?\b', statement)
    return found.group(1) if found else name
