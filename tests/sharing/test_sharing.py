"""Maître Dumortier opens what An shared: the right version, with link and passphrase, and nothing else; An sees it all."""

import io
import logging
import re

import docx
import pypdfium2
import pytest

from caseline.db import EVERY_FAMILY, db, family_scope
from caseline.dossiers.models import ReturnedNote
from caseline.history import HistoryEntry
from caseline.sharing.models import Share, ShareOpening
from caseline.timeline.models import Event
from tests.dossiers.family import handed_over, with_papers

SHARES = "/families/1/dossiers/versions/1/shares"


def kept(app, model) -> list:
    with app.app_context(), family_scope(EVERY_FAMILY):
        found = list(db.session.query(model).order_by(model.id))
        db.session.expunge_all()
        return found


@pytest.fixture
def version(app, an) -> int:
    with_papers(app)
    with app.test_request_context(), family_scope([1]):
        event = db.session.query(Event).filter_by(edtf="2014-09-04").one()
        event.question = "Un recours est-il encore possible ?"
        db.session.commit()
    return handed_over(app, an)


@pytest.fixture
def link(an, version) -> tuple[str, str]:
    """(address, passphrase) of a link with exhibits."""
    return shared(an, with_exhibits="y")


def shared(browser, **form) -> tuple[str, str]:
    page = browser.post(SHARES, data=form).get_data(as_text=True)
    address, passphrase = re.search(r"http://localhost(/shared/[\w-]+/)", page).group(1), re.search(r"\b(?:[a-z0-9]{4}-){3}[a-z0-9]{4}\b", page).group(0)
    return address, passphrase


@pytest.fixture
def lawyer(client, link):
    """The lawyer's browser, with the page open."""
    address, passphrase = link
    assert client.post(address, data={"passphrase": passphrase}).status_code == 303
    return client


def test_the_reader_sees_the_shared_version_in_its_language(lawyer, link):
    page = lawyer.get(link[0]).get_data(as_text=True)
    assert "Ordre de quitter le territoire" in page and 'lang="fr"' in page and "Un recours est-il encore possible ?" in page


def test_later_changes_do_not_reach_the_shared_page(app, lawyer, link):
    with app.test_request_context(), family_scope([1]):
        db.session.query(Event).filter_by(edtf="2014-09-04").one().sentence = "changed since"
        db.session.commit()
    assert "changed since" not in lawyer.get(link[0]).get_data(as_text=True)


def test_neither_the_secret_nor_the_passphrase_is_kept(app, link):
    address, passphrase = link
    token = address.split("/")[2]
    for model in (Share, ShareOpening, HistoryEntry):
        for row in kept(app, model):
            told = repr({column.name: getattr(row, column.name) for column in model.__table__.columns})
            assert token not in told and passphrase not in told
    assert kept(app, Share)[0].passphrase_hash.startswith("$argon2id$")


def test_without_the_passphrase_there_is_nothing_to_see(client, link):
    door = client.get(link[0]).get_data(as_text=True)
    assert "Okonjo" not in door and "Dumortier" not in door and "PT-2026-01" not in door
    for part in ("word", "exhibits", "answers"):
        assert client.post(link[0] + part).status_code == 404


def test_a_door_that_leads_nowhere_looks_the_same(client, link):
    hide = re.compile(r'/shared/[\w-]+/|value="[^"]*"')
    assert hide.sub("", client.get(link[0]).get_data(as_text=True)) == hide.sub("", client.get("/shared/nothing-here/").get_data(as_text=True))
    wrong = [client.post(address, data={"passphrase": "wrong"}) for address in (link[0], "/shared/nothing-here/")]
    assert [answer.status_code for answer in wrong] == [422, 422]
    assert len({hide.sub("", answer.get_data(as_text=True)) for answer in wrong}) == 1


def test_guessing_is_slowed_down_and_told_to_the_team(app, an, client, link, clock):
    clock.stand_still()
    codes = [client.post(link[0], data={"passphrase": f"guess {number}"}).status_code for number in range(7)]
    assert codes[:5] == [422] * 5 and 429 in codes
    assert client.post(link[0], data={"passphrase": link[1]}).status_code == 429
    assert "wrong passphrase" in an.get(SHARES).get_data(as_text=True)


def test_a_closed_link_closes_the_open_page_too(an, lawyer, link):
    an.post("/families/1/dossiers/shares/1/end")
    assert "Okonjo" not in lawyer.get(link[0]).get_data(as_text=True)
    assert lawyer.post(link[0] + "word").status_code == 404
    assert lawyer.post(link[0], data={"passphrase": link[1]}).status_code == 422


