"""`goalframe run` over HTTP: it answers, says in a sentence why it does not start, and finishes what it accepted."""

from __future__ import annotations

import signal
import socket
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import httpx
import pytest
from click.testing import CliRunner

from bot.cli.run import run
from bot.clock import now
from bot.sandbox.faults import Slow, revoked_token
from bot.sandbox.server import SandboxServer
from bot.sandbox.state import Delivery
from db.engine import open_database
from db.upgrade import upgrade
from tests.integration.run.program import Program, eventually, settings_for

Runs = Callable[..., AbstractContextManager[Program]]
COMMAND = "/goals account executive P4"


def database(folder: Path) -> str:
    return f"sqlite:///{folder / 'goals.db'}"


def test_it_answers_health_and_slack_and_ends_with_zero(server: SandboxServer, runs: Runs) -> None:
    with runs() as program, httpx.Client(base_url=program.url, trust_env=False) as client:
        assert client.get("/healthz").text == "ok"
        assert client.get("/readyz").text == "ready"
        server.workspace.connect(program.url)
        ana = server.workspace.person("U_ANA")
        ana.types(COMMAND)
        assert "# Account Executive / Field Sales — P4" in ana.sees()
        program.sends(signal.SIGTERM)
        assert program.ends() == 0
        assert program.text.count("\n") == 1, "it says where it listens, and nothing else"


def test_an_end_that_is_asked_for_at_the_first_word_is_an_end(runs: Runs) -> None:
    with runs() as program:
        assert program.url
        program.sends(signal.SIGTERM)
        assert program.ends() == 0


def test_a_request_that_is_open_at_the_end_is_answered(server: SandboxServer, runs: Runs) -> None:
    with runs() as program:
        server.workspace.connect(program.url)
        ana = server.workspace.person("U_ANA")
        ana.types("/goals help")
        server.workspace.faults.add("views.open", Slow(1.2))
        answers: list[Delivery | None] = []
        thread = threading.Thread(target=lambda: answers.append(ana.types("/goals")))
        thread.start()
        eventually(lambda: [call for call in server.workspace.calls if call.method == "views.open"])
        assert not answers
        program.sends(signal.SIGTERM)
        assert program.ends() == 0
        thread.join()
        assert answers[0] is not None
        assert answers[0].failed == ""
        assert "== Start goals ==" in ana.sees()


def test_what_was_typed_in_the_last_second_is_written_at_the_end(
    server: SandboxServer, runs: Runs, tmp_path: Path
) -> None:
    with runs() as program:
        server.workspace.connect(program.url)
        ana = server.workspace.person("U_ANA")
        ana.types(COMMAND)
        ana.clicks("Start goals for someone")
        ana.picks("Who are these goals for?", "Tom Berg")
        ana.submits()
        ana.submits()
        ana.enters("Target", "30 % of deals", by_key=True)
        program.sends(signal.SIGTERM)
        assert program.ends() == 0
        assert "Traceback" not in program.text
    assert kept_targets(tmp_path) == ["30 % of deals"]
    with runs() as program:
        server.workspace.connect(program.url)
        eventually(lambda: "Continue" in ana.sees())
        ana.closes()
        ana.clicks("Continue")
        assert ana.errors == {}
        assert "Goal 2 of 5 · 1 filled" in ana.sees()


def kept_targets(folder: Path) -> list[str]:
    goals = open_database(database(folder))
    try:
        with goals.reading() as uow:
            (line,) = uow.sheets.by_author("T0DEMO", "U_ANA", limit=5)
            sheet = uow.sheets.get("T0DEMO", line.id)
        assert sheet is not None
        return [value for (_, slot), value in sheet.values.items() if slot == "target"]
    finally:
        goals.close()


