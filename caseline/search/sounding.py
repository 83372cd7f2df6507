"""How a name sounds, so that Mouradian, Muradyan and Мурадян are one: for people only, beside their written names.

Cyrillic, Greek, Armenian and Georgian letters are written in Latin ones first (by the romanisations that Belgian papers
use: ISO 9 without its marks, ELOT 743, BGN/PCGN); then spellings of one sound in French, Dutch, English and German are made
one. Vowels at the beginning stay, others go, because they are what scribes hear differently; so short names are not sounded.
"""

import re
from functools import lru_cache

MARK = "zz"  # begins what is a sound and no word
SHORTEST = 4  # letters: below, different names would sound alike
_LATIN = str.maketrans({
    **dict(zip("абвгдезийклмнопрстуфыэіїґў", "abvgdezijklmnoprstufieiigu", strict=True)), "ё": "io", "ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sh", "ъ": "", "ь": "", "ю": "iu", "я": "ia", "є": "ie",
    **dict(zip("αβγδεζηικλμνοπρστυφωσς", "avgdeziiklmnoprstifoss", strict=True)), "θ": "th", "ξ": "ks", "χ": "kh", "ψ": "ps",
    **dict(zip("აბგდევზიკლმნოპრსტუფქყჯჰ", "abgdevziklmnoprstufkkjh", strict=True)), "თ": "t", "ჟ": "zh", "ღ": "gh", "შ": "sh", "ჩ": "ch", "ც": "ts", "ძ": "dz", "წ": "ts", "ჭ": "ch", "ხ": "kh",
    **dict(zip("աբգդեզէըիլկհմյնոպջռսվտրւփքօֆ", "abgdezeeilkhmjnopjrsvtrvpkof", strict=True)), "թ": "t", "ժ": "zh", "խ": "kh", "ծ": "ts", "ձ": "dz", "ղ": "gh", "ճ": "ch", "շ": "sh", "չ": "ch", "ց": "ts", "և": "ev",
})  # fmt: skip
_ALIKE = (  # spellings → sound; the longer before the shorter
    (r"tsch|tch|sch|tsh|dzh|dj|zh|sh|ch|cz|š|č|ž|j(?=[aeiou])", "s"), (r"kh|gh|ck|qu|x|q|c|g", "k"), (r"ph|v|w", "f"), (r"th|dh|d", "t"), (r"ts|z", "s"), (r"b", "p"), (r"ou|oo|u", "o"), (r"h", ""), (r"y|j|ee|ie", "i"),
)  # fmt: skip
_RULES = tuple((re.compile(spelled), heard) for spelled, heard in _ALIKE)


@lru_cache(maxsize=20_000)
def sound(folded: str) -> str:
    """The mark and sound of a folded word; '' for one too short, or with figures."""
    word = folded.translate(_LATIN)
    if len(word) < SHORTEST or not word.isalpha():
        return ""
    for spelled, heard in _RULES:
        word = spelled.sub(heard, word)
    kept = word[:1] + re.sub(r"[aeiou]", "", word[1:])
    kept = re.sub(r"(.)\1+", r"\1", kept)
    return MARK + kept if len(kept) >= 3 else ""
