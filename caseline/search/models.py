"""The search index: one entry a page, event, person or contact, with a full-text index of the database's own beside it."""

from sqlalchemy import DDL, UniqueConstraint, event
from sqlalchemy.orm import Mapped, mapped_column

from caseline.db import Base, FamilyOwned


class SearchEntry(FamilyOwned, Base):
    """What can be found: `kind` is page, event, person or contact; `scope` a word that stands for the family."""

    __tablename__ = "search_entry"
    __table_args__ = (UniqueConstraint("kind", "subject_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    subject_id: Mapped[int]
    scope: Mapped[str]  # see scope_of: looked for with the words, so that no join is needed to stay in what I may see
    folded: Mapped[str]


def scope_of(family_id: int) -> str:
    """The word that stands for a family. Folding writes ß as ss in questions and texts, so that nobody’s words meet it."""
    return f"ß{family_id}"


# SQLite: FTS5 over the entries, kept by triggers, without the places of words (half the size), and the list of its words. PostgreSQL: its own text search with a GIN index.
SQLITE = [
    "CREATE VIRTUAL TABLE IF NOT EXISTS search_text USING fts5(scope, folded, content='search_entry', content_rowid='id', tokenize='unicode61', detail=column)",
    "CREATE VIRTUAL TABLE IF NOT EXISTS search_text_words USING fts5vocab(search_text, instance)",
    "CREATE TRIGGER IF NOT EXISTS search_added AFTER INSERT ON search_entry BEGIN INSERT INTO search_text(rowid, scope, folded) VALUES (new.id, new.scope, new.folded); END",
    "CREATE TRIGGER IF NOT EXISTS search_removed AFTER DELETE ON search_entry BEGIN INSERT INTO search_text(search_text, rowid, scope, folded) VALUES ('delete', old.id, old.scope, old.folded); END",
    "CREATE TRIGGER IF NOT EXISTS search_changed AFTER UPDATE ON search_entry BEGIN INSERT INTO search_text(search_text, rowid, scope, folded) VALUES ('delete', old.id, old.scope, old.folded); INSERT INTO search_text(rowid, scope, folded) VALUES (new.id, new.scope, new.folded); END",
]
POSTGRESQL = ["CREATE INDEX IF NOT EXISTS search_text ON search_entry USING gin (to_tsvector('simple', scope || ' ' || folded))"]
for _dialect, _statements in (("sqlite", SQLITE), ("postgresql", POSTGRESQL)):
    for _statement in _statements:
        event.listen(SearchEntry.__table__, "after_create", DDL(_statement.replace("%", "%%")).execute_if(dialect=_dialect))


def statements(dialect: str) -> list[str]:
    """What the migration runs beside the table on this database."""
    return POSTGRESQL if dialect == "postgresql" else SQLITE
