"""The list that goes with a backup: what it holds, sealed so that a changed list is noticed."""

import hmac
import json
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

from caseline.config import Settings

NAME = "manifest.json"


class NotThisBackup(Exception):
    """The backup is incomplete, was changed, or was made with another key."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """`files` maps each vault address to the SHA-256 of its encrypted bytes; `history` is the head of the history then."""

    made_at: str
    key: str
    history: str
    database: str
    rows: dict[str, int]
    files: dict[str, str]


def fingerprint(settings: Settings) -> str:
    """Tells keys apart without telling anything about them."""
    return settings.derive("fingerprint").hex()[:16]


def write(manifest: Manifest, folder: Path, settings: Settings) -> None:
    told = json.dumps(asdict(manifest), sort_keys=True, indent=1)
    (folder / NAME).write_text(json.dumps({"seal": _seal(told, settings), "told": told}))


def read(folder: Path, settings: Settings) -> Manifest:
    """Raises NotThisBackup."""
    try:
        kept = json.loads((folder / NAME).read_text())
        told, seal = kept["told"], kept["seal"]
        manifest = Manifest(**json.loads(told))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise NotThisBackup(f"{folder} is not a complete backup: its list is missing or damaged.") from error
    if manifest.key != fingerprint(settings):
        raise NotThisBackup(
            f"This backup was made with another master key (fingerprint {manifest.key}; the key in use is {fingerprint(settings)}). "
            "Put that key in place with CASELINE_KEY_FILE, or bring it back from its two sheets with `python -m caseline.key_recovery`."
        )
    if not hmac.compare_digest(seal, _seal(told, settings)):
        raise NotThisBackup(f"The list of {folder} was changed after it was written: do not trust this backup.")
    return manifest


def digest(path: Path) -> str:
    """SHA-256 of a file, read piece by piece."""
    sum_, size = sha256(), 1024 * 1024
    with open(path, "rb") as file:
        while piece := file.read(size):
            sum_.update(piece)
    return sum_.hexdigest()


def _seal(told: str, settings: Settings) -> str:
    return hmac.new(settings.derive("backup list"), told.encode(), sha256).hexdigest()
