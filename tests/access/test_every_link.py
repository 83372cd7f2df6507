"""Whoever follows every link of real families meets no error page: a walk over the example families' data."""

import pytest

from tests.conftest import signed_in
from tests.walking import kept_families, lived_in, walk  # noqa: F401, a fixture

pytestmark = pytest.mark.encrypted_file  # the kept rows are put into the built-in file
EACH = 4  # pages of one kind: the first of a family may be empty where the fourth is not


@pytest.mark.parametrize("who", ["An", "Co"])
def test_every_link_leads_somewhere(kept_families, tmp_path, who):  # noqa: F811
    with lived_in(kept_families, tmp_path / "real") as app:
        seen = [(page, kind, answer.status_code) for page, kind, answer in walk(app, signed_in(app, who), each=EACH)]
    assert not [f"{code} {page}" for page, _kind, code in seen if code >= 400]
    assert len({kind for _page, kind, _code in seen}) > 60, "the walk did not get far"
