"""What tests of accounts share: signing in through the real page."""

import dataclasses

import pytest

from caseline.db import db
from caseline.users.models import User
from tests.conftest import PASSWORD


@pytest.fixture
def sign_in(client):
    """Fill in the sign-in page: sign_in("An"), sign_in("An", password=…), with more form fields when needed."""

    def fill_in(name, password=PASSWORD, browser=client, **more):
        return browser.post("/sign-in", data={"email": f"{name.lower()}@plan.example", "password": password, **more})

    return fill_in


@pytest.fixture
def person(app):
    """person("An") is her account as it is now."""

    def look_up(name):
        with app.app_context():
            user = db.session.query(User).filter_by(name=name).one()
            db.session.expunge(user)
            return user

    return look_up


@pytest.fixture
def setting(app):
    """setting(idle=…) changes settings of this application."""

    def change(**values):
        app.config["SETTINGS"] = dataclasses.replace(app.config["SETTINGS"], **values)

    return change


def is_in(browser) -> bool:
    return browser.get("/me").status_code == 200
