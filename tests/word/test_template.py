"""An organisation fills in its own Word template; a hostile template reaches nothing."""

import io
import time

import docx
import pytest

from caseline.word.template import TemplateProblem, fill, placeholders

from .test_comments import saved, with_part
from .wordprocessingml import parts_of

VALUES = {"family": "Benali & <Co>", "rows": [{"date": "4 septembre 2014", "what": "Ordre\x00 de quitter"}, {"date": "?", "what": "x"}]}


def template(*paragraphs: str) -> bytes:
    document = docx.Document()
    document.core_properties.author = "Ann Example"
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    return saved(document)


def words(data: bytes) -> list[str]:
    return [one.text for one in docx.Document(io.BytesIO(data)).paragraphs]


def test_placeholders_and_repeated_rows_are_filled_with_the_text_as_it_is():
    filled = fill(template("Famille {{ family }}", "{% for row in rows %}{{ row.date }} {{ row.what }}; {% endfor %}"), VALUES)
    assert words(filled) == ["Famille Benali & <Co>", "4 septembre 2014 Ordre de quitter; ? x; "]
    assert b"Ann Example" not in b"".join(parts_of(filled).values())


def test_the_same_template_and_values_give_the_same_bytes():
    assert fill(template("{{ family }}"), VALUES) == fill(template("{{ family }}"), VALUES)


def test_a_template_says_which_fields_it_asks_for():
    assert placeholders(template("{{ family }} {{ lawyer.name }}")) == ("family", "lawyer")


@pytest.mark.parametrize("attack", [
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{{ 'x{0.__class__.__mro__}'.format(family) }}",
    "{{ rows.append('x') }}",
    "{% include '/etc/passwd' %}",
    "{% import 'os' as os %}{{ ''.__class__.__mro__[1].__subclasses__() }}",
])
def test_an_attack_is_refused_with_a_sentence(attack):
    with pytest.raises(TemplateProblem, match=r"\.$") as refusal:
        fill(template(attack), VALUES)
    assert "Traceback" not in str(refusal.value)


@pytest.mark.parametrize("attack", [
    "{% for a in rows %}" + "{% for b in ('x' * 9999).split('x') %}" * 4 + "{% endfor %}" * 4 + "{% endfor %}",
    "{{ 'x' * 99999999999 }}",
])
def test_a_template_that_never_ends_or_eats_memory_is_stopped(attack):
    start = time.monotonic()
    with pytest.raises(TemplateProblem, match="stopped"):
        fill(template(attack), VALUES, seconds=2)
    assert time.monotonic() - start < 8


@pytest.mark.parametrize(("wrong", "sentence"), [
    ("{{ nothing }}", "does not exist"), ("{{ family", "placeholder"),
])
def test_a_mistake_in_a_placeholder_is_explained(wrong, sentence):
    with pytest.raises(TemplateProblem, match=sentence):
        fill(template(wrong), VALUES)


def test_what_is_no_word_file_and_what_calls_outside_is_refused():
    calling = template("x")
    relations = parts_of(calling)["word/_rels/document.xml.rels"].replace(
        b"</Relationships>", b'<Relationship Id="z" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        b'relationships/attachedTemplate" Target="http://example.org/t.dotx" TargetMode="External"/></Relationships>')
    for data in (b"", b"text", with_part(calling, "word/_rels/document.xml.rels", relations)):
        with pytest.raises(TemplateProblem):
            fill(data, VALUES)
