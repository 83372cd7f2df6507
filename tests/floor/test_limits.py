"""Searching and taking files along has a measure: nobody at work meets it, whoever empties the house does."""

from hypothesis import given, strategies as st

from caseline.limits import FILES, SEARCH, Counters, Limit
from tests.conftest import signed_in


def test_whoever_empties_the_house_is_slowed_down(app, an):
    counters = app.extensions["limits"]
    for _time in range(FILES.most):
        assert counters.wait(FILES, "1") == 0  # An is account 1
    answer = an.get("/reports/report.json")
    assert answer.status_code == 429 and int(answer.headers["Retry-After"]) > 0
    page = answer.get_data(as_text=True)
    assert "You have taken 100 files along within ten minutes" in page and "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert signed_in(app, "Co").get("/reports/report.json").status_code == 200, "others are not slowed down"
    assert an.get("/reports/").status_code == 200, "pages are no files"


def test_searching_too_often_is_told_in_a_sentence(an):
    codes = [an.get("/search?q=Okonjo").status_code for _time in range(SEARCH.most + 1)]
    assert set(codes[:-1]) == {200} and codes[-1] == 429
    assert "You have searched 60 times within a minute" in an.get("/search?q=Okonjo").get_data(as_text=True)
    assert an.get("/search").status_code == 200, "the empty page costs nothing"


def test_after_the_time_it_goes_on():
    now = [0.0]
    counters = Counters(clock=lambda: now[0])
    limit = Limit("x", 2, 10)
    assert [counters.wait(limit, "a") for _time in range(3)] == [0, 0, 11] and counters.wait(limit, "b") == 0
    now[0] = 10.5
    assert counters.wait(limit, "a") == 0


@given(st.lists(st.tuples(st.sampled_from("abc"), st.floats(min_value=0, max_value=5)), max_size=60))
def test_nobody_does_it_more_often_than_the_limit_in_any_stretch(steps):
    now, done = 0.0, []
    counters = Counters(clock=lambda: now)
    limit = Limit("x", 3, 10)
    for who, later in steps:
        now += later
        if counters.wait(limit, who) == 0:
            done.append((who, now))
    for who, moment in done:
        assert sum(1 for other, at in done if other == who and moment <= at < moment + limit.seconds) <= limit.most
