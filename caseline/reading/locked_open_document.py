"""OpenDocument files locked with a password (.odt, .ods, .odp): their members in clear, once the password is given.

OpenDocument 1.2 part 3, section 3.4: every member is packed, then scrambled (AES-256 in CBC mode) with a key made from the
password by PBKDF2; the manifest tells salt, rounds and a checksum. Older locks (Blowfish) and the newest (Argon2) are told of.
"""
import base64
import hashlib
import zlib
from dataclasses import dataclass

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC
from lxml import etree

from caseline.reading.failures import ReadFailure
from caseline.reading.limits import MAX_XML_PART
from caseline.reading.packages import OTHER_LOCK, Package, attribute, parsed

# rounds of key making that any office program asks for, a hundred times over: a file cannot keep the reader busy for hours
_MOST_ROUNDS = 10_000_000


@dataclass(frozen=True, slots=True)
class _Lock:
    """What the manifest says of one scrambled member."""

    iv: bytes
    salt: bytes
    rounds: int
    key_size: int
    start: str


def opened(package: Package, name: str, password: str | None) -> etree._Element | None:
    """The root of an XML member, unlocked when it is locked; None when there is no such member.

    Raises ReadFailure: password_needed, wrong_password, unsupported (another kind of lock), damaged.
    """
    if name not in package.names and 'encrypted-package' not in package.names:
        return None
    entry = _entry(package, name)
    if entry is None:
        return package.xml(name)
    lock = _lock(entry)
    if not password:
        raise ReadFailure('password_needed')
    start = hashlib.new(lock.start, password.encode()).digest()
    key = hashlib.pbkdf2_hmac('sha1', start, lock.salt, lock.rounds, lock.key_size)
    return parsed(iter([_clear(package.bytes(name), key, lock.iv)]))


def is_locked(package: Package) -> bool:
    """Is anything in the file scrambled?"""
    # old programs name their DTD for want of a namespace: such a file is not locked
    manifest = package.tolerant_xml('META-INF/manifest.xml')
    return manifest is not None and next(manifest.iter('{*}encryption-data'), None) is not None


def _entry(package: Package, name: str) -> etree._Element | None:
    """The manifest's words on how this member, or the whole file, is scrambled."""
    # old programs name their DTD for want of a namespace: such a file is not locked
    manifest = package.tolerant_xml('META-INF/manifest.xml')
    for entry in manifest.iter('{*}file-entry') if manifest is not None else ():
        if attribute(entry, 'full-path') in (name, 'encrypted-package') and (data := entry.find('{*}encryption-data')) is not None:
            return data
    return None


def _lock(data: etree._Element) -> _Lock:
    """Raises ReadFailure for any lock but AES-256 with PBKDF2."""
    cipher, made, start = (data.find(f'{{*}}{name}') for name in ('algorithm', 'key-derivation', 'start-key-generation'))
    try:
        if 'aes256-cbc' not in attribute(cipher, 'algorithm-name') or 'PBKDF2' not in attribute(made, 'key-derivation-name').upper():
            raise ReadFailure('unsupported', OTHER_LOCK)
        rounds, size = int(attribute(made, 'iteration-count')), int(attribute(made, 'key-size') or 32)
        start_name = attribute(start, 'start-key-generation-name') or '' if start is not None else ''
        if not 1 <= rounds <= _MOST_ROUNDS or size not in (16, 24, 32):
            raise ReadFailure('unsupported', OTHER_LOCK)
        return _Lock(base64.b64decode(attribute(cipher, 'initialisation-vector')), base64.b64decode(attribute(made, 'salt')), rounds, size,
                     'sha256' if 'sha256' in start_name.lower() else 'sha1')
    except (TypeError, ValueError, AttributeError):
        raise ReadFailure('unsupported', OTHER_LOCK) from None


def _clear(data: bytes, key: bytes, iv: bytes) -> bytes:
    """A member unscrambled and unpacked; what a wrong password gives cannot be unpacked."""
    try:
        undo = Cipher(AES(key), CBC(iv)).decryptor()
        unpacking = zlib.decompressobj(-zlib.MAX_WBITS)
        clear = unpacking.decompress(undo.update(data) + undo.finalize(), MAX_XML_PART)
        if unpacking.unconsumed_tail:
            raise ReadFailure('too_large')
        if not unpacking.eof:
            raise ReadFailure('wrong_password')
        return clear
    except (ValueError, zlib.error):
        raise ReadFailure('wrong_password') from None
