"""The commands for whoever looks after the machine: what they print, and how they end."""

import json

import pytest

from caseline import keys
from caseline.backup import commands, saving
from tests.conftest import open_instance


@pytest.fixture(autouse=True)
def up_to_date(monkeypatch):
    """The test's database has its tables already."""
    monkeypatch.setattr(commands, "prepare", lambda: None)


@pytest.fixture
def flask(full):
    return lambda *words, **more: run(full, *words, **more)


def run(app, *words, **more):
    """`flask …`, which gives commands the application's context."""
    with app.app_context():
        return app.test_cli_runner().invoke(args=[str(word) for word in words], **more)


def test_backup_says_what_it_saved_and_where_the_history_stood(flask, place):
    done = flask("backup", place, "--json")
    told = json.loads(done.stdout)
    assert done.exit_code == 0 and told["files"] == 3 and told["history"].count(":") == 1 and told["removed"] == 0


def test_backup_to_a_place_that_cannot_be_written_fails_in_a_sentence(flask, tmp_path):
    (tmp_path / "file").write_text("in the way")
    done = flask("backup", tmp_path / "file" / "place")
    assert done.exit_code == 1 and "The backup was not made" in done.output


def test_verify_is_quiet_about_a_whole_installation_and_names_a_damaged_paper(flask, full):
    done = flask("verify", "--json")
    assert done.exit_code == 0 and json.loads(done.stdout)["faults"] == []
    address = next(full.extensions["vault"].addresses())
    (full.extensions["vault"].folder / address).write_bytes(b"damaged")
    done = flask("verify")
    assert done.exit_code == 1 and "of family 1" in done.output


def test_verify_with_a_noted_head_finds_a_cut_off_end(flask):
    assert flask("verify", "--head", f"99999:{'0' * 64}").exit_code == 1
    assert flask("verify", "--head", "nonsense").exit_code == 2


def test_verify_reads_a_backup(flask, place):
    flask("backup", place)
    assert flask("verify", "--backup", place).exit_code == 0
    next(path for path in (place / "vault").rglob("*") if path.is_file()).unlink()
    done = flask("verify", "--backup", place)
    assert done.exit_code == 1 and "missing from the backup" in done.output


def test_restore_on_a_new_machine_with_the_key_from_its_sheets(full, flask, place, tmp_path):
    """The drill: backup, two sheets of paper, an empty machine; then everything is there."""
    flask("backup", place)
    sheets = [line.strip() for line in flask("key", "shares").stdout.splitlines() if line.startswith("    ")]
    new = tmp_path / "new machine"
    new.mkdir()
    (new / "master.key").write_text(keys.from_shares(*sheets).hex())
    done = run(open_instance(new), "restore", place)
    assert done.exit_code == 0 and "3 files" in done.output and "Everything is whole" in done.output


def test_restore_over_data_is_refused(flask, place):
    flask("backup", place)
    done = flask("restore", place)
    assert done.exit_code == 1 and "only brought back into an empty installation" in done.output


def test_restore_without_the_key_is_refused(flask, place, tmp_path):
    flask("backup", place)
    done = run(open_instance(tmp_path / "other"), "restore", place)
    assert done.exit_code == 1 and "another master key" in done.output


def test_only_so_many_backups_stay(full, flask, place):
    for n in range(3):
        flask("backup", place)
        saving.backups(place)[-1].rename(place / f"2020010{n + 1}-000000")
    flask("backup", place, "--keep", 2)
    assert len(saving.backups(place)) == 2


def test_a_short_passphrase_is_refused(full, flask, monkeypatch):
    monkeypatch.setattr(keys, "_PASSPHRASE_COST", {"time_cost": 1, "memory_cost": 8, "parallelism": 1})
    assert flask("key", "protect", input="short\nshort\n").exit_code == 1
    done = flask("key", "protect", input="six calm herons by the bridge\nsix calm herons by the bridge\n")
    assert done.exit_code == 0 and full.config["SETTINGS"].key_file.read_text().startswith("{")


def test_the_key_is_replaced_and_everything_opens(full, flask):
    before = full.config["SETTINGS"].key_file.read_text()
    assert flask("key", "replace").exit_code == 0
    assert full.config["SETTINGS"].key_file.read_text() != before
    again = open_instance(full.config["SETTINGS"].instance)
    assert run(again, "verify").exit_code == 0