def test_nothing_that_people_type_reaches_its_output(server: SandboxServer, runs: Runs) -> None:
    with runs() as program:
        server.workspace.connect(program.url)
        ana = server.workspace.person("U_ANA")
        ana.types("/goals canary-in-a-command")
        ana.types("/goals")
        ana.searches("Role and level", "canary-in-a-search")
        httpx.post(f"{program.url}/slack/events", content=b"canary-unsigned", trust_env=False)
        program.sends(signal.SIGTERM)
        assert program.ends() == 0
        assert "canary" not in program.text


def refused(program: Program) -> str:
    """Return the one sentence that it ends with."""
    assert program.ends() == 1
    assert program.text.count("\n") == 1, program.text
    return program.text.strip()


def test_a_port_that_is_taken_is_said_in_one_sentence(runs: Runs) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with runs("--port", str(port)) as program:
            said = refused(program)
            assert said.startswith(f"Port {port} on 127.0.0.1 can't be used")
            assert said.endswith("name another with --port.")


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"SLACK_BOT_TOKEN": ""}, "SLACK_BOT_TOKEN is not set"),
        ({"SLACK_SIGNING_SECRET": ""}, "Set SLACK_APP_TOKEN for Socket Mode, or SLACK_SIGNING_SECRET for HTTP."),
        ({"SLACK_BOT_TOKEN": "xoxb-wrong"}, "Slack refuses SLACK_BOT_TOKEN: invalid_auth."),
        ({"SLACK_API_URL": "http://127.0.0.1:9/api/"}, "http://127.0.0.1:9/api/ does not answer"),
        ({"DATABASE_URL": "postgres://x"}, "DATABASE_URL must name a file"),
        ({"PORT": "many"}, "PORT is “many”: write a whole number from 0 to 65535."),
        ({"GOALFRAME_LAYOUT": "poem"}, "GOALFRAME_LAYOUT is “poem”: write one of smart, okr, mbo, scorecard."),
        ({"GOALFRAME_CANON": "nowhere-at-all"}, "no canon file is here"),
    ],
)
def test_a_setting_that_is_missing_or_wrong_is_said_in_one_sentence(
    server: SandboxServer, tmp_path: Path, settings: dict[str, str], sentence: str
) -> None:
    environ = settings_for(server, tmp_path, **settings)
    said = CliRunner(env=environ).invoke(run, ["--port", "0"])
    assert (said.exit_code, said.output.count("\n")) == (1, 1)
    assert sentence in said.output


def test_a_token_that_is_missing_ends_the_process_with_one(runs: Runs) -> None:
    with runs(SLACK_BOT_TOKEN="") as program:
        assert refused(program).startswith("SLACK_BOT_TOKEN is not set")


def test_a_token_that_was_revoked_is_said_in_one_sentence(server: SandboxServer, runs: Runs) -> None:
    server.workspace.faults.add("auth.test", revoked_token())
    with runs() as program:
        assert refused(program) == "Slack refuses SLACK_BOT_TOKEN: token_revoked."


def test_a_database_of_another_workspace_is_refused(runs: Runs, tmp_path: Path) -> None:
    upgrade(database(tmp_path))
    foreign = open_database(database(tmp_path))
    with foreign.writing() as uow:
        uow.workspaces.bind("T_ELSEWHERE", now())
        uow.commit()
    foreign.close()
    with runs() as program:
        assert "belongs to another Slack workspace" in refused(program)


def test_a_database_of_a_newer_version_is_refused(runs: Runs, tmp_path: Path) -> None:
    upgrade(database(tmp_path))
    newer = open_database(database(tmp_path))
    with newer.connected("BEGIN IMMEDIATE") as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = 'v9999_later'")
        connection.commit()
    newer.close()
    with runs() as program:
        assert "written by a newer Goalframe" in refused(program)


def test_a_file_that_is_no_database_is_refused(runs: Runs, tmp_path: Path) -> None:
    (tmp_path / "goals.db").write_text("no database at all\n" * 100)
    with runs() as program:
        assert "is damaged or is no Goalframe database" in refused(program)
