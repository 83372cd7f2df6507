"""Set-up fetches pinned files, checks them, and says in a sentence what is wrong; these tests need no network."""
import gzip
import hashlib
import json
import subprocess

import pytest

from caseline import vendoring
from caseline.vendoring import INSTALLED, NEEDED, NotFetched, Needed, STATIC


def fake_npm(content: bytes):
    """A stand-in for `npm ci` that lays down every needed file with `content`."""
    def install(folder):
        for needed in NEEDED:
            source = folder / 'node_modules' / needed.source
            source.parent.mkdir(parents=True, exist_ok=True)
            source.write_bytes(gzip.compress(content) if source.suffix == '.gz' else content)
        return folder / 'node_modules'
    return install


def test_every_language_of_the_network_is_pinned_by_hash():
    codes = {needed.target.split('/')[-1] for needed in NEEDED + INSTALLED if needed.target.endswith('.traineddata')}
    assert codes == {'fra.traineddata', 'nld.traineddata', 'eng.traineddata', 'deu.traineddata'}
    assert all(len(needed.sha256) == 64 for needed in NEEDED + INSTALLED)


def test_the_lock_file_pins_versions_and_names_no_download_address():
    package = json.loads((STATIC / 'package.json').read_text())
    text = (STATIC / 'package-lock.json').read_text()
    locked = json.loads(text)['packages']
    for name, version in package['dependencies'].items():
        assert locked[f'node_modules/{name}']['version'] == version
        assert locked[f'node_modules/{name}']['integrity'].startswith('sha512-')
    assert '"resolved"' not in text and '://' not in text


def test_a_file_that_is_not_the_expected_one_is_refused_and_not_installed(tmp_path, monkeypatch):
    monkeypatch.setattr(vendoring, '_install_packages', fake_npm(b'something else'))
    with pytest.raises(NotFetched, match='is not the file that the repository expects'):
        vendoring.fetch(tmp_path)
    assert not (tmp_path / NEEDED[0].target).exists()


def test_set_up_is_done_once_and_needs_no_network_afterwards(tmp_path, monkeypatch):
    content = b'the expected file'
    expected = tuple(Needed(n.source, n.target, hashlib.sha256(content).hexdigest()) for n in NEEDED)
    monkeypatch.setattr(vendoring, 'NEEDED', expected)
    monkeypatch.setattr(vendoring, '_install_packages', fake_npm(content))
    assert vendoring.fetch(tmp_path) >= len(NEEDED)

    def offline(folder):
        raise AssertionError('the second run asked for the network')
    monkeypatch.setattr(vendoring, '_install_packages', offline)
    assert vendoring.fetch(tmp_path) == 0
    assert all((tmp_path / needed.target).read_bytes() == content for needed in expected)


def test_a_damaged_file_is_fetched_again(tmp_path, monkeypatch):
    content = b'the expected file'
    expected = tuple(Needed(n.source, n.target, hashlib.sha256(content).hexdigest()) for n in NEEDED)
    monkeypatch.setattr(vendoring, 'NEEDED', expected)
    monkeypatch.setattr(vendoring, '_install_packages', fake_npm(content))
    vendoring.fetch(tmp_path)
    (tmp_path / expected[0].target).write_bytes(b'half a fi')
    assert vendoring.fetch(tmp_path) == 1


def test_without_network_set_up_says_so_in_a_sentence(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(vendoring.subprocess, 'run',
                        lambda *a, **k: subprocess.CompletedProcess(a, 1, '', 'getaddrinfo ENOTFOUND'))
    monkeypatch.setattr(vendoring, 'in_place', lambda needed, root=None: False)
    assert vendoring.main() == 1
    said = capsys.readouterr().err
    assert 'Set-up needs the network once' in said and 'ENOTFOUND' in said