def test_a_link_runs_out(app, an, lawyer, link, clock):
    clock.pass_by(days=8)
    assert lawyer.post(link[0] + "word").status_code == 404
    assert lawyer.post(link[0], data={"passphrase": link[1]}).status_code == 422


@pytest.mark.parametrize(("asked", "given"), [("400", 30), ("-5", 1), ("", 7), ("many", 7), ("14", 14)])
def test_no_link_stays_open_longer_than_thirty_days(app, an, version, asked, given):
    shared(an, days=asked)
    [share] = kept(app, Share)
    assert (share.ends_at - share.made_at).days in {given, given - 1} and abs((share.ends_at - share.made_at).total_seconds() - given * 86400) < 5


def test_the_word_file_names_the_reader_and_the_day_on_every_page(app, lawyer, link):
    answer = lawyer.post(link[0] + "word")
    document = docx.Document(io.BytesIO(answer.data))
    foot = " ".join(paragraph.text for section in document.sections for paragraph in section.footer.paragraphs for _ in [0])
    tables = " ".join(cell.text for section in document.sections for table in section.footer.tables for row in table.rows for cell in row.cells)
    assert "Maître Dumortier" in foot + tables and "Exemplaire personnel" in foot + tables
    assert [opening.deed for opening in kept(app, ShareOpening)] == ["opened", "word"]


def test_the_exhibits_come_marked_and_only_when_shared(app, an, client, lawyer, link):
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(lawyer.post(link[0] + "exhibits").data)]
    assert len(pages) == 4 and all("Maître Dumortier" in page for page in pages)
    address, passphrase = shared(an)
    client.post(address, data={"passphrase": passphrase})
    assert client.post(address + "exhibits").status_code == 404


def test_every_opening_is_seen_by_the_team_and_stands_in_the_history(app, an, lawyer):
    page = an.get(SHARES).get_data(as_text=True)
    assert "opened" in page and "127.0.0.1" in page
    assert [entry.subject for entry in kept(app, HistoryEntry) if entry.verb == "share: opened"] == ["share:1"]


def test_an_answer_waits_to_be_decided_and_changes_nothing_by_itself(app, an, lawyer, link):
    for _time in range(2):
        lawyer.post(link[0] + "answers", data={"question": "0", "answer": "Non, le délai est passé."})
    [note] = kept(app, ReturnedNote)
    assert (note.kind, note.author, note.state, note.about) == ("answer", "Maître Dumortier", "open", "Un recours est-il encore possible ?")
    assert next(event for event in kept(app, Event) if event.id == note.event_id).answer == ""
    assert "le délai est passé" in an.get("/families/1/dossiers/versions/1").get_data(as_text=True)
    an.post(f"/families/1/dossiers/notes/{note.id}", data={"deed": "answer"})
    event = next(event for event in kept(app, Event) if event.id == note.event_id)
    assert (event.answer, event.answered_by) == ("Non, le délai est passé.", "Maître Dumortier")


@pytest.mark.parametrize("form", [{"answer": "  "}, {"question": "99", "answer": "x"}, {"question": "-1", "answer": "x"}, {}])
def test_what_answers_no_question_is_not_kept(app, lawyer, link, form):
    assert lawyer.post(link[0] + "answers", data=form).status_code == 303
    assert kept(app, ReturnedNote) == []


def test_an_answer_is_shown_as_text_only(app, an, lawyer, link):
    lawyer.post(link[0] + "answers", data={"answer": "<script>alert(1)</script>"})
    assert "<script>alert" not in an.get("/families/1/dossiers/versions/1").get_data(as_text=True)


def test_one_link_opens_no_other(app, an, lawyer, link):
    other, _passphrase = shared(an)
    assert "Okonjo" not in lawyer.get(other).get_data(as_text=True)
    assert lawyer.post(other + "word").status_code == 404


def test_the_reader_who_leaves_must_give_the_passphrase_again(lawyer, link):
    lawyer.post(link[0] + "leave")
    assert "Okonjo" not in lawyer.get(link[0]).get_data(as_text=True)


def test_nothing_of_the_link_is_in_the_logs(client, link, caplog):
    caplog.set_level(logging.DEBUG)
    client.post(link[0], data={"passphrase": link[1]})
    client.get(link[0])
    assert link[0].split("/")[2] not in caplog.text and link[1] not in caplog.text


def test_bo_cannot_share_ans_version(bo, version):
    assert bo.post(SHARES).status_code == 404
