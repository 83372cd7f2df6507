"""Judgments: the aliens' courts quote and cite, other courts tell facts that no type names."""
from caseline.extraction import extract

OPENING = '''CONSEIL DU CONTENTIEUX DES ETRANGERS
n° 261 544 du 30 septembre 2021
dans l'affaire 254 880 / VII
En cause : DIOP An
contre : l'Etat belge
Vu la requête introduite le 16 octobre 2020.
Vu l'ordonnance du 19 juillet 2021 convoquant les parties à l'audience du 7 septembre 2021.
REND L'ARRET SUIVANT :
'''


def told(text):
    return {(event.type, event.edtf) for event in extract([text]).events}


def test_the_judgment_its_appeal_and_its_hearing_are_three_events():
    assert told(OPENING) == {('judgment_call', '2021-09-30'), ('appeal_call', '2020-10-16'), ('hearing_call', '2021-09-07')}


def test_case_law_cited_in_the_reasoning_is_not_the_familys():
    text = OPENING + '\n2. Discussion\nLe Conseil se réfère à son arrêt n° 245 188 du 30 novembre 2020 et à la jurisprudence (C.E., 3 mars 2015, n° 230.222).\n'
    assert told(text) == told(OPENING)
    assert {item.value for item in extract([text]).references} == {'261544', '254880'}


def test_a_long_quotation_of_the_contested_decision_tells_nothing_of_its_own():
    text = OPENING + '\n1. L\'acte attaqué\nMotivé comme suit :\n« En mars 2015, des policiers vous auraient arrêté et vous auriez été détenu une semaine. Vous seriez arrivé en Belgique en mai 2015. »\n'
    assert told(text) == told(OPENING)


def test_every_dated_step_of_a_foreign_judgment_is_kept_but_not_its_law():
    facts = [f'{number}. On {number} March 2004 the applicant, who was then living in another town, wrote to the court about his papers.' for number in range(1, 29)]
    text = 'THE FACTS\n' + '\n'.join(facts) + '\nTHE LAW\n40. The Court refers to the report of 7 June 2001 and the appeal.\n'
    dates = {edtf for _, edtf in told(text)}
    assert {f'2004-03-{number:02}' for number in range(1, 29)} <= dates
    assert '2001-06-07' not in dates
