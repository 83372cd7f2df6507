"""The master key: made once, never replaced by mistake, protected by a passphrase or two sheets of paper."""

import itertools
import os
import stat
import subprocess
import sys

import pytest

from caseline import keys
from caseline.config import WrongSetting, load_settings
from caseline.keys import KeyMissing


@pytest.fixture
def key_file(tmp_path, monkeypatch):
    monkeypatch.setattr(keys, "_PASSPHRASE_COST", {"time_cost": 1, "memory_cost": 8, "parallelism": 1})
    monkeypatch.delenv("CASELINE_MASTER_KEY", raising=False)
    monkeypatch.setenv("CASELINE_KEY_FILE", str(tmp_path / "key" / "master.key"))
    return tmp_path / "key" / "master.key"


def test_the_first_start_makes_a_key_that_only_its_owner_reads(key_file, tmp_path):
    first, again = load_settings(tmp_path / "instance"), load_settings(tmp_path / "instance")
    assert first.key_is_new and not again.key_is_new and first.master_key == again.master_key
    assert stat.S_IMODE(key_file.stat().st_mode) == 0o600
    assert first.master_key.hex() not in repr(first), "settings in a log must not tell the key"


def test_starts_at_the_same_moment_agree_on_one_key(key_file, tmp_path):
    """Processes, not threads: each makes a key, one of them stays."""
    hear, tell = os.pipe()
    started = []
    for _ in range(6):
        if (child := os.fork()) == 0:
            os.write(tell, load_settings(tmp_path / "instance").master_key.hex().encode() + b"\n")
            os._exit(0)
        started.append(child)
    for child in started:
        os.waitpid(child, 0)
    os.close(tell)
    with os.fdopen(hear) as told:
        keys_told = told.read().split()
    assert len(keys_told) == 6 and len(set(keys_told)) == 1


def test_a_lost_key_is_never_replaced_by_a_new_one(key_file, tmp_path):
    settings = load_settings(tmp_path / "instance")
    (settings.data / "caseline.db").write_bytes(b"something encrypted")
    key_file.unlink()
    with pytest.raises(KeyMissing, match="Put the key file back"):
        load_settings(tmp_path / "instance")
    assert not key_file.exists()


@pytest.mark.parametrize("content", ["", "abc", "zz" * 32, "00" * 31])
def test_a_damaged_key_file_is_told(key_file, tmp_path, content):
    key_file.parent.mkdir()
    key_file.write_text(content)
    with pytest.raises(KeyMissing):
        load_settings(tmp_path / "instance")


def test_the_key_from_the_environment_leaves_no_file(key_file, tmp_path, monkeypatch):
    monkeypatch.setenv("CASELINE_MASTER_KEY", "ab" * 32)
    assert load_settings(tmp_path / "instance").key_source == "environment" and not key_file.exists()


def test_a_protected_key_opens_with_its_passphrase_only(key_file, tmp_path, monkeypatch):
    key = load_settings(tmp_path / "instance").master_key
    keys.protect(key_file, key, "six calm herons by the bridge")
    assert key.hex() not in key_file.read_text()
    (tmp_path / "said").write_text("six calm herons by the bridge\n")
    monkeypatch.setenv("CASELINE_PASSPHRASE_FILE", str(tmp_path / "said"))
    opened = load_settings(tmp_path / "instance")
    assert opened.master_key == key and opened.key_source == "passphrase"
    (tmp_path / "said").write_text("six calm herons by the water")
    with pytest.raises(KeyMissing, match="not the passphrase"):
        load_settings(tmp_path / "instance")


def test_without_a_terminal_a_protected_key_says_what_to_do(key_file, tmp_path, monkeypatch):
    keys.protect(_made(key_file), bytes(32), "six calm herons by the bridge")
    monkeypatch.setattr("sys.stdin", None)
    with pytest.raises(KeyMissing, match="CASELINE_PASSPHRASE_FILE"):
        load_settings(tmp_path / "instance")


def test_two_sheets_bring_the_key_back_in_any_order():
    key = bytes(range(32))
    one, other = keys.shares(key)
    assert keys.from_shares(one, other) == keys.from_shares(other.lower(), f" {one.replace('-', ' ')} ") == key


def test_one_sheet_tells_nothing():
    """Two different keys can both be behind the same first sheet."""
    first, _second = keys.shares(bytes(32))
    assert first not in {sheet for _ in range(50) for sheet in keys.shares(bytes(32))}
    with pytest.raises(KeyMissing, match="same sheet"):
        keys.from_shares(first, first)


def test_a_mistyped_letter_is_noticed():
    one, other = keys.shares(b"k" * 32)
    for at, letter in itertools.product(range(0, len(one), 7), "A7"):
        if one[at] not in f"-{letter}":
            with pytest.raises(KeyMissing, match="letter by letter"):
                keys.from_shares(one[:at] + letter + one[at + 1 :], other)


def test_the_key_comes_back_from_its_sheets_on_a_new_machine(key_file, tmp_path):
    key = load_settings(tmp_path / "instance").master_key
    one, other = keys.shares(key)
    key_file.unlink()
    environment = {"CASELINE_INSTANCE": str(tmp_path / "instance"), "CASELINE_KEY_FILE": str(key_file), "PATH": "/usr/bin"}
    done = subprocess.run([sys.executable, "-m", "caseline.key_recovery"], input=f"{one}\n{other}\n", text=True, capture_output=True, env=environment)
    assert done.returncode == 0, done.stderr
    assert load_settings(tmp_path / "instance").master_key == key


@pytest.mark.parametrize("name, value", [("CASELINE_WORKERS", "many"), ("CASELINE_IDLE_MINUTES", "0"), ("CASELINE_SECOND_FACTOR", "boss")])
def test_a_wrong_setting_is_told_in_a_sentence(key_file, tmp_path, monkeypatch, name, value):
    monkeypatch.setenv(name, value)
    with pytest.raises(WrongSetting, match=value):
        load_settings(tmp_path / "instance")


def test_behind_https_coordinators_need_a_second_factor_unless_said_otherwise(key_file, tmp_path, monkeypatch):
    assert load_settings(tmp_path / "instance").second_factor == frozenset()
    monkeypatch.setenv("CASELINE_HTTPS", "1")
    assert load_settings(tmp_path / "instance").second_factor == {"coordinator"}
    monkeypatch.setenv("CASELINE_SECOND_FACTOR", "all")
    assert len(load_settings(tmp_path / "instance").second_factor) == 4


def _made(path):
    path.parent.mkdir(exist_ok=True)
    return path
