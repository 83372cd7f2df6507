"""Behind a case study, for an evaluator: the family's scores from first to latest and its answers on impact; no text, no person."""

from flask_babel import gettext as _
from sqlalchemy import select

from caseline.db import db
from caseline.questionnaires import words
from caseline.questionnaires.instrument import Question
from caseline.questionnaires.models import Answer, Sheet
from caseline.questionnaires.own import every
from caseline.word.blocks import Block, Column, Heading, PageBreak, Row, Table, cell, text

COMPARED = ("score", "impact", "yes_no")


def blocks(lang: str) -> list[Block]:
    """Two tables on a page of their own, of the family in scope; nothing when nothing was scored."""
    tables = [table for key, title in (("baseline", _("Scores")), ("client_summary", _("Client summary"))) if (table := _table(key, title, lang))]
    return [PageBreak(), *(block for one in tables for block in one)] if tables else []


def _table(instrument: str, title: str, lang: str) -> list[Block]:
    found = select(Sheet).where(Sheet.instrument.like(f"{instrument}.v%")).order_by(Sheet.person_id.is_(None), Sheet.person_id, Sheet.held_on, Sheet.id)
    by_whom: dict[int | None, list[Sheet]] = {}
    for sheet in db.session.scalars(found):
        by_whom.setdefault(sheet.person_id, []).append(sheet)
    told: list[Block] = []
    for number, sheets in enumerate(by_whom.values(), 1):
        rows = tuple(Row((cell(question.words(lang)), cell(words.told(question, first, lang)), cell(words.told(question, last, lang)))) for question, first, last in _first_and_last(sheets))
        if rows:
            heading = f"{title} ({number})" if len(by_whom) > 1 else title
            years = (sheets[0].held_on[:4], sheets[-1].held_on[:4])
            columns = (Column(_("Question"), 0.6), Column(_("First (%(year)s)", year=years[0]), 0.2), Column(_("Latest (%(year)s)", year=years[1]), 0.2))
            told += [Heading(text(heading), level=2, numbered=False), Table(columns, rows, heading, first_column=True)]
    return told


def _first_and_last(sheets: list[Sheet]) -> list[tuple[Question, Answer, Answer]]:
    """Each question that counts, with the first and the latest answer there is."""
    questions = {key: question for sheet in sheets for key, question in every()[sheet.instrument].questions().items() if question.kind in COMPARED}
    given = {key: [answer for sheet in sheets if (answer := sheet.by_key().get(key))] for key in questions}
    return [(question, given[key][0], given[key][-1]) for key, question in questions.items() if given[key]]
