"""Chronologies kept by hand: rows of a Word table, an Excel or CSV sheet become a preview, before anything is stored.

Columns are recognised by their headings in four languages, or else by what stands in them. Every row keeps the words as
they stood; a date that cannot be read says so and waits for a person. The source is “earlier chronology”.
"""
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from caseline.chronology.importing_cells import MOST_ROWS, NotAChronology, cells_of
from caseline.chronology.importing_dates import IN_TEXT, NO_DATE, UNREAD, Written, joined, written

# In this order: “date de notification” is first of all a notification, “date de fin” an end.
_HEADINGS = {
    'notified': ('notification', 'notifié', 'notifie', 'notifiée', 'kennisgeving', 'betekend', 'betekening', 'notified', 'zugestellt', 'zustellung'),
    'until': ('au', 'fin', 'jusqu', 'tot', 'einde', 'eind', 'to', 'until', 'end', 'bis', 'ende', 'einddatum'),
    'date': ('date', 'dates', 'datum', 'data', 'when', 'quand', 'wanneer', 'wann', 'tijdstip', 'jour', 'dag', 'période', 'periode', 'period', 'zeitraum', 'année', 'annee',
             'jaar', 'year', 'jahr', 'du', 'début', 'debut', 'van', 'from', 'start', 'begin', 'begindatum', 'startdatum', 'vom', 'von', 'moment', 'datums', 'tag'),
    'what': ('what', 'event', 'events', 'description', 'quoi', 'événement', 'evénement', 'évènement', 'evènement', 'evenement', 'événements', 'évènements', 'evenements', 'fait', 'faits', 'wat',
             'gebeurtenis', 'gebeurtenissen', 'omschrijving', 'beschrijving', 'feit', 'feiten', 'was', 'ereignis', 'ereignisse', 'beschreibung', 'facts', 'fact', 'sachverhalt',
             'action', 'actions', 'actie', 'acties', 'acte', 'actes', 'étape', 'etape', 'stap', 'step', 'décision', 'decision', 'beslissing', 'histoire', 'verhaal', 'objet', 'onderwerp', 'inhoud', 'contenu'),
    'who': ('who', 'person', 'persons', 'people', 'qui', 'personne', 'personnes', 'wie', 'persoon', 'personen', 'wer', 'concerns', 'concerne', 'concerné', 'concernée', 'betreft', 'betrokkene',
            'betrokkenen', 'nom', 'naam', 'name', 'gezinslid', 'membre'),
    'source': ('source', 'sources', 'document', 'documents', 'proof', 'pièce', 'piece', 'pièces', 'pieces', 'preuve', 'preuves', 'bron', 'bronnen', 'stuk', 'stukken', 'bewijs', 'bewijzen',
               'quelle', 'quellen', 'beleg', 'belege', 'exhibit', 'exhibits', 'evidence', 'annexe', 'annexes', 'bijlage', 'bijlagen', 'documenten', 'bewijsstuk'),
    'note': ('note', 'notes', 'remark', 'remarks', 'comment', 'comments', 'remarque', 'remarques', 'commentaire', 'commentaires', 'observations', 'opmerking', 'opmerkingen', 'toelichting',
             'bemerkung', 'bemerkungen', 'info', 'vragen', 'questions'),
}
COLUMNS = tuple(_HEADINGS)
_LOOKED_AT = 25  # rows in which the headings are looked for: a letterhead or a title may stand above
_GOES_ON = re.compile(r'[.…(]*\s*(?:suite|vervolg|continued|cont\.|fortsetzung|…|\.\.\.)', re.IGNORECASE)
_YEAR = re.compile(r"(?:année|annee|jaar|year|jahr)?\s*((?:19|20)\d{2})\s*:?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ImportedRow:
    """One row of the preview: its number in the file, the date as written and as understood (None: not understood), the
    words, who, from which source, a note; `problem` is a key of `importing_dates` or ''."""
    number: int
    written: str
    edtf: str | None
    what: str
    who: str = ''
    source: str = ''
    note: str = ''
    notified: str | None = None
    problem: str = ''


@dataclass(frozen=True, slots=True)
class Preview:
    """What an import would bring: `columns` says which column (from 0) was taken for what; `skipped` counts rows left out:
    empty ones, headings that come again on every page, years that stand above."""
    rows: tuple[ImportedRow, ...]
    columns: dict[str, int]
    headings: tuple[str, ...]
    skipped: int

    @property
    def undated(self) -> tuple[ImportedRow, ...]:
        """The rows whose date a person has to give."""
        return tuple(row for row in self.rows if row.edtf is None)


def preview(data: bytes, name: str, lang: str, *, columns: Mapping[str, int] | None = None, today: date | None = None,
            find_date: Callable[[str], str | None] | None = None) -> Preview:
    """Read a .docx, .xlsx or .csv/.txt file into a preview; see `preview_of`."""
    return preview_of(cells_of(data, name), lang, columns=columns, today=today, find_date=find_date)


def preview_of(table: Sequence[Sequence[str]], lang: str, *, columns: Mapping[str, int] | None = None, today: date | None = None,
               find_date: Callable[[str], str | None] | None = None) -> Preview:
    """Turn the cells of a table into a preview.

    `columns` overrides what is recognised ({'date': 0, 'what': 2}); `find_date` may look for a date in a whole sentence
    where the date cell itself cannot be read. Raises NotAChronology for a table without dates or without text.
    """
    head, named = _heading(table)
    body = table[head + 1:] if head is not None else table
    found = dict(columns) if columns else {**_guessed(body, named, lang), **named}
    if 'date' not in found or 'what' not in found:
        raise NotAChronology('no_columns', 'No column with dates and no column with text could be recognised.')
    headings = tuple(table[head]) if head is not None else ()
    offset = (head + 1 if head is not None else 0) + 1
    filled = [(offset + number, line) for number, line in enumerate(body) if any(line) and tuple(line) != headings]
    whole = list(_sentences_whole(filled, found['what']))
    rows = tuple(_rows(whole, found, lang, today, find_date))
    return Preview(rows, found, headings, len(body) - (len(filled) - len(whole)) - len({row.number for row in rows}))


def read_date(text: str, lang: str, today: date | None = None) -> str | None:
    """Return the EDTF of one date that people type in a date column, or None: nothing is guessed."""
    found = written(text, lang, today)
    return found.values[0] if len(found.values) == 1 else None


def _rows(lines: Iterable[tuple[int, Sequence[str]]], found: Mapping[str, int], lang: str, today: date | None,
          find_date: Callable[[str], str | None] | None) -> Iterator[ImportedRow]:
    above, year = None, None
    for number, line in lines:
        values = {name: line[place] if 0 <= place < len(line) else '' for name, place in found.items()}
        if heading := _year_heading(line):
            year = heading
            continue
        text, what = values['date'], values['what']
        if not text and not what:
            continue
        read = _dated(values, lang, today, above, year)
        row = ImportedRow(number, text, None, what, values.get('who', ''), values.get('source', ''), values.get('note', ''),
                          read_date(values.get('notified', ''), lang, today), read.problem)
        if not read.values and find_date and (told := find_date(f'{text} {what}')):
            read = Written((told,), IN_TEXT)
        for value in read.values or (None,):
            yield replace(row, edtf=value, problem=read.problem)
        above = read.values[-1] if read.values else above


def _sentences_whole(lines: Iterable[tuple[int, Sequence[str]]], what: int) -> Iterator[tuple[int, Sequence[str]]]:
    """Put a line that holds nothing but the rest of a sentence (“suite: …”, or without a capital) with the row above."""
    last: tuple[int, Sequence[str]] | None = None
    for number, line in lines:
        rest = line[what] if what < len(line) and sum(map(bool, line)) == 1 else ''
        if last and rest and (rest[0].islower() or _GOES_ON.match(rest)) and what < len(last[1]):
            last = last[0], [f'{cell}\n{rest}' if place == what else cell for place, cell in enumerate(last[1])]
            continue
        if last:
            yield last
        last = number, line
    if last:
        yield last


def _dated(values: Mapping[str, str], lang: str, today: date | None, above: str | None, year: int | None) -> Written:
    read = written(values['date'], lang, today, above=above, year=year)
    if values.get('until'):
        last = written(values['until'], lang, today, year=year)
        if (read.values or read.problem == NO_DATE) and (stretch := joined(read.values, last.values)):
            return Written((stretch,), (read.problem if read.values else '') or last.problem)
        if last.problem not in ('', NO_DATE):
            return Written(read.values, UNREAD if not read.values else last.problem)
    return read


def _year_heading(line: Sequence[str]) -> int | None:
    """A row that holds nothing but a year stands above the days and months of that year."""
    filled = {cell for cell in line if cell}
    match = _YEAR.fullmatch(filled.pop()) if len(filled) == 1 else None
    return int(match[1]) if match else None


def _heading(table: Sequence[Sequence[str]]) -> tuple[int | None, dict[str, int]]:
    """The row that names most columns, among the first; a title that happens to hold one such word is none."""
    named = {number: _named(line) for number, line in enumerate(table[:_LOOKED_AT])}
    fitting = [number for number, found in named.items() if len(found) >= 2 and ('date' in found or 'what' in found)]
    best = max(fitting, key=lambda number: (len(named[number]), -number), default=None)
    if best is None:
        return None, {}
    # “Period” over two columns, and below it “from” and “until”: the lower headings are the finer ones.
    below = named.get(best + 1, {})
    if below.keys() <= {'date', 'until', 'notified'} and len(below) == sum(map(bool, table[best + 1])) > 1:
        return best + 1, {**named[best], **below}
    return best, named[best]


def _named(line: Sequence[str]) -> dict[str, int]:
    """Recognise headings; the first column that answers to a name has it."""
    found: dict[str, int] = {}
    for place, heading in enumerate(line):
        words = set(re.findall(r'[^\W\d_]+', heading.casefold()))
        if not words or len(words) > 5 or any(letter.isdigit() for letter in heading):
            continue
        name = next((name for name, known in _HEADINGS.items() if words & set(known) and name not in found), None)
        if name:
            found[name] = place
    if 'date' not in found and 'notified' in found and 'what' in found:
        found['date'] = found.pop('notified')
    return found


def _guessed(body: Sequence[Sequence[str]], named: Mapping[str, int], lang: str) -> dict[str, int]:
    """Without headings: the dates stand where most cells read as one, the text where the longest cells are."""
    sample = [line for line in body if any(line)][:40]
    width = max((len(line) for line in sample), default=0)
    taken = set(named.values())
    dated, length = {}, {}
    for place in range(width):
        values = [line[place] for line in sample if place < len(line) and line[place]]
        dated[place] = sum(bool(written(value, lang).values) for value in values) / max(1, len(values))
        length[place] = sum(map(len, values)) / max(1, len(values))
    found = {}
    if 'date' not in named:
        best = max((place for place in dated if place not in taken), key=dated.get, default=None)
        if best is not None and dated[best] >= 0.5:
            found['date'] = best
            taken.add(best)
    if 'what' not in named:
        best = max((place for place in length if place not in taken and length[place]), key=length.get, default=None)
        if best is not None:
            found['what'] = best
    return found


__all__ = ['COLUMNS', 'MOST_ROWS', 'ImportedRow', 'NotAChronology', 'Preview', 'preview', 'preview_of', 'read_date']
