"""The chronology as a sheet: CSV and XLSX, in which no text of a paper can act as a formula.

A cell that begins with = + - @, a tab or a carriage return is run by spreadsheet programs. CSV cells that begin so get a
leading apostrophe (the OWASP advice on CSV injection); XLSX cells are written as text, never as formulas.
"""
import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from caseline.chronology.chronology import Chronology
from caseline.chronology.exports.contract import label_of
from caseline.chronology.kinds import kinds
from caseline.chronology.picture.labels import labels
from caseline.chronology.sentences import dated, say

_RUNS = ('=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠')
_UNPRINTABLE = re.compile(r'[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]')
_LONGEST_CELL = 32767
COLUMNS = {
    'en': ('Date', 'EDTF', 'What', 'Who', 'Kind', 'Notified', 'Sources', 'Status', 'Disputed'),
    'fr': ('Date', 'EDTF', 'Quoi', 'Qui', 'Nature', 'Notifié', 'Sources', 'Statut', 'Contesté'),
    'nl': ('Datum', 'EDTF', 'Wat', 'Wie', 'Soort', 'Ter kennis gebracht', 'Bronnen', 'Status', 'Betwist'),
    'de': ('Datum', 'EDTF', 'Was', 'Wer', 'Art', 'Zugestellt', 'Quellen', 'Status', 'Strittig'),
}
_WIDTHS = (20, 22, 60, 24, 24, 16, 40, 11, 18)
# The other sheets of a workbook: name and headings, by language.
_PROCEDURES = {
    'en': ('Procedures', ('Procedure', 'Who', 'Begun', 'Steps', 'Waited (days)', 'Outcome', 'Lawyer', 'Arguments rejected')),
    'fr': ('Procédures', ('Procédure', 'Qui', 'Début', 'Étapes', 'Attente (jours)', 'Issue', 'Avocat', 'Arguments rejetés')),
    'nl': ('Procedures', ('Procedure', 'Wie', 'Begin', 'Stappen', 'Wachttijd (dagen)', 'Uitkomst', 'Advocaat', 'Verworpen argumenten')),
    'de': ('Verfahren', ('Verfahren', 'Wer', 'Beginn', 'Schritte', 'Wartezeit (Tage)', 'Ergebnis', 'Anwalt', 'Abgelehnte Argumente')),
}
_TERMS = {
    'en': ('Terms', ('Term', 'About', 'From', 'Last day', 'Basis', 'Remark')), 'fr': ('Délais', ('Délai', 'Concerne', 'Depuis', 'Dernier jour', 'Base', 'Remarque')),
    'nl': ('Termijnen', ('Termijn', 'Betreft', 'Vanaf', 'Laatste dag', 'Grondslag', 'Opmerking')), 'de': ('Fristen', ('Frist', 'Betrifft', 'Ab', 'Letzter Tag', 'Grundlage', 'Bemerkung')),
}
_FINDINGS = {'en': ('Findings', ('Finding', 'Sources')), 'fr': ('Constats', ('Constat', 'Sources')), 'nl': ('Bevindingen', ('Bevinding', 'Bronnen')), 'de': ('Befunde', ('Befund', 'Quellen'))}
_STATUS = {'accepted': ('accepted', 'accepté', 'aanvaard', 'angenommen'), 'proposed': ('proposed', 'proposé', 'voorgesteld', 'vorgeschlagen')}
_DISPUTED = {'main': ('date', 'date', 'datum', 'Datum'), 'notification_date': ('notification', 'notification', 'kennisgeving', 'Zustellung'),
             'hearing_date': ('hearing', 'audience', 'zitting', 'Verhandlung'), 'end_date': ('end', 'fin', 'einde', 'Ende'), 'valid_until': ('valid until', 'valable jusqu’au', 'geldig tot', 'gültig bis'),
             'expiry_date': ('expiry', 'échéance', 'vervaldatum', 'Ablauf'), 'registration_date': ('registration', 'enregistrement', 'registratie', 'Eintragung'), 'service_date': ('service', 'signification', 'betekening', 'Zustellung')}
_LANGUAGES = ('en', 'fr', 'nl', 'de')


def to_csv(chronology: Chronology) -> str:
    """Return CSV text with a byte-order mark, so that spreadsheet programs read its accents."""
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerow(_head(chronology))
    writer.writerows([harmless(cell) for cell in cells] for cells in _cells(chronology))
    return '\ufeff' + out.getvalue()


