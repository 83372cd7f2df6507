"""The evaluation table of the implementation plan as a Word or Excel file."""

import io
from collections.abc import Sequence

from flask_babel import gettext as _

from caseline.chronology.exports.sheets import printable
from caseline.edtf import show
from caseline.reports.implementation.filling import Cell, Line, values
from caseline.reports.implementation.indicators import MOMENTS, REFLECTION_WORDS, REFLECTIONS, Outcome
from caseline.reports.implementation.models import PlanPeriod
from caseline.reports.table import SMALL
from caseline.word.blocks import Column, Heading, Paragraph, Row, Run, Section, Table, WordDocument, cell, text
from caseline.word.writer import write

Filled = Sequence[tuple[Outcome, Sequence[Line]]]


def to_docx(period: PlanPeriod, filled: Filled, lang: str) -> bytes:
    """The table on turned pages, an outcome after the other, with the source under each value; then the reflections."""
    blocks = [Section(landscape=True), Heading(text(_("Implementation plan")), numbered=False), Paragraph(text(period.name), "lead")]
    for outcome, lines in filled:
        rows = tuple(Row((cell(str(line.indicator.words)), *(_word_cell(line.cells[moment], line) for moment in MOMENTS))) for line in lines)
        blocks += [Heading(text(str(outcome.words)), level=2, numbered=False), Table(_columns(period, lang), rows, str(outcome.words), first_column=True)]
    blocks += _reflections(period)
    blocks.append(Paragraph(text(_("Values with “counted” are counted by Caseline as things stood on that day; the others were written by people, with their source.")), "note"))
    blocks.append(Paragraph(text(_("<5*: hidden, because it would be fewer than five people, or would tell of them.")), "note"))
    return write(WordDocument(tuple(blocks), lang, _("Implementation plan")))


def to_xlsx(period: PlanPeriod, filled: Filled, lang: str) -> bytes:
    """One sheet: a row for each indicator and moment. Whole numbers are numbers, words are text and never a formula."""
    from openpyxl import Workbook  # slow to import, needed for this one download
    from openpyxl.cell import WriteOnlyCell

    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Implementation plan")[:31])

    def words(said) -> WriteOnlyCell:
        one = WriteOnlyCell(sheet, value=printable(str(said)))
        one.data_type = "s"
        return one

    for letter, width in zip("ABCDEFG", (40, 60, 14, 14, 12, 50, 50), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.append([words(one) for one in (_("Outcome"), _("Indicator"), _("Moment"), _("Day"), _("Value"), _("Source"), _("What it means"))])
    for outcome, lines in filled:
        for line in lines:
            for moment, name in MOMENTS.items():
                one = line.cells[moment]
                said = outside(one, line)
                value = int(said) if said.isdecimal() and len(said) < 16 else words(said)
                sheet.append([words(outcome.words), words(line.indicator.words), words(name), words(show(getattr(period, moment), lang)), value, words(source_of(one, line)), words(one.written.note if one.written else "")])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def outside(one: Cell, line: Line) -> str:
    """The value as it may leave the house: a count of one to four people is hidden."""
    hidden = line.indicator.of_people and not (one.written and one.written.value) and one.counted is not None and 0 < one.counted < SMALL
    return "<5*" if hidden else one.value


def source_of(one: Cell, line: Line) -> str:
    """Where a value comes from: as somebody wrote it, or how it is counted."""
    if one.written and one.written.value:
        return one.written.source
    return "" if one.counted is None else _("counted: %(how)s", how=line.indicator.how)


def _word_cell(one: Cell, line: Line):
    lines = [text(Run(outside(one, line) or "–", bold=True))]
    for said in filter(None, (one.written.note if one.written else "", source_of(one, line))):
        lines.append(text(Run(said, tone="muted")))
    return cell(*lines)


def _columns(period: PlanPeriod, lang: str) -> tuple[Column, ...]:
    return (Column(_("Indicator"), 0.28), *(Column(f"{name} ({show(getattr(period, moment), lang)})", 0.18) for moment, name in MOMENTS.items()))


def _reflections(period: PlanPeriod) -> list:
    written = {(one.indicator, one.moment): one.note for one in values(period)}
    blocks = []
    for moment, keys in REFLECTIONS.items():
        told = [(key, written[f"text_{key}", moment]) for key in keys if written.get((f"text_{key}", moment))]
        if told:
            blocks.append(Heading(text(str(MOMENTS[moment])), level=2, numbered=False))
        for key, said in told:
            blocks += [Heading(text(str(REFLECTION_WORDS[key])), level=3, numbered=False), *(Paragraph(text(line)) for line in said.splitlines() if line.strip())]
    return blocks
