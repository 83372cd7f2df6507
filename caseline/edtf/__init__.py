"""Dates as sources give them: a day, a month, a season, a year, “about”, “between”, “since” (EDTF, ISO 8601-2 level 1)."""
from caseline.edtf.order import certainly_before, covers, overlaps, possibly_before, sort_key
from caseline.edtf.show import show
from caseline.edtf.typed import typed
from caseline.edtf.value import Edtf, NotEdtf, parse

__all__ = ['Edtf', 'NotEdtf', 'certainly_before', 'covers', 'overlaps', 'parse', 'possibly_before', 'show', 'sort_key', 'typed']
