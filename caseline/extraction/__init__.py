"""Understanding papers: `extract(pages)` says what a paper is, what it says of itself and which events it tells."""
from caseline.extraction.model import Extraction, KnownPerson, Named, Proposal, Quoted, Reference
from caseline.extraction.understand import extract

__all__ = ['Extraction', 'KnownPerson', 'Named', 'Proposal', 'Quoted', 'Reference', 'extract']
