"""The rules of the house, kept by machine. Each message says what to do. See README, “How the code is laid out”."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "caseline"
MODULES = sorted(PACKAGE.rglob("*.py"))
LARGEST = 300
LONGEST_FUNCTION = 60

FEATURES = ["users", "families", "drafts", "documents", "timeline", "contacts", "legal", "supervision", "stages", "agreements", "assessments", "intake", "plans", "evidence", "questionnaires", "dossiers", "sharing", "reports"]
ENGINES = {  # engine → the engines it may use
    "edtf": set(),
    "countries": {"edtf"},
    "reading": set(),
    "extraction": {"edtf", "countries"},
    "chronology": {"edtf", "countries"},
    "word": {"edtf", "countries"},
}
# They stand around the line of features and know several of them, as the application itself does.
WHOLE_HOUSE = {"__init__.py", "features.py", "application.py", "furnishing.py", "serving.py", "cli.py", "home", "bin", "search", "help", "backup", "privacy", "demo.py", "examples.py", "design"}
WEB_AND_DATABASE = {"flask", "flask_login", "flask_sqlalchemy", "flask_wtf", "flask_babel", "sqlalchemy", "htmx_flask"}
FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "services", "tools"}

# (module, top package imported inside a function): slow optional readers and what only one command needs.
LAZY_IMPORTS = {
    ("chronology/counting.py", "holidays"),
    ("chronology/exports/sheets.py", "openpyxl"),
    ("chronology/importing_cells.py", "docx"),
    ("chronology/importing_cells.py", "openpyxl"),
    ("chronology/importing_cells.py", "xlrd"),
    ("commands.py", "waitress"),
    ("reports/implementation/writing.py", "openpyxl"),
    ("reports/writing.py", "openpyxl"),
    ("store.py", "obstore"),
}
# Where a transaction ends: views, commands, background work, and the floor that keeps its own books.
MAY_COMMIT = {"views.py", "demo.py", "cli.py", "commands.py", "jobs.py", "intake.py", "work.py", "worker.py", "examples.py"}
COMMITS_OF_THEIR_OWN = {"documents/reading.py", "documents/keeping.py", "timeline/understanding.py", "users/sessions.py", "users/throttle.py", "users/entering.py", "reads.py", "drafts/keeping.py", "backup/saving.py", "backup/keeping.py", "privacy/erasure.py"}


def name(module: Path) -> str:
    return module.relative_to(PACKAGE).as_posix()


@cache
def tree(module: Path) -> ast.Module:
    return ast.parse(module.read_text())


def imported(node: ast.AST) -> list[str]:
    """Dotted names that an import statement brings in; `from caseline import vault` is caseline.vault."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom) and node.module == "caseline":
        return [f"caseline.{alias.name}" for alias in node.names]
    return [node.module or ""] if isinstance(node, ast.ImportFrom) else []


def imports(module: Path) -> list[str]:
    return [dotted for node in ast.walk(tree(module)) for dotted in (*imported(node), *loaded_later(node))]


def loaded_later(node: ast.AST) -> list[str]:
    """`docx = Later("docx")` is an import too, only later."""
    return [node.args[0].value] if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Later" else []


def house_parts(module: Path) -> set[str]:
    """The parts of Caseline that this module imports: 'users', 'edtf', 'vault'…"""
    return {dotted.split(".")[1] for dotted in imports(module) if dotted.startswith("caseline.")}


@pytest.mark.parametrize("module", MODULES, ids=name)
def test_no_module_grows_past_300_lines(module):
    assert len(module.read_text().splitlines()) <= LARGEST, "split it by capability"


@pytest.mark.parametrize("module", MODULES, ids=name)
def test_every_module_opens_with_its_purpose(module):
    assert ast.get_docstring(tree(module)), "say in one sentence what the file is for"


@pytest.mark.parametrize("module", MODULES, ids=name)
def test_no_function_is_longer_than_a_screen(module):
    functions = [node for node in ast.walk(tree(module)) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))]
    assert not [f.name for f in functions if f.end_lineno - f.lineno >= LONGEST_FUNCTION], "give its steps names"


