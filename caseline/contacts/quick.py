"""A contact in one line, as people jot it down: “call Me Dumortier, no news from CCE, 10 min” → how, with whom, how long, what.

The line is taken in pieces between commas. What is wholly a day, a time, a length, a place or an interpreter is understood
as that; the first piece tells how and with whom; everything else is what was said, and not a word of it is lost.
English, French, Dutch and German may be mixed, as on the phone.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from caseline.contacts.quick_words import CHANNEL_WORDS, DAYS_AGO, EVERYBODY, GENERIC, INTERPRETED, LENGTHS, LITTLE, PLACES, RELATION_WORDS, TITLES, WEEKDAYS, WITH
from caseline.edtf import NotEdtf, parse, typed

LONGEST = 24 * 60  # minutes
_TOPIC = re.compile(r"(?<!\w)#([^\W\d][\w-]{1,39})")


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody who may be named in a line: `names` are all spellings, `relation` a key of families/words.py or ''."""

    id: int
    names: tuple[str, ...]
    relation: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """What a line says. `at` is an EDTF day; `channel` '' when the line does not say how."""

    summary: str
    at: str
    channel: str = ""
    time: str = ""
    minutes: int | None = None
    place: str = ""
    person_ids: tuple[int, ...] = ()
    actor_ids: tuple[int, ...] = ()
    others: str = ""
    interpreter: str = ""
    topics: tuple[str, ...] = ()


def understand(text: str, *, today: date, people: Sequence[Known] = (), actors: Sequence[Known] = (), lang: str = "en") -> Line:
    """The line in its parts. Nothing is guessed that the line does not say, but the day, which is today when it names none."""
    topics = tuple(dict.fromkeys(word.lower() for word in _TOPIC.findall(text)))
    pieces = [piece.strip() for piece in re.split(r"[;\n]|:\s|,(?!\d)", _TOPIC.sub("", text)) if piece.strip()]
    found = Line(summary="", at=today.isoformat(), topics=topics)
    said = []
    for place, piece in enumerate(pieces):
        found, rest = _head(piece, found, people, actors, today, lang) if place == 0 else _tail(piece, found, people, actors, today, lang)
        said += [rest] if rest else []
    summary = ", ".join(said) or text.strip()
    return replace(found, summary=summary[:1].upper() + summary[1:])


def _head(piece, found, people, actors, today, lang) -> tuple[Line, str]:
    """The first piece: how, with whom, perhaps when and how long. What it says beyond that belongs to what was said."""
    left, found = _length(piece, found)
    left, found = _time(left, found)
    left, found = _day_inside(left, found, today, lang)
    left, channel = _channel(left)
    found = replace(found, channel=channel)
    if not channel and not any(_met(left, people, actors)):
        return found, piece
    left, found = _participants(left, found, people, actors)
    left = _without_little_words(left)
    if left and _is_a_name(left) and channel:
        return replace(found, others=_trimmed(left)[:300]), ""
    return found, piece if left else ""


def _tail(piece, found, people, actors, today, lang) -> tuple[Line, str]:
    """A later piece is understood as a whole, or it is what was said."""
    for read in (_length, _time):
        left, now = read(piece, found)
        if now is not found and not _without_little_words(left):
            return now, ""
    if day := _day(piece, today, lang):
        return replace(found, at=day), ""
    if said := _after(piece, INTERPRETED):
        names = [one.names[0] for one in actors if _names_in(said, one)]
        return replace(found, interpreter=(names[0] if names else said)[:120]), ""
    if said := _after(piece, WITH):
        left, now = _participants(said, found, people, actors)
        left = _without_little_words(left)
        if now is not found and not left:
            return now, ""
        if _is_a_name(left) and len(left.split()) <= 4:
            return replace(now, others=", ".join(filter(None, [now.others, left]))[:300]), ""
    if piece.startswith("@") or _folded(piece) in PLACES:
        return replace(found, place=piece.lstrip("@ ")[:200]), ""
    if not found.channel and not _without_little_words(_channel(piece)[0]):
        return replace(found, channel=_channel(piece)[1]), ""
    return found, piece


def _length(text: str, found: Line) -> tuple[str, Line]:
    for pattern, minutes in LENGTHS:
        if (match := pattern.search(text)) and 0 < (length := minutes(match)) <= LONGEST:
            return _cut(text, match), replace(found, minutes=length)
    return text, found


_AT = re.compile(r"(?:\b(?:at|à|a|om|um)\s+)?\b([01]?\d|2[0-3])(?::|[hHuU]\s?|\.)([0-5]\d)\b(?!\.\d)|\b(?:at|à|om|um)\s+([01]?\d|2[0-3])\s?(?:[hHuU]|uur|heures?|Uhr|o.clock)?(?=\s|$)", re.IGNORECASE)


def _time(text: str, found: Line) -> tuple[str, Line]:
    match = _AT.search(text)
    if not match:
        return text, found
    hour, minute = (match[1], match[2]) if match[1] else (match[3], "00")
    return _cut(text, match), replace(found, time=f"{int(hour):02}:{minute}")


def _day_inside(text: str, found: Line, today: date, lang: str) -> tuple[str, Line]:
    """A day at the end of the first piece: “visit yesterday”, “call Selam 3 March”."""
    words = text.split()
    for count in range(min(4, len(words)), 0, -1):
        if day := _day(" ".join(words[-count:]), today, lang):
            return " ".join(words[:-count]), replace(found, at=day)
        if day := _day(" ".join(words[:count]), today, lang):
            return " ".join(words[count:]), replace(found, at=day)
    return text, found


