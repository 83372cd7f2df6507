"""Whatever a browser, a scanner or a bored teenager sends: a calm answer, never a crash, never somebody else's script."""

import html
import io
import os
import random
import re
from collections import Counter

import pytest

from tests.access.test_every_route import address, routes
from tests.conftest import signed_in

ROUNDS = int(os.environ.get("CASELINE_PROVE_INPUTS", "500"))  # `make prove` sends 10 000
SCRIPT = "<script>window.hurt=1</script>"
BREAKS_OUT = "\"'><img src=x onerror=window.hurt=1>"

NASTY = [
    "", " ", "0", "-1", "1", "2", "99999999999999999999999", "1e309", "NaN", "true", "null", "None", "[]", "{}", "\x00", "a\x00b", "\r\nSet-Cookie: a=b",
    SCRIPT, BREAKS_OUT, "javascript:window.hurt=1", "{{7*7}}", "${7*7}", "{% raw %}", "%s%s%s%n", "%(name)s", "' OR '1'='1", "'; DROP TABLE user; --",
    "../../../../etc/passwd", "..\\..\\boot.ini", "file:///etc/passwd", "https://elsewhere.example/", "//elsewhere.example", "\u202egnp.exe", "\ufeff", "\u200b" * 50,
    "é" * 200, "ﷺ" * 50, "🦦" * 100, "𝕳𝖊𝖑𝖑𝖔", "ا" * 300, "A" * 5000, "9" * 400, "2014-02-30", "31.02.2014", "9999-12-31", "0000-00-00", "-5000", "2014/2013", "fin 2009",
    "open", "end", "remove", "restore", "fr", "xx", "case_manager", "root", "=1+1", "@SUM(A1)", "+33", "\t=1", "\n".join(["SP 6.482.917"] * 500), "<!--", "]]>", "&lt;", "&#0;",
]  # fmt: skip
FILES = [b"", b"\x00" * 100, b"%PDF-1.7\n%%EOF", b"PK\x03\x04" + b"\x00" * 200, b"\xff\xd8\xff\xe0" + bytes(50), b"<svg onload='window.hurt=1'/>", b"From: a\n\n" * 50, b"{\\rtf1 x}", os.urandom(3000)]


@pytest.fixture(scope="module")
def fields_of(request):
    """Every name that any form of the application asks for, found in the pages themselves."""
    names = {"name", "next", "back", "version", "deed", "reason", "q", "reference", "user_id", "person", "until", "start", "end", "w", "page", "before"}
    for template in (request.config.rootpath / "templates").rglob("*.html"):
        text = template.read_text()
        names |= set(re.findall(r'name="([a-z_]+)"', text)) | set(re.findall(r"ui\.(?:field|check|choices)\('([a-z_]+)'", text))
    return sorted(names - {"csrf_token"})


def made_up(chance, fields) -> dict:
    """A form as nobody would fill it in."""
    form = {name: chance.choice(NASTY) for name in chance.sample(fields, chance.randrange(0, min(14, len(fields))))}
    if chance.random() < 0.15:
        form["files"] = (io.BytesIO(chance.choice(FILES)), chance.choice(NASTY)[:300] or "x")
    return form


def test_no_input_breaks_the_application(app, fields_of):
    """10 000 forms and addresses by `make prove`; the same beginning of them here. Prints the answers by kind."""
    chance, answers, broken = random.Random(20141), Counter(), {}
    browsers = {name: signed_in(app, name) for name in ("An", "Co")}
    ways = [(rule, method) for rule, method in routes(app) if rule.endpoint not in {"users.sign_out", "me.end_sessions", "accounts.change", "accounts.role"}]
    for _ in range(ROUNDS):
        rule, method = chance.choice(ways)
        numbers = {name: chance.choice([1, 1, 1, 2, 3, 0, 2**31, 2**63, 10**25]) for name in rule.arguments if "int" in type(rule._converters[name]).__name__.lower()}
        form = made_up(chance, fields_of)
        where = address(rule, **numbers)
        sent = {"query_string": {k: v for k, v in form.items() if isinstance(v, str)}} if method == "GET" else {"data": form, "content_type": "multipart/form-data"}
        answer = browsers[chance.choice(["An", "Co"])].open(where, method=method, headers=made_up_headers(chance), **sent)
        answers[answer.status_code] += 1
        if answer.status_code >= 500 and answer.status_code != 507:
            broken.setdefault((method, rule.rule), form)
        assert SCRIPT not in answer.text if answer.mimetype == "text/html" else True, (where, form)
        assert "Set-Cookie: a=b" not in str(answer.headers) and answer.headers.get("Location", "/").startswith("/"), (where, form)
    print(f"{sum(answers.values())} inputs: {dict(sorted(answers.items()))}")
    assert sum(answers.values()) == ROUNDS and not broken, broken


