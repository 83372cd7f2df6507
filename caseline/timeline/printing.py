"""The chronology as one printable HTML page, complete in itself: picture, rows by year, procedures, terms."""

from itertools import groupby
from pathlib import Path

from flask import render_template
from markupsafe import Markup

from caseline.chronology import Chronology
from caseline.chronology.order import as_date
from caseline.chronology.picture.lanes import given_name
from caseline.timeline.drawing import as_file


_STYLE = Path(__file__).with_name("page_to_print.css").read_text("utf-8")


def html_page(built: Chronology) -> str:
    """A page that needs nothing else: to print, or to keep beside the papers."""
    years = [(year, list(rows)) for year, rows in groupby(built.rows, key=lambda row: as_date(max(row.begin.start, 1)).year if row.edtf else 0)]
    return render_template(
        "timeline/printable.html", built=built, years=years, gaps={gap.after: gap for gap in built.gaps if gap.after}, names={person.id: given_name(person.name) for person in built.people},
        style=Markup(f"<style>{_STYLE}</style>"), picture=Markup(as_file(built)) if built.rows else "",  # escaped where it is drawn
        terms=[term for term in built.terms if term.status in ("running", "unknown")],
    )
