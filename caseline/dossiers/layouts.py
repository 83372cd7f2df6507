"""A dossier's pages by its kind."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from caseline.word.blocks import WordDocument
from caseline.word.writer import write

from . import layout_card, layout_commissioner, layout_family, layout_lawyer, layout_request
from .dossier import Dossier
from .wording import load

LAYOUTS = {
    "lawyer": layout_lawyer.layout,
    "commissioner": layout_commissioner.layout,
    "family": layout_family.layout,
    "request": layout_request.layout,
    "card": layout_card.layout,
}


def pages(dossier: Dossier) -> WordDocument:
    """The dossier as blocks in the layout of its kind."""
    return LAYOUTS[dossier.kind](dossier, load(dossier.lang))


def word_file(dossier: Dossier, *, letterhead: bytes | None = None) -> bytes:
    """The dossier as a .docx; the same dossier and letterhead always give the same bytes."""
    with _collector_resting():
        return write(pages(dossier), letterhead=letterhead)


@contextmanager
def _collector_resting() -> Iterator[None]:
    """Pages are many small values without cycles; looking for cycles among them, and through the whole application each
    time, would cost more than writing them."""
    was_working = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_working:
            gc.enable()
