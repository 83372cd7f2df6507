"""Chronologies that somebody kept by hand: brought in as rows to decide, each with its words, its date and what is doubtful.

The rows wait like proposals do. An accepted row becomes an event whose source is the file and its row (“earlier chronology”).
"""

import re
from collections import Counter
from collections.abc import Sequence

from sqlalchemy import delete, func, select

from caseline import countries, extraction
from caseline.chronology.importing import ImportedRow, Preview, preview_of
from caseline.db import db, now
from caseline.families.models import Family, Person
from caseline.history import record
from caseline.timeline.decisions import Wording, write_event
from caseline.timeline.models import Citation, Decision, EarlierChronology, EarlierRow, Event, SourceKind
from caseline.timeline.understanding import known_people

OTHER = "other"
_EVERYBODY = re.compile(r"\b(famille|gezin|family|familie|tous|toutes|all|allen|iedereen|everybody|everyone|alle)\b", re.IGNORECASE)
_PARENTS = re.compile(r"\b(parents|ouders|eltern|monsieur et madame|m\. et mme|couple|koppel)\b", re.IGNORECASE)
_CHILDREN = re.compile(r"\b(enfants|kinderen|children|kinder|kids)\b", re.IGNORECASE)


def bring(family: Family, name: str, cells: list[list[str]], lang: str, *, user_id: int) -> EarlierChronology:
    """Keep a file's cells and its rows, undecided. Raises NotAChronology when no columns are recognised."""
    kept = EarlierChronology(family_id=family.id, name=name[:200], cells=cells, brought_by=user_id)
    found = _understood(cells, lang)
    db.session.add(kept)
    db.session.flush()
    _keep_rows(kept, found, family, lang)
    record("earlier chronology brought in", f"earlier_chronology:{kept.id}", family_id=family.id, user_id=user_id, rows=len(found.rows))
    return kept


def read_anew(kept: EarlierChronology, columns: dict[str, int], family: Family, lang: str) -> None:
    """Read the rows again with the columns that a person chose; rows that were decided stay as they are."""
    found = _understood(kept.cells, lang, columns)
    decided = set(db.session.scalars(select(EarlierRow.number).where(EarlierRow.chronology_id == kept.id, EarlierRow.decision != Decision.UNDECIDED)))
    db.session.execute(delete(EarlierRow).where(EarlierRow.chronology_id == kept.id, EarlierRow.decision == Decision.UNDECIDED))
    _keep_rows(kept, found, family, lang, but=decided)
    record("columns of an earlier chronology chosen", f"earlier_chronology:{kept.id}", family_id=family.id)


def accept(row: EarlierRow, wording: Wording, source_name: str, *, user_id: int) -> Event | None:
    """Make an event of a row; None when somebody decided it before."""
    if row.decision != Decision.UNDECIDED:
        return None
    event = write_event(row.family_id, wording, user_id=user_id)
    told = " · ".join(part for part in (row.what, row.source, row.note) if part)
    event.citations.append(Citation(family_id=row.family_id, source_kind=SourceKind.EARLIER, account_of=source_name, quote=f"{row.written}: {told}"[:4000],
                                    edtf=event.edtf, within=event.within, dates=dict(event.dates), created_by=user_id))
    row.decision, row.decided_by, row.event_id = Decision.ACCEPTED, user_id, event.id
    record("earlier row accepted", f"earlier_row:{row.id}", family_id=row.family_id, user_id=user_id, event=event.id)
    return event


def dismiss(row: EarlierRow, *, user_id: int) -> bool:
    """Keep a row out of the timeline; False when somebody decided it before."""
    if row.decision != Decision.UNDECIDED:
        return False
    row.decision, row.decided_by = Decision.DISMISSED, user_id
    record("earlier row dismissed", f"earlier_row:{row.id}", family_id=row.family_id, user_id=user_id)
    return True


def take_back(row: EarlierRow, *, user_id: int) -> None:
    """The row waits again; the event it made goes to the bin."""
    if row.event_id and (event := db.session.get(Event, row.event_id)):
        event.deleted_at = event.deleted_at or now()
    row.decision, row.decided_by, row.event_id = Decision.UNDECIDED, None, None
    record("earlier row taken back", f"earlier_row:{row.id}", family_id=row.family_id, user_id=user_id)


