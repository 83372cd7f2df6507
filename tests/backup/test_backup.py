"""A backup is made while people work, is unreadable to others, is checked, and comes back exactly as it was."""

import io
import json
import random
import shutil
import sqlite3
import threading
from pathlib import Path

import pytest
from sqlalchemy import select

from caseline.backup import checking, database, keeping, manifest, restoring, saving
from caseline.config import Settings
from caseline.db import EVERY_FAMILY, Base, db, family_scope
from caseline.documents.intake import receive
from caseline.documents.models import Document
from caseline.engine import writing
from caseline.families.models import Family
from caseline.privacy import erasure
from tests.backup.conftest import PAPERS
from tests.conftest import open_instance


def everything(app) -> dict:
    """All rows of all tables and all stored bytes; the history without the line that the backup itself adds."""
    with app.app_context(), family_scope(EVERY_FAMILY):
        rows = {table.name: db.session.execute(select(table).order_by(*table.primary_key)).all() for table in Base.metadata.sorted_tables}
        rows["history"] = [row for row in rows["history"] if row.verb != "backup made"]
        vault = app.extensions["vault"]
        return rows | {"files": {address: (vault.folder / address).read_bytes() for address in vault.addresses()}}


def save(app, place) -> Path:
    with app.app_context():
        return saving.save(place)


def restored_app(app, place, folder: Path, name=""):
    """Another, empty installation with the same key, into which the backup is brought back."""
    folder.mkdir()
    shutil.copy(app.config["SETTINGS"].key_file, folder / "master.key")
    new = open_instance(folder)
    with new.app_context():
        restoring.restore(place, name)
    return new


def test_backup_wipe_restore_is_identical(full, place, tmp_path):
    before = everything(full)
    save(full, place)
    shutil.rmtree(full.config["SETTINGS"].data)
    back = restored_app(full, place, tmp_path / "new machine")
    after = everything(back)
    assert after == before and len(after["files"]) == 3
    with back.app_context(), family_scope([1]):
        key = db.session.get(Family, 1).vault_key
        read = {d.name: back.extensions["vault"].read(key, d.address) for d in db.session.scalars(select(Document))}
        assert read == PAPERS
    with back.app_context():
        assert checking.verify().faults == ()


def test_nothing_in_a_backup_is_readable_without_the_key(full, place):
    save(full, place)
    for path in place.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            for secret in (b"Okonjo", b"OKONJO", b"PT-2026-01", b"an@plan.example", b"letter.txt", b"asks for stay"):
                assert secret not in content, path
    with pytest.raises(sqlite3.DatabaseError):
        sqlite3.connect(next(place.glob("*/database"))).execute("SELECT * FROM user")


def test_the_second_backup_copies_only_what_is_new(full, place):
    save(full, place)
    first = {path: path.stat().st_ino for path in (place / "vault").rglob("*") if path.is_file()}
    with full.test_request_context(), family_scope([1]):
        receive(db.session.get(Family, 1), "more.txt", io.BytesIO(b"more"), user_id=1)
        db.session.commit()
    moved = next(place.glob("[0-9]*"))
    moved.rename(place / "20200101-000000")
    save(full, place)
    second = {path: path.stat().st_ino for path in (place / "vault").rglob("*") if path.is_file()}
    assert len(second) == 4 and all(second[path] == inode for path, inode in first.items())


def test_a_backup_while_others_write_is_one_moment(full, place):
    """Every backup taken in the middle of writing is whole in itself."""
    stop = threading.Event()

    def keep_writing():
        while not stop.is_set():
            with full.test_request_context(), writing(), family_scope([1]):
                receive(db.session.get(Family, 1), "note.txt", io.BytesIO(random.randbytes(2000)), user_id=1)
                db.session.commit()

    writer = threading.Thread(target=keep_writing)
    writer.start()
    try:
        for n in range(4):
            folder = save(full, place)
            with full.app_context():
                assert saving.full_check(folder) == []
            folder.rename(place / f"2020010{n + 1}-000000")
    finally:
        stop.set()
        writer.join()


@pytest.mark.parametrize("harm", ["flip database", "flip file", "drop file", "drop database", "change list", "no list"])
def test_a_harmed_backup_is_noticed_and_not_restored(full, place, tmp_path, harm):
    folder = save(full, place)
    stored = next(path for path in sorted((place / "vault").rglob("*")) if path.is_file())
    if harm.startswith("flip"):
        path = folder / "database" if harm == "flip database" else stored
        content = bytearray(path.read_bytes())
        content[random.Random(harm).randrange(len(content))] ^= 1
        path.write_bytes(content)
    elif harm == "change list":
        kept = json.loads((folder / manifest.NAME).read_text())
        kept["told"] = kept["told"].replace('"files": {', '"files": {"9/aa/bb": "00",')
        (folder / manifest.NAME).write_text(json.dumps(kept))
    else:
        {"drop file": stored, "drop database": folder / "database", "no list": folder / manifest.NAME}[harm].unlink()
    with pytest.raises((restoring.CannotRestore, manifest.NotThisBackup)):
        restored_app(full, place, tmp_path / "new machine")
    assert not (tmp_path / "new machine" / "data" / "caseline.db").exists()


def test_another_key_is_told_by_its_fingerprint(full, place, tmp_path):
    save(full, place)
    other = open_instance(tmp_path / "other")
    with other.app_context(), pytest.raises(manifest.NotThisBackup, match="another master key"):
        restoring.restore(place)


