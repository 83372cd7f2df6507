"""What a paper is: told by its heading, whose letterhead it bears, to whom it goes and how it speaks, whatever its language and length."""
import pytest

from caseline.extraction.fold import fold
from caseline.extraction.kind import kind_of

FILLING = '\n\nDe bladzijde gaat verder met woorden die niets zeggen over het soort papier, en zo nog een tijd.' * 40
PAPERS = (
    ('annex_26', 'KÖNIGREICH BELGIEN          ANLAGE 26\nFÖD Inneres – Ausländeramt\nDer Genannte BO Ali hat sich am 4. Mai 2015 gemeldet.'),
    ('annex_13sexies', 'Kingdom of Belgium\nImmigration Office\nAnnex 13sexies\nENTRY BAN\nName: BO Ali'),
    ('annex_20', 'Office des étrangers\nDécision de refus de séjour de plus de trois mois (annexe 20)\nLa demande du 3 mars 2020 est refusée.'),
    ('medical_certificate', 'A T T E S T A T I O N   M E D I C A L E\nDr An Claes, Gand\nJe soussignée certifie suivre Madame BO depuis 2019.'),
    ('oe_decision', 'Dienst Vreemdelingenzaken\nDienst Lang Verblijf\nAan de burgemeester van Gent\nBij deze deel ik u mee dat het verzoek van 4 mei 2020 onontvankelijk is.'),
    ('lawyer_letter', 'Mr. An Claes, advocaat\nGent, 4 mei 2020\nDienst Vreemdelingenzaken\nGeachte heer,\nMijn cliënt wacht nog op een antwoord.'),
    ('call_judgment', 'RAT FÜR AUSLÄNDERSTREITSACHEN\nEntscheid Nr. 198 004 vom 16. Januar 2018\nGesehen den Antrag vom 2. November 2016;'),
    ('petition_call', 'AU CONSEIL DU CONTENTIEUX DES ETRANGERS\nREQUETE EN ANNULATION\nPour : Ali BO\nContre : l\'Etat belge\nPremier moyen'),
    ('marriage_certificate', '[Sworn translation from Albanian]\nREPUBLIC OF KOSOVO\nMunicipality: PEJË\nMARRIAGE CERTIFICATE\n1  Current no.  117 / 2005'),
    ('lawyer_email', 'Betreff: Verhandlung\nMi, 23.01.2019 08:40\nLiebe Frau An, meine Mandantin ist für den 4. Februar geladen. Ich reiche die Klage morgen ein.'),
    ('email', 'Onderwerp: papier\n12/08/2016\nDag Sofie, mijn man heeft een papier gekregen van de gemeente. Mijn advocaat antwoordt niet. Wat moeten wij doen?'),
    ('client_statement', 'My story\nI was born in Pejë. My father died when I was nine. We left in 2008 by bus and we came to Ghent. I remember the cold.'),
    ('support_letter', 'Sehr geehrte Frau Ministerin,\nals Nachbarin kenne ich die Familie BO seit 2015. Ich bitte Sie, dass sie bleiben darf.\nMaria Claes'),
    ('contact_note', '04.03.2021 – Anruf von Frau BO\nSie hat Post bekommen und weint. Ich gehe am Montag mit.'),
    ('home_visit_note', 'Huisbezoek bij de familie BO, 4 maart 2021\nMama toont de brief. De kinderen zijn ziek. Volgend bezoek: 18 maart.'),
    ('other', '[02/12/2021, 07:12] Juf Els: ze zijn weg\n[02/12/2021, 07:30] Papa Noah: wat?\n[02/12/2021, 07:31] Juf Els: de politie stond voor de deur'),
)


def kind(text):
    return kind_of(text, fold(text), 'be').key


@pytest.mark.parametrize(('expected', 'text'), PAPERS, ids=[expected for expected, _ in PAPERS])
def test_a_paper_is_known_by_its_top_however_long_it_is(expected, text):
    assert kind(text) == kind(text + FILLING) == expected


