"""Photographs and scans: every common format, turned as the camera says, straightened, read, drawn for the screen."""
import io
from pathlib import Path

import pytest
from PIL import Image

from caseline.reading import ReadFailure, boxes_of, page_image, read
from tests.reading import papers as made

NAME = 'a picture'


def page_of(put, image: Image.Image, kind: str = 'JPEG', **options):
    return read(put(made.encoded(image, kind, **options)), name=NAME).pages[0]


@pytest.mark.parametrize('kind', ['JPEG', 'PNG', 'WEBP', 'TIFF', 'GIF', 'BMP'])
def test_common_formats(put, kind):
    page = page_of(put, made.page_picture(), kind)
    assert 'né le 27 août 2009' in page.text and page.ocr and page.confidence > 0.8
    assert (page.width, page.height) == (1240, 620)


def test_a_heic_photograph_is_read_by_the_shut_in_reader(reader):
    # letter.heic is drawn by us; no free encoder for this format is among the packages, so the file is kept
    reading = reader.read(Path(__file__).parent / 'letter.heic', name='IMG_0043.HEIC')
    assert reading.media_type == 'image/heic'
    assert 'votre fils est né le\n27 août 2009.' in reading.pages[0].text


@pytest.mark.parametrize(('mode', 'kind'), [('1', 'TIFF'), ('RGBA', 'PNG'), ('P', 'PNG'), ('LA', 'PNG'), ('CMYK', 'JPEG'), ('I;16', 'PNG')])
def test_every_kind_of_pixels(put, mode, kind):
    picture = made.page_picture()
    if mode == 'I;16':
        picture = picture.convert('I').point(lambda value: value * 257).convert('I;16')
    elif mode == 'P':
        picture = picture.quantize(16)
    else:
        picture = picture.convert(mode)
    assert 'né le 27 août 2009' in page_of(put, picture, kind).text


def test_ink_on_a_transparent_ground(put):
    ink = Image.new('RGBA', (1240, 620), (0, 0, 0, 0))
    ink.putalpha(made.page_picture().point(lambda value: 255 - value))
    assert 'né le 27 août 2009' in page_of(put, ink, 'PNG').text


def test_a_tiff_of_several_pages(put):
    pages = [made.page_picture(f'Page {number}\n\nVotre demande du {number} mars 2017\nest à compléter par vos soins.') for number in (1, 2, 3)]
    reading = read(put(made.encoded(pages[0], 'TIFF', save_all=True, append_images=pages[1:])), name='fax.tif')
    assert [page.number for page in reading.pages] == [1, 2, 3]
    assert ['1 mars' in reading.pages[0].text, '2 mars' in reading.pages[1].text, '3 mars' in reading.pages[2].text] == [True] * 3


@pytest.mark.parametrize('orientation', [3, 6, 8])
def test_the_camera_says_which_side_is_up(put, orientation):
    back = {3: Image.Transpose.ROTATE_180, 6: Image.Transpose.ROTATE_90, 8: Image.Transpose.ROTATE_270}[orientation]
    exif = Image.Exif()
    exif[0x0112] = orientation
    path = put(made.encoded(made.page_picture().transpose(back), 'JPEG', exif=exif))
    page = read(path, name=NAME).pages[0]
    assert 'né le 27 août 2009' in page.text and page.rotation == 0 and (page.width, page.height) == (1240, 620)
    assert_box_on_word(path, page)


@pytest.mark.parametrize('turn', [90, 180, 270])
def test_a_picture_on_its_side_is_turned_and_says_so(put, turn):
    lying = {90: Image.Transpose.ROTATE_90, 180: Image.Transpose.ROTATE_180, 270: Image.Transpose.ROTATE_270}[turn]
    path = put(made.encoded(made.page_picture().transpose(lying)))
    page = read(path, name=NAME).pages[0]
    assert 'né le 27 août 2009' in page.text and page.rotation == turn
    assert_box_on_word(path, page)


def test_the_turn_a_person_chose_is_kept(put):
    path = put(made.encoded(made.page_picture()))
    page = read(path, name=NAME, rotations={1: 90}).pages[0]
    assert page.rotation == 90 and (page.width, page.height) == (620, 1240)


@pytest.mark.parametrize('degrees', [-9, -3, 5, 14])
def test_boxes_lie_on_the_words_of_a_skewed_photograph(put, degrees):
    path = put(made.encoded(made.page_picture().rotate(degrees, Image.Resampling.BICUBIC, expand=True, fillcolor=248)))
    page = read(path, name=NAME).pages[0]
    assert 'né le 27 août 2009' in page.text
    assert_box_on_word(path, page)


