"""The pictures of the help section, taken from the running application in each language.

`make pictures` keeps them in static/help; every other run only proves that they can be taken.
"""

import os
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from caseline.help.topics import topic
from caseline.i18n import LANGUAGES
from tests.browser.conftest import PICTURES
from tests.browser.test_every_page import app_settings, instance, lived_in  # noqa: F401, fixtures

STATIC_HELP = Path(__file__).parents[2] / "static" / "help"
SHOWN = {"papers": "/families/1/documents/", "reviewing": "/families/1/review/", "timeline": "/families/1/timeline/"}
WIDTH, LARGEST = 960, 150_000  # pixels, bytes


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pictures_of_the_help_can_be_taken(open_browser, language):
    page = open_browser("An", viewport={"width": 1280, "height": 760})
    page.request.post("/me/language", form={"language": language})
    folder = STATIC_HELP if os.environ.get("CASELINE_PICTURES") else PICTURES / "help"
    folder.mkdir(parents=True, exist_ok=True)
    for name, address in SHOWN.items():
        page.goto(address)
        picture = Image.open(BytesIO(page.screenshot(animations="disabled"))).convert("RGB")
        small = picture.resize((WIDTH, round(picture.height * WIDTH / picture.width)), Image.Resampling.LANCZOS).quantize(160)
        small.save(folder / f"{name}-{language}.png", optimize=True)
        assert len(picture.getcolors(1 << 24)) > 50, f"{name} shows nothing"
        assert (folder / f"{name}-{language}.png").stat().st_size < LARGEST


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SHOWN)
def test_each_picture_is_kept_and_shown(name, language):
    assert (STATIC_HELP / f"{name}-{language}.png").is_file(), "run `make pictures`"
    assert f"/static/help/{name}-{language}.png" in topic(name, language).text
