"""The family's own dossier: plain words, large type, and boxes to tick while it is read back together."""

from collections.abc import Sequence

from caseline.word.blocks import (
    Block, Bullets, Cell, Column, Heading, Paragraph, Pieces, Row, Run, Table, Tick, WordDocument, cell, row_bookmark, text,
)

from .dossier import Dossier
from .statements import Cite, Claim
from .statements import Row as Line
from .layout_cover import document
from .layout_people import relation
from .wording import Wording

_ANSWERS = ("right", "wrong", "unsure")


def layout(dossier: Dossier, words: Wording) -> WordDocument:
    """Who you are, what happened, what we do not know, what is asked of you, who may see this, read back and signed."""
    cover = dossier.cover
    blocks: list[Block] = [
        Paragraph(text(cover.organisation), "label"), Paragraph(text(words.say("title_family")), "title"),
        Paragraph(text(f"{cover.reference} · {words.date(cover.prepared_on.isoformat())}"), "subtitle"),
        Paragraph(text(words.say("family_hello"))), Bullets(tuple(text(words.say(f"family_rule_{n}")) for n in (1, 2, 3, 4)))]
    blocks += _people(dossier, words)
    blocks += _story(dossier, words)
    blocks += _different(dossier, words)
    blocks += _unknown(dossier, words)
    blocks += _papers(dossier, words)
    blocks += _dates_to_know(dossier, words)
    blocks += _read_back(words)
    return document(dossier, words, blocks, large=True)


def _people(dossier: Dossier, words: Wording) -> list[Block]:
    rows = tuple(Row((cell(text(Run(one.name, bold=True)), text(Run(relation(words, one), tone="muted"))),
                      cell(words.date(one.born), *([one.birthplace] if one.birthplace else []), text(Run(how(words, one.born_cites if one.born else ()), tone="muted"))),
                      Cell(_ticks(words, words.say("question_person", name=one.name))))) for one in dossier.members)
    return [Heading(text(words.say("family_people")), numbered=False),
            Table((Column(words.say("name"), 3), Column(words.say("born"), 3), Column(words.say("is_it_right"), 2.4)), rows,
                  words.say("family_people"))]


def _story(dossier: Dossier, words: Wording) -> list[Block]:
    blocks: list[Block] = [Heading(text(words.say("family_story")), numbered=False)]
    if not dossier.rows:
        return [*blocks, Paragraph(text(words.say("nothing_known")))]
    rows = tuple(Row((cell(text(Run(words.date(line.period or line.edtf, within=line.within), bold=True))),
                      Cell(_happening(words, line)), Cell(_ticks(words, words.say("question_row", n=line.number)))),
                     row_bookmark(line.event)) for line in dossier.rows)
    return [*blocks, Paragraph(text(words.say("family_story_lead"))),
            Table((Column(words.say("when"), 2.4), Column(words.say("what_happened"), 5), Column(words.say("is_it_right"), 2.4)),
                  rows, words.say("family_story"))]


def _happening(words: Wording, line: Line) -> tuple[Pieces, ...]:
    return (text(line.sentence or line.label), *([text(line.translation)] if line.translation else []), text(Run(how(words, line.cites), tone="muted")))


def how(words: Wording, cites: Sequence[Cite]) -> str:
    """How we know, in words for everybody: “we have a paper and you told us”."""
    known = {"paper": "we_have_paper", "family": "you_told_us", "third_party": "others_told_us", "lawyer": "others_told_us", "earlier": "we_have_paper", "observed": "we_saw"}
    bases = dict.fromkeys(known[cite.basis] for cite in cites if cite.basis in known)
    return words.listed([words.say(base) for base in bases]) if bases else words.say("not_documented")


def _ticks(words: Wording, about: str) -> tuple[Pieces, ...]:
    return tuple(text(Tick(f"{about} {words.say(answer)}"), f" {words.say(answer)}") for answer in _ANSWERS)


def _different(dossier: Dossier, words: Wording) -> list[Block]:
    if not dossier.disputes:
        return []
    blocks: list[Block] = [Heading(text(words.say("family_different")), numbered=False),
                           Paragraph(text(words.say("family_different_lead")))]
    for point in dossier.disputes:
        blocks.append(Paragraph(text(Run(point.subject, bold=True)), keep_with_next=True))
        blocks += [Paragraph(text(Tick(f"{point.subject}: {words.date(claim.value)}"),
                                  f" {words.date(claim.value, within=claim.within)}", _in_papers(words, claim)), keep_with_next=True)
                   for claim in point.claims]
        blocks.append(Paragraph(text(Tick(f"{point.subject}: {words.say('unsure')}"), f" {words.say('unsure')}")))
    return blocks


def _in_papers(words: Wording, claim: Claim) -> str:
    papers = [cite.paper for cite in claim.cites if cite.paper]
    return f" – {'; '.join(dict.fromkeys(papers)) or how(words, claim.cites)}"


def _unknown(dossier: Dossier, words: Wording) -> list[Block]:
    if not dossier.silences:
        return []
    return [Heading(text(words.say("family_unknown")), numbered=False), Paragraph(text(words.say("family_unknown_lead"))),
            Table((Column(words.say("when"), 3), Column(words.say("where_were_you"), 6)),
                  tuple(Row((cell(text(Run(words.date(gap.start), bold=True)), words.say("to_lower"),
                                  text(Run(words.date(gap.end), bold=True))), cell("", "", "")))
                        for gap in dossier.silences), words.say("family_unknown"), style="boxed")]


def _papers(dossier: Dossier, words: Wording) -> list[Block]:
    wanted = [one for one in dossier.evidence if one.state != "present"]
    if not wanted:
        return []
    return [Heading(text(words.say("family_papers")), numbered=False), Paragraph(text(words.say("family_papers_lead"))),
            *(Paragraph(text(Tick(one.label), f" {one.label}")) for one in wanted)]


def _dates_to_know(dossier: Dossier, words: Wording) -> list[Block]:
    running = [term for term in dossier.terms if term.state == "running" and term.due]
    if not running and not dossier.questions:
        return []
    blocks: list[Block] = [Heading(text(words.say("family_next")), numbered=False)]
    cited = {row.event: row.cites for row in dossier.rows}
    blocks += [Paragraph(text(Run(words.date(term.due), bold=True), f": {term.label} ({how(words, cited.get(term.event, ()))}). ", words.say("ask_lawyer")), "notice")
               for term in running]
    if dossier.questions:
        blocks += [Paragraph(text(words.say("family_questions"))), Bullets(tuple(text(one.text, f" – {one.translation}" if one.translation else None) for one in dossier.questions))]
    return blocks


def _read_back(words: Wording) -> list[Block]:
    lines = ("read_on", "read_in", "interpreter", "name_and_signature")
    return [Heading(text(words.say("read_back")), numbered=False, new_page=True), Paragraph(text(words.say("read_back_lead"))),
            *(Paragraph(text(Tick(words.say(f"agree_{n}")), f" {words.say(f'agree_{n}')}")) for n in (1, 2, 3)),
            Table((Column("", 2), Column("", 4)), tuple(Row((cell(words.say(line)), cell("", ""))) for line in lines),
                  words.say("read_back"), first_column=True, style="boxed")]
