"""Every library that Caseline is built with, and what it needs in turn, permits AGPL-3.0-or-later, and stands in docs/licences.md."""

import json
import re
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

import pytest
from packaging.licenses import canonicalize_license_expression
from packaging.requirements import Requirement

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "licences.md").read_text()
COMPATIBLE = frozenset({
    "MIT", "MIT-0", "MIT-CMU", "BSD-2-Clause", "BSD-3-Clause", "0BSD", "Zlib", "ZPL-2.1", "PSF-2.0", "Bitstream-Vera", "Apache-2.0", "MPL-2.0",
    "LGPL-2.1-only", "LGPL-3.0-only", "LGPL-3.0-or-later",
})  # fmt: skip
# How a library's classifier names the family that its licence is of.
CLASSIFIERS = {
    "MIT License": {"MIT"}, "BSD License": {"BSD-2-Clause", "BSD-3-Clause"}, "Apache Software License": {"Apache-2.0"}, "Zope Public License": {"ZPL-2.1"},
    "GNU Lesser General Public License v3 (LGPLv3)": {"LGPL-3.0-only", "LGPL-3.0-or-later"},
}  # fmt: skip


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def installed() -> dict[str, Distribution]:
    """What requirements.txt asks for and everything that follows from it, by name."""
    lines = (line.partition("#")[0].strip() for line in (ROOT / "requirements.txt").read_text().splitlines())
    wanted, found = [Requirement(line) for line in lines if line], {}
    while wanted:
        asked = wanted.pop()
        if plain(asked.name) in found:
            continue
        try:
            found[plain(asked.name)] = one = distribution(asked.name)
        except PackageNotFoundError:
            continue  # for another system or version of Python
        for line in one.requires or ():
            needed = Requirement(line)
            if needed.marker is None or any(needed.marker.evaluate({"extra": extra}) for extra in ("", *asked.extras)):
                wanted.append(needed)
    return found


def written() -> dict[str, str]:
    """Name → licence, from both tables of the page."""
    rows = re.findall(r"^\| ([\w.@/-]+) \| ([\w. -]+?) \| [^|]+ \|$", PAGE, re.MULTILINE)
    return {name: licence for name, licence in rows if name not in {"library", "what"}}


DISTRIBUTIONS = installed()


@pytest.mark.parametrize("name", sorted(DISTRIBUTIONS))
def test_a_library_stands_on_the_page_with_a_licence_that_fits(name):
    licence = written().get(name)
    assert licence, f"write {name} into docs/licences.md, with its licence"
    canonicalize_license_expression(licence)
    assert parts(licence) <= COMPATIBLE, f"{name}: {licence} is not known to be compatible with AGPL-3.0-or-later"


@pytest.mark.parametrize("name", sorted(DISTRIBUTIONS))
def test_the_page_says_what_the_library_says_of_itself(name):
    told, ours = DISTRIBUTIONS[name].metadata, parts(written()[name])
    if expression := told.get("License-Expression"):
        assert parts(expression) == ours
        return
    families = [CLASSIFIERS[family] for one in told.get_all("Classifier", []) if one.startswith("License :: ") and (family := one.rpartition(":: ")[2]) in CLASSIFIERS]
    bundled = {"pi-heif"}  # its classifier is of the library that it brings
    if families and name not in bundled:
        assert ours & set().union(*families), f"{name}: {sorted(ours)}, but its classifier says {families}"


def test_the_page_names_nothing_that_is_not_there():
    fetched = set(json.loads((ROOT / "static" / "package.json").read_text())["dependencies"])
    assert fetched <= set(written()), "write what is fetched at set-up into docs/licences.md"
    other_systems = {"greenlet", "pyee", "fasteners", "colorama"}
    assert set(written()) - fetched - set(DISTRIBUTIONS) <= other_systems


def test_libraries_with_a_condition_of_their_own_are_the_few_we_know():
    """LGPL and MPL ask for more than a notice: a new one is a decision, not an accident."""
    special = {name for name in DISTRIBUTIONS if parts(written()[name]) & {"MPL-2.0", "LGPL-2.1-only", "LGPL-3.0-only", "LGPL-3.0-or-later"}}
    assert special == {"docxtpl", "psycopg", "psycopg-binary", "hypothesis"}


def parts(expression: str) -> set[str]:
    return set(re.split(r"\s+(?:AND|OR)\s+", expression.strip("()")))
