"""Which words go and which stay when a page is blacked out."""

from hypothesis import given, strategies as st

from caseline.dossiers.blacking import Leaf, Marks, blackened, places_of, text_left, words_gone, words_left
from caseline.reading import Word

LINE = Leaf("Madame Selam Tadesse\nhabite ici", (
    Word(0, 6, 0.1, 0.1, 0.2, 0.12, 1.0), Word(7, 12, 0.22, 0.1, 0.3, 0.12, 1.0), Word(13, 20, 0.32, 0.1, 0.42, 0.12, 1.0),
    Word(21, 27, 0.1, 0.121, 0.2, 0.141, 1.0), Word(28, 31, 0.22, 0.121, 0.3, 0.141, 1.0)))


def shown(leaf: Leaf, marks: Marks) -> list[str]:
    return [leaf.text[word.start:word.end] for word in words_left(leaf, marks)]


def test_a_marked_word_goes_and_the_line_below_stays():
    assert shown(LINE, Marks(((7, 12),))) == ["Madame", "Tadesse", "habite", "ici"]


def test_half_a_word_takes_the_whole_word():
    assert shown(LINE, Marks(((9, 10),))) == ["Madame", "Tadesse", "habite", "ici"]


def test_a_word_that_lies_twice_on_the_same_spot_goes_twice():
    doubled = Leaf(LINE.text + " Selam", (*LINE.words, Word(32, 37, 0.221, 0.1, 0.301, 0.12, 1.0)))
    assert "Selam" not in shown(doubled, Marks(((7, 12),)))


def test_an_area_takes_every_word_it_touches():
    assert shown(LINE, Marks(areas=((0.0, 0.0, 0.25, 0.12),))) == ["Tadesse", "habite", "ici"]


def test_words_are_found_over_the_end_of_a_line_and_only_whole():
    assert places_of(LINE, "tadesse  HABITE") == [(13, 27)] and places_of(LINE, "Sel") == [] and places_of(LINE, "  ") == [] and places_of(LINE, ";") == []


def test_a_misread_name_is_found_and_a_number_only_when_it_is_the_same():
    leaf = Leaf("BEKELE TADESSE Davwit, né à Liège le 12.03.2014, n° 6.482.917")
    assert [leaf.text[start:end] for start, end in places_of(leaf, "Dawit")] == ["Davwit"]
    assert [leaf.text[start:end] for start, end in places_of(leaf, "liege")] == ["Liège"]
    assert [leaf.text[start:end] for start, end in places_of(leaf, "6.482.917")] == ["6.482.917"] and places_of(leaf, "6.482.918") == []


def test_a_quotation_loses_the_words_with_their_punctuation():
    assert blackened("Chez « Selam, dit Tadesse.", ("Selam", "tadesse,")) == "Chez « █████ dit █████"
    assert blackened("lettre_Selam.pdf de l’ONG", ("Selam",)) == "lettre_█████.pdf de l’ONG"


@given(st.lists(st.tuples(st.booleans(), st.integers(1, 9), st.sampled_from(" \n")), max_size=20))
def test_of_a_text_goes_what_is_marked_and_nothing_else(pieces):
    text, ranges = "", []
    for hidden, length, after in pieces:
        if hidden:
            ranges.append((len(text), len(text) + length))
        text += ("h" if hidden else "v") * length + after
    left = text_left(Leaf(text), Marks(tuple(ranges)))
    assert "h" not in left and left.count("v") == text.count("v")
    assert set("".join(words_gone(Leaf(text), Marks(tuple(ranges))))) <= {"h"}
