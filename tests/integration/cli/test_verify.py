"""`goalframe verify`, as one types it: on a receipt alone, beside a database, and on the database itself."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli.verify import verify
from bot.settings import VARIABLES
from canon.snapshot import snapshot
from db.engine import Database, open_database
from db.upgrade import upgrade
from tests.unit.bot.confirming import Confirmation, confirm
from tests.unit.bot.making import SHEET_ID, T0, TEAM, executive, half_filled

LATER = datetime(2026, 12, 15, 9, 0, tzinfo=UTC)
GOALS = half_filled(executive("P4"))
ALTERED = "In the database this was changed after it was confirmed: "
Run = Callable[..., Result]


@pytest.fixture(autouse=True)
def nothing_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in VARIABLES:
        monkeypatch.delenv(variable.name, raising=False)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def done() -> Confirmation:
    return confirm(GOALS, words="Thank you.")


@pytest.fixture
def file(done: Confirmation, tmp_path: Path) -> Path:
    """Lay the receipt into the folder."""
    path = tmp_path / "receipt.txt"
    path.write_bytes(done.receipt.encode())
    return path


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a database in which version 2 is confirmed, once."""
    path = tmp_path_factory.mktemp("template") / "goalframe.db"
    upgrade(f"sqlite:///{path}")
    with closing(open_database(f"sqlite:///{path}")) as opened:
        with opened.writing() as uow:
            uow.workspaces.bind(TEAM, T0)
            uow.sheets.add(GOALS.sheet, json.dumps(snapshot(GOALS.profile), ensure_ascii=False))
            uow.commit()
        share(opened, confirm(GOALS, words="Thank you."))
    return path


@pytest.fixture
def database(tmp_path: Path, template: Path) -> Iterator[Database]:
    """Open a copy of it at the default place."""
    shutil.copy(template, tmp_path / "goalframe.db")
    with closing(open_database(f"sqlite:///{tmp_path / 'goalframe.db'}")) as opened:
        yield opened


def share(database: Database, shared: Confirmation, *, confirmed: bool = True) -> None:
    with database.writing() as uow:
        uow.revisions.add(shared.revision)
        if confirmed:
            uow.dialogue.reply(shared.reply)
        uow.commit()


def execute(database: Database, statement: str) -> None:
    """Go around the app."""
    with database.connected("BEGIN IMMEDIATE") as connection:
        connection.exec_driver_sql(statement)
        connection.commit()


def tamper(database: Database, column: str, old: str, new: str, table: str = "revisions") -> None:
    changed = f"REPLACE({column}, '{old}', '{new}')"
    execute(database, f"UPDATE {table} SET {column} = {changed}")  # noqa: S608 - our own words


def run(*words: str) -> Result:
    return CliRunner().invoke(verify, words)


def said(result: Result) -> tuple[int, str, str]:
    return result.exit_code, result.stdout, result.stderr


def test_a_receipt_is_checked_without_a_database_and_none_is_made(file: Path, tmp_path: Path) -> None:
    assert said(run("receipt.txt")) == (0, "Unchanged since 2026-12-09.\n", "")
    assert list(tmp_path.iterdir()) == [file]


def test_a_receipt_that_windows_saved_anew_is_unchanged(file: Path) -> None:
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    assert run("receipt.txt").exit_code == 0


def test_a_changed_receipt_is_refused_with_the_part(file: Path) -> None:
    file.write_text(file.read_text(encoding="utf-8").replace('"30 %', '"20 %'), encoding="utf-8")
    assert said(run("receipt.txt")) == (1, "", "This was changed after it was made: goal 2.\n")


def test_what_is_no_receipt_is_refused_with_a_sentence(file: Path) -> None:
    file.write_text("Dear Sam", encoding="utf-8")
    sentence = "This is not a whole receipt: its last block is missing or was changed.\n"
    assert said(run("receipt.txt")) == (1, "", sentence)
    file.write_bytes(b"\xff\xfe\x00")
    assert said(run("receipt.txt")) == (1, "", "receipt.txt is not a receipt: it is no text in UTF-8.\n")


def test_the_database_says_that_the_version_is_the_current_one(file: Path, database: Database) -> None:
    expected = "Unchanged since 2026-12-09.\nThe database has it too: version 2 is the current one.\n"
    assert said(run("receipt.txt")) == (0, expected, "")


