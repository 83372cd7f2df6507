"""The Word chronology at 100, 1,000 and 5,000 events beside its floor: zipping the very same parts.

Run with `make bench-dossier`. CPU seconds, medians of seven runs, all in one process; the ratio says what making the XML
costs on top of packing it. “pages” is the whole dossier, from frozen values to bytes.
"""

import io
import platform
import random
import statistics
import sys
import time
import zipfile
from collections.abc import Callable
from datetime import date

from caseline.dossiers.dossier import Cover, Dossier, Exhibit, Member
from caseline.dossiers.layout_chronology import full
from caseline.dossiers.layouts import pages, word_file
from caseline.dossiers.statements import Cite, Row
from caseline.dossiers.wording import load
from caseline.word.blocks import Paragraph, Section, WordDocument
from caseline.word.package import zip_of
from caseline.word.writer import write

SIZES = (100, 1000, 2000, 5000)
RUNS = 7
_SYLLABLES = ("ba", "ré", "to", "vin", "la", "mer", "dou", "ché", "zin", "pa", "lou", "tri", "gen", "so", "mé", "nu", "ker", "fa")
_PEOPLE = ("Ama", "Kofi", "Esi", "Yaw", "Efua")


def invented(events: int, seed: int = 7) -> Dossier:
    """A dossier of that many rows in words that exist nowhere, so that they pack no better than real ones."""
    chance = random.Random(seed)
    exhibits = tuple(Exhibit(n, "", f"Pièce de genre {n % 40}", "2014-09-04", "Office des étrangers", 3) for n in range(1, 121))
    rows = tuple(_row(n, chance) for n in range(1, events + 1))
    members = tuple(Member(n, name, "child", None, "2010-05-01", n > 2) for n, name in enumerate(_PEOPLE, 1))
    return Dossier("lawyer", "fr", "be", Cover("PT-0000-00", "Maison ouverte", date(2024, 3, 1), 1, True), members, rows,
                   exhibits=exhibits)


def _row(number: int, chance: random.Random) -> Row:
    day = f"{chance.randint(1999, 2023)}-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}"
    cites = tuple(Cite("paper", chance.randint(1, 120), "Décision de l’Office des étrangers, 4 sept. 2014", chance.randint(1, 9),
                       _words(chance, 14), "nl") for _ in range(chance.choice((1, 1, 2))))
    people = chance.sample(_PEOPLE, chance.randint(1, 3))
    return Row(number, number, "order_to_leave", "removal", "Ordre de quitter le territoire", day, False,
               _words(chance, 12).capitalize() + ".", tuple(people), (1,), "confirmed", cites, (("notification_date", day),))


def _words(chance: random.Random, count: int) -> str:
    return " ".join("".join(chance.choices(_SYLLABLES, k=chance.randint(1, 4))) for _ in range(count))


def seconds(work: Callable[[], object]) -> float:
    """The median CPU time of `RUNS` runs after one that warms up."""
    work()
    taken = []
    for _ in range(RUNS):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return statistics.median(taken)


def measure(events: int) -> dict[str, float]:
    """Floor, writing and whole dossier for that many events."""
    dossier = invented(events)
    chronology = _chronology_only(dossier)
    archive = zipfile.ZipFile(io.BytesIO(write(chronology)))
    parts = [(name, archive.read(name)) for name in archive.namelist()]
    return {"events": events, "xml_kb": sum(len(data) for _, data in parts) / 1024, "floor": seconds(lambda: zip_of(parts)),
            "write": seconds(lambda: write(chronology)), "pages": seconds(lambda: word_file(dossier))}


def _chronology_only(dossier: Dossier) -> WordDocument:
    """The chronology table with its inventory, as blocks: what `write` alone is measured on."""
    whole = pages(dossier)
    table = full(dossier, load(dossier.lang))
    inventory = whole.blocks[-3:]
    return WordDocument((Section(True), *table, Section(False), *inventory, Paragraph(())), whole.lang, whole.title)


def main() -> int:
    """Prints the table; exit 1 when 1,000 events cost more than 2.5 times their floor or growth is not near linear."""
    print(f"Python {platform.python_version()} on {platform.machine()}, CPU seconds, median of {RUNS}")
    print(f"{'events':>7} {'XML kB':>8} {'floor':>8} {'write':>8} {'ratio':>6} {'whole dossier':>14}")
    found = [measure(size) for size in SIZES]
    for one in found:
        print(f"{one['events']:>7.0f} {one['xml_kb']:>8.0f} {one['floor']:>8.4f} {one['write']:>8.4f} "
              f"{one['write'] / one['floor']:>6.2f} {one['pages']:>14.4f}")
    by_size = {one["events"]: one for one in found}
    ratio = by_size[1000]["write"] / by_size[1000]["floor"]
    doubling = by_size[2000]["write"] / by_size[1000]["write"]
    print(f"1,000 events: {ratio:.2f} × floor (at most 2.5); per doubling {doubling:.2f} × (at most 2.2)")
    return int(ratio > 2.5 or doubling > 2.2)


if __name__ == "__main__":
    sys.exit(main())
