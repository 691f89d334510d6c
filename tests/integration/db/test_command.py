"""`goalframe db`, as one types it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli.db import db
from db.engine import Database
from db.upgrade import SCHEMA

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Type a command in an empty folder, with only DATABASE_URL set."""
    monkeypatch.chdir(tmp_path)

    def type_(*words: str, **environ: str) -> Result:
        return CliRunner().invoke(db, words, env={"DATABASE_URL": "sqlite:///mine.db", **environ})

    return type_


def test_a_database_is_made_checked_copied_and_put_back(run: Run) -> None:
    said = [
        run("upgrade"),
        run("upgrade"),
        run("check"),
        run("backup", "copy.db"),
        run("restore", "copy.db"),
        run("restore", "copy.db", "--database", "sqlite:///other.db"),
    ]
    assert [(result.exit_code, result.stdout) for result in said] == [
        (0, f"The database is new, with schema {SCHEMA.current}.\n"),
        (0, f"The database has the current schema, {SCHEMA.current}.\n"),
        (0, "The database is whole.\n"),
        (0, "The database was copied to copy.db.\n"),
        (0, "The database is now the one of copy.db.\nThe one before is kept as mine.db-replaced.\n"),
        (0, "The database is now the one of copy.db.\n"),
    ]


def test_refusals_are_one_sentence_on_standard_error_and_exit_1(run: Run) -> None:
    run("upgrade")
    run("backup", "copy.db")
    refused = {
        "copy.db is there already; name a file that is not.": run("backup", "copy.db"),
        "There is no database at none.db.": run("restore", "none.db"),
        "There is no database at gone.db.": run("check", "--database", "sqlite:///gone.db"),
        "DATABASE_URL must name a file, such as sqlite:///goalframe.db; others are not supported yet.": run(
            "upgrade",
            DATABASE_URL="postgresql://localhost/goals",
        ),
    }
    for sentence, result in refused.items():
        assert (result.exit_code, result.stdout, result.stderr) == (1, "", f"{sentence}\n")


def test_wrong_settings_are_refused(run: Run) -> None:
    result = run("check", PORT="many")
    assert result.exit_code == 1
    assert "PORT" in result.stderr
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize("words", [["backup"], ["restore"], ["sweep"], ["check", "--fast"]])
def test_wrong_usage_exits_2(run: Run, words: list[str]) -> None:
    assert run(*words).exit_code == 2


@pytest.mark.parametrize(("rows", "sentence"), [(1, "has 1 fault; restore"), (2, "has 2 faults; restore")])
def test_faults_are_listed_and_exit_1(
    run: Run,
    new_database: Callable[..., Database],
    execute: Callable[[Database, str], None],
    rows: int,
    sentence: str,
) -> None:
    torn = new_database(foreign_keys=False)
    for sheet in "ab"[:rows]:
        execute(torn, f"INSERT INTO sheet_rows VALUES ('T1', '{sheet}', 'o:1', 0, 1)")  # noqa: S608 - our own
    result = run("check", "--database", str(torn.url))
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == rows
    assert sentence in result.stderr


def test_the_default_is_named_in_the_help(run: Run) -> None:
    assert "DATABASE_URL" in run("check", "--help").stdout
    assert "  goalframe db backup goals-before-friday.db\n" in run("--help").stdout
