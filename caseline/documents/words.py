"""The sentences the case manager reads about a paper: why it failed, what to do, what kind it is."""

from babel import Locale
from flask_babel import lazy_gettext as _l

from caseline import countries
from caseline.documents.models import Status
from caseline.i18n import language
from caseline.reading import ReadFailure
from caseline.reading.tessdata import installed

STATUSES = {
    Status.RECEIVED: _l("waiting to be read"),
    Status.READING: _l("being read"),
    Status.UNDERSTANDING: _l("being understood"),
    Status.READ: _l("read"),
    Status.FAILED: _l("could not be read"),
}

FAILURES = {
    "empty": _l("The file is empty. Ask for it again, or scan the paper once more."),
    "password_needed": _l("The file is locked with a password. Type the password below, or ask the sender for a copy without one."),
    "wrong_password": _l("This password does not open the file. Check it with the sender."),
    "unknown_format": _l("Caseline does not know this kind of file. Save it as PDF, Word or an image, and add it again."),
    "unsupported": _l("This kind of file cannot be read here. Save it as PDF or as a newer Word file, and add it again."),
    "too_large": _l("The file is too large to be read. Split it, or scan it with 200 dots per inch."),
    "too_many_pages": _l("The file has too many pages for one paper. Split it and add the parts."),
    "damaged": _l("The file is damaged and cannot be opened. Ask for it again, or scan the paper once more."),
    "time_limit": _l("Reading took too long and was stopped. Try again; if it fails again, save the file as PDF first."),
    "memory_limit": _l("Reading needed too much memory and was stopped. Save the file as PDF with smaller images, and add it again."),
    "missing": _l("The stored file is missing or damaged. Tell your administrator: it must be restored from a backup."),
    "crashed": _l("Reading stopped several times without an answer. The original is safe: save it as PDF and add that copy."),
}


NOT_ARRANGED = {
    "missing": _l("Some of these pages are no longer there. Look again and choose once more."),
    "unread": _l("These papers are still being read. Try again when they are done."),
    "redacted": _l("Places on this paper are marked for blacking out: its pages have to stay where they are."),
    "same": _l("Nothing was changed: the pages are in this order already."),
    "changed": _l("These papers were changed since, so this can no longer be undone."),
}


def reading_languages() -> list[tuple[str, str]]:
    """(code, name) of every language that scans can be read in on this machine, the network's own first."""
    try:
        found = installed()
    except ReadFailure:
        return []
    names = Locale.parse(language()).languages
    return [(code, names.get(code, code)) for code in found]


def failure_sentence(code: str) -> str:
    return FAILURES.get(code, FAILURES["damaged"])


def kind_name(kind: str) -> str:
    """The kind of a paper in the interface language, or '' when it is not known."""
    return countries.load("be").label(kind, language()) if kind else ""


def kinds() -> list[tuple[str, str]]:
    """(key, name) of every kind of paper, by name."""
    return sorted(((key, kind_name(key)) for key in countries.load("be").document_types), key=lambda pair: pair[1].lower())
