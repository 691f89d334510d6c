"""Upgrades: from nothing, twice, from several processes, from a newer program, and one that fails half-way."""

from __future__ import annotations

import runpy
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Column
from sqlmodel.sql.sqltypes import UTCDateTime

from db.copies import free_name
from db.engine import Database, open_database
from db.errors import BrokenFile, NewerSchema, StoreError
from db.facts import Sheet
from db.migrations.__main__ import write_step
from db.tables import Base
from db.upgrade import SCHEMA, Schema, alembic_config, stored_schema, upgrade

ROOT = Path(__file__).parents[3]
NOW = SCHEMA.current
NEXT = f"{int(NOW) + 1:04}"
STEP = """
import sqlalchemy as sa
from alembic import op
revision, down_revision = {revision!r}, {down!r}
def upgrade():
    with op.batch_alter_table("sheets") as batch:
        batch.add_column(sa.Column("mood", sa.String(), nullable=True))
    op.execute({then!r})
"""
Execute = Callable[[Database, str], None]


@pytest.fixture
def next_schema(tmp_path: Path) -> Callable[[str], Schema]:
    """Return a schema with one more step, which rebuilds the sheets and then does something."""

    def make(then: str = "UPDATE sheets SET mood = 'good'") -> Schema:
        folder = tmp_path / "100% steps"
        shutil.copytree(SCHEMA.folder, folder, ignore=shutil.ignore_patterns("__pycache__"))
        (folder / "versions" / f"v{NEXT}_mood.py").write_text(STEP.format(then=then, revision=NEXT, down=NOW))
        return Schema((*SCHEMA.versions, NEXT), folder)

    return make


def columns(database: Database, table: str) -> list[str]:
    with database.connected("BEGIN") as connection:
        return [row.name for row in connection.exec_driver_sql(f"PRAGMA table_info({table})")]


def copies(database: Database) -> list[str]:
    return sorted(path.name for path in database.file.parent.glob("*-schema-*"))


@contextmanager
def fresh(tmp_path: Path) -> Iterator[Database]:
    with closing(open_database(f"sqlite:///{tmp_path}/new.db")) as database:
        yield database


def test_an_empty_database_gets_the_current_schema_and_no_copy(tmp_path: Path) -> None:
    with fresh(tmp_path) as database:
        assert upgrade(database) == f"The database is new, with schema {SCHEMA.current}."
        assert stored_schema(database) == SCHEMA.current
        assert copies(database) == []


def test_a_second_upgrade_changes_nothing(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/new.db"
    upgrade(url)
    before = (tmp_path / "new.db").read_bytes()
    assert upgrade(url) == f"The database has the current schema, {SCHEMA.current}."
    assert (tmp_path / "new.db").read_bytes() == before


def test_the_tables_are_what_the_steps_make(database: Database) -> None:
    with database.connected("BEGIN") as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, Base.metadata) == []


def test_the_steps_make_every_column_key_and_tie_as_the_tables_say(database: Database, tmp_path: Path) -> None:
    with fresh(tmp_path) as other, other.connected("BEGIN IMMEDIATE") as connection:
        Base.metadata.create_all(connection)
        said = {name: shape(connection, name) for name in Base.metadata.tables}
    with database.connected("BEGIN") as connection:
        assert {name: shape(connection, name) for name in Base.metadata.tables} == said


def shape(connection: Any, table: str) -> list[list[str]]:
    """Return what SQLite knows of a table: columns with their types and keys, ties, indices in any order."""
    kinds = {"table_info": 0, "foreign_key_list": 0, "index_list": 1}
    pragma = connection.exec_driver_sql
    return [sorted(repr(row[skip:]) for row in pragma(f"PRAGMA {kind}({table})")) for kind, skip in kinds.items()]


def test_the_known_schemas_are_the_steps_in_the_folder(database: Database) -> None:
    with database.connected("BEGIN") as connection:
        steps = ScriptDirectory.from_config(alembic_config(connection, SCHEMA)).walk_revisions()
        assert tuple(step.revision for step in steps) == tuple(reversed(SCHEMA.versions))


def test_a_database_with_data_is_copied_and_brought_up(
    database: Database,
    stored: Sheet,
    next_schema: Callable[[], Schema],
) -> None:
    done = upgrade(database, next_schema())
    assert done == (
        f"The database went from schema {NOW} to {NEXT}; a copy from before is goals.db-schema-{NOW}, beside it."
    )
    with database.connected("BEGIN") as connection:
        assert connection.exec_driver_sql("SELECT id, mood FROM sheets").all() == [(stored.id, "good")]
        assert connection.exec_driver_sql("SELECT count(*) FROM sheet_rows").scalar() == len(stored.rows)
    copy = database.file.with_name(f"goals.db-schema-{NOW}")
    with closing(open_database(f"sqlite:///{copy}")) as before, before.reading() as uow:
        assert uow.sheets.get("T1", stored.id) == stored


