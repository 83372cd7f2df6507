"""An optional look of a virus scanner at every file before it is stored: a command that reads it from its standard input.

Off unless `CASELINE_SCAN_COMMAND` names one (“clamdscan --no-summary -”). Exit code 0 is clean and 1 is a finding, as clamscan,
clamdscan and most others say; anything else, or no answer, means that nobody looked, and then the file is not taken.
"""

import logging
import os
import subprocess
import tempfile
from typing import BinaryIO

from flask import current_app

SECONDS = 120
log = logging.getLogger(__name__)


class NotClean(Exception):
    """The file is not stored. `found` says whether the scanner found something, or could not look."""

    def __init__(self, *, found: bool):
        super().__init__("The virus scanner found something in this file." if found else "The virus scanner did not answer, so the file was not taken.")
        self.found = found


def look(stream: BinaryIO) -> None:
    """Show the whole file to the scanner and turn the stream back to its start. Raises NotClean.

    The file is handed over in memory, never on the disk in clear.
    """
    command = current_app.config["SETTINGS"].scan_command
    if not command:
        return
    stream.seek(0)
    code = _ask(command, stream.read())
    stream.seek(0)
    if code != 0:
        raise NotClean(found=code == 1)


def answers() -> bool | None:
    """Whether the scanner looks at a harmless word and finds nothing; None when there is none."""
    command = current_app.config["SETTINGS"].scan_command
    return _ask(command, b"hello") == 0 if command else None


def _ask(command: tuple[str, ...], data: bytes) -> int | None:
    """The scanner's exit code; None when it could not be started or took too long."""
    try:
        done = subprocess.run(command, input=data, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=SECONDS, cwd=tempfile.gettempdir(), env={"PATH": os.environ.get("PATH", os.defpath)}, check=False)
    except (OSError, subprocess.TimeoutExpired) as why:
        log.error("the virus scanner did not answer: %s", type(why).__name__)
        return None
    if done.returncode not in (0, 1):
        log.error("the virus scanner could not look: exit code %s", done.returncode)
    return done.returncode
