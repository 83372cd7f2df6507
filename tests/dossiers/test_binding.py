"""The bundle of exhibits: one PDF that a lawyer can file, whatever the papers are, and whatever is hidden in them."""

import io
import os
import socket
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from caseline.dossiers import bundle_child
from caseline.dossiers.binding import NotBound, Picture, Sheet, bind
from caseline.dossiers.dossier import Cover, Dossier, Exhibit
from caseline.dossiers.wording import LANGUAGES
from tests.reading import papers


def dossier(*titles: str, lang: str = "fr") -> Dossier:
    exhibits = tuple(Exhibit(number, title, "Annexe 13", "2014-09-04", "Office des étrangers", document=number) for number, title in enumerate(titles, 1))
    return Dossier("lawyer", lang, "be", Cover("PT-2026-01", "Maison Claire", date(2026, 11, 22), 2, False), (), (), exhibits=exhibits)


def pages_of(data: bytes) -> list[str]:
    paper = pypdfium2.PdfDocument(data)
    return [page.get_textpage().get_text_range() for page in paper]


def webp() -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (620, 877), "beige").save(stream, "WEBP")
    return stream.getvalue()


def test_every_page_is_stamped_in_the_language_of_the_dossier_and_stays_searchable():
    two_pages = papers.pdf("Ordre de quitter le territoire", "Notifie le 22 septembre 2014")
    found = pages_of(bind(dossier("décision"), {1: Sheet(pdf=two_pages)}, recipient="Maître Dumortier"))
    assert len(found) == 3
    assert "Recueil des pièces" in found[0] and "2–3" in found[0] and "Maître Dumortier" in found[0]
    assert "Ordre de quitter le territoire" in found[1] and "Pièce 1 – 1/2" in found[1]
    assert "Notifie le 22 septembre 2014" in found[2] and "Pièce 1 – 2/2" in found[2] and "recueil p. 3" in found[2]


@pytest.mark.parametrize(("lang", "stamp"), list(zip(LANGUAGES, ("Pièce 1 – 1/1", "Stuk 1 – 1/1", "Exhibit 1 – 1/1", "Anlage 1 – 1/1"), strict=True)))
def test_stamps_speak_the_readers_language(lang, stamp):
    assert stamp in pages_of(bind(dossier("a", lang=lang), {1: Sheet(texts=("bonjour",))}, recipient="x"))[1]


def test_each_exhibit_has_a_bookmark_that_leads_to_its_first_page():
    sheets = {1: Sheet(pdf=papers.pdf("a", "b")), 2: Sheet(texts=("un courriel",)), 3: Sheet(pictures=(Picture(webp(), 620, 877),))}
    marks = pypdfium2.PdfDocument(bind(dossier("décision", "courriel", "photo"), sheets, recipient="x")).get_toc()
    assert [(mark.get_title(), mark.get_dest().get_index()) for mark in marks] == [
        ("Pièce 1 – Annexe 13 – décision", 1), ("Pièce 2 – Annexe 13 – courriel", 3), ("Pièce 3 – Annexe 13 – photo", 4)]


def test_a_scan_can_be_searched_by_the_words_that_were_read_in_it():
    picture = Picture(webp(), 620, 877, (("Bruxelles,", 0.1, 0.1, 0.3, 0.13), ("septembre", 0.35, 0.1, 0.5, 0.13)))
    data = bind(dossier("scan"), {1: Sheet(pictures=(picture,))}, recipient="x")
    assert "Bruxelles," in pages_of(data)[1] and "septembre" in pages_of(data)[1]
    shown = pypdfium2.PdfDocument(data)[1].render(scale=1).to_pil().convert("L").crop((50, 80, 320, 115))
    darkest, lightest = shown.getextrema()
    assert lightest - darkest < 10, "the words lie there unseen"


def test_long_text_counts_its_own_pages():
    found = pages_of(bind(dossier("récit"), {1: Sheet(texts=("ligne\n" * 150, "fin"))}, recipient="x"))
    total = len(found) - 1
    assert total >= 4 and [f"Pièce 1 – {number}/{total}" in page for number, page in enumerate(found[1:], 1)] == [True] * total


