"""The dossier for the Child Rights Commissioner: the question put, then each child's own sheet, told from the child's side.

The sheet follows the elements of the Committee's General Comment 14; what is not known is said, never left out.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

from caseline import edtf
from caseline.chronology.ages import age
from caseline.word.blocks import (
    Block, Bullets, Cell, Column, Heading, Paragraph, Pieces, Row, Run, Section, Table, WordDocument, cell, row_bookmark,
    text,
)

from .citing import in_brackets, inline_sources, sources
from .dossier import Dossier, Member
from .statements import Row as Line
from .layout_chronology import dates
from .layout_cover import case_managers_text, document, facts, first_page, given_text
from .layout_exhibits import inventory
from .layout_people import relation
from .layout_procedures import procedures
from .wording import Wording

_OUR_WORK = ("case_management",)  # calls, visits, referrals: the story is the child's
_FACTS = ("school", "languages", "health", "friends", "home", "family", "protective")


def layout(dossier: Dossier, words: Wording) -> WordDocument:
    """The question, the family in brief, one sheet a child, procedures, exhibits. Adults stay in the background."""
    blocks = first_page(dossier, words, contents=1)
    blocks += _question(dossier, words)
    blocks += _family(dossier, words)
    marked: set[int] = set()
    for child in dossier.children:
        blocks += sheet(dossier, words, child, marked)
    blocks += [Section(landscape=True), *procedures(dossier, words), Section(landscape=False), *inventory(dossier, words)]
    return document(dossier, words, blocks)


def _question(dossier: Dossier, words: Wording) -> list[Block]:
    blocks: list[Block] = [Heading(text(words.say("commissioner_question")), new_page=True)]
    if dossier.request:
        blocks += given_text(words, dossier.request, dossier.request_lang, dossier, dossier.request_translation)
    else:
        blocks.append(Paragraph(text(Run(words.say("no_question_yet"), tone="warning")), "notice"))
    if dossier.summary:
        blocks.append(Heading(text(words.say("summary")), 2))
        blocks += case_managers_text(words, dossier)
    running, cited = [term for term in dossier.terms if term.state == "running" and term.due], {row.event: row.cites for row in dossier.rows}
    if running:
        blocks += [Paragraph(text(words.say("terms_to_know")), "label", keep_with_next=True),
                   Bullets(tuple(text(Run(words.date(term.due), bold=True), f": {term.label} ({words.say('to_be_confirmed')})", *in_brackets(words, cited.get(term.event, ())))
                                 for term in running))]
    return blocks


def _family(dossier: Dossier, words: Wording) -> list[Block]:
    rows = tuple(Row((cell(text(Run(one.name, bold=one.is_child))), cell(relation(words, one)),
                      cell(text(words.counted("years_old", one.age), *in_brackets(words, one.born_cites[:1])) if one.age is not None else words.say("not_documented")),
                      cell(text(words.since(one.in_country_since), *in_brackets(words, one.since_cites[:1])) if one.in_country_since
                           else words.say("not_documented")))) for one in dossier.members)
    return [Heading(text(words.say("family"))),
            Table((Column(words.say("name"), 3), Column(words.say("relation"), 2), Column(words.say("age"), 2.5),
                   Column(words.say("in_country"), 3)), rows, words.say("family")), Paragraph(text(words.say("family_basis")), "note")]


def sheet(dossier: Dossier, words: Wording, child: Member, marked: set[int]) -> list[Block]:
    """One child: facts, own words, what happened at which age, effect of measures, best interests, return.

    `marked` collects the events that carry their bookmark already: an event stands in several children's sheets.
    """
    own = [line for line in dossier.rows
           if (child.id in line.person_ids or not line.person_ids) and line.group not in _OUR_WORK and not _before_birth(child, line)]
    blocks: list[Block] = [Heading(text(child.name), new_page=True, bookmark=f"child_{child.id}"),
                           facts(words, _facts(words, child), f"{words.say('child_facts')}: {child.name}")]
    blocks += _voice(words, child, dossier)
    blocks += _story(words, child, own, marked)
    blocks += _measures(words, child, own)
    blocks += _best_interests(words, child, own)
    blocks.append(Heading(text(words.say("on_return")), 2))
    blocks.append(Paragraph(_fact(words, child, "on_return") or text(Run(words.say("not_documented"), tone="warning"))))
    return blocks


def _facts(words: Wording, child: Member) -> list[tuple]:
    unknown = words.say("not_documented")
    agreed = {True: "agreed_yes", False: "agreed_no", None: "agreed_unknown"}[child.facts.agreed]
    known = f" ({words.say('observed')})" if child.facts.agreed is not None else ""
    return [(words.say("born"), _born(words, child)),
            (words.say("nationality"), f"{child.nationality} ({words.say('family_account')})" if child.nationality else unknown),
            (words.say("in_country"), _lived(words, child)),
            *((words.say(f"fact_{name}"), _fact(words, child, name) or unknown) for name in _FACTS),
            (words.say("child_agreed"), f"{words.say(agreed)}{known}")]


def _born(words: Wording, child: Member) -> Pieces:
    if not child.born:
        return text(words.say("not_documented"))
    disputed = len({claim.value for claim in child.born_claims}) > 1
    age = words.counted("years_old", child.age) if child.age is not None else ""
    return text(", ".join(filter(None, [words.date(child.born), child.birthplace])), f" · {age}" if age else None,
                Run(f" · {words.say('standing_disputed')}", tone="warning") if disputed else None, *in_brackets(words, child.born_cites[:2]))


def _lived(words: Wording, child: Member) -> Pieces:
    if not child.in_country_since:
        return text(words.say("not_documented"))
    share = words.say("share_of_life", years=min(child.years, child.age), age=child.age) if child.years is not None and child.age else ""
    return text(words.since(child.in_country_since), f" · {share}" if share else None, *in_brackets(words, child.since_cites[:2]))


def _fact(words: Wording, child: Member, name: str) -> Pieces:
    """What is known of a child in free text, with what it rests on."""
    said = getattr(child.facts, name)
    return text(said, Run(f" ({child.facts.basis or words.say('observed')})", tone="muted")) if said else ()


def _voice(words: Wording, child: Member, dossier: Dossier) -> list[Block]:
    blocks: list[Block] = [Heading(text(words.say("voice")), 2)]
    if not child.facts.voice:
        return [*blocks, Paragraph(text(words.say("no_voice")))]
    lang = child.facts.voice_lang if child.facts.voice_lang != dossier.lang else None
    return [*blocks, *(Paragraph(text(Run(f"« {line} »", lang=lang)), "quote") for line in child.facts.voice.splitlines() if line.strip()),
            Paragraph(text(child.facts.voice_how or words.say("voice_how_unknown")), "note")]


def _story(words: Wording, child: Member, own: list[Line], marked: set[int]) -> list[Block]:
    if not own:
        return [Heading(text(words.say("child_story")), 2), Paragraph(text(words.say("nothing_known")))]
    columns = (Column(words.say("date"), 2.2), Column(words.say("age"), 1.1), Column(words.say("event"), 6),
               Column(words.say("source"), 3))
    rows = tuple(Row((Cell(dates(words, line)[:2]), cell(_age(words, child, line)),
                      Cell((text(Run(line.label, bold=True), f". {line.sentence}" if line.sentence else None,
                            _doubt(words, line)),)), Cell(sources(words, line.cites, titles=False))),
                     row_bookmark(line.event) if line.event not in marked else None) for line in own)
    marked.update(line.event for line in own)
    return [Heading(text(words.say("child_story")), 2), Table(columns, rows, f"{words.say('child_story')}: {child.name}")]


def _before_birth(child: Member, line: Line) -> bool:
    try:
        return bool(child.born) and edtf.certainly_before(edtf.parse(line.edtf), edtf.parse(child.born))
    except edtf.NotEdtf:
        return False


def _doubt(words: Wording, line: Line) -> Run | None:
    """The words that mark a row nobody has confirmed yet."""
    return Run(f" [{words.say('standing_proposed')}]", tone="warning") if line.standing == "proposed" else None


def _age(words: Wording, child: Member, line: Line) -> str:
    """The child's age at the event; nothing before the birth, two figures where a date is not known to the day."""
    known = age(child.born, line.edtf) if child.born else None
    if known is None:
        return ""
    return str(known.most) if known.least == known.most else f"{known.least}–{known.most}"


