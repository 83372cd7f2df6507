"""Belgium's data: complete, consistent with itself, and frozen."""
import pytest

from caseline.countries import UnknownCountry, available, load, read_table


def test_belgium_has_the_event_types_and_document_kinds_of_the_field():
    be = load('be')
    assert len(be.event_types) == 71 and len(be.document_types) == 116 and len(be.deadlines) == 46
    assert list(be.event_types)[-1] == 'other'
    assert be.event_types['order_to_leave'].label['nl'].startswith('Bevel')
    assert be.label('annex_13', 'fr').startswith('Ordre de quitter')


def test_every_paper_proves_event_types_that_exist():
    be = load('be')
    unknown = {key for paper in be.document_types.values() for key in paper.produces_events} - set(be.event_types)
    assert not unknown


def test_evidence_asks_for_document_kinds_that_exist():
    be = load('be')
    assert not {kind for item in be.evidence.values() for kind in item['document_types']} - set(be.document_types)


def test_the_data_cannot_be_changed_by_a_caller():
    be = load('be')
    with pytest.raises(TypeError):
        be.deadlines['call_annul_30']['value'] = 31
    assert load('be') is be


@pytest.mark.parametrize('code', ['xx', '', '..', 'BE', '../..'])
def test_a_country_without_a_folder_is_told_in_a_sentence(code):
    with pytest.raises(UnknownCountry, match='There is no data'):
        read_table(code, 'event_types')


def test_the_countries_are_the_folders():
    assert available() == ('be',)
