"""The three example families as a case manager would have them after review, quickly: their papers' words are taken as read."""

import json
from pathlib import Path

from caseline import examples
from caseline.db import db, family_scope
from caseline.documents.models import Document, Page, Status
from caseline.engine import writing
from caseline.families.models import Family
from caseline.timeline.suggested import decide_as_suggested
from caseline.timeline.understanding import understand

FOLDERS = sorted(path.parent for path in examples.EXAMPLES.glob("*/family.json"))
CO = 3


def opened(app, folder: Path) -> int:
    """The family of `folder` with its papers read and decided, and its casework; returns its number."""
    words = {paper["file"]: paper["text"] for paper in json.loads((folder / "papers.json").read_text("utf-8"))}
    with app.test_request_context():
        family_id, _is_new = examples.open_example(folder, user_id=CO)
        with family_scope([family_id]), writing():
            for document in db.session.query(Document).all():
                lines = words[document.name]
                page = Page(family_id=family_id, document_id=document.id, number=1, text="\n".join(lines) if isinstance(lines, list) else lines)
                page.words = []
                db.session.add(page)
                document.page_count, document.status = 1, Status.UNDERSTANDING
            db.session.commit()
            for number in [document.id for document in db.session.query(Document).order_by(Document.id)]:
                understand(number, {})
        with family_scope([family_id]), writing():
            family = db.session.get(Family, family_id)
            decide_as_suggested(family, user_id=CO)
            examples.load_casework(family, folder, user_id=CO)
            db.session.commit()
    return family_id
