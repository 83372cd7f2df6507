"""Text made fit for XML 1.0 and for a legal document: what cannot or may not stand there is left out."""

import re

# XML 1.0 section 2.2 allows no control characters but tab and line ends, no lone surrogates, no noncharacters.
# The two bidirectional overrides go as well: they can make a printed date read backwards.
_FORBIDDEN = re.compile("[^\t\n\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]|[\u202d\u202e]")
_LINE_END = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_RIGHT_TO_LEFT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
_ONE_RIGHT_TO_LEFT = re.compile(f"[{_RIGHT_TO_LEFT}]")
# Whatever asks for a second look before it can stand between tags: markup, controls, right-to-left, odd characters.
_SPECIAL = re.compile("[\x00-\x1f&<>\x7f-\x9f\u0590-\u08ff\u2028-\u202e\ud800-\udfff\ufb1d-\U0001efff]")
is_special = _SPECIAL.search
_FIRST_STRONG = re.compile(f"[{_RIGHT_TO_LEFT}]|[^\\W\\d_]")
# A right-to-left stretch runs on over the spaces, digits and marks between two right-to-left words.
_STRETCH = re.compile(f"[{_RIGHT_TO_LEFT}](?:[\\W\\d_]*[{_RIGHT_TO_LEFT}])*")


def clean(value: str) -> str:
    """`value` with line ends as \\n and without any character that XML or a reader's eye must not meet."""
    if is_special(value) is None:
        return value
    return _FORBIDDEN.sub("", _LINE_END.sub("\n", value))


def escape(value: str) -> str:
    """`value` ready to stand between tags."""
    if is_special(value) is None:
        return value
    value = clean(value)
    if "&" in value:
        value = value.replace("&", "&amp;")
    if "<" in value:
        value = value.replace("<", "&lt;")
    return value.replace(">", "&gt;") if ">" in value else value


def attribute(value: str) -> str:
    """`value` ready to stand inside a double-quoted attribute, on one line."""
    return escape(value).replace('"', "&quot;").replace("\n", " ").replace("\t", " ")


def starts_right_to_left(value: str) -> bool:
    """Whether the first letter of `value` belongs to a right-to-left script (Unicode bidi rule P2, simplified)."""
    first = _FIRST_STRONG.search(value)
    return bool(first and _ONE_RIGHT_TO_LEFT.match(first.group()))


def by_direction(value: str) -> list[tuple[str, bool]]:
    """`value` cut into (text, right_to_left) stretches, in order, nothing lost."""
    stretches, at = [], 0
    for found in _STRETCH.finditer(value):
        if found.start() > at:
            stretches.append((value[at:found.start()], False))
        stretches.append((found.group(), True))
        at = found.end()
    if at < len(value):
        stretches.append((value[at:], False))
    return stretches
