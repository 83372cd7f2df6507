"""Children listed with place and day, and the table in which a residence paper was prolonged."""
from caseline.extraction import extract

CARD = '''VILLE DE NAMUR                         ANNEXE 35
DOCUMENT SPECIAL DE SEJOUR
Le nommé BAKARI Idris a introduit le 20 avril 2012 un recours au Conseil du contentieux des étrangers.
Il est valable jusqu'au 13 août 2012 et couvre provisoirement son séjour.
Fait à Namur, le 14 mai 2012

P R O L O N G A T I O N S
du 13/08/12 au 13/09/12     sceau
du 12/09/12 au 12/10/12     sceau
'''


def events(text):
    return [(event.type, event.edtf) for event in extract([text]).events]


def test_children_listed_with_the_place_and_day_are_births():
    found = events('Namur, le 3 mars 2021\nTrois enfants sont issus de cette union : Sami (Liège, 7 juin 2014), Nour (Namur, 26 novembre 2016) et Elias (Fès, 2 mai 2010).')
    assert {day for kind, day in found if kind == 'birth'} == {'2014-06-07', '2016-11-26'}


def test_somebody_grown_up_in_brackets_is_not_born_in_the_story():
    assert not [day for kind, day in events('Namur, le 3 mars 2021\nLe père, Karim (Liège, 7 juin 1980), travaille.') if kind == 'birth']


def test_each_prolongation_is_a_paper_for_its_time():
    cards = {event.edtf: event.dates for event in extract([CARD]).events if event.type == 'residence_document_issued'}
    assert set(cards) == {'2012-05-14', '2012-08-13', '2012-09-12'}
    assert cards['2012-08-13'] == {'valid_until': '2012-09-13'}

