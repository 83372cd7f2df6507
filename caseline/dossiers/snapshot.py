"""A dossier as JSON text and back: the snapshot that is kept when something is sent, from which the same bytes come again."""

import json
import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from .dossier import Dossier

FORMAT = 1


class BadSnapshot(ValueError):
    """The text is no snapshot of a dossier that this version of Caseline can read."""


def to_json(dossier: Dossier) -> str:
    """The dossier as JSON, keys sorted, so that equal dossiers give equal text."""
    return json.dumps({"format": FORMAT, "dossier": _plain(dossier)}, ensure_ascii=False, sort_keys=True, indent=1)


def from_json(text: str) -> Dossier:
    """The dossier that `to_json` wrote. Raises BadSnapshot."""
    try:
        stored = json.loads(text)
        if stored["format"] != FORMAT:
            raise BadSnapshot(f"This snapshot has format {stored['format']}; this version reads format {FORMAT}.")
        return _built(Dossier, stored["dossier"])
    except (KeyError, TypeError, AttributeError, json.JSONDecodeError) as error:
        raise BadSnapshot("This is not the snapshot of a dossier.") from error


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    return value.isoformat() if isinstance(value, date) else value


def _built(kind: Any, value: Any) -> Any:
    """`value` from JSON as the type `kind` that a field of a dossier declares."""
    if value is None or kind in (str, int, bool):
        return value
    if kind is date:
        return date.fromisoformat(value)
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        return _built(next(one for one in inner if one is not type(None)), value)
    if origin is tuple:
        kinds = [inner[0]] * len(value) if inner[-1] is Ellipsis else inner
        return tuple(_built(one, part) for one, part in zip(kinds, value, strict=True))
    if origin is Mapping:
        return {inner[0](key): _built(inner[1], one) for key, one in value.items()}
    if origin is Literal:
        return value
    hints = get_type_hints(kind)
    return kind(**{name: _built(hints[name], one) for name, one in value.items()})
