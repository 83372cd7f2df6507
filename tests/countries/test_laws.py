"""Laws as a reader's language calls them."""
from caseline.countries import load
from caseline.countries.laws import law


def test_a_basis_is_told_in_the_readers_language():
    assert law('be', 'Law 15-12-1980 art. 39/57 §1 al. 2', 'fr') == 'loi du 15-12-1980 art. 39/57 §1 al. 2'
    assert law('be', 'Royal Decree 08-10-1981 art. 111', 'nl') == 'koninklijk besluit van 08-10-1981 art. 111'
    assert law('be', 'Law 15-12-1980', 'en') == 'Law 15-12-1980'


def test_no_basis_of_a_term_keeps_english_words_elsewhere():
    for rule in load('be').deadlines.values():
        for lang in ('fr', 'nl', 'de'):
            assert not {'Law', 'Royal', 'Decree', 'Code', 'practice'} & set(law('be', rule['legal_basis'], lang).replace('(', ' ').replace(')', ' ').split()) - {'Code'}
