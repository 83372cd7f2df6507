"""Large papers come in parts over bad lines: nothing in clear, nothing twice, nothing of a colleague's; and photographs of one letter."""
from datetime import timedelta
from io import BytesIO

import pytest
from sqlalchemy import select

from caseline import jobs
from caseline.db import EVERY_FAMILY, db, family_scope, now
from caseline.documents import adding, arriving
from caseline.documents.models import ArrivingFile, ArrivingPart, Document, Page, PaperArrangement
from tests.conftest import open_instance, signed_in
from tests.reading import papers as made

LETTER = b"Bruxelles, le 4 septembre 2014. " * 2000
START = "/families/1/documents/arriving/"


def begun(browser, size=len(LETTER), name="lettre.txt", **more) -> str:
    answer = browser.post(START, data={"name": name, "size": size, **more})
    assert answer.status_code == 201, answer.json
    return answer.headers["Location"]


def send(browser, place: str, start: int, data: bytes):
    return browser.patch(place, data=data, headers={"Upload-Offset": str(start), "Accept": "application/json"})


def offset(browser, place: str) -> int:
    return int(browser.head(place).headers["Upload-Offset"])


@pytest.fixture
def stored(app):
    """The papers of family 1, in a scope of their own."""
    def look():
        with app.app_context(), family_scope([1]):
            return db.session.scalars(select(Document).order_by(Document.id)).all()
    return look


def test_a_paper_in_parts_is_stored_like_one_that_came_whole(an, stored):
    place = begun(an)
    assert send(an, place, 0, LETTER[:30_000]).status_code == 204 and offset(an, place) == 30_000
    answer = send(an, place, 30_000, LETTER[30_000:])
    assert answer.status_code == 200 and "safely stored" in answer.json["sentence"]
    paper, = stored()
    assert an.get(f"/families/1/documents/{paper.id}/original").data == LETTER
    assert an.head(place).status_code == 404


def test_a_part_at_the_wrong_place_is_refused_with_the_right_one(an, stored):
    place = begun(an)
    send(an, place, 0, LETTER[:1000])
    for wrong in (0, 999, 1001, len(LETTER)):
        answer = send(an, place, wrong, LETTER[wrong:wrong + 10])
        assert (answer.status_code, answer.headers["Upload-Offset"]) == (409, "1000")
    assert send(an, place, 1000, LETTER).status_code == 400  # more than was announced
    assert an.patch(place, data=b"x").status_code == 400
    assert offset(an, place) == 1000 and not stored()


def test_what_has_come_survives_a_restart_and_is_never_in_clear(app, an, instance):
    place = begun(an)
    send(an, place, 0, LETTER[:50_000])
    assert not any(b"septembre" in path.read_bytes() for path in instance.rglob("*") if path.is_file())
    with app.app_context(), family_scope([1]):
        assert b"septembre" not in db.session.scalars(select(ArrivingPart)).one().sealed
    later = signed_in(open_instance(instance), "An")
    assert offset(later, place) == 50_000
    assert send(later, place, 50_000, LETTER[50_000:]).status_code == 200


def test_only_who_began_it_goes_on_with_it(an, bo, co):
    place = begun(an)
    for other in (bo, co):
        assert send(other, place, 0, b"x").status_code == 404 and other.head(place).status_code == 404
    assert bo.post(START, data={"name": "x", "size": 1}).status_code == 404


@pytest.mark.parametrize(("size", "word"), [(0, "empty"), (-5, "empty"), ("many", "empty"), (201 * 1024 ** 2, "200 MB")])
def test_a_size_that_cannot_be_is_refused_in_a_sentence(an, size, word):
    answer = an.post(START, data={"name": "x.pdf", "size": size})
    assert answer.status_code == 422 and word in answer.json["sentence"]


def test_what_nobody_goes_on_with_is_forgotten(app, an):
    place = begun(an)
    send(an, place, 0, LETTER[:1000])
    with app.app_context(), family_scope([1]):
        db.session.scalars(select(ArrivingFile)).one().touched_at = now() - arriving.EXPIRY - timedelta(minutes=1)
        db.session.commit()
    begun(an)
    assert an.head(place).status_code == 404
    with app.app_context(), family_scope(EVERY_FAMILY):
        assert not db.session.scalars(select(ArrivingPart)).all()


def test_a_person_has_a_quota_and_is_told_when_it_is_reached(app, an, monkeypatch):
    monkeypatch.setattr(adding, "check_quota", lambda user_id, size: arriving.check_quota(user_id, size * 1024 ** 3))
    answer = an.post("/families/1/documents/", data={"files": (BytesIO(b"x" * 60), "a.txt")}, headers={"Accept": "application/json"})
    assert answer.status_code == 422 and "as much as one person may" in answer.json["sentence"]
    with app.app_context(), family_scope([1]):
        db.session.add_all(ArrivingFile(family_id=1, user_id=1, name="large", size=200 * 1024 ** 2) for _ in range(250))
        db.session.commit()
    assert "as much as one person may" in an.post(START, data={"name": "x", "size": 1}).json["sentence"]


def photograph(text: str) -> bytes:
    return made.encoded(made.page_picture(text, size=(900, 300)), "JPEG", quality=92)


def test_photographs_of_one_letter_are_one_paper_and_can_be_taken_apart(app, an, stored):
    for number, text in enumerate(("Commune de Valmont", "Madame Sow est née"), 1):
        data = {"files": (BytesIO(photograph(text)), f"IMG_{number}.jpg"), "together": "letter-1"}
        answer = an.post("/families/1/documents/", data=data, headers={"Accept": "application/json"})
        assert f"page {number}" in answer.json["sentence"]
    an.post("/families/1/documents/", data={"files": (BytesIO(photograph("Autre lettre")), "IMG_3.jpg"), "together": "letter-2"})
    with app.app_context():
        jobs.run_all()
    papers = [one for one in stored() if not one.deleted_at]
    assert [(one.name, one.page_count, one.status) for one in papers] == [("IMG_1.jpg", 2, "read"), ("IMG_3.jpg", 1, "read")]
    with app.app_context(), family_scope([1]):
        pages = db.session.scalars(select(Page).where(Page.document_id == papers[0].id).order_by(Page.number)).all()
        assert ["Valmont" in pages[0].text, "née" in pages[1].text, pages[1].width] == [True, True, 900]
        number = db.session.scalars(select(PaperArrangement.id).order_by(PaperArrangement.id)).first()
    assert an.get(f"/families/1/documents/{papers[0].id}/pages/2/image").status_code == 200
    an.post(f"/families/1/documents/arrangements/{number}/undo")
    assert [one.name for one in stored() if not one.deleted_at] == ["IMG_1.jpg", "IMG_2.jpg", "IMG_3.jpg"]


def test_a_photograph_that_cannot_be_read_keeps_its_page_and_says_so(app, an, stored):
    for number, data in enumerate((b"\xff\xd8\xff\xe0 cut", photograph("Commune de Valmont")), 1):
        an.post("/families/1/documents/", data={"files": (BytesIO(data), f"{number}.jpg"), "together": "letter-1"})
    with app.app_context():
        jobs.run_all()
    paper, = [one for one in stored() if not one.deleted_at]
    assert paper.page_count == 2 and paper.status == "read" and "Page 1 could not be read" in paper.warnings[0]
