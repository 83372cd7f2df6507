"""What has arrived of a file that is being read in the shut-in process, also when one page ended its reader."""
from collections.abc import Callable, Iterator

from caseline.reading.failures import ReadFailure
from caseline.reading.frames import Malformed, part_of
from caseline.reading.pages import Length, Note, Page, Part

# how many pages of a file may end their reader before the file is given up
MOST_BAD_PAGES = 4
# failures that a single page can be the cause of
_ENDED = ('time_limit', 'memory_limit', 'damaged')


class Arrival:
    """The parts that have arrived, over one or several goes at the same file."""

    def __init__(self, progress: Callable[[int, int | None], None] | None):
        self.media_type = ''
        self.parts: list[Part] = []
        self._progress = progress
        self._total: int | None = None
        self._bad = 0

    def take(self, answers: Iterator[tuple[dict, bytes]]) -> None:
        """Take in the parts of one answer; tell `progress` after every page."""
        for header, blob in answers:
            if header.get('is') == 'kind':
                self.media_type = str(header.get('media_type'))[:100]
                continue
            try:
                part = part_of(header, blob)
            except Malformed:
                raise ReadFailure('damaged') from None
            if isinstance(part, Length):
                self._total = self._total or part.pages
                continue
            self.parts.append(part)
            if isinstance(part, Page) and self._progress:
                self._progress(sum(isinstance(one, Page) for one in self.parts), self._total)

    def left_after_the_bad_page(self, wanted: list[int] | None, failure: ReadFailure) -> list[int]:
        """The pages to go on with after one that ended its reader, which gets an empty page and a note. Raises the
        failure again when it was not about one page among several."""
        read = [part.number for part in self.parts if isinstance(part, Page)]
        every = wanted if wanted is not None else list(range(1, (self._total or 0) + 1))
        left = [number for number in every if number > max(read, default=0)]
        self._bad += 1
        if failure.code not in _ENDED or not left or len(every) < 2 or self._bad == MOST_BAD_PAGES:
            raise failure
        self.parts += [Page(left[0], ''), Note(f'Page {left[0]} could not be read. {failure.sentence}')]
        return left[1:]
