"""A long page begins to leave before all of it is worked out, and ends well whatever happens meanwhile."""

import zlib

import pytest

from caseline import chronology
from caseline.db import db, families_in_scope, family_scope
from caseline.engine import writing
from caseline.timeline import lately, reasoning, views
from caseline.timeline.decisions import Wording, write_event

TIMELINE = "/families/1/timeline/"


@pytest.fixture
def told(app):
    """Two hundred events in family 1."""
    with app.app_context(), writing(1), family_scope([1]):
        for number in range(200):
            write_event(1, Wording("interview", f"{2005 + number // 12}-{1 + number % 12:02}-05", False, {}, [], f"They are heard, time {number}."), user_id=1)
        db.session.commit()
    lately.forget()


@pytest.fixture
def builds(monkeypatch):
    """What was worked out so far."""
    made, genuine = [], chronology.build
    monkeypatch.setattr(reasoning.chronology, "build", lambda case, **more: made.append(case.reference) or genuine(case, **more))
    return made


def test_the_beginning_leaves_before_anything_is_worked_out(an, told, builds):
    answer = an.get(TIMELINE, buffered=False)
    sent = answer.iter_encoded()
    first = next(sent)
    assert b"</h1>" in first and not builds
    rest = list(sent)
    answer.close()
    assert len(builds) == 1 and len(rest) > 3, "the rows leave in pieces, not at once"
    assert b"".join(rest).count(b"They are heard, time") >= 200 and b"".join(rest).rstrip().endswith(b"</html>")


def test_what_is_kept_is_the_same_page(an, told, builds):
    first, again, part = an.get(TIMELINE).text, an.get(TIMELINE).text, an.get(TIMELINE, headers={"HX-Request": "true"}).text
    assert part in first and part in again and part.count('id="event-') == 200 and len(builds) == 1


def test_each_piece_can_be_unpacked_when_it_comes(an, told):
    answer = an.get(TIMELINE, headers={"Accept-Encoding": "gzip"}, environ_overrides={"REMOTE_ADDR": "192.0.2.7"}, buffered=False)
    unpacker, sent = zlib.decompressobj(zlib.MAX_WBITS | 16), answer.iter_encoded()
    assert answer.headers["Content-Encoding"] == "gzip" and b"</h1>" in unpacker.decompress(next(sent))
    rest = b"".join(unpacker.decompress(piece) for piece in sent)
    answer.close()
    assert unpacker.eof and rest.count(b'id="event-') == 200


def test_whoever_leaves_early_leaves_nothing_open(app, an, told):
    answer = an.get(TIMELINE, buffered=False)
    next(answer.iter_encoded())
    assert families_in_scope() == {1}
    answer.close()
    assert not families_in_scope()
    assert an.get("/families/2/").status_code == 404 and an.get(TIMELINE).status_code == 200


def test_a_page_that_breaks_off_says_so_and_loses_nothing(app, an, told, monkeypatch):
    app.testing = False
    with monkeypatch.context() as patch:
        patch.setattr(views, "drawn", lambda *_: 1 / 0)
        broken = an.get(TIMELINE).text
    assert "</h1>" in broken and "Something went wrong on our side" in broken and not families_in_scope()
    assert an.get(TIMELINE).text.count('id="event-') == 200


def test_what_fails_before_it_begins_is_answered_by_the_page_of_its_error(app, an, told, monkeypatch):
    app.testing = False
    monkeypatch.setattr(views, "_wanted", lambda: 1 / 0)
    assert an.get(TIMELINE).status_code == 500
