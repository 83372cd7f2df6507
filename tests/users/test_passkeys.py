"""Signing in with a passkey, against an authenticator made of software that follows the WebAuthn standard."""

import base64
import html
import json
import re
from hashlib import sha256

import cbor2
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256

from caseline.db import db, now
from caseline.users.models import Passkey
from tests.users.conftest import is_in

HERE = "http://localhost"
PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40


def b64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


class Authenticator:
    """A security key: one P-256 key pair, a counter, and a person who touches it and is recognised by it."""

    def __init__(self, site="localhost", origin=HERE, verified=True):
        self.key, self.id, self.count = ec.generate_private_key(ec.SECP256R1()), b"software key 0001", 0
        self.site, self.origin, self.flags = site, origin, PRESENT | (VERIFIED if verified else 0)

    def make(self, options: dict) -> str:
        numbers = self.key.public_key().public_numbers()
        cose = cbor2.dumps({1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32, "big"), -3: numbers.y.to_bytes(32, "big")})
        data = self._data(ATTESTED) + bytes(16) + len(self.id).to_bytes(2, "big") + self.id + cose
        attestation = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})
        return self._credential({"clientDataJSON": b64(self._client("webauthn.create", options)), "attestationObject": b64(attestation)})

    def show(self, options: dict) -> str:
        self.count += 1
        data, client = self._data(0), self._client("webauthn.get", options)
        signature = self.key.sign(data + sha256(client).digest(), ec.ECDSA(SHA256()))
        return self._credential({"clientDataJSON": b64(client), "authenticatorData": b64(data), "signature": b64(signature)})

    def _data(self, more: int) -> bytes:
        return sha256(self.site.encode()).digest() + bytes([self.flags | more]) + self.count.to_bytes(4, "big")

    def _client(self, deed: str, options: dict) -> bytes:
        return json.dumps({"type": deed, "challenge": options["challenge"], "origin": self.origin}).encode()

    def _credential(self, response: dict) -> str:
        return json.dumps({"id": b64(self.id), "rawId": b64(self.id), "type": "public-key", "response": response, "clientExtensionResults": {}})


def options_on(page: str) -> dict:
    return json.loads(html.unescape(re.search(r'data-options="([^"]+)"', page).group(1)))


def add(browser, key):
    options = options_on(browser.get("/me/second-factor").text)
    return browser.post("/me/second-factor/passkey", data={"credential": key.make(options), "name": "key ring"})


def sign_in_with(browser, key):
    options = options_on(browser.get("/sign-in").text)
    return browser.post("/sign-in/passkey", data={"credential": key.show(options)})


@pytest.fixture
def key(co):
    key = Authenticator()
    assert "Codes for your paper" in add(co, key).text
    return key


def test_co_signs_in_with_her_key_alone(client, key):
    assert sign_in_with(client, key).status_code == 303
    assert client.get("/accounts").status_code == 200


def test_her_password_alone_is_not_enough_any_more(client, sign_in, key):
    assert "One more step" in sign_in("Co").text and not is_in(client)


def test_an_answer_works_once(app, client, key):
    options = options_on(client.get("/sign-in").text)
    answer = key.show(options)
    assert client.post("/sign-in/passkey", data={"credential": answer}).status_code == 303
    assert app.test_client().post("/sign-in/passkey", data={"credential": answer}).status_code == 422
    client.post("/sign-out")
    client.get("/sign-in")
    assert client.post("/sign-in/passkey", data={"credential": answer}).status_code == 422


@pytest.mark.parametrize("flaw", [{"origin": "https://elsewhere.example"}, {"site": "elsewhere.example"}, {"verified": False}])
def test_a_key_shown_to_another_site_or_by_nobody_in_particular_is_refused(client, key, flaw):
    fake = Authenticator(**flaw)
    fake.key, fake.count = key.key, key.count
    assert sign_in_with(client, fake).status_code == 422 and not is_in(client)


def test_another_key_with_the_same_name_is_refused(client, key):
    assert sign_in_with(client, Authenticator()).status_code == 422


def test_a_copied_key_is_noticed_by_its_counter(client, key):
    copy = Authenticator()
    copy.key, copy.count = key.key, 0
    for _ in range(3):
        sign_in_with(client, key)
    client.post("/sign-out")
    assert sign_in_with(client, copy).status_code == 422 and not is_in(client)


def test_the_key_of_a_closed_account_opens_nothing(app, client, key, person):
    with app.app_context():
        db.session.merge(person("Co")).closed_at = now()
        db.session.commit()
    assert sign_in_with(client, key).status_code == 422 and not is_in(client)


@pytest.mark.parametrize("nonsense", ["", "{}", "[]", "null", '{"id": 5}', '{"id": "AAAA"}', "{" * 5000, '{"id": "c29mdHdhcmUga2V5IDAwMDE"}'])
def test_nonsense_is_refused_calmly(client, key, nonsense):
    client.get("/sign-in")
    assert client.post("/sign-in/passkey", data={"credential": nonsense}).status_code == 422


def test_co_removes_her_key(app, co, key):
    with app.app_context():
        number = db.session.query(Passkey).one().id
    co.post("/me/second-factor/remove", data={"passkey": number})
    with app.app_context():
        assert db.session.query(Passkey).count() == 0


def test_nobody_removes_the_key_of_a_colleague(app, an, key):
    an.post("/me/second-factor/remove", data={"passkey": 1})
    with app.app_context():
        assert db.session.query(Passkey).count() == 1
