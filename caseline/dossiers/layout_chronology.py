"""The chronology on the page: the full table with pinpoint citations, the key events, disputed points and silences."""

from collections.abc import Sequence

from caseline.word.blocks import (
    Block, Cell, Column, Heading, Paragraph, Pieces, Row, Run, Table, cell, row_bookmark, text,
)

from .citing import quotation, row_link, sources
from .dossier import Dossier
from .statements import Dispute
from .statements import Row as Line
from .wording import Wording

_TONES = {"confirmed": "", "declared": "muted", "disputed": "warning", "proposed": "warning", "undocumented": "warning"}

# With more sources than this a row gives their numbers and pages; their names stand in the inventory.
_TITLED = 2


def full(dossier: Dossier, words: Wording) -> list[Block]:
    """Every row: number, dates, event with quotation, people, authority and file number, sources, standing."""
    columns = (Column(words.say("no"), 0.7), Column(words.say("date"), 2.4), Column(words.say("event"), 6.6),
               Column(words.say("persons"), 2.2), Column(words.say("file_numbers"), 2.1), Column(words.say("source"), 3.4),
               Column(words.say("standing"), 2))
    rows = tuple(_row(dossier, words, line) for line in dossier.rows)
    return [Heading(text(words.say("full_chronology"))), Paragraph(text(words.say("full_chronology_lead")), "note"),
            Table(columns, rows, words.say("full_chronology"))]


def _row(dossier: Dossier, words: Wording, line: Line) -> Row:
    standing = [text(Run(words.say(f"standing_{line.standing}"), tone=_TONES[line.standing]))]
    standing += [text(Run(words.say("see_dispute", n=n), link=f"dispute_{n}")) for n in line.disputes]
    return Row((
        Cell((text(str(line.number)),)), Cell(dates(words, line)), Cell(tuple(happening(dossier, words, line))),
        cell(people(words, line)), Cell(tuple(text(number) for number in line.references)),
        Cell(sources(words, line.cites, titles=len(line.cites) <= _TITLED)), Cell(tuple(standing))), row_bookmark(line.event))


def people(words: Wording, line: Line) -> str:
    """Whom a row concerns; the whole family in two words."""
    if not line.whole_family:
        return ", ".join(line.persons)
    return ", ".join((words.say("whole_family"), *line.persons[len(line.person_ids):]))


def dates(words: Wording, line: Line) -> tuple[Pieces, ...]:
    """The date a row stands under, then its other dates by what they mean."""
    main = line.period or line.edtf
    shown = [text(Run(words.date(main, within=line.within), bold=line.key))]
    for role, value in line.dates:
        if value != line.edtf:
            shown.append(text(Run(f"{words.known(f'role_{role}') or role}: {words.date(value, short=True)}", tone="muted")))
    return tuple(shown)


def happening(dossier: Dossier | None, words: Wording, line: Line, *, quotes: bool = True) -> list[Pieces]:
    """What happened: the kind of event, the sentence, its translation; with `quotes` the words of the paper and the
    dossier's remark too."""
    begins_with_label = line.sentence.casefold().startswith(line.label.casefold())
    said = [text(None if begins_with_label else Run(line.label, bold=True),
                 f"{'' if begins_with_label else '. '}{line.sentence}" if line.sentence else None)]
    if line.outcome:
        said.append(text(Run(line.outcome, tone="muted")))
    if line.translation:
        said.append(text(Run(f"{words.say('translated')} ", tone="muted"), line.translation))
    quote = quotation(line.cites) if quotes else None
    remark = dossier.remarks.get(line.event) if quotes and dossier else None
    return [*said, *([quote] if quote else []),
            *([text(Run(f"{words.say('remark')}: ", tone="muted"), Run(remark, italic=True))] if remark else [])]


