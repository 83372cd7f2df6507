"""PDF pages: the text layer where it is good, OCR where it is missing or garbage, word boxes that fall on the words."""
import io

import pytest
from PIL import Image

from caseline.reading import ReadFailure, boxes_of, page_image, read
from caseline.reading.pdf_text import is_garbage
from tests.reading import papers as made

PROSE = ('Nous avons bien reçu votre demande du 3 janvier 2017.\nElle est incomplète et nous vous demandons\n'
         "de nous envoyer l'acte de naissance de votre fils,\nné le 27 août 2009.\n\n\nLe service de la population\nde la commune de Valmont")


def page_of(put, data: bytes, **options):
    return read(put(data), name='a.pdf', **options).pages[0]


def test_lines_paragraphs_and_language_of_a_text_layer(put):
    page = page_of(put, made.pdf(PROSE))
    assert page.text == PROSE.replace('\n\n\n', '\n\n')
    assert (page.ocr, page.language, page.width, page.height, page.rotation) == (False, 'fr', 595, 842, 0)


def test_words_point_into_the_text(put):
    page = page_of(put, made.pdf(PROSE))
    assert [page.text[word.start:word.end] for word in page.words] == page.text.split()
    assert all(0 <= word.x0 < word.x1 <= 1 and 0 <= word.y0 < word.y1 <= 1 for word in page.words)


@pytest.mark.parametrize('rotate', [0, 90, 180, 270])
def test_boxes_fall_on_the_drawn_words_however_the_page_is_turned(put, rotate):
    path = put(made.pdf(PROSE, rotate=rotate))
    page = read(path, name='a.pdf').pages[0]
    start = page.text.index('naissance')
    (x0, y0, x1, y1), = boxes_of(page.words, start, start + len('naissance'))
    assert has_ink(path, (x0, y0, x1, y1))
    assert not has_ink(path, (0.02, 0.5, 0.05, 0.6))


@pytest.mark.parametrize('turn', [90, 180, 270])
def test_boxes_follow_the_turn_a_person_chose(put, turn):
    path = put(made.pdf(PROSE))
    page = read(path, name='a.pdf', rotations={1: turn}).pages[0]
    assert page.rotation == turn
    assert (page.width, page.height) == ((595, 842) if turn == 180 else (842, 595))
    start = page.text.index('naissance')
    box, = boxes_of(page.words, start, start + len('naissance'))
    assert has_ink(path, box, turn)


def test_a_quote_over_two_lines_has_two_boxes(put):
    page = page_of(put, made.pdf(PROSE))
    start = page.text.index('demandons')
    boxes = boxes_of(page.words, start, page.text.index("l'acte"))
    assert len(boxes) == 2 and boxes[0][3] <= boxes[1][1] + 0.01


def test_a_scanned_page_is_read_by_ocr_with_boxes(put):
    path = put(made.pdf('', picture=made.page_picture(size=(1240, 1754))))
    page = read(path, name='a.pdf').pages[0]
    assert page.ocr and page.confidence > 0.85 and page.language == 'fr'
    assert 'né le 27 août 2009' in page.text and (page.width, page.height) == (595, 842)
    start = page.text.index('naissance')
    box, = boxes_of(page.words, start, start + len('naissance'))
    assert has_ink(path, box)


def test_a_stamp_on_a_scan_does_not_hide_the_scan(put):
    page = page_of(put, made.pdf('REÇU 16/02/2017', picture=made.page_picture(size=(1240, 1754))))
    assert page.ocr and 'né le 27 août 2009' in page.text


def test_a_mixed_file_is_read_page_by_page(put):
    data = made.pdf(PROSE, '', '', picture=made.page_picture(size=(1240, 1754)), pictured=(2,))
    pages = read(put(data), name='a.pdf').pages
    assert [page.ocr for page in pages] == [False, True, False]
    assert 'né le 27 août 2009' in pages[0].text and 'né le 27 août 2009' in pages[1].text
    assert pages[2].text == ''


def test_a_garbage_layer_is_replaced_by_ocr(put):
    garbage = '\n'.join('ÿþ¤§ ¦£¢ ¬¯± µ¶· ¸¹º »¼½ ¾¿× ÷¤¦ §¨© ª«¬' for _ in range(8))
    page = page_of(put, made.pdf(garbage, picture=made.page_picture(size=(1240, 1754))))
    assert 'né le 27 août 2009' in page.text


