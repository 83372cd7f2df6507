"""The parts of judgments: the opening, the procedure and the facts tell the case, the law and the reasons speak of others."""
import pytest

from caseline.extraction import extract
from tests.extraction.courts_in_four_languages import JUDGMENTS


def told(*pages):
    return {part for event in extract(pages).events for part in (event.edtf, *event.edtf.split('/'), *event.dates.values())}


@pytest.mark.parametrize(('court', 'text', 'steps', 'others'), JUDGMENTS, ids=[court for court, *_ in JUDGMENTS])
def test_the_steps_of_the_case_are_kept_and_those_of_other_cases_are_not(court, text, steps, others):
    found = extract([text.strip()])
    assert found.kind == 'court_judgment'
    assert set(steps) <= told(text)
    assert not set(others) & told(text)


def test_a_page_goes_on_with_the_part_in_which_the_page_before_ended():
    facts = '\n'.join(f'{day}. On {day} March 2004 the applicant wrote to the court about the papers he had asked for.' for day in range(2, 12))
    first = f'EUROPEAN COURT OF HUMAN RIGHTS\nCASE OF ZANGA v. BORDURIA\nJUDGMENT\nTHE FACTS\n{facts}\nTHE LAW\n30. The Government disagreed.'
    second = '31. The Government recalled the hearing of 9 June 2001 and a letter of 12 July 2002.'
    assert {'2004-03-02', '2004-03-11'} <= told(first, second)
    assert not {'2001-06-09', '2002-07-12'} & told(first, second)


def test_reasons_tell_the_facts_where_no_part_does():
    text = ('GERECHTSHOF DEN BOSCH\narrest van 3 juni 2014 in de zaak van\nAn Zanga, appellante, tegen Bo NV, geïntimeerde\n\n3. De beoordeling\n'
            '3.1 Op 4 februari 2011 heeft Bo een brief aan An gestuurd met een eerste berekening van het loon dat nog openstond.\n'
            '3.2 Op 2 maart 2012 heeft een gesprek plaatsgevonden tussen An en de directeur over de vraag wanneer zij zou vertrekken.\n'
            '3.3 Dat betekent dat 2 maart 2012 de dag is waarop An wist waar zij aan toe was; de Hoge Raad heeft in zijn arrest van 19 september 2003 zo beslist.\n'
            + '3.4 Het hof is van oordeel dat de vordering van An moet worden toegewezen omdat Bo haar onvoldoende heeft ingelicht over haar rechten.\n' * 3
            + '\n4. De uitspraak\nHet hof vernietigt het vonnis.\n')
    dates = [event.edtf for event in extract([text]).events]
    assert dates.count('2012-03-02') == 1 and '2011-02-04' in dates and '2003-09-19' not in dates


def test_a_short_judgment_of_the_family_stays_one_event():
    text = ('JUSTICE DE PAIX DE NAMUR\nJUGEMENT\nEn cause de la SA Logis contre Madame Zanga\nVu la requête déposée le 3 mai 2019 ;\n'
            "Entendu les parties à l'audience du 4 juin 2019.\nPAR CES MOTIFS,\nOrdonne l'expulsion de Madame Zanga.\nAinsi prononcé le 18 juin 2019.")
    assert {(event.type, event.edtf) for event in extract([text]).events} == {('eviction_proceedings', '2019-06-18')}
