"""Understanding papers: `extract(pages)` says what a paper is, what it says of itself and which events it tells.

`extract` loads the rules of four languages, which takes a moment, at its first use only.
"""
from importlib import import_module

from caseline.extraction.model import Extraction, KnownPerson, Named, Proposal, Quoted, Reference

__all__ = ['Extraction', 'KnownPerson', 'Named', 'Proposal', 'Quoted', 'Reference', 'extract']
_LOADED_AT_FIRST_USE = {'extract': 'caseline.extraction.understand'}


def __getattr__(name: str):
    if name in _LOADED_AT_FIRST_USE:
        return getattr(import_module(_LOADED_AT_FIRST_USE[name]), name)
    raise AttributeError(f'caseline.extraction has no {name!r}')
