"""The invented families that measure event finding, or are learned from, say only what their papers say, in the words of the country data."""
import json
import re
from pathlib import Path

import pytest

from benchmarks.paper_sets import OPEN, SETS, main
from caseline.countries import load
from caseline.edtf import parse

HOME = Path(__file__).parents[2] / 'benchmarks' / 'data' / 'papers'
PAPERS = sorted(path for of in (*SETS, 'learning') for path in (HOME / of).glob('*/[0-9]*.json'))
DAY = re.compile(r'\d{4}(?:-\d{2}){0,2}')


@pytest.fixture(scope='module')
def country():
    return load('be')


@pytest.mark.parametrize('path', PAPERS, ids=lambda path: f'{path.parent.name}/{path.stem}')
def test_each_paper_says_what_was_marked(path, country):
    text, marked = path.with_suffix('.txt').read_text('utf-8'), json.loads(path.read_text('utf-8'))
    members = {member['id'] for member in json.loads((path.parent / 'family.json').read_text('utf-8'))['persons']}
    assert marked['document_type'] in country.document_types and marked['file'] == path.with_suffix('.txt').name
    assert '[SYNTHETIC TEST DOCUMENT]' in text
    quoted = [marked['document_date']] if marked['document_date'] else []
    for item in [*quoted, *marked['file_numbers'], *marked['persons'], *marked['events']]:
        assert text[slice(*item['span'])] == item['quote'] != ''
    for event in marked['events']:
        assert event['type'] in country.event_types
        assert all(parse(edtf) for edtf in (event['edtf'], *event['second_dates'].values()))
        assert {who for who in event['persons'] if who.startswith('P')} <= members
        assert text.count('\f', 0, event['span'][0]) + 1 == event['page']


def test_no_event_is_marked_twice_in_one_paper():
    for path in PAPERS:
        events = [(event['type'], event['edtf'], *event['persons']) for event in json.loads(path.read_text('utf-8'))['events']]
        assert len(events) == len(set(events)), path.stem


def test_answers_of_papers_kept_aside_are_never_listed(monkeypatch, capsys):
    aside = next(of for of in SETS if of not in OPEN)
    monkeypatch.setattr('sys.argv', ['paper_sets', aside, '--wrong'])
    main()
    told = capsys.readouterr().out
    assert aside in told
    assert 'missing' not in told and 'extra' not in told and DAY.search(told) is None
