"""What writing one document keeps in hand: running numbers, remarks, pictures, and where links lead."""

from dataclasses import dataclass, field

from .base import Base
from .blocks import BadBlock, Comment, Image, WordDocument, checked_bookmark
from .ooxml import relation
from .package import Part, Relation
from .pictures import Picture, redrawn

# Word wants a region with a language to pick its dictionary; others pass as they are.
_REGIONS = {"fr": "fr-BE", "nl": "nl-BE", "de": "de-BE", "en": "en-GB", "ar": "ar-SA", "fa": "fa-IR", "he": "he-IL",
            "am": "am-ET", "ti": "ti-ET", "sq": "sq-AL", "ne": "ne-NP", "ur": "ur-PK", "ps": "ps-AF", "so": "so-SO"}


def language_tag(lang: str) -> str:
    """The language tag Word knows for an ISO 639-1 code: fr becomes fr-BE."""
    return _REGIONS.get(lang, lang)


@dataclass(slots=True)
class Pen:
    """The state of one writing; every method that numbers something counts from 1 in the order of the document."""

    base: Base
    document: WordDocument
    landscape: bool = False
    leftward: bool = False
    ordered_lists: int = 0
    bookmarks: dict[str, int] = field(default_factory=dict)
    targets: set[str] = field(default_factory=set)
    remarks: list[Comment] = field(default_factory=list)
    pictures: dict[bytes, tuple[Part, Picture]] = field(default_factory=dict)
    drawings: int = 0
    ticks: int = 0
    looks: dict[tuple, tuple[str, str]] = field(default_factory=dict)

    @property
    def text_width(self) -> int:
        """The width between the margins of the present section, in twentieths of a point."""
        return self.base.page.text_width(self.landscape)

    def bookmark(self, name: str | None, inside: str = "") -> str:
        """`inside` within the bookmark `name` (as it is, without one). Raises BadBlock for a name used twice."""
        if name is None:
            return inside
        if checked_bookmark(name) in self.bookmarks:
            raise BadBlock(f"two places carry the bookmark “{name}”")
        number = self.bookmarks[name] = len(self.bookmarks) + 1
        return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{inside}<w:bookmarkEnd w:id="{number}"/>'

    def remark(self, comment: Comment) -> int:
        """The number of a new remark in the margin."""
        self.remarks.append(comment)
        return len(self.remarks) - 1

    def picture(self, image: Image) -> tuple[Picture, str]:
        """The stored picture and the relation that leads to it; the same bytes are stored once."""
        if image.data not in self.pictures:
            drawn = redrawn(image.data)
            name = f"{self.base.folder}/media/picture_{len(self.pictures) + 1}.{drawn.ending}"
            self.pictures[image.data] = (Part(name, drawn.content_type, drawn.data), drawn)
        place = list(self.pictures).index(image.data) + 1
        return self.pictures[image.data][1], f"rIdPicture{place}"

    def picture_relations(self) -> list[Relation]:
        """The relations of the main part to its pictures."""
        return [Relation(f"rIdPicture{place}", relation("image"), part.name.removeprefix(f"{self.base.folder}/"))
                for place, (part, _) in enumerate(self.pictures.values(), 1)]

    def check_links(self) -> None:
        """Raises BadBlock when a link leads nowhere."""
        if lost := sorted(self.targets - self.bookmarks.keys()):
            raise BadBlock(f"a link leads to “{lost[0]}”, which is nowhere in the document")