@pytest.mark.parametrize("module", MODULES, ids=name)
def test_no_import_hides_inside_a_function(module):
    functions = [node for node in ast.walk(tree(module)) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))]
    hidden = {dotted.split(".")[0] for function in functions for node in ast.walk(function) for dotted in imported(node)}
    assert hidden <= {package for file, package in LAZY_IMPORTS if name(module).endswith(file)}, "a hidden import is a hidden cycle"


@pytest.mark.parametrize("module", MODULES, ids=name)
def test_names_say_something(module):
    assert not {module.stem, module.parent.name} & FORBIDDEN_NAMES


@pytest.mark.parametrize("module", [m for m in MODULES if name(m).split("/")[0] in ENGINES], ids=name)
def test_engines_know_nothing_of_the_web_or_the_database(module):
    assert not {dotted.split(".")[0] for dotted in imports(module)} & WEB_AND_DATABASE
    assert not [dotted for dotted in imports(module) if dotted.endswith("models")]


@pytest.mark.parametrize("module", [m for m in MODULES if name(m).split("/")[0] in ENGINES], ids=name)
def test_engines_use_only_the_engines_below_them(module):
    home = name(module).split("/")[0]
    assert house_parts(module) <= {home, "later", *ENGINES[home]}, "engines know no feature and no floor"


@pytest.mark.parametrize("module", [m for m in MODULES if name(m).split("/")[0] not in WHOLE_HOUSE], ids=name)
def test_features_only_look_back_along_the_line(module):
    """users → families → documents → … → reports; the floor sees none of them."""
    home = name(module).split("/")[0]
    own = FEATURES.index(home) if home in FEATURES else -1
    ahead = {part for part in house_parts(module) & set(FEATURES) if FEATURES.index(part) > own}
    assert not ahead, f"{home} may not import {ahead}: let the later feature offer a part over HTTP instead"


@pytest.mark.parametrize("module", [m for m in MODULES if m.name not in {"__init__.py", "features.py"}], ids=name)
def test_nothing_below_the_application_knows_views(module):
    assert not [dotted for dotted in imports(module) if dotted.endswith(".views")]


@pytest.mark.parametrize("module", MODULES, ids=name)
def test_only_views_commands_and_background_work_commit(module):
    """So that one deed of a person is one transaction, with its line in the history."""
    commits = [node for node in ast.walk(tree(module)) if isinstance(node, ast.Attribute) and node.attr == "commit"]
    allowed = module.name in MAY_COMMIT or module.stem.endswith("_views") or name(module) in COMMITS_OF_THEIR_OWN
    assert allowed or not commits, "let the view or the command commit"


@pytest.mark.parametrize("module", MODULES, ids=name)
def test_nothing_runs_a_shell_or_unpickles(module):
    """OWASP ASVS 1.2.5 and 1.5.2."""
    banned = {"pickle", "shelve", "marshal"}
    assert not {dotted.split(".")[0] for dotted in imports(module)} & banned
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Call):
            assert not any(k.arg == "shell" and getattr(k.value, "value", None) is True for k in node.keywords)
            assert getattr(node.func, "id", "") not in {"eval", "exec"}


def test_templates_carry_no_script_or_style_of_their_own():
    """The content policy refuses inline code; a page that tried would be dead in the browser (ASVS 3.4.3)."""
    for template in (ROOT / "templates").rglob("*.html"):
        text = template.read_text()
        assert " style=" not in text and "<style" not in text, template
        assert "javascript:" not in text and not re.search(r"\son[a-z]+=\"", text), template
        assert "|safe" not in text and "| safe" not in text and "autoescape false" not in text, template


def test_templates_name_no_address_by_hand():
    """Every link is made by url_for, so that none can point at another site or a page that moved.

    Error pages may name the first page by hand: they must appear even when the map of addresses is what failed.
    """
    for template in (ROOT / "templates").rglob("*.html"):
        if template.parent.name == "errors" or template.parent.parent.name == "help":  # help topics are written texts with pictures
            continue
        for attribute in ('href="/', 'action="/', 'hx-get="/', 'hx-post="/', 'src="/', 'href="http', 'src="http'):
            assert attribute not in template.read_text(), f"{template}: {attribute}"
