"""What An blacks out is gone from the copy: from its picture, its text, its bytes; and the paper itself stays as it was."""

import io
import re
import zlib

import pypdfium2
import pytest

from caseline import jobs
from caseline.db import db, family_scope
from caseline.documents.intake import receive
from caseline.documents.models import Document, Page
from caseline.dossiers.models import Redaction
from caseline.families.models import Family
from caseline.reading import read
from caseline.timeline import casefile
from caseline.timeline.models import Citation, Event, Proposal
from tests.interface.page_reader import read_page
from tests.reading import papers

from .family import agreed, handed_over

TEXT = "Attestation de Madame Vermeulen\nSelam habite chez Vermeulen depuis 2019\nTel 0470 12 34 56"
PLACE = "/families/1/redactions/1"


def kept(app, name: str, data: bytes, tmp_path, kind="support_letter") -> int:
    """A paper of family 1, read by the real reader; returns its number."""
    path = tmp_path / "paper"
    path.write_bytes(data)
    reading = read(str(path), name=name)
    with app.test_request_context(), family_scope([1]):
        document = receive(db.session.get(Family, 1), name, io.BytesIO(data), user_id=1).document
        document.status, document.media_type, document.kind, document.dated = "read", reading.media_type, kind, "2021-03-04"
        document.page_count = len(reading.pages)
        for page in reading.pages:
            one = Page(family_id=1, document_id=document.id, number=page.number, text=page.text, width=page.width, height=page.height)
            one.words = page.words
            db.session.add(one)
        event = Event(family_id=1, type="testimony", edtf="2021-03-04", sentence="Une voisine atteste de leur présence")
        db.session.add(event)
        db.session.flush()
        db.session.add(Citation(family_id=1, event_id=event.id, document_id=document.id, page=1, quote="Selam habite chez Vermeulen depuis 2019"))
        db.session.commit()
        return document.id


@pytest.fixture
def letter(app, tmp_path) -> int:
    return kept(app, "lettre Vermeulen.pdf", papers.pdf(TEXT, "Vermeulen, deuxieme page"), tmp_path)


def made(app, an, *words: str) -> bytes:
    """The bytes of the redacted copy without these words."""
    for one in words:
        an.post(f"{PLACE}/everywhere", data={"words": one})
    answer = an.post(f"{PLACE}/copy", data={"reason": "a third person"})
    number = int(re.search(r"/documents/(\d+)/", answer.headers["Location"]).group(1))
    return an.get(f"/families/1/documents/{number}/original").data


def everything_in(data: bytes) -> bytes:
    """The bytes of a PDF with every stream unpacked, whatever it holds."""
    unpacked = [data]
    for found in re.finditer(rb"stream\r?\n", data):
        try:
            unpacked.append(zlib.decompressobj().decompress(data[found.end():]))
        except zlib.error:
            continue
    return b"\n".join(unpacked)


def text_of(data: bytes) -> str:
    return "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data))


def test_the_words_are_gone_from_text_and_bytes_and_the_others_can_still_be_found(app, an, letter):
    data = made(app, an, "Vermeulen", "0470 12 34 56")
    assert "Selam" in text_of(data) and "2019" in text_of(data) and "page" in text_of(data)
    for word in ("Vermeulen", "0470", "12", "34", "56"):
        assert word not in text_of(data).split(), word
    assert b"Vermeulen" not in everything_in(data) and b"V\x00e\x00r\x00m" not in everything_in(data) and b"0470" not in everything_in(data)


def test_the_words_are_black_on_the_picture(app, an, letter):
    before = an.get("/families/1/documents/1/original").data
    data, words = made(app, an, "Vermeulen"), pypdfium2.PdfDocument(before)[0].get_textpage()
    left, bottom, right, top = words.get_charbox(TEXT.index("Vermeulen") + 2)
    picture = pypdfium2.PdfDocument(data)[0].render(scale=2).to_pil().convert("L")
    height = picture.height
    spot = picture.crop((int(left * 2), int(height - top * 2), int(right * 2), int(height - bottom * 2)))
    assert spot.getextrema()[1] < 60
    assert picture.crop((0, height - 40, 40, height)).getextrema()[0] > 240


def test_what_is_hidden_in_the_file_does_not_come_along(app, an, tmp_path):
    """A form field under the page, a property with the author's name, a text layer under a scan."""
    hidden = papers.pdf("Attestation", fields={"Vermeulen secret": (100, 100, 300, 120)}) + b"\n% Author (Vermeulen)\n"
    kept(app, "x.pdf", hidden, tmp_path)
    data = made(app, an, "Attestation", "Vermeulen secret")
    for word in (b"Vermeulen", b"secret", b"Attestation", b"/AcroForm", b"/Annot", b"/Author"):
        assert word not in everything_in(data), word


def test_an_area_without_words_is_painted_over_and_takes_what_lies_under_it(app, an, letter):
    an.post(f"{PLACE}/pages/1", data={"left": "0", "top": "0", "right": "100", "bottom": "50"})
    page = text_of(made(app, an)).split("\n")[0]
    assert "Vermeulen" not in page and "Selam" not in page


