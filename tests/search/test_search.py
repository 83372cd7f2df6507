"""Words are found in every spelling, where they stand, and only in what I may see."""

import pytest
from sqlalchemy import event, select

from caseline.db import db, family_scope
from caseline.documents.models import Document, Page
from caseline.families.models import Family
from caseline.search import finding, index
from caseline.search.folding import fold, place, words
from caseline.search.index import WORDS
from caseline.timeline.decisions import Wording, write_event
from caseline.users.models import User


@pytest.fixture
def judgment(app):
    """A paper of family 1 with a judgment's words, and an event of family 2 with the same word."""
    with app.app_context(), family_scope([1]):
        document = Document(family_id=1, name="arrêt.pdf", sha256="2" * 64, address="1/22/22", size=9)
        db.session.add(document)
        db.session.flush()
        page = Page(family_id=1, document_id=document.id, number=1, text="Le Conseil rejette la requête de l'œuvre sociale, N° SP : 6.482.917.")
        page.words = []
        db.session.add(page)
        db.session.commit()
        document_id = document.id
    with app.app_context(), family_scope([2]):
        write_event(2, Wording("judgment_call", "2016", False, {}, [], "The court rejects the requête of the family."), user_id=2)
        db.session.commit()
    return document_id


def search(app, name, asked):
    with app.test_request_context():
        return finding.find(db.session.query(User).filter_by(name=name).one(), asked)


@pytest.mark.parametrize("asked", ["requête", "REQUETE", "requ", "oeuvre sociale", "6482917", "6.482.917", "arret"])
def test_a_word_is_found_however_it_is_written(app, judgment, asked):
    assert [hit.kind for hit in search(app, "An", asked).hits] == ["page"]


def test_the_hit_says_where_on_the_page_it_stands(app, judgment):
    hit = search(app, "An", "oeuvre").hits[0]
    assert hit.hit == "œuvre" and hit.record.text[hit.start : hit.end] == "œuvre"


def test_everybody_finds_only_in_their_own_families(app, judgment):
    assert [hit.family.id for hit in search(app, "An", "requete").hits] == [1]
    assert [hit.family.id for hit in search(app, "Bo", "requete").hits] == [2]
    assert {hit.family.id for hit in search(app, "Co", "requete").hits} == {1, 2}
    assert search(app, "Ed", "requete").hits == [] and search(app, "Lu", "requete").hits == []


def test_what_is_not_for_the_record_cannot_be_found(app, judgment):
    with app.app_context(), family_scope([1]):
        db.session.get(Document, judgment).sensitivity = "off_record"
        db.session.commit()
    assert search(app, "An", "requete").hits == []


def test_what_is_in_the_bin_cannot_be_found_until_it_comes_back(app, an, judgment):
    an.post(f"/families/1/documents/{judgment}/remove")
    assert search(app, "An", "requete").hits == []
    an.post(f"/families/1/documents/{judgment}/restore")
    assert len(search(app, "An", "requete").hits) == 1


def test_a_family_is_found_by_name_and_reference(app):
    assert [family.id for family in search(app, "An", "okonjo").families] == [1]
    assert [family.id for family in search(app, "Co", "PT-2026").families] == [1, 2]


def test_a_person_is_found_by_another_spelling(app, an):
    an.post("/families/1/members/1", data={"name": "OKONJO Grace Ada", "called": "", "relation": "mother", "sex": "F", "born": "", "nationality": "", "other_names": "Greis Okonyo", "numbers": "SP 7.123.456"})
    assert [hit.record.name for hit in search(app, "An", "okonyo").hits] == ["OKONJO Grace Ada"]
    assert [hit.record.name for hit in search(app, "An", "7123456").hits] == ["OKONJO Grace Ada"]


@pytest.mark.parametrize("asked", ["", "   ", '"', "AND OR NOT", "scope : family2", "*", "folded:", "(((", "a" * 300, "'; DROP TABLE history; --"])
def test_strange_questions_are_just_words(app, judgment, asked):
    assert all(hit.family.id == 1 for hit in search(app, "An", asked).hits)


def test_the_page_shows_the_hit_and_leads_to_it(an, judgment):
    page = an.get("/search?q=requete").get_data(as_text=True)
    assert "<mark>requête</mark>" in page and f"/documents/{judgment}/pages/1?start=" in page


def test_folding_opens_ligatures_and_drops_marks():
    assert fold("Œuvre Ærøskøbing STRASSE ß Łódź") == "oeuvre aeroskobing strasse ss lodz"
    assert words("N° 6.482.917") == ["n", "6", "482", "917", "6482917"]


@pytest.mark.parametrize("written, asked", [
    ("MOURADIAN Arsen", "Muradyan"), ("MOURADIAN Arsen", "Мурадян"), ("TADEVOSYAN Lusine", "Tadevosjan"), ("TESFAYE Dawit", "Davit"), ("ABDULLAHI Hodan", "Abdoulahi"),
    ("SHEVCHENKO Olena", "Шевченко"), ("SHEVCHENKO Olena", "Chevtchenko"), ("ԱՐՄԵՆ Սարգսյան", "Sargsyan"), ("GELASHVILI Nino", "გელაშვილი"), ("ZEYNEP Yıldırım", "yildirim"),
])  # fmt: skip
def test_a_name_is_found_by_how_it_sounds_and_in_other_letters(app, an, written, asked):
    an.post("/families/1/members/1", data={"name": written, "called": "", "relation": "mother", "sex": "F", "born": "", "nationality": "", "other_names": "", "numbers": ""})
    assert [hit.record.name for hit in search(app, "An", asked).hits] == [written]


