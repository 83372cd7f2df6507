"""Forms of an invented family: labelled lines give spans, headings side by side give the kind, dating lines at the right the date."""
import pytest

from caseline.extraction import extract

FORMS = (
    ('hospitalisation', '2020-03-12/2020-03-20',
     'AZ DE LINDE\nDienst inwendige geneeskunde\nONTSLAGBRIEF\n\nPatiënt: ZANGA Bo, °03/04/1985\nOpname: 12/03/2020\nOntslag: 20/03/2020\n\nAntwerpen, 21 maart 2020'),
    ('detention', '2017-09-15/2017-11-14',
     "CENTRE POUR ILLEGAUX DU BOIS\nFICHE D'IDENTITE DU RESIDENT\n\nNom         : ZANGA Bo\nEntrée      : 15/09/2017\nSortie      : 14/11/2017\n\nLe Bois, le 15/11/2017"))


@pytest.mark.parametrize(('kind', 'span', 'text'), FORMS)
def test_two_labelled_lines_give_a_span(kind, span, text):
    assert (kind, span) in {(event.type, event.edtf) for event in extract([text]).events}


def test_a_label_of_another_date_does_not_date_the_paper():
    found = extract(['ATTEST VAN VERBLIJF\n\nNaam: ZANGA Bo\nDatum binnenkomst: 07/10/2020\nDatum vertrek: 18/12/2020\n\nGent, 19 december 2020'])
    assert found.document_date.edtf == '2020-12-19'


def test_a_date_at_the_right_of_an_address_dates_the_paper():
    found = extract(['STADT ESSEN\nAusländerbehörde\n\nHerrn\nBo Zanga\n45127 Essen                                  Essen, den 14.10.2008\n\nSehr geehrter Herr Zanga,'])
    assert found.document_date.edtf == '2008-10-14' and found.kind == 'foreign_document'


def test_a_heading_beside_the_letterhead_gives_the_kind():
    found = extract(['ROYAUME DE BELGIQUE                              ANNEXE 26\nOFFICE DES ETRANGERS\n\nNom : ZANGA Bo\n\nBruxelles, 22/06/2017                cachet OE'])
    assert (found.kind, found.document_date.edtf) == ('annex_26', '2017-06-22')


def test_numbers_that_stand_in_a_list_are_all_found():
    found = extract(["Office des étrangers\nSP : 8.396.104 / 8.396.105\n\nL'intéressée cite l'arrêt CCE n° 188 603 du 19.06.2017."])
    assert {(item.system, item.value) for item in found.references} == {('oe_sp', '8396104'), ('oe_sp', '8396105')}
