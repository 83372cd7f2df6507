"""A report as a file: JSON, CSV, XLSX in which nothing runs, and Word. Every table brings its n, formula, denominator and gaps."""

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from caseline.chronology.exports.sheets import harmless, printable
from caseline.reports.chosen import Figure
from caseline.reports.table import HIDDEN, Table
from caseline.reports.words import below, name, shown, title
from caseline.word.blocks import Column, Heading, Paragraph, Row, Run, Section, Table as WordTable, WordDocument, cell, text
from caseline.word.writer import write


@dataclass(frozen=True, slots=True)
class Report:
    """What is written: tables, what they are about, and whether small cells are hidden."""

    heading: str
    about: str
    tables: tuple[Table, ...]
    lang: str
    small_hidden: bool

    @property
    def note(self) -> str:
        return _("<5*: hidden, because it would be fewer than five people, or would tell of them.") if self.small_hidden else ""


def to_json(report: Report) -> bytes:
    """{heading, about, small_cells, tables: [{key, title, population, n, notes, columns, rows: [{key, name, values: {column: figure}}]}]}.

    A figure is a number, null when not known, or "hidden".
    """
    told = [
        {
            "key": table.key, "title": title(table), "population": table.population, "n": table.n, "notes": below(table),
            "columns": [{"key": one.key, "name": name(table, one.key, report.lang), "kind": one.kind} for one in table.columns],
            "rows": [{"key": row.key, "name": name(table, row.key, report.lang), "values": {one.key: value for one, value in zip(table.columns, row.values, strict=True)}} for row in table.rows],
        }
        for table in report.tables
    ]  # fmt: skip
    whole = {"heading": report.heading, "about": report.about, "small_cells": HIDDEN if report.small_hidden else "shown", "tables": told}
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()


def to_csv(report: Report) -> bytes:
    """One figure a line: table, row, column (keys), their words, the figure, n. With a mark for spreadsheet programs."""
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerow(("table", "row", "column", "title", "row_name", "column_name", "value", "n", "notes"))
    for table in report.tables:
        notes = " · ".join(below(table))
        for row in table.rows:
            for column, value in zip(table.columns, row.values, strict=True):
                words = (title(table), name(table, row.key, report.lang), name(table, column.key, report.lang))
                figure = value if isinstance(value, int | float) else shown(value)
                writer.writerow([harmless(one) if isinstance(one, str) else one for one in (table.key, row.key, column.key, *words, figure, table.n, notes)])
    return ("\ufeff" + out.getvalue()).encode()


def to_xlsx(report: Report) -> bytes:
    """A workbook with a sheet for each table: figures are numbers, words are text and never a formula."""
    from openpyxl import Workbook  # slow to import, needed for this one download
    from openpyxl.cell import WriteOnlyCell

    book = Workbook(write_only=True)

    def words(sheet, said: str):
        one = WriteOnlyCell(sheet, value=printable(said))
        one.data_type = "s"
        return one

    for table in report.tables:
        sheet = book.create_sheet(table.key[:31])
        sheet.column_dimensions["A"].width = 50
        sheet.append([words(sheet, title(table))])
        sheet.append([words(sheet, ""), *(words(sheet, name(table, one.key, report.lang)) for one in table.columns)])
        for row in table.rows:
            sheet.append([words(sheet, name(table, row.key, report.lang)), *(value if isinstance(value, int | float) else words(sheet, shown(value)) for value in row.values)])
        for line in filter(None, (*below(table), report.about, report.note)):
            sheet.append([words(sheet, line)])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def to_docx(report: Report) -> bytes:
    """A Word file on turned pages: heading, what it is about, then every table with its lines below."""
    blocks = [Section(landscape=True), Heading(text(report.heading), numbered=False), Paragraph(text(report.about), "lead")]
    if report.note:
        blocks.append(Paragraph(text(report.note), "note"))
    for table in report.tables:
        blocks.append(Heading(text(title(table)), level=2, numbered=False))
        if table.rows:
            blocks.append(_word_table(table, report.lang))
        blocks += [Paragraph(text(line), "note") for line in below(table)]
    return write(WordDocument(tuple(blocks), report.lang, report.heading))


def figures_to_docx(heading: str, about: str, figures: Sequence[Figure], lang: str) -> bytes:
    """One page of chosen figures: each large, what it says, and in small how it is counted."""
    blocks = [Heading(text(heading), numbered=False), Paragraph(text(about), "lead")]
    for one in figures:
        blocks += [Paragraph(text(Run(one.value, bold=True), " ", one.words), "large", keep_with_next=True), Paragraph(text(one.of), "body", keep_with_next=True), Paragraph(text(" · ".join(one.notes)), "note")]
    blocks.append(Paragraph(text(_("<5*: hidden, because it would be fewer than five people, or would tell of them.")), "note"))
    return write(WordDocument(tuple(blocks), lang, heading))


def _word_table(table: Table, lang: str) -> WordTable:
    share = 0.7 / len(table.columns)
    columns = (Column(_("What"), 0.3), *(Column(name(table, one.key, lang), share, "end") for one in table.columns))
    rows = tuple(Row((cell(name(table, row.key, lang)), *(cell(shown(value), align="end") for value in row.values))) for row in table.rows)
    return WordTable(columns, rows, title(table), first_column=True)


FORMATS: dict[str, tuple] = {
    "json": (to_json, "application/json"),
    "csv": (to_csv, "text/csv"),
    "xlsx": (to_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "docx": (to_docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
}

