"""The keys used for members, and the words the screens show for them."""

from babel import Locale
from flask_babel import get_locale, lazy_gettext as _l

RELATIONS = {
    "mother": _l("mother"),
    "father": _l("father"),
    "partner": _l("partner"),
    "child": _l("child"),
    "grandparent": _l("grandparent"),
    "grandchild": _l("grandchild"),
    "sibling": _l("brother or sister"),
    "other_adult": _l("other adult"),
    "other_child": _l("other child"),
}
SEXES = {"F": _l("female"), "M": _l("male"), "X": _l("other")}
NUMBER_SYSTEMS = {
    "oe_sp": _l("Immigration Office (SP/OV)"),
    "cgrs": _l("CGRS"),
    "niss": _l("National number"),
    "call_roll": _l("CALL roll number"),
    "fedasil": _l("Fedasil"),
    "passport": _l("Passport"),
    "other": _l("Other number"),
}
STAGES = {
    "screening": _l("Screening"),
    "assessment": _l("Assessment"),
    "planning": _l("Planning"),
    "intervention": _l("Intervention"),
    "review": _l("Review"),
    "closure": _l("After-care"),
    "paused": _l("Paused"),
    "closed": _l("Closed"),
}


def nationalities() -> list[tuple[str, str]]:
    """(code, name in the interface language), by name; stateless and unknown first."""
    territories = Locale.parse(get_locale() or "en").territories
    countries = sorted(((code, name) for code, name in territories.items() if len(code) == 2 and code.isalpha() and code not in _NOT_STATES), key=lambda pair: pair[1])
    return [("", str(_l("unknown"))), ("stateless", str(_l("stateless"))), *countries]


def nationality_name(code: str) -> str:
    return dict(nationalities()).get(code, code)


_NOT_STATES = {"EU", "EZ", "UN", "ZZ", "XA", "XB", "QO", "AC", "CP", "CQ", "DG", "EA", "IC", "TA"}
