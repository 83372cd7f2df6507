"""The beginnings of papers that the benchmark reads are written as its line of facts promises."""
import pytest

from benchmarks.kinds import HEADS, heads_of
from caseline import countries


@pytest.mark.parametrize('path', sorted(HEADS.glob('*.txt')), ids=lambda path: path.stem)
def test_every_beginning_names_a_known_kind_and_a_third_only_measures(path):
    heads = list(heads_of(path))
    country = countries.load('be')
    assert not [head.kind for head in heads if head.kind not in country.document_types]
    assert not [head.text for head in heads if head.language not in ('fr', 'nl', 'en', 'de') or not head.text]
    assert {system for head in heads for system, _ in head.numbers} <= {form['key'] for form in country.table('id_formats')['formats']} | {'other'}
    assert sum(head.aside for head in heads) == len(heads) // 3
