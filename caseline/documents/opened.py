"""A stored file opened for a reader: in anonymous memory, never on the disk in clear."""

import os

from flask import current_app

from caseline.families.models import Family


class OpenedFile:
    """The clear bytes of a stored file in anonymous memory, with a path that only this process can open."""

    def __init__(self, family: Family, address: str):
        self._descriptor = os.memfd_create("caseline", os.MFD_CLOEXEC)
        with os.fdopen(os.dup(self._descriptor), "wb") as memory:
            for chunk in current_app.extensions["vault"].chunks(family.vault_key, address):
                memory.write(chunk)
        self.path = f"/proc/{os.getpid()}/fd/{self._descriptor}"

    def __enter__(self) -> str:
        return self.path

    def __exit__(self, *_):
        os.close(self._descriptor)
