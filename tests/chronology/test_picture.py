"""The picture: well-formed, described, coloured by class only, safe with any name, and legible when marks crowd."""
import xml.etree.ElementTree as ET
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caseline.chronology import Person, build
from caseline.chronology.picture import draw, legend
from caseline.chronology.picture.paint import PAINT
from caseline.chronology.picture.scale import CLOSEST, spread
from tests.chronology import gold_family
from tests.chronology.family import AN, Papers

TODAY = date(2022, 12, 5)


@pytest.fixture(scope='module')
def chronology():
    return build(gold_family.case(), today=TODAY)


def parsed(svg):
    return ET.fromstring(svg.replace('<svg', '<svg xmlns="http://www.w3.org/2000/svg"', 1) if 'xmlns=' not in svg[:400] else svg)


def every(svg, name):
    return [element for element in parsed(svg).iter() if element.tag.endswith('}' + name)]


def words(svg):
    return [''.join(element.itertext()) for element in every(svg, 'text')]


def test_it_says_in_words_what_it_shows(chronology):
    svg = draw(chronology)
    root = parsed(svg)
    assert root.get('role') == 'img' and root.get('aria-labelledby') == 'pic-t pic-d'
    title, description = every(svg, 'title')[0], every(svg, 'desc')[0]
    assert (title.get('id'), title.text) == ('pic-t', 'The family’s legal history, 2009 to 2022')
    assert 'No paper, 26 months' in description.text and '9bis 2' in description.text


def test_everybody_has_a_lane_with_the_age(chronology):
    shown = words(draw(chronology))
    for name, years in (('Dawit', '39'), ('Selam', '35'), ('Liya', '11'), ('Natan', '8'), ('Meron', '4')):
        assert name in shown and years in shown


def test_shapes_tell_what_marks_mean(chronology):
    titles = [element.text for element in every(draw(chronology), 'title')]
    for start in ('arrival, 28 February 2010', 'order to leave, 4 September 2014', 'birth Natan TADESSE', 'detention or return house'):
        assert any(title.startswith(start) for title in titles)


def test_a_gap_is_hatched_and_no_band_runs_through_it(chronology):
    svg = draw(chronology)
    gaps = [element for element in every(svg, 'rect') if element.get('class') == 's-gap']
    assert len(gaps) == len(chronology.gaps) == 2
    for gap in gaps:
        left, right = float(gap.get('x')), float(gap.get('x')) + float(gap.get('width'))
        for band in (element for element in every(svg, 'rect') if element.get('class') in ('s-no', 's-asy', 's-tmp', 's-stay', 's-unk')):
            assert float(band.get('x')) >= right - 1.5 or float(band.get('x')) + float(band.get('width')) <= left + 1.5


def test_the_page_needs_no_inline_style_or_script(chronology):
    svg = draw(chronology)
    assert '<style' not in svg and '<script' not in svg
    assert not any(name == 'style' or name.startswith('on') for element in parsed(svg).iter() for name in element.keys())


def test_alone_it_carries_its_look_and_its_legend(chronology):
    svg = draw(chronology, standalone=True)
    assert ' class=' not in svg and 'xmlns="http://www.w3.org/2000/svg"' in svg
    assert {'no stay', 'application', 'nothing known'} <= set(words(svg))
    used = {name for element in parsed(draw(chronology)).iter() for name in (element.get('class') or '').split()}
    assert used <= set(PAINT)


def test_names_and_labels_are_text_whatever_they_hold(chronology):
    papers = Papers()
    papers.tell('application_9bis', '2020-01-01', 'x', persons=[AN], sentence='<script>alert("1")</script>\x00 & more')
    svg = draw(papers.chronology(persons=(Person(AN, '"><svg onload=alert(1)> O\'Neil & Söhne'),)), {'lawyer': '<b>'})
    assert '<script>' not in svg and '<b>' not in svg and parsed(svg) is not None


def test_marks_become_links_to_their_rows(chronology):
    svg = draw(chronology, link=lambda row: f'#row-{row}')
    assert parsed(svg).get('role') == 'group'
    assert {element.get('href') for element in every(svg, 'a')} >= {f'#row-{step.row}' for one in chronology.procedures for step in one.steps
                                                                  if step.part in ('application', 'appeal')}


def test_zooming_shows_months_and_leaves_the_rest_out(chronology):
    svg = draw(chronology, start=date(2014, 1, 1), end=date(2014, 12, 31))
    assert any(text.endswith('/2014') for text in words(svg)) and not any(text.startswith('Asylum') for text in words(svg))
    assert not any(text == 'today' for text in words(svg))


def test_one_person_alone(chronology):
    shown = words(draw(chronology, person=4))
    assert 'Natan' in shown and 'Dawit' not in shown


def test_everything_stays_inside_the_picture(chronology):
    for width in (480, 1318, 2400):
        svg = draw(chronology, width=width)
        for element in (*every(svg, 'rect'), *every(svg, 'circle')):
            x = float(element.get('x') or element.get('cx') or 0)
            assert -1 <= x <= width + 8


@pytest.mark.parametrize(('lang', 'word'), [('fr', 'aujourd’hui'), ('nl', 'vandaag'), ('de', 'heute')])
def test_it_speaks_the_language_of_the_chronology(lang, word):
    assert word in words(draw(build(gold_family.case(), today=TODAY, lang=lang)))


def test_a_family_without_events_has_a_picture_too():
    assert parsed(draw(Papers().chronology(persons=()))) is not None


def test_the_legend_names_only_what_is_there(chronology):
    assert 'temporary stay' not in [word for _, word in legend(chronology)]
    assert [word for _, word in legend(chronology)][-1] == 'detention or return house'


@settings(max_examples=100, deadline=None)
@given(st.lists(st.floats(min_value=126, max_value=1300), max_size=30))
def test_marks_never_stand_closer_than_they_can_be_told_apart(places):
    placed = spread(places)
    assert sorted(index for _, indexes in placed for index in indexes) == list(range(len(places)))
    xs = [x for x, _ in placed]
    assert all(after - before >= CLOSEST - 0.1 for before, after in zip(xs, xs[1:]))
