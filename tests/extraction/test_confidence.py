"""What a confidence promises: shares that rise with what spoke for a proposal."""
from hypothesis import given, settings, strategies as st

from benchmarks.confidence import isotonic
from caseline.extraction import extract
from caseline.extraction.proposals import shares


def confidences(text):
    return {(event.type, event.edtf): event.confidence for event in extract([text]).events}


def test_the_stated_shares_rise_with_the_score():
    steps = [*shares()['told']][::-1]
    assert steps == sorted(steps) and [share for _, share in steps] == sorted(share for _, share in steps)
    assert steps[0][0] == 0 and steps[-1][1] < shares()['own'] < 1


def test_the_papers_own_event_is_surer_than_what_it_tells_in_passing_and_a_year_less_sure_than_a_day():
    order = ('ANNEXE 13\nORDRE DE QUITTER LE TERRITOIRE\nIl est enjoint au nommé SOW An de quitter le territoire.\n'
             'Une demande 9bis, introduite le 12 mars 2015, a été déclarée irrecevable. La famille est arrivée en Belgique en 2009.\nBruxelles, le 3 juin 2016')
    told = confidences(order)
    assert told['order_to_leave', '2016-06-03'] > told['application_9bis', '2015-03-12'] > told['arrival_belgium', '2009']


@settings(max_examples=60, derandomize=True, deadline=None)
@given(st.lists(st.lists(st.booleans(), min_size=1, max_size=9), min_size=1, max_size=8))
def test_fitted_shares_never_fall_and_never_promise_certainty(answers):
    stated = [number / 10 for number in range(len(answers))]
    fitted = isotonic(list(zip(stated, answers)))
    shares = [fitted[confidence] for confidence in stated]
    assert shares == sorted(shares) and all(0 < share < 1 for share in shares)
