"""The cohorts of the papers, for every test of reports."""

import pytest

from tests.reports.papers import cohort_2020, cohort_2023


@pytest.fixture(scope="session")
def paper():
    return cohort_2023()


@pytest.fixture(scope="session")
def slides():
    return cohort_2020()
