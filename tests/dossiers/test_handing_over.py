"""An makes a dossier for Maître Dumortier: looks, corrects, hands over, learns what changed, takes the remarks back."""

import io
from hashlib import sha256

import docx
import pytest

from caseline.agreements.models import Confidence
from caseline.assessments.models import Assessment
from caseline.db import EVERY_FAMILY, db, family_scope
from caseline.dossiers.models import DossierVersion, ExhibitNumber, ReturnedNote
from caseline.families.models import Person
from caseline.history import HistoryEntry
from caseline.timeline.models import Event

from .family import BUILDER, GRACE, SAMUEL, agreed, handed_over, with_papers


def kept(app, model) -> list:
    with app.app_context(), family_scope(EVERY_FAMILY):
        found = list(db.session.query(model).order_by(model.id))
        db.session.expunge_all()
        return found


def version_file(browser, version: int, what: str = "file") -> bytes:
    answer = browser.post(f"/families/1/dossiers/versions/{version}/{what}")
    assert answer.status_code == 200 and answer.headers["Content-Disposition"].startswith("attachment")
    return answer.data


def commented(data: bytes, at: str, text: str) -> bytes:
    """The Word file with a lawyer's remark on the first row that says `at`."""
    document = docx.Document(io.BytesIO(data))
    named = (row for table in document.tables for row in table.rows if row._tr.xpath(".//w:bookmarkStart"))
    cells = (cell for row in named for cell in row.cells)
    runs = [run for cell in cells for paragraph in cell.paragraphs for run in paragraph.runs if at in run.text]
    document.add_comment(runs=[runs[0]], text=text, author="C. Dumortier", initials="CD")
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def test_the_builder_shows_the_preview_and_makes_no_reader(app, an):
    with_papers(app)
    page = an.get(BUILDER).get_data(as_text=True)
    assert "Ordre de quitter le territoire" in page and "Maître Dumortier" in page
    assert kept(app, DossierVersion) == []


def test_a_draft_says_that_it_is_one(app, an):
    with_papers(app)
    answer = an.post("/families/1/dossiers/draft", data={"for": "lawyer", "reader": "Maître Dumortier", "lang": "fr"})
    assert answer.data[:2] == b"PK" and "draft" in answer.headers["Content-Disposition"]
    assert any("rojet" in paragraph.text for paragraph in docx.Document(io.BytesIO(answer.data)).paragraphs)


def test_the_file_of_a_version_is_the_bytes_whose_hash_was_kept(app, an):
    with_papers(app)
    version = handed_over(app, an)
    first, again = version_file(an, version), version_file(an, version)
    assert first == again and sha256(first).hexdigest() == kept(app, DossierVersion)[0].sha256


def test_a_version_stays_as_it_was_sent_and_says_what_changed_since(app, an):
    with_papers(app)
    version = handed_over(app, an)
    before = version_file(an, version)
    with app.test_request_context(), family_scope([1]):
        event = db.session.query(Event).filter_by(edtf="2020-06-30").one()
        event.sentence = "Samuel va à l'école du quartier"
        db.session.commit()
    assert version_file(an, version) == before
    assert "1 event reads differently" in an.get(f"/families/1/dossiers/versions/{version}").get_data(as_text=True)
    assert "quartier" in "".join(node.text or "" for node in docx.Document(io.BytesIO(version_file(an, version, "changes"))).element.iter())


def test_a_paper_keeps_its_number_for_this_reader_in_every_later_version(app, an):
    decision, letter = with_papers(app)
    handed_over(app, an, document=[letter])
    handed_over(app, an)
    numbers = {one.document_id: one.number for one in kept(app, ExhibitNumber)}
    assert numbers == {letter: 1, decision: 2}
    other = handed_over(app, an, reader="Maître Baert")
    assert {one.document_id: one.number for one in kept(app, ExhibitNumber) if one.reader_id == 2} != numbers and other == 3


def test_remarks_land_on_their_row_once_and_wait_to_be_decided(app, an):
    with_papers(app)
    version = handed_over(app, an)
    back = commented(version_file(an, version), "Ordre de quitter", "Où est l'accusé de réception ?")
    for _time in range(2):
        an.post(f"/families/1/dossiers/versions/{version}/returned", data={"file": (io.BytesIO(back), "retour.docx")}, content_type="multipart/form-data")
    [note] = kept(app, ReturnedNote)
    assert (note.author, note.state, note.text) == ("C. Dumortier", "open", "Où est l'accusé de réception ?")
    event = next(one for one in kept(app, Event) if one.id == note.event_id)
    assert event.edtf == "2014-09-04" and event.question == ""
    an.post(f"/families/1/dossiers/notes/{note.id}", data={"deed": "question"})
    assert next(one for one in kept(app, Event) if one.id == note.event_id).question == note.text
    assert kept(app, ReturnedNote)[0].state == "question"


