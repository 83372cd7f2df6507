"""A list that somebody kept by hand: every row is seen before it stands on the timeline, with its file and row as source."""

from io import BytesIO

import pytest
from openpyxl import Workbook
from sqlalchemy import select

from caseline.db import db, family_scope
from caseline.families.models import Family
from caseline.timeline import earlier
from caseline.timeline.models import Citation, EarlierRow, Event

HOME = "/families/1/timeline/earlier/"
LINES = [("Famille Okonjo",), (), ("Date", "Notification", "Qui", "Fait", "Pièce"), ("été 2014", None, "Grace", "Déménagement à Gand", ""), ("4/9/2014", "22/9/2014", "famille", "Ordre de quitter le territoire", "annexe 13"),
         ("12/3/2016 et 14/5/2016", None, "Samuel", "Audience au CCE", ""), ("peu après", None, "", "Refus CGRA", "")]


def sheet(lines=LINES) -> BytesIO:
    book = Workbook()
    for line in lines:
        book.active.append(line)
    out = BytesIO()
    book.save(out)
    return BytesIO(out.getvalue())


def bring(browser, data=None, name="chronologie.xlsx"):
    return browser.post(HOME, data={"file": (data or sheet(), name)}, content_type="multipart/form-data")


@pytest.fixture
def brought(an):
    assert bring(an).status_code == 303


def rows(app):
    with app.test_request_context(), family_scope([1]):
        return db.session.scalars(select(EarlierRow).order_by(EarlierRow.id)).all()


def as_shown(app, *numbers, **changes):
    """The form of these rows as the page shows it."""
    fields = {"row": [str(n) for n in numbers], "deed": "accept"}
    for row in rows(app):
        fields |= {f"sentence-{row.id}": row.what, f"was_when-{row.id}": row.edtf, f"type-{row.id}": row.type, f"people-{row.id}": [str(n) for n in row.person_ids],
                   f"was_date_notification_date-{row.id}": row.notified, f"date_notification_date-{row.id}": row.notified, f"when-{row.id}": row.edtf}
    return fields | changes


def test_the_rows_are_read_and_nothing_stands_on_the_timeline(app, an, brought):
    found = rows(app)
    assert [(row.number, row.edtf, row.type, row.person_ids, row.problem) for row in found] == [
        (4, "2014-22", "address_change", [1], ""), (5, "2014-09-04", "order_to_leave", [1, 2], ""), (6, "2016-03-12", "hearing_call", [2], "two_dates"),
        (6, "2016-05-14", "hearing_call", [2], "two_dates"), (7, "", "other", [], "unread")]
    page = an.get(f"{HOME}1").get_data(as_text=True)
    assert "5 rows wait" in page and "annexe 13" in page and "this date could not be read" in page
    with app.test_request_context(), family_scope([1]):
        assert not db.session.scalars(select(Event)).all()


def test_the_first_row_is_what_it_says_and_no_note_of_that_day(app, an):
    bring(an, sheet([("Date", "Fait"), ("28/2/2010", "Arrivée en Belgique"), ("3/3/2010", "Demande d'asile")]))
    assert [row.type for row in rows(app)] == ["arrival_belgium", "asylum_application"]


def test_accepted_rows_become_events_that_name_their_file_and_row(app, an, brought):
    an.post(f"{HOME}1", data=as_shown(app, 1, 2))
    with app.test_request_context(), family_scope([1]):
        event = db.session.scalar(select(Event).where(Event.type == "order_to_leave"))
        source = db.session.scalar(select(Citation).where(Citation.event_id == event.id))
        assert (event.edtf, event.dates, sorted(event.person_ids)) == ("2014-09-04", {"notification_date": "2014-09-22"}, [1, 2])
        assert (source.source_kind, source.account_of) == ("earlier_chronology", "chronologie.xlsx, row 5 (annexe 13)") and "4/9/2014" not in source.account_of
    opened = an.get(f"/families/1/timeline/rows/{event.id}").get_data(as_text=True)
    assert "Earlier chronology" in opened and f"{HOME}of/{event.id}" in opened
    assert an.get(f"{HOME}of/{event.id}").headers["Location"].endswith("#row-2")


