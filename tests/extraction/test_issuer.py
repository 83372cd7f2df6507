"""Whose letterhead it is: the name alone, without the profession that stands beside it."""

import pytest

from caseline import extraction


@pytest.mark.parametrize(("line", "name"), [
    ("Claire DUMORTIER Avocat au barreau de Bruxelles", "Claire DUMORTIER"),
    ("Cabinet Lenoir & Van Acker, Avocats au barreau de Bruxelles", "Cabinet Lenoir & Van Acker"),
    ("Mr. J. Holvoet - advocaat", "Mr. J. Holvoet"),
    ("Maître C. DUMORTIER", "Maître C. DUMORTIER"),
    ("Advocatenkantoor Peeters", "Advocatenkantoor Peeters"),
])
def test_the_profession_is_no_part_of_the_name(line, name):
    letter = f"{line}\nBruxelles, le 8 juillet 2016\n\nConcerne : votre dossier\n\nChère Madame,\n\nJe vous écris en ma qualité de conseil.\n\nVotre dévouée,\nClaire Dumortier, avocate au barreau de Bruxelles"
    found = extraction.extract([letter])
    assert found.kind == "lawyer_letter" and found.issuer == name


@pytest.mark.parametrize("line", ["Cabinet LENOIR & VAN ACKER Avocats au barreau de Bruxelles", "De Kinderrechtencommissaris", "Claire DUMORTIER Avocat au barreau de Bruxelles"])
def test_a_profession_or_an_office_is_nobody(line):
    names = " ".join(person.name for person in extraction.extract([f"{line}\n\nBruxelles, le 10 juin 2022\n\nMonsieur,\n\nNous revenons vers vous."]).persons)
    assert not any(word in names.lower() for word in ("avocat", "cabinet", "commissaris"))
