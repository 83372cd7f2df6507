"""How a statement names its source in print: exhibit and page, or the words “family's account” or “not documented”."""

from collections.abc import Sequence
from dataclasses import replace

from caseline.word.blocks import Pieces, Run, exhibit_link, row_bookmark, text

from .dossier import Dossier
from .statements import Cite, Row
from .wording import Wording

_ACCOUNTS = {"family": "family_account", "third_party": "third_party_account", "lawyer": "lawyer_account", "earlier": "earlier_account", "observed": "observed"}


def sources(words: Wording, cites: Sequence[Cite], *, titles: bool = True) -> tuple[Pieces, ...]:
    """One line per source, each source once; “not documented” when there is none. `titles` adds the paper's name."""
    lines = dict.fromkeys(_line(words, cite, titles) for cite in cites if cite.basis != "none")
    return tuple(lines) or (text(Run(words.say("not_documented"), tone="warning")),)


def inline_sources(words: Wording, cites: Sequence[Cite]) -> Pieces:
    """The sources in brackets within a sentence: “ (exhibit 2, p. 1; family's account)”."""
    pieces: list = [" ("]
    for place, line in enumerate(sources(words, cites, titles=False)):
        pieces += ["; " if place else None, *line]
    return text(*pieces, ")")


def _line(words: Wording, cite: Cite, titles: bool) -> Pieces:
    if cite.basis != "paper":
        account = words.say(_ACCOUNTS[cite.basis])
        said = ", ".join(part for part in (cite.said_by, words.date(cite.date, short=True) if cite.date else "") if part)
        return text(account, f" ({said})" if said else None)
    page = f", {words.say('page', n=cite.page)}" if cite.page else ""
    if cite.exhibit is None:
        return text(cite.paper, page)
    name = Run(f" – {cite.paper}", tone="muted") if titles and cite.paper else None
    return text(exhibit_link(cite.exhibit, words.say("exhibit", n=cite.exhibit)), page, name)


def quotation(cites: Sequence[Cite]) -> Pieces | None:
    """The first quotation, in its own language, or None."""
    for cite in cites:
        if cite.quote:
            return text(Run(f"« {' '.join(cite.quote.split())} »", italic=True, tone="muted", lang=cite.lang))
    return None


def in_brackets(words: Wording, cites: Sequence[Cite]) -> Pieces:
    """The sources in brackets and small, beside a fact of a sheet."""
    return text(*(replace(piece, tone="muted") if isinstance(piece, Run) and not piece.link else piece for piece in inline_sources(words, cites)))


def row_link(words: Wording, dossier: Dossier, row: Row) -> Run:
    """A mention of a chronology row, which leads to it where the dossier prints every row."""
    return Run(words.say("row", n=row.number), link=row_bookmark(row.event) if dossier.has_every_row else None)


def exhibit_links(words: Wording, numbers: Sequence[int]) -> Pieces:
    """Mentions of exhibits as one enumeration: “exhibits 2, 5, 11”."""
    if len(numbers) < 2:
        return text(*(exhibit_link(number, words.say("exhibit", n=number)) for number in numbers))
    pieces: list = [words.say("exhibits_named"), " "]
    for place, number in enumerate(numbers):
        pieces += [", " if place else None, exhibit_link(number, str(number))]
    return text(*pieces)
