"""Events to an ordered, checked chronology: claims, duplicates, procedures, bands, findings and terms. Pure values."""
from caseline.chronology.case import (BirthClaim, Case, DocumentInfo, Event, Mandate, Person, ProcedureEdit, RejectedArgument, Source)
from caseline.chronology.chronology import Chronology, build

__all__ = ['BirthClaim', 'Case', 'Chronology', 'DocumentInfo', 'Event', 'Mandate', 'Person', 'ProcedureEdit',
           'RejectedArgument', 'Source', 'build']
