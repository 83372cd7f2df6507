"""The timeline as a picture: on its page every mark leads to its row, as a file it carries its look; zoomed into some years."""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from markupsafe import Markup

from caseline.chronology import Chronology
from caseline.chronology.order import as_date
from caseline.chronology.picture import draw, draw_names, legend
from caseline.chronology.picture.scale import scale_of
from caseline.later import Later

typst = Later("typst")

_FONTS = Path(__file__).parents[2] / "vendor" / "fonts"
_PAGE = b'#set page(width: auto, height: auto, margin: 8pt)\n#image(bytes(sys.inputs.svg), format: "svg", width: 1318pt)'
_DOTS = 144.0


@dataclass(frozen=True, slots=True)
class Zoom:
    """The years in sight; None: from the beginning, to the end."""

    first: int | None = None
    last: int | None = None

    @property
    def days(self) -> dict[str, date | None]:
        return {"start": date(self.first, 1, 1) if self.first else None, "end": date(self.last, 12, 31) if self.last else None}


@dataclass(frozen=True, slots=True)
class Drawing:
    """The SVG of the picture, its left edge alone (to stay in sight), and for its legend pairs of a small SVG and its word."""

    svg: Markup
    names: Markup
    legend: list[tuple[Markup, str]]


def drawn(built: Chronology, person: int | None = None, zoom: Zoom = Zoom()) -> Drawing | None:
    """The picture of a chronology, or of one person's lane; None while there is nothing to draw."""
    if not built.rows:
        return None
    svg, names = draw(built, person=person, link=_row_address, **zoom.days), draw_names(built, person=person, **zoom.days)
    return Drawing(Markup(svg), Markup(names), [(Markup(sign), word) for sign, word in legend(built)])  # escaped where it is drawn


def years_of(built: Chronology) -> list[int]:
    """The years that the whole picture shows."""
    whole = scale_of(built, 1318.0, None, None)
    return list(range(as_date(whole.first).year, as_date(whole.last).year + 1))


def as_file(built: Chronology, person: int | None = None, zoom: Zoom = Zoom()) -> str:
    """The picture as an SVG file of its own, for a dossier or a mail."""
    return draw(built, person=person, standalone=True, **zoom.days)


def as_png(built: Chronology, person: int | None = None, zoom: Zoom = Zoom()) -> bytes:
    """The same as a PNG, for programs that show no SVG. Its font is wider than those of the screens, so its letters are smaller."""
    svg = re.sub(r'font-family="[^"]*"', 'font-family="DejaVu Sans"', as_file(built, person, zoom))
    svg = svg.replace('font-size="11.5"', 'font-size="10.2"').replace('font-weight="600"', 'font-weight="700"')
    return typst.compile(_PAGE, format="png", ppi=_DOTS, sys_inputs={"svg": svg}, ignore_system_fonts=True, font_paths=[str(_FONTS)])


def _row_address(row_id: int) -> str:
    return f"#event-{row_id}" if row_id else "#register"
