"""How long the whole reasoning takes for 100 to 20,000 events, and finding duplicates against comparing all pairs.

Run: python -m benchmarks.chronology [--sizes 100,1000] [--json]. Times are medians of CPU time of this process; what is
compared is measured in turns, round by round, so that a ratio holds on a machine that others use too.
"""
import argparse
import json
import platform
import random
import statistics
import time
from datetime import date, timedelta

from caseline.chronology import BirthClaim, Case, DocumentInfo, Event, Person, Source, build
from caseline.chronology.births import births
from caseline.chronology.blocks import Blocks
from caseline.chronology.kinds import Kinds, kinds
from caseline.chronology.mentions import Group, Mention, as_mention, new_group
from caseline.chronology.merging import merge, placing_order
from caseline.chronology.sameness import certain, conflicting

SIZES = (100, 1000, 5000, 20000)
ROUNDS = 7
TODAY = date(2025, 6, 1)
ACTS = ('order_to_leave', 'decision_inadmissible', 'decision_refusal', 'cgrs_refusal', 'judgment_call', 'hearing_call', 'appeal_call',
        'application_9bis', 'application_9ter', 'asylum_subsequent_application', 'apprehension', 'notice_to_quit', 'lease_start')
LIFE = ('lawyer_contact', 'case_contact', 'home_visit', 'health', 'school_enrolment', 'address_change', 'support_letter',
        'community_activity', 'residence_document_issued', 'work', 'education_or_training', 'embassy_contact')


