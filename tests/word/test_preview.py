"""The preview shows what the Word file will say, with the same links, and can carry no markup of its own."""

from lxml import html as lxml_html

from caseline.word.blocks import Heading, Paragraph, Run, Table, Column, Row, WordDocument, cell, text
from caseline.word.preview import html

from .conftest import make_chronology


def shown(document) -> lxml_html.HtmlElement:
    return lxml_html.fromstring(html(document))


def test_headings_rows_and_links_lead_to_the_same_places():
    page = shown(make_chronology(3))
    ids = page.xpath("//@id")
    assert len(set(ids)) == len(ids) and {"doc-row_1", "doc-row_2", "doc-row_3", "doc-exhibit_1"} <= set(ids)
    assert {target[1:] for target in page.xpath("//a/@href")} <= set(ids)
    assert page.xpath("//th[@scope='col']/text()")[:4] == ["N°", "Date", "Événement", "Source"]
    assert [heading.text_content() for heading in page.xpath("//h3[@id]")] == ["1 Résumé", "2 Chronologie", "3 Pièces"]


def test_languages_and_direction_are_kept():
    page = shown(make_chronology(1))
    assert page.get("lang") == "fr" and page.xpath("//*[@lang='nl']")[0].text_content() == "wij wonen hier al lang"
    assert page.xpath("//p[@dir='rtl']")[0].text_content() == "سارة بن علي"


def test_no_text_becomes_markup():
    evil = '"><script>alert(1)</script><img src=x onerror=alert(1)>'
    page = shown(WordDocument((Heading(text(evil)), Paragraph(text(Run(evil, lang=evil))),
                               Table((Column(evil, 1),), (Row((cell(evil),)),), evil)), "en", evil))
    assert not page.xpath("//script | //img | //*[@onerror] | //*[@style]")
    assert page.text_content().count("<script>") == 4


def test_an_empty_document_is_an_empty_article():
    assert html(WordDocument((), "en", "")) == '<article class="doc" lang="en"></article>'
