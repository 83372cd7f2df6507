"""Authorities and laws as a dossier's language calls them, from the country's own table; what the table lacks stays as it is."""

import re

from caseline.countries import Country


def issuer(country: Country, name: str, lang: str) -> str:
    """“Office des étrangers” for the authority IO; the name on the letterhead of everybody else."""
    return country.table("names")["issuers"].get(name, {}).get(lang, name)


def law(country: Country, basis: str, lang: str) -> str:
    """A legal basis, phrase by phrase: “loi du 15-12-1980 art. 39/57 §1”."""
    for phrase in country.table("names")["laws"] if lang != "en" else ():
        basis = re.sub(rf"(?<![\w’]){re.escape(phrase['en'])}(?!\w)", phrase[lang], basis)
    return basis
