"""Procedures, legal stay, lawyers, terms and questions: the legal side of a dossier."""

from collections.abc import Mapping

from caseline import edtf
from caseline.word.blocks import Block, Cell, Column, Heading, Paragraph, Pieces, Row, Run, Table, cell, row_bookmark, text

from .citing import in_brackets, quotation, row_link, sources
from .dossier import Dossier
from .proceedings import Band, Question, Term, Thread
from .statements import Row as Line
from .wording import Wording

_PARTS = (("filed", ("application",)), ("decision", ("decision",)), ("notified", ("notification",)),
          ("appeal", ("appeal", "hearing", "cassation")), ("judgment", ("judgment", "cassation_judgment")),
          ("removal_order", ("consequence",)))
# What a year is shaded by when several stretches touch it: the most serious first.
_WEIGHT = ("detention", "return_house", "no_stay", "unknown", "asylum_procedure", "temporary_stay", "stay")
_FILL = {"stay": "CFE5D6", "temporary_stay": "E0EFD9", "asylum_procedure": "F3E6BE", "no_stay": "F0D3C6",
         "detention": "D9C6DD", "return_house": "D9C6DD", "unknown": "E9E9E9"}
_MOST_YEARS = 24


def procedures(dossier: Dossier, words: Wording) -> list[Block]:
    """One line a procedure, each step leading to its row in the chronology."""
    blocks: list[Block] = [Heading(text(words.say("procedures")))]
    if not dossier.threads:
        return [*blocks, Paragraph(text(words.say("no_procedures")))]
    columns = (Column(words.say("procedure"), 3.4), *(Column(words.say(name), 2) for name, _ in _PARTS),
               Column(words.say("lawyer"), 1.8), Column(words.say("still_open"), 2))
    rows = tuple(_procedure(dossier, words, thread) for thread in dossier.threads)
    return [*blocks, Table(columns, rows, words.say("procedures")), *_rejected(dossier, words)]


def _rejected(dossier: Dossier, words: Wording) -> list[Block]:
    """What decisions did not accept: a new request must not rest on it again."""
    said = [(thread, one) for thread in dossier.threads for one in thread.arguments]
    if not said:
        return []
    lines = {row.event: row for row in dossier.rows}
    rows = tuple(Row((cell(one.text, *([quote] if (quote := quotation(one.cites)) else [])),
                      cell(f"{one.by}, {words.date(one.edtf)}", *([text(row_link(words, dossier, lines[one.event]))] if one.event in lines else []),
                           text(Run(thread.title, tone="muted"))),
                      Cell(sources(words, one.cites) if one.cites else ()))) for thread, one in said)
    return [Heading(text(words.say("arguments_rejected")), 2), Paragraph(text(words.say("arguments_rejected_lead"))),
            Table((Column(words.say("argument"), 5), Column(words.say("rejected_by"), 3.4), Column(words.say("source"), 2.6)), rows, words.say("arguments_rejected"))]


def _procedure(dossier: Dossier, words: Wording, thread: Thread) -> Row:
    rows = {row.event: row for row in dossier.rows}
    name = [text(Run(thread.title, bold=True)), text(Run(", ".join(thread.persons), tone="muted"))]
    name += [text(Run(number, tone="muted")) for number in thread.references]
    steps = [Cell(_steps(dossier, words, thread, parts, rows)) for _, parts in _PARTS]
    days = words.counted("days", thread.days) if thread.days is not None else ""
    state = [text(Run(words.say("open"), tone="strong") if thread.open else words.say("closed")),
             text(Run(days, tone="muted") if days else None)]
    return Row((Cell(tuple(name)), *steps, cell(thread.lawyer), Cell(tuple(line for line in state if line))))


