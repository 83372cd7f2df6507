"""Every way a date stands in a family's papers, in any mixture of French, Dutch, English and German."""
from caseline.extraction.dates.find import find_dates
from caseline.extraction.dates.found import FoundDate
from caseline.extraction.dates.ranges import with_ranges

__all__ = ['FoundDate', 'find_dates', 'with_ranges']
