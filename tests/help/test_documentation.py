"""What README and docs tell people to type, open or look at exists: commands, options, targets, files and links."""

import re
import subprocess
from pathlib import Path

import click
import pytest

ROOT = Path(__file__).parents[2]
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").glob("*.md")])
TEXTS = {page.name: page.read_text() for page in PAGES}
CODE = re.compile(r"```(?:\w*)\n(.*?)```|`([^`\n]+)`", re.DOTALL)


def typed(text: str) -> list[str]:
    """Every line that stands as code."""
    return [line.strip() for block, inline in CODE.findall(text) for line in (block or inline).splitlines()]


def told(pattern: str) -> list[tuple[str, str]]:
    """(page, what the pattern finds) in the code of every page."""
    return sorted({(page, found) for page, text in TEXTS.items() for line in typed(text) for found in re.findall(pattern, line)})


@pytest.mark.parametrize(("page", "command"), told(r"(?:^|/)flask ([a-z][\w-]*)"))
def test_every_command_exists(app, page, command):
    assert _command(app, command), f"{page} tells to type flask {command}"


@pytest.mark.parametrize(("page", "line"), told(r"(?:^|/)flask (.+--.+)"))
def test_every_option_is_one_of_its_command(app, page, line):
    names = re.findall(r"^[a-z][\w-]*|(?<=\|)[a-z]+", line.split(" --")[0])
    options = {text for name in names for text in _options(_command(app, name))}
    assert {option for option in re.findall(r"(--[a-z][\w-]*)", line) if option != "--help"} <= options, page


def _command(app, name: str):
    """The command itself: a group's are loaded when they are asked for."""
    return app.cli.get_command(click.Context(app.cli), name)


def _options(command) -> set[str]:
    if isinstance(command, click.Group):
        within = click.Context(command)
        return {text for name in command.list_commands(within) for text in _options(command.get_command(within, name))}
    return {text for parameter in getattr(command, "params", []) for text in (*parameter.opts, *parameter.secondary_opts)}


@pytest.mark.parametrize(("page", "target"), told(r"^make ([a-z-]+)"))
def test_every_target_of_make_exists(page, target):
    planned = subprocess.run(["make", "--dry-run", target], cwd=ROOT, capture_output=True, text=True, check=False)
    assert planned.returncode == 0, f"{page}: {planned.stderr}"


@pytest.mark.parametrize(("page", "link"), [(page, link) for page, text in TEXTS.items() for link in re.findall(r"\]\((?!https?:|#)([^)#]+)", text)])
def test_every_link_leads_to_a_file(page, link):
    base = ROOT if page == "README.md" else ROOT / "docs"
    assert (base / link).exists(), f"{page} links to {link}"


def test_the_map_names_the_house_as_it_stands():
    """Every feature folder stands on README's map, and every folder on the map exists."""
    house = TEXTS["README.md"].split("## The house")[1].split("### How a paper flows")[0]
    named = set(re.findall(r"\b([a-z_]+)/", house))
    folders = {path.name for path in (ROOT / "caseline").iterdir() if (path / "__init__.py").exists() or list(path.glob("*.py"))}
    assert folders - named - {"design"} == set()
