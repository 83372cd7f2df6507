"""The chronology as files to take along: what stands on the timeline, as people accepted it, in each format."""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace

from caseline.chronology import Chronology, exports
from caseline.timeline.drawing import as_file
from caseline.timeline.printing import html_page


@dataclass(frozen=True, slots=True)
class Format:
    """How a chronology is written, as what media type, and with which ending."""

    write: Callable[[Chronology], str | bytes]
    media_type: str
    ending: str


FORMATS = {
    "xlsx": Format(exports.to_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
    "csv": Format(exports.to_csv, "text/csv", "csv"),
    "html": Format(html_page, "text/html", "html"),
    "ics": Format(exports.to_ics, "text/calendar", "ics"),
    "svg": Format(as_file, "image/svg+xml", "svg"),
    "json": Format(lambda built: json.dumps(exports.to_json(built), ensure_ascii=False), "application/json", "json"),
    "timelinejs": Format(lambda built: json.dumps(exports.to_timelinejs(built), ensure_ascii=False), "application/json", "json"),
}


def accepted(built: Chronology) -> Chronology:
    """Only what people accepted: rows that papers state in passing stay inside."""
    rows = tuple(row for row in built.rows if row.id > 0 and row.status == "accepted")
    known = {row.id for row in rows}
    return replace(built, rows=rows, terms=tuple(term for term in built.terms if term.event in known))
