"""Is this installation in order? Plain answers from its real configuration, for the status and data-protection pages."""

import os
import shutil
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import current_app
from flask_babel import format_datetime, gettext as _, ngettext
from sqlalchemy import func, select

from caseline.backup import saving
from caseline.config import Settings
from caseline.db import db, now
from caseline.documents import images, scanning
from caseline.jobs import Job
from caseline.reading.confined import NotStarted
from caseline.users.forms import ROLE_LABELS

BACKUP_IS_OLD = timedelta(hours=26)


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of the status page. `state`: done (in order), warn (should be better), alarm (do something today)."""

    title: str
    told: str
    state: str = "done"


def facts() -> list[Fact]:
    settings = current_app.config["SETTINGS"]
    return [_key(settings), _disks(settings), _database(settings), *_store(settings), _backup(), _room(settings), _connection(settings), _factors(settings), _reading(), *_scanner(), _work()]


def key_on_same_disk(settings: Settings) -> bool:
    """Whether somebody who takes the disk with the data has the key as well."""
    if settings.key_source == "environment":
        return False
    return os.stat(settings.key_file).st_dev == os.stat(settings.data).st_dev


def _key(settings: Settings) -> Fact:
    told = {
        "environment": _("The master key comes from the environment of the service."),
        "file": _("The master key lies in a file that only the service's account can read. Whoever copies this file can read everything."),
        "passphrase": _("The master key is protected by a passphrase that is asked at every start."),
    }
    return Fact(_("Master key"), told[settings.key_source], "warn" if settings.key_source == "file" else "done")


def _disks(settings: Settings) -> Fact:
    if not key_on_same_disk(settings):
        return Fact(_("Key and data"), _("Key and data lie on different disks."))
    if settings.key_source == "passphrase":
        return Fact(_("Key and data"), _("Key and data lie on the same disk; the passphrase protects the key."))
    return Fact(_("Key and data"), _("Key and data lie on the same disk: whoever takes the disk takes both. Encrypt the whole disk, protect the key with a passphrase, or keep it elsewhere."), "alarm")


def _database(settings: Settings) -> Fact:
    if settings.database_url:
        return Fact(_("Records"), _("The records are in PostgreSQL, which does not encrypt its files: its disk must be encrypted. Papers are encrypted by Caseline."), "warn")
    return Fact(_("Records"), _("Database, search index, queue and sessions are in one file encrypted with AES-256 (SQLCipher); papers with AES-256-GCM and a key for each family."))


def _store(settings: Settings) -> list[Fact]:
    if not settings.store_url:
        return []
    return [Fact(_("Files"), _("Encrypted files lie in the bucket %(url)s, which cannot read them.", url=settings.store_url.split("?")[0]))]


def _backup() -> Fact:
    last = saving.last_backup()
    if last is None:
        return Fact(_("Backup"), _("There is no backup yet."), "alarm")
    made = datetime.fromisoformat(last["made_at"])
    told = _("The last one was made and checked on %(when)s in %(place)s.", when=format_datetime(made, "short"), place=last["place"])
    return Fact(_("Backup"), told, "done" if now() - made < BACKUP_IS_OLD else "alarm")


def _reading() -> Fact:
    title = _("Reading papers")
    try:
        held = images.protection()
    except NotStarted:
        return Fact(title, _("The process that reads papers could not be started. Run “make” again to complete the installation."), "alarm")
    if held.full:
        return Fact(title, _("Papers are read by a shut-in process: no network, no other files, limited memory and time."))
    missing = ", ".join(name for name, there in (("Landlock", held.landlock), ("seccomp", held.seccomp)) if not there)
    return Fact(title, _("Papers are read by a process with limited memory and time, but this system lacks %(missing)s: it is less shut in.", missing=missing), "warn")


def _room(settings: Settings) -> Fact:
    free = shutil.disk_usage(settings.data).free // (1024 * 1024)
    told = _("%(free)s MB are free; below %(reserve)s MB no further papers are taken.", free=free, reserve=settings.reserve_mb)
    return Fact(_("Room on the disk"), told, "done" if free > 5 * settings.reserve_mb else "warn" if free > settings.reserve_mb else "alarm")


def _connection(settings: Settings) -> Fact:
    if settings.behind_https:
        return Fact(_("Connection"), _("Browsers connect over HTTPS; cookies are sent over nothing else."))
    return Fact(_("Connection"), _("Only for browsers on this machine. Before others connect, put a proxy with HTTPS in front and set CASELINE_HTTPS=1."), "warn")


def _factors(settings: Settings) -> Fact:
    roles = ", ".join(str(label) for role, label in ROLE_LABELS.items() if role in settings.second_factor)
    if not roles:
        return Fact(_("Second factor"), _("No role must use a second factor. Set CASELINE_SECOND_FACTOR=all when people connect over a network."), "warn")
    return Fact(_("Second factor"), _("Must use one: %(roles)s.", roles=roles))


def _scanner() -> list[Fact]:
    """Only where a virus scanner is set up."""
    works = scanning.answers()
    if works is None:
        return []
    return [Fact(_("Virus scanner"), _("Every file is shown to the scanner before it is stored.") if works else _("The virus scanner does not answer: no file is taken in until it does."), "done" if works else "alarm")]


def _work() -> Fact:
    counts = dict(db.session.execute(select(Job.state, func.count()).group_by(Job.state)).all())
    failed, waiting = counts.get("failed", 0), counts.get("waiting", 0)
    told = ngettext("One piece of work waits.", "%(num)s pieces of work wait.", waiting)
    if failed:
        told += " " + ngettext("One failed and needs a person.", "%(num)s failed and need a person.", failed)
    return Fact(_("Background work"), told, "warn" if failed else "done")
