"""Style sheets, scripts and icons keep the house's rules: both directions of writing, no storage, no foreign address, small."""

import gzip
import re
from pathlib import Path

import pytest

STATIC = Path(__file__).parents[2] / "static"
TEMPLATES = STATIC.parent / "templates"
SHEETS = sorted((STATIC / "css").glob("*.css"))
SCRIPTS = sorted((STATIC / "js").glob("*.js"))
ICONS = set(re.findall(r'<symbol id="([\w-]+)"', (STATIC / "icons.svg").read_text()))
ONE_SIDED = re.compile(r"(?<![\w-])((margin|padding|border|inset)-(left|right|top|bottom)|(left|right|top|bottom|width|height|max-width|min-width|text-align:\s*(left|right)|float)\s*:)")


def without_comments(source: str) -> str:
    return re.sub(r"/\*.*?\*/", "", source, flags=re.S)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_a_style_sheet_turns_with_the_direction_of_writing(sheet):
    """margin-inline-start, not margin-left: Arabic or Dari then needs no second sheet. Media queries speak of the screen."""
    rules = re.sub(r"@(media|page)[^{]*", "", without_comments(sheet.read_text()))
    found = [match[0] for match in ONE_SIDED.finditer(rules) if match[0] != "width:" or "fit-content" not in rules[match.end() : match.end() + 14]]
    assert not found, f"{sheet.name}: use the logical property instead of {found}"


@pytest.mark.parametrize("sheet", [sheet for sheet in SHEETS if sheet.name not in {"tokens.css", "print.css"}], ids=lambda path: path.name)
def test_colours_are_named_once(sheet):
    """A colour outside tokens.css would not follow the dark or the high-contrast appearance. Shadows and the paper's page may."""
    lines = [line for line in without_comments(sheet.read_text()).splitlines() if re.search(r"#[0-9a-f]{3,8}\b", line) and not re.search(r"shadow|\.leaf|svg-words|::backdrop|url\(#", line)]
    assert not lines, f"{sheet.name}: name it in tokens.css: {lines}"


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_a_script_keeps_nothing_and_builds_no_markup(script):
    """Case data never enters the browser's storage; text never becomes markup; nothing is evaluated."""
    source = script.read_text()
    assert not re.search(r"localStorage|sessionStorage|indexedDB|innerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|https?://", source)


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_a_script_holds_no_words_for_readers(script):
    """Words come from the page, where they are translated: no script puts a literal sentence into the page."""
    code = re.sub(r"(?m)//.*$", "", script.read_text())
    assert not re.findall(r"(?:textContent|ariaLabel|title|alert\()\s*[=:(]?\s*['\"`][A-Z][a-z]+", code)


def test_what_a_page_loads_is_small():
    """On an old laptop over a slow line the first page is there at once."""
    own = sum(len(gzip.compress(path.read_bytes())) for path in [*SHEETS, *SCRIPTS, STATIC / "icons.svg"])
    assert own < 40_000, f"{own} bytes compressed"


def test_every_icon_that_a_template_names_is_drawn():
    used = set()
    for template in TEMPLATES.rglob("*.html"):
        source = template.read_text()
        used |= set(re.findall(r"ui\.icon\('([\w-]+)'", source)) | set(re.findall(r"icon_name='([\w-]+)'", source))
    assert used and used <= ICONS, f"draw them in static/icons.svg: {used - ICONS}"


def test_every_static_file_that_a_template_names_exists():
    named = {name for template in TEMPLATES.rglob("*.html") for name in re.findall(r"asset\('([\w./-]+)'\)", template.read_text())}
    assert {name for name in named if not (STATIC / name).is_file()} == set()
