"""What pilots exchange: a dataset that tells of nobody, checked when it comes, and compared without small groups."""

import copy
import json
import re
from dataclasses import fields, replace
from datetime import date

import pytest
from hypothesis import given, settings, strategies as st

from caseline.db import EVERY_FAMILY, db, family_scope
from caseline.families.models import Family, Person, PersonName, PersonNumber
from caseline.intake.models import Referral
from caseline.reports.cohort import Cohort, Record
from caseline.reports.network import SamePilot, compare, dataset, harmonisation, lacking, quarter, read_dataset, schema
from caseline.reports.schema import NotTheSchema
from caseline.reports.table import HIDDEN
from caseline.reports.tables import tables
from tests.reports.test_gather import told_family

SECRETS = {  # planted in every place that holds something about people
    "OKONJO", "Okonjo", "Grace", "Gracie Ok", "6482917", "85.03.02-999.12", "PT-2026-01", "Rue Inventée 12", "secret words", "1985-03-02", "2010-05-01", "Rahimi", "NGA", "Lagos",
}  # fmt: skip


def exported(paper) -> dict:
    records = tuple(replace(record, key=f"{place:020x}", nationalities=("NG",)) for place, record in enumerate(paper.records))
    return dataset(replace(paper, records=records), "be-1")


@pytest.fixture
def told(app):
    with app.test_request_context(), family_scope(EVERY_FAMILY):
        told_family(1)
        mother = db.session.get(Person, 1)
        mother.called, mother.birthplace, mother.nationality = "Gracie Ok", "Lagos", "NGA"
        db.session.add_all([
            PersonName(family_id=1, person_id=1, text="OKONJO Gracie Ok"), PersonNumber(family_id=1, person_id=1, system="oe_sp", value="6482917"),
            PersonNumber(family_id=1, person_id=1, system="niss", value="85.03.02-999.12"),
            Referral(name="Okonjo of Rue Inventée 12", received_on="2026-03-01", summary="secret words", reach="Rue Inventée 12"),
        ])  # fmt: skip
        db.session.commit()
    return app


def run(app, *words):
    """A `flask` command, in the application's context as Flask opens it."""
    with app.app_context():
        return app.test_cli_runner().invoke(args=[str(word) for word in words])


def export_by_command(app, path) -> dict:
    answer = run(app, "network", "export", path, "--pilot", "be-1")
    assert answer.exit_code == 0, answer.output
    return json.loads(path.read_text())


def leaves(value):
    """Every text and number of a dataset, keys too."""
    if isinstance(value, dict):
        for key, one in value.items():
            yield key
            yield from leaves(one)
    elif isinstance(value, list):
        for one in value:
            yield from leaves(one)
    else:
        yield value


@pytest.fixture
def ready(monkeypatch):
    """The test's tables are made without migrations: commands need not bring them to a version."""
    monkeypatch.setattr("caseline.reports.commands.prepare", lambda: None)


