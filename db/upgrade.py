"""Bring a database to the schema that this code knows: a copy first, all or nothing, one process at a time."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text
from sqlalchemy.engine import URL

from db.copies import copy_beside
from db.engine import Database, open_database
from db.errors import BrokenFile, NewerSchema
from db.soundness import torn_rows

if TYPE_CHECKING:
    from alembic.config import Config

MIGRATION_PATIENCE = 60.0


@dataclass(frozen=True)
class Schema:
    """The schemas that the code knows, oldest first, and the folder with the steps between them."""

    versions: tuple[str, ...]
    folder: Path

    @property
    def current(self) -> str:
        return self.versions[-1]


SCHEMA = Schema(
    versions=("0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008", "0009"),
    folder=Path(__file__).with_name("migrations"),
)


def upgrade(database: Database | URL | str, schema: Schema = SCHEMA) -> str:
    """Bring the database to the current schema and say in one sentence what was done.

    Raises `NewerSchema` for a database from a later Goalframe, `BrokenFile` for one of another program.
    """
    url = database.url if isinstance(database, Database) else database
    migrator = open_database(url, patience=MIGRATION_PATIENCE, foreign_keys=False)
    try:
        if migrator.file.exists() and stored_schema(migrator, schema) == schema.current:
            return f"The database has the current schema, {schema.current}."
        return _upgrade(migrator, schema)
    finally:
        migrator.close()


def stored_schema(database: Database, schema: Schema = SCHEMA) -> str | None:
    """Return the schema the database has, nothing for an empty one; refuse what this code does not know."""
    with database.connected("BEGIN") as connection:
        return _stored(connection, schema)


def _stored(connection: Connection, schema: Schema) -> str | None:
    names = inspect(connection).get_table_names()
    if not names:
        return None
    if "alembic_version" not in names:
        raise BrokenFile
    version: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    if version not in schema.versions:
        raise NewerSchema
    return version


def _upgrade(database: Database, schema: Schema) -> str:
    with database.connected("BEGIN IMMEDIATE") as connection:
        before = _stored(connection, schema)  # again: another process may have been faster
        if before == schema.current:
            return f"The database has the current schema, {schema.current}."
        copy = copy_beside(database, f"schema-{before}") if before else None
        _migrate(connection, schema)
        if torn := torn_rows(connection):  # foreign keys sleep while tables are rebuilt
            raise BrokenFile(f"The new schema would tear rows apart, so nothing was changed: {torn[0]}")
        connection.commit()
    if copy is None:
        return f"The database is new, with schema {schema.current}."
    return (
        f"The database went from schema {before} to {schema.current}; a copy from before is {copy.name}, beside it."
    )


def alembic_config(connection: Connection, schema: Schema) -> Config:
    """Tell Alembic where the steps are and on which connection to run."""
    from alembic.config import Config

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(schema.folder).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.set_main_option("file_template", "v%%(rev)s_%%(slug)s")
    return config


def _migrate(connection: Connection, schema: Schema) -> None:
    from alembic import command

    command.upgrade(alembic_config(connection, schema), schema.current)
