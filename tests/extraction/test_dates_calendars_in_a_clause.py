"""A calendar that a sentence names goes with the date of its own clause only."""

import pytest

from caseline.extraction.dates import find_dates


def test_the_next_clause_is_gregorian_again():
    found = find_dates("He says 10/08/1975 in the Ethiopian calendar; the date 01/01/1983 was written by the office.", lang="en")
    assert [one.edtf for one in found] == ["1983-04-18", "1983-01-01"]


def test_the_calendar_may_stand_before_its_date():
    found = find_dates("Selon le calendrier éthiopien, le 10/08/1975.", lang="fr")
    assert [one.edtf for one in found] == ["1983-04-18"]


@pytest.mark.parametrize("text", [
    "Geboren te Addis Abeba op 01/01/1983\nNationaliteit: Ethiopische",
    "né le 01/01/1983, de nationalité iranienne", "Mr Karimi, Afghan, born on 01/01/1983", "geboren am 01.01.1983, äthiopischer Staatsangehöriger",
    "date of birth 01/01/1983 Iranian national", "An interpreter for Amharic was heard on 01/01/1983 by Mrs Mehr Asad",
])
def test_a_nationality_is_no_calendar(text):
    assert [one.edtf for one in find_dates(text)] == ["1983-01-01"]


@pytest.mark.parametrize(("text", "value"), [("10/08/1975 (Ethiopian)", "1983-04-18"), ("1 Muharram 1430 hijri", "2008-12-29~")])
def test_brackets_and_names_of_calendars_alone_are_enough(text, value):
    assert [one.edtf for one in find_dates(text)] == [value]
