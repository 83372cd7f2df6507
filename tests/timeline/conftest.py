"""Family 1 with a story: an asylum procedure and a request for regularisation, accepted from papers."""

import pytest

from caseline.db import db, family_scope
from caseline.documents.models import Document, Page
from caseline.timeline.decisions import Wording, write_event
from caseline.timeline.models import Citation

STORY = [
    ("asylum_application", "2010-03-03", {}, "Grace asks for asylum."),
    ("cgrs_refusal", "2011-02-08", {"notification_date": "2011-02-10"}, "The CGRS refuses."),
    ("appeal_call", "2011-03-01", {}, "Grace appeals."),
    ("judgment_call", "2011-05-31", {}, "The Council rejects the appeal."),
    ("application_9bis", "2013-10-21", {}, "Grace asks for regularisation."),
    ("decision_inadmissible", "2014-09-04", {"notification_date": "2014-09-22"}, "The request is inadmissible."),
    ("support_letter", "2015-05-05", {}, "The school writes a letter."),
]


@pytest.fixture
def story(app):
    """The ids of the seven events, in order; nothing stays in scope."""
    with app.test_request_context(), family_scope([1]):
        document = Document(family_id=1, name="jugement.pdf", sha256="1" * 64, address="1/00/01", size=1, kind="judgment", dated="2011-05-31")
        db.session.add(document)
        db.session.flush()
        page = Page(family_id=1, document_id=document.id, number=1, text="Le recours est rejeté.")
        page.words = []
        db.session.add(page)
        ids = []
        for type_, edtf, dates, sentence in STORY:
            event = write_event(1, Wording(type_, edtf, False, dates, [1], sentence), user_id=1)
            event.citations.append(Citation(family_id=1, source_kind="primary_document", document_id=document.id, page=1, quote="Le recours est rejeté.", edtf=edtf, dates=dates))
            db.session.flush()
            ids.append(event.id)
        db.session.commit()
        db.session.remove()
    return ids
