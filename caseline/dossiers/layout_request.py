"""The file for a regularisation request: exhibits in the order of the checklist, presence by year, procedures, chronology.

The legal argument is the lawyer's; this file gives its facts, each with its exhibit.
"""

from itertools import groupby

from caseline.word.blocks import Block, Bullets, Column, Heading, Paragraph, Run, Section, Table, Toc, WordDocument, text

from . import layout_chronology, layout_exhibits, layout_people, layout_procedures
from .citing import exhibit_links
from .dossier import Dossier
from .layout_cover import case_managers_text, document, first_page
from .layout_exhibits import evidence_row
from .wording import Wording


def layout(dossier: Dossier, words: Wording) -> WordDocument:
    """Applicants, the checklist category by category, presence, procedures and chronology, what is missing, inventory."""
    blocks = first_page(dossier, words, contents=0)
    blocks += [Paragraph(text(words.say("request_scope")), "notice"), Toc(words.say("contents"))]
    blocks += layout_people.family(dossier, words)
    if dossier.summary:
        blocks.append(Heading(text(words.say("summary"))))
        blocks += case_managers_text(words, dossier)
    blocks += _by_category(dossier, words)
    blocks += layout_exhibits.presence_grid(dossier, words)
    blocks += _missing(dossier, words)
    blocks.append(Section(landscape=True))
    blocks += layout_procedures.procedures(dossier, words)
    blocks += layout_chronology.full(dossier, words)
    blocks.append(Section(landscape=False))
    blocks += layout_chronology.disputed(dossier, words)
    blocks += layout_exhibits.inventory(dossier, words)
    return document(dossier, words, blocks)


def _by_category(dossier: Dossier, words: Wording) -> list[Block]:
    blocks: list[Block] = [Heading(text(words.say("request_pieces"))), Paragraph(text(words.say("request_pieces_lead")))]
    for category, lines in groupby(dossier.evidence, key=lambda one: one.category):
        blocks += [Heading(text(category), 2),
                   Table((Column(words.say("piece"), 5), Column(words.say("exhibits"), 4), Column(words.say("state"), 2.4)),
                         tuple(evidence_row(words, one) for one in lines), category)]
    listed = {number for one in dossier.evidence for number in one.exhibits}
    others = tuple(one.number for one in dossier.exhibits if one.number not in listed)
    if others:
        blocks += [Heading(text(words.say("other_exhibits")), 2), Paragraph(exhibit_links(words, others))]
    return blocks


def _missing(dossier: Dossier, words: Wording) -> list[Block]:
    lacking = [one for one in dossier.evidence if one.state != "present"]
    blocks: list[Block] = [Heading(text(words.say("still_missing")))]
    if not lacking:
        return [*blocks, Paragraph(text(words.say("nothing_missing")))]
    return [*blocks, Bullets(tuple(text(one.label, " – ", Run(words.say(f"evidence_{one.state}"), tone="warning")) for one in lacking))]
