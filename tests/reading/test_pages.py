"""Quotes become boxes, lines become paragraphs, languages are told apart, frames are distrusted."""
import json
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseline.reading import Attachment, Page, ReadFailure, Word, boxes_of
from caseline.reading.frames import Frames, Malformed, failure_of, frame_of, pack, part_of
from caseline.reading.languages import language_of, other_languages, small_word_share
from caseline.reading.layout import Piece, compose
from caseline.reading.limits import MAX_TEXT
from caseline.reading.pages import Headers, Length, Note, gather

TWO_LINES = (Word(0, 3, 0.1, 0.10, 0.2, 0.12, 1), Word(4, 8, 0.21, 0.101, 0.3, 0.121, 1), Word(9, 12, 0.1, 0.14, 0.2, 0.16, 1))


@pytest.mark.parametrize(('start', 'end', 'boxes'), [
    (0, 3, [(0.1, 0.10, 0.2, 0.12)]), (0, 8, [(0.1, 0.10, 0.3, 0.121)]), (5, 6, [(0.21, 0.101, 0.3, 0.121)]),
    (4, 12, [(0.21, 0.101, 0.3, 0.121), (0.1, 0.14, 0.2, 0.16)]), (8, 9, []), (50, 60, [])])
def test_a_quote_has_one_box_a_line(start, end, boxes):
    assert boxes_of(TWO_LINES, start, end) == boxes


def lines_at(*tops: float) -> list[list[Piece]]:
    return [[Piece(f'line{number}', (0, top, 100, top + 10), 0.9)] for number, top in enumerate(tops)]


def test_an_empty_line_stands_where_the_page_leaves_a_gap():
    text, words = compose(lines_at(0, 14, 28, 56, 70), 100, 100)
    assert text == 'line0\nline1\nline2\n\nline3\nline4'
    assert [text[word.start:word.end] for word in words] == text.split()


def test_a_text_in_double_spacing_is_not_torn_into_paragraphs():
    assert '\n\n' not in compose(lines_at(0, 28, 56, 84), 100, 100)[0]


def test_a_second_column_starts_after_an_empty_line():
    assert compose(lines_at(0, 14, 28, 0, 14), 100, 100)[0] == 'line0\nline1\nline2\n\nline3\nline4'


@given(st.lists(st.tuples(st.text('abé', min_size=1), st.floats(-50, 200), st.floats(-50, 200)), min_size=1, max_size=8))
def test_words_always_point_at_themselves_and_stay_on_the_page(pieces):
    lines = [[Piece(text, (x, y, x + 5, y + 5), 0.5)] for text, x, y in pieces]
    text, words = compose(lines, 100, 100)
    assert [text[word.start:word.end] for word in words] == [piece[0] for piece in pieces]
    assert all(0 <= value <= 1 for word in words for value in word[2:6])


@pytest.mark.parametrize(('text', 'language'), [
    ('Le recours a été rejeté par le Conseil et la famille doit quitter le territoire.', 'fr'),
    ('Het beroep werd verworpen en het gezin moet het grondgebied verlaten.', 'nl'),
    ('The appeal was dismissed and the family has to leave the territory.', 'en'),
    ('Die Beschwerde wurde abgewiesen und die Familie muss das Land verlassen.', 'de'),
    ('OKONJO Grace 27/08/1989', None), ('', None), ('Başvurunuz reddedilmiştir, itiraz hakkınız vardır.', None)])
def test_the_language_of_a_text(text, language):
    assert language_of(text) == language


def test_a_second_language_is_noticed_and_a_quoted_word_is_not():
    french = 'Vous devez quitter le territoire dans les trente jours.\n' * 4
    assert other_languages(french + 'U moet het grondgebied verlaten en wel nu.\n' * 3, 'fr') == ('nl',)
    assert other_languages(french * 3 + 'le Raad voor Vreemdelingenbetwistingen', 'fr') == ()


def test_prose_has_small_words_and_garbage_has_none():
    assert small_word_share('La famille attend une décision de la commune depuis le mois de mars') > 0.3
    assert small_word_share('xqzt bcdf ghjk') == 0 == small_word_share('')


PARTS = [Page(2, 'né le 3 mars', (Word(0, 2, 0.5, 0.25, 0.75, 0.5, 1.0),), 595, 842, False, None, 'fr', 90),
         Page(1, '', ocr=True, confidence=0.5), Attachment('décision.pdf', b'\0\xff' * 5, True), Note('Page 3 is hard to read.'),
         Headers({'from': 'An'}), Length(3)]


def test_parts_come_through_the_wire_unchanged_however_the_bytes_are_cut():
    frames, parts = Frames(10**6), []
    data = b''.join(map(frame_of, PARTS))
    for at in range(0, len(data), 7):
        frames.add(data[at:at + 7])
        parts += [part_of(header, blob) for header, blob in frames]
    assert parts == PARTS


@pytest.mark.parametrize('header', [
    {}, {'is': 'page'}, {'is': 'shell', 'command': 'x'}, {'is': 'note', 'sentence': 5}, {'is': 'note', 'sentence': 'x' * 10_000},
    {'is': 'attachment', 'name': ['x'], 'inline': True}, {'is': 'headers', 'values': [1]},
    {'is': 'page', 'number': 0, 'text': '', 'width': 0, 'height': 0, 'ocr': False, 'confidence': None, 'language': None, 'rotation': 0},
    {'is': 'page', 'number': 1, 'text': '', 'width': -1, 'height': 0, 'ocr': False, 'confidence': None, 'language': None, 'rotation': 0},
    {'is': 'page', 'number': 1, 'text': '', 'width': 1, 'height': 1, 'ocr': False, 'confidence': None, 'language': None, 'rotation': 45}])
def test_a_frame_that_no_reader_sends_is_refused(header):
    with pytest.raises(Malformed):
        part_of(header, b'')


def test_words_outside_their_text_are_dropped():
    page = json.loads(json.dumps({'is': 'page', 'number': 1, 'text': 'abc', 'width': 1, 'height': 1, 'ocr': False,
                                  'confidence': 7, 'language': None, 'rotation': 0}))
    words = struct.pack('<II5f', 0, 3, 0, 0, 1, 1, 1) + struct.pack('<II5f', 0, 400, 0, 0, 1, 1, 1)
    assert part_of(page, words).words == (Word(0, 3, 0, 0, 1, 1, 1),) and part_of(page, words).confidence == 1


def test_a_frame_too_large_or_not_json_is_refused():
    with pytest.raises(ReadFailure):
        Frames(10).add(b'x' * 11)
    for data in (struct.pack('<IQ', 2**31, 0), struct.pack('<IQ', 3, 0) + b'{x}', pack({'a': 1}).replace(b'{"a":1}', b'[3,4,5]')):
        frames = Frames(10**6)
        frames.add(data)
        with pytest.raises(Malformed):
            list(frames)


def test_an_unknown_failure_is_refused():
    with pytest.raises(Malformed):
        failure_of({'code': 'rm -rf', 'sentence': 'x'})


def test_text_beyond_what_is_kept_is_left_out_with_a_sentence():
    half = 'a' * (MAX_TEXT // 2 + 1)
    reading = gather('text/plain', [Page(1, half), Page(2, half), Page(3, half)])
    assert len(reading.pages) == 1 and 'pages from 2 on' in reading.warnings[0]
