"""An organisation's own Word template gets the same facts, with the same sources, as Caseline's own pages."""

import io

import docx
import pytest

from caseline.dossiers.fields import FIELDS, fields
from caseline.word.template import fill, placeholders

from .test_dossiers import make


@pytest.mark.parametrize("lang", ["fr", "nl", "en", "de"])
def test_the_list_of_fields_is_exactly_what_there_is(lang):
    values = fields(make("lawyer", lang))
    assert list(values) == list(FIELDS)
    for name, inner in FIELDS.items():
        if inner:
            assert values[name] and all(tuple(one) == inner and all(isinstance(text, str) for text in one.values()) for one in values[name])
        else:
            assert isinstance(values[name], str)


def test_a_template_with_every_field_is_filled():
    document = docx.Document()
    for name, inner in FIELDS.items():
        document.add_paragraph("".join(f"{{% for one in {name} %}}{''.join(f'{{{{ one.{part} }}}} ' for part in inner)}{{% endfor %}}")
                               if inner else f"{{{{ {name} }}}}")
    buffer = io.BytesIO()
    document.save(buffer)
    assert placeholders(buffer.getvalue()) == tuple(sorted(FIELDS))
    text = "\n".join(one.text for one in docx.Document(io.BytesIO(fill(buffer.getvalue(), fields(make())))).paragraphs)
    first = make().rows[1].cites[0]
    assert f"pièce {first.exhibit}, p. {first.page}" in text and "déclaration de la famille (Mme Demiri, 17 janv. 2023)" in text
    assert "non documenté" in text and "à confirmer par un avocat" in text
