"""Invented people and short ways to write down what their papers say."""
from datetime import date

from caseline.chronology import Case, Event, Person, Source, build

AN, BO, CI = 1, 2, 3
TODAY = date(2024, 6, 3)
PEOPLE = (Person(AN, 'An Peeters', 'parent', born='1985-05-20'), Person(BO, 'Bo Peeters', 'parent', born='1983-02-11'),
          Person(CI, 'Ci Peeters', 'child', born='2012-08-09'))


class Papers:
    """Collects events as papers tell them; every call is one mention in one paper."""

    def __init__(self):
        self.events = []

    def tell(self, type_, edtf, paper, *, persons=(AN, BO), kind='mentioned_in_other_document', **about):
        dates = {role: about.pop(role) for role in list(about) if role.endswith(('_date', 'valid_until'))}
        source = Source(document=paper, document_date=about.pop('written', None),
                        quote=about.pop('quote', ''), edtf=edtf, dates=dates, source_kind=kind, confidence=about.pop('confidence', 1.0))
        self.events.append(Event(id=len(self.events) + 1, type=type_, edtf=edtf, dates=dates, persons=tuple(persons), sources=(source,), **about))
        return self.events[-1].id

    def case(self, **more):
        return Case('PT-2024-01', more.pop('persons', PEOPLE), tuple(self.events), **more)

    def chronology(self, today=TODAY, lang='en', **more):
        return build(self.case(**more), today=today, lang=lang)


def dates(chronology, type_):
    return [row.edtf for row in chronology.rows if row.type == type_]


def kinds(found):
    return [one.kind for one in found]