@pytest.mark.parametrize("asked", ["Okafor", "Rahman", "Adama", "Grasse"])
def test_names_that_only_resemble_are_not_found(app, an, asked):
    assert search(app, "An", asked).hits == []


def test_hits_cost_a_statement_for_each_kind_and_not_for_each_hit(app, judgment):
    statements = []
    with app.app_context(), family_scope([1]):
        for number in range(2, 30):
            page = Page(family_id=1, document_id=judgment, number=number, text=f"La requête numéro {number}")
            page.words = []
            db.session.add(page)
        db.session.commit()
        event.listen(db.engine, "before_cursor_execute", lambda *told: statements.append(told[2]))
    assert len(search(app, "An", "requete").hits) == 29 and len(statements) <= 10


@pytest.fixture
def many_words(app, judgment):
    """Thirty pages with a word of their own each, which all begin alike, and one page with the beginning itself."""
    with app.app_context(), family_scope([1]):
        for number in range(2, 2 + WORDS + 30):
            page = Page(family_id=1, document_id=judgment, number=number, text=f"verbal{number:03} proces" if number > 2 else "verb")
            page.words = []
            db.session.add(page)
        db.session.commit()


def test_whole_words_come_before_words_that_only_begin_so(app, many_words):
    found = search(app, "An", "verb")
    assert found.more and len(found.hits) == finding.MOST
    assert "verb" in {hit.record.text for hit in found.hits}, "the oldest page, but the only one with the word itself"


@pytest.mark.parametrize("asked, count", [("verbal03", 10), ("verbal030 proc", 1), ("proce verbal05", 10), ("verbal030 verbal031", 0)])
def test_beginnings_find_all_that_begin_so(app, many_words, asked, count):
    assert len(search(app, "An", asked).hits) == count


@pytest.mark.parametrize("seldom", ["ve", "v"])
def test_a_beginning_of_very_many_words_still_finds_the_only_page_with_the_other_word(app, many_words, seldom):
    assert [hit.record.text for hit in search(app, "An", f"verbal{WORDS + 20:03} {seldom}").hits] == [f"verbal{WORDS + 20:03} proces"]


@pytest.mark.parametrize("asked", ["v", "ve", "verbal01", "verbal0 p", "ve pro", "verbal004 v", "verbal004 x", "verba proces", "pro", "pr v", "x"])
def test_however_few_entries_are_looked_through_all_are_found(app, many_words, monkeypatch, asked):
    """What the newest entries do not hold, older ones do: looking through some is only the faster way."""
    monkeypatch.setattr(index, "LOOKED_THROUGH", 3)
    monkeypatch.setattr(finding, "MOST", 100)
    texts = [f" verbal{number:03} proces" if number > 2 else " verb" for number in range(2, 2 + WORDS + 30)]
    found = [hit.record.text for hit in search(app, "An", asked).hits]
    assert len(found) == len(set(found)) == sum(all(f" {word}" in text for word in asked.split()) for text in texts)


def test_seldom_and_common_words_together_find_the_same_either_way(app, many_words, monkeypatch):
    """Whether the entries with the seldom word are read, or every word is followed through the index."""
    monkeypatch.setattr(finding, "MOST", 100)
    with app.app_context(), family_scope([1, 2]):
        texts = [f" {fold(text).replace(chr(39), ' ')}" for text in db.session.scalars(select(Page.text))]
    for asked in ("verbal030 proces", "verb proces", "proces verbal", "proc verba", "requete sociale", "requete verbal", "conseil rejette oeuvre"):
        for several in (0, 1, 1000):
            monkeypatch.setattr(index, "SEVERAL", several)
            found = [hit for hit in search(app, "An", asked).hits if hit.kind == "page"]
            assert len(found) == sum(all(f" {word}" in text for word in asked.split()) for text in texts), (asked, several)


@pytest.mark.encrypted_file
def test_many_small_changes_leave_no_index_in_pieces(app, judgment):
    for number in range(8):  # at sixteen pieces SQLite joins them by itself
        with app.app_context(), family_scope([2]):
            write_event(2, Wording("judgment_call", "2016", False, {}, [], f"The court rejects request {number}."), user_id=2)
            db.session.commit()
    with app.app_context(), family_scope([2]):
        assert db.session.connection().exec_driver_sql("SELECT count(DISTINCT id >> 37) FROM search_text_data WHERE id > 10").scalar() < 7
    assert len(search(app, "Bo", "request").hits) == 8


@pytest.mark.parametrize("asked", ["ᦰ", "aᦰb", "verbᳲal", "ß1", "ß2", "ss1"])
def test_letters_that_databases_cut_their_own_way_break_nothing(app, judgment, asked):
    assert search(app, "An", asked).hits == []


@pytest.mark.parametrize("text, word, shown", [
    ("straße und weiße Häuser", "hauser", "Häuser"), ("cœur, œuvre", "euvre", "œuvre"), ("cafe\u0301 noir", "noir", "noir"), ("cafe\u0301", "cafe", "cafe"), ("Łódź, Ærø", "aero", "Ærø"), ("İzmir ve İzmit", "izmit", "İzmit"),
])  # fmt: skip
def test_the_place_of_a_word_is_told_in_the_letters_of_the_text(text, word, shown):
    start, end = place(text, [word])
    assert text[start:end] == shown
