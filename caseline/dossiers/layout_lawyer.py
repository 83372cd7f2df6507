"""The lawyer's dossier: at a glance first, then everything needed to check and use each line of the chronology."""

from caseline.word.blocks import Block, Heading, Paragraph, Pieces, Run, Section, WordDocument, text

from . import layout_chronology, layout_exhibits, layout_people, layout_procedures
from .citing import in_brackets
from .dossier import Dossier
from .layout_cover import case_managers_text, document, facts, first_page
from .wording import Wording


def layout(dossier: Dossier, words: Wording) -> WordDocument:
    """Summary, family, procedures, key and full chronology, disputed points, stay, lawyers, terms, questions, evidence,
    exhibits, gaps."""
    blocks = first_page(dossier, words)
    blocks += summary(dossier, words)
    blocks += layout_people.family(dossier, words)
    blocks += layout_procedures.terms(dossier, words)
    blocks += layout_procedures.questions(dossier, words)
    blocks.append(Section(landscape=True))
    blocks += layout_procedures.procedures(dossier, words)
    blocks += layout_chronology.key_events(dossier, words)
    blocks += layout_chronology.full(dossier, words)
    blocks += layout_procedures.stay_strip(dossier, words)
    blocks.append(Section(landscape=False))
    blocks += layout_chronology.disputed(dossier, words)
    blocks += layout_chronology.silences(dossier, words)
    blocks += layout_procedures.lawyers(dossier, words)
    blocks += layout_exhibits.checklist(dossier, words)
    blocks += layout_exhibits.inventory(dossier, words, new_page=True)
    return document(dossier, words, blocks)


def summary(dossier: Dossier, words: Wording) -> list[Block]:
    """The case manager's summary where she wrote one, and what the file holds, in figures that can be checked."""
    blocks: list[Block] = [Heading(text(words.say("summary")), new_page=True)]
    blocks += case_managers_text(words, dossier)
    running = [term for term in dossier.terms if term.state == "running"]
    unsourced = sum(row.standing in ("proposed", "undocumented") for row in dossier.rows)
    lines = [
        (words.say("family"), words.say("adults_children", adults=len(dossier.members) - len(dossier.children),
                                        children=len(dossier.children))),
        (words.say("in_country"), first_here(dossier, words)),
        (words.say("procedures"), words.say("procedures_open", total=len(dossier.threads),
                                            open=sum(thread.open for thread in dossier.threads))),
        (words.say("terms"), text(Run(words.counted("terms_running", len(running)), tone="warning" if running else ""))),
        (words.say("disputed"), words.counted("points", len(dossier.disputes))),
        (words.say("gaps"), words.counted("gaps_count", len(dossier.silences))),
        (words.say("without_source"), words.counted("rows_count", unsourced)),
        (words.say("questions"), words.counted("questions_count", len(dossier.questions))),
    ]
    return [*blocks, Paragraph(text(words.say("at_a_glance")), "label", keep_with_next=True), facts(words, lines, words.say("at_a_glance"))]


def first_here(dossier: Dossier, words: Wording) -> Pieces:
    """Since when somebody of the family is in the country, and who says so."""
    known = min((member for member in dossier.members if member.in_country_since), key=lambda member: member.in_country_since, default=None)
    return text(words.since(known.in_country_since), *in_brackets(words, known.since_cites[:2])) if known else text(words.say("not_documented"))
