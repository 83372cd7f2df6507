"""Families to measure with: `python -m benchmarks.generate INSTANCE --families 1000 [--events 200] [--pages 20]`.

Everything is invented. Amounts vary as they do in case work: a family has few papers or very many, most events are told by
one paper, some by three; names come in several spellings; texts are French, Dutch and English. The rows go past the pages,
straight into the tables, ten thousand a second; what pages would have derived (order of events, the search index) is made
by the same functions. The same number of families is always the same data.
"""

import argparse
import hashlib
import random
import sys
import time
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import insert

from benchmarks.words import BETWEEN, FIRST_NAMES, LAST_NAMES, LETTERS, PLACES, SENTENCES, STREETS
from caseline import create_app
from caseline.config import load_settings
from caseline.db import EVERY_FAMILY, db, family_scope
from caseline.engine import writing
from caseline.installation import prepare
from caseline.search.folding import indexed, names_indexed
from caseline.search.models import scope_of
from caseline.users.accounts import add_user
from caseline.users.models import Role

PASSWORD = "quiet otters carry nine lamps"
CHEAP = {"time_cost": 1, "memory_cost": 8, "parallelism": 1}  # of a password: hundreds of accounts get one, and nothing here is secret
EACH = 15  # families a case manager accompanies
AT_ONCE = 50  # families in one transaction


@dataclass(slots=True)
class Amounts:
    """How much a family has on average."""

    events: int = 200
    pages: int = 20
    contacts: int = 30


@dataclass(slots=True)
class Made:
    """Rows by table, waiting to be written, and the number that each table's next row gets."""

    next_id: dict[str, int] = field(default_factory=lambda: defaultdict(lambda: 1))
    rows: dict[str, list[dict]] = field(default_factory=lambda: defaultdict(list))

    def add(self, table: str, **values) -> int:
        number = values.setdefault("id", self.next_id[table])
        self.next_id[table] = number + 1
        self.rows[table].append(values)
        return number

    def write(self) -> int:
        """Write what waits, a table after those that it refers to. Returns how many rows there were."""
        count = 0
        for table in db.metadata.sorted_tables:
            if rows := self.rows.pop(table.name, []):
                db.session.connection().execute(insert(table), rows)
                count += len(rows)
        return count