@pytest.mark.parametrize("text", ['#read("/etc/passwd")', "#eval(\"1\")", "$x$ *a* _b_ `c` <label> @ref \\ // no comment", "عربي – Ελληνικά – кириллица", ""])
def test_no_text_of_a_paper_is_taken_for_code(text):
    found = pages_of(bind(dossier(text or "x"), {1: Sheet(texts=(text, "end"))}, recipient=text))
    assert "end" in "".join(found)
    if text.startswith("#"):
        assert text in found[1].replace("\r\n", "")


@pytest.mark.parametrize("data", [b"no pdf at all", b"%PDF-1.7\n" + b"\xff" * 2000, papers.pdf("x")[:300]])
def test_a_paper_that_cannot_be_opened_says_so_on_its_page(data):
    found = pages_of(bind(dossier("abîmé", "entier"), {1: Sheet(pdf=data), 2: Sheet(pdf=papers.pdf("whole"))}, recipient="x"))
    assert len(found) == 3 and "n’a pas pu être joint" in found[1].replace("\r\n", " ") and "whole" in found[2]


def test_a_paper_that_is_no_longer_kept_says_so():
    assert "n’est plus conservé" in pages_of(bind(dossier("perdu"), {}, recipient="x"))[1].replace("\r\n", " ")


def test_a_locked_paper_opens_with_its_password_and_the_bundle_is_not_locked():
    locked = papers.pdf("secret de famille", encrypt=("clef", "maître"))
    assert "secret de famille" in pages_of(bind(dossier("fermé"), {1: Sheet(pdf=locked, password="clef")}, recipient="x"))[1]
    assert "n’a pas pu" in pages_of(bind(dossier("fermé"), {1: Sheet(pdf=locked, password="faux")}, recipient="x"))[1]


def test_a_form_is_no_form_any_more_in_the_bundle():
    form = papers.pdf("Nom:", fields={"Okonjo Grace": (100, 600, 300, 620)})
    data = bind(dossier("formulaire"), {1: Sheet(pdf=form)}, recipient="x")
    assert not pypdfium2.PdfDocument(data).get_formtype()


def test_a_turned_page_is_shown_upright():
    data = bind(dossier("de travers"), {1: Sheet(pdf=papers.pdf("x"), rotations={"1": 90})}, recipient="x")
    width, height = pypdfium2.PdfDocument(data)[1].get_size()
    assert width > height


def test_a_personal_copy_names_its_reader_and_day_on_every_page():
    found = pages_of(bind(dossier("a", "b"), {1: Sheet(pdf=papers.pdf("x", "y")), 2: Sheet(texts=("z",))}, recipient="Maître Dumortier", day=date(2026, 11, 22)))
    assert all("Maître Dumortier, 22 novembre 2026" in page.replace("\xa0", " ") for page in found)


def test_the_same_exhibits_give_the_same_bytes():
    sheets = {1: Sheet(pdf=papers.pdf("x"))}
    assert bind(dossier("a"), sheets, recipient="x") == bind(dossier("a"), sheets, recipient="x")


def test_what_takes_too_long_or_is_too_large_is_stopped():
    with pytest.raises(NotBound, match="stopped"):
        bind(dossier("a"), {1: Sheet(texts=("x",))}, recipient="x", seconds=0.01)


def test_a_dossier_without_exhibits_has_an_index_only():
    assert len(pages_of(bind(replace(dossier(), exhibits=()), {}, recipient="x"))) == 1


class TestApart:
    """Each paper is opened by a copy of the child that can do nothing but answer."""

    @pytest.mark.parametrize("harm", [
        lambda _data, _one: Path("/etc/hostname").read_bytes(),
        lambda _data, _one: Path("/tmp/left-behind").write_bytes(b"x"),
        lambda _data, _one: socket.create_connection(("127.0.0.1", 9)),
        lambda _data, _one: bytes(4 << 30),
        lambda _data, _one: os.kill(os.getpid(), 11),
        lambda _data, _one: 1 / 0,
    ], ids=["read", "write", "network", "memory", "crash", "error"])
    def test_harm_ends_with_the_copy(self, harm):
        with pytest.raises(EOFError):
            bundle_child._apart(harm, b"", {})

    def test_a_page_that_cannot_be_taken_over_is_drawn(self):
        plain = bundle_child._apart(bundle_child._plain_pdf, papers.pdf("x"), {"password": "", "rotations": {}})
        assert bundle_child._apart(bundle_child._drawn, plain, {"number": 0}).startswith(b"\xff\xd8")
