"""Write down every row of an installation, as data of a release that later versions must be able to take over."""

import base64
import gzip
import json
import sys
from pathlib import Path

from flask import current_app
from sqlalchemy import inspect, text

from caseline import create_app
from caseline.db import db

HERE = Path(__file__).parent
NOT_KEPT = ("search_text", "alembic_version")  # the full-text index's own tables, and the number the file name tells


def keep(number: str) -> Path:
    """Rows as the database gives them, by table; bytes as {"base64": …}."""
    with db.engine.connect() as connection:
        names = [name for name in inspect(db.engine).get_table_names() if not name.startswith(NOT_KEPT)]
        tables = {name: [_plain(row) for row in connection.execute(text(f'SELECT * FROM "{name}"')).mappings()] for name in names}
    kept = {"key": current_app.config["SETTINGS"].master_key.hex(), "tables": {name: rows for name, rows in tables.items() if rows}}
    path = HERE / f"{number}.json.gz"
    path.write_bytes(gzip.compress(json.dumps(kept, ensure_ascii=False).encode(), mtime=0))
    return path


def kept(number: str) -> tuple[str, dict[str, list[dict]]]:
    """The master key (hex) and the rows by table of a release's file."""
    content = json.loads(gzip.decompress((HERE / f"{number}.json.gz").read_bytes()))
    return content["key"], {name: [_as_it_was(row) for row in rows] for name, rows in content["tables"].items()}


def _plain(row) -> dict:
    return {name: {"base64": base64.b64encode(value).decode()} if isinstance(value, (bytes, memoryview)) else value for name, value in row.items()}


def _as_it_was(row: dict) -> dict:
    return {name: base64.b64decode(value["base64"]) if isinstance(value, dict) else value for name, value in row.items()}


if __name__ == "__main__":
    with create_app().app_context():
        sys.stdout.write(f"{keep(sys.argv[1])}\n")
