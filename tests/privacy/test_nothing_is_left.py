"""Erasing and handing over reach every table there is, also those that are added later."""

import io
import json
import zipfile

import pytest
from sqlalchemy import select

from caseline.backup import database
from caseline.db import EVERY_FAMILY, Base, db, family_scope
from tests.access.records import FAMILY, SECRET, told_of_bo

KEEPS_NUMBERS_ONLY = {"history", "erasure"}
NEVER_LEAVES = {"safety_flag", "confidence"}  # handed to one member, they would betray another
OF_FAMILIES = [table for table in Base.metadata.sorted_tables if "family_id" in table.c and table.name not in KEEPS_NUMBERS_ONLY]


@pytest.fixture
def told(app):
    return told_of_bo(app)


def plain_bytes(settings) -> bytes:
    """The database with its encryption taken off, free pages and all."""
    plain = settings.instance / "plain.db"
    connection = database.open_file(settings.data / "caseline.db", settings.derive("database"))
    connection.execute(f"ATTACH DATABASE '{plain}' AS plain KEY ''")
    connection.execute("SELECT sqlcipher_export('plain')")
    connection.close()
    content = plain.read_bytes()
    plain.unlink()
    return content


@pytest.mark.parametrize("table", OF_FAMILIES, ids=lambda table: table.name)
def test_every_record_goes_with_its_family(table):
    (reference,) = [key for key in table.c.family_id.foreign_keys if key.column.table.name == "family"]
    assert reference.ondelete == "CASCADE", "or erasing a family would leave it, or fail"


@pytest.mark.encrypted_file
def test_after_an_erasure_no_table_and_no_page_of_the_file_has_a_word_left(app, told, bo, co):
    assert SECRET.encode() in plain_bytes(app.config["SETTINGS"])
    bo.post(f"/families/{FAMILY}/data/erase", data={"reason": "asked for", "reference": "PT-2026-02"})
    assert co.post("/erasures/1/approve").status_code == 303
    with app.app_context(), family_scope(EVERY_FAMILY):
        left = {table.name: db.session.execute(select(table).where(table.c.family_id == FAMILY)).all() for table in OF_FAMILIES}
    assert not any(left.values()), left
    assert SECRET.encode() not in plain_bytes(app.config["SETTINGS"])


def test_what_is_handed_over_has_a_record_of_every_kind(told, bo, app):
    with app.app_context(), family_scope(EVERY_FAMILY):
        db.session.execute(Base.metadata.tables["citation"].delete())
        db.session.execute(Base.metadata.tables["document"].delete())  # its made-up address leads to no file
        db.session.commit()
    answer = bo.post(f"/families/{FAMILY}/data/export")
    data = json.loads(zipfile.ZipFile(io.BytesIO(answer.data)).read("data.json"))
    without_papers = {table.name for table in OF_FAMILIES} - {"job"} - NEVER_LEAVES
    assert without_papers <= data.keys() and not NEVER_LEAVES & data.keys() and SECRET in json.dumps(data["event"])
