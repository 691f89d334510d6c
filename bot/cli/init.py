"""`goalframe init`: asks for the tokens and the first organiser, checks them and writes `.env`."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import click

from bot.cli.output import Refusal, say


@click.command(epilog="Example: goalframe init --file .env")
@click.option("--file", default=".env", type=click.Path(dir_okay=False, path_type=Path), show_default=True)
def init(file: Path) -> None:
    """Ask for the tokens of your Slack app and who organises reviews, check them, write a file only you can read."""
    if file.exists():
        raise Refusal(f"{file} is there already: move it away first, or name another with --file.")
    if not file.absolute().parent.is_dir():
        raise Refusal(f"There is no folder {file.parent}: make it first, or name another with --file.")
    api_url = slack_api_url()
    say("Make the app from `goalframe manifest`, install it, then copy three values from its settings.")
    values = {
        "SLACK_BOT_TOKEN": click.prompt("Bot token (xoxb-…)", hide_input=True),
        "SLACK_APP_TOKEN": click.prompt(
            "App-level token for Socket Mode (xapp-…), empty for HTTP",
            default="",
            hide_input=True,
            show_default=False,
        ),
        "SLACK_SIGNING_SECRET": click.prompt(
            "Signing secret, empty with Socket Mode", default="", hide_input=True, show_default=False
        ),
    }
    values = {name: value.strip() for name, value in values.items()}
    check(values, api_url)
    values["GOALFRAME_HR_RUNNERS"] = organiser(values["SLACK_BOT_TOKEN"], api_url)
    write(file, {name: value for name, value in values.items() if value})
    say(f"Wrote {file}. Start with: uv run --env-file {file} goalframe run")
    say("Then type in Slack: /goals account executive P4")


def slack_api_url() -> str:
    """Return where Slack's Web API is, or refuse settings that can't be read."""
    from bot.errors import SettingsError
    from bot.settings import read_settings

    try:
        return read_settings(os.environ).slack_api_url
    except SettingsError as error:
        raise Refusal(error.sentence) from None


def check(values: dict[str, str], api_url: str) -> None:
    """Refuse values that Slack does not take."""
    from bot.cli.doctor import slack_findings
    from bot.settings import read_settings

    for finding in slack_findings(replace(read_settings(values), slack_api_url=api_url)):
        if not finding.well:
            raise Refusal(finding.sentence)
        say(finding.sentence)


def organiser(token: str, api_url: str) -> str:
    """Return the Slack id of whoever will organise reviews, asked for by e-mail; empty for nobody yet."""
    from slack_sdk import WebClient

    from bot.clock import now
    from bot.delivery.directory import SlackDirectory
    from bot.errors import SlackSilent

    directory = SlackDirectory(WebClient(token=token, base_url=api_url, timeout=10, retry_handlers=[]), now)
    while email := click.prompt(
        "E-mail of who organises reviews, empty for nobody yet", "", show_default=False
    ).strip():
        try:
            found = directory.find(email)
        except SlackSilent:
            say("Slack gave no answer. Press Enter to go on without; /goals organisers in Slack names people later.")
            continue
        if found:
            return found
        say("Slack knows no full member with this e-mail. Type another, or press Enter to name nobody yet.")
    return ""


def write(file: Path, values: dict[str, str]) -> None:
    """Write a file that only its owner can read; never over another."""
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as out:
        out.writelines(f"{name}={value}\n" for name, value in values.items())