def case(size: int, seed: int = 7) -> Case:
    """Invent a family whose papers hold `size` mentions of roughly half as many events.

    They spread over fifteen years, and over more when that would be above a mention a day: no file is denser.
    """
    chance = random.Random(seed)
    days = max(15 * 365, size)
    before = 2023 - days // 365
    people = tuple(Person(number, f'Person {number}', born=str(before - number * 4), birth_claims=(BirthClaim(f'{before - number * 4}-03-0{number}'),))
                   for number in range(1, 7))
    events, papers = [], max(4, size // 8)
    while len(events) < size:
        events.extend(_told(chance, papers, size - len(events), len(events), days))
    documents = tuple(DocumentInfo(number, f'paper {number}', 'lawyer_letter', _day(chance, days).isoformat()) for number in range(papers))
    return Case('BENCH', people, tuple(events), documents)


def _told(chance: random.Random, papers: int, room: int, number: int, days: int) -> list[Event]:
    """One real event, told by one to four papers: some only by month, some by notification only, one in thirty with a slip."""
    type_ = chance.choice(ACTS if chance.random() < 0.4 else LIFE)
    day, persons = _day(chance, days), tuple(sorted(chance.sample(range(1, 7), chance.randint(1, 6))))
    mentions = []
    for telling in range(min(room, chance.choice((1, 1, 1, 2, 2, 3, 4)))):
        text, dates, told = day.isoformat(), {}, day
        if type_ in ACTS and chance.random() < 0.4:
            dates = {'notification_date': (day + timedelta(days=chance.randint(1, 40))).isoformat()}
        roll = chance.random()
        if telling and roll < 0.15:
            text = text[:7]
        elif telling and roll < 0.20:
            text = text[:4]
        elif telling and roll < 0.23:
            told += timedelta(days=chance.choice((1, 10, 30)))
            text = told.isoformat()
        paper = chance.randrange(papers)
        source = Source(paper, f'paper {paper}', 'lawyer_letter', '2025-01-01', 1, f'on {text} there was {type_}', text, dates,
                        'primary_document' if telling == 0 else 'mentioned_in_other_document', confidence=0.9)
        mentions.append(Event(number + telling + 1, type_, text, False, dates, persons if chance.random() < 0.8 else (), f'{type_} on {text}',
                              'proposed', (source,)))
    return mentions


def _day(chance: random.Random, days: int) -> date:
    return date(2025, 1, 1) - timedelta(days=chance.randrange(days))


def cpu(work, times: int = 1) -> float:
    """Return the CPU seconds of calling `work`, the median of some `times`."""
    taken = []
    for _ in range(times):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return statistics.median(taken)


def in_turns(works: dict, rounds: int) -> dict:
    """Return the CPU seconds of each of several works, round by round: {name: [seconds, …]}."""
    taken = {name: [] for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            taken[name].append(work())
    return taken


def some_pairs(mentions: list[Mention], groups: list[Group], data: Kinds, part: int, parts: int) -> int:
    """Do a part of what `merge` looks for the plain way: by the same two rules, mentions against all before them."""
    return sum(certain(mention, group, data) or conflicting(groups[number], group, data)
               for number, mention in enumerate(mentions) if number % parts == part for group in groups[:number])


def _alike(mention: Mention, group: Group, data: Kinds) -> bool:
    """Certainly one event, and of one kind or of kinds that papers confuse: the rule itself supposes that."""
    return (group.type == mention.type or group.type in data.near.get(mention.type, ())) and certain(mention, group, data)


def lost(one: Case) -> tuple[int, int]:
    """(certain duplicates among all pairs, those of them that are never compared)."""
    data, known = kinds('be'), births(one.persons)
    mentions = sorted((as_mention(event, data, known) for event in one.events), key=placing_order)
    blocks, found, missed = Blocks(data), 0, 0
    for number, mention in enumerate(mentions):
        near = {group.number for group in blocks.candidates(mention)}
        for group in blocks.groups:
            if _alike(mention, group, data):
                found += 1
                missed += group.number not in near
        blocks.add(new_group(number, mention))
    return found, missed


def main() -> None:
    """Print the table, or JSON with --json."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument('--sizes', default=','.join(map(str, SIZES)))
    options.add_argument('--pairs', type=int, default=5000, help='size at which all pairs are compared')
    options.add_argument('--json', action='store_true')
    chosen = options.parse_args()
    sizes = _sizes([int(size) for size in chosen.sizes.split(',')])
    pairs = _pairs(chosen.pairs)
    if chosen.json:
        print(json.dumps({'machine': platform.processor() or platform.machine(), 'python': platform.python_version(),
                          'sizes': sizes, 'pairs': pairs}))
        return
    print(f'{platform.machine()}, Python {platform.python_version()}; CPU seconds, medians')
    for size, one in sizes.items():
        print(f'{size:>7} events  {one["seconds"] * 1000:9.1f} ms' + (f'  {one["ratio"]:6.2f} x of 1,000' if 'ratio' in one else ''))
    print(f'duplicates among {pairs["events"]} events: all pairs {pairs["all"] * 1000:.0f} ms, blocked {pairs["blocked"] * 1000:.0f} ms, '
          f'1/{pairs["ratio"]:.0f}; {pairs["growth"]:.1f} x of a tenth as many; '
          f'{pairs["certain"]} certain pairs among a fifth of them, {pairs["lost"]} never compared')


def _sizes(sizes: list[int]) -> dict[int, dict[str, float]]:
    """Time the whole reasoning at each size, and its ratio to a thousand events in the same round."""
    cases = {size: case(size) for size in sizes}
    for size in sizes:
        build(cases[size], today=TODAY)
    taken = in_turns({size: lambda one=one: cpu(lambda: build(one, today=TODAY), 5 if len(one.events) <= 1000 else 1)
                      for size, one in cases.items()}, ROUNDS)
    results = {size: {'seconds': statistics.median(times)} for size, times in taken.items()}
    for size in sizes if 1000 in taken else ():
        results[size]['ratio'] = statistics.median(time / base for time, base in zip(taken[size], taken[1000]))
    return results


def _pairs(size: int) -> dict[str, float]:
    """Time the search for duplicates at one size and at a tenth of it, and a part of the plain way in every round."""
    data, one, few = kinds('be'), case(size), case(size // 10)
    known = births(one.persons)
    mentions = [as_mention(event, data, known) for event in one.events]
    groups = [new_group(number, mention) for number, mention in enumerate(mentions)]
    parts = iter(range(ROUNDS))
    taken = in_turns({'blocked': lambda: cpu(lambda: merge(one.events, data, known), 3),
                      'tenth': lambda: cpu(lambda: merge(few.events, data, births(few.persons)), 9),
                      'all': lambda: cpu(lambda: some_pairs(mentions, groups, data, next(parts), ROUNDS)) * ROUNDS}, ROUNDS)
    middle = {name: statistics.median(times) for name, times in taken.items()}
    found, missed = lost(case(size // 5))
    return {'events': size, **middle, 'certain': found, 'lost': missed,
            'ratio': statistics.median(plain / own for plain, own in zip(taken['all'], taken['blocked'])),
            'growth': statistics.median(own / tenth for own, tenth in zip(taken['blocked'], taken['tenth']))}


if __name__ == '__main__':
    main()
