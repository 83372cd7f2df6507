"""What leaves the house: nothing a spreadsheet would run, calendars that fold, markup that stays text."""
import csv
import dataclasses
import io
import json
import re
from datetime import date

import pytest
from openpyxl import load_workbook

from caseline.chronology.exports import to_csv, to_ics, to_json, to_timelinejs, to_xlsx
from caseline.chronology.exports.sheets import harmless
from tests.chronology.family import PEOPLE, Papers

HOSTILE = ['=HYPERLINK("http://x","y")', '+1+1', '-2+3', '@SUM(A1)', '\t=1', '\r=1', ' =1', '＝1']
EDTF = re.compile(r'^(\.\.|(\d{4}|\d{3}X|\d{2}XX)(-\d{2}(-\d{2})?)?[~?%]?)?(/(\.\.|(\d{4})(-\d{2}(-\d{2})?)?[~?%]?)?)?$')


@pytest.fixture
def papers():
    papers = Papers()
    papers.tell('decision_refusal', '2024-05-10', 'decision, "1"', notification_date='2024-05-20', sentence='The request is <b>refused</b>; reasons follow.')
    papers.tell('school_enrolment', '2019-09-02/..', 'école', sentence='Ci commence à l’école.')
    papers.tell('home_visit', '../2023-01-01', 'note', within=True)
    return papers


@pytest.mark.parametrize('text', HOSTILE)
def test_no_cell_of_a_csv_begins_as_a_formula(papers, text):
    papers.tell('home_visit', '2022-01-01', text, sentence=text)
    lines = list(csv.reader(io.StringIO(to_csv(papers.chronology()).lstrip('\ufeff'))))
    assert all(not cell.lstrip(' ').startswith(('=', '+', '-', '@', '\t', '\r', '＝')) for line in lines for cell in line)
    assert any(text.strip() in cell for line in lines for cell in line)


@pytest.mark.parametrize('text', HOSTILE)
def test_no_cell_of_a_workbook_is_a_formula(papers, text):
    papers.tell('home_visit', '2022-01-01', 'note', sentence=text)
    sheet = load_workbook(io.BytesIO(to_xlsx(papers.chronology()))).active
    assert not any(cell.data_type == 'f' for line in sheet.iter_rows() for cell in line)
    assert sheet.max_row == 5 and sheet.freeze_panes == 'A2'


def test_control_characters_and_endless_texts_do_not_break_a_sheet(papers):
    papers.tell('home_visit', '2022-01-01', 'note', sentence='\x00\x0b' + 'long ' * 20_000)
    assert load_workbook(io.BytesIO(to_xlsx(papers.chronology()))).active.max_row == 5
    assert '\x00' not in to_csv(papers.chronology())


def test_ordinary_text_is_left_alone():
    assert harmless('The family moves – to Ghent') == 'The family moves – to Ghent'


def test_headings_follow_the_language(papers):
    assert to_csv(papers.chronology(lang='nl')).startswith('\ufeff"Datum","EDTF","Wat"')


def test_the_calendar_folds_long_lines_without_cutting_letters(papers):
    text = to_ics(papers.chronology(lang='fr'))
    assert text.startswith('BEGIN:VCALENDAR\r\n') and text.endswith('END:VCALENDAR\r\n')
    assert all(len(line.encode()) <= 75 for line in text.split('\r\n'))
    unfolded = text.replace('\r\n ', '')
    assert 'DTSTART;VALUE=DATE:20240619' in unfolded and 'à confirmer par un avocat' in unfolded


def test_the_calendar_names_nobody_unless_asked(papers):
    chronology = papers.chronology()
    assert 'Peeters' not in to_ics(chronology, names=True) and 'DESCRIPTION:PT-2024-01' in to_ics(chronology)
    assert 'refusal' not in to_ics(chronology) and 'refusal' in to_ics(chronology, names=True).casefold()


def test_a_passed_term_is_only_in_the_calendar_when_asked(papers):
    later = papers.chronology(today=date(2025, 1, 1))
    assert 'VEVENT' not in to_ics(later) and 'VEVENT' in to_ics(later, passed=True)


def test_json_is_plain_and_keeps_the_contract(papers):
    told = json.loads(json.dumps(to_json(papers.chronology())))
    assert [event['edtf'] for event in told['events']] == ['2019-09-02', '../2023-01-01', '2024-05-10']
    assert all(EDTF.match(event['edtf']) and all(EDTF.match(value) for value in event['dates'].values()) for event in told['events'])
    assert told['events'][2]['persons'] == [PEOPLE[0].name, PEOPLE[1].name]
    deadline = next(one for one in told['deadlines'] if one['rule'] == 'call_annul_30')
    assert (deadline['due'], deadline['status'], deadline['to_be_confirmed']) == ('2024-06-19', 'running', True)


def test_timelinejs_gets_text_not_markup(papers):
    slides = to_timelinejs(papers.chronology())['events']
    refused = next(slide for slide in slides if 'refused' in slide['text']['headline'])
    assert '&lt;b&gt;' in refused['text']['headline'] and refused['start_date'] == {'year': '2024', 'month': '5', 'day': '10'}
    assert len(slides) == 3


def test_a_family_without_events_exports_too():
    empty = Papers().chronology(persons=())
    assert to_json(empty)['events'] == [] and to_csv(empty).count('\n') == 1 and to_xlsx(empty) and to_timelinejs(empty)['events'] == []


def test_a_strange_reference_still_names_a_sheet(papers):
    odd = dataclasses.replace(papers.chronology(), reference="a/b\\c?*[x]: 'quoted' and far too long for a sheet")
    assert len(load_workbook(io.BytesIO(to_xlsx(odd))).sheetnames[0]) <= 31
