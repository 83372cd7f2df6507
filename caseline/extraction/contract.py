"""The JSON of `flask extract`: one object per file, stable and documented."""
from typing import Any, Iterable, Mapping

from caseline.extraction.model import Extraction


def to_json(extraction: Extraction, file: str, sha256: str, media_type: str, pages: Iterable[Any]) -> dict[str, Any]:
    """Return an extraction as plain values.

    `pages` are the pages as read, each with `number`, `text`, `ocr` and `confidence`; dates are EDTF level 1 (a range that
    holds one unknown moment is marked `within`), offsets are characters within the page's text.
    """
    return {
        'file': file, 'sha256': sha256, 'media_type': media_type, 'languages': list(extraction.languages),
        'kind': extraction.kind, 'issuer': extraction.issuer,
        'document_date': _quoted(extraction.document_date) if extraction.document_date else None,
        'dates': {role: _quoted(dated) for role, dated in extraction.dates.items()},
        'author': extraction.author, 'addressee': extraction.addressee,
        'references': [{'system': item.system, 'value': item.value, 'page': item.page, 'quote': item.quote, 'start': item.start, 'end': item.end}
                       for item in extraction.references],
        'persons': [_person(person) for person in extraction.persons],
        'pages': [{'number': page.number, 'text': page.text, 'ocr': bool(page.ocr), 'confidence': page.confidence} for page in pages],
        'events': [_event(event) for event in extraction.events],
        'warnings': list(extraction.warnings),
    }


def _quoted(dated: Any) -> dict[str, Any]:
    return {'edtf': dated.edtf, 'page': dated.page, 'quote': dated.quote, 'start': dated.start, 'end': dated.end}


def _person(person: Any) -> dict[str, Any]:
    found: dict[str, Any] = {'name': person.name, 'born': person.born, 'page': person.page, 'quote': person.quote, 'role': person.role}
    return found | ({'person': person.person_id} if person.person_id is not None else {})


def _event(event: Any) -> dict[str, Any]:
    found: dict[str, Any] = {'type': event.type, 'edtf': event.edtf}
    if event.within:
        found['within'] = True
    dates: Mapping[str, str] = event.dates
    return found | {
        'dates': dict(dates), 'persons': list(event.persons), 'person_ids': list(event.person_ids), 'sentence': event.sentence,
        'quote': event.quote, 'page': event.page, 'start': event.start, 'end': event.end, 'confidence': event.confidence, 'why': event.why,
        'source_kind': event.source_kind, 'references': [{'system': system, 'value': value} for system, value in event.references]}