def test_words_are_chosen_with_the_keyboard_alone_and_stay_chosen(app, an, letter):
    page = read_page(an.get(f"{PLACE}/"))
    choices = {box.getparent().text_content().strip(): box.get("value") for box in page.tree.xpath('//input[@name="word"]')}
    assert an.post(f"{PLACE}/pages/1", data={"word": [choices["Selam"]], "go": "next"}).headers["Location"].endswith("/pages/2")
    again = read_page(an.get(f"{PLACE}/pages/1"))
    assert [box.getparent().text_content().strip() for box in again.tree.xpath('//input[@name="word"][@checked]')] == ["Selam"]
    an.post(f"{PLACE}/pages/1", data={})
    assert not read_page(an.get(f"{PLACE}/pages/1")).tree.xpath('//input[@name="word"][@checked]')


def test_a_text_without_pages_is_redacted_too(app, an, tmp_path):
    kept(app, "note.txt", b"Vermeulen nous a dit que Selam va bien.", tmp_path)
    data = made(app, an, "Vermeulen")
    assert "Selam va bien" in text_of(data) and b"Vermeulen" not in everything_in(data)


def test_without_marks_there_is_no_copy(an, letter, app):
    assert an.post(f"{PLACE}/copy", data={}).headers["Location"].endswith("/pages/1")
    with app.test_request_context(), family_scope([1]):
        assert db.session.query(Document).count() == 1


def test_the_copy_is_a_new_paper_and_the_original_stays(app, an, letter):
    before = an.get("/families/1/documents/1/original").data
    made(app, an, "Vermeulen")
    assert an.get("/families/1/documents/1/original").data == before
    page = read_page(an.get("/families/1/documents/")).text
    assert "Redacted copy of lettre Vermeulen.pdf" in page
    with app.test_request_context(), family_scope([1]):
        redaction = db.session.query(Redaction).one()
        assert (redaction.document_id, redaction.made_by, redaction.reason) == (1, 1, "a third person")
        assert db.session.get(Document, redaction.copy_id).redacted_from == 1


def test_marks_of_a_page_that_was_read_again_are_forgotten(app, an, letter):
    an.post(f"{PLACE}/everywhere", data={"words": "Vermeulen"})
    with app.test_request_context(), family_scope([1]):
        db.session.query(Page).filter_by(number=1).one().text = "Something else was read"
        db.session.commit()
    assert not read_page(an.get(f"{PLACE}/")).tree.xpath('//input[@name="word"][@checked]')


def test_the_dossier_gives_the_copy_in_the_place_of_the_paper(app, an, letter):
    agreed(app, 1, 2)
    made(app, an, "Vermeulen")
    builder = read_page(an.get("/families/1/dossiers/new?for=lawyer&reader=Me+Dumortier&lang=fr")).text
    assert "copie caviardée" in builder and "habite chez █████ depuis" in builder
    version = handed_over(app, an)
    text = text_of(an.get(f"/families/1/dossiers/versions/{version}/exhibits.pdf").data)
    assert "Selam" in text and "Vermeulen" not in text and "copie caviardée" in text
    assert "Vermeulen" not in an.get(f"/families/1/dossiers/versions/{version}").get_data(as_text=True)


def test_the_original_goes_only_when_it_is_asked_for_and_keeps_another_number(app, an, letter):
    agreed(app, 1, 2)
    made(app, an, "Vermeulen")
    handed_over(app, an)
    second = handed_over(app, an, original="1")
    text = text_of(an.get(f"/families/1/dossiers/versions/{second}/exhibits.pdf").data)
    assert "Vermeulen" in text and "Pièce 2 – 1/2" in text
    third = handed_over(app, an)
    assert "Pièce 1 – 1/2" in text_of(an.get(f"/families/1/dossiers/versions/{third}/exhibits.pdf").data)


def test_a_sentence_that_still_says_what_was_blacked_out_is_pointed_out(app, an, letter):
    made(app, an, "Vermeulen")
    with app.test_request_context(), family_scope([1]):
        db.session.query(Event).one().sentence = "Mme Vermeulen les héberge"
        db.session.commit()
    assert "Row 1 may still say what is blacked out in exhibit 1" in read_page(an.get("/families/1/dossiers/new?for=lawyer&lang=fr")).text


@pytest.mark.parametrize("form", [{"word": "99999-100000"}, {"word": "x"}, {"word": "5-2"}, {"area": "0,0,2,2"}, {"area": "nonsense"}, {"left": "a", "top": "0", "right": "1", "bottom": "1"}])
def test_what_cannot_be_marked_marks_nothing(app, an, letter, form):
    assert an.post(f"{PLACE}/pages/1", data=form).status_code == 303
    with app.test_request_context(), family_scope([1]):
        assert not any(one.marks for one in db.session.query(Redaction))


def test_the_copy_is_no_source_of_its_own(app, an, letter):
    """Nothing is proposed from it, and neither evidence nor reasoning counts the paper twice."""
    made(app, an, "Vermeulen")
    with app.app_context():
        jobs.run_all()
    with app.test_request_context(), family_scope([1]):
        copy = db.session.query(Document).filter(Document.redacted_from == 1).one()
        assert copy.status == "read" and db.session.query(Proposal).filter_by(document_id=copy.id).count() == 0
        assert "Vermeulen" not in " ".join(page.text for page in copy.pages) and "Selam" in " ".join(page.text for page in copy.pages)
        assert [one.id for one in casefile.case_of(db.session.get(Family, 1), lang="en").documents] == [1]
