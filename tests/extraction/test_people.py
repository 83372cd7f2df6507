"""Names as papers write them, birth dates beside them, and whether they are somebody of the family."""
import pytest

from caseline.extraction import KnownPerson, extract
from caseline.extraction.family_match import person_of

FAMILY = [KnownPerson(1, 'Dawit Bekele Tadesse', ('Davit Tadese',), '1983-04-18', 'm'), KnownPerson(2, 'Selam Girma Wolde', (), '1987-11-22', 'f'),
          KnownPerson(3, 'Liya Tadesse', (), '2011-11-16', 'f'), KnownPerson(4, 'Natan Tadesse', (), '2014-03-09', 'm')]


@pytest.mark.parametrize('name, person', [
    ('BEKELE TADESSE Dawit', 1), ('TADESSE Dawit Bekele', 1), ('Davit Tadese', 1), ('Selam GIRMA', 2), ('Salem Girma', 2),
    ('TADESSE Liya', 3), ('Lia Tadesse', 3), ('Natan', 4), ('Tadesse', None), ('Bo Zanga', None), ('', None),
])
def test_a_name_is_matched_by_its_words_in_any_order_and_spelling(name, person):
    found = person_of(name, None, FAMILY)
    assert (found.id if found else None) == person


def test_nobody_is_matched_in_an_empty_family():
    assert person_of('Dawit Tadesse', '1983-04-18', []) is None


@pytest.mark.parametrize('line, name, born', [
    ('ZANGA Bo, né à Gand le 5 mars 2015', 'ZANGA Bo', '2015-03-05'),
    ('de heer ZANGA Bo, geboren te Gent op 05/03/2015', 'ZANGA Bo', '2015-03-05'),
    ('Mr Bo ZANGA, born on 5 March 2015', 'Bo ZANGA', '2015-03-05'),
    ('Herr ZANGA Bo, geboren am 5. März 2015', 'ZANGA Bo', '2015-03-05'),
    ('ZANGA Bo (05.03.2015)', 'ZANGA Bo', '2015-03-05'),
    ('ZANGA Bo, né le 01/01/1990', 'ZANGA Bo', '1990-01-01?'),
])
def test_a_birth_date_beside_a_name_is_that_persons_and_a_first_of_january_is_doubtful(line, name, born):
    found = extract([f'{line}, is in the house of the family and has been there.'])
    assert (name, born) in {(person.name, person.born) for person in found.persons}


def test_a_child_born_in_belgium_is_a_birth_and_a_parent_is_not():
    text = 'STAD GENT\n\nGent, 3 mei 2019\n\nZANGA Bo, geboren te Gent op 05/03/2015\nZANGA An, geboren te Gent op 05/03/1985\nZANGA Cy, geboren te Kabul op 05/03/2014\n'
    assert [event.edtf for event in extract([text]).events if event.type == 'birth'] == ['2015-03-05']


def test_the_lawyers_office_is_nobody_of_the_family():
    text = 'Aan de heer ZANGA Bo\np/a Mr. C. Dumortier, advocaat\n\nGent, 3 mei 2019\n'
    assert {person.name: person.role for person in extract([text]).persons} == {'ZANGA Bo': 'family', 'C. Dumortier': 'lawyer'}


@pytest.mark.parametrize(('text', 'names'), [
    ('I support the family of Mr Davit Zanga and Mrs An Bo.', {'Davit Zanga', 'An Bo'}),
    ('NOM, PRENOM : ZANGA MARIAMA', {'ZANGA MARIAMA'}),
    ('Naam en voornaam: Zanga Ci\nAdres: Gent', {'Zanga Ci'}),
    ('Verklaarden PEETERS Jan en ZANGA Thi Mai dat zij samenwonen.', {'PEETERS Jan', 'ZANGA Thi Mai'}),
    ('A Monsieur et Madame ZANGA - BOKA', {'ZANGA', 'BOKA'}),
    ('Present: mother (S.), father (D.), interpreter (E.)\nCase manager: K.', {'S.', 'D.', 'K.'}),
    ('Het jongste kind, Meron, volgt een normale ontwikkeling.', {'Meron'}),
    ('They lived in Eupen around the birth of Meron.', {'Meron'})])
def test_names_are_found_in_letters_forms_and_notes(text, names):
    assert names <= {person.name for person in extract([text]).persons}


@pytest.mark.parametrize('text', [
    'De zaak werd gemeld aan de Child Rights Commissioner.', 'Ten kantore van advocaat, Fantasiestraat 9', 'GENT, Fantasiestraat 9, 9000 Gent',
    'De Commissaris-generaal', 'Elle a demandé l\'asile. Le CGRA a refusé.', 'Atheneum De Parel'])
def test_streets_offices_and_schools_are_no_people(text):
    assert extract([text]).persons == ()


@pytest.mark.parametrize('line', ['Buurthuis De Brug', 'Maison Saint-Roch', 'Parish Holy Cross', 'Beratungsstelle Sankt Vith'])
def test_a_house_or_service_named_in_the_letterhead_is_nobody(line):
    found = extract([f'{line}\nGent, 4 november 2024\n\nDe familie van mevrouw Selam Girma woont hier sinds 2 maart 2021.\n'])
    assert line not in {person.name for person in found.persons}


def test_a_member_named_by_the_given_name_alone_is_found_and_who_signs_with_an_initial_is_an_official():
    family = (KnownPerson(1, 'HOXHA Besnik'), KnownPerson(2, 'HOXHA Luan'))
    found = extract(['Schoolverslag\n\nLuan komt graag naar school. De hoxha-map ligt klaar.\n\nGent, 3 mei 2021\nW. Taxus, directeur'], people=family)
    assert {(person.name, person.role, person.person_id) for person in found.persons} == {('Luan', 'family', 2), ('W. Taxus', 'official', None)}


def test_headings_with_letters_are_no_people_and_an_initial_is_the_fuller_name():
    found = extract(['Jozef Linde, directeur\n\nA. Voorwerp\nB. Motivering\nI. Procedure\n\nGeraardsbergen, 3 mei 2021\n\nJ. Linde'])
    assert [person.name for person in found.persons] == ['Jozef Linde']