def _steps(dossier: Dossier, words: Wording, thread: Thread, parts: tuple[str, ...], rows: Mapping[int, Line]) -> tuple[Pieces, ...]:
    """The steps of one column, each with the number of its row, or with its sources where no row is printed."""
    lines = []
    for step in thread.steps:
        if step.part in parts:
            row = rows.get(step.event)
            link = row_bookmark(step.event) if row and dossier.has_every_row else None
            label = f" {words.say(f'part_{step.part}')}" if step.part not in ("application", "decision", "notification") else ""
            basis = text(Run(f" {words.say('row', n=row.number)}", tone="muted")) if link else in_brackets(words, row.cites[:1] if row else ())
            lines.append(text(Run(words.date(step.edtf, short=True), link=link), Run(label, tone="muted") if label else None, *basis))
    decides = "decision" in parts or "judgment" in parts
    outcome = words.known(f"outcome_{thread.outcome}") if decides and lines else ""
    if outcome and ("judgment" in parts) == any(step.part in ("judgment", "cassation_judgment") for step in thread.steps):
        lines.append(text(Run(outcome, bold=True)))
    return tuple(lines)


def stay_strip(dossier: Dossier, words: Wording) -> list[Block]:
    """Legal stay year by year: one line a person, a letter and a shade for each year, and the exact stretches below."""
    blocks: list[Block] = [Heading(text(words.say("stay_strip"))), Paragraph(text(words.say("stay_strip_lead")), "note")]
    if not dossier.bands:
        return [*blocks, Paragraph(text(words.say("no_stay_known")))]
    persons = tuple(dict.fromkeys(band.person for band in dossier.bands))
    last = dossier.cover.prepared_on.year
    years = range(max(min(_years(band, last)[0] for band in dossier.bands), last - _MOST_YEARS + 1), last + 1)
    columns = (Column(words.say("name"), 3.4), *(Column(f"’{year % 100:02d}", 0.72, "center") for year in years))
    rows = tuple(Row((cell(person), *(_year(words, dossier.bands, person, year, last) for year in years))) for person in persons)
    legend = "; ".join(f"{words.say(f'band_{kind}_letter')} = {words.say(f'band_{kind}')}" for kind in reversed(_WEIGHT))
    lines = {row.event: row for row in dossier.rows}
    together: dict[tuple, list[Band]] = {}
    for band in sorted(dossier.bands, key=lambda band: band.start):
        together.setdefault((band.start, band.end, band.kind), []).append(band)
    exact = tuple(Row((cell(words.date(start if start == end else f"{start}/{end or '..'}")), cell(words.say(f"band_{kind}")),
                       cell(words.say("whole_family") if len(same) == len(dossier.members) > 1 else
                            ", ".join(band.person for band in same)), cell(_basis(dossier, words, same, lines))))
                  for (start, end, kind), same in together.items())
    return [*blocks, Table(columns, rows, words.say("stay_strip"), style="boxed"), Paragraph(text(legend), "caption"),
            Table((Column(words.say("period"), 4), Column(words.say("standing"), 2.4), Column(words.say("persons"), 3),
                   Column(words.say("rests_on"), 3)), exact, words.say("stay_periods"))]


def _basis(dossier: Dossier, words: Wording, bands: list[Band], lines: dict[int, Line]) -> Pieces:
    events = dict.fromkeys(event for band in bands for event in band.rows)
    links = [row_link(words, dossier, lines[event]) for event in events if event in lines]
    return text(*(piece for place, link in enumerate(links) for piece in (", " if place else None, link))) or text(
        words.say("not_documented"))


def _year(words: Wording, bands: tuple[Band, ...], person: str, year: int, last: int) -> Cell:
    kinds = {band.kind for band in bands if band.person == person and _years(band, last)[0] <= year <= _years(band, last)[1]}
    kind = next((one for one in _WEIGHT if one in kinds), None)
    letters = "".join(words.say(f"band_{one}_letter") for one in reversed(_WEIGHT) if one in kinds)
    return cell(letters or "–", shade=_FILL.get(kind or "", ""), align="center")


def _years(band: Band, last: int) -> tuple[int, int]:
    start = edtf.parse(band.start).earliest
    end = edtf.parse(band.end).latest if band.end else None
    return (start.year if start else last), (end.year if end else last)


