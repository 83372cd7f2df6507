"""The date of a paper that has no dating line: how it speaks of its own making."""
import pytest

from caseline.extraction import extract


@pytest.mark.parametrize('text, day', [
    ('Attestation\nLa famille s\'est présentée le 30 mai 2018 et le 20 juin 2018 dans nos bureaux.\nCette attestation du 21 juin 2018 ne vaut pas titre de séjour.', '2018-06-21'),
    ('EXTRAIT D\'ACTE DE NAISSANCE\nest né à Bruxelles l\'enfant TRAORÉ Adama de KONATÉ Awa, née le 4 avril 1985\nActe dressé le 4 décembre 2014. Extrait délivré le 8 décembre 2014.', '2014-12-08'),
    ("EXTRAIT D'ACTE DE MARIAGE\nL'an deux mille douze, le neuf juin, ont été unis Sabri Awad et Rim Haddad.\nDélivré à Namur, le 3 mai 2016", '2016-05-03'),
    ('ARBEITSGERICHT EUPEN\nUrteil vom 28. Januar 2014 – A.R. 13/209/A\nDer Kläger focht mit Antrag vom 11. September 2013 die Verweigerung der Sozialhilfe an.', '2014-01-28'),
    ('Kindercentrum De Wip\nHierbij bevestigen wij de inschrijving van Elira vanaf 1 september 2021.\nGetekend door de directie op 14 oktober 2021, geldig tot 31 augustus 2022', '2021-10-14'),
    ('WAITING LIST 3/12/2020\n1. family G. – signalled by school on 19 Nov. 2020\nDecision by 17 Dec. Places are free as of 11 Jan. 2021', '2020-12-03'),
    ('SERVICE OF JUDGMENT\nToday, the 27th of February 2023, I served on Mrs. Owusu the judgment of 14 February 2023.', '2023-02-27'),
    ('Boxing Club\nBah est membre depuis le 4 septembre 2012.\nLe secrétaire, le 15/05/2017. Affiliation payée jusqu\'au 31/12/2017', '2017-05-15'),
    ('LIDMAATSCHAPSATTEST\nLid sinds: 4 september 2019\nGordel: oranje, behaald op 6 maart 2020\n12/05/2021 de secretaris', '2021-05-12'),
    ('DECISION AUTHORISING A STAY\nA card A is to be delivered, valid until 22/10/2022.\nDone on 22/10/2021.', '2021-10-22'),
    ('COURT OF FIRST INSTANCE\nJudgment delivered in open court on 21 March 2019\nIn the case of Wael, born in the camp, Lebanon, on 11 June 1985', '2019-03-21'),
    ('BIJLAGE 26quinquies\nDe betrokkene heeft op 3 september 2020 een volgend verzoek ingediend.\nVorige verzoeken: 14/06/2011 en 02/10/2013.', '2020-09-03'),
    ('Type-medisch attest\nDr. De Backer onderzocht haar op 7 juli 2011: dementie.\nRoeselare 11/07/11', '2011-07-11'),
])
def test_a_paper_tells_when_it_was_made(text, day):
    assert extract([text]).document_date.edtf == day


def test_an_appointment_or_a_birth_is_not_the_date_of_a_paper():
    assert extract(['Afspraak\nU wordt uitgenodigd op vrijdag 16 februari 2024 om 13.30 uur.\nBabak, geboren op 3 maart 2015.']).document_date is None


def test_a_date_that_is_read_with_doubt_dates_a_paper_without_breaking_it():
    assert extract(['Brussel, 7 mei 2o2o\nBeste, wij schreven u op 3 mei.']).document_date


def test_what_a_paper_leans_on_does_not_date_it():
    text = 'Annex 13quinquies\nConsidering that a decision of inadmissibility was taken by the CGRS on 20/12/2018;\nthe person is ordered to leave.\nDone at Brussels on 11/01/2019'
    assert extract([text]).document_date.edtf == '2019-01-11'


def test_a_guessed_date_takes_back_no_later_event():
    text = 'Notes about the family\nThey live in Liège since 12 January 2011.\nAn application under Article 9bis was filed on 3 March 2014 and refused on 5 May 2016.'
    assert {'2014-03-03', '2016-05-05'} <= {event.edtf for event in extract([text]).events}


@pytest.mark.parametrize(('text', 'day'), [
    ('[02/12/2021, 07:12] An: ze zijn er\n[02/12/2021, 07:30] Bo: wie?\n[03/12/2021, 09:01] An: de politie, kom', '2021-12-03'),
    ('GERECHTSDEURWAARDER MERTENS\nBETEKENING VAN EEN VONNIS\nHet jaar tweeduizend achttien, op dertien september, heb ik, ondergetekende, betekend het vonnis van 22 augustus 2018.', '2018-09-13'),
    ('STAD GENT\nUITTREKSEL UIT DE GEBOORTEAKTE\nGeboren te Gent op 22 november 2018\nVoor eensluidend uittreksel, Gent, 5 februari 2019. De ambtenaar', '2019-02-05'),
    ('VERSLAG OVERLEG\ndatum en plaats: dinsdag 9 mei 2023, 10.00 - 11.45 u, online\nVolgend overleg: 5 september 2023', '2023-05-09'),
    ('VAN DEN BROECK LAW OFFICE\nBrussels, 3 November 2021\nDear Mrs Bo,\nPlease find enclosed the judgment.', '2021-11-03')])
def test_acts_copies_meetings_and_chats_bear_their_own_day(text, day):
    assert extract([text]).document_date.edtf == day
