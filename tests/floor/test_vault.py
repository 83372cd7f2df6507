"""Files at rest: unreadable without the family's key, whole or refused, never half written."""

import errno
import io
import os
import secrets
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from caseline.vault import CHUNK, DamagedFile, DiskFull, FileTooLarge, Vault

LARGEST = 20 * CHUNK


@pytest.fixture
def vault(tmp_path):
    return Vault(tmp_path / "vault", secrets.token_bytes(32))


@pytest.fixture
def key(vault):
    return vault.new_family_key()


def put(vault, key, content, family_id=1):
    return vault.put(key, family_id, io.BytesIO(content), largest=LARGEST)


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK])
def test_what_was_stored_comes_back(vault, key, size):
    content = secrets.token_bytes(size)
    assert vault.read(key, put(vault, key, content).address) == content


def test_nothing_of_a_file_lies_in_clear_or_under_its_hash(vault, key):
    stored = put(vault, key, b"Dawit told us about his mother. " * 50_000)
    for path in vault.folder.rglob("*"):
        assert path.is_dir() or b"Dawit" not in path.read_bytes()
        assert stored.sha256 not in str(path)


def test_the_same_file_twice_is_stored_once_and_never_shared_between_families(vault, key):
    other = vault.new_family_key()
    first, again, elsewhere = put(vault, key, b"a letter"), put(vault, key, b"a letter"), put(vault, other, b"a letter", family_id=2)
    assert first.address == again.address != elsewhere.address
    assert len(list(vault.addresses())) == 2


def test_only_its_owner_may_read_a_file_on_the_disk(vault, key):
    stored = put(vault, key, b"x")
    assert (vault.folder / stored.address).stat().st_mode & 0o077 == 0


def test_the_key_of_another_family_opens_nothing(vault, key):
    with pytest.raises(DamagedFile):
        vault.read(vault.new_family_key(), put(vault, key, b"a letter").address)


def test_another_master_key_opens_nothing(vault, key):
    stored = put(vault, key, b"a letter")
    with pytest.raises(DamagedFile, match="master key"):
        Vault(vault.folder, secrets.token_bytes(32)).read(key, stored.address)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_any_changed_byte_is_noticed_before_a_wrong_byte_comes_out(tmp_path_factory, data):
    vault = Vault(tmp_path_factory.mktemp("v"), bytes(32))
    key, content = vault.new_family_key(), secrets.token_bytes(CHUNK + 500)
    path = vault.folder / put(vault, key, content).address
    kept = bytearray(path.read_bytes())
    at = data.draw(st.integers(0, len(kept) - 1))
    if 12 == at:
        return  # the eighth random byte is not part of the nonce
    kept[at] ^= data.draw(st.integers(1, 255))
    path.write_bytes(kept)
    came_out = b""
    with pytest.raises(DamagedFile):
        for piece in vault.chunks(key, path.relative_to(vault.folder).as_posix()):
            came_out += piece
    assert content.startswith(came_out)


@pytest.mark.parametrize("cut", [0, 3, 13, 100, CHUNK, CHUNK + 30, CHUNK + 40])
def test_a_file_cut_short_is_refused(vault, key, cut):
    path = vault.folder / put(vault, key, secrets.token_bytes(2 * CHUNK)).address
    path.write_bytes(path.read_bytes()[:cut])
    with pytest.raises(DamagedFile):
        vault.read(key, path.relative_to(vault.folder).as_posix())


def test_pieces_cannot_be_swapped(vault, key):
    path = vault.folder / put(vault, key, secrets.token_bytes(3 * CHUNK)).address
    kept, piece = path.read_bytes(), CHUNK + 16
    path.write_bytes(kept[:13] + kept[13 + piece : 13 + 2 * piece] + kept[13 : 13 + piece] + kept[13 + 2 * piece :])
    with pytest.raises(DamagedFile):
        vault.read(key, path.relative_to(vault.folder).as_posix())


def test_too_large_is_refused_and_leaves_nothing(vault, key):
    with pytest.raises(FileTooLarge):
        vault.put(key, 1, io.BytesIO(bytes(LARGEST + 1)), largest=LARGEST)
    assert [path for path in vault.folder.rglob("*") if path.is_file()] == []


class FailsAt(io.BytesIO):
    """An upload that breaks off."""

    def read(self, size=-1):
        if self.tell() >= CHUNK:
            raise ConnectionResetError("the browser went away")
        return super().read(size)


def test_an_upload_that_breaks_off_leaves_nothing(vault, key):
    with pytest.raises(ConnectionResetError):
        vault.put(key, 1, FailsAt(bytes(3 * CHUNK)), largest=LARGEST)
    assert [path for path in vault.folder.rglob("*") if path.is_file()] == []


def test_a_full_disk_is_told_and_leaves_nothing(vault, key, monkeypatch):
    def no_room(_descriptor):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("caseline.vault.os.fsync", no_room)
    with pytest.raises(DiskFull):
        put(vault, key, b"a letter")
    assert [path for path in vault.folder.rglob("*") if path.is_file()] == []


def test_the_last_megabytes_stay_free_for_everything_else(tmp_path):
    vault = Vault(tmp_path, bytes(32), reserve=1 << 60)
    with pytest.raises(DiskFull):
        put(vault, vault.new_family_key(), b"a letter")


def test_the_order_of_a_durable_write(vault, key, monkeypatch):
    """The file's bytes are on the disk before it has its name, and its name before anybody is told."""
    done = []
    fsync, replace = os.fsync, os.replace
    monkeypatch.setattr("caseline.vault.os.fsync", lambda fd: (done.append("sync folder" if Path(f"/proc/self/fd/{fd}").resolve().is_dir() else "sync file"), fsync(fd)))
    monkeypatch.setattr("caseline.vault.os.replace", lambda a, b: (done.append("name"), replace(a, b)))
    put(vault, key, b"a letter")
    assert done == ["sync file", "name", "sync folder"]


def test_what_interrupted_uploads_left_is_swept(vault, key):
    (vault.folder / "arriving").mkdir(parents=True)
    (vault.folder / "arriving" / "half").write_bytes(b"x")
    assert vault.clear_arriving() == 1 and list(vault.addresses()) == []


def test_erasing_a_family_removes_its_files_only(vault, key):
    put(vault, key, b"one"), put(vault, key, b"two")
    other = vault.new_family_key()
    kept = put(vault, other, b"three", family_id=2)
    assert vault.delete_family(1)[0] == 2
    assert list(vault.addresses()) == [kept.address] and vault.read(other, kept.address) == b"three"


def test_a_family_key_can_be_wrapped_anew_without_touching_files(vault, key):
    stored, new_master = put(vault, key, b"a letter"), secrets.token_bytes(32)
    wrapped = vault.rewrap(key, new_master)
    assert Vault(vault.folder, new_master).read(wrapped, stored.address) == b"a letter"
