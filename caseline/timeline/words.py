"""The words of the timeline: event types, date roles and source kinds as the screens show them."""

from flask_babel import gettext as _, lazy_gettext as _l, ngettext

from caseline import countries
from caseline.chronology.threads import ALONE
from caseline.edtf import NotEdtf, show
from caseline.i18n import language
from caseline.timeline.models import SourceKind

SOURCE_KINDS = {
    SourceKind.PRIMARY: _l("the paper itself"),
    SourceKind.MENTIONED: _l("mentioned in a paper"),
    SourceKind.LAWYER: _l("the lawyer says"),
    SourceKind.FAMILY: _l("the family says"),
    SourceKind.THIRD_PARTY: _l("somebody else says"),
    SourceKind.OBSERVED: _l("we observed"),
    SourceKind.EARLIER: _l("earlier chronology"),
}
SAID_KINDS = [SourceKind.FAMILY, SourceKind.LAWYER, SourceKind.THIRD_PARTY, SourceKind.OBSERVED]

ROLES = {
    "decision_date": _l("decided"),
    "notification_date": _l("notified"),
    "filing_date": _l("filed"),
    "lodging_date": _l("lodged"),
    "judgment_date": _l("judged"),
    "hearing_date": _l("heard"),
    "leave_by_date": _l("to leave by"),
    "effective_date": _l("takes effect"),
    "end_date": _l("ended"),
    "issue_date": _l("issued"),
    "expiry_date": _l("expires"),
    "valid_until": _l("valid until"),
    "acknowledgment_date": _l("acknowledged"),
    "sent_date": _l("sent"),
    "received_date": _l("received"),
    "due_date": _l("due"),
    "document_date": _l("written"),
    "order_date": _l("ordered"),
    "birth_date": _l("born"),
    "declared_arrival_date": _l("declared arrival"),
    "event_date": _l("happened"),
}

OUTCOMES = {
    "granted": _l("granted"), "refused": _l("refused"), "inadmissible": _l("inadmissible"), "decided": _l("decided"), "rejected": _l("rejected"),
    "annulled": _l("annulled"), "withdrawn": _l("withdrawn"),
}
PARTS = {
    "application": _l("application"), "interview": _l("interview"), "decision": _l("decision"), "notification": _l("notification"), "appeal": _l("appeal"),
    "hearing": _l("hearing"), "judgment": _l("judgment"), "cassation": _l("cassation"), "cassation_judgment": _l("judgment in cassation"),
    "consequence": _l("consequence"), "today": _l("today"),
}
BANDS = {
    "stay": _l("legal stay"), "temporary_stay": _l("temporary stay"), "asylum_procedure": _l("asylum procedure"), "no_stay": _l("no stay"),
    "unknown": _l("not known"), "detention": _l("detention"), "return_house": _l("return house"),
}
TERM_STATES = {"running": _l("running"), "passed": _l("passed"), "met": _l("met"), "unknown": _l("to be asked")}


PROBLEMS = {
    "no_date": _l("no date: give one, or leave it empty"), "unread": _l("this date could not be read"), "two_dates": _l("the cell held two dates: two rows were made"),
    "year_above": _l("the year comes from the heading above"), "as_above": _l("the date of the row above"), "in_text": _l("the date was found in the text"),
    "serial": _l("a number that a sheet counts days with"), "future": _l("this day has not come yet"), "no_text": _l("no text: what happened?"),
}
_COLUMNS = {
    "date": _l("Date, or from"), "until": _l("Until"), "notified": _l("Notified"), "what": _l("What happened"), "who": _l("Who"), "source": _l("Source"), "note": _l("Note"),
}
_REFUSALS = {
    "empty": _l("The file is empty. Choose the file with your chronology."), "no_table": _l("The Word file holds no table. Put the chronology into a table, one row for each event."),
    "no_columns": _l("No column with dates and no column with text could be recognised. Name them “Date” and “What” in the first row."),
    "too_many_rows": _l("The table has too many rows. Please divide it."), "damaged": _l("The file is damaged, or it is not a Word or Excel file."),
    "too_large": _l("The file is too large for a chronology."), "wrong_kind": _l("Only Word (.docx), Excel (.xlsx) and CSV files can be read here."),
    "no_separators": _l("The text is not a table with separated columns."),
}


def refusal(code: str) -> str:
    """Why a file is no chronology."""
    return str(_REFUSALS.get(code, _REFUSALS["damaged"]))


def columns() -> list[tuple[str, str]]:
    """(key, name) of what a column of an earlier chronology can be."""
    return [(key, str(name)) for key, name in _COLUMNS.items()]


def row_of_file(name: str, number: int, source: str) -> str:
    """How an event names the row it came from: “chronologie.docx, row 12 (annex 26)”."""
    told = _("%(file)s, row %(number)s", file=name, number=number)
    return f"{told} ({source[:120]})" if source else told


def type_name(key: str) -> str:
    """The name of an event type in the interface language."""
    return countries.load("be").label(key, language())


def types() -> list[tuple[str, str]]:
    """(key, name) of every event type, by name."""
    return sorted(((key, type_name(key)) for key in countries.load("be").event_types), key=lambda pair: pair[1].lower())


def procedure_kinds() -> list[tuple[str, str]]:
    """(key, name) of every kind of procedure, and the appeal that stands alone."""
    table, lang = countries.load("be").table("chronology"), language()
    named = [(entry["key"], entry["label"]) for entry in table["procedures"]] + [(ALONE, table["appeal_label"])]
    return [(key, label.get(lang) or label["en"]) for key, label in named]


def waited(days: int) -> str:
    """A waiting time as people say it: days, then months, then years and months."""
    months = round(days * 12 / 365.25)
    if days < 90:
        return ngettext("%(num)d day", "%(num)d days", days)
    if months < 24:
        return ngettext("%(num)d month", "%(num)d months", months)
    years, left = divmod(months, 12)
    told = ngettext("%(num)d year", "%(num)d years", years)
    return told if not left else _("%(years)s and %(months)s", years=told, months=ngettext("%(num)d month", "%(num)d months", left))


def role_name(role: str) -> str:
    return str(ROLES.get(role, role.removesuffix("_date").replace("_", " ")))


def shown_date(edtf: str, within: bool = False) -> str:
    """An EDTF date as a careful person writes it in the interface language; undated is an empty string."""
    try:
        return show(edtf, language(), within=within) if edtf else ""
    except NotEdtf:
        return edtf
