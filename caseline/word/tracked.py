"""Tracked changes of a returned document: what was struck out, what was written instead, and in which row."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from lxml import etree

from .ooxml import w
from .places import Place, Places

MOST_CHANGES = 5000
_WRITTEN, _STRUCK = {w("ins"), w("moveTo")}, {w("del"), w("moveFrom")}
_BREAKS = {w("br"): "\n", w("cr"): "\n", w("tab"): "\t", w("noBreakHyphen"): "-"}


@dataclass(frozen=True, slots=True)
class Change:
    """One change. `before` and `after` are the words struck out and written; `whole_before` and `whole_after` the
    paragraph they stand in, as it was and as it would be."""

    kind: Literal["replaced", "inserted", "deleted", "row_inserted", "row_deleted"]
    author: str
    date: datetime | None
    before: str
    after: str
    whole_before: str
    whole_after: str
    place: Place


def changes(body: etree._Element, places: Places) -> tuple[Change, ...]:
    """The tracked changes in the order of the text; neighbours by one author count as one replacement."""
    found: list[Change] = []
    rows_done: set[etree._Element] = set()
    for paragraph in body.iter(w("p")):
        row = next(paragraph.iterancestors(w("tr")), None)
        if row is not None and row not in rows_done:
            rows_done.add(row)
            found += _of_row(row, places)
        if len(found) >= MOST_CHANGES:
            break
        if row is None or not _row_marks(row):
            found += _of_paragraph(paragraph, places)
    return tuple(found[:MOST_CHANGES])


def text_of(element: etree._Element, *, original: bool = False) -> str:
    """The words of an element after its changes, or (original) before them."""
    skipped = _WRITTEN if original else _STRUCK
    return "".join(_pieces(element, skipped, original))


def _pieces(element: etree._Element, skipped: set[str], original: bool) -> Iterator[str]:
    waiting = [element]
    while waiting:
        one = waiting.pop()
        if one.tag == w("t") or one.tag == w("delText") and original:
            yield one.text or ""
        elif one.tag in _BREAKS and one.getparent().tag == w("r"):
            yield _BREAKS[one.tag]
        elif one.tag not in skipped:
            waiting.extend(reversed(one))


def _row_marks(row: etree._Element) -> list[etree._Element]:
    properties = row.find(w("trPr"))
    return [one for one in properties if one.tag in (w("ins"), w("del"))] if properties is not None else []


def _of_row(row: etree._Element, places: Places) -> list[Change]:
    found = []
    for mark in _row_marks(row):
        deleted = mark.tag == w("del")
        cells = row.findall(w("tc"))
        words = "\t".join(text_of(cell, original=deleted) for cell in cells)
        found.append(Change("row_deleted" if deleted else "row_inserted", *_signature(mark), words if deleted else "",
                            "" if deleted else words, words if deleted else "", "" if deleted else words,
                            places.of(row)))
    return found


def _of_paragraph(paragraph: etree._Element, places: Places) -> list[Change]:
    found = []
    for group in _groups(paragraph):
        before = "".join(text_of(mark, original=True) if mark.tag in _STRUCK else "" for mark in group)
        after = "".join(text_of(child) for mark in group if mark.tag in _WRITTEN for child in mark)
        if not before and not after:
            continue
        kind = "replaced" if before and after else "deleted" if before else "inserted"
        found.append(Change(kind, *_signature(group[0]), before, after, text_of(paragraph, original=True),
                            text_of(paragraph), places.of(group[0])))
    return found


def _groups(paragraph: etree._Element) -> Iterator[list[etree._Element]]:
    """Runs of changes that follow one another without unchanged words between them, by one author."""
    group: list[etree._Element] = []
    for mark in _marks(paragraph):
        if group and not (mark.get(w("author")) == group[0].get(w("author")) and _touches(group[-1], mark)):
            yield group
            group = []
        group.append(mark)
    if group:
        yield group


def _marks(paragraph: etree._Element) -> Iterator[etree._Element]:
    """The outermost insertions and deletions around the runs of a paragraph."""
    waiting = list(reversed(paragraph))
    while waiting:
        one = waiting.pop()
        if one.tag in _WRITTEN | _STRUCK:
            yield one
        elif one.tag not in (w("pPr"), w("p")):
            waiting.extend(reversed(one))


def _touches(first: etree._Element, second: etree._Element) -> bool:
    if first.getparent() is not second.getparent():
        return False
    between = first.getnext()
    while between is not None and between is not second:
        if text_of(between, original=True) or text_of(between):
            return False
        between = between.getnext()
    return between is second


def _signature(mark: etree._Element) -> tuple[str, datetime | None]:
    return mark.get(w("author")) or "", moment(mark.get(w("date")))


def moment(value: str | None) -> datetime | None:
    """A Word date as written (local time, whatever zone it claims), None when absent or no date."""
    try:
        return datetime.fromisoformat(value.replace("Z", "")).replace(tzinfo=None) if value else None
    except ValueError:
        return None
