"""Exhibit numbers: given once to a reader, never changed, never given again."""

import pytest
from hypothesis import given, strategies

from caseline.db import db, family_scope, now
from caseline.dossiers.choices import Paper
from caseline.dossiers.exhibits import in_checklist_order, numbered
from caseline.timeline.models import Event
from tests.interface.page_reader import read_page

from .family import BUILDER, with_papers

DOCUMENTS = strategies.lists(strategies.integers(1, 40), unique=True)


def test_new_papers_go_on_after_the_highest_number_ever_given():
    assert numbered([10, 11, 12], {11: 1, 99: 7}) == {10: 8, 11: 1, 12: 9}


@given(DOCUMENTS, DOCUMENTS, DOCUMENTS)
def test_a_number_once_sent_stays_and_is_never_used_for_another_paper(first, second, third):
    sent = numbered(first, {})
    sent |= numbered(second, sent)
    again = numbered(third, sent)
    assert all(again[one] == sent[one] for one in third if one in sent)
    assert len({**sent, **again}) == len(set({**sent, **again}.values()))


def test_two_papers_sent_under_one_number_are_an_error():
    with pytest.raises(ValueError, match="one exhibit number"):
        numbered([1], {1: 3, 2: 3})


def paper(number: int, translation_of: int | None = None, date: str = "2020") -> Paper:
    return Paper(id=number, kind="annex_13", date=date, translation_of=translation_of)


def test_a_translation_comes_right_after_its_original():
    papers = [paper(1, date="2020-01"), paper(2, date="2020-02"), paper(3, 1, date="2024")]
    assert [one.id for one in in_checklist_order(papers, {})] == [1, 3, 2]


@pytest.mark.parametrize("papers", [[paper(1, 2), paper(2, 1)], [paper(1, 1)], [paper(1, 99)], [paper(1, 2), paper(2, 3), paper(3)]])
def test_no_paper_is_lost_whatever_is_said_of_translations(papers):
    assert sorted(one.id for one in in_checklist_order(papers, {})) == sorted(one.id for one in papers)


def test_the_translation_of_a_cited_paper_goes_along_and_names_it(app, an):
    decision, letter = with_papers(app)
    an.post(f"/families/1/documents/{letter}/facts", data={"kind": "annex_13", "translation_of": str(decision)})
    with app.test_request_context(), family_scope([1]):
        db.session.query(Event).filter_by(edtf="2020-06-30").one().deleted_at = now()
        db.session.commit()
    page = read_page(an.get(BUILDER)).text
    assert "traduction de pièce 1" in page or "traduction de la pièce 1" in page
