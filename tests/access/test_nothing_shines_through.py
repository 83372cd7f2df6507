"""A record of every kind is put into Bo's family with a word that stands nowhere else; then An opens everything."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import Date, DateTime, insert, select
from werkzeug.routing import IntegerConverter

from caseline.db import EVERY_FAMILY, Base, Moment, db, family_scope
from caseline.families.models import Family
from tests.access.test_every_route import AN_FAMILY, BO_FAMILY, CHANGING, address, everything, routes
from tests.conftest import signed_in

SECRET = "Qwxzuvian"
NOT_RECORDS = {"user", "family", "user_session", "history", "job", "erasure", "assignment", "legal_hold", "invitation", "passkey", "recovery_code", "attempt"}


@pytest.fixture
def told(app) -> dict[str, int]:
    """Table → number of Bo's record in it, for every table that belongs to families."""
    with app.app_context(), family_scope(EVERY_FAMILY):
        made = {}
        for table in Base.metadata.sorted_tables:
            if table.name not in NOT_RECORDS:
                db.session.execute(insert(table).values(**{column.name: made_up(column, made) for column in table.c if not is_given(column)}))
                key = list(table.primary_key.columns)[0]
                made[table.name] = db.session.scalar(select(key).order_by(key.desc()).limit(1))
        db.session.get(Family, BO_FAMILY).name = SECRET
        db.session.commit()
    return {table: number for table, number in made.items() if "family_id" in Base.metadata.tables[table].c}


def is_given(column) -> bool:
    """Numbers that the database gives by itself, and optional references."""
    return (column.primary_key and not column.foreign_keys) or (column.nullable and bool(column.foreign_keys) and column.name != "family_id")


def made_up(column, made):
    if column.name == "family_id":
        return BO_FAMILY
    for reference in column.foreign_keys:
        target = reference.column.table.name
        return made.get(target) or (2 if target == "user" else BO_FAMILY)
    if column.type.python_type is dict or column.type.python_type is list or "JSON" in type(column.type).__name__:
        default = column.default.arg if column.default is not None and callable(column.default.arg) else dict
        return {} if "dict" in str(default) else []
    if isinstance(column.type, (Moment, DateTime)):
        return datetime(2020, 1, 1, tzinfo=UTC)
    if isinstance(column.type, Date):
        return date(2020, 1, 1)
    words = SECRET if "family_id" in column.table.c else "shared by all"
    return {str: words, bool: False, int: 1, float: 0.5, bytes: b"x"}[column.type.python_type]


def test_every_kind_of_record_is_there(told):
    assert {"person", "document", "page", "event", "proposal", "citation"} <= told.keys()


@pytest.mark.parametrize("who", ["An", "Ed", "Lu"])
def test_no_page_shows_a_word_of_a_family_that_is_not_mine(app, told, who):
    """Lists, counts, search, home, parts for htmx, exports: everything that can be opened."""
    browser, opened = signed_in(app, who), 0
    for rule, _method in routes(app, {"GET"}):
        for more in ({}, {"HX-Request": "true"}):
            answer = browser.get(address(rule, family_id=AN_FAMILY), query_string={"q": SECRET[:5]}, headers=more)
            opened += answer.status_code == 200
            assert SECRET.encode() not in answer.data, (who, rule)
    assert opened >= (10 if who == "An" else 2)


def test_no_address_of_my_family_opens_a_record_of_another(app, told, an):
    """Every route × every argument filled with the number of Bo's record."""
    before, tried = everything(app), 0
    for rule, method in routes(app, {"GET", *CHANGING}):
        for argument in rule.arguments - {"family_id"}:
            if "family_id" in rule.arguments and isinstance(rule._converters[argument], IntegerConverter):
                numbers = {told[table] for table in told if argument.removesuffix("_id") in (table, table.split("_")[-1])} or set(told.values())
                for number in numbers:
                    answer = an.open(address(rule, family_id=AN_FAMILY, **{argument: number}), method=method)
                    assert SECRET.encode() not in answer.data, (method, rule, number)
                    tried += 1
    assert tried > 20 and everything(app) == before
