"""The questionnaires that ship with Caseline, in all their versions."""

from collections.abc import Mapping
from functools import cache

from caseline.questionnaires.instrument import HOME, Instrument, newest
from caseline.questionnaires.parsing import parse


@cache
def released() -> Mapping[str, Instrument]:
    """Every released instrument of the network by “key.vN”."""
    found = [parse(path.read_text()) for path in sorted(HOME.glob("*.json"))]
    return {one.id: one for one in found}


def latest() -> list[Instrument]:
    """The newest version of each instrument of the network, in the order in which they are used."""
    order = ("screening", "baseline", "vulnerability", "client_summary", "case_study")
    return sorted(newest(released()), key=lambda one: order.index(one.key))
