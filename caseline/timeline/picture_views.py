"""The picture on a page of its own: zoomed into some years or one person, printed, taken along, and told as a table."""

from flask import Blueprint, Response, g, render_template, request, url_for
from flask_babel import gettext as _

from caseline.chronology import Chronology
from caseline.db import db
from caseline.history import record
from caseline.timeline import reasoning, words
from caseline.timeline.drawing import Zoom, as_file, as_png, drawn, years_of

bp = Blueprint("picture", __name__, url_prefix="/families/<int:family_id>/timeline/picture")


@bp.get("")
def show(family_id):
    """The years that the address names, and the ways to come closer, to go on and to go back."""
    built = reasoning.reason(g.family)
    person, years = request.args.get("person", type=int), years_of(built)
    zoom = _zoom(years)
    return render_template(
        "timeline/picture.html", drawing=drawn(built, person, zoom), zoom=zoom, years=years, person=person, told=_told(built, person), ways=_ways(zoom, years, person),
        names={one.id: one.short_name for one in g.family.persons},
    )


@bp.post("/file.<any(png, svg):form>")
def file(family_id, form):
    """The picture as it is in sight, as a file: asked with a button, because who took what along is written down."""
    built = reasoning.reason(g.family)
    write, media_type = {"png": (as_png, "image/png"), "svg": (as_file, "image/svg+xml")}[form]
    data = write(built, request.args.get("person", type=int), _zoom(years_of(built)))
    record("exported", f"picture:{form}", family_id=family_id)
    db.session.commit()
    response = Response(data, mimetype=media_type)
    response.headers.set("Content-Disposition", "attachment", filename=f"{g.family.reference} timeline.{form}")
    return response


def _zoom(years: list[int]) -> Zoom:
    first, last = (request.args.get(name, type=int) for name in ("first", "last"))
    first = first if first in years and first != years[0] else None
    last = last if last in years and last != years[-1] else None
    return Zoom(first, last) if not (first and last and last < first) else Zoom()


def _ways(zoom: Zoom, years: list[int], person: int | None) -> list[tuple[str, str]]:
    """(word, address) of what can be done from here: closer, wider, earlier, later, the whole."""
    first, last = zoom.first or years[0], zoom.last or years[-1]
    length, middle = last - first + 1, (first + last) // 2
    found = []
    if length > 1:
        half = max(1, length // 2)
        found.append((_("Closer"), (middle - (half - 1) // 2, middle - (half - 1) // 2 + half - 1)))
    if length < len(years):
        found.append((_("Wider"), (first - (length + 1) // 2, last + (length + 1) // 2)))
    if first > years[0]:
        found.append((_("Earlier"), (first - max(1, length // 2), last - max(1, length // 2))))
    if last < years[-1]:
        found.append((_("Later"), (first + max(1, length // 2), last + max(1, length // 2))))
    told = [(word, url_for("picture.show", family_id=g.family.id, first=max(a, years[0]), last=min(b, years[-1]), person=person)) for word, (a, b) in found]
    return told + ([(_("The whole time"), url_for("picture.show", family_id=g.family.id, person=person))] if length < len(years) else [])


def _told(built: Chronology, person: int | None) -> list[tuple[str, str, str, str]]:
    """The picture as a table: (who, from, until, what), for those who cannot see it."""
    shown = words.shown_date
    rows = [("", shown(one.steps[0].edtf), "" if one.open else shown(one.steps[-1].edtf), f"{one.title}: {_('open') if one.open else words.OUTCOMES.get(one.outcome, _('closed'))}") for one in built.procedures]
    rows += [("", shown(one.start or ""), shown(one.end or one.until or ""), _("lawyer: %(name)s", name=one.lawyer)) for one in built.tenures]
    rows += [("", shown(gap.start), shown(gap.end), _("no paper")) for gap in built.gaps]
    names = {one.id: one.short_name for one in g.family.persons}
    rows += [(names.get(band.person, ""), shown(band.start), shown(band.end or ""), str(words.BANDS.get(band.kind, band.kind))) for band in built.bands if person in (None, band.person)]
    return rows
