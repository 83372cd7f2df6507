"""Copies for readers tell nothing of cameras, places, authors and times; what is seen on them stays as it was."""

import io
import zipfile

import docx
import pypdfium2
import pytest
from PIL import Image

from caseline.db import db, family_scope
from caseline.documents.models import Document, Page
from caseline.dossiers.binding import strip
from tests.reading import papers

from .family import agreed, handed_over, with_papers


def photograph(kind: str, orientation: int = 1) -> bytes:
    picture, stream = Image.new("RGB", (40, 20), "beige"), io.BytesIO()
    exif = Image.Exif()
    exif[0x010F], exif[0x0132], exif[0x0112] = "Phone of Selam", "2021:03:04 10:00:00", orientation
    exif.get_ifd(0x8825)[2] = (50.0, 51.0, 0.0)
    picture.save(stream, kind, exif=exif)
    return stream.getvalue()


def letter() -> bytes:
    document, stream = docx.Document(), io.BytesIO()
    document.add_paragraph("Selam va à l’école.")
    document.core_properties.author, document.core_properties.comments = "Claire Secret", "hidden remark"
    document.save(stream)
    return stream.getvalue()


def signed(data: bytes) -> bytes:
    """A PDF with an author in its properties."""
    return data.replace(b"/Type /Catalog", b"/Author (Claire Secret) /Type /Catalog")


@pytest.fixture(scope="module")
def bare():
    """Every kind of file without metadata, made in one run of the child."""
    files = {
        "photo.jpg": photograph("JPEG"), "turned.jpg": photograph("JPEG", 6), "picture.png": photograph("PNG"), "letter.docx": letter(),
        "decision.pdf": signed(papers.pdf("Ordre de quitter")), "form.pdf": papers.pdf("Attestation", fields={"rempli": (100, 100, 300, 120)}),
        "mail.txt": b"From: someone", "broken.jpg": b"\xff\xd8\xff\xe0\x00\x10broken", "other.zip": b"PK\x03\x04nonsense", "fax.tif": b"II*\x00",
    }
    return files, dict(zip(files, strip([(data, "") for data in files.values()]), strict=True))


@pytest.mark.parametrize("name", ["photo.jpg", "turned.jpg", "picture.png"])
def test_a_photograph_tells_neither_where_nor_with_what_it_was_taken(bare, name):
    data = bare[1][name]
    assert b"Selam" not in data and b"2021:03" not in data and not Image.open(io.BytesIO(data)).getexif()


def test_the_picture_itself_stays_pixel_for_pixel_and_upright(bare):
    files, made = bare
    before, after = Image.open(io.BytesIO(files["photo.jpg"])), Image.open(io.BytesIO(made["photo.jpg"]))
    assert before.tobytes() == after.tobytes()
    assert Image.open(io.BytesIO(made["turned.jpg"])).size == (20, 40)


def test_a_word_file_loses_its_author_and_keeps_its_words(bare):
    data = bare[1]["letter.docx"]
    document = docx.Document(io.BytesIO(data))
    assert document.paragraphs[0].text == "Selam va à l’école." and not document.core_properties.author
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        everything = b"".join(archive.read(name) for name in archive.namelist())
    assert b"Secret" not in everything and b"hidden remark" not in everything and b"rsid" not in archive_text(data)


def archive_text(data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read("word/document.xml")


def test_a_pdf_keeps_its_pages_and_what_was_filled_in(bare):
    made = bare[1]
    assert b"Secret" not in made["decision.pdf"]
    assert "Ordre de quitter" in pypdfium2.PdfDocument(made["decision.pdf"])[0].get_textpage().get_text_range()
    assert pypdfium2.PdfDocument(made["form.pdf"])[0].get_textpage().get_text_range().strip().startswith("Attestation")


@pytest.mark.parametrize("name", ["mail.txt", "broken.jpg", "other.zip", "fax.tif"])
def test_what_cannot_safely_be_stripped_is_left_as_it_came(bare, name):
    assert bare[1][name] is None


def test_the_zip_holds_bare_copies_and_the_fingerprint_of_the_originals_and_the_switch_gives_these(app, an):
    decision, _letter = with_papers(app)
    agreed(app, 1, 2)
    handed_over(app, an)
    with app.test_request_context(), family_scope([1]):
        before = db.session.get(Document, decision).sha256
    bare, came = (zipfile.ZipFile(io.BytesIO(an.get(f"/families/1/dossiers/versions/1/exhibits.zip{query}").data)) for query in ("", "?as_received=1"))
    original = an.get(f"/families/1/documents/{decision}/original").data
    assert came.read(came.namelist()[2]) == original != bare.read(bare.namelist()[2])
    for index in (bare.read("index.html").decode(), came.read("index.html").decode()):
        assert before in index
    assert "sans métadonnées" in bare.read("index.html").decode() and "tel que reçu" in came.read("index.html").decode()


def test_a_scanned_pdf_can_be_searched_in_the_bundle_by_what_was_read_on_it(app, an):
    decision, _letter = with_papers(app)
    with app.test_request_context(), family_scope([1]):
        page = db.session.query(Page).filter_by(document_id=decision, number=2).one()
        page.text, page.ocr, page.width, page.height = "Tampon illisible", True, 595, 842
        page.words = [(0, 6, 0.1, 0.5, 0.2, 0.52, 0.9), (7, 16, 0.22, 0.5, 0.4, 0.52, 0.9)]
        db.session.commit()
    handed_over(app, an)
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(an.get("/families/1/dossiers/versions/1/exhibits.pdf").data)]
    assert "illisible" in pages[2] and "illisible" not in pages[1]
