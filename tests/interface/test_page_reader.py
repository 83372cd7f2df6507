"""The page reader finds what a page may never do; otherwise every other test that relies on it would say nothing."""

import pytest
from lxml import html

from tests.interface.page_reader import Page, dead_ends, faults_of, read_page, read_part

GOOD = """<!doctype html><html lang="en"><head><title>Families · Caseline</title></head><body>
<h1>Families <small>2</small></h1><h2>Open</h2><a href="/families">Families</a>
<form method="post" action="/sign-out"><input type="hidden" name="csrf_token" value="x">
<label for="name">Name</label><input id="name" name="name"><button>Save</button></form></body></html>"""


def faults(source: str) -> list[str]:
    return faults_of(html.document_fromstring(source))


def test_a_good_page_has_no_fault():
    assert faults(GOOD) == []


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("<h2>", "<h1>More</h1><h2>", "one h1"),
        ("Families ·", "Papers ·", "does not say what the h1 says"),
        ("<h2>", "<h4>", "jumps from h1 to h4"),
        ('lang="en"', "", "does not say its language"),
        ("<h2>", '<p id="name">x</p><h2>', "stands 2 times"),
        ('for="name"', 'for="nome"', "points to “nome”"),
        ('<label for="name">Name</label>', "", "without a label"),
        ("<button>Save", "<button>", "it has no name"),
        (">Families</a>", "></a>", "it has no name"),
        ("<h2>", '<img src="/static/mark.svg"><h2>', "a picture without alt"),
        ("<h2>", "<svg><path/></svg><h2>", "neither hidden nor named"),
        ("<h2>", '<p style="color: red">x</p><h2>', "inline style"),
        ("<h2>", "<script>alert(1)</script><h2>", "inline script"),
        ("<h2>", '<p onclick="x()">x</p><h2>', "inline onclick"),
        ('href="/families"', 'href="javascript:x()"', "script in an address"),
        ('<input type="hidden" name="csrf_token" value="x">', "", "carries no token"),
        (">Families</a>", ">{{ name }}</a>", "the code shows through"),
        (">Families</a>", ">None</a>", "the code shows through"),
    ],
)
def test_each_fault_is_told(before, after, told):
    assert before in GOOD
    assert any(told in fault for fault in faults(GOOD.replace(before, after, 1)))


def test_dead_ends_are_links_and_forms_that_lead_nowhere(app):
    page = Page(html.document_fromstring(GOOD), 200)
    assert dead_ends(page, app) == []
    for address, told in {"/no-such-page": "no such route", "/static/no.css": "no such file", "#nowhere": "no such place", "https://else.example/": "leads away"}.items():
        lost = Page(html.document_fromstring(GOOD.replace('href="/families"', f'href="{address}"')), 200)
        assert [told in fault for fault in dead_ends(lost, app)] == [True]


def test_a_part_is_not_a_page(an):
    components = an.get("/design")
    assert read_page(components).status == 200
    with pytest.raises(AssertionError, match="whole page"):
        read_part(components)
    with pytest.raises(AssertionError, match="expected 404"):
        read_page(components, 404)
