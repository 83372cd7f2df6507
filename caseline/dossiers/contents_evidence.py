"""Evidence against the country's checklist, and proof of presence year by year."""

from collections.abc import Mapping, Sequence

from caseline.chronology.chronology import Chronology
from caseline.countries import Country

from .choices import Paper
from .dossier import Evidence, Presence
from .statements import Row
from .wording import Wording


def checklist(used_in: str | None, handed: Sequence[Paper], numbers: Mapping[int, int], names: Mapping[int, str],
              country: Country, words: Wording, chronology: Chronology) -> tuple[Evidence, ...]:
    """Each item of the checklist for this kind of dossier, with the exhibits that meet it."""
    if used_in is None:
        return ()
    ageing, homes = _ageing(chronology), {kind: entry["key"] for kind, entry in _homes(country).items()}
    return tuple(_item(entry, handed, numbers, names, words, ageing, homes) for entry in country.evidence.values()
                 if used_in in entry["used_in"])


def checklist_home(country: Country) -> dict[str, str]:
    """The category under which each kind of paper is filed."""
    return {kind: entry["category"] for kind, entry in _homes(country).items()}


def _homes(country: Country) -> dict[str, Mapping]:
    """The item each kind of paper is most particular to; formal items draw on papers at home elsewhere, so they come last."""
    homes: dict[str, Mapping] = {}
    later_first = reversed(country.evidence.values())
    for entry in sorted(later_first, key=lambda one: (one["category"].startswith("B"), len(one["document_types"]))):
        for kind in entry["document_types"]:
            homes.setdefault(kind, entry)
    return homes


def _item(entry: Mapping, handed: Sequence[Paper], numbers: Mapping[int, int], names: Mapping[int, str], words: Wording,
          ageing: Mapping[int, str], homes: Mapping[str, str]) -> Evidence:
    meeting = sorted((one for one in handed if one.id in numbers and one.kind in entry["document_types"] and one.kind != "other"),
                     key=lambda one: numbers[one.id])
    own = {ageing.get(one.source, "present") for one in meeting if homes.get(one.kind) == entry["key"]}
    state = next((one for one in ("present", "ageing", "aged") if one in own), "perhaps" if meeting else "missing")
    label = entry["label"].get(words.lang) or entry["label"]["en"]
    return Evidence(entry["key"], words.known(f"category_{entry['category'][:1]}") or entry["category"], label,
                    tuple(numbers[one.id] for one in meeting), state,
                    tuple(dict.fromkeys(names[person] for one in meeting for person in one.persons if person in names)),
                    remark=words.known(f"per_{entry['key']}"))


def _ageing(chronology: Chronology) -> dict[int, str]:
    """Papers that practice finds, or will soon find, too old."""
    states = {"evidence_aged": "aged", "evidence_ageing": "ageing", "paper_expired": "aged", "paper_expires": "ageing"}
    return {document: states[one.kind] for one in chronology.findings if one.kind in states for document in one.documents}


def presence(chronology: Chronology, rows: Sequence[Row], names: Mapping[int, str]) -> tuple[Presence, ...]:
    """For each person and year the exhibits, and the rows, that show them in the country."""
    printed = {row.event: row for row in rows}
    found = []
    for line in chronology.presence:
        if line.person not in names:
            continue
        years: dict[int, list[int]] = {}
        for quarter in line.quarters:
            years.setdefault(quarter.year, []).extend(event for event in quarter.rows if event in printed)
        for year, events in years.items():
            events = list(dict.fromkeys(events))
            exhibits = sorted({cite.exhibit for event in events for cite in printed[event].cites if cite.exhibit})
            found.append(Presence(names[line.person], year, tuple(exhibits), tuple(events)))
    return tuple(found)
