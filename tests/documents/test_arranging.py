"""Pages are split, joined and reordered: originals stay as they are, what was said of a page goes with it, all can be undone."""
from functools import partial
from io import BytesIO

import pypdfium2
import pytest
from sqlalchemy import select

from caseline import jobs
from caseline.backup import checking
from caseline.db import EVERY_FAMILY, db, family_scope
from caseline.documents import arranging, images
from caseline.documents.intake import receive
from caseline.documents.models import Document, Page, PaperArrangement, Status
from caseline.dossiers import bundle
from caseline.dossiers.models import Redaction
from caseline.families.models import Family
from caseline.reading.beginnings import beginnings
from caseline.timeline.models import Citation, Decision, Event, Proposal
from tests.reading import papers as made

FIRST = "Bruxelles, le 4 septembre 2014\nConcerne : votre demande\nMadame,\nVotre demande 9bis introduite le 21 octobre 2013 a été déclarée irrecevable le 4 septembre 2014."
SECOND = "Page 2\nL'ordre de quitter le territoire vous a été notifié le 24 septembre 2014."
OTHER = "Gent, 8 juli 2016\nBetreft: uw dossier\nGeachte mevrouw,\nDe aanvraag werd ingediend op 3 maart 2015."


@pytest.fixture
def okonjo(app):
    with app.test_request_context(), family_scope([1]):
        yield db.session.get(Family, 1)


def read(family: Family, name: str, *pages: str) -> int:
    document = receive(family, name, BytesIO(made.pdf(*pages)), user_id=1).document
    settle()
    return document.id


def settle() -> None:
    """Everything that waits is done."""
    db.session.commit()
    jobs.run_all()


def arranged(family: Family, *papers: list[tuple[int, int]]) -> list[int]:
    made_of = [one.id for one in arranging.arrange(family, papers, user_id=1)]
    settle()
    return made_of


def paper(number: int) -> Document:
    return db.session.get(Document, number, populate_existing=True)


def texts(number: int) -> list[str]:
    return list(db.session.scalars(select(Page.text).where(Page.document_id == number).order_by(Page.number)))


def said(number: int) -> set[tuple[int, str]]:
    """(page, quote) of every live proposal; each quote must stand on its page."""
    found = db.session.scalars(select(Proposal).where(Proposal.document_id == number, Proposal.decision != Decision.OBSOLETE)).all()
    assert all(texts(number)[one.page - 1][one.start:one.end] == one.quote for one in found)
    return {(one.page, one.quote) for one in found}


def place_of(citation: int) -> tuple[int, int]:
    found = db.session.get(Citation, citation, populate_existing=True)
    return found.document_id, found.page


def cite(number: int, page: int, quote: str) -> int:
    start = texts(number)[page - 1].index(quote)
    event = Event(family_id=1, type="order_to_leave", edtf="2014-09-24", sentence="She was told to leave.")
    event.citations = [Citation(family_id=1, document_id=number, page=page, start=start, end=start + len(quote), quote=quote)]
    db.session.add(event)
    db.session.commit()
    return event.citations[0].id


def test_a_scan_of_two_letters_becomes_two_papers_and_every_quote_goes_with_its_page(okonjo):
    scan = read(okonjo, "scan.pdf", FIRST, SECOND, OTHER)
    before, address, citation = said(scan), paper(scan).address, cite(scan, 3, "8 juli 2016")
    letter, other = arranged(okonjo, [(scan, 1), (scan, 2)], [(scan, 3)])
    assert texts(letter) == [FIRST, SECOND] and texts(other) == [OTHER]
    assert said(letter) == {(page, quote) for page, quote in before if page < 3} and said(other) == {(1, quote) for page, quote in before if page == 3}
    assert place_of(citation) == (other, 1)
    assert paper(other).status == Status.READ and paper(other).dated.startswith("2016-07-08") and paper(other).name == "scan.pdf (2/2)"
    assert paper(scan).address == address and paper(scan).deleted_at and not texts(scan)
    assert images.page_image(okonjo, paper(other).pages[0], width=200)[0][:4] == b"RIFF"


