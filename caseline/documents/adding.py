"""Taking in one file that somebody brings: stored, or a sentence why not."""

import os
from typing import BinaryIO

from flask import g
from flask_babel import gettext as _
from flask_login import current_user

from caseline.documents.arriving import QuotaReached, check_quota
from caseline.documents.intake import EmptyFile, receive
from caseline.documents.photographs import WORD, receive_photograph
from caseline.documents.scanning import NotClean
from caseline.vault import FileTooLarge

PHOTOGRAPHS = (".jpg", ".jpeg", ".png", ".heic", ".heif", ".webp", ".avif")


def take_in(name: str, stream: BinaryIO, together: str = "", *, counted: bool = False) -> dict:
    """{name, ok, sentence}, and the number of its `document` when it was stored, for one file; a refusal never stops other files. The caller commits.

    Photographs with the same `together` become one paper. `counted`: its size was held against the quota when it was announced.
    """
    try:
        if not counted:
            check_quota(current_user.id, _size(stream))
        if WORD.fullmatch(together) and name.lower().endswith(PHOTOGRAPHS):
            received = receive_photograph(g.family, name, stream, together=together, user_id=current_user.id)
        else:
            received = receive(g.family, name, stream, user_id=current_user.id)
    except EmptyFile:
        return refused(name, _("%(name)s is empty and was not added. Ask for it again, or scan the paper once more.", name=name))
    except FileTooLarge:
        return refused(name, too_large(name))
    except QuotaReached:
        return refused(name, no_quota(name))
    except NotClean as why:
        return refused(name, not_clean(name, why))
    stored = {"name": name, "ok": True, "document": received.document.id}
    if received.already_here:
        return stored | {"sentence": _("%(name)s was already here: it is one paper, added once.", name=name)}
    if received.document.together:
        return stored | {"sentence": _("%(name)s is safely stored as page %(number)s.", name=name, number=received.document.page_count)}
    return stored | {"sentence": _("%(name)s is safely stored and will be read now.", name=name)}


def refused(name: str, sentence: str) -> dict:
    return {"name": name, "ok": False, "sentence": sentence}


def too_large(name: str) -> str:
    return _("%(name)s is larger than 200 MB and was not added. Split it, or scan it with 200 dots per inch.", name=name)


def no_quota(name: str) -> str:
    return _("%(name)s was not added: you have stored as much as one person may here. Ask your coordinator for more room.", name=name)


def not_clean(name: str, why: NotClean) -> str:
    if why.found:
        return _("%(name)s was not added: the virus scanner found something in it. Ask for the paper again in another way, and tell whoever looks after your computers.", name=name)
    return _("%(name)s was not added: the virus scanner does not answer. Try again later; nothing is taken in without its look.", name=name)


def _size(stream: BinaryIO) -> int:
    size = stream.seek(0, os.SEEK_END)
    stream.seek(0)
    return size
