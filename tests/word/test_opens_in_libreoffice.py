"""A second program opens what was written: the right pages, in the right direction, with the words where they belong.

One LibreOffice start converts every file; the pages are then read with the PDF library Caseline reads with.
"""

import subprocess

import pypdfium2
import pytest

from caseline.word.blocks import Cell, Column, Heading, Paragraph, Row, Table, Tick, WordDocument, cell, text
from caseline.word.writer import write

from .conftest import make_chronology
from .test_letterhead import letterhead


HEIGHTS = (0, 3, 7, 12, 18, 25)


@pytest.fixture(scope="module")
def pdfs(tmp_path_factory):
    """The small dossier, a long one and one on a letterhead, as PDF documents by name."""
    folder = tmp_path_factory.mktemp("libreoffice")
    files = {"small": write(make_chronology(3)), "long": write(make_chronology(120)),
             "letterhead": write(make_chronology(3), letterhead=letterhead()),
             **{f"lower by {lines}": write(_pushed_down(lines)) for lines in HEIGHTS}}
    for name, data in files.items():
        (folder / f"{name}.docx").write_bytes(data)
    subprocess.run(["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf",
                    "--outdir", folder, *(folder / f"{name}.docx" for name in files)],
                   check=True, capture_output=True, timeout=120)
    opened = {name: pypdfium2.PdfDocument(folder / f"{name}.pdf") for name in files}
    yield opened
    for document in opened.values():
        document.close()


def _pushed_down(lines: int) -> WordDocument:
    """A table that starts that many lines down the page, its rows of uneven height, after another table."""
    rows = tuple(Row((cell(f"row-{n}-here"), Cell(tuple(text(Tick("x"), " yes" * (1 + n % 9)) for _ in range(1 + n % 4)))))
                 for n in range(40))
    first = Table((Column("a", 1), Column("b", 3)), rows[:5], "first")
    return WordDocument((*(Paragraph(text("a line")) for _ in range(lines)), first, Heading(text("Then")),
                         Paragraph(text("a note that stays with its table")), Table(first.columns, rows[5:], "second")),
                        "en", "x", large=bool(lines % 2))


def words(page: pypdfium2.PdfPage) -> str:
    text = page.get_textpage()
    try:
        return text.get_text_range()
    finally:
        text.close()


def test_landscape_pages_stand_between_upright_ones(pdfs):
    shapes = ["landscape" if width > height else "upright" for width, height in map(pypdfium2.PdfPage.get_size, pdfs["small"])]
    assert shapes == ["upright", "upright", "landscape", "upright"]


def test_the_header_row_is_repeated_on_every_page_of_the_table(pdfs):
    pages = [words(page) for page in pdfs["long"]]
    wide = [text for text, page in zip(pages, pdfs["long"]) if page.get_width() > page.get_height()]
    assert len(wide) > 3 and all("Événement" in text and "Source" in text for text in wide)


def test_every_page_says_which_of_how_many_it_is(pdfs):
    total = len(pdfs["long"])
    for number, page in enumerate(pdfs["long"], 1):
        assert f"Page {number} sur {total}" in words(page) and "version 1 · confidentiel" in words(page)


def test_no_row_is_lost_or_torn(pdfs):
    everything = "\n".join(words(page) for page in pdfs["long"])
    assert everything.count("OE, pièce 1, p. 3") == 120


@pytest.mark.parametrize("lines", HEIGHTS)
def test_no_row_is_lost_wherever_on_the_page_its_table_starts(pdfs, lines):
    everything = " ".join(words(page) for page in pdfs[f"lower by {lines}"])
    assert [n for n in range(40) if f"row-{n}-here" not in everything] == []


def test_the_letterhead_stands_on_each_page(pdfs):
    assert all("Maison ouverte asbl" in words(page) and "BE00 0000 0000 0000" in words(page) for page in pdfs["letterhead"])
