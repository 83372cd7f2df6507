"""The organisation's letterhead and templates: coordinators bring them, dossiers are written on them, versions stay the same."""

import io
from hashlib import sha256

import docx
import pytest

from caseline.db import EVERY_FAMILY, db, family_scope
from caseline.dossiers.models import DossierVersion, HouseFile

from .family import handed_over, with_papers

PAPER = "/dossier-paper/"


def word(*paragraphs: str, header: str = "") -> bytes:
    document = docx.Document()
    for line in paragraphs:
        document.add_paragraph(line)
    if header:
        document.sections[0].header.paragraphs[0].text = header
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def bring(browser, what: str, data: bytes, **form):
    return browser.post(PAPER + what, data={"file": (io.BytesIO(data), "ours.docx"), **form}, content_type="multipart/form-data")


def kept(app, model) -> list:
    with app.app_context(), family_scope(EVERY_FAMILY):
        found = list(db.session.query(model).order_by(model.id))
        db.session.expunge_all()
        return found


def all_text(data: bytes) -> str:
    document = docx.Document(io.BytesIO(data))
    parts = [document.element, *(section.header._element for section in document.sections)]
    return "".join(node.text or "" for part in parts for node in part.iter())


def test_dossiers_are_written_on_the_letterhead_and_versions_keep_theirs(app, an, co):
    with_papers(app)
    assert bring(co, "letterhead", word(header="Maison Claire asbl")).status_code == 303
    version = handed_over(app, an)
    first = an.post(f"/families/1/dossiers/versions/{version}/file").data
    assert "Maison Claire asbl" in all_text(first)
    bring(co, "letterhead", word(header="Another house"))
    assert an.post(f"/families/1/dossiers/versions/{version}/file").data == first
    assert sha256(first).hexdigest() == kept(app, DossierVersion)[0].sha256
    assert [one.retired_at is None for one in kept(app, HouseFile)] == [False, True]


def test_a_template_of_ones_own_is_filled_in_and_frozen(app, an, co):
    with_papers(app)
    template = word("{{ title }} {{ reference }}", "{% for row in rows %}{{ row.date }}: {{ row.event }}; {% endfor %}")
    assert bring(co, "templates", template, name="Court letter").status_code == 303
    assert "Court letter" in an.get("/families/1/dossiers/new").get_data(as_text=True)
    version = handed_over(app, an, template="1")
    first, again = (an.post(f"/families/1/dossiers/versions/{version}/file").data for _time in range(2))
    assert first == again and sha256(first).hexdigest() == kept(app, DossierVersion)[0].sha256
    assert "PT-2026-01" in all_text(first) and "Ordre de quitter le territoire" in all_text(first)


@pytest.mark.parametrize("data", [
    b"no word file", word("{{ salary }}"), word("{{ title"), word("{{ cycler.__init__.__globals__.os.popen('id').read() }}"),
], ids=["no word file", "unknown field", "broken", "program"])
def test_a_template_that_does_not_work_is_refused_on_arrival(app, co, data):
    answer = bring(co, "templates", data, name="x")
    assert answer.status_code == 422 and "cannot be used" in answer.get_data(as_text=True)
    assert kept(app, HouseFile) == []


def test_a_letterhead_that_is_none_is_refused(app, co):
    assert bring(co, "letterhead", b"%PDF-1.4").status_code == 422
    assert co.post(PAPER + "letterhead").status_code == 422 and kept(app, HouseFile) == []


def test_a_retired_template_is_not_offered_but_its_versions_stay(app, an, co):
    with_papers(app)
    bring(co, "templates", word("{{ title }}"), name="Old")
    version = handed_over(app, an, template="1")
    co.post(PAPER + "1/retire")
    assert "Old" not in an.get("/families/1/dossiers/new").get_data(as_text=True)
    assert an.post(f"/families/1/dossiers/versions/{version}/file").status_code == 200
    later = handed_over(app, an, template="1")
    assert kept(app, DossierVersion)[later - 1].template_id is None


def test_the_page_lists_every_field_and_a_trial_can_be_taken(co):
    bring(co, "templates", word("{{ recipient }}"), name="Trial")
    page = co.get(PAPER).get_data(as_text=True)
    assert "{{ recipient }}" in page and "file_numbers" in page
    assert "‹recipient›" in all_text(co.post(PAPER + "1/trial").data)


def test_case_managers_leave_it_to_the_coordinator(an):
    assert an.get(PAPER).status_code == 403
