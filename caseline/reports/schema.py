"""Checking plain JSON values against the published schema: the part of JSON Schema 2020-12 that this schema uses."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

_TYPES = {"object": dict, "array": list, "string": str, "integer": int, "boolean": bool, "null": type(None)}
_compiled = cache(re.compile)


class NotTheSchema(ValueError):
    """The value does not follow the schema; the message says where and why, without repeating the value."""


def check(value: Any, rule: Mapping[str, Any], whole: Mapping[str, Any], where: str = "file") -> None:
    """Raise NotTheSchema at the first place of `value` that breaks `rule`, a part of the schema `whole`."""
    if "$ref" in rule:
        rule = whole["$defs"][rule["$ref"].rsplit("/", 1)[1]]
    if "enum" in rule and not any(value is one or (type(value) is type(one) and value == one) for one in rule["enum"]):
        raise NotTheSchema(f"{where}: this value is not one of those that are possible here.")
    if "type" in rule:
        _check_type(value, rule["type"], where)
    if isinstance(value, str) and "pattern" in rule and not _compiled(rule["pattern"].replace("$", r"\Z")).search(value):
        raise NotTheSchema(f"{where}: the text does not have the form {rule['pattern']}.")
    if isinstance(value, int) and not isinstance(value, bool) and not rule.get("minimum", value) <= value <= rule.get("maximum", value):
        raise NotTheSchema(f"{where}: the number is outside {rule.get('minimum')} to {rule.get('maximum')}.")
    if isinstance(value, dict):
        _check_object(value, rule, whole, where)
    elif isinstance(value, list):
        if len(value) > rule.get("maxItems", len(value)):
            raise NotTheSchema(f"{where}: more than {rule['maxItems']} entries.")
        for place, one in enumerate(value):
            check(one, rule["items"], whole, f"{where}[{place}]")


def _check_type(value: Any, named: str | list[str], where: str) -> None:
    names = [named] if isinstance(named, str) else named
    fits = any(isinstance(value, _TYPES[name]) and not (name == "integer" and isinstance(value, bool)) for name in names)
    if not fits:
        raise NotTheSchema(f"{where}: {' or '.join(names)} is expected.")


def _check_object(value: dict, rule: Mapping[str, Any], whole: Mapping[str, Any], where: str) -> None:
    for name in rule.get("required", ()):
        if name not in value:
            raise NotTheSchema(f"{where}: “{name}” is missing.")
    known, others = rule.get("properties", {}), rule.get("additionalProperties", True)
    for name, one in value.items():
        if "propertyNames" in rule:
            check(name, rule["propertyNames"], whole, f"{where}, a key")
        if name in known:
            check(one, known[name], whole, f"{where}.{name}")
        elif others is False:
            raise NotTheSchema(f"{where}: a field that the schema does not have.")
        elif isinstance(others, dict):
            check(one, others, whole, f"{where}.{name}")
