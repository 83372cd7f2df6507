"""The timeline as a picture on its page: every mark leads to its row, the legend names what is drawn."""

from dataclasses import dataclass

from markupsafe import Markup

from caseline.chronology import Chronology
from caseline.chronology.picture import draw, legend


@dataclass(frozen=True, slots=True)
class Drawing:
    """The SVG of the picture and, for its legend, pairs of a small SVG and its word."""

    svg: Markup
    legend: list[tuple[Markup, str]]


def drawn(built: Chronology, person: int | None = None) -> Drawing | None:
    """The picture of a chronology, or of one person's lane; None while there is nothing to draw."""
    if not built.rows:
        return None
    svg = draw(built, person=person, link=_row_address)
    return Drawing(Markup(svg), [(Markup(sign), word) for sign, word in legend(built)])  # escaped where it is drawn


def as_file(built: Chronology) -> str:
    """The picture as a file of its own, for a dossier or a mail."""
    return draw(built, standalone=True)


def _row_address(row_id: int) -> str:
    return f"#event-{row_id}" if row_id else "#register"