@pytest.mark.parametrize("data", [b"", b"PK", b"%PDF-1.4", b"PK\x03\x04" + b"\0" * 500])
def test_what_is_no_word_file_is_told_in_a_sentence(app, an, data):
    with_papers(app)
    version = handed_over(app, an)
    answer = an.post(f"/families/1/dossiers/versions/{version}/returned", data={"file": (io.BytesIO(data), "retour.docx")}, content_type="multipart/form-data", follow_redirects=True)
    assert answer.status_code == 200 and kept(app, ReturnedNote) == []


def test_people_without_consent_are_named_and_nothing_goes_out_without_a_reason(app, an):
    with_papers(app)
    agreed(app, GRACE)
    assert "No consent for this reader: Samuel." in an.get(BUILDER).get_data(as_text=True)
    answer = an.post("/families/1/dossiers/hand-over", data={"for": "lawyer", "reader": "Maître Dumortier", "lang": "fr", "sent_how": "sur papier"})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422 and kept(app, DossierVersion) == []
    assert "goes out only with a reason" in page and "sur papier" in page


def test_a_reason_is_kept_with_the_version_and_in_the_history(app, an):
    with_papers(app)
    agreed(app, GRACE)
    handed_over(app, an, override_reason="hearing tomorrow", consent="")
    [version] = kept(app, DossierVersion)
    assert version.override_reason == "hearing tomorrow" and version.consent == "Grace 2026-01-10"
    [entry] = [one for one in kept(app, HistoryEntry) if one.verb == "consent overridden"]
    assert entry.details == {"persons": [SAMUEL], "reason": "hearing tomorrow"} and entry.family_id == 1


def test_with_everybodys_consent_no_reason_is_asked_nor_kept(app, an):
    with_papers(app)
    agreed(app, GRACE, SAMUEL)
    handed_over(app, an, override_reason="left over", consent="")
    [version] = kept(app, DossierVersion)
    assert version.override_reason == "" and version.consent == "Grace 2026-01-10; Samuel 2026-01-10"
    assert not [one for one in kept(app, HistoryEntry) if one.verb == "consent overridden"]


def test_consent_for_the_lawyer_is_none_for_the_commissioner(app, an):
    with_papers(app)
    agreed(app, GRACE, SAMUEL)
    assert "No consent for this reader: Grace, Samuel." in an.get(BUILDER.replace("for=lawyer", "for=commissioner")).get_data(as_text=True)


def test_the_familys_own_copy_asks_nobody(app, an):
    with_papers(app)
    handed_over(app, an, **{"for": "family", "override_reason": ""})
    assert kept(app, DossierVersion)[0].override_reason == ""


def test_what_was_told_in_confidence_or_is_restricted_stays_and_is_counted(app, an):
    decision, _letter = with_papers(app)
    with app.test_request_context(), family_scope([1]):
        event = db.session.query(Event).filter_by(edtf="2020-06-30").one()
        event.sensitivity = "restricted"
        db.session.add(Confidence(family_id=1, told_on="2026-02-02", text="the neighbour helps", author_id=1))
        db.session.commit()
    page = an.get(BUILDER).get_data(as_text=True)
    assert "1 thing was told not to be recorded" in page and "kept back" in page
    preview = page[page.index('id="check"'):]
    assert "neighbour" not in page and "Samuel va à l" not in preview


def test_the_commissioner_reads_the_childs_own_words_and_how_they_were_heard(app, an):
    with_papers(app)
    agreed(app, SAMUEL, kind="share_with_commissioner")
    with app.test_request_context(), family_scope([1]):
        words = {"own_words": "Je veux rester avec mes amis.", "own_language": "fr", "heard": "with_trusted", "strengths": ["joue au foot"], "ties": "club de quartier"}
        db.session.get(Person, SAMUEL).born = "2012-05-01"
        db.session.add(Assessment(family_id=1, person_id=SAMUEL, on="2026-03-01", is_draft=False, **words))
        db.session.add(Assessment(family_id=1, person_id=SAMUEL, on="2026-04-01", own_words="brouillon secret"))
        db.session.commit()
    page = an.get(BUILDER.replace("for=lawyer", "for=commissioner")).get_data(as_text=True)
    assert "Je veux rester avec mes amis." in page and "avec une personne de confiance" in page
    assert "joue au foot" in page and "club de quartier" in page and "brouillon secret" not in page
    assert "Je veux rester" not in an.get(BUILDER).get_data(as_text=True)


def test_nothing_leaves_the_house_from_a_screen_that_was_left_open(app, an, clock):
    """Eleven minutes later, whoever sits there is asked for the password; what was typed goes along."""
    with_papers(app)
    handed_over(app, an)
    clock.pass_by(minutes=11)
    base = "/families/1/dossiers"
    for method, where in (("POST", "/draft"), ("POST", "/hand-over"), ("POST", "/versions/1/file"), ("POST", "/versions/1/changes"), ("GET", "/versions/1/exhibits.pdf"), ("GET", "/versions/1/exhibits.zip")):
        answer = an.open(base + where, method=method, data={"reader": "Maître Dumortier"} if method == "POST" else None)
        assert answer.status_code == 401 and b"Is it still you?" in answer.data, where
    assert b"Dumortier" in an.post(base + "/hand-over", data={"reader": "Maître Dumortier"}).data
