"""The gold family of the domain reference as a case, each document's mentions as proposed events (invented people)."""
import json
from pathlib import Path

from caseline.chronology import BirthClaim, Case, DocumentInfo, Event, Person, Source

HOME = Path(__file__).parent / 'gold'
PEOPLE = {'P1': 1, 'P2': 2, 'P3': 3, 'P4': 4, 'P5': 5}


def papers() -> list[dict]:
    return [json.loads(path.read_text('utf-8')) for path in sorted(HOME.glob('[01]*.json'))]


def expected(name: str) -> dict:
    return json.loads((HOME / f'{name}.json').read_text('utf-8'))


def case() -> Case:
    found = papers()
    return Case(reference='PT-2021-07', persons=tuple(_people(found)), events=tuple(_events(found)),
                documents=tuple(DocumentInfo(number, paper['doc_id'], paper['document_type'], paper['document_date']['edtf'])
                                for number, paper in enumerate(found, 1)))


def _people(found):
    for entry in expected('family')['persons']:
        claims = tuple(BirthClaim(said['dob_edtf'], Source(document_id=number, document=paper['doc_id'], quote=said['quote']))
                       for number, paper in enumerate(found, 1) for said in paper['persons']
                       if said['id'] == entry['id'] and said['dob_edtf'])
        yield Person(PEOPLE[entry['id']], entry['canonical'], 'child' if entry['id'] in ('P3', 'P4', 'P5') else 'parent',
                     entry['sex'], birth_claims=claims)


def _events(found):
    number = 0
    for document_id, paper in enumerate(found, 1):
        names = {person['id']: person['name_as_written'] for person in paper['persons']}
        for told in paper['events']:
            number += 1
            yield Event(
                id=number, type=told['type'], edtf=told['edtf'], within=told['temporal_kind'] == 'within',
                dates={role: text for role, text in told['second_dates'].items() if role != 'stage'},
                persons=tuple(PEOPLE[who] for who in told['persons'] if who in PEOPLE), status='proposed',
                named=tuple(names[who] for who in told['persons'] if who not in PEOPLE), sentence=told['quote'],
                sources=(Source(document_id=document_id, document=paper['doc_id'], document_kind=paper['document_type'],
                                document_date=paper['document_date']['edtf'], page=1, quote=told['quote'],
                                edtf=told['edtf'], dates=told['second_dates'], source_kind=told['source_kind']),))
