"""`goalframe doctor`: one line for each thing, and 1 as soon as one is not well."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli.doctor import doctor
from bot.cli.manifest import SCOPES
from db.upgrade import upgrade
from tests.unit.bot.cli.slack import WELL, slack_that_says

KNOWN = "ok   Slack knows the token: workspace Demo company, as goalframe."


def run(environment: dict[str, str], **changes: str) -> Result:
    return CliRunner().invoke(doctor, [], env=environment | changes)


def bad(result: Result) -> list[str]:
    """Return what is not well, and hold the exit code to it."""
    lines = [line.removeprefix("BAD  ") for line in result.stdout.splitlines() if line.startswith("BAD")]
    assert result.exit_code == (1 if lines else 0)
    return lines


def test_all_is_well(tokens: dict[str, str], tmp_path: Path) -> None:
    result = run(tokens)
    assert bad(result) == []
    assert result.stdout.splitlines() == [
        "ok   The settings can be read.",
        "ok   The role library has 1 role(s).",
        f"ok   The database {tmp_path / 'goals.db'} will be made at the first start.",
        KNOWN,
    ]


def test_nothing_is_changed(tokens: dict[str, str], tmp_path: Path) -> None:
    run(tokens, GOALFRAME_CACHE=str(tmp_path / "kept"))
    assert list(tmp_path.iterdir()) == []


def test_a_database_that_is_there_is_described(tokens: dict[str, str], tmp_path: Path) -> None:
    upgrade(tokens["DATABASE_URL"])
    result = run(tokens)
    assert bad(result) == []
    said = result.stdout.splitlines()[2]
    assert said.startswith(f"ok   The database {tmp_path / 'goals.db'}: ")
    assert "journal mode wal, schema " in said
    assert "none yet" not in said


def test_a_database_without_tables_has_no_schema_yet(tokens: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "goals.db").touch()
    assert "schema none yet." in run(tokens).stdout


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("PORT", "http", "PORT is “http”: write a whole number from 0 to 65535."),
        (
            "SLACK_API_URL",
            "nonsense",
            "SLACK_API_URL is “nonsense”: write an address that begins with https:// or http://.",
        ),
        ("SLACK_BOT_TOKEN", "xoxb-wrong", "Slack refuses SLACK_BOT_TOKEN: invalid_auth."),
        ("SLACK_BOT_TOKEN", "", "SLACK_BOT_TOKEN is not set: copy it from your Slack app, OAuth & Permissions."),
        ("SLACK_APP_TOKEN", "", "Set SLACK_APP_TOKEN for Socket Mode, or SLACK_SIGNING_SECRET for HTTP."),
        (
            "DATABASE_URL",
            "postgresql://db/goals",
            (
                "The database: DATABASE_URL must name a file, such as sqlite:///goalframe.db; "
                "others are not supported yet."
            ),
        ),
    ],
)
def test_what_is_not_well_is_said(tokens: dict[str, str], name: str, value: str, sentence: str) -> None:
    assert bad(run(tokens, **{name: value})) == [sentence]


def test_a_signing_secret_will_do_without_socket_mode(tokens: dict[str, str]) -> None:
    assert bad(run(tokens, SLACK_APP_TOKEN="", SLACK_SIGNING_SECRET="made-up")) == []


def test_a_missing_folder_of_the_database_is_named(tokens: dict[str, str], tmp_path: Path) -> None:
    folder = tmp_path / "data"
    found = bad(run(tokens, DATABASE_URL=f"sqlite:///{folder / 'goals.db'}"))
    assert found == [f"The database: there is no folder {folder}; make it first."]


def test_a_damaged_database_is_said(tokens: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "goals.db").write_bytes(b"no database at all " * 100)
    assert bad(run(tokens)) == ["The database: This file is damaged or is no Goalframe database."]


def test_a_faulty_role_library_is_said(tokens: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "roles.yaml").write_text("format: 1\n")
    (found,) = bad(run(tokens, GOALFRAME_CANON=str(tmp_path)))
    assert found.startswith(f"The role library: {tmp_path / 'roles.yaml'}:1:1: ")


def test_a_slack_that_does_not_answer_is_said(tokens: dict[str, str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/"
    assert bad(run(tokens, SLACK_API_URL=url)) == [f"{url} does not answer: URLError."]


@pytest.mark.parametrize("header", ["x-oauth-scopes", "X-OAuth-Scopes"])
def test_scopes_that_the_token_lacks_are_named(tokens: dict[str, str], header: str) -> None:
    with slack_that_says(WELL, "commands, chat:write,users:read", header) as url:
        found = bad(run(tokens, SLACK_API_URL=url))
    missing = "files:write, files:read, im:write, im:history, users:read.email, usergroups:read"
    assert found == [f"The token lacks {missing}: make the app anew from the manifest."]


def test_a_token_with_every_scope_is_well(tokens: dict[str, str]) -> None:
    with slack_that_says(WELL, ",".join(SCOPES)) as url:
        assert bad(run(tokens, SLACK_API_URL=url)) == []


def test_an_answer_that_is_none_of_slacks_is_said(tokens: dict[str, str]) -> None:
    with slack_that_says(b"<html>") as url:
        (found,) = bad(run(tokens, SLACK_API_URL=url))
    assert "non-JSON" in found
