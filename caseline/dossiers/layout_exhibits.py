"""Evidence and exhibits on the page: the checklist with what is there and what is not, and the numbered inventory."""

from itertools import groupby

from caseline.word.blocks import (
    Block, Cell, Column, Heading, Paragraph, Row, Run, Table, cell, exhibit_bookmark, exhibit_link, text,
)

from .citing import exhibit_links
from .dossier import Dossier, Evidence, Exhibit, Presence
from .wording import Wording


def inventory(dossier: Dossier, words: Wording, *, new_page: bool = False) -> list[Block]:
    """The exhibits by number; every mention of one in the text leads here."""
    blocks: list[Block] = [Heading(text(words.say("inventory")), new_page=new_page)]
    if not dossier.exhibits:
        return [*blocks, Paragraph(text(words.say("no_exhibits")))]
    columns = (Column(words.say("no"), 0.7, "end"), Column(words.say("date"), 1.9), Column(words.say("document"), 5),
               Column(words.say("issuer"), 2.2), Column(words.say("pages"), 1.1, "end"), Column(words.say("persons"), 2.2),
               Column(words.say("copy"), 1.3))
    everyone = len(dossier.members)
    rows = tuple(_exhibit(words, one, everyone) for one in sorted(dossier.exhibits, key=lambda one: one.number))
    return [*blocks, Paragraph(text(words.say("inventory_lead")), "note"), Table(columns, rows, words.say("inventory"))]


def _exhibit(words: Wording, one: Exhibit, everyone: int) -> Row:
    title = [text(Run(one.kind or one.title, bold=True), Run(f" – {words.say('new')}", tone="warning") if one.is_new else None)]
    if one.title and one.title != one.kind:
        title.append(text(Run(one.title, tone="muted")))
    if one.translation_of:
        title.append(text(Run(f"{words.say('translation_of')} ", tone="muted"),
                          exhibit_link(one.translation_of, words.say("exhibit", n=one.translation_of))))
    return Row((cell(text(Run(str(one.number), bold=True))), cell(words.date(one.date) if one.date else words.say("undated")),
                Cell(tuple(title)), cell(one.issuer), cell(str(one.pages) if one.pages else ""), cell(words.say("whole_family") if len(one.persons) == everyone > 1 else ", ".join(one.persons)),
                cell(words.say("redacted_copy" if one.redacted else "original" if one.original else "copy_of"))), exhibit_bookmark(one.number))


def checklist(dossier: Dossier, words: Wording) -> list[Block]:
    """The evidence against the checklist: what is there, what is getting old, what is missing."""
    blocks: list[Block] = [Heading(text(words.say("evidence"))), Paragraph(text(words.say("evidence_lead")))]
    if not dossier.evidence:
        return [*blocks, Paragraph(text(words.say("no_evidence")))]
    for category, lines in groupby(dossier.evidence, key=lambda one: one.category):
        blocks += [Paragraph(text(category), "label", keep_with_next=True),
                   Table((Column(words.say("piece"), 5), Column(words.say("exhibits"), 4), Column(words.say("state"), 2.4)),
                         tuple(evidence_row(words, one) for one in lines), f"{words.say('evidence')}: {category}")]
    return blocks


def evidence_row(words: Wording, one: Evidence) -> Row:
    """A line of the checklist."""
    label = [text(one.label)]
    if one.persons:
        label.append(text(Run(", ".join(one.persons), tone="muted")))
    if one.remark:
        label.append(text(Run(one.remark, tone="muted")))
    state = [text(Run(words.say(f"evidence_{one.state}"), tone="" if one.state == "present" else "warning"))]
    if one.until:
        state.append(text(Run(words.date(f"../{one.until}", short=True), tone="muted")))
    return Row((Cell(tuple(label)), cell(exhibit_links(words, one.exhibits) or "–"), Cell(tuple(state))))


def presence_grid(dossier: Dossier, words: Wording) -> list[Block]:
    """Proof of presence: one line a year, one column a person, the exhibits that show it, and plainly where none does."""
    blocks: list[Block] = [Heading(text(words.say("presence"))), Paragraph(text(words.say("presence_lead")))]
    persons = tuple(dict.fromkeys(one.person for one in dossier.presence))
    if not persons:
        return [*blocks, Paragraph(text(words.say("no_presence")))]
    known = {(one.year, one.person): one for one in dossier.presence}
    rows = []
    for year in sorted({one.year for one in dossier.presence}):
        cells = []
        for person in persons:
            one = known.get((year, person))
            shown = exhibit_links(words, one.exhibits) if one and one.exhibits else None
            cells.append(cell(shown) if shown else cell("–") if one is None else _unshown(words, one))
        rows.append(Row((cell(str(year)), *cells)))
    columns = (Column(words.say("year"), 0.8), *(Column(person, 2) for person in persons))
    return [*blocks, Table(columns, tuple(rows), words.say("presence"), first_column=True)]


def _unshown(words: Wording, one: Presence) -> Cell:
    """A year without an exhibit: told by somebody, or not known at all."""
    return cell(text(Run(words.say("only_declared" if one.rows else "not_shown"), tone="muted" if one.rows else "warning")),
                shade="F5F1E6")
