"""Whom an event concerns: nobody who was not born yet, even when a later paper lists them."""

import pytest

from caseline.extraction import KnownPerson, extract

FAMILY = [KnownPerson(1, "TADESSE Dawit", born="1983-04-18"), KnownPerson(2, "TADESSE Liya", born="2011-11-16")]
PAPER = "Bruxelles, le 4 septembre 2014\n\nLes requérants TADESSE Dawit et TADESSE Liya ont introduit une demande d'asile le {}."


@pytest.mark.parametrize(("day", "people"), [("3 mars 2010", (1,)), ("3 mars 2012", (1, 2))])
def test_a_child_born_later_is_not_part_of_it(day, people):
    assert extract([PAPER.format(day)], people=FAMILY).events[0].person_ids == people
