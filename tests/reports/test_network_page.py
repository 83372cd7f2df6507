"""The exchange between pilots without a command line: a dataset to send, datasets to compare, what is never recorded."""

import io
import json

import pytest

from tests.conftest import signed_in
from tests.reports.papers import cohort_2023
from tests.reports.test_network import SECRETS, exported, told  # noqa: F401 - the family with secrets everywhere
from tests.reports.test_pages import unpacked

HERE = "/reports/network/"


def compare(browser, *files, form="docx"):
    data = {"form": form, "datasets": [(io.BytesIO(one if isinstance(one, bytes) else json.dumps(one).encode()), f"{place}.json") for place, one in enumerate(files)]}
    return browser.post(f"{HERE}compare", data=data, content_type="multipart/form-data")


def test_a_coordinator_takes_the_dataset_along_and_it_tells_of_nobody(told):  # noqa: F811
    co = signed_in(told, "Co")
    answer = co.post(f"{HERE}dataset", data={"pilot": "be-1"})
    assert answer.status_code == 200 and "attachment" in answer.headers["Content-Disposition"]
    written = answer.get_data(as_text=True)
    assert len(json.loads(written)["cases"]) == 3 and not [secret for secret in SECRETS if secret in written]
    assert co.post(f"{HERE}dataset", data={"pilot": "=1+1"}).status_code == 422
    assert json.loads(co.get(f"{HERE}schema.json").data)["title"].startswith("Caseline network dataset")


def test_the_page_says_what_is_never_recorded(told):  # noqa: F811
    page = signed_in(told, "Co").get(HERE).get_data(as_text=True)
    assert "Never recorded here so far" not in page and "What the pilots record" in page


@pytest.mark.parametrize("form", ["docx", "xlsx", "csv", "json"])
def test_pilots_are_compared_in_a_file_and_nothing_is_kept(told, form):  # noqa: F811
    north, south = ({**exported(cohort_2023("admitted")), "pilot": name} for name in ("north", "south"))
    answer = compare(signed_in(told, "Co"), north, south, form=form)
    assert answer.status_code == 200 and b"north" in unpacked(answer.data)


@pytest.mark.parametrize("bad", [b"", b"{}", b"[" * 50_000, b"\xff", b"not json"])
def test_what_is_no_dataset_is_told_beside_the_field(told, bad):  # noqa: F811
    answer = compare(signed_in(told, "Co"), bad)
    assert answer.status_code == 422 and "is not a dataset of the network" in answer.get_data(as_text=True)


def test_the_same_pilot_twice_is_refused(told):  # noqa: F811
    one = exported(cohort_2023("admitted"))
    assert compare(signed_in(told, "Co"), one, one).status_code == 422 and compare(signed_in(told, "Co")).status_code == 422


@pytest.mark.parametrize("who", ["An", "Ed", "Lu"])
def test_only_coordinators_exchange(told, who):  # noqa: F811
    browser = signed_in(told, who)
    assert browser.get(HERE).status_code == 403 and browser.post(f"{HERE}dataset", data={"pilot": "x"}).status_code == 403
