"""The short card a family carries: known to the authorities and to the project, on one page, with no more than that."""

from caseline.word.blocks import Block, Cell, Column, Paragraph, Row, Run, Table, WordDocument, cell, text

from .dossier import Dossier
from .proceedings import Step, Thread
from .layout_cover import document, facts
from .layout_people import relation
from .wording import LANGUAGES, Wording, load

_NOT_FOR_AUTHORITIES = ("housing",)


def layout(dossier: Dossier, words: Wording) -> WordDocument:
    """Who they are, that they are known, what is pending, whom to call. No story, no health, no address."""
    cover = dossier.cover
    unsettled = [thread for thread in dossier.threads if thread.open and thread.kind not in _NOT_FOR_AUTHORITIES]
    lines = [
        (words.say("reference"), cover.reference),
        (words.say("pending"), tuple(text(_pending(words, thread)) for thread in unsettled) or words.say("nothing_pending")),
        (words.say("lawyer"), tuple(text(Run(one.lawyer, bold=True), f" {one.contact}" if one.contact else None)
                                    for one in dossier.mandates[-1:]) or words.say("not_documented")),
        (words.say("contact"), text(Run(_who(words, dossier), bold=True), f" {cover.contact}" if cover.contact else None)),
        (words.say("card_date"), words.date(cover.prepared_on.isoformat())),
        *([(words.say("valid_until"), words.date(cover.valid_until.isoformat()))] if cover.valid_until else []),
    ]
    blocks: list[Block] = [
        Paragraph(text(cover.organisation), "label"), Paragraph(text(words.say("title_card")), "title"),
        Paragraph(text(words.say("card_statement", organisation=_who(words, dossier))), "lead"),
        *_in_other_languages(dossier, "card_statement"), _people(dossier, words),
        Paragraph(text(words.say("card_basis")), "note"), facts(words, lines, words.say("title_card")), Paragraph(text(words.say("card_request")), "notice"),
        *_in_other_languages(dossier, "card_request"),
        Paragraph(text(words.say("signature_stamp")), "label"),
        Table((Column("", 1), Column("", 1)), (Row((cell("", "", "", ""), cell("", "", "", ""))),), words.say("signature_stamp"),
              style="boxed")]
    return document(dossier, words, blocks)


def _who(words: Wording, dossier: Dossier) -> str:
    """The organisation's name, or “our organisation” while no name is set."""
    return dossier.cover.organisation or words.say("our_organisation")


def _in_other_languages(dossier: Dossier, key: str) -> list[Block]:
    """The same sentence in the country's other languages: nobody knows which one the officer reads."""
    return [Paragraph(text(Run(load(lang).say(key, organisation=_who(load(lang), dossier)), lang=lang)), "note") for lang in LANGUAGES if lang != dossier.lang]


def _people(dossier: Dossier, words: Wording) -> Table:
    rows = tuple(Row((cell(text(Run(one.name, bold=True))), cell(relation(words, one)), cell(words.date(one.born)),
                      Cell(tuple(text(f"{label} {value}") for label, value in one.numbers)))) for one in dossier.members)
    return Table((Column(words.say("name"), 3.4), Column(words.say("relation"), 1.6), Column(words.say("born"), 2.2),
                  Column(words.say("file_numbers"), 2.6)), rows, words.say("family"))


def _pending(words: Wording, thread: Thread) -> str:
    filed: Step | None = next((step for step in thread.steps if step.part == "application"), None)
    return f"{thread.title} ({words.date(filed.edtf)})" if filed else thread.title
