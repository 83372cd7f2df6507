"""The one page reader: every page a test opens is read by it, and read strictly.

    page = read_page(an.get("/families"))      # or read_part(…) for the part that htmx gets
    assert "Okonjo" in page.text
    assert not dead_ends(page, app)            # no link or form of it leads nowhere

Whatever a page may never do (two elements with one id, a field without a label, a link that leads nowhere, inline script…)
fails here with one line per fault, so that no test has to ask for it.
"""

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from flask import Flask
from lxml import html
from lxml.html import HtmlElement
from werkzeug.exceptions import HTTPException, MethodNotAllowed, NotFound
from werkzeug.routing import RequestRedirect
from werkzeug.test import TestResponse

STATIC = Path(__file__).parents[2] / "static"
UNLABELLED = {"hidden", "submit", "button", "image", "reset"}
LEAKS = re.compile(r"\{\{|\{%|%\(\w+\)[sd]|<Lazy|\bundefined\b|object at 0x|Markup\(|\bNone\b(?! of)")
REFERENCES = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "form", "data-opens", "data-pick-up")


@dataclass(frozen=True, slots=True)
class Page:
    """A page that passed: its tree, and its words as a reader sees them."""

    tree: HtmlElement
    status: int

    @property
    def text(self) -> str:
        return visible_words(self.tree)

    @property
    def title(self) -> str:
        return _words(self.tree.findtext(".//title"))

    @property
    def heading(self) -> str:
        return " ".join(_words(h.text_content()) for h in self.tree.iter("h1"))

    @property
    def errors(self) -> list[str]:
        """The sentences beside the fields that were not accepted."""
        return [_words(e.text_content()) for e in self.tree.find_class("error") if "hidden" not in e.attrib]

    @property
    def links(self) -> dict[str, str]:
        """Words → address, of every link."""
        return {name_of(a): a.get("href") for a in self.tree.iter("a") if a.get("href")}

    def by_id(self, id: str) -> HtmlElement:
        return self.tree.get_element_by_id(id)


def read_page(response: TestResponse, status: int = 200) -> Page:
    """Read a whole page. Raises AssertionError with every fault, a line each."""
    return _read(response, status, whole=True)


def read_part(response: TestResponse, status: int = 200) -> Page:
    """Read a part, as htmx gets it: no title, but everything else holds."""
    return _read(response, status, whole=False)


def _read(response: TestResponse, status: int, *, whole: bool) -> Page:
    assert response.status_code == status, f"{response.request.path}: status {response.status_code}, expected {status}\n{response.text[:400]}"
    assert response.mimetype == "text/html", f"{response.request.path}: {response.mimetype} is no page"
    source = response.text
    assert whole == ("<html" in source), "a part must not bring a whole page along" if not whole else "this is a part, not a whole page"
    tree = html.document_fromstring(source) if whole else html.fragment_fromstring(source, create_parent="div")
    faults = faults_of(tree, whole=whole)
    assert not faults, f"{response.request.path}:\n" + "\n".join(faults)
    return Page(tree, response.status_code)


def faults_of(tree: HtmlElement, *, whole: bool = True) -> list[str]:
    """Every fault that can be seen without knowing the application, a line each."""
    checks = [_ids, _references, _labels, _names, _pictures, _inline, _tokens, _leaks, *([_title, _headings, _language] if whole else [])]
    return [fault for check in checks for fault in check(tree)]


def dead_ends(page: Page, app: Flask) -> list[str]:
    """Links and forms of the page that lead to no route, no file and no place on the page."""
    routes = app.url_map.bind("localhost")
    faults = []
    for element, address, method in _ways_out(page.tree):
        parts = urlsplit(address)
        if parts.scheme in {"mailto", "tel"}:
            continue
        if parts.netloc:
            faults.append(f"leads away from Caseline: {_show(element)}")
        elif not parts.path:
            if parts.fragment and not page.tree.xpath("//*[@id=$id]", id=unquote(parts.fragment)):
                faults.append(f"no such place on this page: {_show(element)}")
        elif parts.path.startswith("/static/"):
            if not (STATIC / unquote(parts.path.removeprefix("/static/"))).is_file():
                faults.append(f"no such file: {_show(element)}")
        elif not _matches(routes, parts.path, method):
            faults.append(f"no such route for {method}: {_show(element)}")
    return faults


def _ways_out(tree: HtmlElement):
    for element in tree.iter(html.etree.Element):
        for attribute, method in (("href", "GET"), ("src", "GET"), ("hx-get", "GET"), ("hx-post", "POST"), ("hx-put", "PUT"), ("hx-delete", "DELETE"), ("data-draft-url", "POST")):
            if element.get(attribute) is not None:
                yield element, element.get(attribute), method
        if element.tag == "form" and element.get("action") and element.get("method", "get").lower() != "dialog":
            yield element, element.get("action"), element.get("method", "get").upper()
        if element.get("formaction"):
            yield element, element.get("formaction"), "POST"


