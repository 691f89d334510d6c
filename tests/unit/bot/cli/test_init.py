"""`goalframe init`: asks, checks with Slack, writes a file that only its owner can read."""

from __future__ import annotations

from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from bot.cli.init import init, organiser, write
from bot.sandbox.server import SandboxServer
from tests.unit.bot.cli.slack import slack_that_says

FIRST = "Make the app from `goalframe manifest`, install it, then copy three values from its settings.\n"


def run(file: Path, slack: SandboxServer, *answers: str, **environment: str) -> Result:
    lines = "".join(f"{answer}\n" for answer in answers) + "\n"  # at last: nobody organises yet
    return CliRunner().invoke(
        init, ["--file", str(file)], input=lines, env={"SLACK_API_URL": slack.api_url} | environment
    )


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / ".env"


def test_the_tokens_are_written_for_their_owner_alone(slack: SandboxServer, file: Path) -> None:
    token = slack.workspace.seed.bot_token
    result = run(file, slack, f" {token} ", "made-up-app", "")
    assert result.exit_code == 0
    assert file.read_text() == f"SLACK_BOT_TOKEN={token}\nSLACK_APP_TOKEN=made-up-app\n"
    assert file.stat().st_mode & 0o777 == 0o600
    assert result.stdout.startswith(FIRST)
    assert "Slack knows the token: workspace Demo company, as goalframe.\n" in result.stdout
    assert result.stdout.splitlines()[-2:] == [
        f"Wrote {file}. Start with: uv run --env-file {file} goalframe run",
        "Then type in Slack: /goals account executive P4",
    ]


def test_no_token_is_shown(slack: SandboxServer, file: Path) -> None:
    token = slack.workspace.seed.bot_token
    result = run(file, slack, token, "", "made-up-secret")
    assert file.read_text() == f"SLACK_BOT_TOKEN={token}\nSLACK_SIGNING_SECRET=made-up-secret\n"
    assert token not in result.output
    assert "made-up-secret" not in result.output


def test_the_first_organiser_is_found_by_e_mail(slack: SandboxServer, file: Path) -> None:
    token = slack.workspace.seed.bot_token
    result = run(file, slack, token, "made-up-app", "", "nobody@demo.example", " mia@demo.example ")
    assert file.read_text().splitlines()[-1] == "GOALFRAME_HR_RUNNERS=U_MIA"
    assert "Slack knows no full member with this e-mail." in result.stdout
    assert result.stdout.splitlines()[-1] == "Then type in Slack: /goals account executive P4"


def test_without_an_answer_from_slack_one_goes_on_without() -> None:
    with slack_that_says(b'{"ok": false, "error": "missing_scope"}') as api_url:
        command = click.Command("asks", callback=lambda: click.echo(f"found: {organiser('made-up', api_url)!r}"))
        asked = CliRunner().invoke(command, input="mia@demo.example\n\n")
    assert "Slack gave no answer. Press Enter to go on without" in asked.stdout
    assert asked.stdout.endswith("found: ''\n")


def test_a_file_that_is_there_is_left_as_it_is(slack: SandboxServer, file: Path) -> None:
    file.write_text("mine")
    result = run(file, slack)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == f"{file} is there already: move it away first, or name another with --file.\n"
    assert file.read_text() == "mine"
    with pytest.raises(FileExistsError):
        write(file, {"SLACK_BOT_TOKEN": "x"})


def test_a_folder_that_is_not_there_is_said_before_anything_is_asked(slack: SandboxServer, tmp_path: Path) -> None:
    folder = tmp_path / "deploy"
    result = run(folder / ".env", slack)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == f"There is no folder {folder}: make it first, or name another with --file.\n"


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        (("xoxb-wrong", "made-up-app", ""), "Slack refuses SLACK_BOT_TOKEN: invalid_auth.\n"),
        (("xoxb-any", "", ""), "Set SLACK_APP_TOKEN for Socket Mode, or SLACK_SIGNING_SECRET for HTTP.\n"),
    ],
)
def test_what_slack_does_not_take_is_not_written(
    slack: SandboxServer, file: Path, answers: tuple[str, ...], sentence: str
) -> None:
    result = run(file, slack, *answers)
    assert (result.exit_code, result.stderr) == (1, sentence)
    assert not file.exists()


def test_settings_that_can_not_be_read_are_said_before_anything_is_asked(slack: SandboxServer, file: Path) -> None:
    result = run(file, slack, PORT="http")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "PORT is “http”: write a whole number from 0 to 65535.\n"
