"""Lists and numbered headings as Word numbering definitions, added to those a letterhead already has."""

from dataclasses import dataclass

from lxml import etree

from .foreign import parse
from .ooxml import DECLARATION, W, w

_LEVELS = 3


@dataclass(frozen=True, slots=True)
class Numbering:
    """The numbering part, open at its end, and the ids to use: list dots, headings, and the pattern of ordered lists."""

    opened: str
    bullet: int
    heading: int
    ordered_pattern: int
    next_id: int

    def part(self, ordered_lists: int) -> bytes:
        """The whole part for a document with that many ordered lists, each starting at 1."""
        lists = "".join(
            f'<w:num w:numId="{self.next_id + n}"><w:abstractNumId w:val="{self.ordered_pattern}"/>'
            '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
            for n in range(ordered_lists)
        )
        return f"{self.opened}{lists}</w:numbering>".encode()


def prepare(existing: bytes | None) -> Numbering:
    """Caseline's numbering, after what the `existing` part of a letterhead defines."""
    root = parse(existing) if existing else etree.Element(w("numbering"), nsmap={"w": W})
    for element in root.findall(w("numIdMacAtCleanup")):
        root.remove(element)
    pattern = 1 + max([int(one.get(w("abstractNumId"), 0)) for one in root.findall(w("abstractNum"))], default=0)
    number = 1 + max([int(one.get(w("numId"), 0)) for one in root.findall(w("num"))], default=0)
    at = len(root.findall(w("numPicBullet"))) + len(root.findall(w("abstractNum")))
    for offset, levels in enumerate((_bullets(), _headings(), _ordered())):
        xml = (f'<w:abstractNum xmlns:w="{W}" w:abstractNumId="{pattern + offset}">'
               f'<w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>')
        root.insert(at + offset, etree.fromstring(xml))
    for offset in range(2):
        root.append(etree.fromstring(f'<w:num xmlns:w="{W}" w:numId="{number + offset}">'
                                     f'<w:abstractNumId w:val="{pattern + offset}"/></w:num>'))
    text = etree.tostring(root, encoding="unicode")
    return Numbering(DECLARATION + text[:text.rindex("</")], number, number + 1, pattern + 2, number + 2)


def _level(level: int, kind: str, text: str, left: int, hanging: int, font: str = "") -> str:
    face = f'<w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:cs="{font}" w:hint="default"/></w:rPr>' if font else ""
    return (f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/>'
            f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{left}" w:hanging="{hanging}"/></w:pPr>{face}</w:lvl>')


def _bullets() -> str:
    return "".join(_level(n, "bullet", "•–·"[n], 340 * (n + 1), 283, "Arial") for n in range(_LEVELS))


def _headings() -> str:
    return "".join(_level(n, "decimal", ".".join(f"%{i + 1}" for i in range(n + 1)), 624, 624) for n in range(_LEVELS))


def _ordered() -> str:
    return "".join(_level(n, "decimal", f"%{n + 1}.", 397 * (n + 1), 397) for n in range(_LEVELS))
