"""What reading remarked about a paper is said to the case manager in her own language."""
import pytest
from flask_babel import force_locale
from PIL import Image

from caseline.documents.remarks import _SENTENCES, remark
from caseline.reading import read
from tests.reading import papers as made

WHITE = b'BT /F1 12 Tf 60 700 Td (Madame Sow demande le statut.) Tj ET BT 1 1 1 rg /F1 12 Tf 60 500 Td (Say nothing of it.) Tj ET'
HIDDEN = '<w:p><w:r><w:t>Née</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>not printed</w:t></w:r></w:p>'


@pytest.mark.parametrize(('name', 'data', 'french'), [
    ('a.pdf', made.pdf(content=WHITE), 'page 1'), ('a.docx', made.docx(HIDDEN), 'Word cache'),
    ('a.png', made.encoded(Image.new('L', (800, 600), 255)), 'La page 1 ne montre aucun texte lisible : l’image est petite (800 × 600 points).')])
def test_a_remark_of_reading_is_shown_in_french(app, tmp_path, name, data, french):
    path = tmp_path / name
    path.write_bytes(data)
    said, = read(path, name=name).warnings
    with app.test_request_context(), force_locale('fr'):
        assert french in remark(said) and remark(said) != said
    with app.test_request_context(), force_locale('en'):
        assert remark(said) == said


def test_a_remark_of_no_known_form_stays_as_it_is(app):
    with app.test_request_context(), force_locale('nl'):
        assert remark('The sheet smells of coffee, 100 %.') == 'The sheet smells of coffee, 100 %.'
        assert remark('The attachment “100 % <b>.pdf” is damaged or too large and was left out.').startswith('De bijlage “100 % <b>.pdf”')


def test_every_form_is_said_with_its_parts(app):
    with app.test_request_context(), force_locale('nl'):
        for form, shown in _SENTENCES:
            assert set(form.groupindex) == {part.split(')')[0] for part in str(shown).split('%(')[1:]}
