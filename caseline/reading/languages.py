"""Which of the network's languages a text is written in, by its small words."""
import re
from collections import Counter

# Small words that one language uses all the time and the others hardly ever; shared ones (de, in, die…) decide nothing.
_SMALL_WORDS = {
    'fr': 'le la les des du un une et est sont était été vous nous votre vos notre nos que qui dans pour par sur avec '
          'aux ce cette ces son ses leur ne pas plus ou où mais depuis il elle ont avoir être sa à au je fait entre de d l en on met',
    'nl': 'het een en van ik je u uw zijn was werd wordt worden met voor op aan bij niet dat deze dit naar ook als om '
          'te tot door uit heeft hebben hij zij ze wij ons onze er nog of over sinds mevrouw heer geen de is die',
    'en': 'the of and to a is was were are be been by with for that this these from his her their they we you your '
          'our not have has had it on at as which who since would will should an or he she in',
    'de': 'der die das den dem des ein eine einer eines einem einen und ist sind war wurde wird werden mit für von zu '
          'zum zur im auf am bei nicht dass diese dieser dieses sich sie ihr ihre ihnen wir uns auch als nach aus durch',
}
_LANGUAGES_OF: dict[str, tuple[str, ...]] = {}
for _code, _words in _SMALL_WORDS.items():
    for _word in _words.split():
        _LANGUAGES_OF[_word] = (*_LANGUAGES_OF.get(_word, ()), _code)
_WORD = re.compile(r"[^\W\d_]+")
# signs of a text that are looked at, first and when these do not tell; the share of small words that tells
_FIRST_LINES, _SAMPLE, _CLEAR = 500, 1_000, 0.25
KNOWN = tuple(_SMALL_WORDS)


def votes(text: str) -> Counter[str]:
    """How many small words of each language the text holds; a word of two languages counts half for each."""
    count: Counter[str] = Counter()
    # split at blanks and apostrophes, three times as quick as finding words: one with a sign at its end hardly is a small one
    words = text.lower().replace("'", ' ').replace('’', ' ').split()
    for owners, times in Counter(filter(None, map(_LANGUAGES_OF.get, words))).items():
        for owner in owners:
            count[owner] += times / len(owners)
    return count


def language_of(text: str) -> str | None:
    """The language of a text as an ISO 639-1 code, or None when too few small words tell."""
    return fluency(text)[0]


def fluency(text: str) -> tuple[str | None, float]:
    """The language of a text, and the share of its words that are small words of any known language: a third of prose, a
    twentieth of nonsense."""
    # most pages say it in their first lines, which costs half
    language, share = _fluency(text[:_FIRST_LINES])
    return (language, share) if language and share >= _CLEAR else _fluency(text[:_SAMPLE])


def _fluency(start: str) -> tuple[str | None, float]:
    count = votes(start)
    if not count:
        return None, 0.0
    share = sum(count.values()) / (start.count(' ') + start.count('\n') + 1)
    best = max(count, key=count.__getitem__)
    most = count.pop(best)
    return best if most >= max(3, 1.3 * max(count.values(), default=0)) else None, share


def other_languages(text: str, main: str) -> tuple[str, ...]:
    """Languages beside `main` that hold a real share of the lines (a form in two languages), most present first."""
    lines: Counter[str] = Counter()
    for line in text.splitlines():
        best = votes(line).most_common()[:2]
        if best and best[0][1] >= 2 and (len(best) == 1 or best[0][1] >= 2 * best[1][1]):
            lines[best[0][0]] += 1
    total = sum(lines.values())
    return tuple(code for code, count in lines.most_common() if code != main and count >= 2 and count >= 0.12 * total)


def small_word_share(text: str) -> float:
    """The share of words that are small words of a known language: near 0 in garbage, above 0.15 in prose."""
    words = _WORD.findall(text[:1_500].lower())
    return sum(word in _LANGUAGES_OF for word in words) / len(words) if words else 0.0
