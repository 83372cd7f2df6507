"""How much the signs around a date are like those of each type of event: a linear model learned from the repository's own invented papers.

It is learned by `python -m benchmarks.likeness` and kept in the country's `likeness.bin`: nothing is downloaded, nothing learns at run time.
"""
import json
import zlib
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from caseline import countries

NOTHING = 'none'
# Weights are kept as whole numbers from -127 to 127, of this many to 1.
_STEPS = 32


@dataclass(frozen=True, slots=True)
class Likeness:
    """Weights by sign and type. `signs` are CRC-32 of the signs' names in rising order; the weights of the sign at place n are
    those from `bounds[n]` to `bounds[n + 1]`: the number of a type each, and its weight in steps."""
    types: tuple[str, ...]
    bias: tuple[float, ...]
    signs: 'array[int]'
    bounds: 'array[int]'
    numbers: bytes
    weights: 'array[int]'

    def margins(self, signs: Mapping[str, float]) -> list[float]:
        """Return for each type how far the signs speak for it (above 0) or against it."""
        length, margins = 0.0, [0.0] * len(self.types)
        bounds, numbers, weights = self.bounds, self.numbers, self.weights
        for sign, weight in signs.items():
            place = self._place(sign)
            if place >= 0:
                length += weight * weight
                for at in range(bounds[place], bounds[place + 1]):
                    margins[numbers[at]] += weight * weights[at]
        scale = _STEPS * (length ** 0.5 or 1.0)
        return [bias + total / scale for bias, total in zip(self.bias, margins)]

    def speaking_for(self, signs: Mapping[str, float], kind: str) -> list[str]:
        """Return the signs that speak for a type, the strongest first."""
        wanted = self.types.index(kind)
        found = [(weight * step, sign) for sign, weight in signs.items() if (place := self._place(sign)) >= 0
                 for number, step in self._weights(place) if number == wanted and step > 0]
        return [sign for _, sign in sorted(found, reverse=True)]

    def _place(self, sign: str) -> int:
        code = zlib.crc32(sign.encode())
        place = bisect_left(self.signs, code)
        return place if place < len(self.signs) and self.signs[place] == code else -1

    def _weights(self, place: int) -> Iterator[tuple[int, int]]:
        low, high = self.bounds[place], self.bounds[place + 1]
        return zip(self.numbers[low:high], self.weights[low:high])


@cache
def likeness(country: str) -> Likeness | None:
    """Return what was learned for a country, None where nothing was."""
    path = Path(countries.__file__).parent / country / 'likeness.bin'
    return unpacked(path.read_bytes()) if path.exists() else None


def packed(types: Sequence[str], bias: Sequence[float], learned: Mapping[str, Mapping[int, float]]) -> bytes:
    """Return a learned model as the bytes of its file: `learned` gives, by sign, the weights by number of type. Weights that round to
    no step, and signs left without any, are dropped."""
    steps = {zlib.crc32(sign.encode()): kept for sign, weights in learned.items()
             if (kept := {number: step for number, weight in weights.items() if (step := max(-127, min(127, round(weight * _STEPS))))})}
    signs, bounds, numbers, weights = array('I', sorted(steps)), array('I', [0]), bytearray(), array('b')
    for sign in signs:
        for number, step in sorted(steps[sign].items()):
            numbers.append(number)
            weights.append(step)
        bounds.append(len(numbers))
    head = json.dumps({'types': list(types), 'bias': [round(value, 4) for value in bias], 'signs': len(signs), 'weights': len(weights)})
    return head.encode() + b'\n' + zlib.compress(signs.tobytes() + bounds.tobytes() + bytes(numbers) + weights.tobytes(), 9)


def unpacked(data: bytes) -> Likeness:
    """Return the model in the bytes of its file."""
    first, _, rest = data.partition(b'\n')
    head, content = json.loads(first), memoryview(zlib.decompress(rest))
    signs, bounds, weights = array('I'), array('I'), array('b')
    place = 0
    for values, count in ((signs, head['signs']), (bounds, head['signs'] + 1)):
        values.frombytes(content[place:place + count * values.itemsize])
        place += count * values.itemsize
    numbers = bytes(content[place:place + head['weights']])
    weights.frombytes(content[place + head['weights']:])
    return Likeness(tuple(head['types']), tuple(head['bias']), signs, bounds, numbers, weights)