def counts(chronology_id: int) -> Counter:
    """Decision → number of rows, and under 'doubtful' the undecided ones with a problem."""
    is_doubtful = (EarlierRow.problem != "").label("is_doubtful")  # by its name: PostgreSQL takes the same words twice for two things
    rows = select(EarlierRow.decision, is_doubtful, func.count()).where(EarlierRow.chronology_id == chronology_id)
    found: Counter = Counter()
    for decision, doubtful, number in db.session.execute(rows.group_by(EarlierRow.decision, is_doubtful)):
        found[decision] += number
        found["doubtful"] += number if doubtful and decision == Decision.UNDECIDED else 0
    return found


def _understood(cells: list[list[str]], lang: str, columns: dict[str, int] | None = None) -> Preview:
    return preview_of(cells, lang, columns=columns)


def _keep_rows(kept: EarlierChronology, found: Preview, family: Family, lang: str, but: set[int] = frozenset()) -> None:
    kept.columns = dict(found.columns)
    rows = [row for row in found.rows if row.number not in but]
    types = _types(rows, lang)
    for row, type_ in zip(rows, types):
        db.session.add(EarlierRow(
            family_id=family.id, chronology_id=kept.id, number=row.number, written=row.written, edtf=row.edtf or "", what=row.what, who=row.who, source=row.source,
            note=row.note, notified=row.notified or "", type=type_, person_ids=concerned(row.who or row.what, family.persons),
            problem=row.problem or ("" if row.what else "no_text"),
        ))
    db.session.flush()


def _types(rows: Sequence[ImportedRow], lang: str) -> list[str]:
    """What each row seems to tell: an event named in full, else as the papers' reader understands its words, else by a part of
    the name, else 'other'."""
    # A title first: without it the first row's date would be read as that of a note of our own.
    pages = ["Chronologie", *(f"{row.edtf or row.written}: {row.what}." for row in rows)]
    told: dict[int, str] = {}
    for event in extraction.extract(pages, people=known_people(), lang=lang).events if rows else ():
        told.setdefault(event.page - 1, event.type)
    named = (_by_name(row.what) for row in rows)
    return [name if whole else told.get(number) or name for number, (whole, name) in enumerate(named, 1)]


def _by_name(what: str) -> tuple[bool, str]:
    """Notes are short (“Refus CGRA”): (whether a whole name of several words stands in them, the event whose name has most of its words in them)."""
    said, best = _long_words(what), (0.6, 0, OTHER)
    for key, type_ in countries.load("be").event_types.items():
        for name in type_.label.values():
            words = _long_words(name)
            share = len(words & said) / len(words) if words else 0.0
            best = max(best, (share, len(words), key)) if share > best[0] else best
    return best[0] == 1.0 and best[1] > 1, best[2]


def _long_words(text: str) -> set[str]:
    return {word[:6] for word in re.findall(r"[^\W\d_]{4,}", text.casefold())}


def concerned(text: str, persons: Sequence[Person]) -> list[int]:
    """The members that a cell names: by a name of theirs, or as the parents, the children, everybody."""
    if _EVERYBODY.search(text):
        return [person.id for person in persons]
    words = {word.casefold() for word in re.findall(r"[^\W\d_]+", text)}
    found = {person.id for person in persons if words & _first_names(person)}
    for pattern, children in ((_PARENTS, False), (_CHILDREN, True)):
        if pattern.search(text):
            found |= {person.id for person in persons if person.is_child == children}
    return [person.id for person in persons if person.id in found]


def _first_names(person: Person) -> set[str]:
    """How this person is called, and the first given name of each spelling: a child may bear the father's name too."""
    spellings = [person.name, *(name.text for name in person.names)]
    names = [person.short_name, *(next((word for word in text.split() if not word.isupper()), "") for text in spellings)]
    return {name.casefold() for name in names if len(name) > 1}
