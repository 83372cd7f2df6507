"""How fast the full-text index answers among very many pages: `python -m benchmarks.search [--pages 100000]`.

Fills the index of a throw-away installation with generated pages, and nothing else: 2,500 characters each, of words as
unevenly used as in any language, with a name and a file number, spread over families of a hundred pages. Then asks, as a
coordinator (everything) and as a case manager (15 families), for names, file numbers, seldom and common words, two words,
and beginnings of words, and prints how long the index takes: CPU, 50 and 95 of 100 under. The floor
is other words of the same kind asked of the database's driver by hand, without our steps (the same words again would be asked of
memory: most of the time is fetching and deciphering pages of the file). A million pages take some ten minutes to fill
and 6 GB of disk.
"""

import argparse
import itertools
import os
import platform
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.words import LAST_NAMES
from caseline import create_app
from caseline.config import load_settings
from caseline.db import EVERY_FAMILY, db, family_scope
from caseline.engine import writing
from caseline.installation import prepare
from caseline.search.index import entries_holding, put_together
from caseline.search.models import scope_of

EACH = 100  # pages of a family
FAMILIES = 15  # of a case manager
AT_ONCE = 5000
ASKED = 40  # questions of a kind
SYLLABLES = [first + then for first in "b c d f g h j k l m n p r s t v z br tr pl ch".split() for then in "a e i o u an en on ou ai er".split()]


class Language:
    """An invented language with 60,000 words, used by Zipf's law; the same every time."""

    def __init__(self):
        self.chance = random.Random(1)
        made = ("".join(self.chance.choice(SYLLABLES) for _ in range(self.chance.choice((1, 2, 2, 3, 3, 4)))) for _ in range(60_000))
        self.words = list(dict.fromkeys(made))
        weights = list(itertools.accumulate(1 / (place + 3) for place in range(len(self.words))))
        self.sentences = [" ".join(self.chance.choices(self.words, cum_weights=weights, k=self.chance.randint(8, 22))) for _ in range(20_000)]
        self.names = [f"{self.chance.choice(LAST_NAMES)}{ending}".lower() for ending in SYLLABLES for _ in range(15)]

    def page(self) -> str:
        number = self.chance.randint(1_000_000, 9_999_999)
        return f"{self.chance.choice(self.names)} {number} " + " ".join(self.chance.choices(self.sentences, k=21))

    def questions(self) -> Iterator[tuple[str, Callable[[], list[str]]]]:
        chance, words = random.Random(2), self.words
        yield "a name", lambda: [chance.choice(self.names)]
        yield "a file number", lambda: [str(chance.randint(1_000_000, 9_999_999))]
        yield "a common word", lambda: [words[chance.randrange(100)]]
        yield "a seldom word", lambda: [words[chance.randrange(1000, len(words))]]
        yield "a name and a common word", lambda: [chance.choice(self.names), words[chance.randrange(100)]]
        yield "two common words", lambda: chance.sample(words[:100], 2)
        yield "the beginning of a word (4 letters)", lambda: [chance.choice([word for word in chance.sample(words, 50) if len(word) > 5])[:4]]
        yield "the beginning of a word (2 letters)", lambda: [chance.choice(words)[:2]]


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--pages", type=int, default=100_000)
    pages = asked.parse_args().pages
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"CASELINE_KEY_FILE": str(Path(folder) / "key"), "CASELINE_INSTANCE": str(Path(folder) / "instance")}
        app = create_app(load_settings(Path(folder) / "instance"))
        with app.test_request_context(), family_scope(EVERY_FAMILY):
            prepare()
            language = Language()
            characters = fill(pages, language)
            index = db.session.connection().exec_driver_sql("SELECT sum(length(block)) FROM search_text_data").scalar()
            print(f"{pages} pages, {characters / 1e6:.0f} MB of text; the index is {index / characters:.2f} of it (goal: at most 0.40); {platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}\n")
            print("| asked for | everything: 50 / 95 of 100 under | 15 families | by hand, everything |\n|---|---|---|---|")
            tell(language, pages)
            db.session.remove()
            db.engine.dispose()


def fill(pages: int, language: Language) -> int:
    """Write entries past the records they stand for. Returns the characters of text."""
    characters = 0
    db.session.rollback()
    with writing():
        families = [(number, f"PT-{number}", "", b"") for number in range(1, pages // EACH + 1)]
        db.session.connection().exec_driver_sql("INSERT INTO family (id, reference, name, vault_key, language, stage, created_at) VALUES (?, ?, ?, ?, 'fr', 'assessment', '2026-01-01')", families)
        for first in range(1, pages + 1, AT_ONCE):
            rows = []
            for number in range(first, min(first + AT_ONCE, pages + 1)):
                family, text = language.chance.randint(1, len(families)), language.page()
                characters += len(text)
                rows.append((family, number, scope_of(family), text))
            put_together(db.session.connection())
            db.session.connection().exec_driver_sql("INSERT INTO search_entry (family_id, kind, subject_id, scope, folded) VALUES (?, 'page', ?, ?, ?)", rows)
            db.session.commit()
    with writing():
        for _ in range(pages // 200):  # far fewer than the changes by which so many pages come
            put_together(db.session.connection())
        db.session.commit()
    return characters


def tell(language: Language, pages: int) -> None:
    scopes = [scope_of(number) for number in random.Random(3).sample(range(1, pages // EACH + 1), min(FAMILIES, pages // EACH))]
    everything: list[float] = []
    mine: list[float] = []
    for what, question in language.questions():
        asked = [question() for _ in range(ASKED)]
        all_of_it = [_milliseconds(lambda words=words: entries_holding(words, [], 20)) for words in asked]
        of_mine = [_milliseconds(lambda words=words: entries_holding(words, scopes, 20)) for words in asked]
        by_hand = [_milliseconds(lambda words=words: _by_hand(words)) for words in [question() for _ in range(ASKED)]]
        everything, mine = everything + all_of_it, mine + of_mine
        print(f"| {what} | {_shown(all_of_it)} | {_shown(of_mine)} | {_shown(by_hand)} |", flush=True)
    print(f"| all of these | {_shown(everything)} | {_shown(mine)} | |")


def _by_hand(words: list[str]) -> list:
    said = " AND ".join(f'folded : "{word}"' for word in words)
    return db.session.connection().exec_driver_sql("SELECT rowid FROM search_text WHERE search_text MATCH ? ORDER BY rowid DESC LIMIT 21", (said,)).fetchall()


def _milliseconds(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return (time.process_time() - began) * 1000


def _shown(times: list[float]) -> str:
    ordered = sorted(times)
    return f"{ordered[len(ordered) // 2]:.2f} / {ordered[int(len(ordered) * 0.95)]:.2f} ms"


if __name__ == "__main__":
    main()