def _matches(routes, path: str, method: str) -> bool:
    try:
        routes.match(unquote(path), method=method)
    except RequestRedirect:
        return True
    except (NotFound, MethodNotAllowed, HTTPException):
        return False
    return True


def _title(tree):
    headings = [h for h in tree.iter("h1") if not h.xpath("ancestor::dialog")]
    if len(headings) != 1:
        yield f"a page has one h1, this one has {len(headings)}"
        return
    title, heading = _words(tree.findtext(".//title")), _words((headings[0].text or "") or headings[0].text_content())
    if not title.endswith(" · Caseline") or heading.lower() not in title.lower():
        yield f"the title “{title}” does not say what the h1 says: “{heading}”"


def _headings(tree):
    level = 0
    for heading in tree.iter("h1", "h2", "h3", "h4", "h5", "h6"):
        if heading.xpath("ancestor::dialog | ancestor::template | ancestor::details[contains(@class, 'menu')]"):
            continue
        now = int(heading.tag[1])
        if level and now > level + 1:
            yield f"heading level jumps from h{level} to h{now}: “{_words(heading.text_content())}”"
        level = now


def _language(tree):
    root = tree.getroottree().getroot()
    if not root.get("lang") or root.get("dir") not in {"ltr", "rtl", None}:
        yield "the page does not say its language"


def _ids(tree):
    for id, count in Counter(tree.xpath("//@id[not(ancestor::template)]")).items():
        if count > 1:
            yield f"the id “{id}” stands {count} times"
        if not id or re.search(r"\s", id):
            yield f"the id “{id}” is empty or has a space"


def _references(tree):
    known = set(tree.xpath("//@id"))
    for attribute in REFERENCES:
        for element in tree.xpath(f"//*[@{attribute}]"):
            for wanted in element.get(attribute).split():
                if wanted not in known:
                    yield f"{attribute} points to “{wanted}”, which is not on the page: {_show(element)}"


def _labels(tree):
    for control in tree.iter("input", "select", "textarea"):
        if control.tag == "input" and control.get("type", "text") in UNLABELLED:
            continue
        label = control.get("aria-label") or control.get("aria-labelledby") or control.xpath("ancestor::label")
        if not label and control.get("id"):
            label = tree.xpath("//label[@for=$id]", id=control.get("id"))
        if not label:
            yield f"a field without a label: {_show(control)}"


def _names(tree):
    for element in [*tree.iter("button", "summary"), *(a for a in tree.iter("a") if a.get("href") is not None)]:
        if not name_of(element):
            yield f"it has no name: {_show(element)}"
    for frame in tree.xpath("//nav[count(//nav) > 1] | //dialog | //*[@role='region'] | //progress"):
        if not (frame.get("aria-label") or frame.get("aria-labelledby") or tree.xpath("//label[@for=$id]", id=frame.get("id", ""))):
            yield f"it needs a label of its own: {_show(frame)}"


def _pictures(tree):
    for image in tree.iter("img"):
        if image.get("alt") is None:
            yield f"a picture without alt: {_show(image)}"
    for drawing in tree.xpath("//svg[not(ancestor::svg)]"):
        if drawing.get("aria-hidden") != "true" and not (drawing.get("aria-label") or drawing.get("aria-labelledby")):
            yield f"a drawing that is neither hidden nor named: {_show(drawing)}"


def _inline(tree):
    for element in tree.iter(html.etree.Element):
        for attribute, value in element.attrib.items():
            if attribute == "style" or attribute.startswith(("on", "hx-on")):
                yield f"inline {attribute}: {_show(element)}"
            if attribute in {"href", "src", "action"} and value.strip().lower().startswith(("javascript:", "data:text")):
                yield f"script in an address: {_show(element)}"
        if element.tag == "style" or (element.tag == "script" and not element.get("src")):
            yield f"inline {element.tag}: {_show(element)}"


def _tokens(tree):
    for form in tree.iter("form"):
        if form.get("method", "get").lower() == "post" and not form.xpath(".//input[@name='csrf_token']"):
            yield f"a form that posts carries no token: {_show(form)}"


def _leaks(tree):
    for found in LEAKS.finditer(visible_words(tree)):
        yield f"the code shows through: “{found[0]}”"


def name_of(element: HtmlElement) -> str:
    """What a screen reader calls a button or link."""
    labelled = " ".join(_words(e.text_content()) for id in (element.get("aria-labelledby") or "").split() for e in element.xpath("//*[@id=$id]", id=id))
    pictures = " ".join([*element.xpath(".//img/@alt"), *element.xpath(".//svg/@aria-label")])
    return _words(element.get("aria-label") or labelled or f"{element.text_content()} {pictures}")


def visible_words(tree: HtmlElement) -> str:
    """The text of a page without scripts and templates, white space tidied."""
    parts = tree.xpath(".//text()[not(ancestor::script or ancestor::style or ancestor::template or ancestor::head)]")
    return _words(" ".join(parts))


def _words(text: str | None) -> str:
    return " ".join((text or "").split())


def _show(element: HtmlElement) -> str:
    return re.sub(r"\s+", " ", html.tostring(element, encoding="unicode", with_tail=False))[:140]
