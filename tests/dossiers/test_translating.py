"""An's own words stay as she wrote them; where she gives a translation, the dossier prints it beside, marked as hers."""

import pytest

from caseline.db import db, family_scope
from caseline.timeline.models import Event
from tests.interface.page_reader import read_page

from .family import BUILDER, with_papers

PLACE = "/families/1/dossiers/translations/"
DUTCH = BUILDER.replace("lang=fr", "lang=nl")


@pytest.fixture
def events(app):
    """Two events An wrote herself, one with a question."""
    with_papers(app)
    with app.test_request_context(), family_scope([1]):
        event = db.session.query(Event).filter_by(edtf="2014-09-04").one()
        event.question = "Un recours est-il encore possible ?"
        db.session.commit()


def test_a_translation_is_printed_beside_the_text_in_that_language_only(an, events):
    an.post(PLACE, data={"lang": "nl", "event:1": "Bevel om het grondgebied te verlaten aan de ouders", "question:1": "Is beroep nog mogelijk?"})
    dutch, french = read_page(an.get(DUTCH)).text, read_page(an.get(BUILDER)).text
    assert "[Werkvertaling] Bevel om het grondgebied te verlaten aan de ouders" in dutch and "Ordre de quitter le territoire" in dutch
    assert "[Werkvertaling] Is beroep nog mogelijk?" in dutch and "Un recours est-il encore possible ?" in dutch
    assert "aan de ouders" not in french and "Is beroep nog mogelijk" not in french


def test_a_translation_of_words_that_were_changed_since_is_not_printed_but_shown_to_her(app, an, events):
    an.post(PLACE, data={"lang": "nl", "event:1": "Bevel aan de ouders"})
    with app.test_request_context(), family_scope([1]):
        db.session.get(Event, 1).sentence = "Ordre de quitter le territoire à toute la famille"
        db.session.commit()
    assert "Bevel aan de ouders" not in read_page(an.get(DUTCH)).text
    page = read_page(an.get(PLACE + "?lang=nl")).text
    assert "The text was changed since" in page and "Bevel aan de ouders" in page
    an.post(PLACE, data={"lang": "nl", "event:1": "Bevel aan de hele familie"})
    assert "Bevel aan de hele familie" in read_page(an.get(DUTCH)).text


def test_an_emptied_translation_is_gone(an, events):
    an.post(PLACE, data={"lang": "nl", "event:1": "Bevel"})
    an.post(PLACE, data={"lang": "nl", "event:1": " "})
    assert "Werkvertaling" not in read_page(an.get(DUTCH)).text


def test_what_caseline_wrote_itself_needs_no_translation(app, an, events):
    with app.test_request_context(), family_scope([1]):
        db.session.get(Event, 1).sentences = {"nl": "De ouders krijgen bevel.", "fr": "Les parents reçoivent un ordre."}
        db.session.get(Event, 1).question = ""
        db.session.commit()
    assert "Ordre de quitter" not in read_page(an.get(PLACE + "?lang=nl")).text
    assert "De ouders krijgen bevel." in read_page(an.get(DUTCH)).text


def test_the_summary_and_the_request_have_their_translation_too(an, events):
    page = read_page(an.get(DUTCH + "&summary=Une+famille&summary_translation=Een+gezin")).text
    assert "Une famille" in page and "[Werkvertaling] Een gezin" in page


@pytest.mark.parametrize("form", [{"lang": "nl", "event:999": "x"}, {"lang": "xx", "nonsense:1": "x"}, {"lang": "nl"}])
def test_nothing_is_kept_for_texts_that_do_not_exist(an, events, form):
    assert an.post(PLACE, data=form).status_code == 303
    assert "Werkvertaling" not in read_page(an.get(DUTCH)).text