class TestNobodyIsFoundAgain:
    def test_no_export_tells_a_name_a_day_a_number_a_place_or_a_text(self, told, ready, tmp_path):
        export_by_command(told, tmp_path / "be.json")
        written = (tmp_path / "be.json").read_text()
        assert not [secret for secret in SECRETS if secret in written]
        assert not re.search(r"\d{4}-\d\d", written), "no month and no day: quarters only"

    def test_every_text_is_a_key_a_band_a_quarter_or_a_pseudonym(self, told, ready, tmp_path):
        for one in leaves(export_by_command(told, tmp_path / "be.json")):
            if isinstance(one, str):
                assert re.fullmatch(r"[a-z0-9_]{0,48}|[0-9]{4}-Q[1-4]|[0-9]{1,2}[-+][0-9]{0,2}|[a-z_]+\.v\d+|caseline-network/2|be-1", one), one

    def test_pseudonyms_are_keyed_and_are_no_number_of_the_house(self, told, ready, tmp_path):
        with told.app_context():
            references = list(db.session.scalars(db.select(Family.reference)))
        ids = {case["id"] for case in export_by_command(told, tmp_path / "be.json")["cases"]}
        assert ids == {case["id"] for case in export_by_command(told, tmp_path / "again.json")["cases"]} and len(ids) == 3
        assert not ids & {*references, "1", "2"} and all(re.fullmatch("[0-9a-f]{20}", one) for one in ids)

    def test_another_installation_gives_another_pseudonym(self, told, ready, tmp_path):
        ours = {case["id"] for case in export_by_command(told, tmp_path / "be.json")["cases"]}
        told.config["SETTINGS"] = replace(told.config["SETTINGS"], master_key=bytes(32))
        assert not ours & {case["id"] for case in export_by_command(told, tmp_path / "other.json")["cases"]}

    def test_cases_do_not_keep_the_order_of_the_house(self, told, ready, tmp_path):
        ids = [case["id"] for case in export_by_command(told, tmp_path / "be.json")["cases"]]
        assert ids == sorted(ids)

    @settings(max_examples=40, deadline=None)
    @given(key=st.text(max_size=30), said=st.text(max_size=60))
    def test_a_text_in_the_place_of_an_answer_stays_home(self, key, said):
        record = Record(key="0" * 20, referred="2026-01-01", admitted="2026-01-01", answers={key: said, "c1_2": said, "cm1_engage": said})
        options = {"negative", "no", "limited", "some", "huge", "dont_know", "no_answer", "not_relevant", "yes"}
        from_ = dataset(_cohort(record), "be-1")["cases"][0]["answers"]
        assert set(from_.values()) <= options | {"female", "male", "x", "mixed"} and "c1_2" not in from_

    def test_nationality_and_site_never_leave(self):
        told = schema()["$defs"]["case"]["properties"]
        assert not {"nationality", "nationalities", "site", "name"} & set(told)
        assert len(fields(Record)) == 25, "a new field of a record: decide in network._case whether it may leave"


class TestReading:
    def test_what_was_written_gives_the_same_counts(self, paper):
        _pilot, back = read_dataset(exported(paper))
        before = {table.key: table for table in tables(replace(paper, basis="admitted"))}
        for table in tables(back):
            if table.key not in ("support", "indicators"):  # their columns are named by pilot; years there are whole
                assert table.rows == before[table.key].rows, table.key

    @pytest.mark.parametrize("change", [
        lambda told: told.pop("cases"), lambda told: told.update(format="caseline-network/9"), lambda told: told.update(pilot="=HYPERLINK()"), lambda told: told.update(more=1),
        lambda told: told["cases"][0].update(name="Okonjo"), lambda told: told["cases"][0].update(referred="2021-03-04"), lambda told: told["cases"][0].update(id="PT-2026-01"),
        lambda told: told["cases"][0].update(women=-1), lambda told: told["cases"][0].update(women=True), lambda told: told["cases"][0].update(women=1.5), lambda told: told["cases"][0].update(analysed=1),
        lambda told: told["cases"][0]["answers"].update(c1_2="A long story"), lambda told: told["cases"][0].update(adults=["31"]), lambda told: told["cases"][0].update(contacts={"visit": "17"}),
        lambda told: told["cases"][0].update(referred="2021-Q3\n"), lambda told: told["cases"].append([]), lambda told: told["cases"][0].update(adults=["30-39"] * 41),
    ])  # fmt: skip
    def test_a_file_that_breaks_the_schema_is_refused_without_repeating_it(self, paper, change):
        told = copy.deepcopy(exported(paper))
        change(told)
        with pytest.raises(NotTheSchema) as refused:
            read_dataset(told)
        assert "Okonjo" not in str(refused.value) and "long story" not in str(refused.value)

    @pytest.mark.parametrize("told", [None, [], "x", 3])
    def test_what_is_no_dataset_at_all_is_refused(self, told):
        with pytest.raises(NotTheSchema):
            read_dataset(told)

    def test_a_case_or_a_pilot_twice_would_count_people_double(self, paper):
        told = exported(paper)
        with pytest.raises(SamePilot):
            read_dataset({**told, "cases": told["cases"] * 2})
        with pytest.raises(SamePilot):
            compare([read_dataset(told), read_dataset(told)])
        with pytest.raises(SamePilot):
            compare([read_dataset({**told, "pilot": "all"})])