def test_an_upgrade_that_fails_half_way_leaves_the_old_schema_whole(
    database: Database,
    stored: Sheet,
    read: Callable[[Sheet], Sheet | None],
    next_schema: Callable[[str], Schema],
) -> None:
    with pytest.raises(StoreError):
        upgrade(database, next_schema("UPDATE nowhere SET mood = 'bad'"))
    assert "mood" not in columns(database, "sheets")
    assert stored_schema(database) == NOW
    assert read(stored) == stored
    assert copies(database) == [f"goals.db-schema-{NOW}"]


def test_an_upgrade_that_tears_rows_apart_is_undone(
    database: Database,
    stored: Sheet,
    read: Callable[[Sheet], Sheet | None],
    next_schema: Callable[[str], Schema],
) -> None:
    with pytest.raises(BrokenFile, match="belongs to a row of sheets that is missing"):
        upgrade(database, next_schema("DELETE FROM sheets"))
    assert read(stored) == stored


def test_a_newer_schema_is_refused_and_untouched(database: Database, stored: Sheet, execute: Execute) -> None:
    execute(database, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(NewerSchema, match="newer Goalframe"):
        upgrade(database)
    assert copies(database) == []


def test_another_program_s_database_is_refused(tmp_path: Path, execute: Execute) -> None:
    with fresh(tmp_path) as database:
        execute(database, "CREATE TABLE recipes (id INTEGER)")
        with pytest.raises(BrokenFile, match="no Goalframe database"):
            upgrade(database)


def test_copies_of_several_attempts_stand_side_by_side(tmp_path: Path) -> None:
    file = tmp_path / "goals.db"
    names = []
    for _ in range(3):
        names.append(free_name(file, "schema-0001"))
        names[-1].touch()
    assert [name.name for name in names] == [f"goals.db-schema-0001{end}" for end in ("", "-2", "-3")]


def start(url: object, program: str) -> subprocess.Popen[str]:
    """Start a program that waits for a line on its standard input."""
    command = [sys.executable, "-c", f"import sys; from db.upgrade import upgrade; input(); {program}", str(url)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT)


def test_processes_that_upgrade_at_once_do_it_once(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/new.db"
    processes = [start(url, "print(upgrade(sys.argv[1]))") for _ in range(3)]
    with ThreadPoolExecutor(3) as pool:
        said = list(pool.map(lambda process: process.communicate("now\n")[0], processes))
    assert [process.returncode for process in processes] == [0, 0, 0]
    assert sorted(said) == [
        *[f"The database has the current schema, {NOW}.\n"] * 2,
        f"The database is new, with schema {NOW}.\n",
    ]


def test_a_thread_that_comes_second_finds_it_done(
    monkeypatch: pytest.MonkeyPatch,
    database: Database,
) -> None:
    monkeypatch.setattr(Path, "exists", lambda _: False)  # as it was when it looked
    assert upgrade(database) == f"The database has the current schema, {NOW}."


def test_a_start_with_the_current_schema_does_not_load_alembic(database: Database) -> None:
    with start(database.url, "upgrade(sys.argv[1]); print('alembic' in sys.modules)") as process:
        assert process.communicate("now\n")[0] == "False\n"


def test_a_new_step_is_written_from_what_the_tables_say(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder = tmp_path / "steps"
    shutil.copytree(SCHEMA.folder, folder, ignore=shutil.ignore_patterns("__pycache__"))
    people = Base.metadata.tables["people"]
    column: Column[Any] = Column("seen_at", UTCDateTime(), nullable=True)
    people.append_column(column)
    try:
        write_step(NEXT, "People seen", Schema(SCHEMA.versions, folder))
    finally:
        people._columns.remove(column)
    (written,) = (folder / "versions").glob(f"v{NEXT}_*.py")
    text = written.read_text()
    assert written.name == f"v{NEXT}_people_seen.py"
    assert "batch_op.add_column(sa.Column('seen_at', sqltypes.UTCDateTime(), nullable=True))" in text
    assert f'"""Take the database from schema {NOW} to {NEXT}."""' in text
    compile(text, written.name, "exec")
    assert f"v{NEXT}_people_seen.py" in capsys.readouterr().out


def test_the_step_writer_is_a_command(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    asked: list[Any] = []
    monkeypatch.setattr("alembic.command.revision", lambda *args, **kwargs: asked.append((args[1:], kwargs)))
    monkeypatch.setattr(sys, "argv", ["db.migrations", "0002", "People seen"])
    monkeypatch.delitem(sys.modules, "db.migrations.__main__")
    runpy.run_module("db.migrations", run_name="__main__")
    assert asked == [(("People seen",), {"autogenerate": True, "rev_id": "0002"})]