def key_events(dossier: Dossier, words: Wording) -> list[Block]:
    """The handful of rows that matter most, each leading to its full row; nothing when none is marked."""
    chosen = [line for line in dossier.rows if line.key]
    if not chosen:
        return []
    columns = (Column(words.say("date"), 2.4), Column(words.say("event"), 7), Column(words.say("source"), 3.4),
               Column(words.say("row_header"), 1.4))
    rows = tuple(Row((Cell(dates(words, line)[:2]), Cell(tuple(happening(dossier, words, line, quotes=False)[:1])),
                      Cell(sources(words, line.cites, titles=False)), Cell((text(row_link(words, dossier, line)),))))
                 for line in chosen)
    return [Heading(text(words.say("key_chronology"))), Paragraph(text(words.say("key_chronology_lead")), "note"),
            Table(columns, rows, words.say("key_chronology"))]


def disputed(dossier: Dossier, words: Wording) -> list[Block]:
    """Each disputed point with every value, its sources and which one this dossier works with; then uncertain rows."""
    lines = {line.event: line for line in dossier.rows}
    blocks: list[Block] = [Heading(text(words.say("disputed")))]
    if dossier.disputes:
        blocks.append(Paragraph(text(words.say("disputed_lead"))))
    for point in dossier.disputes:
        blocks += _dispute(dossier, words, point, lines)
    unsure = [line for line in dossier.rows if line.standing in ("proposed", "undocumented")]
    if unsure:
        blocks += [Heading(text(words.say("uncertain")), 2), Paragraph(text(words.say("uncertain_lead"))),
                   Table((Column(words.say("row_header"), 1), Column(words.say("date"), 2), Column(words.say("event"), 6),
                          Column(words.say("standing"), 2)),
                         tuple(Row((cell(row_link(words, dossier, line)), Cell(dates(words, line)[:1]),
                                    Cell(tuple(happening(dossier, words, line, quotes=False)[:1])),
                                    cell(words.say(f"standing_{line.standing}")))) for line in unsure),
                         words.say("uncertain"))]
    return blocks if len(blocks) > 1 else [*blocks, Paragraph(text(words.say("nothing_disputed")))]


def _dispute(dossier: Dossier, words: Wording, point: Dispute, lines: dict[int, Line]) -> list[Block]:
    concerned = [lines[event] for event in point.rows if event in lines]
    pieces: list = [point.sentence]
    for place, line in enumerate(concerned):
        pieces += [" (" if place == 0 else ", ", row_link(words, dossier, line)]
    columns = (Column(words.say("value"), 2.4), Column(words.say("source"), 5), Column(words.say("used_here"), 2.4))
    rows = tuple(Row((cell(text(Run(words.date(claim.value, within=claim.within), bold=claim.used))),
                      Cell(_with_quotation(words, claim.cites)), cell(text(Run(words.say("used"), tone="strong")) if claim.used
                                                                     else "", *([claim.note] if claim.note else []))))
                 for claim in point.claims)
    return [Heading(text(f"{words.say('dispute', n=point.number)} – {point.subject}"), 2, numbered=False, bookmark=f"dispute_{point.number}",
                    in_contents=False),
            Paragraph(text(*pieces, ")" if concerned else None), keep_with_next=True), Table(columns, rows, point.sentence)]


def _with_quotation(words: Wording, cites: Sequence) -> tuple[Pieces, ...]:
    quote = quotation(cites)
    return (*sources(words, cites), *([quote] if quote else []))


def silences(dossier: Dossier, words: Wording) -> list[Block]:
    """Stretches of which no paper and no account speaks, said plainly."""
    blocks: list[Block] = [Heading(text(words.say("gaps")))]
    if not dossier.silences:
        return [*blocks, Paragraph(text(words.say("no_gaps")))]
    columns = (Column(words.say("from"), 2), Column(words.say("to"), 2), Column(words.say("months"), 1.2, "end"),
               Column(words.say("remark"), 6))
    rows = tuple(Row((cell(words.date(gap.start)), cell(words.date(gap.end)), cell(str(gap.months)),
                      cell(words.say("no_document_found"), *([words.say("gap_pending", procedure=gap.pending)] if gap.pending else [])))) for gap in dossier.silences)
    return [*blocks, Paragraph(text(words.say("gaps_lead"))), Table(columns, rows, words.say("gaps"))]
