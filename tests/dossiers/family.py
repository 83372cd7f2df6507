"""An's family as it stands before a hand-over: papers, accepted events, consents; for tests of the pages."""

from io import BytesIO

from caseline.agreements.models import Consent
from caseline.db import db, family_scope
from caseline.documents.intake import receive
from caseline.documents.models import Page
from caseline.families.models import Family
from caseline.timeline.models import Citation, Event
from tests.reading import papers

GRACE, SAMUEL = 1, 2
BUILDER = "/families/1/dossiers/new?for=lawyer&reader=Ma%C3%AEtre+Dumortier&lang=fr"


def with_papers(app) -> list[int]:
    """A decision (PDF, two pages) and a letter (text), each cited by an accepted event. Returns the documents' ids."""
    with app.test_request_context(), family_scope([1]):
        family = db.session.get(Family, 1)
        decision = _paper(family, "annexe 13.pdf", papers.pdf("Ordre de quitter le territoire", "Notifié le 22 septembre 2014"), "application/pdf", 2, kind="annex_13", dated="2014-09-04")
        letter = _paper(family, "lettre école.txt", "L'école confirme la présence de Samuel.".encode(), "text/plain", 1, kind="school_certificate", dated="2020-06-30")
        _event(decision, "order_to_leave", "2014-09-04", "Ordre de quitter le territoire")
        _event(letter, "school", "2020-06-30", "Samuel va à l'école")
        db.session.commit()
        return [decision, letter]


def agreed(app, *persons: int, kind: str = "share_with_lawyer") -> None:
    with app.test_request_context(), family_scope([1]):
        db.session.add_all(Consent(family_id=1, person_id=person, kind=kind, given_on="2026-01-10") for person in persons)
        db.session.commit()


def handed_over(app, browser, **more) -> int:
    """A frozen version for the lawyer; returns its id."""
    answer = browser.post("/families/1/dossiers/hand-over", data={"for": "lawyer", "reader": "Maître Dumortier", "lang": "fr", "consent": "Grace, à la table", "override_reason": "urgent appeal", **more})
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return int(answer.headers["Location"].rsplit("/", 1)[1])


def _paper(family, name, data, media_type, pages, **facts) -> int:
    document = receive(family, name, BytesIO(data), user_id=1).document
    document.status, document.media_type, document.page_count = "read", media_type, pages
    for field, value in facts.items():
        setattr(document, field, value)
    for number in range(1, pages + 1):
        page = Page(family_id=1, document_id=document.id, number=number, text="L'école confirme la présence de Samuel." if media_type == "text/plain" else "", width=0)
        page.words = []
        db.session.add(page)
    db.session.flush()
    return document.id


def _event(document_id, type_, edtf, sentence) -> None:
    event = Event(family_id=1, type=type_, edtf=edtf, sentence=sentence)
    db.session.add(event)
    db.session.flush()
    db.session.add(Citation(family_id=1, event_id=event.id, document_id=document_id, page=1, quote=sentence))
