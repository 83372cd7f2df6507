"""The headers that keep a browser from doing more than we mean, and the refusal of what other sites make it send."""

from urllib.parse import urlsplit

from flask import Response, abort, current_app, request

SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}
REPORTS_TO = "/policy-reports"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'; manifest-src 'self'; "
    f"report-uri {REPORTS_TO}; report-to policy"
)


def strict(response: Response) -> Response:
    """No foreign script, frame, form or referrer; and nothing of a case stays in a shared machine's cache."""
    headers = response.headers
    headers.setdefault("Content-Security-Policy", POLICY)
    headers["Reporting-Endpoints"] = f'policy="{REPORTS_TO}"'
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Referrer-Policy"] = "same-origin"  # the CSRF check on https needs our own referrer
    headers["X-Frame-Options"] = "DENY"
    headers["Cross-Origin-Opener-Policy"] = "same-origin"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"
    headers["Permissions-Policy"] = "geolocation=(), microphone=(), camera=(self), interest-cohort=()"
    if request.endpoint != "static":
        headers.setdefault("Cache-Control", "no-store")
    elif "v" in request.args and response.status_code == 200:  # the address changes with the content: see navigation.asset
        headers["Cache-Control"] = "public, max-age=31536000, immutable"
    for name in ("Location", "HX-Redirect"):
        if name in headers and _leads_away(headers[name]):
            headers[name] = "/"  # whatever a form said: we never send anybody to another site
    if current_app.config["SETTINGS"].behind_https:
        headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
    return response


def refuse_null_characters():
    """No field can hold one, and not every database can store one: it is never typed by a person."""
    if any("\x00" in value for values in (request.args, request.form) for value in values.values()):
        abort(400)


def _leads_away(address: str) -> bool:
    parts = urlsplit(address.replace("\\", "/"))
    ours = address.startswith("/") and not parts.netloc or parts.scheme in {"http", "https"} and parts.netloc == request.host
    return not ours or not address.isprintable()


def refuse_cross_site_posts():
    """Refuse what another site made the browser send: every post (besides the token that every form carries), and every
    page or picture that it wants to build in. A link that somebody follows to us stays possible.
    """
    if request.method in SAFE_METHODS:
        built_in = request.headers.get("Sec-Fetch-Dest", "document") != "document"
        if built_in and request.headers.get("Sec-Fetch-Site") in {"cross-site", "same-site"} and request.endpoint != "static":
            abort(403)
        return
    fetch_site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    if fetch_site:
        same_site = fetch_site in {"same-origin", "none"}
    elif origin:
        same_site = urlsplit(origin).netloc == request.host
    else:
        same_site = True  # not a browser, so no ambient cookie to abuse
    if not same_site:
        abort(403)