def _day(text: str, today: date, lang: str) -> str:
    """The EDTF day that these words are, wholly; '' when they are something else."""
    folded = re.sub(r"^(on|le|op|am)\s+", "", _folded(text)).rstrip(". ")
    if folded in DAYS_AGO:
        return (today - timedelta(DAYS_AGO[folded])).isoformat()
    last = re.sub(r"^(last|afgelopen|vorige|letzten?)\s+|\s+(dernier|passe)$", "", folded)
    if last in WEEKDAYS:
        return (today - timedelta((today.weekday() - WEEKDAYS[last]) % 7 or 7 * (last != folded))).isoformat()
    if short := re.fullmatch(r"(\d{1,2})[./-](\d{1,2})", folded):
        return _nearest(int(short[1]), int(short[2]), today)
    if not re.search(r"\d", folded):
        return ""
    try:
        value = parse(typed(text, lang, today=today).text)
    except (NotEdtf, ValueError):
        value = None
    if value is not None and value.precision == "day":
        return value.text
    return _without_year(folded, today, lang)


def _without_year(folded: str, today: date, lang: str) -> str:
    """“3 March” is the last third of March."""
    if not re.fullmatch(r"\d{1,2}(?:er|e|st|nd|rd|th|\.)?\s+[a-z]{3,}|[a-z]{3,}\s+\d{1,2}(?:st|nd|rd|th)?", folded):
        return ""
    for year in (today.year, today.year - 1):
        try:
            value = parse(typed(f"{folded} {year}", lang, today=today).text)
        except (NotEdtf, ValueError):
            return ""
        if value.precision == "day" and value.earliest <= today:
            return value.text
    return ""


def _nearest(day: int, month: int, today: date) -> str:
    for year in (today.year, today.year - 1):
        try:
            found = date(year, month, day)
        except ValueError:
            return ""
        if found <= today + timedelta(1):
            return found.isoformat()
    return ""


def _channel(text: str) -> tuple[str, str]:
    """(text without it, key of the earliest word that says how)."""
    matches = [(match.start(), -len(match[0]), key, match) for key, pattern in CHANNEL_WORDS.items() if (match := pattern.search(text))]
    if not matches:
        return text, ""
    _start, _length, key, match = min(matches, key=lambda one: one[:2])
    return _cut(text, match), key


def _participants(text: str, found: Line, people, actors) -> tuple[str, Line]:
    persons, outside = _met(text, people, actors)
    for one in (*persons, *outside):
        for name in one.names:
            text = _without(text, name)
    relations = {word for one in persons if one.relation for word in RELATION_WORDS.get(one.relation, ())} | set(EVERYBODY if len(persons) == len(people) > 0 else ())
    text = " ".join(word for word in text.split() if _folded(word).strip(".") not in relations)
    if not persons and not outside:
        return text, found
    merged = lambda before, new: tuple(dict.fromkeys([*before, *(one.id for one in new)]))  # noqa: E731
    return text, replace(found, person_ids=merged(found.person_ids, persons), actor_ids=merged(found.actor_ids, outside))


def _met(text: str, people, actors) -> tuple[list[Known], list[Known]]:
    """Who of the family and of the book is named."""
    words = set(re.findall(r"\w+", _folded(text)))
    if words & set(EVERYBODY) and people:
        persons = list(people)
    else:
        persons = [one for one in people if _names_in(text, one)]
        for relation, said in RELATION_WORDS.items():
            alike = [one for one in people if one.relation == relation]
            persons += [alike[0]] if len(alike) == 1 and words & set(said) and alike[0] not in persons else []
    return persons, _best(text, actors)


def _best(text: str, actors) -> list[Known]:
    """Those of the book whose name is told, or most of it: “CPAS Anderlecht” is not every CPAS."""
    words = set(re.findall(r"\w+", _folded(text)))
    told = {one.id: words & {word for name in one.names for word in _telling(name)} for one in actors}
    named = [one for one in actors if told[one.id] - GENERIC]
    return [one for one in named if not any(told[one.id] < told[other.id] for other in named)]


def _names_in(text: str, one: Known) -> bool:
    """Whether a name stands in the text: the whole name, or any of its words that is long enough to tell somebody."""
    words = re.findall(r"\w+", _folded(text))
    return any(word in words for name in one.names for word in _telling(name))


def _telling(name: str) -> list[str]:
    return [word for word in re.findall(r"\w+", _folded(name)) if len(word) >= 3 and word not in TITLES and word not in LITTLE]


def _without(text: str, name: str) -> str:
    telling = set(_telling(name))
    return " ".join(word for word in text.split() if _folded(word).strip(".:") not in telling)


def _without_little_words(text: str) -> str:
    """The text without titles, prepositions and signs that say nothing by themselves."""
    words = text.replace(":", " ").split()
    return " ".join(words) if any(_folded(word).strip(".") not in TITLES | LITTLE and re.search(r"\w", word) for word in words) else ""


def _trimmed(text: str) -> str:
    """Without little words at either end."""
    words = text.split()
    while words and _folded(words[0]) in LITTLE:
        words.pop(0)
    while words and _folded(words[-1]) in LITTLE:
        words.pop()
    return " ".join(words)


def _is_a_name(text: str) -> bool:
    words = [word for word in text.split() if _folded(word).strip(".") not in TITLES | LITTLE]
    return bool(words) and all(word[:1].isupper() for word in words)


def _after(piece: str, openings: Iterable[str]) -> str:
    """What follows one of these words at the beginning of a piece."""
    folded = _folded(piece)
    return next((piece[len(word):].strip(" :") for word in openings if re.match(rf"{word}\b", folded)), "")


def _cut(text: str, match: re.Match) -> str:
    return f"{text[: match.start()]} {text[match.end():]}".strip()


def _folded(text: str) -> str:
    """Lower case without accents; as long as the text, so that places in one are places in the other."""
    return "".join((unicodedata.normalize("NFD", sign)[0] for sign in text)).lower().strip()
