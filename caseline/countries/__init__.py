"""A country as data: what can happen in a case, which papers exist, which terms run, how file numbers look.

`load('be')` reads the folder `be/` once. A second country is a folder with the same files and no code change.
"""
import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Mapping

_HOME = Path(__file__).parent
_CODE = re.compile(r'[a-z]{2}')


class UnknownCountry(LookupError):
    """No folder of data exists for this country code."""


@dataclass(frozen=True, slots=True)
class EventType:
    """One thing that can happen; `label` is by language, `timeline_date` the role that places it on the timeline."""
    key: str
    group: str
    label: Mapping[str, str]
    actor: str
    timeline_date: str
    other_dates: tuple[str, ...]
    is_interval: bool
    tier: str
    typical_proof: tuple[str, ...]
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class DocumentType:
    """One kind of paper; `produces_events` are the event types it proves, `sensitivity` its default protection."""
    key: str
    category: str
    title: Mapping[str, str]
    issuer: str
    produces_events: tuple[str, ...]
    sensitivity: str
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Country:
    """Everything Caseline knows of one country, frozen.

    Tables are mappings by key in the order of their file; `deadlines`, `evidence` and `references` hold the entries of
    `deadlines.json`, `evidence_checklist.json` and `id_formats.json` with their keys unchanged, `counting_rules` the rules
    by which terms are counted, `questionnaires` the instruments as they stand in their file.
    """
    code: str
    event_types: Mapping[str, EventType]
    event_groups: Mapping[str, str]
    date_roles: tuple[str, ...]
    document_types: Mapping[str, DocumentType]
    references: Mapping[str, Mapping[str, Any]]
    deadlines: Mapping[str, Mapping[str, Any]]
    counting_rules: Mapping[str, Any]
    evidence: Mapping[str, Mapping[str, Any]]
    exhibit_numbering: Mapping[str, Any]
    questionnaires: Mapping[str, Any]

    def table(self, name: str) -> Any:
        """Return another data file of this country, frozen: `table('cues/fr')` reads `cues/fr.json`."""
        return read_table(self.code, name)

    def label(self, key: str, lang: str) -> str:
        """Return the name of an event type or document kind in `lang`, English where that language lacks it."""
        known = self.event_types.get(key) or self.document_types.get(key)
        names = known.label if isinstance(known, EventType) else known.title if known else {}
        return names.get(lang) or names.get('en') or key


@cache
def load(code: str) -> Country:
    """Return the country of a two-letter code such as 'be'; raises `UnknownCountry` when its folder does not exist."""
    events = read_table(code, 'event_types')
    papers = read_table(code, 'document_types')
    terms = read_table(code, 'deadlines')
    proofs = read_table(code, 'evidence_checklist')
    return Country(
        code=code,
        event_types=_by_key(map(_event_type, events['event_types'])),
        event_groups=events['groups'],
        date_roles=events['date_roles'],
        document_types=_by_key(map(_document_type, papers['document_types'])),
        references=_entries(read_table(code, 'id_formats')['formats']),
        deadlines=_entries(terms['deadlines']),
        counting_rules=terms['counting_rules'],
        evidence=_entries(proofs['exhibits']),
        exhibit_numbering=proofs['numbering'],
        questionnaires=read_table(code, 'questionnaires'))


def available() -> tuple[str, ...]:
    """Return the codes of the countries that have a folder of data."""
    return tuple(sorted(path.parent.name for path in _HOME.glob('*/event_types.json')))


@cache
def read_table(code: str, name: str) -> Any:
    """Return one data file of a country, deeply frozen; raises `UnknownCountry` for a code without a folder."""
    if not _CODE.fullmatch(code) or not (_HOME / code).is_dir():
        raise UnknownCountry(f'There is no data for the country "{code}".')
    return _frozen(json.loads((_HOME / code / f'{name}.json').read_text('utf-8')))


def _event_type(entry: Mapping[str, Any]) -> EventType:
    return EventType(
        key=entry['key'], group=entry['group'], label=entry['label'], actor=entry.get('actor', ''),
        timeline_date=entry['timeline_date'], other_dates=entry.get('other_dates', ()),
        is_interval=bool(entry.get('is_interval')), tier=entry.get('tier', 'core'),
        typical_proof=entry.get('typical_proof', ()), data=entry)


def _document_type(entry: Mapping[str, Any]) -> DocumentType:
    return DocumentType(
        key=entry['key'], category=entry['category'], title=entry['title'], issuer=entry.get('issuer', ''),
        produces_events=entry.get('produces_events', ()), sensitivity=entry.get('default_sensitivity', 'normal'), data=entry)


def _by_key(records) -> Mapping[str, Any]:
    return MappingProxyType({record.key: record for record in records})


def _entries(entries) -> Mapping[str, Any]:
    return MappingProxyType({entry['key']: entry for entry in entries})


def _frozen(value: Any) -> Any:
    if isinstance(value, dict):
        return MappingProxyType({key: _frozen(item) for key, item in value.items()})
    if isinstance(value, list):
        return tuple(_frozen(item) for item in value)
    return value
