"""A received paper is read in the background: pages, attachments and turns are kept; a bad one is told in a code."""
from email.message import EmailMessage
from io import BytesIO

import pytest
from PIL import Image
from sqlalchemy import select

from caseline.db import db, family_scope
from caseline.documents import images
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
    data, media_type = images.page_image(okonjo, document, 1, width=600)
    shown = Image.open(BytesIO(data))
    assert media_type == 'image/webp' and shown.width > shown.height


def test_a_born_digital_pdf_in_the_vault_is_read_and_shown(okonjo):
    document = read(okonjo, 'lettre.pdf', made.pdf('Bruxelles, le 4 septembre 2014. Madame, la demande est rejetée.'))
    assert '4 septembre 2014' in document.pages[0].text and not document.pages[0].ocr
    assert images.page_image(okonjo, document, 1, width=300)[0][:4] == b'RIFF'


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
    ('letter.doc', b'\x7fELF\x02\x01\x01' + bytes(range(256)) * 20, 'unknown_format')])
def test_a_paper_that_cannot_be_read_fails_with_the_reason(okonjo, name, data, code):
    document = read(okonjo, name, data)
    assert (document.status, document.failure) == (Status.FAILED, code)
