"""Read one page image: turn it upright, straighten it, find its language, recognise its words, map them back.

A band of a few lines is read first: it costs a tenth of the page and tells whether the page is upright and which
language it is in, so the page itself is read once, in the right language.
"""
from dataclasses import dataclass, replace

from PIL import Image, ImageFilter

from caseline.reading import ocr
from caseline.reading.bands import Rectangle, fullest_bands, inked, without_grain
from caseline.reading.dark_bars import light_bars
from caseline.reading.languages import KNOWN, language_of, other_languages, votes
from caseline.reading.layout import Piece, compose
from caseline.reading.limits import OCR_SIDE
from caseline.reading.pages import Box, Page
from caseline.reading.side_by_side import apart, letter_below
from caseline.reading.straightening import Straight, dark_on_light, ink_of, lines_run_sideways, straighten
from caseline.reading.tables import with_rows

# mean confidence of words below which a page is taken for unreadable as it lies
_UPRIGHT = 0.6
# a line read with less than this is grain, a stamp or a picture
_NOISE = 0.3
# a single sign read with less than this, apart from its line, is dirt
_SPECK = 0.65
# share of greys in between below which a picture counts as black and white
_TWO_VALUED = 0.002
# pixels from the top to the foot of a usual word that are read as well as more of them; a page is made smaller when its
# words are larger by a fifth at least, to half its size at most
_TALL, _WORTH_SHRINKING, _SMALLEST = 21, 0.82, 0.5
# recognition takes its time by the width of a line for its height: letters wider than this share of a word's height, and
# than this many pixels, are made as narrow, to four fifths at most; they are read as well
_NARROW, _FEWEST_PIXELS, _NARROWEST = 0.52, 10.3, 0.8
# words shorter than this may have neither tall letters nor tails
_LONG = 4
TURNS = {0: None, 90: Image.Transpose.ROTATE_270, 180: Image.Transpose.ROTATE_180, 270: Image.Transpose.ROTATE_90}


@dataclass(frozen=True, slots=True)
class Asked:
    """What the caller already knows of a page: languages to read in, the turn chosen by a person, the language before."""
    languages: tuple[str, ...] | None = None
    rotation: int | None = None
    expected: str | None = None


def read_scan(grey: Image.Image, *, number: int, dpi: int, asked: Asked, size: tuple[float, float]) -> Page:
    """OCR of an 8-bit grey page. `size` is the page's width and height in its own unit, before any turn."""
    grey = light_bars(dark_on_light(grey))
    if sum(grey.histogram()[1:255]) < _TWO_VALUED * grey.width * grey.height:
        # black and white only, as faxes are: softened, the dots that stand for grey fade and letters keep their shape
        grey = grey.filter(ImageFilter.GaussianBlur(0.9))
    scale = min(1.0, OCR_SIDE / max(grey.size))
    if scale < 1:
        grey = grey.resize((round(grey.width * scale), round(grey.height * scale)), Image.Resampling.BOX)
    look = _upright(grey, max(70, round(dpi * scale)), asked)
    lines, languages = _recognise(look, asked)
    lines = _in_order([line for line in map(_without_specks, lines) if line and _mean(line) >= _NOISE])
    wide, high = look.size
    here = [[Piece(piece.text, look.straight.original(piece.box), piece.confidence) for piece in line] for line in lines]
    text, words = compose(here, wide, high)
    confidence = round(sum(word.confidence for word in words) / len(words), 3) if words else 0.0
    across, down = size if look.rotation % 180 == 0 else size[::-1]
    return Page(number, text, words, across, down, ocr=True, confidence=confidence,
                language=language_of(text) or (languages[0] if asked.languages else None), rotation=look.rotation)


def _in_order(lines: list[list[Piece]]) -> list[list[Piece]]:
    """The recognised lines the way they should be read: rows of a table joined, blocks side by side apart."""
    rows = with_rows([lines[number] for number in letter_below(_boxes(lines))])
    cuts = apart(rows, _boxes(rows), [sum(len(piece.text) + 1 for piece in row) for row in rows])
    return rows if cuts is None else [rows[number][start:end] for number, start, end in cuts]


