"""Dates by role: written, notified, sent, received and valid until, wherever they stand in the papers of Belgian offices."""
import pytest

from caseline.extraction import extract
from tests.extraction.dated_papers import PAPERS


@pytest.mark.parametrize(('paper', 'text', 'dates', 'events'), PAPERS, ids=[paper[0] for paper in PAPERS])
def test_a_paper_tells_its_dates_by_role(paper, text, dates, events):
    found = extract([text.strip()])
    assert {role: found.dates[role].edtf for role in dates if role in found.dates} == dates
    told = {(event.type, event.edtf): event.dates for event in found.events}
    for kind, edtf, roles in events:
        assert {role: told[kind, edtf].get(role) for role in roles} == roles, paper


def test_a_date_that_stands_nowhere_is_not_made_up():
    found = extract(['ANNEXE 13\nORDRE DE QUITTER LE TERRITOIRE\nIl est enjoint au nommé SOW Ibrahima de quitter le territoire.\n'
                     'Bruxelles, le 11 mars 2015\n\nNotifié le .................... à ....................'])
    assert set(found.dates) == {'written'}
    assert all('notification_date' not in event.dates for event in found.events)


def test_notifying_a_decision_of_a_day_does_not_date_the_notification():
    found = extract(['Namur, le 3 avril 2018\n\nMadame,\nJe vous notifie la décision du 12 février 2018 refusant votre demande 9ter.'])
    assert all(event.dates.get('notification_date') != '2018-02-12' for event in found.events)


@pytest.mark.parametrize('text', (
    'Liège, le 20 mai 2017\n\nMadame,\nElles ont été interceptées par la police le 2 mai 2017. Le même jour, un ordre de quitter le territoire leur a été délivré.',
    'Gent, 20 mei 2017\n\nMevrouw,\nZij werden op 2 mei 2017 door de politie onderschept. Dezelfde dag kregen zij een bevel om het grondgebied te verlaten.',
    'Eupen, den 20. Mai 2017\n\nSehr geehrte Frau Ana,\nam 2. Mai 2017 wurden sie von der Polizei aufgegriffen. Am selben Tag erging eine Anweisung, das Staatsgebiet zu verlassen.',
    'Brussels, 20 May 2017\n\nDear Madam,\nThey were arrested by the police on 2 May 2017. On the same day they were given an order to leave the territory.'))
def test_the_same_day_is_the_day_told_before(text):
    assert ('order_to_leave', '2017-05-02') in {(event.type, event.dates.get('notification_date', event.edtf)) for event in extract([text]).events}


def test_an_order_taken_with_a_refusal_is_notified_with_it():
    found = extract(['Conseil du Contentieux des Etrangers\nARRÊT n° 231 904 du 3 février 2021\n\nVu la requête tendant à l\'annulation de la décision déclarant '
                     'irrecevable la demande 9bis, prise le 14 novembre 2016 et notifiée le 19 décembre 2016.\n'
                     'Le même 14 novembre 2016, un ordre de quitter le territoire a été pris à son égard.'])
    told = {event.type: event.dates.get('notification_date') for event in found.events if event.edtf == '2016-11-14'}
    assert told == {'decision_inadmissible': '2016-12-19', 'order_to_leave': '2016-12-19'}


def test_rows_of_prolongations_give_each_paper_its_term():
    found = extract(['ATTESTATION D\'IMMATRICULATION - MODELE A\nNom : SOW\nDélivrée à Liège le 18/06/2019, valable jusqu\'au 17/09/2019\n\n'
                     'PROROGATIONS\n| prorogée le | jusqu\'au   |\n| 16/09/2019  | 17/12/2019 |\n| 13/12/2019  | 17/03/2020 |\n'])
    assert {event.edtf: event.dates.get('valid_until') for event in found.events if event.type == 'residence_document_issued'} == {
        '2019-06-18': '2019-09-17', '2019-09-16': '2019-12-17', '2019-12-13': '2020-03-17'}
