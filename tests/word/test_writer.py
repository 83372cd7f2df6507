"""A dossier becomes a Word file that Word accepts, that links within itself, and that says nothing about its maker."""

from dataclasses import replace

import pytest
from hypothesis import given, settings, strategies
from lxml import etree

from caseline.word.blocks import (
    BadBlock, Column, Heading, PageBreak, Paragraph, Row, Run, Section, Table, Toc, WordDocument, cell, exhibit_link,
    row_bookmark, text,
)
from caseline.word.writer import write

from .conftest import make_chronology
from .wordprocessingml import body_of, faults, parts_of, w


def test_word_finds_nothing_to_repair(chronology):
    assert faults(write(chronology)) == []


def test_the_same_dossier_gives_the_same_bytes(chronology):
    assert write(chronology) == write(make_chronology(3))
    assert write(chronology) != write(make_chronology(4))


def test_the_header_row_repeats_and_rows_stay_whole(chronology):
    rows = list(body_of(write(chronology)).iter(w("tr")))
    assert rows[0].find(f"{w('trPr')}/{w('tblHeader')}") is not None
    assert all(row.find(f"{w('trPr')}/{w('cantSplit')}") is not None for row in rows)


def test_a_row_longer_than_a_page_may_be_split():
    table = Table((Column("Date", 1), Column("Event", 3)), (Row((cell("2014"), cell("many words " * 900))),), "long")
    rows = list(body_of(write(WordDocument((table,), "en", "Long"))).iter(w("tr")))
    assert rows[1].find(f"{w('trPr')}/{w('cantSplit')}") is None


def test_widths_stand_on_the_grid_and_on_every_cell(chronology):
    for table in body_of(write(chronology)).iter(w("tbl")):
        grid = [column.get(w("w")) for column in table.iter(w("gridCol"))]
        for row in table.iter(w("tr")):
            assert [width.get(w("w")) for width in row.iter(w("tcW"))] == grid


def test_the_wide_table_stands_on_landscape_pages_and_the_rest_upright(chronology):
    sizes = [one.get(w("orient")) for one in body_of(write(chronology)).iter(w("pgSz"))]
    assert sizes == [None, "landscape", None]


def test_every_section_has_page_numbers_version_and_confidentiality(chronology):
    parts = parts_of(write(chronology))
    for name in ("word/footer_default.xml", "word/footer_default_landscape.xml"):
        footer = parts[name].decode()
        assert " PAGE " in footer and " NUMPAGES " in footer and "version 1 · confidentiel" in footer


def test_the_contents_link_to_the_numbered_headings(chronology):
    body = body_of(write(chronology))
    lines = ["".join(one.itertext()) for one in body.iter(w("hyperlink")) if one.get(w("anchor")).startswith("_Toc")]
    assert lines == ["1Résumé", "2Chronologie", "2.1Tous les événements", "3Pièces"]
    assert "TOC" in "".join(one.text for one in body.iter(w("instrText")))


def test_a_mention_of_an_exhibit_leads_to_its_line_in_the_inventory(chronology):
    body = body_of(write(chronology))
    assert sum(one.get(w("anchor")) == "exhibit_1" for one in body.iter(w("hyperlink"))) == 3
    (target,) = [one for one in body.iter(w("bookmarkStart")) if one.get(w("name")) == "exhibit_1"]
    assert "Annexe 13" in "".join(next(target.iterancestors(w("tr"))).itertext())


def test_a_mention_of_an_exhibit_that_is_not_in_the_inventory_is_refused():
    with pytest.raises(BadBlock, match="exhibit_9"):
        write(WordDocument((Paragraph((exhibit_link(9, "pièce 9"),)),), "fr", "x"))


def test_two_rows_cannot_carry_one_bookmark():
    rows = (Row((cell("a"),), row_bookmark(1)), Row((cell("b"),), row_bookmark(1)))
    with pytest.raises(BadBlock, match="row_1"):
        write(WordDocument((Table((Column("x", 1),), rows, "twice"),), "en", "x"))


@pytest.mark.parametrize("name", ["two words", "1st", "", "x" * 41, "é"])
def test_a_bookmark_that_word_cannot_name_is_refused(name):
    with pytest.raises(BadBlock):
        write(WordDocument((Paragraph(text("x"), bookmark=name),), "en", "x"))


