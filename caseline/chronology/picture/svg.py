"""Writing SVG: escaped elements, numbers of one decimal, and classes that can be turned into attributes for export."""
import re
from collections.abc import Mapping
from functools import lru_cache
from xml.sax.saxutils import escape, quoteattr

from caseline.chronology.picture.paint import PAINT

_UNKNOWN_TO_XML = re.compile('[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]')  # XML 1.0, 2.2, but for carriage returns


def number(value: float) -> str:
    """Write a coordinate with at most one decimal."""
    text = f'{value:.1f}'
    return text[:-2] if text.endswith('.0') else text


def clean(text: object) -> str:
    """Return text without characters that XML does not know."""
    return _UNKNOWN_TO_XML.sub('', str(text))


class Pen:
    """Writes elements; a standalone pen writes each class as the attributes that stand for it, for files without a style sheet."""

    def __init__(self, standalone: bool) -> None:
        self.standalone = standalone

    def tag(self, name: str, classes: str = '', *inside: str, **attributes: object) -> str:
        """Return one element. Attribute names take - for _, values are escaped; `inside` is markup already written."""
        written = ''.join(f' {key.rstrip("_").replace("_", "-")}={quoteattr(self._value(value))}'
                          for key, value in {**self._look(classes), **attributes}.items() if value is not None)
        return f'<{name}{written}>{"".join(inside)}</{name}>' if inside else f'<{name}{written}/>'

    def text(self, x: float, y: float, words: object, classes: str = '', **attributes: object) -> str:
        """Return a line of text."""
        return self.tag('text', classes, escape(clean(words)), x=x, y=y, **attributes)

    def titled(self, title: str) -> str:
        """Return the tooltip that a screen reader also reads."""
        return f'<title>{escape(clean(title))}</title>'

    def _look(self, classes: str) -> Mapping[str, str]:
        if not self.standalone:
            return {'class': classes} if classes else {}
        look: dict[str, str] = {}
        for name in classes.split():
            look |= PAINT.get(name, {})
        return look

    @staticmethod
    def _value(value: object) -> str:
        return number(value) if isinstance(value, float) else clean(value)


@lru_cache(maxsize=4096)  # the same titles are measured against every line of bars
def width_of(words: str, bold: bool = False) -> float:
    """Estimate the width of a line at 11.5 px, a little generously: narrow letters count less, capitals more."""
    narrow = sum(letter in "iljtfr.,:;'|!()[] " for letter in words)
    capital = sum(letter.isupper() or letter in 'mwMW' for letter in words)
    return (len(words) - narrow - capital) * 6.3 + narrow * 3.4 + capital * 8.0 + (len(words) * 0.3 if bold else 0)


def fitted(words: str, room: float, bold: bool = False) -> str:
    """Return the words, cut with an ellipsis to the room there is, or nothing when not even four letters fit."""
    if width_of(words, bold) <= room:
        return words
    while words and width_of(f'{words}…', bold) > room:
        words = words[:-1]
    return f'{words.rstrip()}…' if len(words) >= 4 else ''
