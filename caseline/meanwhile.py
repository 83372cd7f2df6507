"""Two people, one record: whoever saves second is told what a colleague saved meanwhile, and nothing is overwritten silently.

Every record that can be edited counts its `version`; the form carries the one it was opened with. Use:

    if meanwhile.changed(kept, form):
        return render_template(…), 409
    …
    meanwhile.count(kept)
"""

from collections.abc import Iterator

from flask import flash, g, request
from flask_babel import gettext as _

_KEPT_AS = {"persons": "person_ids", "actors": "actor_ids"}  # fields that are called otherwise in the record


def changed(kept, form=None) -> bool:
    """Whether somebody saved `kept` after this form was opened. Then says so, and remembers what differs for the page."""
    if kept is None or request.form.get("version", type=int) == kept.version:
        return False
    g.meanwhile = list(_differences(kept, form)) if form is not None else []
    flash(_("A colleague changed this while you were typing. Compare, then save again to keep your version."), "warning")
    return True


def count(kept) -> None:
    """Count one more version of a record that is about to be saved; a new one begins with 1."""
    kept.version = (kept.version or 0) + 1


def _differences(kept, form) -> Iterator[tuple[str, str]]:
    """(label, what is saved now) of the fields that were typed otherwise; only fields that the record has as well."""
    for field in form:
        saved = getattr(kept, _KEPT_AS.get(field.name, field.name), None)
        if saved is None or field.name in {"csrf_token", "version"} or _plain(saved) == _plain(field.data):
            continue
        yield str(field.label.text), _in_words(field, saved)


def _plain(value) -> str:
    return "\n".join(map(str, value)) if isinstance(value, list) else str(value or "").strip().replace("\r\n", "\n")


def _in_words(field, saved) -> str:
    choices = dict(getattr(field, "choices", None) or [])
    values = saved if isinstance(saved, list) else [saved]
    return ", ".join(str(choices.get(value, value)) for value in values) or _("empty")
