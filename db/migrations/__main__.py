"""Write the step from the newest schema to what the tables say now: python -m db.migrations NUMBER TITLE."""

from __future__ import annotations

import sys
import tempfile

from alembic import command

from db.engine import open_database
from db.upgrade import SCHEMA, Schema, alembic_config, upgrade


def write_step(number: str, title: str, schema: Schema = SCHEMA) -> None:
    """Compare the tables with a new database and write the difference into the folder of steps."""
    with tempfile.TemporaryDirectory() as folder:
        database = open_database(f"sqlite:///{folder}/compare.db", foreign_keys=False)
        upgrade(database, schema)
        with database.connected("BEGIN") as connection:
            command.revision(alembic_config(connection, schema), title, autogenerate=True, rev_id=number)
        database.close()


if __name__ == "__main__":
    write_step(number=sys.argv[1], title=sys.argv[2])
