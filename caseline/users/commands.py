"""`flask users`: accounts from a terminal, for the first day and for emergencies."""

import getpass
import os
import sys

import click

from caseline.db import db
from caseline.installation import prepare
from caseline.users import accounts
from caseline.users.models import Role, User
from caseline.users.passwords import SHORTEST, is_easy_to_guess


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
    prepare()
    user = accounts.find_user(email) or sys.exit(f"There is no account for {email}.")
    accounts.set_password(user, _password())
    db.session.commit()
    click.echo(f"The password of {email} is changed.")


@users.command("list")
def list_users():
    """Every account: e-mail, role, open or closed."""
    prepare()
    for user in db.session.query(User).order_by(User.email):
        click.echo(f"{user.email}\t{user.role}\t{'open' if user.is_active else 'closed'}\t{user.name}")


def _password() -> str:
    password = os.environ.get("CASELINE_PASSWORD") or getpass.getpass("Password (15 characters or more): ")
    if is_easy_to_guess(password):
        sys.exit("This password is among the first that a guesser would try: take four or five words that have nothing to do with each other.")
    return password if len(password) >= SHORTEST else sys.exit(f"A password needs at least {SHORTEST} characters.")