def _boxes(lines: list[list[Piece]]) -> list[list[Box]]:
    return [[piece.box for piece in line] for line in lines]


def glimpse(grey: Image.Image, dpi: int) -> str:
    """A few lines of an 8-bit grey page, found and read as those are by which it is turned upright; '' when they read badly."""
    look = _upright(grey, dpi, Asked()) if has_ink(grey) else None
    return look.sample if look and look.confidence >= _UPRIGHT else ''


def has_ink(grey: Image.Image) -> bool:
    """Is there anything on the page, beyond a few specks?"""
    return sum(ink_of(grey, 720).histogram()[60:]) > 30


@dataclass(frozen=True, slots=True)
class _Look:
    """A page the way it will be read: turned, straightened, what its sample said, how tall its words and how wide their
    letters are (pixels), and the bands not yet read for it."""
    rotation: int
    size: tuple[int, int]
    straight: Straight
    dpi: int
    bands: tuple[Rectangle, ...]
    confidence: float = 0.0
    sample: str = ''
    tall: float = 0.0
    wide: float = 0.0


def _upright(grey: Image.Image, dpi: int, asked: Asked) -> _Look:
    """The first turn at which a few lines read well; the best of all four when none does.

    Lines that run across the page are upright or upside down: one band is tried both ways before another one is.
    """
    if asked.rotation is not None:
        return _enough(_sampled(_look(grey, asked.rotation % 360, dpi), asked), asked)
    first = 90 if lines_run_sideways(grey) else 0
    tried: list[_Look] = []
    for pair in ((first, first + 180), (90 - first, 270 - first)):
        looks: dict[int, _Look] = {}
        for rotation in pair * 2:
            look = looks[rotation] = _sampled(looks.get(rotation) or _look(grey, rotation, dpi), asked)
            if look.confidence >= _UPRIGHT:
                return _enough(look, asked)
            if not look.sample and rotation == first and not has_ink(grey):
                return look
        tried += looks.values()
    return max(tried, key=lambda look: look.confidence)


def _look(grey: Image.Image, rotation: int, dpi: int) -> _Look:
    turn = TURNS[rotation]
    turned = grey.transpose(turn) if turn is not None else grey
    straight = straighten(turned)
    return _Look(rotation, turned.size, straight, dpi, tuple(fullest_bands(straight, dpi)))


def _sampled(look: _Look, asked: Asked) -> _Look:
    """The look with what its next band says, when that reads better than what it has."""
    if not look.bands:
        return look
    language = (asked.languages or (asked.expected or 'fr',))[:1]
    band = look.straight.part(look.bands[0])
    pieces = [piece for line in ocr.read_lines(band, language, look.dpi, block=True) for piece in line]
    mean, said = _mean(pieces) * (1 if _in_words(pieces) else 0.5), ' '.join(piece.text for piece in pieces)
    look = replace(look, bands=look.bands[1:])
    if min(mean, look.confidence) >= _UPRIGHT:
        return replace(look, sample=f'{look.sample} {said}')
    tall, wide = _usual(pieces)
    return replace(look, confidence=mean, sample=said, tall=tall, wide=wide) if mean > look.confidence else look


def _in_words(pieces: list[Piece]) -> bool:
    """Do most of the letters stand in words? Letters that lie on their side are read one by one, some of them surely."""
    sizes = [len(piece.text) for piece in pieces]
    return sum(size for size in sizes if size > 2) >= 0.5 * sum(sizes)


def _enough(look: _Look, asked: Asked) -> _Look:
    """A band costs a twentieth of the page, reading it in all languages four times the page: so one more is asked which
    language it is, when the first does not tell."""
    return look if asked.languages or language_of(look.sample) else _sampled(look, asked)