def test_a_row_is_corrected_before_it_is_accepted(app, an, brought):
    an.post(f"{HOME}1", data=as_shown(app, 5, **{"when-5": "mars 2015", "sentence-5": "The CGRS refuses."}))
    with app.test_request_context(), family_scope([1]):
        event = db.session.scalar(select(Event))
        assert (event.edtf, event.sentence) == ("2015-03", "The CGRS refuses.")


def test_a_date_that_cannot_be_read_stops_the_batch_and_loses_nothing(app, an, brought):
    answer = an.post(f"{HOME}1", data=as_shown(app, 1, 5, **{"when-5": "peu après", "sentence-1": "Typed by me."}))
    assert answer.status_code == 422 and "Typed by me." in answer.get_data(as_text=True) and "not clear" in answer.get_data(as_text=True)
    assert {row.decision for row in rows(app)} == {"undecided"}


def test_dismissed_and_accepted_rows_can_be_taken_back(app, an, brought):
    an.post(f"{HOME}1", data=as_shown(app, 1))
    an.post(f"{HOME}1", data={"row": ["2"], "deed": "dismiss"})
    assert [row.decision for row in rows(app)][:2] == ["accepted", "dismissed"]
    an.post(f"{HOME}1/back?rows=1,2")
    assert {row.decision for row in rows(app)} == {"undecided"}
    with app.test_request_context(), family_scope([1]):
        assert db.session.scalar(select(Event)).deleted_at


def test_deciding_twice_makes_one_event(app, an, brought):
    for _ in range(2):
        an.post(f"{HOME}1", data=as_shown(app, 1))
    with app.test_request_context(), family_scope([1]):
        assert len(db.session.scalars(select(Event)).all()) == 1


def test_a_person_says_which_column_is_which(app, an, brought):
    an.post(f"{HOME}1", data=as_shown(app, 2))
    an.post(f"{HOME}1/columns", data={"date": "0", "what": "4"})
    assert [(row.number, row.what) for row in rows(app)] == [(5, "Ordre de quitter le territoire"), (4, ""), (6, ""), (6, ""), (7, "")]
    an.post(f"{HOME}1/columns", data={"date": ""})
    assert len(rows(app)) == 5


def test_what_is_no_chronology_is_refused_with_a_sentence(an):
    for data, name, told in ((BytesIO(b""), "", "The file is empty"), (BytesIO(b"PK\x03\x04x"), "a.docx", "damaged"), (BytesIO(b"%PDF-1.7 \x00"), "a.pdf", "Only Word")):
        answer = bring(an, data, name)
        assert answer.status_code == 422 and told in answer.get_data(as_text=True)


def test_five_hundred_rows_are_shown_in_pages(app, an):
    bring(an, sheet([("Datum", "Feit"), *((f"{1 + n % 28}/3/{1995 + n % 30}", f"Feit {n}") for n in range(500))]))
    page = an.get(f"{HOME}1?page=20").get_data(as_text=True)
    assert "500 rows wait" in page and "Feit 499" in page and "Feit 474" not in page


def test_a_list_is_put_away_and_comes_back(an, brought):
    an.post(f"{HOME}1/remove")
    assert an.get(f"{HOME}1").status_code == 404 and "chronologie.xlsx" not in an.get(HOME).get_data(as_text=True).split("undo")[-1].split("Brought in")[-1]
    an.post(f"{HOME}1/restore")
    assert an.get(f"{HOME}1").status_code == 200


def test_formulas_and_markup_stay_words(app, an):
    bring(an, BytesIO(b'Date;What\n2014;"=cmd|calc <script>alert(1)</script>"\n'), "a.csv")
    assert "<script>alert" not in an.get(f"{HOME}1").get_data(as_text=True) and rows(app)[0].what.startswith("=cmd")


def test_who_is_meant(in_family):
    grace, samuel = in_family.persons
    for text, meant in (("Grace", [grace]), ("mère : grace et son fils", [grace]), ("les enfants", [samuel]), ("ouders", [grace]), ("hele gezin", [grace, samuel]), ("Me Claes", []), ("", [])):
        assert earlier.concerned(text, in_family.persons) == [person.id for person in meant], text
    assert isinstance(in_family, Family)
