"""A questionnaire as a spreadsheet (CSV), one row for each section, question and option: for people who write no JSON."""

import csv
import io
import re
from collections.abc import Iterable

from caseline.questionnaires.instrument import Instrument
from caseline.questionnaires.lines import Lined, Place
from caseline.questionnaires.parsing import BadInstrument, N_, Problem

FIXED = ("row", "key", "kind", "higher", "not_relevant_if")
ROWS = ("questionnaire", "intro", "section", "question", "hint", "option")


def looks_like_a_spreadsheet(text: str) -> bool:
    return not text.lstrip("\ufeff \t\r\n").startswith(("{", "["))


def from_csv(text: str) -> Lined:
    """The values of a questionnaire file, with the line of each. Raises BadInstrument for what is no such table."""
    text = text.lstrip("\ufeff")
    first = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text), delimiter=max(",;\t", key=first.count))
    try:
        rows = [(reader.line_num, [one.strip() for one in row]) for row in reader if any(one.strip() for one in row)]
    except csv.Error as error:
        raise BadInstrument([Problem(reader.line_num or 1, N_("this row cannot be read (%(why)s)."), {"why": str(error)})]) from error
    heads = [one.lower() for one in rows[0][1]] if rows else []
    if "row" not in heads or "key" not in heads:
        raise BadInstrument([Problem(1, N_("the first row must name the columns: %(columns)s, and languages such as en, fr, nl."), {"columns": ", ".join(FIXED)})])
    table = _Table()
    for line, cells in rows[1:]:
        table.take(line, dict(zip(heads, cells, strict=False)))
    if table.problems:
        raise BadInstrument(table.problems)
    return Lined(table.file, table.lines)


class _Table:
    """The file while it is built, row by row."""

    def __init__(self) -> None:
        self.file: dict = {"version": 1, "sections": []}
        self.lines: dict[Place, int] = {(): 1}
        self.problems: list[Problem] = []

    def take(self, line: int, row: dict[str, str]) -> None:
        kind = row.get("row", "").lower()
        if kind not in ROWS:
            self.problems.append(Problem(line, N_("the first column says what a row is: %(rows)s."), {"rows": ", ".join(ROWS)}))
        else:
            getattr(self, f"_{kind}")(line, row, {lang: words for lang, words in row.items() if re.fullmatch("[a-z]{2}", lang) and words})

    def _questionnaire(self, line: int, row: dict[str, str], words: dict[str, str]) -> None:
        self.file |= {"key": row.get("key", ""), "per": row.get("kind", ""), "title": words}
        self.lines |= dict.fromkeys([("key",), ("per",), ("title",)], line)

    def _intro(self, line: int, _row: dict[str, str], words: dict[str, str]) -> None:
        self.file["intro"] = words
        self.lines["intro",] = line

    def _section(self, line: int, row: dict[str, str], words: dict[str, str]) -> None:
        self.lines["sections", len(self.file["sections"])] = line
        self.file["sections"].append({"key": row.get("key", ""), "title": words, "items": []})

    def _question(self, line: int, row: dict[str, str], words: dict[str, str]) -> None:
        if not self.file["sections"]:
            self.problems.append(Problem(line, N_("a question stands before the first section."), {}))
            return
        section = len(self.file["sections"]) - 1
        items = self.file["sections"][section]["items"]
        long = row.get("kind", "") == "long text"
        told: dict = {"key": row.get("key", ""), "kind": "text" if long else row.get("kind", "").replace(" ", "_"), "label": words}
        if long:
            told["long"] = True
        if row.get("higher"):
            told["higher"] = row["higher"]
        if row.get("not_relevant_if"):
            told["not_relevant_if"] = dict(_pairs(row["not_relevant_if"]))
        self.lines["sections", section, "items", len(items)] = line
        items.append(told)

    def _hint(self, line: int, _row: dict[str, str], words: dict[str, str]) -> None:
        if question := self._last(line):
            question["hint"] = words

    def _option(self, line: int, row: dict[str, str], words: dict[str, str]) -> None:
        if question := self._last(line):
            section = len(self.file["sections"]) - 1
            options = question.setdefault("options", [])
            self.lines["sections", section, "items", len(self.file["sections"][section]["items"]) - 1, "options", len(options)] = line
            options.append({"key": row.get("key", ""), "label": words})

    def _last(self, line: int) -> dict | None:
        items = self.file["sections"][-1]["items"] if self.file["sections"] else []
        if items:
            return items[-1]
        self.problems.append(Problem(line, N_("this row belongs to a question, and none stands before it."), {}))
        return None


def to_csv(instrument: Instrument) -> str:
    """The same questionnaire as rows: to begin one's own with."""
    langs = sorted({lang for question in instrument.questions().values() for lang in question.label} | {"en"}, key=lambda lang: (lang != "en", lang))
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow((*FIXED, *langs))
    for kind, key, what, higher, depends, words in _rows(instrument):
        writer.writerow((kind, key, what, higher, depends, *(words.get(lang, "") for lang in langs)))
    return out.getvalue()


def _rows(instrument: Instrument) -> Iterable[tuple]:
    yield "questionnaire", instrument.key, instrument.per, "", "", instrument.title
    if instrument.intro:
        yield "intro", "", "", "", "", instrument.intro
    for section in instrument.sections:
        yield "section", section.key, "", "", "", section.title
        for question in section.questions:
            depends = "; ".join(f"{key}={answer}" for key, answer in (question.not_relevant_if or {}).items())
            yield "question", question.key, "long text" if question.long else question.kind, question.higher if question.kind == "score" else "", depends, question.label
            if question.hint:
                yield "hint", "", "", "", "", question.hint
            for key, words in question.options:
                yield "option", key, "", "", "", words


def _pairs(text: str) -> Iterable[tuple[str, str]]:
    for part in text.split(";"):
        key, _sign, answer = part.partition("=")
        yield key.strip(), answer.strip()
