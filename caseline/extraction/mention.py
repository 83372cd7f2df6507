"""An event as a paper tells it, and the page it is told on."""
from dataclasses import dataclass, field
from typing import Iterator, Mapping, Sequence

from caseline.extraction.cues import Hit
from caseline.extraction.segment import Sentence


@dataclass(slots=True)
class Mention:
    """An event as told so far; `edtf` is '' until its main date is known."""
    type: str
    edtf: str
    page: int
    sentence: Sentence
    score: float
    why: str
    within: bool = False
    open: bool = False
    end_date: str = ''
    dates: dict[str, str] = field(default_factory=dict)
    primary: bool = False
    focus: int = 0


@dataclass(frozen=True, slots=True)
class Page:
    """A page ready for reading: its folded text, sentences, dates and the words that speak of events."""
    number: int
    text: str
    folded: str
    sentences: Sequence[Sentence]
    dates: Sequence
    hits: Mapping[int, Sequence[Hit]]
    births: Sequence[tuple[int, int]] = ()


def told_types(page_hits: Sequence[Page]) -> Iterator[tuple[Page, Sentence, Hit]]:
    """Yield every hit with its page and sentence."""
    for page in page_hits:
        for index, hits in page.hits.items():
            for hit in hits:
                yield page, page.sentences[index], hit
