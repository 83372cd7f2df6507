"""Sender and addressee beside each other are read one after the other; the rows of a table stay rows."""
import pytest
import typst

from caseline.reading import boxes_of, read
from caseline.reading.side_by_side import apart, letter_below

SENDER = ['Office des étrangers', 'Direction Séjour', 'Votre réf. : 7.654.321']
ADDRESSEE = ['Madame Grace Nkemba', 'Rue Haute 4', '1000 Bruxelles']


def words(*lines: tuple[tuple[int, str], ...]):
    """Lines of (column where it begins, text), a sign 10 wide, a line 20 high and 30 apart."""
    return [[(word, (left + 10 * at, 30 * number, left + 10 * (at + len(word)), 30 * number + 20))
             for left, text in pieces for word, at in _placed(text)] for number, pieces in enumerate(lines)]


def _placed(text: str):
    at = 0
    for word in text.split():
        yield word, text.index(word, at)
        at = text.index(word, at) + len(word)


def boxes(lines):
    return [[box for _, box in line] for line in lines]


def read_as(lines) -> list[str]:
    cuts = apart(lines, boxes(lines), [sum(len(word) + 1 for word, _ in line) for line in lines])
    return [' '.join(word for word, _ in line) for line in lines] if cuts is None else [
        ' '.join(word for word, _ in lines[number][start:end]) for number, start, end in cuts]


LETTER = [((0, 'Nous avons bien reçu votre demande et vous en remercions, Madame, avec nos salutations.'),)] * 4


def test_sender_and_addressee_are_read_apart():
    pairs = zip(SENDER, ADDRESSEE, strict=True)
    read_apart = read_as(words(*[((0, left), (500, right)) for left, right in pairs], *LETTER))
    assert read_apart[:6] == SENDER + ADDRESSEE and len(read_apart) == 10


@pytest.mark.parametrize('rows', [
    [('Nom :', 'Nkemba'), ('Adresse :', 'Rue Haute 4'), ('Commune :', '1000 Bruxelles')],
    [('Nom', 'Nkemba Grace'), ('Adresse', 'Rue Haute 4'), ('Commune', '1000 Bruxelles')],
    [('12 mars 2019', 'Arrivée en Belgique'), ('1000 Bruxelles', 'Petit-Château'), ('3 mai 2020', 'Décision du CGRA')],
    [('Grace Nkemba', 'Rue Haute 4, 1000 Bruxelles'), ('Paul Mbeki', 'Kerkstraat 9, 2000 Antwerpen')],
    [('Pour accord,', 'Le fonctionnaire,'), ('Grace Nkemba', 'Jan Claes')]])
def test_rows_of_a_table_stay_rows(rows):
    table = words(*[((0, left), (500, right)) for left, right in rows], *LETTER)
    assert read_as(table)[:len(rows)] == [f'{left} {right}' for left, right in rows]


def test_two_columns_of_prose_joined_by_a_poor_layer_are_read_one_after_the_other():
    left = ['Le Conseil rappelle que', 'la demande introduite en', 'mars doit être examinée', 'avec le soin voulu par', 'la partie défenderesse']
    right = ['Il ressort du dossier que', 'cette demande a bien été', 'reçue par la commune et', 'transmise sans retard au', 'service compétent.']
    columns = words(*[((0, one), (500, other)) for one, other in zip(left, right, strict=True)], *LETTER)
    assert read_as(columns)[:10] == left + right


def test_what_begins_below_both_comes_after_both():
    lines = words(*[((0, line),) for line in [*SENDER, '', '', 'Bruxelles, le 3 mars 2021']], *[((500, line),) for line in ADDRESSEE])
    placed = [line for line in lines if line]
    moved = [[(word, (box[0], box[1] - (180 if box[0] >= 500 else 0), box[2], box[3] - (180 if box[0] >= 500 else 0))) for word, box in line] for line in placed]
    assert letter_below(boxes(moved)) == [0, 1, 2, 4, 5, 6, 3]


def test_a_letterhead_in_a_pdf_keeps_quotes_and_boxes(tmp_path):
    rows = '\n'.join(f'#grid(columns: (9cm, 1fr), [{left}], [{right}])' for left, right in zip(SENDER, ADDRESSEE, strict=True))
    path = tmp_path / 'letter.pdf'
    path.write_bytes(typst.compile(f'#set page(paper: "a4")\n{rows}\n#v(1cm)\nNous avons bien reçu votre demande du 12 février 2021.'.encode()))
    page = read(path, name='letter.pdf').pages[0]
    start = page.text.index('\n'.join(ADDRESSEE))
    boxes = boxes_of(page.words, start, start + len('\n'.join(ADDRESSEE)))
    assert len(boxes) == 3 and all(box[0] > 0.45 for box in boxes)
    assert all(page.text[word.start:word.end].strip() for word in page.words)
