"""Text from bytes in whatever encoding: by its mark, by what it must be, else by which alphabet its letters make sense in.

A file does not say which of the old one-byte encodings it is in. Read in the right one, the letters beyond ASCII are letters
of one language; in a wrong one they are signs, or letters that no single language has.
"""
import re
from collections import Counter

# languages by the letters they use beyond ASCII (small ones; capitals follow), tried in this order: the first of equals wins
_WESTERN = ('àâæçéèêëîïôœùûüÿ', 'áéèêëïíóöôúüçà', 'äöüßé', 'áéíóúñüªº', 'àèéìòùî', 'ãõáéíóúâêôçà', 'çëé', 'åäöæøé')
_CENTRAL = ('ąćęłńóśźż', 'áčďéěíňóřšťúůýž', 'áéíóöőúüű', 'ăâîşţ', 'čćđšž', 'áäčďéíĺľňóôŕšťúýž')
_TURKISH = ('çğıöşüâîû', 'çêîşû')
_LATIN = (('cp1252', _WESTERN), ('cp850', _WESTERN), ('cp1254', _TURKISH), ('cp1250', _CENTRAL), ('iso8859-2', _CENTRAL), ('iso8859-9', _TURKISH))
# other scripts: most letters lie beyond ASCII, so what tells is which of them are used most
_SCRIPTS = (('cp1251', 'оеаинтсрвлкмдпуі'), ('koi8-r', 'оеаинтсрвлкмдпу'), ('cp866', 'оеаинтсрвлкмдпу'),
            ('cp1253', 'αοιετσνηυρπκμλς'), ('cp1256', 'اليمونتربدعسفة'))
_BEYOND = re.compile(rb'[\x80-\xff]')
_ASCII_LETTER = re.compile(rb'[A-Za-z]')
# signs that stand at the edge of words in any encoding of Windows
_SIGNS = frozenset('\u2018\u2019\u201a\u201c\u201d\u201e\u2013\u2014\u2026\u20ac\u2022«»°§\xa0\xad·²³½¼¾±©®™')
_SAMPLE = 200_000


def decoded(data: bytes, *, html: bool = False) -> str:
    """Text of the bytes: its mark, UTF-16 by its zeros, UTF-8 when valid, what an HTML page says of itself, else guessed."""
    for mark, encoding in ((b'\xef\xbb\xbf', 'utf-8-sig'), (b'\xff\xfe', 'utf-16'), (b'\xfe\xff', 'utf-16')):
        if data.startswith(mark):
            return data.decode(encoding, 'replace')
    start = data[:4096].rstrip(b'\0')
    if start.count(0) > 0.2 * len(start):
        return data.decode('utf-16-be' if start[::2].count(0) > start[1::2].count(0) else 'utf-16-le', 'replace')
    named = re.search(rb'charset\s*=\s*["\']?([\w-]+)', data[:2048], re.IGNORECASE) if html else None
    for encoding in ('utf-8', *((named.group(1).decode('ascii'),) if named else ())):
        try:
            return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode(_guessed(data[:_SAMPLE]), 'replace')


def _guessed(data: bytes) -> str:
    """The one-byte encoding in which the letters beyond ASCII make most sense; Windows' western one when nothing tells."""
    beyond = Counter(_BEYOND.findall(data))
    if beyond.total() > len(_ASCII_LETTER.findall(data)):
        # small letters only: encodings that have capitals where others have small ones are told apart by that
        return max(_SCRIPTS, key=lambda script: _share(beyond, script[0], script[1]))[0]
    return max(_LATIN, key=lambda latin: max(_share(beyond, latin[0], letters + letters.upper()) for letters in latin[1]))[0]


def _share(beyond: Counter[bytes], encoding: str, letters: str) -> float:
    """How many of the bytes are among these letters in an encoding, those that are signs anywhere left aside."""
    count = {sign: times for byte, times in beyond.items() if (sign := byte.decode(encoding, 'replace')) not in _SIGNS}
    total = sum(count.values())
    return sum(count.get(letter, 0) for letter in set(letters)) / total if total else 0.0
