"""Every word of the interface exists in French and Dutch, reviewed; and no word is shown that nobody marked."""

import re
from collections import Counter
from functools import cache
from io import BytesIO

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from caseline.i18n import LANGUAGES
from tests.interface.wording import ROOT, TEMPLATES, forgotten_in_template, forgotten_in_views, marked_words, templates

TRANSLATED = sorted(set(LANGUAGES) - {"en"})
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|%%|%")
VIEWS = sorted(path for path in (ROOT / "caseline").rglob("*.py") if "design" not in path.parts)


@cache
def catalogue(language: str) -> Catalog:
    with (ROOT / "translations" / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return read_po(file, locale=language)


@cache
def words() -> dict:
    return marked_words()


def test_the_interface_has_words_to_translate():
    assert len(words()) > 200


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_word_is_translated(language):
    missing = []
    for message, place in words().items():
        entry = catalogue(language).get(message[0] if isinstance(message, tuple) else message)
        said = entry and (entry.string if isinstance(entry.string, tuple) else (entry.string,))
        if not said or not all(said) or entry.fuzzy:
            missing.append(f"{place}: {message}")
    assert not missing, f"{len(missing)} without {LANGUAGES[language]}: run `make words`, then translate\n" + "\n".join(missing)


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_keeps_every_placeholder(language):
    """“%(name)s” lost or misspelt would print nothing, or fail, in that language only."""
    wrong = []
    for message in words():
        one = message[0] if isinstance(message, tuple) else message
        entry = catalogue(language).get(one)
        for said in filter(None, (entry.string if isinstance(entry.string, tuple) else (entry.string,)) if entry else ()):
            many = message[1] if isinstance(message, tuple) else one
            if placeholders(said) not in (placeholders(one), placeholders(many)):
                wrong.append(f"{one} → {said}")
            if "python-format" in entry.flags or placeholders(one):
                said % dict.fromkeys(re.findall(r"%\((\w+)\)", said), 1)
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_keeps_the_end_of_its_sentence(language):
    """A question stays a question, and a colon stays where a field follows."""
    wrong = []
    for message in words():
        one = message[0] if isinstance(message, tuple) else message
        entry = catalogue(language).get(one)
        said = entry and (entry.string[0] if isinstance(entry.string, tuple) else entry.string)
        if said and {one[-1:], said[-1:]} & set("?:…") and one[-1:] != said[-1:]:
            wrong.append(f"{one} → {said}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("language", TRANSLATED)
def test_nothing_stands_in_a_catalogue_that_nobody_shows(language):
    known = {message[0] if isinstance(message, tuple) else message for message in words()}
    left_over = [entry.id for entry in catalogue(language) if entry.id and (entry.id[0] if isinstance(entry.id, tuple) else entry.id) not in known]
    assert not left_over, "run `make words`: " + repr(left_over)


@pytest.mark.parametrize("language", TRANSLATED)
def test_the_catalogue_compiles(language):
    compiled = BytesIO()
    write_mo(compiled, catalogue(language))
    assert compiled.tell() > 1000


@pytest.mark.parametrize("name", templates())
def test_no_template_shows_a_word_that_is_not_marked(name):
    forgotten = forgotten_in_template((TEMPLATES / name).read_text())
    assert not forgotten, f"templates/{name}: put _('…') around {forgotten}"


def test_no_view_shows_a_word_that_is_not_marked():
    forgotten = {path.relative_to(ROOT).as_posix(): found for path in VIEWS if (found := forgotten_in_views(path.read_text()))}
    assert not forgotten, f"put _(\"…\") around {forgotten}"


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("<p>Hello</p>", ["Hello"]),
        ("<p>{{ _('Hello') }}</p>", []),
        ("<p>{% if x %}Hello{% endif %} {{ name }}</p>", ["Hello"]),
        ('<img alt="A cat" src="cat.png">', ["alt=A cat"]),
        ('<img alt="{{ _(\'A cat\') }}" class="big cat">', []),
        ("{{ ui.button('Save') }}", ["Save"]),
        ("{{ ui.button(_('Save'), 'main', key='a', attrs={'hx-post': url_for('x.y')}) }}", []),
        ("{% call ui.note('finding', 'Two dates') %}{% endcall %}", ["Two dates"]),
        ("{{ name or 'Not known' }}", ["Not known"]),
        ("{{ name or '' }}, {{ number|join(', ') }} · 3", []),
        ("<b>Caseline</b><kbd>a</kbd>&nbsp;✓", []),
        ("{# a comment with words #}", []),
    ],
)
def test_the_check_sees_forgotten_words_and_nothing_else(source, found):
    assert forgotten_in_template(source) == found


def test_the_check_sees_forgotten_words_of_views():
    assert forgotten_in_views('flash("Saved.")\nflash(_("Saved."), "warn")\nform.name.errors = ["Too long."]') == ["Saved.", "Too long."]


def placeholders(text: str) -> Counter:
    return Counter(found[0] for found in PLACEHOLDER.finditer(text))
