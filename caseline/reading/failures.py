"""Why a file could not be read: a code for the program, a plain English sentence for the case manager."""

SENTENCES = {
    'empty': 'This file is empty: nothing was received. Ask for it again, or scan it again.',
    'password_needed': 'This file is locked with a password. Type the password to read it.',
    'wrong_password': 'This password does not open the file. Check it and type it again.',
    'unknown_format': 'Caseline does not know this kind of file. Save it as PDF and add it again.',
    'too_large': 'This file is too large to be read safely. Split it, or save it at a lower resolution.',
    'too_many_pages': 'This file has more than 3,000 pages. Split it and add the parts.',
    'damaged': 'This file is damaged and cannot be opened. Ask for it again, or print and scan it.',
    'time_limit': 'Reading this file took too long and was stopped. Save it as PDF, or split it, and try again.',
    'memory_limit': 'Reading this file needs too much memory and was stopped. Save it as PDF, or split it, and try again.',
    'unsupported': 'Caseline cannot read this kind of file. Save it as PDF or as a newer format and add it again.',
}


class ReadFailure(Exception):
    """A file that gives no text. `code` is a key of SENTENCES; `sentence` says to a person what is wrong and what to do."""

    def __init__(self, code: str, sentence: str | None = None):
        self.code = code
        self.sentence = sentence or SENTENCES[code]
        super().__init__(self.sentence)