@pytest.mark.parametrize(('text', 'language'), [
    ('De familie heeft op 3 maart 2017 een verzoek ingediend\nen wacht sindsdien op een beslissing van de dienst.\nHet dossier is niet volledig.', 'nl'),
    ('The family applied on 3 March 2017 and has been\nwaiting for a decision by the office since then.\nThe file is not complete.', 'en'),
    ('Die Familie hat am 3. März 2017 einen Antrag gestellt\nund wartet seither auf eine Antwort der Stelle.\nDie Akte ist nicht vollständig.', 'de')])
def test_the_language_is_found_by_page(put, text, language):
    page = page_of(put, made.page_picture(text))
    assert page.language == language and ' '.join(page.text.split()) == ' '.join(text.split())


def test_a_language_that_is_not_installed_is_named_in_a_sentence(put):
    with pytest.raises(ReadFailure, match='cannot be read in “so” here'):
        read(put(made.encoded(made.page_picture())), name=NAME, languages=['so'])


def test_a_language_a_person_chose_is_used(put):
    page = read(put(made.encoded(made.page_picture('Straße, Größe, Mädchen'))), name=NAME, languages=['de']).pages[0]
    assert page.text == 'Straße, Größe, Mädchen' and page.language == 'de'


def test_two_languages_on_one_page_are_both_read(put):
    french = 'Vous devez quitter le territoire dans les trente jours\nà compter du 4 septembre 2014, date de la décision.\n'
    dutch = 'U moet het grondgebied verlaten binnen de dertig dagen\nna 4 september 2014, de datum van de beslissing.\n'
    text = page_of(put, made.page_picture(french + '\n' + dutch, size=(1240, 700))).text
    assert 'à compter du 4 septembre 2014' in text and 'na 4 september 2014' in text


def test_light_letters_on_dark_as_a_telephone_shows_them_at_night(put):
    night = made.page_picture().point(lambda grey: 20 + (248 - grey) * 0.9)
    assert 'né le 27 août 2009' in page_of(put, night, 'PNG').text


@pytest.mark.parametrize('turn', [90, 270])
def test_a_sheet_on_its_side_with_two_lines_only(put, turn):
    sheet = Image.new('L', (1654, 2339), 250)
    sheet.paste(made.page_picture('Carte d’identité\nNkemba Grace 27.08.1989', size=(900, 300), points=40), (200, 300))
    page = page_of(put, sheet.rotate(turn, expand=True), 'PNG')
    assert page.text.endswith('27.08.1989') and page.rotation == turn


def test_a_page_without_text_is_said_to_have_none(put):
    reading = read(put(made.encoded(Image.new('L', (800, 600), 255))), name=NAME)
    assert reading.pages[0].text == '' and 'no text' in reading.warnings[0]


def test_doubtful_words_keep_their_low_confidence(put):
    small = made.page_picture().resize((380, 190)).resize((1240, 620))
    page = page_of(put, small)
    assert min(word.confidence for word in page.words) < 0.9
    assert all(page.text[word.start:word.end].strip() for word in page.words)


@pytest.mark.parametrize('turn', [0, 90])
def test_a_page_image_has_the_width_asked_for_and_no_metadata(put, turn):
    exif = Image.Exif()
    exif[0x010F] = 'a telephone'
    path = put(made.encoded(made.page_picture(), 'JPEG', exif=exif))
    image = Image.open(io.BytesIO(page_image(path, media_type='image/jpeg', number=1, width=300, rotation=turn)))
    assert image.format == 'WEBP' and image.width == 300 and not image.getexif()
    assert (image.height > image.width) == (turn == 90)


def test_a_page_that_is_not_there_has_no_image(put):
    with pytest.raises(ReadFailure, match='has no page 3'):
        page_image(put(made.encoded(made.page_picture())), media_type='image/png', number=3, width=300)
    with pytest.raises(ReadFailure, match='its text is shown'):
        page_image(put(b'text'), media_type='text/plain', number=1, width=300)


def assert_box_on_word(path, page) -> None:
    """The box of “naissance” holds ink, and covers little more than the word does."""
    start = page.text.index('naissance')
    box, = boxes_of(page.words, start, start + len('naissance'))
    image = Image.open(io.BytesIO(page_image(path, media_type='image/png', number=1, width=1000, rotation=page.rotation))).convert('L')
    part = image.crop(tuple(round(value * side) for value, side in zip(box, image.size * 2, strict=True)))
    assert part.getextrema()[0] < 120
    assert (box[2] - box[0]) * (box[3] - box[1]) < 0.03
