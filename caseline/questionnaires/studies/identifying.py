"""What in a text could tell who a family is: known names first, then dates, numbers, places, schools, rare facts.

Pure: texts and known values in, found details out. It finds more than is wrong, because a person decides on each.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from babel import Locale

from caseline.countries import load
from caseline.later import Later

dates = Later("caseline.extraction.dates")
KINDS = ("name", "number", "date", "place", "school", "country", "rare")


@dataclass(frozen=True, slots=True)
class Detail:
    """One thing to look at: its kind, the text as it stands, where (chapter → spans), and what may stand instead ('' when
    nobody can say)."""

    kind: str
    text: str
    spans: Mapping[str, tuple[tuple[int, int], ...]]
    instead: str = ""


@dataclass(frozen=True, slots=True)
class _Hit:
    kind: str
    start: int
    end: int
    instead: str = ""


_NUMBER = re.compile(r"[\w.+-]+@[\w-]+\.\w+|https?://\S+|(?<![\w.])(?:\+?\d[\d .\-/]{4,}\d)(?![\w])|\b[A-Z]{1,4}[-/ ]?\d{3,}[\w/-]*")
_SCHOOL = re.compile(
    r"(?:(?:[A-ZÀ-Þ][\w’'-]+\s+){1,3})(?:[Ss]chool|[Cc]ollege)\b|\b(?:[ÉEée]cole|[Aa]th[ée]n[ée]e|[Ll]yc[ée]e|[Cc]oll[èe]ge|[Ii]nstitut|[Ss]chool|[Cc]ollege|[Bb]asisschool|[Kk]leuterschool|[Cc]r[èe]che|[Uu]niversit[ée]|[Uu]niversity)"
    r"(?:\s+(?:[a-zà-þ]+|[A-ZÀ-Þ][\w’'-]*)){0,3}?\s+[A-ZÀ-Þ][\w’'-]*(?:\s+[A-ZÀ-Þ][\w’'-]*)*"
)
_STREET = re.compile(r"\b(?:[Rr]ue|[Aa]venue|[Cc]hauss[ée]e|[Bb]oulevard|[Pp]lace|[Qq]uai)\s+(?:d[eu]s?\s+|de\s+la\s+|l[ea]s?\s+)?[A-ZÀ-Þ][\w’'-]*(?:\s+\d+)?|\b[A-ZÀ-Þ][\w-]*(?:straat|laan|plein|weg|lei|steenweg)(?:\s+\d+)?|\b\d{4}\s+[A-ZÀ-Þ][\w-]+")
_CAPITAL = re.compile(r"[A-ZÀ-Þ][\w’'-]*(?:\s+[A-ZÀ-Þ][\w’'-]*)*")
# Facts that few families share: the stem in EN, FR, NL.
_RARE = re.compile(
    r"\b(?:twins?|triplets?|jumeaux|jumelles|tweeling\w*|drieling\w*|hunger strike|grève de la faim|hongerstaking|television|télévision|televisie|journalist\w*|interview\w*|newspaper|journal télévisé|krant\w*|"
    r"prison\w*|gevangenis\w*|murder\w*|meurtre\w*|moord\w*|assassin\w*|accident\w*|ongeval\w*|cancer|kanker|hiv|vih|epilep\w+|diabet\w+|autis\w+|transplant\w*|dialys\w*|wheelchair|fauteuil roulant|rolstoel|"
    r"deaf|sourd\w*|doof|blind\w*|aveugle\w*|amput\w*|football\w*|champion\w*|kampioen\w*|award|prix|prijs|famous|célèbre|beroemd|pastor|pasteur|imam|priest|prêtre|priester|police officer|policier|politieagent|soldier|soldat|soldaat|"
    r"mayor|bourgmestre|burgemeester|minister|ministre|adopt\w+|surrog\w+|traffick\w+|traite des êtres|mensenhandel|stateless\w*|apatrid\w*|staatlo\w*|roma|rom|tsigane\w*)\b",
    re.IGNORECASE,
)
_COUNTED_CHILDREN = re.compile(r"\b(?:[5-9]|1\d|five|six|seven|eight|nine|ten|cinq|sept|huit|neuf|dix|vijf|zes|zeven|acht|negen|tien)\s+(?:children|enfants|kinderen)\b", re.IGNORECASE)
# Capitals that name nobody: the authorities and papers every family meets, the network's words.
_COMMON_WORDS = (
    "i belgium belgique belgië belgian belge belgisch belgische immigration office des étrangers dienst vreemdelingenzaken cgrs cgra cgvs call cce rvv oe dvz io council of state conseil état raad van state child rights commissioner "
    "délégué général droits enfant kinderrechtencommissariaat fedasil cpas ocmw plan together jrs caseline europe european eu union schengen dublin red cross croix rouge rode kruis annex annexe bijlage article artikel "
    "january february march april may june july august september october november december monday tuesday wednesday thursday friday saturday sunday"
)


def details(chapters: Mapping[str, str], known: Iterable) -> list[Detail]:
    """Every detail of these texts (chapter → text), each text once, in the order of KINDS and then of the text.

    `known` are values with text, kind and instead (names and numbers of the family).
    """
    known = list(known)
    found: dict[tuple[str, str], dict] = {}
    for chapter, text in chapters.items():
        for hit in _hits(text, known):
            said = text[hit.start : hit.end]
            entry = found.setdefault((hit.kind, folded(said)), {"text": said, "instead": hit.instead, "spans": {}})
            entry["spans"].setdefault(chapter, []).append((hit.start, hit.end))
    made = [Detail(kind, one["text"], {chapter: tuple(spans) for chapter, spans in one["spans"].items()}, one["instead"]) for (kind, _folded), one in found.items()]
    return sorted(made, key=lambda one: KINDS.index(one.kind))


def folded(text: str) -> str:
    """Without case, accents and doubled blanks: two spellings of one detail are one decision."""
    plain = unicodedata.normalize("NFD", text.casefold())
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())


_COMMON = frozenset(folded(_COMMON_WORDS).split())


def _hits(text: str, known: Sequence) -> list[_Hit]:
    """Without overlaps: what is known first, then the longer."""
    hits = [_Hit(one.kind, match.start(), match.end(), one.instead) for one in known for match in _word(one.text).finditer(text)]
    hits += [_Hit("date", one.start, one.end) for one in dates.find_dates(text) if one.kind == "date" and len(one.edtf.strip("~?%")) == 10]
    hits += [_Hit(kind, *match.span()) for kind, rule in (("number", _NUMBER), ("school", _SCHOOL), ("place", _STREET), ("rare", _RARE), ("rare", _COUNTED_CHILDREN)) for match in rule.finditer(text)]
    hits += _countries(text)
    taken = [_Hit("", *match.span()) for match in re.finditer(r"\[[^\[\]\n]{1,60}\]", text)]  # “[school]” stands for somebody already
    for hit in [*hits, *_capitals(text)]:
        if not any(hit.start < other.end and other.start < hit.end for other in taken):
            taken.append(hit)
    return sorted((hit for hit in taken if hit.kind), key=lambda one: one.start)


def _countries(text: str) -> list[_Hit]:
    return [_Hit("country", *match.span()) for match in _country_names().finditer(text) if folded(match.group()) not in _COMMON]


def _capitals(text: str) -> list[_Hit]:
    """Words written large inside a sentence, and well-known places anywhere: a name until somebody says that it is none."""
    places = frozenset(load("be").table("places")["places"])
    hits = []
    for match in _CAPITAL.finditer(text):
        words = [(match.start() + one.start(), one.group()) for one in re.finditer(r"\S+", match.group())]
        if _opens_sentence(text, match.start()) and folded(words[0][1]) not in places:
            words = words[1:]
        while words and folded(words[0][1]) in _COMMON:
            words = words[1:]
        while words and folded(words[-1][1]) in _COMMON:
            words = words[:-1]
        if words:
            start, end = words[0][0], words[-1][0] + len(words[-1][1])
            said = folded(text[start:end])
            if not all(word in _COMMON for word in said.split()):
                hits.append(_Hit("place" if said in places else "name", start, end))
    return hits


def _opens_sentence(text: str, at: int) -> bool:
    before = text[:at].rstrip(" \t“”\"'«»(’–-•")
    return not before or before[-1] in ".!?:;\n…"


@cache
def _country_names() -> re.Pattern[str]:
    """Names of states and of languages in the languages of the screens; Belgium's own are told by every study."""
    names = set()
    for lang in ("en", "fr", "nl"):
        locale = Locale.parse(lang)
        names |= {name for code, name in locale.territories.items() if len(code) == 2 and code.isalpha() and code not in ("BE", "EU", "UN", "ZZ", "XA", "XB") and len(name) > 3}
        names |= {name for code, name in locale.languages.items() if len(code) == 2 and code not in ("en", "fr", "nl", "de") and len(name) > 3}
    return re.compile(r"(?<!\w)(?:" + "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True)) + r")(?!\w)", re.IGNORECASE)


@cache
def _word(text: str) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)" + r"\s+".join(re.escape(word) for word in text.split()) + r"(?!\w)", re.IGNORECASE)