@pytest.mark.parametrize('text', [
    'Liste de Bo\n1. acte de naissance\n2. contrat de bail\n3. passeport',
    'Chère An,\n\nTu trouveras ma carte d\'identité et votre bail dans la boîte.',
    '12/03/2019 asile\n03/05/2019 annexe 26\n04/06/2020 annexe 13\n05/07/2021 annexe 35',
])
def test_a_paper_only_spoken_of_is_no_heading(text):
    assert kind(text) not in ('birth_certificate', 'lease', 'passport', 'national_id', 'annex_26', 'annex_13', 'annex_35')


@pytest.mark.parametrize(('heading', 'expected'), [
    ('Halbjahreszeugnis', 'school_report'), ('Huuropzegging', 'notice_to_quit'), ('Boarding pass', 'ticket'), ('Geburtsregisterauszug', 'birth_certificate'),
    ('Ontheffing beroepsgeheim', 'consent_form'), ('Compte rendu VAD', 'home_visit_note'), ('Wage statement', 'payslip'), ('Levensloop', 'client_statement'),
])
def test_a_heading_alone_is_enough(heading, expected):
    assert kind(f'{heading}\nBO Ali, 4/5/2020') == expected


HEADINGS = (
    ('orange_card', 'Orangefarbene Karte, verlängert bis 4.8.2019'), ('annex_20', 'DECISION REFUSING RESIDENCE OF MORE THAN THREE MONTHS'),
    ('attestation_of_presentation', 'Proof of presentation at the registration centre'), ('cgrs_decision', 'Generalkommissar\nUnzulässigkeit Ihres Folgeantrags'),
    ('petition_council_of_state', 'Cassation petition against CALL judgment no. 203 114'), ('birth_declaration', 'UZ Gent\nKennisgeving van bevalling'),
    ('marriage_certificate', 'Certified extract of the marriage register'), ('recognition_act', 'Erkenning van een ongeboren kind'),
    ('household_composition', 'Extract from the aliens register'), ('consular_card', 'Attestation d\'immatriculation consulaire'),
    ('laissez_passer', 'Passersatzpapier'), ('medical_certificate', 'Sick note: unfit for work'), ('training_certificate', 'Getuigschrift heftruckchauffeur'),
    ('activity_certificate', 'Homework club: attendance confirmation'), ('removal_notice', 'Centre 127bis\nFlight notice: departure on 3 May at 10 a.m.'),
    ('consent_form', 'Vollmacht zur Akteneinsicht'), ('police_report', 'Police record of interview'), ('job_offer', 'Absichtserklärung des Arbeitgebers'),
)


@pytest.mark.parametrize(('expected', 'heading'), HEADINGS)
def test_a_heading_says_of_what_it_is_a_paper(expected, heading):
    assert kind(heading) == expected


def test_a_narrow_kind_takes_over_the_heading_of_its_wider_one():
    refusal = 'BESLISSING TOT WEIGERING VAN VERBLIJF MET BEVEL OM HET GRONDGEBIED TE VERLATEN\n{}'
    assert kind(refusal.format('België is niet verantwoordelijk voor de behandeling; dat is Italië (Dublin)')) == 'annex_26quater'
    assert kind('Gericht Erster Instanz, Familienabteilung\nDas Kind wohnt hauptsächlich bei der Mutter.') == 'family_court_judgment'


def test_who_signs_tells_whose_letter_it_is_and_company_kept_does_not():
    assert kind('Dear Mrs Bo,\nYour file is closed today.\nI wish you well.\nYours sincerely\nAn Claes, attorney') == 'lawyer_letter'
    assert kind('Notes of the talk with the lawyer\nPresent: An, Bo\nShe explains the options.') == 'meeting_note'
    assert kind('3/5/18: phone mum, asks for lawyer\n5/5/18: phoned lawyer') == 'contact_note'


def test_nothing_at_all_is_of_no_kind_and_a_blank_form_of_no_known_one():
    assert kind('  \n') is None
    assert kind('. . . . .\n_____') == 'other'
