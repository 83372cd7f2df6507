"""What was sent can be made again, byte for byte, from its snapshot."""

import pytest

from caseline.dossiers.layouts import LAYOUTS, word_file
from caseline.dossiers.snapshot import BadSnapshot, from_json, to_json

from .test_dossiers import make


@pytest.mark.parametrize("kind", LAYOUTS)
def test_a_snapshot_gives_the_same_dossier_and_the_same_bytes(kind):
    dossier = make(kind)
    again = from_json(to_json(dossier))
    assert again == dossier and to_json(again) == to_json(dossier)
    assert word_file(again) == word_file(dossier)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format": 1}', '{"format": 1, "dossier": {"kind": "lawyer"}}',
                                  '{"format": 1, "dossier": {"surprise": 1}}', '{"format": 99, "dossier": {}}'])
def test_what_is_no_snapshot_is_refused(text):
    with pytest.raises(BadSnapshot):
        from_json(text)
