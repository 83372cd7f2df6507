"""A calendar that a sentence names goes with the date of its own clause only."""

from caseline.extraction.dates import find_dates


def test_the_next_clause_is_gregorian_again():
    found = find_dates("He says 10/08/1975 in the Ethiopian calendar; the date 01/01/1983 was written by the office.", lang="en")
    assert [one.edtf for one in found] == ["1983-04-18", "1983-01-01"]


def test_the_calendar_may_stand_before_its_date():
    found = find_dates("Selon le calendrier éthiopien, le 10/08/1975.", lang="fr")
    assert [one.edtf for one in found] == ["1983-04-18"]
