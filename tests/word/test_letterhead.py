"""An organisation's letterhead: its look and logo stay, what it knows about its makers goes."""

import io

import docx
import pytest
from docx.oxml import parse_xml
from docx.shared import Pt
from PIL import Image

from caseline.word.foreign import BadWordFile
from caseline.word.writer import write

from .conftest import make_chronology
from .wordprocessingml import W, body_of, faults, parts_of, w


def picture(kind="JPEG") -> bytes:
    """A logo taken with a telephone that noted where it was."""
    image = Image.new("RGB", (60, 20), "navy")
    exif = image.getexif()
    exif[0x010F] = "PhoneMaker"
    exif.get_ifd(0x8825)[1] = "N"
    buffer = io.BytesIO()
    image.save(buffer, kind, exif=exif)
    return buffer.getvalue()


def letterhead(change=lambda document: None) -> bytes:
    """A letterhead with a logo and address in its header, a bank account in its footer, and its own heading style."""
    document = docx.Document()
    header = document.sections[0].header
    header.paragraphs[0].add_run("Maison ouverte asbl")
    header.paragraphs[0].add_run().add_picture(io.BytesIO(picture()))
    document.sections[0].footer.paragraphs[0].add_run("BE00 0000 0000 0000")
    document.styles["Heading 1"].font.size = Pt(31)
    document.core_properties.author = "Ann Example"
    change(document)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def test_word_finds_nothing_to_repair_on_a_letterhead():
    assert [fault for fault in faults(write(make_chronology(2), letterhead=letterhead())) if "styles.xml" not in fault] == []


def test_header_and_logo_stay_and_the_footer_gains_version_and_page():
    parts = parts_of(write(make_chronology(2), letterhead=letterhead()))
    header, footer = parts["word/header_default.xml"].decode(), parts["word/footer_default.xml"].decode()
    assert "Maison ouverte asbl" in header and "blip" in header and 'string="PROJET"' in header
    assert footer.index("BE00 0000 0000 0000") < footer.index("version 1 · confidentiel") and "NUMPAGES" in footer


def test_its_own_styles_win_and_missing_ones_are_added():
    document = docx.Document(io.BytesIO(write(make_chronology(2), letterhead=letterhead())))
    assert document.styles["Heading 1"].font.size == Pt(31)
    assert document.styles["Caseline Cell"].font.size == Pt(8.5)


def test_the_makers_of_the_letterhead_are_not_named_and_the_logo_forgets_its_place():
    everything = b"".join(parts_of(write(make_chronology(2), letterhead=letterhead())).values())
    assert b"Ann Example" not in everything and b"PhoneMaker" not in everything and b"Exif" not in everything


def test_an_address_block_in_its_body_opens_the_document():
    data = letterhead(lambda document: document.add_paragraph("Rue de l’Exemple 1"))
    first = body_of(write(make_chronology(2), letterhead=data)).find(w("body"))[0]
    assert "".join(first.itertext()) == "Rue de l’Exemple 1"


def test_remarks_and_tracked_changes_in_it_do_not_reach_the_dossier():
    def edited(document):
        paragraph = document.add_paragraph("Rue ")
        for tag, word in (("ins", "neuve"), ("del", "vieille")):
            letters = "t" if tag == "ins" else "delText"
            paragraph._p.append(parse_xml(
                f'<w:{tag} xmlns:w="{W}" w:id="7" w:author="Ann Example"><w:r><w:{letters}>{word}</w:{letters}></w:r></w:{tag}>'))
        document.add_comment(paragraph.runs, "secret remark", author="Ann Example")
    data = write(make_chronology(2), letterhead=letterhead(edited))
    everything = b"".join(parts_of(data).values()).decode("utf-8", "replace")
    assert "Rue " in everything and "neuve" in everything
    assert "vieille" not in everything and "Ann Example" not in everything and "secret remark" not in everything
    assert [fault for fault in faults(data) if "styles.xml" not in fault] == []


def test_a_letterhead_that_fetches_something_from_elsewhere_is_refused():
    def linked(document):
        document.part.relate_to("https://example.org/logo.png", f"{W[:-5]}/image", is_external=True)
    with pytest.raises(BadWordFile, match="fetches"):
        write(make_chronology(1), letterhead=letterhead(linked))


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"PK\x03\x04" + b"\0" * 40, b"\xd0\xcf\x11\xe0" * 50])
def test_what_is_no_word_file_is_refused_with_a_sentence(data):
    with pytest.raises(BadWordFile, match=r"\.$"):
        write(make_chronology(1), letterhead=data)
