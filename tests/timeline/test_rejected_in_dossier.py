"""An argument that was rejected stands in the lawyer's dossier, with the decision that rejected it and the page that says so."""

from io import BytesIO

import pytest
from docx import Document

from caseline.db import db, family_scope
from caseline.dossiers.making import make
from caseline.families.models import Family

SAID = "The length of stay is no exceptional circumstance."


@pytest.mark.parametrize(("lang", "heading"), [("en", "Arguments already rejected"), ("fr", "Arguments déjà rejetés"), ("nl", "Reeds verworpen argumenten")])
def test_it_is_printed_with_its_decision_and_its_page(story, an, app, lang, heading):
    an.post(f"/families/1/timeline/procedures/{story[0]}/arguments", data={"text": SAID, "event": story[3], "citation": "4"})
    with app.test_request_context(), family_scope([1]):
        data = make(db.session.get(Family, 1), kind="lawyer", lang=lang)
    told = "\n".join(cell.text for table in Document(BytesIO(data)).tables for row in table.rows for cell in row.cells) + "\n".join(p.text for p in Document(BytesIO(data)).paragraphs)
    assert heading in told and SAID in told and "Le recours est rejeté." in told