class TestComparing:
    def test_pilots_side_by_side_with_small_groups_hidden(self, paper):
        pilots = [read_dataset({**exported(paper), "pilot": name}) for name in ("north", "south")]
        outcomes = next(table for table in compare(pilots) if table.key == "outcomes")
        assert [column.key for column in outcomes.columns] == ["site:north", "site:south", "all"]
        assert outcomes.value("n", "site:north") == 14 and outcomes.value("disengaged", "site:north") == HIDDEN

    def test_one_hidden_pilot_cannot_be_had_from_the_rest(self, paper):
        few = replace(paper, records=tuple(replace(record, key=f"{place:020x}") for place, record in enumerate(paper.records[:3])))
        pilots = [read_dataset({**exported(paper), "pilot": "north"}), ("tiny", few)]
        table = next(table for table in compare(pilots) if table.key == "profile")
        assert table.value("adults", "site:tiny") == table.value("adults", "all") == HIDDEN and table.value("adults", "site:north") == 23

    def test_what_a_pilot_lacks_is_told(self, paper):
        bare = replace(paper, records=tuple(replace(record, legal_months=None, contacts={}) for record in paper.records))
        lacks = lacking(harmonisation([("whole", paper), ("bare", bare)]))
        assert {"legal", "contacts"} <= set(lacks["bare"]) and "contacts" not in lacks["whole"]


class TestCommands:
    @pytest.mark.parametrize("form", ["json", "csv", "xlsx", "docx"])
    def test_from_export_to_a_comparative_report(self, told, ready, tmp_path, paper, form):
        export_by_command(told, tmp_path / "be.json")
        (tmp_path / "north.json").write_text(json.dumps({**exported(paper), "pilot": "north"}))
        answer = run(told, "network", "import", tmp_path / "be.json", tmp_path / "north.json", "--format", form, "--out", tmp_path / "out")
        assert answer.exit_code == 0 and "north lacks: " in answer.output and (tmp_path / "out").stat().st_size > 1000

    @pytest.mark.parametrize("text", ["", "{", "[" * 100_000, "{}", '{"format": 1}'])
    def test_a_file_that_is_no_dataset_is_told_in_a_sentence(self, app, tmp_path, text):
        (tmp_path / "odd.json").write_text(text)
        answer = run(app, "network", "import", tmp_path / "odd.json")
        assert answer.exit_code == 1 and "odd.json is not a dataset" in str(answer.exception or answer.output) + answer.output

    def test_the_report_of_the_house_hides_small_groups_unless_told(self, told, ready):
        hidden, shown = (json.loads(run(told, "report", "--lang", "fr", *more).stdout) for more in ([], ["--small-cells"]))
        outcomes = [next(table for table in one["tables"] if table["key"] == "outcomes") for one in (hidden, shown)]
        assert outcomes[0]["rows"][0]["values"]["count"] == "hidden" and outcomes[1]["rows"][0]["values"]["count"] == 1

    def test_the_schema_is_printed(self, app):
        assert json.loads(run(app, "network", "schema").stdout) == schema()


def test_quarters():
    assert [quarter(f"2021-{month:02}-28") for month in (1, 3, 4, 9, 12)] == ["2021-Q1", "2021-Q1", "2021-Q2", "2021-Q3", "2021-Q4"] and quarter("") == ""


def _cohort(record):
    return Cohort((record,), date(2026, 6, 30))
