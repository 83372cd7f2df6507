"""Finds words that readers see: those marked for translation, and those somebody forgot to mark."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages.extract import extract_from_dir
from jinja2 import Environment, FileSystemLoader, nodes
from lxml import html

ROOT = Path(__file__).parents[2]
TEMPLATES = ROOT / "templates"
KEYWORDS = {
    "_": None, "gettext": None, "_l": None, "lazy_gettext": None, "N_": None,
    "ngettext": (1, 2), "lazy_ngettext": (1, 2), "pgettext": ((1, "c"), 2),
}
# Shown to readers although they stand in attributes.
SPOKEN = re.compile(r"^(alt|title|placeholder|aria-label|aria-description|label|data-words-.*|data-saved|data-unsaved|data-key-label)$")
MARKERS = {"_", "gettext", "ngettext", "pgettext", "npgettext", "url_for", "asset", "knows", "icon", "csrf_token"}
EXEMPT = ("design/", "help/en/", "help/fr/", "help/nl/")  # for builders, in English; and help, a file per language
NAMES = {"Caseline"}
PLACE = "\ue000"  # stands for whatever an expression prints


def marked_words() -> dict[str | tuple[str, str], str]:
    """Every message of the code and templates → where it stands. A plural is a pair (one, many)."""
    found = {}
    methods = [("templates/design/**", "ignore"), ("caseline/**.py", "python"), ("templates/**.html", "jinja2")]
    for folder in ("caseline", "templates"):
        mapping = [(pattern.removeprefix(f"{folder}/"), method) for pattern, method in methods if pattern.startswith(folder)]
        for file, line, message, _comments, _context in extract_from_dir(ROOT / folder, mapping, keywords=KEYWORDS):
            found[message] = f"{folder}/{file}:{line}"
    return found


def templates() -> list[str]:
    """The templates whose words must be marked."""
    names = (path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.html"))
    return sorted(name for name in names if not name.startswith(EXEMPT))


def forgotten_in_template(source: str) -> list[str]:
    """Literal words of a template that are not marked: in its text, in spoken attributes, in its expressions."""
    environment = Environment(extensions=["jinja2.ext.i18n", "jinja2.ext.do"], loader=FileSystemLoader(TEMPLATES))
    return [*_in_markup(_without_expressions(environment, source)), *_in_expressions(environment.parse(source))]


def forgotten_in_views(source: str) -> list[str]:
    """Literal words that Python code shows: flash("…"), field.errors = ["…"], abort(404, "…")."""
    found = []
    for node in _in_order(ast.parse(source)):
        if isinstance(node, ast.Call) and _name(node.func) in {"flash", "abort"}:
            said = node.args[:1] if _name(node.func) == "flash" else node.args[1:2]
            found += [c.value for argument in said for c in ast.walk(argument) if _is_literal(c) and not _inside_marker(argument, c)]
        if isinstance(node, ast.Assign) and any(isinstance(t, ast.Attribute) and t.attr == "errors" for t in node.targets):
            found += [c.value for c in ast.walk(node.value) if _is_literal(c) and not _inside_marker(node.value, c)]
    return [words for words in found if _reads_as_words(words, strict=True)]


def _in_order(tree: ast.AST) -> list[ast.AST]:
    return sorted((node for node in ast.walk(tree) if hasattr(node, "lineno")), key=lambda node: node.lineno)


def _is_literal(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _inside_marker(root: ast.AST, literal: ast.AST) -> bool:
    calls = (n for n in ast.walk(root) if isinstance(n, ast.Call) and _name(n.func) in {*KEYWORDS, "url_for"})
    return any(literal is inner for call in calls for inner in ast.walk(call))


def _name(function: ast.AST) -> str:
    return getattr(function, "id", getattr(function, "attr", ""))


def _without_expressions(environment: Environment, source: str) -> str:
    """The bare HTML: statements and comments gone, every printed expression a single placeholder."""
    parts, depth = [], 0
    for _line, kind, value in environment.lex(source):
        if kind == "raw_begin" or kind == "raw_end":
            continue
        if kind.endswith("_begin"):
            depth += 1
            parts.append(PLACE if kind == "variable_begin" else "")
        elif kind.endswith("_end"):
            depth -= 1
        elif kind == "data" and not depth:
            parts.append(value)
    return "".join(parts)


def _in_markup(markup: str) -> Iterator[str]:
    tree = html.fragment_fromstring(markup, create_parent="div")
    for element in tree.iter(html.etree.Element):
        silent = element.tag in {"script", "style", "code", "kbd", "samp"} or element.get("translate") == "no"
        shown = ["" if silent else element.text, element.tail, *(f"{name}={value}" for name, value in element.attrib.items() if SPOKEN.match(name) and _reads_as_words(value))]
        yield from (words.replace(PLACE, "…").strip(" …\n") for words in shown if words and _reads_as_words(words))


def _in_expressions(tree: nodes.Template) -> Iterator[str]:
    """Words given to a macro (ui.button('Save')) or printed ({{ name or 'nobody' }}) without a marker around them."""
    for output in tree.find_all((nodes.Output, nodes.CallBlock)):
        parts = output.nodes if isinstance(output, nodes.Output) else [output.call]
        for part in parts:
            if not isinstance(part, nodes.TemplateData):
                yield from _bare_words(part)


def _bare_words(node: nodes.Node) -> Iterator[str]:
    if isinstance(node, nodes.Const):
        if isinstance(node.value, str) and _reads_as_words(node.value, strict=True):
            yield node.value
        return
    if isinstance(node, nodes.Call):
        name = getattr(node.node, "name", getattr(node.node, "attr", ""))
        if name in MARKERS:
            return
    if isinstance(node, (nodes.Filter, nodes.Test)):  # their arguments are formats and keys
        if node.node is not None:
            yield from _bare_words(node.node)
        return
    if isinstance(node, (nodes.Compare, nodes.Getitem)):
        return
    for child in node.iter_child_nodes():
        yield from _bare_words(child)


def _reads_as_words(text: str, strict: bool = False) -> bool:
    """Whether somebody would read this as words. `strict` is for code, where 'hx-post' and 'main' are no words but 'Save' is."""
    text = re.sub(r"&\w+;", " ", text.replace(PLACE, " ")).strip()
    if text in NAMES or not re.search(r"[^\W\d_]{2,}", text.replace("Caseline", "")):
        return False
    if strict:
        return bool(re.match(r"^[A-ZÀ-Þ][a-zà-ÿ]+([ ,.?!…:’'-]|$)|.*[a-zà-ÿ]{2,}[,.:]? [A-Za-zÀ-ÿ]{2,}", text)) and not re.search(r"[=<>{}#/]|every |delay:| from:|^[a-z-]+( [a-z]+-[a-z-]+)+$", text)
    return True
