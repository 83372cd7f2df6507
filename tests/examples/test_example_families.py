"""The example families hang together: every paper is there, says what it says, and the casework speaks of known people and keys."""
import json
import sys
import zlib
from pathlib import Path

import pytest

from caseline.countries import load
from caseline.edtf import parse

HOME = Path(__file__).parents[2] / 'examples'
FAMILIES = sorted(path.parent.name for path in HOME.glob('*/family.json'))
WITH_CASEWORK = sorted(path.parent.name for path in HOME.glob('*/casework.json'))
WORDS = {'pdf', 'docx', 'odt', 'rtf', 'eml', 'txt'}


def read(family: str, name: str):
    return json.loads((HOME / family / f'{name}.json').read_text('utf-8'))


@pytest.fixture(scope='module')
def make():
    sys.path.insert(0, str(HOME))
    import make as module
    yield module
    sys.path.remove(str(HOME))


def test_there_are_three_families_and_together_they_stay_light():
    assert len(FAMILIES) == 3 and len(WITH_CASEWORK) == 2
    assert sum(path.stat().st_size for path in HOME.rglob('*') if path.is_file()) < 6_000_000


@pytest.mark.parametrize('family', FAMILIES)
def test_every_paper_is_a_file_and_every_file_a_paper(family):
    papers = {paper['file'] for paper in read(family, 'papers')}
    files = {path.name for path in (HOME / family).iterdir() if path.suffix != '.json'}
    assert papers == files == {document['file'] for document in read(family, 'family')['documents']}


@pytest.mark.parametrize('family', FAMILIES)
def test_papers_made_of_words_are_made_again_byte_for_byte(family, make):
    for entry in read(family, 'papers'):
        if entry['form'] in WORDS - {'pdf'}:
            again = make.FORMS[entry['form']](make.paper_from(entry, zlib.crc32(entry['file'].encode())))
            assert again == (HOME / family / entry['file']).read_bytes(), entry['file']


@pytest.mark.parametrize('family', FAMILIES)
def test_every_paper_says_that_it_is_invented(family):
    assert all('[SYNTHETIC TEST DOCUMENT]' in paper['text'] for paper in read(family, 'papers'))


def test_the_reference_papers_carry_the_reference_words():
    gold = HOME.parent / 'benchmarks' / 'data' / 'papers' / 'gold'
    for paper in read('tadesse-girma', 'papers'):
        assert '\n'.join(paper['text']) == (gold / f'{paper["gold"]}.txt').read_text('utf-8').rstrip('\n')


@pytest.mark.parametrize('family', FAMILIES)
def test_birth_claims_name_papers_of_the_family_and_one_is_the_working_date(family):
    members = read(family, 'family')
    files = {document['file'] for document in members['documents']}
    for person in members['persons']:
        assert {claim['document'] for claim in person['births']} <= files
        assert [claim['edtf'] for claim in person['births'] if claim['working']] == [person['birth']]


@pytest.mark.parametrize('family', WITH_CASEWORK)
def test_casework_speaks_of_known_people_papers_and_kinds_of_event(family):
    members, work, country = read(family, 'family'), read(family, 'casework'), load('be')
    known = {one['key'] for part in ('persons', 'lawyers', 'actors') for one in members[part]} | {one['key'] for one in work['case_managers']}
    files = {document['file'] for document in members['documents']}
    for contact in work['contacts']:
        assert set(contact['with']) <= known and contact['by'] in known
        assert not contact['document'] or contact['document'] in files
        assert not contact['event'] or contact['event']['type'] in country.event_types
    assert all(event['type'] in country.event_types and parse(event['edtf']) for event in work['events'])
    assert all(line['document'] in files | {''} for line in work['evidence'])


@pytest.mark.parametrize('family', WITH_CASEWORK)
def test_casework_runs_forward(family):
    work = read(family, 'casework')
    for part in ('referrals', 'contacts', 'reviews', 'plans'):
        dates = [one['on'] for one in work[part]]
        assert dates == sorted(dates), part
    starts = [stage['from'] for stage in work['stages']]
    assert starts == sorted(starts)


def test_the_family_first_not_admitted_is_admitted_when_the_mother_can_speak_for_herself():
    first, again = read('demiri-hasani', 'casework')['referrals']
    assert first['decision']['outcome'] == 'not_admitted' and first['screening']['criteria']['s11_own_voice']['answer'] == 'no'
    assert again['decision']['outcome'] == 'admitted' and again['screening']['criteria']['s11_own_voice']['answer'] == 'yes'
