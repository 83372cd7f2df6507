"""Help: every topic in every language, found by its words, read as strictly as any page."""

import re

import pytest
from lxml import html

from caseline.help import topics
from caseline.i18n import LANGUAGES
from tests.conftest import signed_in
from tests.interface.page_reader import dead_ends, read_page


@pytest.mark.parametrize("name", [*topics.ORDER, topics.WHATS_NEW])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_topic_exists_in_every_language(name, language):
    assert (topics.FOLDER / language / f"{name}.html").is_file()
    one = topics.topic(name, language)
    assert one.title and one.lead.endswith(".") and len(one.words) > 200


@pytest.mark.parametrize("name", [*topics.ORDER, topics.WHATS_NEW])
def test_translations_say_as_much_as_the_original(name):
    """The same headings, paragraphs and list items, in the same order: nothing was left out."""
    shapes = {language: re.findall(r"<(h2|p|li|dt|tr)[ >]", topics.topic(name, language).text) for language in LANGUAGES}
    assert shapes["fr"] == shapes["en"] == shapes["nl"]


def test_no_file_is_left_without_its_place():
    names = {path.stem for language in LANGUAGES for path in (topics.FOLDER / language).glob("*.html")}
    assert names == {*topics.ORDER, topics.WHATS_NEW}


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_reads_every_page_in_her_language(app, an, language):
    an.post("/me/language", data={"language": language})
    for address in ["/help/", "/help/whats-new", *(f"/help/{name}" for name in topics.ORDER)]:
        page = read_page(an.get(address))
        assert page.tree.get("lang") == language
        assert not dead_ends(page, app)


def test_somebody_who_only_evaluates_may_read_the_help(app):
    assert read_page(signed_in(app, "Ed").get("/help/dates")).heading == "Writing dates honestly"


def test_words_are_found_without_their_accents(an):
    hits = topics.search("delai avocat", "fr")
    assert "findings" in [hit.topic.name for hit in hits]
    assert all("<mark>" in hit.excerpt for hit in hits)
    page = read_page(an.get("/help/?q=passkey"))
    assert "Signing in" in page.links


def test_a_topic_whose_title_has_the_word_comes_first():
    assert topics.search("dossier", "en")[0].topic.name == "dossiers"


@pytest.mark.parametrize("query", ["", "   ", "zzzzz", "<script>alert(1)</script>", "%", "a" * 5000, "🙂"])
def test_any_query_is_answered(an, query):
    page = read_page(an.get("/help/", query_string={"q": query}))
    assert page.heading == "Help"


def test_a_topic_that_does_not_exist_is_not_found(an):
    for name in ("nothing", "..%2F..%2Flayout", "EN"):
        assert an.get(f"/help/{name}").status_code == 404


def test_help_text_is_plain_markup():
    """No script, no address outside, no class that the style sheet does not know."""
    known = {"steps", "facts", "visually-hidden"}
    for language in LANGUAGES:
        for name in (*topics.ORDER, topics.WHATS_NEW):
            tree = html.fragment_fromstring(topics.topic(name, language).text, create_parent="div")
            assert {value for element in tree.iter() for value in element.get("class", "").split()} <= known
            assert not tree.xpath("//script | //style | //@style | //@href[starts-with(., 'http')]")
