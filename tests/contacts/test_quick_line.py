"""A contact in one line: what it says is understood in four languages, and not a word is lost."""

from datetime import date

import pytest
from hypothesis import given, strategies as st

from caseline.contacts.quick import Known, understand

TODAY = date(2026, 11, 22)  # a Sunday
FAMILY = [Known(1, ("OKONJO Grace Ada", "Grace"), "mother"), Known(2, ("OKONJO Samuel", "Samuel"), "father"), Known(3, ("OKONJO Zoé", "Zoé"), "child")]
BOOK = [Known(10, ("Me Claire Dumortier",)), Known(11, ("Almaz Bekele",)), Known(12, ("CPAS Anderlecht",)), Known(13, ("CPAS Forest", "Mme Delvaux"))]


def said(line: str, lang: str = "en"):
    return understand(line, today=TODAY, people=FAMILY, actors=BOOK, lang=lang)


def test_how_with_whom_how_long_and_what():
    line = said("call Me Dumortier, no news from CCE, 10 min")
    assert (line.channel, line.actor_ids, line.minutes, line.at, line.summary) == ("call", (10,), 10, "2026-11-22", "No news from CCE")


@pytest.mark.parametrize(
    ("text", "channel", "minutes", "at", "summary"),
    [
        ("appel Me Dumortier 5', pas de nouvelles du CCE", "call", 5, "2026-11-22", "Pas de nouvelles du CCE"),
        ("visite à domicile hier 1h30, ils veulent attendre", "visit", 90, "2026-11-21", "Ils veulent attendre"),
        ("gebeld met moeder, 3/11, ze heeft nog geen brief, 20 minuten", "call", 20, "2026-11-03", "Ze heeft nog geen brief"),
        ("huisbezoek 14u30, het gaat beter, anderhalf uur", "visit", 90, "2026-11-22", "Het gaat beter"),
        ("SMS to Grace, 3 March, the paper has come", "message", None, "2026-03-03", "The paper has come"),
        ("begeleiding naar gemeente vrijdag, kaart aangevraagd, 2 uur", "accompaniment", 120, "2026-11-20", "Begeleiding naar gemeente vrijdag, kaart aangevraagd"),
        ("Anruf gestern, sie wartet, 15 Minuten", "call", 15, "2026-11-21", "Sie wartet"),
        ("rdv avec Me Dumortier, 12.11.2026, on dépose en mars, une demi-heure", "meeting", 30, "2026-11-12", "On dépose en mars"),
    ],
)
def test_in_every_language_of_the_house(text, channel, minutes, at, summary):
    line = said(text)
    assert (line.channel, line.minutes, line.at, line.summary) == (channel, minutes, at, summary)


def test_people_of_the_family_the_interpreter_and_the_place():
    line = said("visit, with Grace and Samuel, interpreter Almaz, at home, they want to wait")
    assert (line.person_ids, line.interpreter, line.place, line.summary) == ((1, 2), "Almaz Bekele", "at home", "They want to wait")


def test_the_mother_the_family_and_a_contact_person_of_a_service():
    assert said("call mother, all well").person_ids == (1,)
    assert said("visit family, all well").person_ids == (1, 2, 3)
    assert said("call Mme Delvaux, a place is free").actor_ids == (13,)


def test_a_name_many_services_share_tells_none_of_them():
    assert said("call CPAS Anderlecht, no place").actor_ids == (12,)
    assert said("call CPAS, no place").actor_ids == ()


def test_somebody_who_is_not_in_the_book_is_kept_by_name():
    line = said("call Dr Wouters, new certificate in May")
    assert (line.others, line.summary) == ("Dr Wouters", "New certificate in May")


def test_a_day_inside_what_was_said_is_no_day_of_the_contact():
    line = said("called mother, hearing on 14 May 2027, 1 hour")
    assert (line.at, line.minutes, line.summary) == ("2026-11-22", 60, "Hearing on 14 May 2027")


def test_somebody_who_is_only_spoken_about_did_not_take_part():
    assert said("call Me Dumortier, Samuel must send the paper").person_ids == ()


def test_topics_are_marked_as_everywhere():
    line = said("call Me Dumortier, no news #9bis #School, 5 min")
    assert (line.topics, line.summary, line.minutes) == (("school",), "No news #9bis", 5)


def test_a_time_is_no_length():
    line = said("visit at 17:00, tea, 90 min")
    assert (line.time, line.minutes) == ("17:00", 90)


def test_what_says_nothing_about_itself_is_what_was_said():
    line = said("She cried a lot")
    assert (line.channel, line.at, line.summary) == ("", "2026-11-22", "She cried a lot")


@given(st.text(max_size=120))
def test_any_line_gives_a_day_and_a_length_that_can_be(text):
    line = said(text)
    assert len(line.at) == 10 and (line.minutes is None or 0 < line.minutes <= 24 * 60)


@given(st.lists(st.sampled_from(["call", "Grace", "10 min", "yesterday", "she", "waits", "for", "the", "bread", "1h30", "Me Dumortier", "3/3"]), min_size=1, max_size=8))
def test_words_that_mean_nothing_else_are_all_in_the_summary(words):
    summary = said(", ".join(words)).summary.lower()
    assert all(word in summary for word in words if word in {"waits", "bread"})
