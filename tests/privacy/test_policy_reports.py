"""Browsers tell us, and nobody else, what our content policy stopped: counted, small, rare, and nothing of a case kept."""

import json

import pytest
from sqlalchemy import select

from caseline.db import db
from caseline.headers import REPORTS_TO
from caseline.limits import REPORTS
from caseline.privacy.models import PolicyReport
from caseline.privacy.policy import MOST_KEPT
from tests.conftest import signed_in

OLD = {"csp-report": {"document-uri": "http://localhost/families/7/?q=Okonjo", "violated-directive": "script-src-elem 'self'", "blocked-uri": "https://evil.example/steal.js?name=Okonjo", "script-sample": "Okonjo"}}
NEW = [{"type": "csp-violation", "body": {"documentURL": "http://localhost/search?q=Rahimi", "effectiveDirective": "style-src-attr", "blockedURL": "inline", "sample": "Rahimi"}}]


def send(browser, told, mimetype="application/csp-report", **headers):
    return browser.post(REPORTS_TO, data=told if isinstance(told, bytes) else json.dumps(told), content_type=mimetype, headers=headers)


def kept(app) -> list[tuple]:
    with app.app_context():
        return [(one.directive, one.source, one.page, one.count) for one in db.session.scalars(select(PolicyReport).order_by(PolicyReport.id))]


def test_what_a_browser_stopped_stands_on_the_status_page(app, client):
    assert send(client, OLD).status_code == 204 and send(client, OLD).status_code == 204
    assert send(client, NEW, "application/reports+json").status_code == 204
    assert kept(app) == [("script-src-elem", "evil.example", "families.show", 2), ("style-src-attr", "inline", "search.find", 1)]
    page = signed_in(app, "Co").get("/status").get_data(as_text=True)
    assert "evil.example" in page and "families.show" in page
    assert "Okonjo" not in str(kept(app)) and "steal" not in page and "/families/7" not in page


def test_every_answer_names_the_address(an):
    answer = an.get("/families/")
    assert f"report-uri {REPORTS_TO}" in answer.headers["Content-Security-Policy"] and REPORTS_TO in answer.headers["Reporting-Endpoints"]


@pytest.mark.parametrize("told", [b"", b"{", b"[" * 9000, [], {}, 7, {"csp-report": "x"}, {"csp-report": {"violated-directive": "<script>"}}, [{"type": "deprecation", "body": {}}], {"csp-report": {"violated-directive": "script-src", "blocked-uri": "http://[broken", "document-uri": "http://[x"}}])  # fmt: skip
def test_what_is_no_report_changes_nothing_or_is_made_harmless(app, client, told):
    assert send(client, told).status_code in (204, 400)
    assert all(source == "?" for _directive, source, _page, _count in kept(app))


def test_large_foreign_and_plain_posts_are_refused(app, client):
    assert send(client, b"x" * 20_000).status_code == 413
    assert send(client, OLD, **{"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert client.post(REPORTS_TO, data={"csp-report": "x"}).status_code == 400 and kept(app) == []


def test_a_flood_is_cut_off_and_the_list_stays_short(app, client):
    codes = [send(client, {"csp-report": {"violated-directive": "img-src", "blocked-uri": f"https://h{n}.example/"}}).status_code for n in range(REPORTS.most + 5)]
    assert codes.count(204) == REPORTS.most and codes[-1] == 429
    app.extensions["limits"].rows.clear()
    many = [{"type": "csp-violation", "body": {"effectiveDirective": "img-src", "blockedURL": f"https://x{n}.example/"}} for n in range(20)]
    for part in range(12):
        send(client, [{**one, "body": {**one["body"], "blockedURL": f"https://p{part}-{n}.example/"}} for n, one in enumerate(many)], "application/reports+json")
    assert len(kept(app)) <= MOST_KEPT
