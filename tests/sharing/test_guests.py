"""Maître Lu has an account: it opens what An shared with it, and nothing else of anybody; An sees every opening."""

import io
from datetime import UTC, datetime, timedelta

import docx
import pypdfium2
import pytest

from caseline.db import EVERY_FAMILY, db, family_scope
from caseline.dossiers.models import DossierVersion, ReturnedNote
from caseline.families.models import Family
from caseline.sharing.models import Share, ShareOpening
from caseline.timeline.models import Event
from caseline.users.accounts import add_user
from caseline.users.models import Role
from tests.access.test_every_route import address, is_public, routes
from tests.conftest import PASSWORD, signed_in
from tests.dossiers.family import handed_over, with_papers
from tests.interface.page_reader import read_page

LU, SHARES, MINE = 5, "/families/1/dossiers/versions/1", "/shared-with-me/1/"
MARKED_FOR_ALL = {"home.", "help.", "me.", "users.", "drafts.", "privacy."}


@pytest.fixture
def version(app, an) -> int:
    with_papers(app)
    with app.test_request_context(), family_scope([1]):
        db.session.query(Event).filter_by(edtf="2014-09-04").one().question = "Un recours est-il encore possible ?"
        db.session.commit()
    return handed_over(app, an)


@pytest.fixture
def shared(an, version):
    assert an.post(f"{SHARES}/guests", data={"guest": LU, "days": 7, "with_exhibits": "y"}).status_code == 303


@pytest.fixture
def lu(app, shared):
    """Lu's browser, signed in, with the shared version opened."""
    browser = signed_in(app, "Lu")
    assert browser.post(MINE).status_code == 303
    return browser


def kept(app, model) -> list:
    with app.app_context(), family_scope(EVERY_FAMILY):
        found = list(db.session.query(model).order_by(model.id))
        db.session.expunge_all()
        return found


def test_lu_finds_it_after_signing_in_and_reads_exactly_that_version(app, an, lu):
    assert "PT-2026-01 · Version 1 for Maître Dumortier" in read_page(lu.get("/", follow_redirects=True)).text
    with app.test_request_context(), family_scope([1]):
        db.session.query(Event).filter_by(edtf="2014-09-04").one().sentence = "changed since"
        db.session.commit()
    page = read_page(lu.get(MINE)).text
    assert "Ordre de quitter le territoire" in page and "Un recours est-il encore possible ?" in page and "changed since" not in page


def test_before_it_is_opened_nothing_of_the_file_is_shown(app, shared):
    browser = signed_in(app, "Lu")
    assert "Ordre de quitter" not in read_page(browser.get(MINE)).text
    assert kept(app, ShareOpening) == []


def test_every_route_but_the_shared_version_is_closed_to_lu(app, an, lu):
    """Lu, with a share of family 1, against every route of the application, in that very family."""
    tried = 0
    for rule, method in routes(app):
        if is_public(app, rule) or rule.endpoint.startswith("guest.") or any(rule.endpoint.startswith(part) for part in MARKED_FOR_ALL):
            continue
        tried += 1
        assert lu.open(address(rule), method=method).status_code in {403, 404}, (method, rule)
    assert tried > 150


@pytest.mark.parametrize("where", sorted(MARKED_FOR_ALL - {"users.", "me."}))
def test_pages_for_everybody_tell_lu_nothing_of_the_family(app, lu, where):
    for rule, method in routes(app, {"GET"}):
        if rule.endpoint.startswith(where):
            assert "Okonjo" not in lu.open(address(rule), method=method, follow_redirects=True).get_data(as_text=True), rule


def test_the_word_file_and_the_exhibits_name_lu_and_the_day(app, lu):
    document = docx.Document(io.BytesIO(lu.post(MINE + "word").data))
    foot = " ".join([*(p.text for s in document.sections for p in s.footer.paragraphs), *(c.text for s in document.sections for t in s.footer.tables for r in t.rows for c in r.cells)])
    assert "Exemplaire personnel de Lu, " in foot
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(lu.post(MINE + "exhibits").data)]
    assert len(pages) == 4 and all("Exemplaire personnel de Lu, " in page for page in pages)
    assert [one.deed for one in kept(app, ShareOpening)] == ["opened", "word", "exhibits"]


