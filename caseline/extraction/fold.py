"""Fold text for matching: lower case, no accents, plain quotes and spaces, the same length, so that offsets survive."""
import re
import unicodedata
from functools import lru_cache

_PLAIN = {'’': "'", '‘': "'", '`': "'", '´': "'", '“': '"', '”': '"', '«': '"', '»': '"', '–': '-', '—': '-', '‑': '-',
          'ß': 's', 'ø': 'o', 'đ': 'd', 'ł': 'l', 'œ': 'o', 'æ': 'a', 'ı': 'i', '\t': ' ', '\r': '\n', '\f': '\n'}


class _Folding(dict[int, str]):
    """One character to one folded character, worked out at first sight."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        self[code] = folded = _PLAIN.get(char.lower()) or self._base(char)
        return folded

    @staticmethod
    def _base(char: str) -> str:
        if char.isspace() and char != '\n':
            return ' '
        lowered = unicodedata.normalize('NFKD', char)[0].lower()
        return lowered if len(lowered) == 1 else char


_FOLDING = _Folding()
_SHORT = 400
# A nought or a one inside a word is a letter that was misread.
_MISREAD = re.compile(r'(?<=[a-z])[01](?=[a-z])|(?<!\w)0(?=[a-z]{3})')


def fold(text: str) -> str:
    """Return `text` folded character by character: 'Né à Liège' gives 'ne a liege', always of the same length."""
    return _of_short(text) if len(text) < _SHORT else _of(text)


@lru_cache(maxsize=4096)
def _of_short(text: str) -> str:
    """Names and quotes are asked for many times over."""
    return _of(text)


def _of(text: str) -> str:
    return _MISREAD.sub(lambda match: 'o' if match.group() == '0' else 'l', text.translate(_FOLDING))
