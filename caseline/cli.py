"""The `flask` commands: what each feature can do from a terminal."""

import getpass
import os
import sys

import click
from flask import Flask, current_app
from flask_migrate import upgrade
from werkzeug.middleware.proxy_fix import ProxyFix

from caseline import jobs
from caseline.backup import commands as backup_commands
from caseline.db import db
from caseline.users import accounts
from caseline.users.models import Role, User
from caseline.users.passwords import SHORTEST, is_easy_to_guess


def register(app: Flask) -> None:
    for command in (serve, work, users, *backup_commands.COMMANDS):
        app.cli.add_command(command)


def prepare() -> None:
    """Bring the database to this version, and say once where the key lies."""
    settings = current_app.config["SETTINGS"]
    upgrade(directory=current_app.extensions["migrate"].directory)
    if settings.key_is_new:
        click.echo(f"A new master key was made: {settings.key_file}\nKeep a copy in a second, safe place: without it nobody can read this data again.", err=True)


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
@click.option("--no-workers", is_flag=True, help="Leave reading papers to separate `flask work` processes.")
def serve(host, port, no_workers):
    """Serve Caseline, reading papers in the background."""
    from waitress import create_server

    prepare()
    app = current_app._get_current_object()
    if current_app.config["SETTINGS"].behind_https:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_proto=1, x_host=1)
    try:
        server = create_server(app, host=host, port=port, threads=8, ident=None, max_request_body_size=app.config["MAX_CONTENT_LENGTH"])
    except OSError as error:
        sys.exit(f"Caseline cannot use port {port}: {error.strerror}. Stop what uses it, or choose another with --port.")
    workers = None if no_workers else jobs.Workers(app, current_app.config["SETTINGS"].workers).start()
    click.echo(f"Caseline is ready: open http://{host}:{port} in a browser. Ctrl+C stops it.", err=True)
    try:
        server.run()
    finally:
        if workers:
            workers.stop()


@click.command()
@click.option("--once", is_flag=True, help="Do what waits now, then stop.")
def work(once):
    """Read papers in a process of its own."""
    prepare()
    if once:
        click.echo(f"{jobs.run_all()} pieces of work done.", err=True)
        return
    workers = jobs.Workers(current_app._get_current_object(), current_app.config["SETTINGS"].workers).start()
    try:
        workers.wait()
    except KeyboardInterrupt:
        workers.stop()


@click.group()
def users():
    """Accounts: add, reset, list."""


@users.command("add")
@click.argument("email")
@click.option("--name", prompt=True)
@click.option("--role", type=click.Choice([role.value for role in Role]), default=Role.CASE_MANAGER.value)
@click.option("--language", type=click.Choice(["en", "fr", "nl"]), default="en")
def add_user(email, name, role, language):
    """Make an account; the password is asked, or read from CASELINE_PASSWORD."""
    prepare()
    try:
        accounts.add_user(name=name, email=email, password=_password(), role=role, language=language)
    except accounts.EmailTaken as error:
        sys.exit(str(error))
    db.session.commit()
    click.echo(f"{email} can now sign in.")


@users.command("reset")
@click.argument("email")
def reset_user(email):
    """Set a new password; every open session of the account ends."""
    user = accounts.find_user(email) or sys.exit(f"There is no account for {email}.")
    accounts.set_password(user, _password())
    db.session.commit()
    click.echo(f"The password of {email} is changed.")


@users.command("list")
def list_users():
    """Every account: e-mail, role, open or closed."""
    for user in db.session.query(User).order_by(User.email):
        click.echo(f"{user.email}\t{user.role}\t{'open' if user.is_active else 'closed'}\t{user.name}")


def _password() -> str:
    password = os.environ.get("CASELINE_PASSWORD") or getpass.getpass("Password (15 characters or more): ")
    if is_easy_to_guess(password):
        sys.exit("This password is among the first that a guesser would try: take four or five words that have nothing to do with each other.")
    return password if len(password) >= SHORTEST else sys.exit(f"A password needs at least {SHORTEST} characters.")
