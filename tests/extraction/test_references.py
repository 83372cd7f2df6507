"""File numbers: whose they are, their normal form, and what only looks like one."""
import pytest

from caseline.extraction.references import niss_holds, references_of


def found(text, kind=None, issuer=None):
    return {(item.system, item.value) for item in references_of(text, 1, 'be', kind=kind, issuer=issuer)[0]}


@pytest.mark.parametrize('text, system, value', [
    ('N° SP : 7.123.456', 'oe_sp', '7123456'), ('O.V.-nummer: 7.123.456', 'oe_sp', '7123456'), ('(OE 7123456)', 'oe_sp', '7123456'),
    ('CG-nummer: 10/11873', 'cgrs', '10/11873'), ('CGRA : 19/12345B', 'cgrs', '19/12345B'),
    ('n° 291 303 du 30 juin 2023', 'call_judgment', '291303'), ('arrest nr. 77 134 van 13 maart 2012', 'call_judgment', '77134'),
    ("dans l'affaire 162 734 / III", 'call_roll', '162734'), ('in de zaak RvV 210 123 / II', 'call_roll', '210123'),
    ('R.G. 21/1234/A', 'court_roll', '21/1234/A'), ('A.R. 22A567', 'court_roll', '22A567'),
    ('Kaart nr. B 1234567 89', 'residence_card', 'B123456789'), ('Client ref.: PT-2021-07', 'case_ref', 'PT-2021-07'),
    ('N/Réf. : CD/14-0387 X', 'other', 'CD/14-0387'),
    ('recognised as stateless on 10 September (R.Q. 20/1187/B)', 'court_roll', '20/1187/B'),
    ('RETRAIT (arrêt CCE négatif du 29/11/12 n° 92 601)', 'call_judgment', '92601'),
    ('the Council dismissed our appeal last Thursday (no. 262 340, received today)', 'call_judgment', '262340'),
    ('N° 62063/12/0588', 'other', '62063/12/0588'), ('Dossier VT-nr.   18/BXL/00731', 'other', '18/BXL/00731'),
    ('Rép. n° 1042/2021', 'other', '1042/2021'), ('procès-verbal BR.55.L6.012345/2019 de la police', 'other', 'BR.55.L6.012345/2019'),
    ('Het CGVS schrijft u aan. Uw dossier: 12/29017', 'cgrs', '12/29017'),
    ('N° Sûreté publique : 7 234 567', 'oe_sp', '7234567'), ('Immigration Office reference: 7.234.567', 'oe_sp', '7234567'),
    ('Nos réf. : 8.123.456/RH', 'oe_sp', '8123456'), ('GKFS-Akte 15/12345', 'cgrs', '15/12345'),
    ('RvV 15 november 2018, nr. 212 345', 'call_judgment', '212345'), ('RAS-Entscheid 212.345 vom 15. November 2018', 'call_judgment', '212345'),
    ('Numéro de rôle CCE : 201 234', 'call_roll', '201234'), ('CALL case no. 201 234/IV', 'call_roll', '201234'),
    ('Council of State, order no. 12,876', 'council_of_state', '12876'), ('C.E., 17 avril 2018, n° 241.234', 'council_of_state', '241234'),
    ('general roll no. 18/1234/B', 'court_roll', '18/1234/B'), ('inscrite au rôle sous le numéro 19/123/A', 'court_roll', '19/123/A'),
    ('RRN 85.04.19 998-51', 'niss', '85041999851'), ('Our reference AL/18-1234', 'other', 'AL/18-1234'),
    ('BAMF-Az. 6543210-438', 'other', '6543210-438'), ('Eurodac no. EL1MY012345', 'other', 'EL1MY012345'),
    ('dossier médical n° 16-88213', 'other', '16-88213'),
])
def test_a_number_is_recognised_and_brought_to_its_normal_form(text, system, value):
    assert (system, value) in found(text)


@pytest.mark.parametrize('text', ['Tel. 02 515 71 11', '1080 Bruxelles', 'Le loyer est de 640,00 €', '(RvV 23 mei 2013, nr. 103 410)',
                                  'BE12 3456 7890 1234', 'article 9bis, § 1er', 'le 12/03/2019', 'RIZIV 1-23456-78-901',
                                  'facture n° 2018/123', 'règlement (UE) n° 604/2013', 'KBO-nr. 0403.123.456', 'CEDH, n° 12738/10',
                                  'arrêt n° 198.769 du Conseil d’État', 'année scolaire 2018-2019', 'art. 9 KB 17.05.2007',
                                  'Zoals de Raad reeds oordeelde in zijn arresten nr. 215.571 van 5 oktober 2011'])
def test_phones_amounts_addresses_and_case_law_are_no_file_numbers(text):
    assert not found(text)


def test_a_commune_s_own_reference_is_the_communes():
    assert found('Réf. : ETAT/2022/0413', issuer='commune') == {('commune_ref', 'ETAT/2022/0413')}


def test_a_council_of_state_number_is_not_a_number_of_the_aliens_council():
    assert found('RAAD VAN STATE\narrest nr. 239.233 van 28 september 2017', kind='council_of_state_judgment') == {('council_of_state', '239233')}


@pytest.mark.parametrize('digits, holds', [('85041999851', True), ('85041999852', False), ('00000000097', True), ('123', False)])
def test_the_checksum_of_a_national_number(digits, holds):
    assert niss_holds(digits) is holds


def test_a_labelled_national_number_that_fails_its_checksum_is_kept_with_a_warning():
    items, warnings = references_of('Rijksregisternummer 85.04.19-998.52', 1, 'be', kind=None, issuer=None)
    assert [item.value for item in items] == ['85041999852'] and warnings