def test_exhibits_only_when_they_were_shared(app, an, version):
    an.post(f"{SHARES}/guests", data={"guest": LU})
    browser = signed_in(app, "Lu")
    browser.post(MINE)
    assert browser.post(MINE + "exhibits").status_code == 404


def test_answers_arrive_under_lus_name_and_wait(app, an, lu):
    lu.post(MINE + "answers", data={"question": "0", "answer": "Non, le délai est passé."})
    [note] = kept(app, ReturnedNote)
    assert (note.author, note.kind, note.state) == ("Lu", "answer", "open")
    assert "Lu to decide" in read_page(an.get("/")).text


def test_an_sees_every_opening_on_the_version_and_on_her_day(an, lu):
    lu.post(MINE + "word")
    page = read_page(an.get(f"{SHARES}/shares")).text
    assert "Account of Lu" in page and "took the Word file along" in page and "opened" in page
    assert "Maître Dumortier opened version 1" in read_page(an.get("/")).text


def test_closing_it_closes_the_open_page_at_once(an, lu):
    an.post("/families/1/dossiers/shares/1/end")
    assert lu.get(MINE).status_code == 404 and lu.post(MINE + "word").status_code == 404 and lu.post(MINE).status_code == 404
    assert "Nothing is shared with you" in read_page(lu.get("/shared-with-me/")).text


def test_it_runs_out_by_itself(app, lu):
    with app.app_context(), family_scope([1]):
        db.session.query(Share).one().ends_at = datetime.now(UTC) - timedelta(seconds=1)
        db.session.commit()
    assert lu.get(MINE).status_code == 404 and lu.post(MINE + "exhibits").status_code == 404


def test_another_lawyer_an_evaluator_and_the_team_do_not_get_in(app, shared):
    with app.test_request_context():
        add_user(name="Mo", email="mo@bar.example", password=PASSWORD, role=Role.LAWYER)
        db.session.commit()
    for who in ("Mo", "Ed", "An", "Co", "Bo"):
        browser = signed_in(app, who)
        for method, where in (("GET", ""), ("POST", ""), ("POST", "word"), ("POST", "exhibits"), ("POST", "answers")):
            assert browser.open(MINE + where, method=method).status_code in {403, 404}, (who, method, where)


def test_no_link_leads_to_a_guests_share(app, client, shared):
    [share] = kept(app, Share)
    assert share.passphrase_hash == ""
    for passphrase in ("", " ", "x"):
        assert client.post("/shared/anything/", data={"passphrase": passphrase}).status_code == 422


def test_a_family_in_the_bin_is_not_shared_any_more(app, lu):
    with app.app_context(), family_scope([1]):
        db.session.get(Family, 1).deleted_at = datetime.now(UTC)
        db.session.commit()
    assert lu.get(MINE).status_code == 404


def test_only_lawyers_accounts_can_be_chosen(an, version):
    for guest in ("1", "4", "", "999", "x"):
        assert an.post(f"{SHARES}/guests", data={"guest": guest}).status_code == 422, guest


def test_bo_cannot_share_ans_version(app, bo, version):
    assert bo.post(f"{SHARES}/guests", data={"guest": LU}).status_code == 404


def test_lus_navigation_offers_only_what_opens(lu):
    page = read_page(lu.get("/", follow_redirects=True))
    for words, where in page.links.items():
        assert where.startswith("#") or lu.get(where).status_code in {200, 302, 303}, (words, where)
    assert "Shared with you" in page.links and "Families" not in page.links


def test_a_version_keeps_its_very_bytes(app, an, version, monkeypatch):
    before = an.post(f"{SHARES}/file").data
    with app.test_request_context(), family_scope([1]):
        assert db.session.get(DossierVersion, 1).word == before
    monkeypatch.setattr("caseline.dossiers.layout_lawyer.layout", None)
    assert an.post(f"{SHARES}/file").data == before
