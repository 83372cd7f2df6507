"""A record of every kind is put into Bo's family with a word that stands nowhere else; then An opens everything."""

import pytest
from werkzeug.routing import IntegerConverter

from tests.access.records import SECRET, told_of_bo
from tests.access.test_every_route import AN_FAMILY, CHANGING, address, everything, routes
from tests.conftest import signed_in


@pytest.fixture
def told(app) -> dict[str, int]:
    return told_of_bo(app)


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
