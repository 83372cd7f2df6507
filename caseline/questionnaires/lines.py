"""JSON in which every value knows its line, so that what is wrong can be pointed at."""

import json
import re
from bisect import bisect_right
from dataclasses import dataclass, field
from json.decoder import scanstring
from typing import Any

DEEPEST = 12
_BLANK = re.compile(r"[ \t\n\r]*")
Place = tuple[str | int, ...]


class TooDeep(ValueError):
    """Lists within lists further than any questionnaire needs."""


@dataclass(frozen=True, slots=True)
class Lined:
    """A JSON value, the line (from 1) of each of its parts by place, and the fields that stand twice in one object."""

    value: Any
    lines: dict[Place, int] = field(default_factory=dict)
    twice: tuple[Place, ...] = ()

    def line(self, place: Place) -> int:
        """The line of this part, or of the nearest whole that has one."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)


def read(text: str) -> Lined:
    """Parse. Raises json.JSONDecodeError (with its line) and TooDeep."""
    walk = _Walk(text)
    value, end = walk.value(0, ())
    if _BLANK.match(text, end).end() < len(text):
        raise json.JSONDecodeError("Extra data", text, end)
    return Lined(value, walk.lines, tuple(walk.twice))


class _Walk:
    """One pass through the text, by the standard library's own scanners for strings and numbers."""

    def __init__(self, text: str) -> None:
        self.text, self.lines, self.twice = text, {}, []
        self._breaks = [match.start() for match in re.finditer("\n", text)]
        self._plain = json.JSONDecoder()

    def value(self, at: int, place: Place) -> tuple[Any, int]:
        if len(place) > DEEPEST:
            raise TooDeep("A questionnaire needs no list so deep.")
        at = self._skip(at)
        self.lines[place] = bisect_right(self._breaks, at) + 1
        opening = self.text[at : at + 1]
        if opening == "{":
            return self._object(at + 1, place)
        if opening == "[":
            return self._array(at + 1, place)
        return self._plain.raw_decode(self.text, at)

    def _object(self, at: int, place: Place) -> tuple[dict, int]:
        found: dict[str, Any] = {}
        at = self._skip(at)
        if self.text[at : at + 1] == "}":
            return found, at + 1
        while True:
            if self.text[at : at + 1] != '"':
                raise json.JSONDecodeError("Expecting property name enclosed in double quotes", self.text, at)
            name, at = scanstring(self.text, at + 1, True)
            at = self._expect(":", at)
            if name in found:
                self.twice.append((*place, name))
            found[name], at = self.value(at, (*place, name))
            at, more = self._next("}", at)
            if not more:
                return found, at

    def _array(self, at: int, place: Place) -> tuple[list, int]:
        found: list = []
        at = self._skip(at)
        if self.text[at : at + 1] == "]":
            return found, at + 1
        while True:
            one, at = self.value(at, (*place, len(found)))
            found.append(one)
            at, more = self._next("]", at)
            if not more:
                return found, at

    def _next(self, closing: str, at: int) -> tuple[int, bool]:
        at = self._skip(at)
        sign = self.text[at : at + 1]
        if sign not in {",", closing} or not sign:
            raise json.JSONDecodeError("Expecting ',' delimiter", self.text, at)
        return (self._skip(at + 1), True) if sign == "," else (at + 1, False)

    def _expect(self, sign: str, at: int) -> int:
        at = self._skip(at)
        if self.text[at : at + 1] != sign:
            raise json.JSONDecodeError(f"Expecting '{sign}' delimiter", self.text, at)
        return at + 1

    def _skip(self, at: int) -> int:
        return _BLANK.match(self.text, at).end()
