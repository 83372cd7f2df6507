"""Small documents about an invented family, and the tools to look into the files they become."""

import shutil
from datetime import datetime

import pytest

from caseline.word.blocks import (
    Bullets, Column, Comment, Commented, Heading, Paragraph, Row, Run, Section, Table, Tick, Toc, WordDocument, cell,
    exhibit_bookmark, exhibit_link, row_bookmark, text,
)

# LibreOffice is the only judge here of whether a file opens; where it is not installed its tests cannot be collected.
collect_ignore = [] if shutil.which("soffice") else ["test_opens_in_libreoffice.py"]


@pytest.fixture
def chronology():
    """A dossier in small: every kind of block, a landscape table of rows, an inventory that the rows link to."""
    return make_chronology(3)


def make_chronology(rows: int, **changes) -> WordDocument:
    """The small dossier with as many rows as asked; `changes` replace fields of the document."""
    events = tuple(
        Row((cell(str(n)), cell("4 septembre 2014", text(Run("notifié le 22 septembre 2014", tone="muted"))),
             cell(text("Ordre de quitter le territoire pour ", Run("سارة بن علي"), " & ses enfants <tous>.")),
             cell(text("OE, ", exhibit_link(1, "pièce 1"), ", p. 3"))), row_bookmark(n))
        for n in range(1, rows + 1))
    blocks = (
        Paragraph(text("Dossier pour l’avocat"), "title"),
        Paragraph(text("À valider"), "notice"),
        Toc("Table des matières"),
        Heading(text("Résumé"), new_page=True),
        Paragraph(text("Sara déclare : ", Run("wij wonen hier al lang", italic=True, lang="nl"), ".")),
        Bullets((text("première question"), text("seconde question")), ordered=True),
        Bullets((text("un point"),)),
        Paragraph(text(Tick("Relu avec la famille"), " Relu ", Commented((Run("ensemble"),), Comment("An", "à vérifier")))),
        Paragraph(text("سارة بن علي")),
        Section(landscape=True),
        Heading(text("Chronologie")),
        Heading(text("Tous les événements"), level=2),
        Table((Column("N°", 1), Column("Date", 3), Column("Événement", 8), Column("Source", 3)), events, "Chronologie"),
        Section(landscape=False),
        Heading(text("Pièces")),
        Table((Column("N°", 1, "end"), Column("Titre", 6)),
              (Row((cell("1"), cell("Annexe 13")), exhibit_bookmark(1)),), "Inventaire des pièces"),
    )
    fields = {"blocks": blocks, "lang": "fr", "title": "Dossier PT-2020-01", "page_words": "Page {page} sur {pages}",
              "footer": text("version 1 · confidentiel"), "watermark": "PROJET", "organisation": "Maison ouverte",
              "made": datetime(2024, 3, 1, 9, 30)}
    return WordDocument(**{**fields, **changes})
