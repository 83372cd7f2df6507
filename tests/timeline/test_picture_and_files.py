"""The picture on its own page: zoomed, printed, taken along as PNG or SVG, and told as a table."""

from io import BytesIO

from lxml import html
from openpyxl import load_workbook
from PIL import Image
from sqlalchemy import select

from caseline.db import db, family_scope, now
from caseline.history import HistoryEntry
from caseline.timeline.models import Event

HOME = "/families/1/timeline/picture"


def page(browser, query=""):
    return html.fromstring(browser.get(HOME + query).get_data(as_text=True))


def axis(shown) -> set[str]:
    return {text for text in shown.xpath("//figure//svg/text/text()") if text.isdigit()}


def test_years_are_chosen_and_the_rest_is_left_out(story, an):
    assert {"2010", "2015"} <= axis(page(an))
    near = page(an, "?first=2013&last=2014")
    assert "2010" not in axis(near) and "2013 to 2014" in near.text_content()


def test_closer_and_wider_lead_where_they_say(story, an):
    ways = {link.text_content().strip(): link.get("href") for link in page(an, "?first=2013&last=2014").xpath("//form//a")}
    assert set(ways) == {"Closer", "Wider", "Earlier", "Later", "The whole time"}
    assert axis(page(an, "?" + ways["Earlier"].split("?")[1])) != axis(page(an, "?" + ways["Later"].split("?")[1]))


def test_nonsense_years_show_the_whole(story, an):
    whole = axis(page(an))
    for query in ("?first=2014&last=2012", "?first=1800", "?last=x", "?person=99"):
        assert axis(page(an, query)) == whole


def test_the_names_of_the_lanes_stay_beside_it_and_are_read_once(story, an):
    names = page(an).xpath("//div[@class='picture-names']/svg")[0]
    assert "Grace" in names.text_content() and names.get("aria-hidden") == "true"


def test_the_same_stands_in_a_table(story, an):
    table = page(an).xpath("//details//table")[0].text_content()
    assert "Asylum" in table and "no stay" in table and "Grace" in table


def test_a_family_without_events_has_a_page_too(an):
    assert "Nothing to draw yet" in an.get(HOME).get_data(as_text=True)


def test_it_is_taken_along_as_a_file_and_noted(story, an, app):
    png = an.post(f"{HOME}/file.png?first=2013&last=2014")
    image = Image.open(BytesIO(png.data))
    assert png.mimetype == "image/png" and image.width > 2000 and len(image.convert("RGB").getcolors(1 << 24)) > 50
    assert an.post(f"{HOME}/file.svg").get_data(as_text=True).startswith("<svg")
    with app.app_context():
        assert db.session.scalars(select(HistoryEntry.subject).where(HistoryEntry.verb == "exported")).all() == ["picture:png", "picture:svg"]


class TestFiles:
    """Each format of “take it along”: opened again, it tells what stands on the timeline and nothing else."""

    HOME = "/families/1/timeline/export."

    def test_every_format_is_offered_and_opens(self, story, an):
        page_of_timeline = an.get("/families/1/timeline/").get_data(as_text=True)
        for form in ("xlsx", "csv", "html", "ics", "svg", "json", "timelinejs"):
            answer = an.post(self.HOME + form)
            assert answer.status_code == 200 and answer.headers["Content-Disposition"].startswith("attachment") and len(answer.data) > 100, form
            assert f"export.{form}" in page_of_timeline

    def test_the_workbook_has_a_sheet_for_procedures_terms_and_findings(self, story, an):
        an.post("/me/language", data={"language": "fr"})
        book = load_workbook(BytesIO(an.post(self.HOME + "xlsx").data))
        assert book.sheetnames[1:] == ["Procédures", "Délais", "Constats"]
        assert [cell.value for cell in book.worksheets[1][2]][:1] == ["Asile"] and book.worksheets[0].max_row == 8
        assert not any(cell.data_type == "f" for sheet in book for line in sheet.iter_rows() for cell in line)

    def test_the_printable_page_needs_nothing_else_and_shows_markup_as_words(self, story, an, app):
        with app.test_request_context(), family_scope([1]):
            db.session.get(Event, story[0]).sentence = "<script>alert(1)</script> & more"
            db.session.commit()
        told = an.post(self.HOME + "html").get_data(as_text=True)
        assert "<script" not in told and "&lt;script&gt;" in told and "src=" not in told and "Asylum" in told and "No paper" in told

    def test_nothing_unaccepted_leaves_the_house(self, story, an, app):
        with app.test_request_context(), family_scope([1]):
            db.session.get(Event, story[6]).deleted_at = now()
            db.session.commit()
        assert "The school writes a letter." not in an.post(self.HOME + "csv").get_data(as_text=True)


class TestReadBackSheet:
    """One page to tick together with the family: who they are, the key events, the silences, what is missing."""

    HOME = "/families/1/timeline/read-back"

    def test_key_events_when_there_are_enough_of_them_the_whole_story_on_demand(self, story, an, app):
        assert "The school writes a letter." in an.get(self.HOME).get_data(as_text=True)
        with app.test_request_context(), family_scope([1]):
            for number in story[:5]:
                db.session.get(Event, number).is_key = True
            db.session.commit()
        short = an.get(self.HOME).get_data(as_text=True)
        assert "The school writes a letter." not in short and "OKONJO Grace Ada" in short and "What happened between" in short
        assert "The school writes a letter." in an.get(self.HOME + "?all=1").get_data(as_text=True)
