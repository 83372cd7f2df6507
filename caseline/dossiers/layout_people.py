"""The family on the page: who they are, under which names and birth dates they appear, and what each source says."""

from caseline.word.blocks import Block, Cell, Column, Heading, Paragraph, Pieces, Row, Run, Table, cell, text

from .citing import in_brackets, sources
from .dossier import Dossier, Member
from .wording import Wording


def family(dossier: Dossier, words: Wording) -> list[Block]:
    """The members with name, relation, birth, nationality and file numbers, then the competing identity claims."""
    columns = (Column(words.say("name"), 3.2), Column(words.say("relation"), 1.6), Column(words.say("born"), 2.5),
               Column(words.say("nationality"), 2), Column(words.say("file_numbers"), 2.4),
               Column(words.say("in_country"), 2.4))
    rows = tuple(Row((Cell(_names(words, one)), cell(relation(words, one)), Cell(_birth(words, one)),
                      cell(one.nationality or words.say("not_documented")),
                      Cell(tuple(text(f"{label} {value}") for label, value in one.numbers)),
                      Cell(_stay(words, one)))) for one in dossier.members)
    blocks: list[Block] = [Heading(text(words.say("family"))), Table(columns, rows, words.say("family")),
                           Paragraph(text(words.say("family_basis")), "note")]
    claimed = [one for one in dossier.members if len(one.born_claims) > 1]
    if claimed:
        blocks += [Heading(text(words.say("identity_claims")), 2), Paragraph(text(words.say("identity_claims_lead"))),
                   identity_claims(words, claimed)]
    return blocks


def identity_claims(words: Wording, members: list[Member]) -> Table:
    """Every date of birth that a source gives, with the source, and which one this dossier uses."""
    columns = (Column(words.say("name"), 2.4), Column(words.say("born"), 2.4), Column(words.say("source"), 4.6),
               Column(words.say("used_here"), 2))
    rows = tuple(
        Row((cell(text(Run(one.name, bold=True)) if place == 0 else ""),
             cell(text(Run(words.date(claim.value), bold=claim.used)), *([text(Run(claim.note, tone="muted"))] if claim.note else [])),
             Cell(sources(words, claim.cites)), cell(text(Run(words.say("used"), tone="strong")) if claim.used else "")))
        for one in members for place, claim in enumerate(one.born_claims))
    return Table(columns, rows, words.say("identity_claims"))


def relation(words: Wording, member: Member) -> str:
    """How a member belongs to the family, in the dossier's language where the word is known."""
    return words.known(f"relation_{member.relation}") or member.relation or words.say("not_documented")


def _names(words: Wording, member: Member) -> tuple[Pieces, ...]:
    also = [variant for variant in member.variants if variant != member.name]
    lines = [text(Run(member.name, bold=True))]
    if also:
        lines.append(text(Run(f"{words.say('also_written')} {'; '.join(also)}", tone="muted")))
    return tuple(lines)


def _birth(words: Wording, member: Member) -> tuple[Pieces, ...]:
    lines = [text(words.date(member.born), *(in_brackets(words, member.born_cites[:1]) if member.born else ()))]
    if member.birthplace:
        lines.append(text(Run(member.birthplace, tone="muted")))
    if len({claim.value for claim in member.born_claims}) > 1:
        lines.append(text(Run(words.say("standing_disputed"), tone="warning")))
    return tuple(lines)


def _stay(words: Wording, member: Member) -> tuple[Pieces, ...]:
    if not member.in_country_since:
        return (text(words.say("not_documented")),)
    lines = [text(words.since(member.in_country_since), *in_brackets(words, member.since_cites[:1]))]
    return tuple(lines + ([text(Run(words.counted("years", member.years), tone="muted"))]
                          if member.years is not None else []))
