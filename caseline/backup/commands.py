"""`flask backup`, `flask restore`, `flask verify`, `flask key`: for whoever looks after the machine."""

import json
import sys
from dataclasses import asdict
from pathlib import Path

import click
from flask import current_app

from caseline import history, keys
from caseline.backup import checking, keeping, manifest, restoring, saving
from caseline.installation import prepare
from caseline.privacy import erasure


@click.command()
@click.argument("place", type=click.Path(file_okay=False, path_type=Path))
@click.option("--keep", default=30, show_default=True, type=click.IntRange(min=1), help="How many backups stay; older ones are removed.")
@click.option("--json", "as_json", is_flag=True)
def backup(place, keep, as_json):
    """Make a checked, encrypted backup in the folder PLACE while Caseline runs; files are copied once."""
    prepare()
    try:
        folder = saving.save(place.absolute())
    except saving.BackupFailed as error:
        sys.exit(str(error))
    saving.note_erased(place, erasure.marks_of_erased())
    removed = saving.thin_out(place.absolute(), keep)
    kept = manifest.read(folder, current_app.config["SETTINGS"])
    told = {"folder": str(folder), "files": len(kept.files), "rows": sum(kept.rows.values()), "history": kept.history, "removed": removed}
    click.echo(json.dumps(told) if as_json else f"{folder}\n{told['files']} files and {told['rows']} rows, read back and checked. Head of the history: {kept.history}")


@click.command()
@click.argument("place", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--from", "name", default="", help="Which backup, by the name of its folder; the latest when not said.")
def restore(place, name):
    """Bring a backup in PLACE back into this empty installation, and check the result."""
    try:
        restored = restoring.restore(place.absolute(), name)
    except (restoring.CannotRestore, manifest.NotThisBackup) as error:
        sys.exit(str(error))
    prepare()
    gone = erasure.erase_again(restored.erased_since)
    click.echo(f"{restored.files} files and {restored.rows} rows are back from {restored.folder.name}.", err=True)
    if gone:
        click.echo(f"{gone} families that were erased after this backup were erased again.", err=True)
    _tell(checking.verify(), as_json=False)


@click.command()
@click.option("--head", default="", help="A head of the history noted earlier (on a backup report): shows whether the end was cut off.")
@click.option("--backup", "place", type=click.Path(exists=True, file_okay=False, path_type=Path), help="Check the latest backup in this folder instead.")
@click.option("--json", "as_json", is_flag=True)
def verify(head, place, as_json):
    """Check history, database and every stored file; or, with --backup, a backup."""
    if place:
        _verify_backup(place)
        return
    prepare()
    try:
        anchor = history.Head.parse(head) if head else None
    except ValueError:
        click.echo("--head looks like 120:ab12…, as it stands on a backup report.", err=True)
        sys.exit(2)
    _tell(checking.verify(anchor), as_json)


@click.group()
def key():
    """The master key: protect, print its two sheets, bring it back, replace it."""


@key.command("protect")
def protect():
    """Ask for a passphrase; from then on the key file opens only with it."""
    settings = _with_key_file()
    keys.protect(settings.key_file, settings.master_key, _new_passphrase())
    click.echo("The key file is protected. Caseline asks for the passphrase whenever it starts. Keep the two sheets of `flask key shares` too.")


@key.command("shares")
def shares():
    """Print the key as two sheets of paper, for two people; both together bring it back."""
    for number, sheet in enumerate(keys.shares(current_app.config["SETTINGS"].master_key), 1):
        click.echo(f"Caseline recovery sheet {number} of 2, key {manifest.fingerprint(current_app.config['SETTINGS'])}\n\n    {sheet}\n")
    click.echo("Give the sheets to two people who keep them in two places. One sheet alone tells nothing.", err=True)


@key.command("replace")
def replace():
    """Give everything a new master key. Stop Caseline first. Older backups still need the old key."""
    prepare()
    old = _with_key_file()
    new = keeping.replace_master_key()
    keeping.finish(new)
    if old.key_source == "passphrase":
        keys.protect(new.key_file, new.master_key, _new_passphrase())
    click.echo(f"The master key is replaced; the old one (key {manifest.fingerprint(old)}) opens only older backups. Print new sheets with `flask key shares` and make a backup now.")


def _verify_backup(place: Path) -> None:
    found = saving.backups(place.absolute())
    try:
        wrong = saving.full_check(found[-1]) if found else [f"There is no complete backup in {place}."]
    except manifest.NotThisBackup as error:
        wrong = [str(error)]
    for sentence in wrong:
        click.echo(sentence)
    if wrong:
        sys.exit(1)
    click.echo(f"{found[-1].name} is whole.")


def _tell(verdict: checking.Verdict, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps({**asdict(verdict), "head": str(verdict.head)}))
    else:
        for fault in verdict.faults:
            click.echo(fault)
        click.echo(f"{verdict.entries} history entries, {verdict.files} files, {verdict.orphans} files without a record. Head of the history: {verdict.head}")
        click.echo("Everything is whole." if not verdict.faults else f"{len(verdict.faults)} faults.", err=True)
    if verdict.faults:
        sys.exit(1)


def _with_key_file():
    settings = current_app.config["SETTINGS"]
    if settings.key_source == "environment":
        sys.exit("The key comes from CASELINE_MASTER_KEY: put it into a key file first (CASELINE_KEY_FILE), then run this again.")
    return settings


def _new_passphrase() -> str:
    passphrase = click.prompt("New passphrase (five or six words)", hide_input=True, confirmation_prompt=True)
    return passphrase if len(passphrase) >= 20 else sys.exit("A passphrase needs at least 20 characters: it is all that stands between a thief and the key.")


COMMANDS = (backup, restore, verify, key)
