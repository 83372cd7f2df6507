"""A received paper is read in the background: pages, attachments and turns are kept; a bad one is told in a code."""
from email.message import EmailMessage
from io import BytesIO

import pytest
from PIL import Image
from sqlalchemy import select

from caseline.db import db, family_scope
from caseline.documents import attached, images
from caseline.documents.intake import receive
from caseline.documents.models import Document, Status
from caseline.documents.reading import read_document
from caseline.families.models import Family
from tests.reading import papers as made


@pytest.fixture
def okonjo(app):
    with app.test_request_context(), family_scope([1]):
        yield db.session.get(Family, 1)


def read(family: Family, name: str, data: bytes) -> Document:
    document = receive(family, name, BytesIO(data), user_id=1).document
    db.session.commit()
    read_document(document.id, {})
    return db.session.get(Document, document.id, populate_existing=True)


def test_a_scan_lying_on_its_side_is_shown_the_way_it_was_read(okonjo):
    lying = made.page_picture().transpose(Image.Transpose.ROTATE_90)
    document = read(okonjo, 'scan.png', made.encoded(lying))
    page = document.pages[0]
    assert document.status == Status.UNDERSTANDING and document.rotations == {'1': 90}
    assert 'né le 27 août 2009' in page.text and (page.width, page.height) == (1240, 620)
    data, media_type = images.page_image(okonjo, document.pages[0], width=600)
    shown = Image.open(BytesIO(data))
    assert media_type == 'image/webp' and shown.width > shown.height


def test_a_born_digital_pdf_in_the_vault_is_read_and_shown(okonjo):
    document = read(okonjo, 'lettre.pdf', made.pdf('Bruxelles, le 4 septembre 2014. Madame, la demande est rejetée.'))
    assert '4 septembre 2014' in document.pages[0].text and not document.pages[0].ocr
    assert images.page_image(okonjo, document.pages[0], width=300)[0][:4] == b'RIFF'


def test_a_mails_attachment_becomes_a_paper_of_its_own(okonjo):
    mail = EmailMessage()
    mail['From'], mail['To'], mail['Subject'] = 'Lu <lu@bar.example>', 'An <an@plan.example>', 'Décision'
    mail.set_content('Voir annexe.')
    mail.add_attachment(made.pdf('Décision du 4 septembre 2014'), maintype='application', subtype='pdf', filename='decision.pdf')
    document = read(okonjo, 'mail.eml', mail.as_bytes())
    child, = db.session.scalars(select(Document).where(Document.parent_id == document.id)).all()
    assert child.name == 'decision.pdf'


@pytest.mark.parametrize(('name', 'data', 'code'), [
    ('broken.pdf', b'%PDF-1.7 cut', 'damaged'),
    ('locked.pdf', made.pdf('x', encrypt=('sesam', 'owner')), 'password_needed'),
    ('letter.doc', b'\x01\x02' + bytes(range(256)) * 20, 'unknown_format'),
    ('film.mp4', b'\0\0\0\x18ftypmp42' + bytes(99), 'unsupported')])
def test_a_paper_that_cannot_be_read_fails_with_the_reason(okonjo, name, data, code):
    document = read(okonjo, name, data)
    assert (document.status, document.failure) == (Status.FAILED, code)


def test_a_kind_with_its_own_advice_tells_it(okonjo):
    assert 'does not watch' in read(okonjo, 'film.mp4', b'\0\0\0\x18ftypmp42' + bytes(99)).warnings[0]


def test_archives_within_archives_come_to_an_end(okonjo):
    data = b'the innermost'
    for depth in range(8):
        data = made.package({f'{depth}.zip' if depth else 'a.txt': data})
    read(okonjo, 'all.zip', data)
    while waiting := db.session.scalars(select(Document).where(Document.status == Status.RECEIVED)).all():
        read_document(waiting[0].id, {})
    papers = db.session.scalars(select(Document).order_by(Document.id)).all()
    assert len(papers) == 6 and 'Unpack it' in papers[-1].warnings[0]


def test_one_file_never_floods_a_family(okonjo, monkeypatch):
    monkeypatch.setattr(attached, 'MOST_INSIDE', 3)
    document = read(okonjo, 'all.zip', made.package({f'{n}.txt': str(n) for n in range(5)}))
    assert len(db.session.scalars(select(Document)).all()) == 4 and '2 were left out' in document.warnings[0]