def to_xlsx(chronology: Chronology) -> bytes:
    """Return an .xlsx workbook: the rows, the procedures, the terms and the findings, each with a frozen heading and text cells only."""
    from openpyxl import Workbook  # slow to import, needed for this one export
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font

    book = Workbook(write_only=True)

    def add(name: str, head: Sequence[str], lines: Iterable[Sequence[str]], widths: Sequence[int]) -> None:
        sheet = book.create_sheet(name)
        sheet.freeze_panes = 'A2'
        for place, width in enumerate(widths):
            sheet.column_dimensions['ABCDEFGHI'[place]].width = width
        rows = 1
        for rows, values in enumerate([head, *lines], 1):
            line = [WriteOnlyCell(sheet, value=printable(value)) for value in values]
            for cell in line:
                cell.data_type = 's'
                cell.alignment = Alignment(wrap_text=True, vertical='top')
                cell.font = Font(bold=rows == 1)
            sheet.append(line)
        sheet.auto_filter.ref = f'A1:{"ABCDEFGHI"[len(head) - 1]}{rows}'

    lang = chronology.lang if chronology.lang in COLUMNS else 'en'
    add(_sheet_name(chronology.reference), _head(chronology), _cells(chronology), _WIDTHS)
    add(*_PROCEDURES[lang], _procedure_cells(chronology), (24, 24, 16, 60, 22, 16, 24, 50))
    add(*_TERMS[lang], _term_cells(chronology), (40, 40, 16, 16, 40, 40))
    add(*_FINDINGS[lang], _finding_cells(chronology), (100, 60))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def harmless(text: str) -> str:
    """Return text that a spreadsheet program shows instead of running."""
    text = printable(text)
    return f"'{text}" if text.lstrip(' ').startswith(_RUNS) or text.startswith(_RUNS) else text


def printable(text: str) -> str:
    """Return text without control characters, which sheets cannot hold, cut to the longest cell they allow."""
    return _UNPRINTABLE.sub('\ufffd', text)[:_LONGEST_CELL]


def _head(chronology: Chronology) -> tuple[str, ...]:
    return COLUMNS.get(chronology.lang, COLUMNS['en'])


def _cells(chronology: Chronology) -> Iterator[list[str]]:
    names = {person.id: person.name for person in chronology.people}
    lang = chronology.lang
    for row in chronology.rows:
        sources = '; '.join(f'{source.document or source.said_by or ""}{f", p. {source.page}" if source.page else ""}' for source in row.sources)
        who = ', '.join([names[person] for person in row.persons if person in names] or row.named)
        notified = row.date('notification_date')
        yield [dated(row.edtf, lang, row.within), row.edtf, label_of(row, chronology), who, kinds(chronology.country).label(row.type, lang),
               dated(notified, lang) if notified else '', sources, _word(_STATUS, row.status, lang), ', '.join(_word(_DISPUTED, role, lang) for role in row.disputed)]


def _procedure_cells(chronology: Chronology) -> Iterator[list[str]]:
    names, lang = {person.id: person.name for person in chronology.people}, chronology.lang
    words = labels(lang)
    for one in chronology.procedures:
        steps = '; '.join(f'{dated(step.edtf, lang)} {kinds(chronology.country).label(step.type, lang)}' for step in one.steps)
        outcome = words['open'] if one.open else words.get(one.outcome or '', one.outcome or '')
        yield [one.title, ', '.join(names[person] for person in one.persons if person in names), dated(one.steps[0].edtf, lang), steps,
               '; '.join(str(wait.days) for wait in one.waits if wait.days is not None), outcome, '; '.join(one.lawyers), '; '.join(said.text for said in one.arguments)]


def _term_cells(chronology: Chronology) -> Iterator[list[str]]:
    rows, lang = {row.id: row for row in chronology.rows}, chronology.lang
    for term in chronology.terms:
        row = rows.get(term.event)
        about = f'{kinds(chronology.country).label(row.type, lang)}, {dated(row.edtf, lang)}' if row else ''
        yield [term.label, about, dated(term.start, lang) if term.start else '', dated(term.due.isoformat(), lang) if term.due else '', term.basis,
               say('to_be_confirmed', lang) if term.due else term.question or '']


def _finding_cells(chronology: Chronology) -> Iterator[list[str]]:
    for one in chronology.findings:
        sources = dict.fromkeys(f'{source.document or source.said_by or ""}{f", p. {source.page}" if source.page else ""}' for source in one.sources)
        yield [one.sentence, '; '.join(sources)]


def _word(table: Mapping[str, Sequence[str]], key: str, lang: str) -> str:
    return table[key][_LANGUAGES.index(lang) if lang in _LANGUAGES else 0] if key in table else key


def _sheet_name(reference: str) -> str:
    return re.sub(r'[\[\]:*?/\\\x00-\x1f]', '-', reference)[:31].strip("'") or 'Caseline'
