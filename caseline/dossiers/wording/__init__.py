"""The fixed words of a dossier, one JSON table per language, whatever language the screens are in."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from caseline import edtf

LANGUAGES = ("fr", "nl", "en", "de")


@dataclass(frozen=True)
class Wording:
    """The words of one language: `say("page", number=3)`, and dates and lists as that language writes them."""

    lang: str
    table: dict[str, str]

    def say(self, key: str, /, **facts: object) -> str:
        """The words `key` with their facts. Raises KeyError for words no table has."""
        return self.table[key].format(**facts) if facts else self.table[key]

    def known(self, key: str) -> str:
        """The words `key`, or nothing where no table has them (for keys that come from data)."""
        return self.table.get(key, "")

    def date(self, value: str | None, *, within: bool = False, short: bool = False) -> str:
        """An EDTF date in words; “not documented” without one; other text as it stands."""
        if not value:
            return self.table["not_documented"]
        try:
            return edtf.show(value, self.lang, within=within, short=short)
        except edtf.NotEdtf:
            return value

    def since(self, value: str) -> str:
        """“since 4 September 2014”, with the article its language wants."""
        return self.date(f"{value}/..")

    def listed(self, items: tuple[str, ...] | list[str]) -> str:
        """Items as a sentence lists them: “An, Bo and Co”."""
        if len(items) < 2:
            return "".join(items)
        return f"{', '.join(items[:-1])} {self.table['and']} {items[-1]}"

    def counted(self, key: str, number: int) -> str:
        """“1 exhibit”, “3 exhibits”: the words `key_one` or `key_many`."""
        return self.table[f"{key}_one" if number == 1 else f"{key}_many"].format(n=number)


@cache
def load(lang: str) -> Wording:
    """The wording of `lang`. Raises LookupError for a language without a table."""
    if lang not in LANGUAGES:
        raise LookupError(f"Dossiers are written in {', '.join(LANGUAGES)}, not in “{lang}”.")
    return Wording(lang, json.loads((Path(__file__).parent / f"{lang}.json").read_text("utf-8")))