def generate(families: int, amounts: Amounts, *, say=lambda sentence: None) -> int:
    """Fill the empty database in use. Returns how many rows were written."""
    chance, made, count = random.Random(families), Made(), 0
    with writing(), family_scope(EVERY_FAMILY):
        co = add_user(name="Co", email="co@plan.example", password=PASSWORD, role=Role.COORDINATOR)
        team = [add_user(name=f"Colleague {n}", email=f"c{n}@plan.example", password=PASSWORD, role=Role.CASE_MANAGER) for n in range(max(1, families // EACH))]
        db.session.commit()
        made.next_id["user"] = co.id + len(team) + 1
        for number in range(1, families + 1):
            _family(made, number, team[number % len(team)].id, _scaled(amounts, chance), chance)
            if number % AT_ONCE == 0 or number == families:
                count += made.write()
                db.session.commit()
                say(f"{number} families, {count} rows")
    return count


def _scaled(amounts: Amounts, chance: random.Random) -> Amounts:
    """One family: half have less than the half of the average, one in fifty has five times as much."""
    much = min(chance.lognormvariate(-0.35, 0.85), 8)
    return Amounts(*(max(1, round(much * average)) for average in (amounts.events, amounts.pages, amounts.contacts)))


def _family(made: Made, number: int, worker: int, amounts: Amounts, chance: random.Random) -> None:
    name = chance.choice(LAST_NAMES)
    made.add("family", id=number, reference=f"PT-{2005 + number % 20}-{number:05}", name=name, vault_key=b"", language=chance.choice(("fr", "nl", "en")))
    made.rows["assignment"].append({"family_id": number, "user_id": worker})
    people = [_person(made, number, name, place, chance) for place in range(chance.randint(2, 7))]
    papers = _papers(made, number, name, amounts, chance)
    for _ in range(amounts.events):
        event(made, number, people, papers, chance)
    for _ in range(amounts.contacts):
        _contact(made, number, worker, chance)


def _person(made: Made, family_id: int, family_name: str, place: int, chance: random.Random) -> int:
    first, born = chance.choice(FIRST_NAMES), f"{chance.randint(1970, 1990) if place < 2 else chance.randint(2005, 2020)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    relation = ("mother", "father", "child")[min(place, 2)]
    person = made.add("person", family_id=family_id, position=place, name=f"{family_name.upper()} {first}", relation=relation, born=born)
    other, file_number = f"{family_name[:-1]}h {first}e", f"{chance.randint(1, 9)}.{chance.randint(100, 999)}.{chance.randint(100, 999)}"
    made.rows["person_name"].append({"family_id": family_id, "person_id": person, "text": other})
    made.rows["person_number"].append({"family_id": family_id, "person_id": person, "system": "oe_sp", "value": file_number})
    _found(made, family_id, "person", person, f"{family_name.upper()} {first} {other} {file_number}")
    return person


def _papers(made: Made, family_id: int, name: str, amounts: Amounts, chance: random.Random) -> list[tuple[int, str, list[str]]]:
    """The papers of a family, one to six pages each: (number, day, text of each page)."""
    papers, left = [], amounts.pages
    while left > 0:
        count = min(left, chance.choice((1, 1, 2, 3, 6)))
        day = str(date(2008, 1, 1) + timedelta(days=chance.randrange(6000)))
        seal = hashlib.sha256(f"{family_id} {len(papers)}".encode()).hexdigest()
        title = f"{chance.choice(('Décision', 'Brief', 'Arrêt', 'Attest', 'Courriel'))} {day}.pdf"
        paper = made.add("document", family_id=family_id, name=title, sha256=seal, address=f"{family_id}/{seal[:2]}/{seal}", size=80_000, media_type="application/pdf",
                         status="read", page_count=count, pages_done=count, kind=chance.choice(("letter", "lawyer_letter", "judgment_call", "other")), dated=day)  # fmt: skip
        texts = [_letter(name, day, chance) for _ in range(count)]
        for place, written in enumerate(texts, 1):
            page = made.add("page", family_id=family_id, document_id=paper, number=place, text=written, packed_words=b"", language="fr", width=595, height=842)
            _found(made, family_id, "page", page, f"{title}\n\n{written}")
        papers.append((paper, day, texts))
        left -= count
    return papers


def _letter(name: str, day: str, chance: random.Random) -> str:
    """A page of 1,000 to 2,500 characters."""
    opening = chance.choice(LETTERS).format(place=chance.choice(PLACES), day=day, name=name, street=chance.choice(STREETS), number=f"{chance.randint(1, 9)}.{chance.randint(100, 999)}.{chance.randint(100, 999)}")
    return opening + "\n" + "\n".join(_sentence(name, chance) for _ in range(chance.randint(8, 20)))


def _sentence(name: str, chance: random.Random) -> str:
    day = date(2008, 1, 1) + timedelta(days=chance.randrange(6000))
    _type, said = chance.choice(SENTENCES)
    return said.format(name=name, place=chance.choice(PLACES), day=f"{day:%d.%m.%Y}") + chance.choice(BETWEEN)


def event(made: Made, family_id: int, people: list[int], papers, chance: random.Random) -> None:
    day = date(2008, 1, 1) + timedelta(days=chance.randrange(6000))
    edtf = chance.choice((str(day),) * 6 + (f"{day:%Y-%m}", f"{day:%Y}"))
    type_, said = chance.choice(SENTENCES)
    sentence = said.format(name="the family", place=chance.choice(PLACES), day=f"{day:%d.%m.%Y}")
    number = made.add("event", family_id=family_id, type=type_, edtf=edtf, earliest=day, latest=day, sentence=sentence, is_key=chance.random() < 0.1,
                     dates={"notification_date": str(day + timedelta(days=chance.randint(1, 40)))} if chance.random() < 0.3 else {})  # fmt: skip
    for person in chance.sample(people, chance.randint(1, len(people))):
        made.rows["event_person"].append({"family_id": family_id, "event_id": number, "person_id": person})
    for _ in range(chance.choice((1, 1, 1, 2, 3)) if papers else 0):
        paper, _day, texts = chance.choice(papers)
        page = chance.randrange(len(texts))
        made.rows["citation"].append({"family_id": family_id, "event_id": number, "source_kind": "mentioned_in_other_document", "document_id": paper, "page": page + 1, "start": 0, "end": 60, "quote": texts[page][:60], "edtf": edtf})
    _found(made, family_id, "event", number, sentence)


def _contact(made: Made, family_id: int, worker: int, chance: random.Random) -> None:
    _type, said = chance.choice(SENTENCES)
    day = date(2015, 1, 1) + timedelta(days=chance.randrange(4000))
    summary = said.format(name="the family", place=chance.choice(PLACES), day=f"{day:%d.%m.%Y}")
    contact = made.add("contact", family_id=family_id, channel=chance.choice(("visit", "call", "mail")), at=str(day), summary=summary, by_user=worker)
    _found(made, family_id, "contact", contact, summary)


def _found(made: Made, family_id: int, kind: str, subject_id: int, words: str) -> None:
    made.rows["search_entry"].append({"family_id": family_id, "kind": kind, "subject_id": subject_id, "scope": f"family{family_id}", "folded": names_indexed(words) if kind == "person" else indexed(words)})


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("instance", type=Path, help="an empty folder; CASELINE_KEY_FILE names its key")
    asked.add_argument("--families", type=int, default=100)
    for name, usual in (("events", Amounts().events), ("pages", Amounts().pages), ("contacts", Amounts().contacts)):
        asked.add_argument(f"--{name}", type=int, default=usual, help="on average for each family")
    given = asked.parse_args()
    began = time.process_time()
    with create_app(load_settings(given.instance), PASSWORD_COST=CHEAP).test_request_context():
        prepare()
        count = generate(given.families, Amounts(given.events, given.pages, given.contacts), say=lambda told: print(told, end="\r", file=sys.stderr, flush=True))
    print(f"{given.families} families, {count} rows in {time.process_time() - began:.0f} s of CPU: {given.instance}. Sign in as co@plan.example with “{PASSWORD}”.")


if __name__ == "__main__":
    main()
