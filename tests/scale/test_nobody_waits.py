"""Nobody who writes waits for a paper that is being read: what takes long holds no transaction open."""

from io import BytesIO

from caseline import jobs
from caseline.db import db, family_scope
from caseline.documents import reading
from caseline.documents.intake import receive
from caseline.documents.models import Document, Status
from caseline.engine import writing
from caseline.families.models import Family
from caseline.timeline import understanding


def test_nothing_is_locked_while_a_paper_is_read_and_understood(app, monkeypatch):
    held = []
    genuine_reader, genuine_extract = reading.reader(), understanding.extraction.extract

    class Watched:
        def read(self, *given, **more):
            held.append(("read", db.session().in_transaction()))
            return genuine_reader.read(*given, **more)

    def extract(*given, **more):
        held.append(("understood", db.session().in_transaction()))
        return genuine_extract(*given, **more)

    monkeypatch.setattr(reading, "reader", Watched)
    monkeypatch.setattr(understanding.extraction, "extract", extract)
    with app.app_context(), family_scope([1]), writing(1):
        number = receive(db.session.get(Family, 1), "lettre.txt", BytesIO("Bruxelles, le 4 septembre 2014. La demande est refusée.".encode()), user_id=1).document.id
        db.session.commit()
    with app.app_context():
        jobs.run_all()
    with app.app_context(), family_scope([1]):
        assert db.session.get(Document, number).status == Status.READ
    assert held == [("read", False), ("understood", False)]