def _measures(words: Wording, child: Member, own: list[Line]) -> list[Block]:
    """What authorities and landlords did that reached the child, with its age then."""
    found = [line for line in own if line.type in _table()["measures"]]
    blocks: list[Block] = [Heading(text(words.say("measures")), 2)]
    if not found:
        return [*blocks, Paragraph(text(words.say("no_measures")))]
    return [*blocks, Paragraph(text(words.say("measures_lead"))), Bullets(tuple(_told(words, line, _age(words, child, line)) for line in found))]


def _told(words: Wording, line: Line, years: str = "") -> Pieces:
    at = f" ({words.say('at_age', age=years)})" if years else ""
    return text(Run(words.date(line.period or line.edtf, within=line.within), bold=True), f"{at}: {line.sentence or line.label}",
                *inline_sources(words, line.cites), _doubt(words, line))


def _best_interests(words: Wording, child: Member, own: list[Line]) -> list[Block]:
    rows = []
    for element in _table()["elements"]:
        said = [_heard(words, child) if name == "voice" else _fact(words, child, name) for name in element["facts"] if getattr(child.facts, name)]
        events = [line for line in own if line.type in element["event_types"] or line.group in element["event_groups"]]
        said += [_told(words, line) for line in events if child.id in line.person_ids]
        rows.append(Row((cell(text(Run(words.say(f"interest_{element['key']}"), bold=True)),
                              text(Run(f"GC 14, § {element['paragraphs']}", tone="muted"))),
                         Cell(tuple(said) or (text(Run(words.say("not_documented"), tone="warning")),)),
                         cell(*element["norms"]))))
    return [Heading(text(words.say("best_interests")), 2), Paragraph(text(words.say("best_interests_lead")), "note"),
            Table((Column(words.say("element"), 2.4), Column(words.say("what_is_known"), 7), Column(words.say("norms"), 1.7)),
                  tuple(rows), f"{words.say('best_interests')}: {child.name}", style="boxed")]


def _heard(words: Wording, child: Member) -> Pieces:
    """The child's words once more, with how they were collected."""
    return text(f"« {' '.join(child.facts.voice.split())} »", Run(f" ({child.facts.voice_how or words.say('voice_how_unknown')})", tone="muted"))


@cache
def _table() -> dict[str, Any]:
    return json.loads((Path(__file__).parent / "best_interests.json").read_text("utf-8"))
