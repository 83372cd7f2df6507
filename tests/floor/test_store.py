"""The vault in a bucket that speaks S3: the same promises as in a folder, against a server on this machine."""

import io
import re
import secrets
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from caseline.store import Bucket
from caseline.vault import CHUNK, DamagedFile, Vault


class S3(BaseHTTPRequestHandler):
    """As much of S3 as storing needs: PUT whole or in parts, GET with ranges, HEAD, DELETE, the list; everything in a dictionary."""

    kept: dict[str, bytes] = {}
    parts: dict[int, bytes] = {}
    protocol_version = "HTTP/1.1"

    def do_PUT(self):
        asked, content = parse_qs(urlsplit(self.path).query), self.rfile.read(int(self.headers["Content-Length"]))
        if "partNumber" in asked:
            self.parts[int(asked["partNumber"][0])] = content
        else:
            self.kept[self._key()] = content
        self._answer(200, headers={"ETag": '"1"'})

    def do_GET(self):
        address = urlsplit(self.path)
        if "list-type" in parse_qs(address.query):
            return self._list(parse_qs(address.query).get("prefix", [""])[0])
        content = self.kept.get(self._key())
        if content is None:
            return self._answer(404)
        if wanted := re.fullmatch(r"bytes=(\d+)-(\d*)", self.headers.get("Range", "")):
            start, end = int(wanted[1]), min(int(wanted[2] or len(content) - 1), len(content) - 1)
            return self._answer(206, content[start : end + 1], {"Content-Range": f"bytes {start}-{end}/{len(content)}"})
        return self._answer(200, content)

    def do_HEAD(self):
        content = self.kept.get(self._key())
        self._answer(404 if content is None else 200, content or b"", body=False)

    def do_DELETE(self):
        self.kept.pop(self._key(), None)
        self._answer(204)

    def do_POST(self):
        """Deleting several at once; beginning and ending what comes in parts."""
        asked = parse_qs(urlsplit(self.path).query, keep_blank_values=True)
        if "uploads" in asked:
            self.parts.clear()
            return self._answer(200, b"<?xml version='1.0'?><InitiateMultipartUploadResult><UploadId>1</UploadId></InitiateMultipartUploadResult>")
        if "uploadId" in asked:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.kept[self._key()] = b"".join(content for _number, content in sorted(self.parts.items()))
            return self._answer(200, b"<?xml version='1.0'?><CompleteMultipartUploadResult><ETag>1</ETag></CompleteMultipartUploadResult>")
        keys = re.findall(r"<Key>(.*?)</Key>", self.rfile.read(int(self.headers["Content-Length"])).decode())
        for key in keys:
            self.kept.pop(key, None)
        done = "".join(f"<Deleted><Key>{key}</Key></Deleted>" for key in keys)
        self._answer(200, f'<?xml version="1.0"?><DeleteResult>{done}</DeleteResult>'.encode())

    def _list(self, prefix):
        found = "".join(
            f"<Contents><Key>{key}</Key><LastModified>2026-01-01T00:00:00.000Z</LastModified><ETag>1</ETag><Size>{len(content)}</Size></Contents>"
            for key, content in sorted(self.kept.items())
            if key.startswith(prefix)
        )
        self._answer(200, f'<?xml version="1.0"?><ListBucketResult><IsTruncated>false</IsTruncated>{found}</ListBucketResult>'.encode())

    def _key(self) -> str:
        return unquote(urlsplit(self.path).path).removeprefix("/papers/")

    def _answer(self, status, content=b"", headers=None, body=True):
        self.send_response(status)
        for name, value in {"Content-Length": str(len(content)), "Last-Modified": "Thu, 01 Jan 2026 00:00:00 GMT", "ETag": '"1"', **(headers or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        if body:
            self.wfile.write(content)

    def log_message(self, *_args):
        pass


@pytest.fixture(scope="module")
def server():
    server = ThreadingHTTPServer(("127.0.0.1", 0), S3)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def vault(server, tmp_path, monkeypatch):
    S3.kept.clear()
    settings = {"AWS_ENDPOINT": f"http://127.0.0.1:{server.server_port}", "AWS_ALLOW_HTTP": "true", "AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "AWS_REGION": "eu-1"}
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    return Vault(tmp_path / "vault", bytes(32), store=Bucket("s3://papers"))


@pytest.fixture
def key(vault):
    return vault.new_family_key()


def put(vault, key, content, family_id=1):
    return vault.put(key, family_id, io.BytesIO(content), largest=20 * CHUNK)


@pytest.mark.parametrize("size", [0, 1, CHUNK, 3 * CHUNK + 5, 17 * CHUNK])
def test_what_was_stored_comes_back(vault, key, size):
    content = secrets.token_bytes(size)
    assert vault.read(key, put(vault, key, content).address) == content


def test_the_bucket_sees_no_content_and_nothing_stays_on_this_machine(vault, key, tmp_path):
    put(vault, key, b"Dawit told us about his mother. " * 1000)
    assert S3.kept and not any(b"Dawit" in content for content in S3.kept.values())
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_the_same_file_twice_is_stored_once(vault, key):
    assert put(vault, key, b"a letter").address == put(vault, key, b"a letter").address
    assert len(S3.kept) == 1 and list(vault.addresses()) == list(S3.kept)


def test_a_missing_or_changed_object_is_told(vault, key):
    address = put(vault, key, b"a letter").address
    S3.kept[address] = S3.kept[address][:-1] + b"!"
    with pytest.raises(DamagedFile, match="damaged"):
        vault.read(key, address)
    vault.delete(address)
    with pytest.raises(DamagedFile, match="missing"):
        vault.read(key, address)


def test_erasing_a_family_leaves_the_others(vault, key):
    put(vault, key, b"one"), put(vault, key, b"two")
    other = vault.new_family_key()
    kept = put(vault, other, b"three", family_id=12)
    assert vault.delete_family(1)[0] == 2
    assert list(S3.kept) == [kept.address]


def test_a_backup_and_back_again(vault, key):
    stored = put(vault, key, secrets.token_bytes(2 * CHUNK))
    content, copied = vault.read(key, stored.address), b"".join(vault.encrypted(stored.address))
    vault.delete(stored.address)
    vault.bring_back(stored.address, io.BytesIO(copied))
    assert vault.read(key, stored.address) == content