def made_up_headers(chance) -> dict:
    return {name: chance.choice(["", "x", "true", "en;q=9", "text/html;q=nan", "*/*", "application/json", "bytes=9-1"]) for name in ("HX-Request", "Accept", "Accept-Language", "Range", "HX-Target") if chance.random() < 0.2}


def test_what_was_typed_into_a_field_is_shown_as_text_everywhere(app, an, co):
    """Stored scripts: put into names, spellings, notes and reasons, then every page is opened."""
    person = {"name": SCRIPT, "called": BREAKS_OUT, "relation": "child", "sex": "", "nationality": "", "other_names": SCRIPT, "numbers": f"SP {BREAKS_OUT}", "birthplace": SCRIPT}
    assert an.post("/families/1/members/new", data=person).status_code == 303
    co.post("/accounts", data={"name": SCRIPT, "email": "x@plan.example", "role": "case_manager", "language": "en"})
    an.post("/families/1/documents/", data={"files": (io.BytesIO(b"Dear " + SCRIPT.encode()), f"{BREAKS_OUT}.txt")}, content_type="multipart/form-data")
    an.post("/families/1/data/erase", data={"reason": SCRIPT, "reference": "PT-2026-01"})
    seen = 0
    for browser in (an, co):
        for rule, method in routes(app, {"GET"}):
            page = browser.open(address(rule)).data.decode(errors="replace")  # a Word file is no text
            assert SCRIPT not in page and BREAKS_OUT not in page and "<img src=x" not in page, rule
            seen += html.escape(SCRIPT) in page or "&lt;script&gt;window.hurt" in page
    assert seen >= 3, "the words must appear somewhere, or this test looks at the wrong pages"


@pytest.mark.parametrize("number", [2**31, 2**63, 2**64, 10**30])
def test_numbers_that_no_record_can_have_are_not_found(co, number):
    for where in (f"/families/{number}/", f"/accounts/{number}/history", f"/families/1/members/{number}", f"/erasures/{number}"):
        assert co.get(where).status_code == 404


def test_no_form_leads_to_another_site(app, an):
    """Open redirects, on every route that changes something."""
    for rule, method in routes(app, {"POST"}):
        for away in ("https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example", "\\/elsewhere.example", "https:elsewhere.example"):
            answer = an.open(address(rule), method=method, data=dict.fromkeys(("next", "back", "kept_to", "url", "return"), away))
            assert "elsewhere" not in answer.headers.get("Location", "") + answer.headers.get("HX-Redirect", ""), rule


def test_null_characters_are_refused(an):
    assert an.post("/families/1/members/new", data={"name": "a\x00b"}).status_code == 400
    assert an.get("/families/?q=a%00b").status_code == 400


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE", "CONNECT", "PROPFIND"])
def test_methods_that_are_not_used_are_refused(an, method):
    assert an.open("/families/1/", method=method).status_code in {403, 405}


def test_errors_tell_nothing_of_the_machine(app, an):
    app.add_url_rule("/breaks", "breaks", lambda: 1 / 0)
    page = an.get("/breaks")
    assert page.status_code == 500 and "ZeroDivision" not in page.text and "Traceback" not in page.text and "/caseline/" not in page.text
    assert re.search(r"<b>[0-9a-f]{8}</b>", page.text), "a number to quote"


def test_too_much_is_refused(app, an):
    app.config["MAX_CONTENT_LENGTH"] = 1000
    assert an.post("/families/1/members/new", data={"name": "x" * 5000}).status_code == 413
