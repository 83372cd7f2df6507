"""Answer with a whole page, or with just the part of it htmx asked for."""

from flask import Response, make_response, redirect, render_template
from htmx_flask import Htmx, request

htmx = Htmx()


def page_or_part(page: str, part: str, **context):
    """Reading: htmx gets the part, everyone else the page that includes it."""
    return render_template(part if wants_part() else page, **context)


def wants_part() -> bool:
    return bool(request.htmx and not (request.htmx.boosted or request.htmx.history_restore_request))


def part_or_redirect(part: str, url: str, **context):
    """After a change: htmx gets the refreshed part, a plain form post goes to the page."""
    return render_template(part, **context) if request.htmx else redirect(url, 303)


def invalid(page: str, part: str, **context) -> Response:
    """A form that cannot be accepted comes back as typed, with status 422 and the message beside its field."""
    return make_response(page_or_part(page, part, **context), 422)


def go_to(url: str) -> Response:
    """Send the whole browser to `url`, whether htmx or a plain form asked."""
    if not request.htmx:
        return redirect(url, 303)
    response = make_response("", 204)
    response.headers["HX-Redirect"] = url
    return response


def vary_by_htmx(response: Response) -> Response:
    """The same URL gives a page or a part: caches must keep them apart."""
    response.vary.add("HX-Request")
    return response
