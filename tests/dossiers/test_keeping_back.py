"""Single events and papers are kept back from one reader: in every later version and in what changed, until An gives them."""

import io

import docx
import pytest

from caseline.db import db, family_scope
from caseline.dossiers.choices import Choices, kept, restored
from caseline.dossiers.models import DossierVersion
from caseline.timeline.models import Event
from tests.interface.page_reader import read_page

from .demiri import TODAY
from .family import BUILDER, agreed, handed_over, with_papers

SCHOOL = "Samuel va à l'école"


@pytest.fixture
def sent(app, an) -> int:
    """A version for Maître Dumortier without the event of the school."""
    with_papers(app)
    agreed(app, 1, 2)
    return handed_over(app, an, withhold_event="2")


def words_of(data: bytes) -> str:
    document = docx.Document(io.BytesIO(data))
    return "\n".join([*(p.text for p in document.paragraphs), *(c.text for t in document.tables for r in t.rows for c in r.cells)])


def test_it_stands_nowhere_and_is_counted_for_an(an, sent):
    assert SCHOOL not in words_of(an.post(f"/families/1/dossiers/versions/{sent}/file").data)
    page = read_page(an.get(f"/families/1/dossiers/versions/{sent}")).text
    assert "Kept back 1" in page and "Nothing changed for this reader" in page


def test_what_changed_since_does_not_tell_it_either(app, an, sent):
    with app.test_request_context(), family_scope([1]):
        db.session.get(Event, 1).sentence = "Ordre de quitter le territoire, corrigé"
        db.session.commit()
    text = words_of(an.post(f"/families/1/dossiers/versions/{sent}/changes").data)
    assert "corrigé" in text and SCHOOL not in text


def test_the_next_version_for_this_reader_keeps_it_back_by_itself(an, sent):
    page = read_page(an.get(BUILDER))
    preview = page.tree.xpath('//section[contains(@class,"preview")]')[0].text_content()
    assert SCHOOL not in preview and page.tree.xpath('//input[@name="withhold_event" and @value="2" and @checked]')
    other = read_page(an.get(BUILDER.replace("Dumortier", "Holvoet")))
    assert SCHOOL in other.tree.xpath('//section[contains(@class,"preview")]')[0].text_content()


def test_it_goes_out_once_an_unticks_it(an, sent):
    page = read_page(an.get(BUILDER + "&seen_reader=Ma%C3%AEtre+Dumortier"))
    assert SCHOOL in page.tree.xpath('//section[contains(@class,"preview")]')[0].text_content()


def test_a_version_keeps_what_was_chosen(app, sent):
    with app.test_request_context(), family_scope([1]):
        assert db.session.get(DossierVersion, sent).choices["withheld_events"] == [2]


@pytest.mark.parametrize("options", [Choices(TODAY), Choices(TODAY, persons=(1,), documents=(2, 3), procedures=("a",), since="2014", only_key=True, withheld_events=frozenset({4}), originals=frozenset({5}))])
def test_choices_come_back_as_they_were(options):
    assert restored(kept(options), Choices(TODAY)) == options and restored(None, options) == options


def test_a_procedure_can_be_chosen_and_open_questions_and_empty_fields_are_pointed_out(app, an):
    with_papers(app)
    with app.test_request_context(), family_scope([1]):
        db.session.get(Event, 1).question = "Un recours ?"
        db.session.commit()
    assert "1 open question goes along" in read_page(an.get(BUILDER)).text and "no summary in your words" in read_page(an.get(BUILDER)).text
    page = read_page(an.get(BUILDER.replace("for=lawyer", "for=commissioner"))).text
    assert "question to the Commissioner is not written" in page and "what these children say themselves: OKONJO Samuel" in page


def test_the_card_says_whom_to_call_and_until_when_it_holds(app, an):
    with_papers(app)
    page = read_page(an.get(BUILDER.replace("for=lawyer", "for=card") + "&contact=0470+00+00+01&valid_until=June+2027"))
    preview = page.tree.xpath('//section[contains(@class,"preview")]')[0].text_content()
    assert "0470 00 00 01" in preview and "30 juin 2027" in preview
    assert page.tree.xpath('//form[@method="post"]//input[@name="valid_until"]/@value') == ["2027-06-30"] * 2
