"""The help texts: one small HTML file per topic and language, read once, searched without accents."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from markupsafe import Markup, escape

from caseline.extraction.fold import fold
from caseline.later import Later

html = Later("lxml.html")
FOLDER = Path(__file__).parents[2] / "templates" / "help"
ORDER = (
    "first-hour", "papers", "reviewing", "dates", "timeline", "findings", "people", "contacts", "course", "agreements",
    "plan", "evidence", "dossiers", "confidence", "measuring", "signing-in", "keyboard", "phone",
)
WHATS_NEW = "whats-new"
AROUND = 70  # characters shown on each side of what was searched


@dataclass(frozen=True, slots=True)
class Topic:
    """One help page: its name in the address, title, first sentence, text as HTML and as words."""

    name: str
    title: str
    lead: str
    text: Markup
    words: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A topic that holds every word searched, with the place as HTML, the word marked."""

    topic: Topic
    excerpt: Markup


def topic(name: str, language: str) -> Topic | None:
    """The topic in this language, in English where the language has none; None when there is no such topic."""
    return _read(name, language) if name in (*ORDER, WHATS_NEW) else None


def topics(language: str) -> tuple[Topic, ...]:
    return tuple(_read(name, language) for name in ORDER)


def search(query: str, language: str) -> list[Hit]:
    """Topics that hold all words of the query, whatever their accents and case; those with a word in the title first."""
    wanted = fold(query).split()
    if not wanted:
        return []
    found = [one for one in topics(language) if all(word in fold(f"{one.title} {one.words}") for word in wanted)]
    found.sort(key=lambda one: not any(word in fold(one.title) for word in wanted))
    return [Hit(one, _excerpt(one, wanted)) for one in found]


def _excerpt(one: Topic, wanted: list[str]) -> Markup:
    """The words around the first place; `fold` keeps the length, so that a place in it is a place in the text."""
    start = min((place for word in wanted if (place := fold(one.words).find(word)) >= 0), default=-1)
    if start < 0:
        return escape(one.lead)
    length = max(len(word) for word in wanted if fold(one.words).startswith(word, start))
    begin, end = max(0, start - AROUND), start + length + AROUND
    before, found, after = one.words[begin:start], one.words[start : start + length], one.words[start + length : end]
    return Markup("{}{}<mark>{}</mark>{}{}").format("…" if begin else "", before, found, after, "…" if end < len(one.words) else "")


@cache
def _read(name: str, language: str) -> Topic:
    path = FOLDER / language / f"{name}.html"
    source = (path if path.exists() else FOLDER / "en" / f"{name}.html").read_text(encoding="utf-8")
    tree = html.fragment_fromstring(source, create_parent="div")
    heading, lead = tree.find("h1"), tree.find("p")
    for element in (heading, lead):
        element.drop_tree()
    text = Markup("".join(html.tostring(part, encoding="unicode") for part in tree))  # our own files, not anybody's input
    return Topic(name, heading.text_content(), lead.text_content(), text, " ".join(" ".join(tree.itertext()).split()))
