"""fourth release"""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade():
    """The list of the index's words without how often each stands there, which took longer to count the more pages there were."""
    _list_words("instance")


def downgrade():
    _list_words("row")


def _list_words(by: str) -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE IF EXISTS search_text_words")
        op.execute(f"CREATE VIRTUAL TABLE search_text_words USING fts5vocab(search_text, {by})")
