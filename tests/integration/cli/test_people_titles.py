"""`goalframe people titles`, as one types it: what matches no role, and what a title means."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from textwrap import dedent

import pytest
from click.testing import CliRunner, Result

from bot.cli.people import people
from bot.clock import now
from bot.settings import VARIABLES
from db.engine import open_database
from db.facts import RosterEntry
from db.upgrade import SCHEMA, Schema, upgrade

Run = Callable[..., Result]
URL = "sqlite:///goals.db"
LIBRARY = """
format: 1
canon: {name: Made, tag: MAD}
roles:
  - id: account-executive
    focus: Account Executive
    levels: {P1: {responsibilities: [Sells.]}, P2: {responsibilities: [Sells well.]}}
  - id: kitchen.1
    focus: Head of kitchen
    levels: {P1: {responsibilities: [Cooks.]}}
  - id: kitchen.2
    focus: Head of kitchen
    levels: {P1: {responsibilities: [Cooks well.]}}
"""
TITLES = ("Sr. AE", "sr ae", "Sr. AE", "Chef = Boss", "Account executive", "")
EMPTY = "The list of people is empty; import it first: goalframe people import people.csv"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Type the command in a folder with a small role library."""
    monkeypatch.chdir(tmp_path)
    for variable in VARIABLES:
        monkeypatch.delenv(variable.name, raising=False)
    Path("roles.yaml").write_text(dedent(LIBRARY), encoding="utf-8")

    def type_(*words: str, command: str = "titles") -> Result:
        told = {"DATABASE_URL": URL, "GOALFRAME_CANON": "roles.yaml"}
        return CliRunner().invoke(people, [command, *words], env=told)

    return type_


@pytest.fixture
def listed(run: Run) -> Run:
    """Put a list of people into the database beside."""
    upgrade(URL)
    with closing(open_database(URL)) as database, database.writing() as uow:
        uow.workspaces.bind("T1", now())
        uow.roster.put_all(
            RosterEntry("T1", str(at), "", f"P{at}", "", job_title=one) for at, one in enumerate(TITLES)
        )
        uow.commit()
    return run


def refused(result: Result, sentence: str) -> None:
    assert (result.exit_code, result.stderr) == (1, f"{sentence}\n")


def said() -> dict[str, tuple[str, str]]:
    with closing(open_database(URL)) as database, database.reading() as uow:
        return {one.title: (one.role_id, one.by) for one in uow.titles.all("T1")}


def test_titles_that_match_no_role_are_listed_most_people_first(listed: Run) -> None:
    result = listed()
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == "Job titles that match no role: 2\n  Sr. AE: 3 people\n  Chef = Boss: 1 person\n"
    assert said() == {}


def test_a_title_is_said_to_mean_a_role_by_its_id_or_its_name(listed: Run) -> None:
    result = listed("SR AE=account-executive", "chef boss=kitchen.2")
    assert (result.exit_code, result.stdout) == (0, "Sr. AE: Account Executive\nChef = Boss: Head of kitchen\n")
    assert said() == {"Sr. AE": ("account-executive", ""), "Chef = Boss": ("kitchen.2", "")}
    told = "Said to mean a role: 2\n  Chef = Boss: Head of kitchen\n  Sr. AE: Account Executive\n"
    assert listed().stdout == f"Job titles that match no role: 0\n{told}"
    assert listed("Chef = Boss=Account Executive").stdout == "Chef = Boss: Account Executive\n"
    assert said()["Chef = Boss"] == ("account-executive", "")


def test_an_import_does_not_list_such_a_title_any_more(listed: Run) -> None:
    Path("people.csv").write_text("employee id,manager,job title\n9,,SR. AE\n8,,Cook\n", encoding="utf-8")
    assert "Job titles that match no role: 2\n  Cook\n  SR. AE\n" in listed("people.csv", command="import").stdout
    listed("Sr. AE=account-executive")
    assert "Job titles that match no role: 1\n  Cook\n" in listed("people.csv", command="import").stdout


def test_what_is_not_there_is_refused_and_nothing_is_kept(listed: Run) -> None:
    refused(
        listed("Sr. AE=account-executive", "Waiter=account-executive"),
        "“Waiter” is no job title of the list. Without an argument this command says which ones match no role.",
    )
    refused(
        listed("Sr. AE=acount executive"),
        "The role library has no role “acount executive”; the nearest: Account Executive (account-executive), "
        "Head of kitchen (kitchen.1), Head of kitchen (kitchen.2).",
    )
    refused(listed("Sr. AE=***"), "The role library has no role “***”.")
    refused(
        listed("Sr. AE=head of kitchen"),
        "“head of kitchen” can mean several roles; write the id of one: kitchen.1, kitchen.2.",
    )
    assert said() == {}


@pytest.mark.parametrize("words", ["Sr. AE", "Sr. AE=", "=account-executive", " = ", ""])
def test_what_is_not_written_as_title_and_role_says_how(listed: Run, words: str) -> None:
    result = listed(words)
    assert result.exit_code == 2
    assert "write it as “Your title=role”." in result.stderr
    assert said() == {}


def test_without_a_list_it_says_what_to_do(run: Run) -> None:
    refused(run(), EMPTY)
    assert not Path("goals.db").exists()
    upgrade(URL)
    refused(run(), EMPTY)
    with closing(open_database(URL)) as database, database.writing() as uow:
        uow.workspaces.bind("T1", now())
        uow.commit()
    refused(run("Sr. AE=account-executive"), EMPTY)


def test_an_older_database_is_to_be_upgraded_first(run: Run) -> None:
    upgrade(URL, Schema(SCHEMA.versions[:8], SCHEMA.folder))
    refused(run(), "The database is of an older Goalframe; run: goalframe db upgrade")