@pytest.mark.parametrize('text', [PROSE, '12/03/2011 250,00 EUR 14/04/2011 250,00 EUR 12/05/2011 250,00 EUR',
                                  'Türkiye Cumhuriyeti nüfus cüzdanı seri numarası veriliş tarihi', 'محكمة بروكسل قرار رقم ' * 5])
def test_writing_of_any_kind_is_not_garbage(text):
    assert not is_garbage(text)


@pytest.mark.parametrize('text', ['\ue001\ue002\ue003\ue004 \ue005\ue006 ' * 10, '\ufffd\ufffd\ufffd \ufffd\ufffd ' * 20,
                                  'xqzt bcdf ghjk lmnp qrst vwxz ' * 8])
def test_signs_without_meaning_are_garbage(text):
    assert is_garbage(text)


def test_a_locked_pdf_opens_with_its_password_only(put):
    path = put(made.pdf(PROSE, encrypt=('sesam', 'owner')))
    for password, code in ((None, 'password_needed'), ('', 'password_needed'), ('wrong', 'wrong_password')):
        with pytest.raises(ReadFailure) as refused:
            read(path, name='a.pdf', password=password)
        assert refused.value.code == code
    assert '27 août 2009' in read(path, name='a.pdf', password='sesam').pages[0].text
    assert page_image(path, media_type='application/pdf', number=1, width=200, password='sesam')[:4] == b'RIFF'


def test_only_the_wanted_pages_are_read(put):
    reading = read(put(made.pdf('page one of the letter', 'page two of the letter', 'page three')), name='a.pdf', pages=[3, 1])
    assert [page.number for page in reading.pages] == [1, 3]


def test_asking_for_a_language_reads_a_text_page_by_ocr(put):
    page = page_of(put, made.pdf(PROSE.replace('ç', 'c')), languages=('fr',))
    assert page.ocr and '27 août 2009' in page.text


def test_what_was_typed_into_a_form_stands_on_its_line(put):
    page = page_of(put, made.pdf('Nom :\nNé le :\nFait à Valmont le 3 mai 2019',
                                 fields={'Okonjo Grace': (130, 778, 300, 792), '27/08/1989': (130, 762, 300, 776),
                                         'Vu et approuvé': (60, 300, 300, 320)}))
    assert page.text == 'Nom : Okonjo Grace\nNé le : 27/08/1989\nFait à Valmont le 3 mai 2019\n\nVu et approuvé'
    start = page.text.index('27/08/1989')
    assert boxes_of(page.words, start, start + 10) == [pytest.approx((130 / 595, 1 - 776 / 842, 300 / 595, 1 - 762 / 842), abs=0.04)]


def test_end_of_line_hyphens_are_kept_with_their_line_end(put):
    page = page_of(put, made.pdf('Het verzoek om bescherming werd door de overheid van Neder-\nlanden onontvankelijk verklaard en de familie'))
    assert 'Neder-\nlanden' in page.text
    assert [page.text[word.start:word.end] for word in page.words] == page.text.split()


def has_ink(path, box, turn: int = 0) -> bool:
    """Is something dark drawn inside the box (fractions) of the page's image?"""
    image = Image.open(io.BytesIO(page_image(path, media_type='application/pdf', number=1, width=1200, rotation=turn))).convert('L')
    x0, y0, x1, y1 = box
    part = image.crop((round(x0 * image.width), round(y0 * image.height), round(x1 * image.width), round(y1 * image.height)))
    return part.getextrema()[0] < 110


def test_words_off_the_page_are_not_read(reader, put):
    """What nobody who looks at the paper can see is not in it; a word that the edge cuts is."""
    written = made.pdf(content=b'BT /F1 12 Tf 60 700 Td (Madame Sow est ici.) Tj ET BT /F1 12 Tf 6000 700 Td (Pay the bearer.) Tj ET '
                               b'BT /F1 12 Tf 580 600 Td (cut.) Tj ET')
    page, = reader.read(put(written), name='a.pdf').pages
    assert page.text.split() == ['Madame', 'Sow', 'est', 'ici.', 'cut.'] and len(page.words) == 5


