"""Every route of the application against everyone who should not get in. A new route is covered the day it appears."""

import re
from itertools import chain

import pytest
from sqlalchemy import select
from werkzeug.routing import IntegerConverter

from caseline.db import EVERY_FAMILY, Base, db, family_scope
from tests.conftest import PEOPLE, signed_in

AN_FAMILY, BO_FAMILY = 1, 2
CHANGING = {"POST", "PUT", "PATCH", "DELETE"}
READERS_PAGE = {"shared.show", "shared.enter", "shared.word", "shared.exhibits", "shared.answer", "shared.leave"}  # behind a link and a passphrase
CALENDAR = {"calendar.fetch"}  # behind a secret address that its owner made
COME_AND_GO = {"user_session", "history", "attempt"}  # what signing in and being refused may write


def routes(app, methods=frozenset({"GET", *CHANGING})):
    """(rule, method) for every way in, static files aside."""
    return [(rule, method) for rule in app.url_map.iter_rules() if rule.endpoint != "static" for method in sorted(rule.methods & methods)]


def address(rule, **known) -> str:
    """The rule with every argument filled in: `known` ones, otherwise number 1 or the first word it takes."""
    values = {}
    for argument, converter in rule._converters.items():
        words = getattr(converter, "items", None)
        values[argument] = known.get(argument) or (1 if isinstance(converter, IntegerConverter) else sorted(words)[0] if words else "x")
    return rule.build(values)[1]


def is_public(app, rule) -> bool:
    return getattr(app.view_functions[rule.endpoint], "is_public", False)


def everything(app) -> dict:
    """All rows of all tables, to see that a refused request changed nothing."""
    with app.app_context(), family_scope(EVERY_FAMILY):
        tables = [table for table in Base.metadata.sorted_tables if table.name not in COME_AND_GO]
        return {table.name: db.session.execute(select(table)).all() for table in tables}


def test_public_routes_are_the_few_we_know(app):
    """A route becomes public here and in its view, never by forgetting."""
    public = {rule.endpoint for rule, _method in routes(app) if is_public(app, rule)}
    assert public == {"users.welcome", "users.sign_in", "users.code", "users.passkey", "users.join", "policy.receive", *READERS_PAGE, *CALENDAR}


def test_a_stranger_is_sent_to_sign_in_everywhere(app, client):
    before = everything(app)
    for rule, method in routes(app):
        if not is_public(app, rule):
            answer = client.open(address(rule), method=method)
            assert (answer.status_code, answer.headers.get("Location", "").split("?")[0]) in {(302, "/sign-in"), (401, "")}, (method, rule)
            assert client.open(address(rule), method=method, headers={"HX-Request": "true"}).status_code == 401, (method, rule)
    assert everything(app) == before


@pytest.mark.parametrize("who", ["An", "Ed", "Lu"])
def test_nobody_opens_the_family_of_a_colleague(app, who):
    """The same answer as for a family that does not exist: nobody learns that it does."""
    browser, before = signed_in(app, who), everything(app)
    for rule, method in routes(app):
        if "family_id" in rule.arguments:
            answers = {browser.open(address(rule, family_id=family_id), method=method).status_code for family_id in (BO_FAMILY, 987654)}
            assert answers in ({404}, {403}), (who, method, rule)
    assert everything(app) == before


@pytest.mark.parametrize("who", ["Ed", "Lu"])
def test_evaluators_and_lawyers_open_only_what_is_marked_for_them(app, who):
    browser = signed_in(app, who)
    for rule, method in routes(app):
        view = app.view_functions[rule.endpoint]
        if not is_public(app, rule) and PEOPLE[who] not in getattr(view, "roles", set()):
            assert browser.open(address(rule), method=method).status_code in {403, 404}, (who, method, rule)


def test_coordinators_pages_are_closed_to_case_managers(app, an):
    before, closed = everything(app), 0
    for rule, method in routes(app):
        if getattr(app.view_functions[rule.endpoint], "for_coordinators", False):
            closed += 1
            assert an.open(address(rule), method=method).status_code == 403, (method, rule)
    assert closed >= 3 and everything(app) == before


