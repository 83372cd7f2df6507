"""Reading: any file people have → its pages (text, word boxes), attachments and headers; or one plain sentence why not.

    read(path, name=…) -> Reading                      raises ReadFailure(code, sentence)
    page_image(path, media_type=…, number=…, width=…) -> bytes (WebP)
    boxes_of(words, start, end) -> boxes of a quote, one per line, as fractions of the page

The server and its worker never parse in their own process: `confined.Reader()` has the same two methods and runs them
in a child that can reach nothing. `read` and `page_image` load their libraries (OCR, PDF, pictures) at first use only.
"""
from importlib import import_module

from caseline.reading.failures import SENTENCES, ReadFailure
from caseline.reading.pages import Attachment, Page, Reading, Word, boxes_of

__all__ = ['SENTENCES', 'Attachment', 'Page', 'ReadFailure', 'Reading', 'Word', 'boxes_of', 'page_image', 'read']
_LOADED_AT_FIRST_USE = {'read': 'caseline.reading.engine', 'page_image': 'caseline.reading.drawing'}


def __getattr__(name: str):
    if name in _LOADED_AT_FIRST_USE:
        return getattr(import_module(_LOADED_AT_FIRST_USE[name]), name)
    raise AttributeError(f'caseline.reading has no {name!r}')