def test_undoing_brings_everything_back(okonjo):
    scan = read(okonjo, "scan.pdf", FIRST, SECOND, OTHER)
    before, citation = said(scan), cite(scan, 2, "24 septembre 2014")
    one, two = arranged(okonjo, [(scan, 1)], [(scan, 3), (scan, 2)])
    assert texts(two) == [OTHER, SECOND] and place_of(citation) == (two, 2)
    arranging.undo(okonjo, arranging.arrangement_of(paper(one)))
    settle()
    assert texts(scan) == [FIRST, SECOND, OTHER] and said(scan) == before and paper(scan).deleted_at is None
    assert place_of(citation) == (scan, 2) and all(page.original_id is None for page in paper(scan).pages)
    with pytest.raises(arranging.NotArrangeable, match="changed"):
        arranging.undo(okonjo, db.session.scalars(select(PaperArrangement)).one())


def test_a_decision_is_not_asked_for_again_after_pages_moved(okonjo):
    scan = read(okonjo, "scan.pdf", SECOND, FIRST)
    for proposal in db.session.scalars(select(Proposal)):
        proposal.decision = Decision.DISMISSED
    ordered, = arranged(okonjo, [(scan, 2), (scan, 1)])
    assert set(db.session.scalars(select(Proposal.decision).where(Proposal.document_id == ordered))) == {Decision.DISMISSED}


def test_papers_are_joined_and_read_again_from_their_own_files(okonjo):
    one, two = read(okonjo, "a.pdf", FIRST), read(okonjo, "b.pdf", SECOND)
    joined, = arranged(okonjo, [(one, 1), (two, 1)])
    for page in paper(joined).pages:
        page.text = "lost"
    jobs.add("read", family_id=1, subject_id=joined)
    settle()
    assert texts(joined) == [FIRST, SECOND] and [one.name for one in arranging.originals_of(paper(joined))] == ["a.pdf", "b.pdf"]
    jobs.add("read", family_id=1, subject_id=joined, pages=[2], languages=["nl"])
    settle()
    assert texts(joined)[0] == FIRST and "24 septembre" in texts(joined)[1] and paper(joined).page_count == 2


def test_the_strictest_secrecy_holds_for_all_that_comes_of_it(okonjo):
    one, two = read(okonjo, "a.pdf", FIRST), read(okonjo, "b.pdf", SECOND)
    paper(two).sensitivity = "off_record"
    joined, = arranged(okonjo, [(one, 1), (two, 1)])
    assert paper(joined).sensitivity == "off_record"


def test_what_cannot_be_arranged_is_refused_whole(okonjo):
    scan = read(okonjo, "scan.pdf", FIRST, SECOND)
    for wanted in ([[(scan, 1)]], [[(scan, 1), (scan, 1), (scan, 2)]], [[(scan, 1), (999, 1)]], [[(scan, 1), (scan, 2)], []], []):
        with pytest.raises(arranging.NotArrangeable, match="missing"):
            arranging.arrange(okonjo, wanted, user_id=1)
    with pytest.raises(arranging.NotArrangeable, match="same"):
        arranging.arrange(okonjo, [[(scan, 1), (scan, 2)]], user_id=1)


def test_what_a_person_said_of_a_paper_holds_for_its_first_part_with_file_numbers_on_their_pages(okonjo):
    scan = read(okonjo, "scan.pdf", OTHER, FIRST + "\nN° SP : 6.482.917")
    document = paper(scan)
    assert [one["page"] for one in document.references] == [2]
    document.facts_by, document.kind, document.title = 1, "annex_13", "Ours"
    ordered, = arranged(okonjo, [(scan, 2), (scan, 1)])
    assert (paper(ordered).kind, paper(ordered).title, paper(ordered).facts_by) == ("annex_13", "Ours", 1)
    assert [(one["page"], one["value"]) for one in paper(ordered).references] == [(1, "6482917")]


def test_translations_and_attachments_follow_and_redacted_copies_stay(okonjo):
    scan, translated, copy = read(okonjo, "scan.pdf", FIRST, OTHER), read(okonjo, "t.pdf", SECOND), read(okonjo, "c.pdf", SECOND, SECOND)
    paper(translated).translation_of = scan
    paper(copy).redacted_from = translated
    letter, _other = arranged(okonjo, [(scan, 1)], [(scan, 2)])
    assert paper(translated).translation_of == letter
    with pytest.raises(arranging.NotArrangeable, match="redacted"):
        arranging.arrange(okonjo, [[(copy, 2), (copy, 1)]], user_id=1)


