"""“What changed since you received it”, as a short Word file: before and now side by side."""

from collections.abc import Sequence

from caseline.word.blocks import (
    Block, Bullets, Cell, Column, Heading, Paragraph, Pieces, Row, Run, Table, WordDocument, cell, exhibit_bookmark,
    row_bookmark, text,
)

from .changes import ChangedRow, Changes, Part
from .citing import sources
from .layout_chronology import dates, happening, people
from .layout_cover import document
from .statements import Cite
from .statements import Row as Line
from .wording import Wording, load


def layout(found: Changes) -> WordDocument:
    """New, changed and vanished events, new exhibits, terms and questions, in the language of the later version."""
    words, before, after = load(found.after.lang), found.before.cover, found.after.cover
    blocks: list[Block] = [
        Paragraph(text(after.organisation), "label"), Paragraph(text(words.say("title_changes")), "title"),
        Paragraph(text(words.say("family_reference", reference=after.reference)), "subtitle"),
        Paragraph(text(words.say("changes_lead", before=before.version, after=after.version,
                                 date=words.date(before.prepared_on.isoformat()))), "lead")]
    if not found:
        blocks.append(Paragraph(text(words.say("no_changes"))))
    blocks += _rows(words, "new_rows", found.new, mark=True)
    blocks += _changed(words, found.changed)
    blocks += _rows(words, "gone_rows", found.gone, mark=False)
    if found.exhibits:
        blocks += [Heading(text(words.say("new_exhibits"))), Table(
            (Column(words.say("no"), 0.6, "end"), Column(words.say("date"), 2), Column(words.say("document"), 6)),
            tuple(Row((cell(str(one.number)), cell(words.date(one.date) if one.date else words.say("undated")),
                       cell(one.kind or one.title)), exhibit_bookmark(one.number)) for one in found.exhibits),
            words.say("new_exhibits"))]
    blocks += _listed(words, "new_terms", [f"{words.date(term.due)}: {term.label} ({words.say('to_be_confirmed')})" if term.due
                                           else f"{term.label}: {term.question}" for term in found.terms])
    blocks += _listed(words, "new_questions", [question.text for question in found.questions])
    return document(found.after, words, blocks)


def _rows(words: Wording, heading: str, rows: Sequence[Line], mark: bool) -> list[Block]:
    if not rows:
        return []
    lines = tuple(Row((cell(words.say("row", n=line.number)), Cell(dates(words, line)),
                       Cell((happening(None, words, line, quotes=False)[0],)), Cell(_unlinked(words, line.cites))),
                      row_bookmark(line.event) if mark else None) for line in rows)
    return [Heading(text(words.say(heading))),
            Table((Column(words.say("row_header"), 1), Column(words.say("date"), 2.4), Column(words.say("event"), 6),
                   Column(words.say("source"), 3)), lines, words.say(heading))]


def _changed(words: Wording, rows: Sequence[ChangedRow]) -> list[Block]:
    if not rows:
        return []
    lines = []
    for one in rows:
        for place, part in enumerate(one.parts):
            first = place == 0
            lines.append(Row((cell(words.say("row", n=one.after.number) if first else ""),
                              cell(text(Run(one.after.label, bold=True), f", {words.date(one.after.edtf, short=True)}") if first
                                   else "", words.say("date" if part == "dates" else part)),
                              Cell(_told(words, one.before, part)), Cell(_told(words, one.after, part))),
                             row_bookmark(one.after.event) if first else None))
    return [Heading(text(words.say("changed_rows"))),
            Table((Column(words.say("row_header"), 1), Column(words.say("what"), 3.4), Column(words.say("before"), 4),
                   Column(words.say("after"), 4)), tuple(lines), words.say("changed_rows"))]


def _told(words: Wording, line: Line, part: Part) -> tuple[Pieces, ...]:
    """One part of a row in words."""
    match part:
        case "date":
            return dates(words, line)[:1]
        case "dates":
            return dates(words, line)[1:] or (text("–"),)
        case "event":
            return tuple(happening(None, words, line, quotes=False))
        case "persons":
            return (text(people(words, line) or "–"),)
        case "source":
            return _unlinked(words, line.cites)
        case "standing":
            return (text(words.say(f"standing_{line.standing}")),)
    return (text(", ".join(line.references) or "–"),)


def _unlinked(words: Wording, cites: Sequence[Cite]) -> tuple[Pieces, ...]:
    """Sources without links: the inventory stands in the dossier itself."""
    return tuple(tuple(Run(run.text, tone=run.tone) for run in line) for line in sources(words, cites, titles=False))


def _listed(words: Wording, heading: str, lines: Sequence[str]) -> list[Block]:
    return [Heading(text(words.say(heading))), Bullets(tuple(text(line) for line in lines))] if lines else []
