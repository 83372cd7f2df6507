"""The chronology as one printable HTML page, complete in itself."""

from flask import render_template

from caseline.chronology import Chronology


def html_page(built: Chronology) -> str:
    """A page that needs nothing else: to print, or to keep beside the papers."""
    names = {person.id: person.name for person in built.people}
    return render_template("timeline/printable.html", built=built, names=names)