def test_a_backup_is_never_brought_back_over_data(full, place):
    save(full, place)
    with full.app_context(), pytest.raises(restoring.CannotRestore, match="empty installation"):
        restoring.restore(place)


def test_an_interrupted_backup_does_not_count(full, place, monkeypatch):
    save(full, place)

    def no_room(*_args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(saving.manifest, "write", no_room)
    with pytest.raises(saving.BackupFailed, match="No space left"):
        save(full, place)
    assert len(saving.backups(place)) == 1 and not list(place.glob(".*"))


def test_old_backups_and_files_that_nobody_names_go(full, place):
    first = save(full, place)
    first.rename(place / "20200101-000000")
    with full.test_request_context(), family_scope(EVERY_FAMILY):
        gone = db.session.scalars(select(Document)).first()
        db.session.delete(gone)
        db.session.commit()
    save(full, place)
    with full.app_context():
        assert saving.thin_out(place, keep=1) == 1
    assert len(saving.backups(place)) == 1 and not (place / "vault" / gone.address).exists()


def test_a_family_erased_after_the_backup_does_not_come_back(full, place, tmp_path):
    save(full, place)
    with full.test_request_context(), family_scope(EVERY_FAMILY):
        asked = erasure.ask(db.session.get(Family, 1), "the family asked for it", user_id=1)
        erasure.approve(asked, user_id=3)
        db.session.commit()
        saving.note_erased(place, erasure.marks_of_erased())
    back = restored_app(full, place, tmp_path / "new machine")
    with back.app_context():
        marks = json.loads((place / saving.ERASED).read_text())
        assert erasure.erase_again(marks) == 1
        assert db.session.scalars(select(Family.id)).all() == [2]
        assert list(back.extensions["vault"].addresses()) == []


class TestVerify:
    def test_an_honest_installation_is_whole(self, full):
        with full.app_context():
            verdict = checking.verify()
        assert verdict.faults == () and verdict.files == 3 and verdict.orphans == 0

    def test_a_damaged_file_is_named(self, full):
        address = list(full.extensions["vault"].addresses())[1]
        path = full.extensions["vault"].folder / address
        content = bytearray(path.read_bytes())
        content[-1] ^= 1
        path.write_bytes(content)
        with full.app_context():
            (fault,) = checking.verify().faults
        assert "of family 1" in fault and "damaged" in fault

    def test_a_missing_file_is_named(self, full):
        address = next(full.extensions["vault"].addresses())
        full.extensions["vault"].delete(address)
        with full.app_context():
            (fault,) = checking.verify().faults
        assert "missing" in fault

    def test_files_without_a_record_are_counted(self, full):
        vault = full.extensions["vault"]
        with full.app_context(), family_scope([2]):
            vault.put(db.session.get(Family, 2).vault_key, 2, io.BytesIO(b"left over"), largest=100)
        with full.app_context():
            assert checking.verify().orphans == 1

    @pytest.mark.encrypted_file
    @pytest.mark.parametrize("attempt", range(8))
    def test_a_flipped_bit_in_the_database_is_found(self, full, attempt):
        """SQLCipher's page check; plain SQLite would call most of these whole."""
        settings = full.config["SETTINGS"]
        path, key = settings.data / "caseline.db", settings.derive("database")
        with full.app_context():
            db.engine.dispose()
        database.sweep(path, key)
        content = bytearray(path.read_bytes())
        content[random.Random(attempt).randrange(4096, len(content))] ^= 1 << attempt
        path.write_bytes(content)
        assert database.faults(path, key)


class TestAnotherMasterKey:
    def replaced(self, app) -> Settings:
        with app.app_context():
            new = keeping.replace_master_key()
            keeping.finish(new)
            return new

    def opened_again(self, app):
        return open_instance(app.config["SETTINGS"].instance)

    def check(self, app):
        again = self.opened_again(app)
        with again.app_context(), family_scope([1]):
            key = db.session.get(Family, 1).vault_key
            assert {d.name: again.extensions["vault"].read(key, d.address) for d in db.session.scalars(select(Document))} == PAPERS
        with again.app_context():
            assert checking.verify().faults == ()

    @pytest.mark.encrypted_file
    def test_everything_opens_with_the_new_key_and_nothing_with_the_old(self, full):
        old = full.config["SETTINGS"]
        new = self.replaced(full)
        assert new.master_key != old.master_key and old.key_file.read_text() == new.master_key.hex()
        with pytest.raises(database.DatabaseDamaged):
            database.open_file(old.data / "caseline.db", old.derive("database"))
        self.check(full)

    def test_it_can_be_replaced_again_and_again(self, full):
        for _ in range(3):
            self.replaced(self.opened_again(full))
        self.check(full)

    @pytest.mark.parametrize("stop_at", ["_rewrap", pytest.param("database.give_other_key", marks=pytest.mark.encrypted_file), "finish"])
    def test_interrupted_anywhere_it_goes_on_where_it_stopped(self, full, monkeypatch, stop_at):
        class PowerCut(Exception):
            pass

        def cut(*_args):
            raise PowerCut

        with monkeypatch.context() as patch:
            patch.setattr(f"caseline.backup.{'' if '.' in stop_at else 'keeping.'}{stop_at}", cut)
            with pytest.raises(PowerCut):
                self.replaced(full)
        if stop_at == "finish":
            self.replaced(full)  # the old settings are still in memory; a new process would not even open
        else:
            self.replaced(self.opened_again(full))
        self.check(full)