def _recognise(look: _Look, asked: Asked) -> tuple[list[list[Piece]], tuple[str, ...]]:
    """Read the whole sheet in the languages asked for, or in the one its sample speaks, or in the likeliest when it is unclear."""
    if asked.languages:
        return _read(look, asked.languages), asked.languages
    main = language_of(look.sample)
    if not main and look.confidence < _UPRIGHT:
        # perhaps no text at all: all languages together would look for it four times as long
        main = asked.expected or 'fr'
    languages = (main,) if main else _likeliest(look.sample, asked.expected)
    lines = _read(look, languages)
    text = '\n'.join(' '.join(piece.text for piece in line) for line in lines)
    found = language_of(text) or languages[0]
    spoken = (found, *other_languages(text, found))
    if main and set(spoken) - set(languages):
        return _read(look, spoken), spoken
    return lines, languages


def _read(look: _Look, languages: tuple[str, ...]) -> list[list[Piece]]:
    """The lines of the page, looked for only where there is ink, and no larger than they need be: empty paper and pixels take
    their time too."""
    left, top, right, bottom = box = inked(look.straight, look.dpi)
    across, down = scale = _scale(look)
    part = without_grain(look.straight, box, look.straight.part(box, scale))
    lines = ocr.read_lines(part, languages, round(look.dpi * down))
    return [[Piece(piece.text, (piece.box[0] / across + left, piece.box[1] / down + top,
                                piece.box[2] / across + left, piece.box[3] / down + top), piece.confidence) for piece in line] for line in lines]


def _scale(look: _Look) -> tuple[float, float]:
    """How wide and how high the page is read, for what it has: no larger than its words need."""
    if look.confidence < _UPRIGHT or not look.tall:
        return 1.0, 1.0
    down = max(_SMALLEST, _TALL / look.tall)
    down = down if down < _WORTH_SHRINKING else 1.0
    narrow = max(_NARROWEST, _NARROW * look.tall / look.wide, _FEWEST_PIXELS / look.wide / down)
    return down * min(1.0, narrow), down


def _usual(pieces: list[Piece]) -> tuple[float, float]:
    """The height of a usual word and the width of a usual letter, in pixels; 0 and 0 when there is none that says it."""
    words = [piece for piece in pieces if len(piece.text) >= _LONG and piece.confidence >= _UPRIGHT]
    if not words:
        return 0.0, 0.0
    tall = sorted(piece.box[3] - piece.box[1] for piece in words)[len(words) // 2]
    return tall, sum(piece.box[2] - piece.box[0] for piece in words) / sum(len(piece.text) for piece in words)


def _likeliest(sample: str, expected: str | None) -> tuple[str, ...]:
    """The two languages of the network that the sample speaks most, or every one that is installed when it speaks none."""
    here = [code for code in KNOWN if code in ocr.installed()]
    count = votes(sample)
    return tuple(sorted(here, key=lambda code: (-count[code], code != expected))[:2 if count else None])


def _without_specks(line: list[Piece]) -> list[Piece]:
    """The line without doubtful single signs that stand apart at its ends: the edge of a sheet, a staple, a fold."""
    start, end = 0, len(line)
    while end - start > 1 and _is_speck(line[start], line[start + 1].box[0] - line[start].box[2], line[start + 1]):
        start += 1
    while end - start > 1 and _is_speck(line[end - 1], line[end - 1].box[0] - line[end - 2].box[2], line[end - 2]):
        end -= 1
    return line[start:end]


def _is_speck(piece: Piece, gap: float, neighbour: Piece) -> bool:
    if len(piece.text) > 1 or piece.confidence >= _SPECK:
        return False
    return not piece.text.isalnum() or gap > 1.5 * (neighbour.box[3] - neighbour.box[1])


def _mean(pieces: list[Piece]) -> float:
    """Mean confidence, long words counting more: specks are short."""
    weight = sum(len(piece.text) for piece in pieces)
    return sum(piece.confidence * len(piece.text) for piece in pieces) / weight if weight else 0.0