def lawyers(dossier: Dossier, words: Wording) -> list[Block]:
    """Who was lawyer when, for whom."""
    blocks: list[Block] = [Heading(text(words.say("lawyers")))]
    if not dossier.mandates:
        return [*blocks, Paragraph(text(words.say("no_lawyers")))]
    rows = tuple(Row((cell(text(Run(one.lawyer, bold=True)), *([one.contact] if one.contact else [])),
                      cell(words.date(one.start)), cell(words.date(one.end) if one.end and one.end != ".." else words.say("to_date_unknown")),
                      cell(words.listed(one.persons) if one.persons else words.say("whole_family")), Cell(sources(words, one.cites, titles=False))))
                 for one in dossier.mandates)
    return [*blocks, Table((Column(words.say("lawyer"), 4), Column(words.say("from"), 2), Column(words.say("to"), 2),
                            Column(words.say("mandate_for"), 3), Column(words.say("source"), 2.4)), rows, words.say("lawyers"))]


def terms(dossier: Dossier, words: Wording) -> list[Block]:
    """Terms with what they run from and their legal basis, running ones first; never as certain."""
    blocks: list[Block] = [Heading(text(words.say("terms"))),
                           Paragraph(text(Run(words.say("to_be_confirmed"), bold=True), " ", words.say("terms_lead")), "notice")]
    if not dossier.terms:
        return [*blocks, Paragraph(text(words.say("no_terms")))]
    lines = {row.event: row for row in dossier.rows}
    order = {"running": 0, "unknown": 1, "met": 2, "passed": 3}
    rows = tuple(Row((Cell(_due(words, term)),
                      cell(term.label, *([term.question] if term.question else []),
                           *([text(Run(term.basis, tone="muted"))] if term.basis else [])),
                      cell(words.date(term.start) if term.start else words.say("not_documented"),
                           *([text(row_link(words, dossier, lines[term.event]))] if term.event in lines else [])),
                      cell(text(Run(words.say(f"term_{term.state}"), tone="warning" if order[term.state] < 2 else "")))))
                 for term in sorted(dossier.terms, key=lambda term: (order[term.state], term.due or "")))
    return [*blocks, Table((Column(words.say("due"), 2.6), Column(words.say("term"), 4.6), Column(words.say("runs_from"), 2.4),
                            Column(words.say("state"), 1.6)), rows, words.say("terms"))]


def _due(words: Wording, term: Term) -> tuple[Pieces, ...]:
    if term.due is None:
        return (text(words.say("not_documented")),)
    lines = [text(Run(words.date(term.due), bold=term.state == "running"))]
    if term.state == "running" and term.days_left is not None:
        lines.append(text(Run(words.counted("days_left", term.days_left), tone="warning")))
    lines += [text(Run(words.say("if_notified", date=words.date(start, short=True), due=words.date(due, short=True)), tone="muted"))
              for start, due in term.others]
    return tuple(lines)


def translated(words: Wording, question: Question) -> list[Pieces]:
    """The case manager's own translation of a question, marked as such."""
    return [text(Run(f"{words.say('translated')} ", tone="muted"), question.translation)] if question.translation else []


def questions(dossier: Dossier, words: Wording) -> list[Block]:
    """What the reader is asked, each with its row and room to answer."""
    blocks: list[Block] = [Heading(text(words.say("questions")))]
    if not dossier.questions:
        return [*blocks, Paragraph(text(words.say("no_questions")))]
    lines = {row.event: row for row in dossier.rows}
    rows = tuple(Row((cell(str(number)), cell(one.text, *translated(words, one), *([text(row_link(words, dossier, lines[one.event]))]
                                                          if one.event in lines else [])), cell("", "")))
                 for number, one in enumerate(dossier.questions, 1))
    return [*blocks, Paragraph(text(words.say("questions_lead"))),
            Table((Column(words.say("no"), 0.6), Column(words.say("question"), 6), Column(words.say("answer"), 4)), rows,
                  words.say("questions"), style="boxed")]