def test_another_familys_record_under_my_familys_address_is_not_found(app, an):
    """/families/1/…/<number of family 2's record>: the guard lets An in, the scope does not show the record."""
    with app.app_context(), family_scope(EVERY_FAMILY):
        from_bo = {mapper.local_table.name: _one_of(mapper.class_, BO_FAMILY) for mapper in Base.registry.mappers if hasattr(mapper.class_, "family_id")}
    before, tried = everything(app), 0
    for rule, method in routes(app):
        for argument in rule.arguments - {"family_id"}:
            foreign = from_bo.get(argument.removesuffix("_id"))
            if "family_id" in rule.arguments and foreign:
                tried += 1
                answer = an.open(address(rule, family_id=AN_FAMILY, **{argument: foreign}), method=method)
                assert answer.status_code in {400, 404, 422}, (method, rule)
    assert tried >= 2 and everything(app) == before


def _one_of(model, family_id):
    key = list(model.__table__.primary_key.columns)[0]
    return db.session.scalar(select(key).where(model.family_id == family_id).limit(1))


class TestTokens:
    """No change without the token of the very session that asks."""

    @pytest.fixture
    def app_settings(self):
        return {"WTF_CSRF_ENABLED": True}

    @pytest.mark.parametrize("who", ["An", "Co"])
    def test_every_post_without_a_token_is_refused(self, app, who):
        browser, before = signed_in(app, who), everything(app)
        for rule, method in routes(app, CHANGING):
            assert browser.open(address(rule), method=method).status_code == 400, (method, rule)
        assert everything(app) == before

    def test_every_post_with_anothers_token_is_refused(self, app, an, bo):
        foreign, before = token_of(bo), everything(app)
        for rule, method in routes(app, CHANGING):
            assert an.open(address(rule), method=method, data={"csrf_token": foreign}).status_code == 400, (method, rule)
            assert an.open(address(rule), method=method, headers={"X-CSRFToken": foreign}).status_code == 400, (method, rule)
        assert everything(app) == before

    def test_the_own_token_is_accepted(self, an):
        answer = an.post("/me/language", data={"csrf_token": token_of(an), "language": "fr"})
        assert answer.status_code == 303

    def test_no_view_is_exempt(self, app):
        csrf = app.extensions["csrf"]
        assert csrf._exempt_views == {"caseline.privacy.policy_views.receive"} and not csrf._exempt_blueprints, "a browser's report is only counted"


def test_posts_that_another_site_started_are_refused(app, an):
    before = everything(app)
    for rule, method in routes(app, CHANGING):
        for foreign in ({"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Origin": "https://elsewhere.example"}, {"Origin": "null"}):
            assert an.open(address(rule), method=method, headers=foreign).status_code == 403, (method, rule, foreign)
    assert everything(app) == before


def test_reading_changes_nothing(app, co):
    """No change on GET (ASVS 3.5.1): opening every address leaves every record as it was."""
    before = everything(app)
    for rule, method in routes(app, {"GET"}):
        assert co.open(address(rule), method=method).status_code < 500, rule
    assert everything(app) == before


def test_every_answer_carries_the_strict_headers(app, an):
    for rule, method in chain(routes(app), []):
        headers = an.open(address(rule), method=method).headers
        assert "default-src 'none'" in headers["Content-Security-Policy"] and "unsafe" not in headers["Content-Security-Policy"], rule
        assert headers["X-Content-Type-Options"] == "nosniff" and headers["X-Frame-Options"] == "DENY", rule
        assert headers["Cache-Control"] and "public" not in headers["Cache-Control"], rule
        assert "Access-Control-Allow-Origin" not in headers and "Werkzeug" not in headers.get("Server", ""), rule


def token_of(browser) -> str:
    page = browser.get("/me").get_data(as_text=True)
    return re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page).group(1)
