"""A reader who has version 2 is told what version 3 says differently, and nothing else."""

from dataclasses import replace

from caseline.dossiers.changes import changes
from caseline.dossiers.layout_changes import layout
from caseline.word.writer import write
from tests.word.wordprocessingml import faults

from .test_dossiers import make, words_of


def later(dossier):
    """The next version: one date corrected, one row gone, one row added, a paper and a question more."""
    rows = list(dossier.rows)
    rows[4] = replace(rows[4], edtf="2013-03-29")
    extra = replace(rows.pop(0), event=900, sentence="Une voisine confirme l’arrivée.", number=1)
    exhibit = replace(dossier.exhibits[0], number=99, kind="Lettre")
    return replace(dossier, cover=replace(dossier.cover, version=3), rows=(extra, *rows), exhibits=(*dossier.exhibits, exhibit),
                   questions=(*dossier.questions, replace(dossier.questions[0], text="Et maintenant ?")))


def test_only_what_is_different_is_told():
    first = make()
    found = changes(first, later(first))
    assert [row.event for row in found.new] == [900] and [row.event for row in found.gone] == [first.rows[0].event]
    assert [(one.before.edtf, one.after.edtf, one.parts) for one in found.changed] == [("2013-03-28", "2013-03-29", ("date",))]
    assert [one.number for one in found.exhibits] == [99] and [one.text for one in found.questions] == ["Et maintenant ?"]
    assert found.terms == ()


def test_the_file_shows_before_and_now_and_is_sound():
    first = make()
    data = write(layout(changes(first, later(first))))
    text = words_of(data)
    assert faults(data) == []
    assert "28 mars 2013" in text and "29 mars 2013" in text and "Une voisine confirme" in text and "Et maintenant ?" in text
    assert "version 2 du 11 mars 2024" in text


def test_an_unchanged_dossier_says_so():
    found = changes(make(), make())
    assert not found and "Rien n’a changé." in words_of(write(layout(found)))


def test_a_new_number_alone_is_no_change():
    first = make()
    assert not changes(first, replace(first, rows=tuple(replace(row, number=row.number + 1) for row in first.rows)))
