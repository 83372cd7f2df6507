"""third release"""

from alembic import op

from caseline.search.models import statements

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

TRIGGERS = ("search_added", "search_removed", "search_changed")
WITH_PLACES = "CREATE VIRTUAL TABLE search_text USING fts5(scope, folded, content='search_entry', content_rowid='id', tokenize='unicode61')"


def upgrade():
    """The full-text index without the places of words, with a list of its words; another word stands for each family."""
    _make_index_anew("ß", statements(op.get_bind().dialect.name))


def downgrade():
    dialect = op.get_bind().dialect.name
    triggers = [one for one in statements(dialect) if "TRIGGER" in one]
    _make_index_anew("family", statements(dialect) if dialect == "postgresql" else [WITH_PLACES, *triggers])


def _make_index_anew(scope: str, made_by: list[str]) -> None:
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    if on_sqlite:
        for trigger in TRIGGERS:
            op.execute(f"DROP TRIGGER IF EXISTS {trigger}")
        op.execute("DROP TABLE IF EXISTS search_text_words")
        op.execute("DROP TABLE IF EXISTS search_text")
    op.execute(f"UPDATE search_entry SET scope = '{scope}' || family_id")
    for statement in made_by:
        op.execute(statement)
    if on_sqlite:
        op.execute("INSERT INTO search_text(search_text) VALUES ('rebuild')")
