"""What reading remarked about a paper, in the language of whoever looks at it.

Reading knows no languages of screens: it says an English sentence, which is kept. Here each sentence is found again by its form.
"""

import re

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

# the sentences of caseline/reading, their changing parts as named groups, and the same for the screen
_SENTENCES: tuple[tuple[re.Pattern, LazyString], ...] = tuple((re.compile(pattern), shown) for pattern, shown in (
    (r"Page (?P<page>\d+) is damaged and could not be read\.", _l("Page %(page)s is damaged and could not be read.")),
    (r"Page (?P<page>\d+) is hard to read(?:: please compare its text with the image\.|\. Please compare its text with the image\.)",
     _l("Page %(page)s is hard to read. Please compare its text with the image.")),
    (r"Page (?P<page>\d+) is hard to read: the picture is small \((?P<size>\d+ × \d+) points\)\. Please compare its text with the image\.",
     _l("Page %(page)s is hard to read: the picture is small (%(size)s points). Please compare its text with the image.")),
    (r"Page (?P<page>\d+) shows no text that could be read\.", _l("Page %(page)s shows no text that could be read.")),
    (r"Page (?P<page>\d+) shows no text that could be read: the picture is small \((?P<size>\d+ × \d+) points\)\.",
     _l("Page %(page)s shows no text that could be read: the picture is small (%(size)s points).")),
    (r"Text that nobody can see on the page \(white, hidden or switched off\) was left out: page (?P<pages>[\d, …]+)\. Look into the original file if you wonder what it says\.",
     _l("Text that nobody can see on the page (white, hidden or switched off) was left out: page %(pages)s. Look into the original file if you wonder what it says.")),
    (r"Text that Word hides and does not print was left out\. Look into the original file if you wonder what it says\.",
     _l("Text that Word hides and does not print was left out. Look into the original file if you wonder what it says.")),
    (r"The attachment “(?P<name>.*)” is damaged or too large and was left out\.", _l("The attachment “%(name)s” is damaged or too large and was left out.")),
    (r"This file holds pictures and no text; each picture was taken out to be read on its own\.",
     _l("This file holds pictures and no text; each picture was taken out to be read on its own.")),
    (r"This is an old Office file: its text was read, its layout and pictures were not\.",
     _l("This is an old Office file: its text was read, its layout and pictures were not.")),
    (r"This Word file holds a small program \(macros\); Caseline read the text only and ran nothing\.",
     _l("This Word file holds a small program (macros); Caseline read the text only and ran nothing.")),
))


def remark(sentence: str) -> str:
    """The kept English sentence as it is shown; as it is when its form is not known."""
    for form, shown in _SENTENCES:
        if found := form.fullmatch(sentence):
            return str(shown) % found.groupdict() if found.groupdict() else str(shown)
    return sentence
