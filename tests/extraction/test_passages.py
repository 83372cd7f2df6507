"""The tagged passages that measure event finding: their tags are read, name what the country knows, and a third stays unread."""
import pytest

from benchmarks import passages, tagged
from caseline.countries import load

PAPER = """# kind=lawyer_email date=2021-03-04 top=yes
La demande a été introduite le 12 mars 2019{{application_9bis}}, rejetée le 3 mai 2020{{decision_refusal}}
et notifiée le 10 mai 2020{{decision_refusal:notification_date}} (loi du 15 décembre 1980).

# kind=contact_note
rien
# kind=email
Le mariage du 5 juin 2018{{marriage_or_cohabitation}}
"""


@pytest.fixture
def file(tmp_path):
    path = tmp_path / 'fr' / 'lawyers.txt'
    path.parent.mkdir()
    path.write_text(PAPER, 'utf-8')
    return path


def test_a_passage_is_read_without_its_tags(file):
    first, second, third = tagged.passages(file)
    assert (first.language, first.kind, first.date, first.top) == ('fr', 'lawyer_email', '2021-03-04', True)
    assert '{{' not in first.text and [(tag.type, tag.role) for tag in first.tags] == [
        ('application_9bis', ''), ('decision_refusal', ''), ('decision_refusal', 'notification_date')]
    assert [first.text[:tag.end].rsplit(' ', 3)[1:] for tag in first.tags][0] == ['12', 'mars', '2019']
    assert not list(tagged.faults(first)) and (first.aside, second.aside, third.aside) == (False, False, True)


def test_a_tag_without_a_date_and_a_date_without_a_tag_are_faults(tmp_path):
    path = tmp_path / 'nl' / 'x.txt'
    path.parent.mkdir()
    path.write_text('# kind=email\nOp 3 mei 2019 kwam de brief{{nonsense}}.', 'utf-8')
    told = ' '.join(tagged.faults(next(tagged.passages(path))))
    assert 'nonsense is unknown' in told and 'no date is found before the tag' in told and '“3 mei 2019” has no tag' in told


def test_every_tag_names_what_the_country_knows():
    country = load('be')
    found = list(tagged.all_passages())
    assert len(found) > 1500 and {passage.language for passage in found} == {'fr', 'nl', 'en', 'de'}
    assert {passage.kind for passage in found} <= set(country.document_types)
    assert {tag.type for passage in found for tag in passage.tags} <= {'none', *country.event_types}


def test_of_the_third_that_only_measures_nothing_but_totals_is_printed(monkeypatch, capsys, file):
    monkeypatch.setattr(passages, 'all_passages', lambda: tagged.passages(file))
    monkeypatch.setattr('sys.argv', ['passages', '--wrong', '--aside'])
    passages.main()
    assert 'mariage' not in capsys.readouterr().out
