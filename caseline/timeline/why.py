"""Why a proposal was made, in the reader's language: the engine's few reasons, with the paper's own words in quotes."""

import re

from flask_babel import gettext as _, lazy_gettext as _l

from caseline.documents.words import kind_name

_PLAIN = {
    "a line of a certificate that dates what it attests": _l("a line of a certificate that dates what it attests"),
    "a dated sentence in the facts or the procedure": _l("a dated sentence in the facts or the procedure"),
    "a child born in this country, with its birth date": _l("a child born in this country, with its birth date"),
    "a child listed with place and day": _l("a child listed with place and day"),
    "a row of the prolongations": _l("a row of the prolongations"),
    "the letter names it as its subject": _l("the letter names it as its subject"),
    "the words around the date": _l("the words around the date"),
    "two lines of the form give its beginning and end": _l("two lines of the form give its beginning and end"),
}
_NOTIFIED = "; only the notification is dated"


def why(reason: str) -> str:
    """The engine's reason as the screen says it; one that is not known here stays as the engine wrote it."""
    if reason.endswith(_NOTIFIED):
        return _("%(reason)s; only the notification is dated", reason=why(reason.removesuffix(_NOTIFIED)))
    if found := re.fullmatch(r"the paper itself is this \((\w+)\)", reason):
        return _("the paper itself is this: %(kind)s", kind=kind_name(found[1]))
    if found := re.fullmatch(r"“(.+)” right beside the date", reason, re.DOTALL):
        return _("“%(words)s” right beside the date", words=found[1])
    if found := re.fullmatch(r"“(.+)” in the same clause as the date", reason, re.DOTALL):
        return _("“%(words)s” in the same clause as the date", words=found[1])
    if found := re.fullmatch(r"words such as “(.+)” around the date", reason, re.DOTALL):
        return _("words such as “%(words)s” around the date", words=found[1])
    return str(_PLAIN.get(reason, reason))
