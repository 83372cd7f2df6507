"""The way back: the remarks and tracked changes in a returned .docx, each on its timeline row or exhibit.

Nothing here changes a record. A remark becomes a note for the case manager to decide on; a tracked change becomes the
text before and after, so that an edited date can be offered as a proposal.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from lxml import etree

from .foreign import main_part, parse, related, unpack
from .ooxml import W14, W15, w
from .places import Place, Places
from .tracked import Change, changes, moment, text_of

MOST_NOTES = 5000
# Ranges that overlap and the words each is about: a person's file has a few, a hostile one would have us copy without end.
_MOST_OPEN = 50
_LONGEST_ABOUT = 2000


@dataclass(frozen=True, slots=True)
class Note:
    """A remark in the margin. `about` is the text it was put on; `answers` is the id of the remark it replies to."""

    id: str
    author: str
    date: datetime | None
    text: str
    about: str
    place: Place
    answers: str | None
    done: bool


@dataclass(frozen=True, slots=True)
class Returned:
    """What came back in a Word file: remarks and changes in the order of the text, and what could not be read."""

    notes: tuple[Note, ...]
    changes: tuple[Change, ...]
    warnings: tuple[Literal["too_many_notes", "note_without_place"], ...]


def read_notes(data: bytes) -> Returned:
    """Remarks and tracked changes of the .docx `data`. Raises BadWordFile for a file that is no usable Word document.

    Every note names its place: the nearest bookmark (`row_12`, `exhibit_3`), and the row's first cell and column for
    files whose bookmarks were lost on the way.
    """
    parts = unpack(data)
    name = main_part(parts)
    body = parse(parts[name])
    places = Places(body)
    remarks = related(parts, name, "comments")
    stored = {one.get(w("id")): one for one in parse(parts[remarks]).iter(w("comment"))} if remarks else {}
    threads = _threads(parts, name, stored)
    notes, warnings = [], []
    for number, (start, about) in _anchors(body, stored).items():
        if len(notes) == MOST_NOTES:
            warnings.append("too_many_notes")
            break
        place = places.of(start) if start is not None else Place()
        if start is None:
            warnings.append("note_without_place")
        notes.append(_note(number, stored[number], about, place, threads))
    return Returned(tuple(notes), changes(body, places), tuple(dict.fromkeys(warnings)))


def _anchors(body: etree._Element, stored: dict) -> dict[str, tuple[etree._Element | None, str]]:
    """Where each stored remark stands and the text between its ends, in the order of the text; lost ones last."""
    found: dict[str, tuple[etree._Element | None, str]] = {}
    open_ranges: dict[str, list[str]] = {}
    for element in body.iter():
        if element.tag == w("t"):
            for pieces in open_ranges.values():
                pieces.append(element.text or "")
        elif element.tag == w("p"):
            for pieces in open_ranges.values():
                pieces.append("\n")
        elif element.tag == w("commentRangeStart"):
            number = element.get(w("id"))
            if number in stored and number not in found:
                found[number] = (element, "")
                if len(open_ranges) < _MOST_OPEN:
                    open_ranges[number] = []
        elif element.tag in (w("commentRangeEnd"), w("commentReference")):
            number = element.get(w("id"))
            if number in open_ranges:
                found[number] = (found[number][0], "".join(open_ranges.pop(number)).strip()[:_LONGEST_ABOUT])
            elif number in stored and number not in found:
                found[number] = (element, "")
    for number in stored:
        found.setdefault(number, (None, ""))
    return found


def _note(number: str, comment: etree._Element, about: str, place: Place, threads: "Threads") -> Note:
    parent, done = threads.of(_last_paragraph(comment))
    text = "\n".join(text_of(paragraph) for paragraph in comment.iter(w("p"))).strip()
    return Note(number, comment.get(w("author")) or "", moment(comment.get(w("date"))), text, about, place, parent, done)


@dataclass(frozen=True, slots=True)
class Threads:
    """Who answers whom, by the id of a remark's last paragraph (Word 2013 and later)."""

    parents: dict[str, str]
    done: set[str]
    numbers: dict[str | None, str]

    def of(self, paragraph: str | None) -> tuple[str | None, bool]:
        """The remark that this one answers, and whether it was marked as resolved."""
        if paragraph is None:
            return None, False
        return self.numbers.get(self.parents.get(paragraph, "")), paragraph in self.done


def _threads(parts: dict[str, bytes], name: str, stored: dict[str, etree._Element]) -> Threads:
    extended = related(parts, name, "commentsExtended")
    numbers = {_last_paragraph(comment): number for number, comment in stored.items()}
    parents, done = {}, set()
    for one in parse(parts[extended]) if extended else ():
        paragraph = one.get(f"{{{W15}}}paraId")
        if one.get(f"{{{W15}}}paraIdParent"):
            parents[paragraph] = one.get(f"{{{W15}}}paraIdParent")
        if one.get(f"{{{W15}}}done") in ("1", "true"):
            done.add(paragraph)
    return Threads(parents, done, numbers)


def _last_paragraph(comment: etree._Element) -> str | None:
    paragraphs = list(comment.iter(w("p")))
    return paragraphs[-1].get(f"{{{W14}}}paraId") if paragraphs else None
