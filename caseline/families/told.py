"""The keys that an example family's files use (P1, A2, L1, K1), as the records they became."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Keys:
    """`people`, `actors` and `documents`: key or file name → id; `names`: key → name; `user_id` stands for every case manager."""

    people: Mapping[str, int]
    actors: Mapping[str, int] = field(default_factory=dict)
    documents: Mapping[str, int] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    user_id: int | None = None

    def person(self, key: str) -> int | None:
        return self.people.get(key)

    def actor(self, key: str) -> int | None:
        return self.actors.get(key)

    def document(self, file: str) -> int | None:
        return self.documents.get(file)

    def name(self, key: str) -> str:
        """The name behind a key; what is no key is a name already."""
        return self.names.get(key, key)