def test_a_paper_marked_for_blacking_out_keeps_its_pages(okonjo):
    scan = read(okonjo, "scan.pdf", FIRST, OTHER)
    db.session.add(Redaction(family_id=1, document_id=scan))
    with pytest.raises(arranging.NotArrangeable, match="redacted"):
        arranging.arrange(okonjo, [[(scan, 2), (scan, 1)]], user_id=1)


def test_the_same_scan_dropped_again_does_not_bring_the_whole_back(okonjo):
    scan = read(okonjo, "scan.pdf", FIRST, OTHER)
    arranged(okonjo, [(scan, 1)], [(scan, 2)])
    again = receive(okonjo, "scan.pdf", BytesIO(made.pdf(FIRST, OTHER)), user_id=1)
    assert again.already_here and again.document.deleted_at


def test_an_splits_a_scan_on_its_page_and_takes_it_back(an, okonjo):
    an.open = partial(an.open, buffered=False)  # the note that she opened a page must not come between what this test itself has read and her next deed
    scan = read(okonjo, "scan.pdf", FIRST, SECOND, OTHER)
    shown = an.get(f"/families/1/documents/{scan}/pages/").text
    assert 'value="3" checked' in shown and 'value="2" checked' not in shown
    answer = an.post(f"/families/1/documents/{scan}/pages/", data={"begins": ["3"], "order-1": "2", "order-2": "1", "order-3": "3"})
    assert answer.status_code == 303
    parts = db.session.scalars(select(Document.id).where(Document.deleted_at.is_(None)).order_by(Document.id)).all()
    assert [texts(one) for one in parts] == [[SECOND, FIRST], [OTHER]]
    assert "scan.pdf (1/2)" in an.get("/families/1/documents/").text and "scan.pdf" not in an.get("/families/1/bin/").text
    assert an.get(f"/families/1/documents/{parts[1]}/original").data == made.pdf(FIRST, SECOND, OTHER)
    assert an.get(f"/families/1/documents/{parts[1]}/pages/1/image").status_code == 200
    assert "Undo the arrangement" in an.get(f"/families/1/documents/{parts[1]}/").text
    number = db.session.scalars(select(PaperArrangement.id)).one()
    assert an.post(f"/families/1/documents/arrangements/{number}/undo").status_code == 303
    db.session.expire_all()
    assert texts(scan) == [FIRST, SECOND, OTHER]


def test_an_joins_papers_in_the_order_she_types(an, okonjo):
    one, two = read(okonjo, "a.pdf", FIRST), read(okonjo, "b.pdf", SECOND)
    assert "Choose two papers" in an.post("/families/1/documents/join", data={"document": [one]}, follow_redirects=True).text
    an.post("/families/1/documents/join", data={"document": [one, two], f"order-{one}": "2", f"order-{two}": "1"})
    db.session.expire_all()
    joined = db.session.scalars(select(Document.id).where(Document.deleted_at.is_(None))).one()
    assert texts(joined) == [SECOND, FIRST]


def test_the_check_of_files_knows_papers_without_a_file(okonjo):
    scan = read(okonjo, "scan.pdf", FIRST, OTHER)
    arranged(okonjo, [(scan, 1)], [(scan, 2)])
    with family_scope(EVERY_FAMILY):
        assert list(checking._file_faults()) == []


def test_an_exhibit_that_was_cut_out_of_a_scan_is_handed_over_without_the_rest(okonjo):
    scan = read(okonjo, "scan.pdf", FIRST, OTHER)
    _letter, other = arranged(okonjo, [(scan, 1)], [(scan, 2)])
    data = bundle._only_its_pages(okonjo, paper(other), "fr")
    assert len(pypdfium2.PdfDocument(data)) == 1
    assert bundle._sheet(okonjo, paper(other)).pictures and bundle._sheet(okonjo, paper(scan)).pdf == made.pdf(FIRST, OTHER)


@pytest.mark.parametrize(("pages", "cuts"), [
    ([FIRST, SECOND, OTHER], [1, 3]), (["Page 1/2\nx", "x\n2 / 2", "Pagina 1\ny", "Pagina 2"], [1, 3]), ([FIRST, "and then on 4 September 2014 nothing happened"], [1]),
    (["", "", ""], [1]), ([], []),
    ([FIRST, "Berlin, den 3. März 2015\nBetreff: Ihr Antrag\nSehr geehrte Frau Sow,"], [1, 2]),
])
def test_cuts_are_proposed_where_a_letter_begins(pages, cuts):
    assert beginnings(pages) == cuts
