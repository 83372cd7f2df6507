"""What every dossier has in common: first page, draft and confidentiality notices, footers, and the file around it."""

from collections.abc import Sequence
from datetime import datetime, time

from caseline.word.blocks import (
    Block, Column, Paragraph, Row, Run, Table, Toc, WordDocument, cell, text,
)

from .dossier import Dossier
from .wording import Wording


def document(dossier: Dossier, words: Wording, blocks: Sequence[Block], *, large: bool = False) -> WordDocument:
    """The blocks as a Word document with its title, footers, draft mark and the day it was prepared as its only time."""
    cover = dossier.cover
    confidential = words.say(f"confidential_{dossier.kind}")
    footer = f"{cover.reference} · {words.say('version_number', n=cover.version)} · {confidential}"
    return WordDocument(
        blocks=tuple(blocks), lang=dossier.lang, title=f"{words.say(f'title_{dossier.kind}')} – {cover.reference}",
        page_words=words.say("page_of"), footer=text(footer),
        watermark=words.say("draft_mark") if cover.draft and dossier.kind != "family" else "",
        organisation=cover.organisation, made=datetime.combine(cover.prepared_on, time()), large=large)


def first_page(dossier: Dossier, words: Wording, *, contents: int = 2) -> list[Block]:
    """Title, facts about the file, draft and confidentiality notices, how to read it, and the contents."""
    cover = dossier.cover
    blocks: list[Block] = [
        Paragraph(text(cover.organisation), "label"),
        Paragraph(text(words.say(f"title_{dossier.kind}")), "title"),
        Paragraph(text(words.say("family_reference", reference=cover.reference)), "subtitle"),
        facts(words, _facts(dossier, words), words.say("about_this_file")),
    ]
    if cover.draft:
        blocks.append(Paragraph(text(Run(words.say("draft_title"), bold=True), " ", words.say("draft_text")), "notice"))
    blocks.append(Paragraph(text(words.say(f"confidential_{dossier.kind}_text")), "note"))
    blocks += reading_guide(words)
    if contents:
        blocks.append(Toc(words.say("contents"), contents))
    return blocks


def _facts(dossier: Dossier, words: Wording) -> list[tuple[str, str]]:
    cover = dossier.cover
    dated = [row for row in dossier.rows if row.edtf]
    span = f"{words.date(dated[0].edtf)} – {words.date(dated[-1].edtf)}" if dated else words.say("not_documented")
    return [(label, value) for label, value in (
        (words.say("for"), cover.recipient or words.say(f"reader_{dossier.kind}")),
        (words.say("prepared_by"), ", ".join(part for part in (cover.prepared_by, cover.organisation) if part)),
        (words.say("contact"), cover.contact),
        (words.say("prepared_on"), words.date(cover.prepared_on.isoformat())),
        (words.say("version"), f"{cover.version} · {words.say('draft' if cover.draft else 'validated')}"),
        (words.say("events_between"), f"{words.counted('events', len(dossier.rows))}: {span}"),
        (words.say("handed_over"), words.counted("exhibits", len(dossier.exhibits))),
    ) if value]


def reading_guide(words: Wording) -> list[Block]:
    """Two short paragraphs: what dates and sources mean here, and that terms are to be confirmed."""
    return [Paragraph(text(words.say("how_to_read")), "label", keep_with_next=True),
            Paragraph(text(words.say("how_to_read_dates")), "note"), Paragraph(text(words.say("how_to_read_sources")), "note")]


def facts(words: Wording, lines: Sequence[tuple], summary: str) -> Table:
    """A sheet of facts: label and value a line; a value is a string, pieces, or several lines of pieces."""
    rows = []
    for label, value in lines:
        several = value if isinstance(value, tuple) and value and isinstance(value[0], tuple) else (value,)
        rows.append(Row((cell(label), cell(*several))))
    return Table((Column("", 1.2), Column("", 3.4)), tuple(rows), summary, first_column=True)


def case_managers_text(words: Wording, dossier: Dossier) -> list[Block]:
    """The summary as the case manager wrote it, marked as hers: what it rests on stands in the chronology."""
    if not dossier.summary.strip():
        return []
    return [*given_text(words, dossier.summary, dossier.summary_lang, dossier, dossier.summary_translation), Paragraph(text(words.say("summary_by")), "note")]


def given_text(words: Wording, value: str, lang: str | None, dossier: Dossier, translation: str = "") -> list[Block]:
    """Free text as it was written, a paragraph a line, its language marked when it differs from the dossier's; then the case
    manager's own translation, marked as such."""
    own = lang if lang and lang != dossier.lang else None
    said = [Paragraph(text(Run(line, lang=own)), "lead") for line in value.splitlines() if line.strip()]
    lines = [line for line in translation.splitlines() if line.strip()]
    return [*said, *(Paragraph(text(Run(f"{words.say('translated')} ", tone="muted") if place == 0 else None, line)) for place, line in enumerate(lines))]
