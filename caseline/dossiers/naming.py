"""Authorities as a dossier's language calls them, from the country's own table; what the table lacks stays as it is."""

from caseline.countries import Country


def issuer(country: Country, name: str, lang: str) -> str:
    """“Office des étrangers” for the authority IO; the name on the letterhead of everybody else."""
    return country.table("names")["issuers"].get(name, {}).get(lang, name)
