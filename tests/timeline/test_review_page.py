"""The review page shows a proposal beside the page it comes from, its quote marked, for papers with an image and without."""

from io import BytesIO

import pytest
from sqlalchemy import select

from caseline import jobs
from caseline.db import db, family_scope
from caseline.documents.intake import receive
from caseline.families.models import Family
from caseline.timeline.models import Proposal
from tests.reading import papers as made

LETTER = "Bruxelles, le 8 juillet 2016.\nVotre demande 9bis a été déclarée\nirrecevable le 4 septembre 2014."
PAPERS = {"lettre.pdf": made.pdf(LETTER), "lettre.txt": LETTER.encode(), "scan.png": made.encoded(made.page_picture(LETTER))}


@pytest.mark.parametrize("name", PAPERS)
def test_a_proposal_is_shown_beside_its_page_with_the_quote_marked(app, an, name):
    with app.test_request_context(), family_scope([1]):
        receive(db.session.get(Family, 1), name, BytesIO(PAPERS[name]), user_id=1)
        db.session.commit()
        jobs.run_all()
        proposal_id = db.session.scalars(select(Proposal.id)).first()
    answer = an.get(f"/families/1/review/{proposal_id}")
    assert answer.status_code == 200
    assert answer.text.count('class="here"') + answer.text.count("<mark") >= 1
