"""A sheet as a Word file: every question with its answer, the reason, what it was the last time, and who signed."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import gettext as _

from caseline.edtf import show
from caseline.questionnaires import words
from caseline.questionnaires.instrument import Instrument, Question
from caseline.questionnaires.models import Answer
from caseline.word.blocks import Column, Heading, Paragraph, Row, Run, Table, WordDocument, cell, text
from caseline.word.writer import write

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True, slots=True)
class Filled:
    """What is written: the instrument, its answers and those of the last time, whom it is about, and the lines below."""

    instrument: Instrument
    answers: Mapping[str, Answer]
    before: Mapping[str, Answer]
    about: str
    held_on: str
    lines: tuple[str, ...] = ()
    relevant: Mapping[str, bool] | None = None


def to_docx(filled: Filled, lang: str) -> bytes:
    """The Word file. With no answers it is a form to fill in by hand."""
    title = filled.instrument.name(lang)
    blocks = [Heading(text(title), numbered=False), Paragraph(text(" · ".join(filter(None, (filled.about, show(filled.held_on, lang) if filled.held_on else "")))), "lead")]
    if intro := filled.instrument.about(lang):
        blocks.append(Paragraph(text(intro), "note"))
    for section in filled.instrument.sections:
        questions = [one for one in section.questions if filled.relevant is None or filled.relevant[one.key]]
        short, long = [one for one in questions if not one.long], [one for one in questions if one.long]
        blocks.append(Heading(text(section.name(lang)), level=2, numbered=False))
        if short:
            blocks.append(_table(short, filled, lang, section.name(lang)))
        for question in long:
            blocks.append(Heading(text(question.words(lang)), level=3, numbered=False))
            said = words.told(question, filled.answers.get(question.key), lang)
            blocks += [Paragraph(text(part)) for part in (said.splitlines() if said else ["…"]) if part.strip()]
    blocks += [Paragraph(text(line), "note") for line in filled.lines]
    return write(WordDocument(tuple(blocks), lang, title))


def _table(questions: list[Question], filled: Filled, lang: str, summary: str) -> Table:
    compared = bool(filled.before)
    columns = [Column(_("Question"), 0.4 if compared else 0.46), Column(_("Answer"), 0.18 if compared else 0.22)]
    if compared:
        columns.append(Column(_("Last time"), 0.14))
    columns.append(Column(_("Why"), 0.28 if compared else 0.32))
    rows = []
    for question in questions:
        answer = filled.answers.get(question.key)
        cells = [cell(question.words(lang)), cell(words.told(question, answer, lang) if answer else _blank(question, filled, lang))]
        if compared:
            cells.append(cell(words.told(question, filled.before.get(question.key), lang)))
        source = words.SOURCES.get(answer.source.partition(":")[0]) if answer and answer.source else None
        cells.append(cell(Run(str(source), tone="muted") if source else (answer.reason if answer else "")))
        rows.append(Row(tuple(cells)))
    return Table(tuple(columns), tuple(rows), summary, first_column=True)


def _blank(question: Question, filled: Filled, lang: str) -> str:
    """On an empty form the answers to tick; on a filled one nothing."""
    if filled.answers:
        return ""
    if question.kind == "score":
        return "0 – 10: …"
    return " ".join(f"☐ {said}" for _key, said in words.offered(question, lang)) or "…"
