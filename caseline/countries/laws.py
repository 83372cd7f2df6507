"""Laws as a reader's language calls them, from the country's own table."""
import re
from functools import lru_cache

from caseline.countries import load


@lru_cache(maxsize=1024)
def law(country: str, basis: str, lang: str) -> str:
    """Return a legal basis phrase by phrase, “loi du 15-12-1980 art. 39/57 §1”; what the table lacks stays as it is."""
    for phrase in load(country).table('names')['laws'] if lang != 'en' else ():
        basis = re.sub(rf"(?<![\w’]){re.escape(phrase['en'])}(?!\w)", phrase.get(lang, phrase['en']), basis)
    return basis
