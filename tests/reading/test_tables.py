"""Rows of tables without rules are read as lines; addresses and prose in columns are left as they are."""
from caseline.reading.layout import Piece
from caseline.reading.tables import with_rows


def column(left: int, *cells: str, top: int = 100, step: int = 60) -> list[list[Piece]]:
    """Lines below one another, their words side by side, 20 high."""
    lines = []
    for number, cell in enumerate(cells):
        place, line = left, []
        for word in cell.split():
            line.append(Piece(word, (place, top + number * step, place + 10 * len(word), top + 20 + number * step), 0.9))
            place += 10 * len(word) + 10
        lines.append(line)
    return lines


def read(lines: list[list[Piece]]) -> list[str]:
    return [' '.join(piece.text for piece in line) for line in with_rows(lines)]


TITLE = column(100, 'Composition of the household', top=20)
NAMES, BORN, LAND = column(100, 'Name', 'Grace Nkemba', 'Ruth Nkemba'), column(400, 'Born', '27/08/1989', '14/12/2013'), column(700, 'Land', 'Congo', 'Belgium')
FOOT = column(100, 'Made in Valmont for whom it concerns', top=400)


def test_three_columns_become_rows_between_what_stands_above_and_below():
    assert read(TITLE + NAMES + BORN + LAND + FOOT) == [
        'Composition of the household', 'Name Born Land', 'Grace Nkemba 27/08/1989 Congo', 'Ruth Nkemba 14/12/2013 Belgium', 'Made in Valmont for whom it concerns']


def test_two_columns_become_rows_when_one_holds_labels_or_figures():
    assert read(column(100, 'Name:', 'Land:') + column(400, 'Grace Nkemba', 'Congo')) == ['Name: Grace Nkemba', 'Land: Congo']
    assert read(NAMES[1:] + column(400, '27/08/1989', '14/12/2013', top=160)) == ['Grace Nkemba 27/08/1989', 'Ruth Nkemba 14/12/2013']


def test_an_empty_cell_leaves_its_row_to_the_others():
    assert read(NAMES + BORN[:2] + LAND)[2] == 'Ruth Nkemba Belgium'


def test_addresses_side_by_side_stay_apart():
    sender, receiver = ('Commune of Valmont', 'Station Square', 'Valmont'), ('Mrs Grace Nkemba', 'High Street', 'Genk')
    assert read(column(100, *sender) + column(600, *receiver)) == [*sender, *receiver]


def test_prose_in_columns_stays_apart():
    left = ('We have received what you asked us for', 'and it is not complete so that we ask', 'you to send us what is missing here')
    right = ('before the end of the month or else', 'your file will be closed without any', 'further letter from our office then')
    assert read(column(100, *left) + column(600, *right)) == [*left, *right]


def test_no_lines_and_thousands_of_columns():
    assert with_rows([]) == []
    many = [line for number in range(2_000) for line in column(100 * number, f'{number}')]
    assert len(read(many)) == 2_000