def test_the_database_says_which_version_replaced_it(file: Path, database: Database) -> None:
    share(database, confirm(GOALS, 3, at=T0), confirmed=False)
    with database.writing() as uow:
        uow.revisions.take_back(TEAM, SHEET_ID, 3, LATER)
        uow.commit()
    assert "version 2 is the current one" in run("receipt.txt").stdout
    share(database, confirm(GOALS, 4, at=LATER), confirmed=False)
    assert (
        "The database has it too: version 2 was replaced by version 4 on 2026-12-15.\n" in run("receipt.txt").stdout
    )


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (("content", '"30 % of', '"31 % of'), "goal 2"),
        (("content", '"smart"', '"smarz"'), "layout"),
        (("content", "2027-01-01", "2027-01-91"), "period"),
        (("content", "Ana Ruiz", "Ana Ruis"), "people, version"),
        (("content", '"key":"o:a2e07c7e"', '"key":"o:a2e07c7f"'), "goal 2"),
        (("note", "Thursday", "Tuesday"), "version"),
        (("shared_by", "U_ANA", "U_BOB"), "version"),
    ],
)
def test_a_version_changed_in_the_database_is_refused_with_the_part(
    file: Path, database: Database, change: tuple[str, str, str], named: str
) -> None:
    tamper(database, *change)
    assert said(run("receipt.txt")) == (1, "Unchanged since 2026-12-09.\n", f"{ALTERED}{named}.\n")
    assert said(run(SHEET_ID)) == (1, "", f"This was changed after it was confirmed: version 2: {named}.\n")


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (("words", "Thank", "Spank", "replies"), "confirmation"),
        (("seal", "a", "b", "replies"), "the check sums"),
        (("parts", "goal 1", "goal 7", "replies"), "the check sums"),
        (("json", "Owns and grows", "Owns and grew", "profiles"), "the text above"),
        (("json", "{", "[", "profiles"), "the text above"),
    ],
)
def test_whatever_else_a_confirmation_rests_on_is_checked_too(
    file: Path, database: Database, change: tuple[str, str, str, str], named: str
) -> None:
    tamper(database, *change)
    assert run("receipt.txt").stderr == f"{ALTERED}{named}.\n"


def test_another_receipt_for_the_same_version_is_refused(file: Path, database: Database) -> None:
    file.write_bytes(confirm(GOALS, words="Thanks").receipt.encode())
    sentence = "This is not the receipt that the database has for version 2.\n"
    assert said(run("receipt.txt")) == (1, "Unchanged since 2026-12-09.\n", sentence)


def test_a_version_that_the_database_has_not_as_confirmed_is_refused(file: Path, database: Database) -> None:
    file.write_bytes(confirm(GOALS, 7).receipt.encode())
    sentence = "The database has these goals, but no confirmation of version 7.\n"
    assert said(run("receipt.txt")) == (1, "Unchanged since 2026-12-09.\n", sentence)


def test_a_database_without_these_goals_says_nothing(file: Path, database: Database) -> None:
    execute(database, "DELETE FROM sheets")
    assert said(run("receipt.txt")) == (0, "Unchanged since 2026-12-09.\n", "")


def test_every_confirmed_version_of_goals_is_checked(database: Database) -> None:
    share(database, confirm(GOALS, 3, at=LATER))
    share(database, confirm(GOALS, 4, at=LATER), confirmed=False)
    expected = (
        "Version 2 was replaced by version 3 on 2026-12-15. Unchanged since 2026-12-09.\n"
        "Version 3 was replaced by version 4 on 2026-12-15. Unchanged since 2026-12-09.\n"
    )
    assert said(run(SHEET_ID)) == (0, expected, "")


def test_a_changed_version_among_several_is_named(database: Database) -> None:
    share(database, confirm(GOALS, 3, at=LATER))
    execute(database, "UPDATE revisions SET content = REPLACE(content, 'CRM', 'ERP') WHERE number = 3")
    result = run(SHEET_ID)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "This was changed after it was confirmed: version 3: goal 1.\n"


@pytest.mark.parametrize("name", ["nothing", "x" * 300, "a\0b", "."])
def test_what_is_neither_a_file_nor_known_goals_is_refused(name: str, tmp_path: Path) -> None:
    sentence = f"There is no file called {name}, and no confirmed goals with this id in the database.\n"
    assert said(run(name)) == (1, "", sentence)
    assert list(tmp_path.iterdir()) == []


def test_goals_without_a_confirmed_version_and_an_empty_database_have_nothing_to_check(database: Database) -> None:
    execute(database, "DELETE FROM replies")
    assert run(SHEET_ID).exit_code == 1
    Path("empty.db").touch()
    assert run(SHEET_ID, "--database", "sqlite:///empty.db").exit_code == 1


def test_a_database_of_an_older_goalframe_is_refused(file: Path, database: Database) -> None:
    execute(database, "UPDATE alembic_version SET version_num = '0001'")
    sentence = "The database is of an older Goalframe; run: goalframe db upgrade\n"
    assert said(run("receipt.txt")) == (1, "Unchanged since 2026-12-09.\n", sentence)


def test_a_reply_for_other_words_of_the_same_goals_is_not_a_confirmation(database: Database) -> None:
    declined = confirm(GOALS, 3, at=LATER)
    share(database, replace(declined, reply=replace(declined.reply, kind="declined")))
    assert run(SHEET_ID).stdout.startswith("Version 2 was replaced by version 3 on 2026-12-15.")


@pytest.mark.parametrize("words", [[], ["a", "b"], ["a", "--deep"]])
def test_wrong_usage_exits_2(words: list[str]) -> None:
    assert run(*words).exit_code == 2


def test_the_program_knows_the_command() -> None:
    from bot.__main__ import main

    result = CliRunner().invoke(main, ["verify", "--help"])
    assert result.exit_code == 0
    assert "FILE_OR_ID" in result.stdout
