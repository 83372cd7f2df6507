"""What the sender should look at before handing over: kept back, stale, contradictory, empty, unanswered."""

from dataclasses import dataclass

from flask_babel import gettext as _, ngettext
from sqlalchemy import func, select

from caseline.db import db
from caseline.dossiers import redacting
from caseline.dossiers.blacking import blackened
from caseline.dossiers.consenting import Gate
from caseline.dossiers.dossier import Dossier
from caseline.families.models import Family
from caseline.timeline.models import Decision, Proposal


@dataclass(frozen=True, slots=True)
class Check:
    """One thing to look at: `tone` is warn, plain or good; the number of what is kept back is for the sender only."""

    sentence: str
    tone: str = "warn"


def look(family: Family, dossier: Dossier, gate: Gate) -> list[Check]:
    """Everything worth a look, the weightiest first; an empty list means nothing is in the way."""
    found = _consents(gate)
    if dossier.withheld:
        found.append(Check(ngettext("%(num)d item is kept back by its mark or by choice; the reader is not told what.", "%(num)d items are kept back by their mark or by choice; the reader is not told what.", dossier.withheld), "plain"))
    found += _redacted(dossier)
    if not dossier.rows:
        found.append(Check(_("No event would stand in this dossier: accept proposals first, or widen the choice.")))
    waiting = db.session.scalar(select(func.count(Proposal.id)).where(Proposal.decision == Decision.UNDECIDED))
    if waiting:
        found.append(Check(ngettext("%(num)d proposal still waits for a decision and does not go in.", "%(num)d proposals still wait for a decision and do not go in.", waiting)))
    if dossier.disputes:
        found.append(Check(ngettext("%(num)d point is disputed: the dossier prints every date with its source.", "%(num)d points are disputed: the dossier prints every date with its source.", len(dossier.disputes))))
    if stale := [one.label for one in dossier.evidence if one.state in {"ageing", "aged"}]:
        found.append(Check(_("Evidence that is getting old: %(what)s.", what=", ".join(stale))))
    if missing := [one.label for one in dossier.evidence if one.state == "missing"]:
        found.append(Check(ngettext("%(num)d kind of evidence is missing from the checklist.", "%(num)d kinds of evidence are missing from the checklist.", len(missing)), "plain"))
    if untold := [term.label for term in dossier.terms if not term.due]:
        found.append(Check(_("No date of notification is known for: %(what)s.", what=", ".join(dict.fromkeys(untold)))))
    found += _empty(dossier)
    if unborn := [person.short_name for person in family.persons if not person.born]:
        found.append(Check(_("No birth date: %(names)s.", names=", ".join(unborn))))
    return found


def _consents(gate: Gate) -> list[Check]:
    found = []
    if gate.missing:
        found.append(Check(_("No consent for this reader: %(names)s.", names=", ".join(person.short_name for person in gate.missing))))
    if gate.agreed:
        found.append(Check(_("Agreed: %(names)s.", names=gate.in_words()), "good"))
    if gate.confidences:
        found.append(Check(ngettext("%(num)d thing was told not to be recorded: it stays in the house.", "%(num)d things were told not to be recorded: they stay in the house.", gate.confidences), "plain"))
    return found


def _empty(dossier: Dossier) -> list[Check]:
    """What this reader would expect to find and will not, and what the reader will be asked."""
    found = []
    if dossier.kind == "commissioner" and not dossier.request:
        found.append(Check(_("The question to the Commissioner is not written yet.")))
    if silent := [child.name for child in dossier.children if dossier.kind == "commissioner" and not child.facts.voice]:
        found.append(Check(_("Nobody wrote down what these children say themselves: %(names)s.", names=", ".join(silent))))
    if dossier.kind == "lawyer" and not dossier.summary:
        found.append(Check(_("There is no summary in your words."), "plain"))
    if dossier.questions:
        found.append(Check(ngettext("%(num)d open question goes along to the reader.", "%(num)d open questions go along to the reader.", len(dossier.questions)), "plain"))
    return found


def _redacted(dossier: Dossier) -> list[Check]:
    """Which exhibits go as redacted copies, and where the dossier's own words still say what is blacked out in them."""
    numbers = {one.document: one.number for one in dossier.exhibits if one.redacted}
    found = []
    for copy in redacting.copies().values():
        number = numbers.get(copy.document.id)
        if number is None:
            continue
        found.append(Check(_("Exhibit %(number)s goes as its redacted copy.", number=number), "good"))
        telling = [word for word in copy.all_gone if _tells(word)]
        if rows := [row.number for row in dossier.rows if _says(" ".join([row.sentence, row.translation, *row.references]), telling)]:
            said = ngettext("Row %(rows)s may still say what is blacked out in exhibit %(number)s.", "Rows %(rows)s may still say what is blacked out in exhibit %(number)s.", len(rows), rows=", ".join(map(str, rows)), number=number)
            found.append(Check(said))
        if _says(" ".join([dossier.summary, dossier.request, *(one.text for one in dossier.questions)]), telling):
            found.append(Check(_("Your summary or questions may still say what is blacked out in exhibit %(number)s.", number=number)))
    return found


def _tells(word: str) -> bool:
    """Names and numbers; every sentence has its small words."""
    return len(word) > 2 and (word[:1].isupper() or any(letter.isdigit() for letter in word))


def _says(text: str, words: list[str]) -> bool:
    return bool(words) and blackened(text, words) != text