def test_languages_are_marked_for_the_document_and_for_each_quotation(chronology):
    parts = parts_of(write(chronology))
    styles = etree.fromstring(parts["word/styles.xml"])
    assert [one.get(w("val")) for one in styles.iter(w("lang"))] == ["fr-BE"]
    (quoted,) = [run for run in body_of(write(chronology)).iter(w("r")) if "wij wonen" in "".join(run.itertext())]
    assert quoted.find(f"{w('rPr')}/{w('lang')}").get(w("val")) == "nl-BE"


def test_an_arabic_name_runs_from_right_to_left_inside_a_french_sentence(chronology):
    body = body_of(write(chronology))
    names = [run for run in body.iter(w("r")) if "".join(run.itertext()) == "سارة بن علي"]
    assert len(names) == 4 and all(run.find(f"{w('rPr')}/{w('rtl')}") is not None for run in names)
    turned = ["".join(one.itertext()) for one in body.iter(w("p")) if one.find(f"{w('pPr')}/{w('bidi')}") is not None]
    assert turned == ["سارة بن علي"]


def test_the_file_names_no_program_no_person_and_no_hour_but_the_given_one(chronology):
    data = write(chronology)
    parts = parts_of(data)
    everything = b"".join(parts.values()).lower()
    assert b"python-docx" not in everything and b"lastmodifiedby" not in everything and b"rsid" not in everything
    core = parts["docProps/core.xml"].decode()
    assert "<dc:creator>Maison ouverte</dc:creator>" in core and core.count("2024-03-01T09:30:00Z") == 2
    assert not [name for name in parts if "thumbnail" in name or "custom" in name.lower()]
    assert b'TargetMode="External"' not in b"".join(parts.values())


def test_remarks_are_written_and_there_are_never_footnotes_beside_them(chronology):
    parts = parts_of(write(chronology))
    assert "à vérifier" in parts["word/comments.xml"].decode()
    assert not [name for name in parts if "footnotes" in name or "endnotes" in name]


def test_a_draft_says_so_across_the_page_and_a_final_version_does_not(chronology):
    assert 'string="PROJET"' in parts_of(write(chronology))["word/header_default.xml"].decode()
    assert "word/header_default.xml" not in parts_of(write(replace(chronology, watermark="")))


def test_two_tables_in_a_row_stay_two():
    one = Table((Column("a", 1),), (), "a")
    body = body_of(write(WordDocument((one, one, PageBreak(), Heading(text("x"), numbered=False)), "en", "x")))
    tags = [etree.QName(child).localname for child in body.find(w("body"))]
    assert tags == ["tbl", "p", "tbl", "p", "p", "p", "sectPr"]


def test_no_line_has_an_exact_height_because_libreoffice_then_loses_rows(chronology):
    assert not [one for one in body_of(write(chronology)).iter(w("spacing")) if one.get(w("lineRule")) == "exact"]


def test_an_empty_document_and_empty_contents_are_still_word_files():
    for blocks in ((), (Toc("Contents"),), (Section(True),), (Table((Column("", 1),), (), "nothing"),)):
        assert faults(write(WordDocument(blocks, "nl", ""))) == []


def test_large_type_sets_the_whole_text_larger(chronology):
    def size(document):
        styles = etree.fromstring(parts_of(write(document))["word/styles.xml"])
        (normal,) = [one for one in styles.iter(w("style")) if one.get(w("styleId")) == "Normal"]
        return int(normal.find(f"{w('rPr')}/{w('sz')}").get(w("val")))
    assert size(replace(chronology, large=True)) >= 1.3 * size(chronology)


@settings(max_examples=60, deadline=None)
@given(strategies.text(), strategies.text(alphabet="a\x00\x0b\r\n\t\x1b\ufffe\ud800\u202eب <>&\"'1\u00ad"))
def test_any_text_gives_readable_xml_and_loses_no_letter(first, second):
    words = first + second
    document = WordDocument((Paragraph((Run(words),)), Table((Column(words[:9], 1),), (Row((cell((Run(words),)),)),), words)),
                            "en", words)
    body = body_of(write(document))
    printed = "".join(piece.text or "" for piece in body.find(f"{w('body')}/{w('p')}").iter(w("t")))
    assert [c for c in printed if c.isalnum()] == [c for c in words if c.isalnum()]
    assert "\u202e" not in printed and "\x00" not in printed