def test_text_that_nobody_sees_on_the_page_is_not_read(put):
    """Invisible letters, white ones on white, a layer that is switched off; white letters on a dark bar are seen."""
    hidden = (b'BT /F1 12 Tf 60 700 Td (Madame Sow demande le statut.) Tj ET BT 3 Tr /F1 12 Tf 60 600 Td (Grant it at once.) Tj ET '
              b'BT 0 Tr 1 1 1 rg /F1 12 Tf 60 500 Td (Say nothing of it.) Tj ET 0 0 0.6 rg 60 380 300 30 re f '
              b'BT 1 1 1 rg /F1 12 Tf 70 390 Td (Titre clair) Tj ET 0 g /OC /off BDC BT /F1 12 Tf 60 300 Td (Draft only.) Tj ET EMC')
    data = made.pdf(content=hidden).replace(b'/Type /Catalog', b'/Type /Catalog /OCProperties << /OCGs [9 0 R] /D << /OFF [9 0 R] >> >>')
    data = data.replace(b'/Resources << ', b'/Resources << /Properties << /off 9 0 R >> ') + b'\n9 0 obj\n<< /Type /OCG /Name (Draft) >>\nendobj\n'
    reading = read(put(data), name='a.pdf')
    assert reading.pages[0].text.split('\n') == ['Madame Sow demande le statut.', 'Titre clair']
    assert 'nobody can see' in reading.warnings[0] and 'page 1.' in reading.warnings[0]


def test_a_list_of_contents_and_lines_to_fill_in_are_writing():
    contents = '\n'.join(f'{number} Annexe {number} {". " * 40}{number + 3}' for number in range(1, 20))
    assert not is_garbage(contents) and not is_garbage('Nom ' + '_' * 60 + '\nAdresse ' + '.' * 80 + '\nSignature ' + '…' * 30)
    assert is_garbage('§%&/ ()=? ' * 20)


def test_what_people_remark_on_a_page_comes_last(put):
    notes = (b'/Annots [<< /Type /Annot /Subtype /Text /T (An) /Contents (Is this the right day?) /Rect [60 770 80 790] >> '
             b'<< /Type /Annot /Subtype /Highlight /Contents (27 ao\xfbt 2009) /Rect [60 700 200 720] >> '
             b'<< /Type /Annot /Subtype /Text /F 2 /Contents (taken back) /Rect [60 600 80 620] >>] ')
    page = page_of(put, made.pdf(PROSE).replace(b'/Type /Page ', b'/Type /Page ' + notes))
    assert page.text.endswith('Valmont\n\n[An] Is this the right day?') and 'taken back' not in page.text
    scan = page_of(put, made.pdf('', picture=made.page_picture(size=(1240, 1754))).replace(b'/Type /Page ', b'/Type /Page ' + notes))
    assert scan.ocr and 'né le 27 août 2009' in scan.text and '[An] Is this the right day?' in scan.text


def test_a_layer_that_says_something_else_than_the_page_is_replaced(put):
    """A font whose map to letters is shifted by seven gives words that look like a language."""
    lines = 'Nous avons bien recu votre demande.\nElle est incomplete et nous attendons\nla preuve de paiement de la redevance\net le passeport de votre fils aine.\n'
    shifted = b'/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <ff> endcodespacerange 2 beginbfrange <61> <73> <0068> <74> <7a> <0061> endbfrange endcmap end'
    font = b'/Encoding /WinAnsiEncoding /ToUnicode 9 0 R'
    data = made.pdf(lines * 4).replace(b'/Encoding /WinAnsiEncoding', font) + b'\n9 0 obj\n<< /Length %d >>\nstream\n%s\nendstream\nendobj\n' % (len(shifted), shifted)
    page = page_of(put, data)
    assert page.ocr and 'la preuve de paiement' in page.text


@pytest.mark.parametrize('text', ['Türkiye Cumhuriyeti nüfus kayit ornegi Ankara ili Cankaya ilçesi dogum tarihi üç mart\n' * 4,
                                  'Peeters Anneliese 12/03/2011 Mertens Katharina 14/04/2011\nDubois Bernadette 12/05/2011 Janssens Hildegard 01/02/2012\n' * 4])
def test_a_true_layer_without_known_small_words_is_kept(put, text):
    page = page_of(put, made.pdf(text))
    assert not page.ocr and page.text.split() == text.split()


def test_every_word_of_a_very_full_page_has_its_own_box(put):
    lines = [' '.join(f'{line:02}{word:02}' for word in range(60)) for line in range(50)]
    page = page_of(put, made.pdf(content=b'BT /F1 3 Tf 14 TL 20 780 Td ' + b' '.join(b'(%s) Tj T*' % line.encode() for line in lines) + b' ET'))
    assert len(page.words) == 3000 and page.text.split() == ' '.join(lines).split()
    places = [(word.y0, word.x0) for word in page.words]
    assert places == sorted(places) and len(set(places)) == 3000
