"""An installation with papers in it, and a second place to save them to."""

import io

import pytest

from caseline.db import db, family_scope
from caseline.documents.intake import receive
from caseline.families.models import Family
from caseline.users.models import User

PAPERS = {"letter.txt": b"The family Okonjo asks for stay. " * 400, "scan.bin": bytes(range(256)) * 9000, "empty-ish.txt": b"x"}


@pytest.fixture
def full(app):
    """The app with three papers in family 1."""
    with app.test_request_context(), family_scope([1]):
        family = db.session.get(Family, 1)
        an = db.session.query(User).filter_by(name="An").one().id
        for name, content in PAPERS.items():
            receive(family, name, io.BytesIO(content), user_id=an)
        db.session.commit()
    return app


@pytest.fixture
def place(tmp_path):
    return tmp_path / "second place"
