"""`goalframe doctor`: what would keep the app from running well, one line each."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import click

from bot.cli.output import Refusal, say

if TYPE_CHECKING:
    from bot.settings import Settings


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: whether it is well, and a sentence."""

    well: bool
    sentence: str


@click.command(epilog="Example: goalframe doctor")
def doctor() -> None:
    """Look at settings, role library, database and Slack, and change nothing; end with 1 if one is not well."""
    findings = list(find(os.environ))
    for finding in findings:
        say(f"{'ok ' if finding.well else 'BAD'}  {finding.sentence}")
    if not all(finding.well for finding in findings):
        raise click.exceptions.Exit(1)


def find(environ: dict[str, str] | os._Environ[str]) -> Iterator[Finding]:
    """Give the findings, one at a time."""
    from bot.errors import SettingsError
    from bot.settings import read_settings

    try:
        settings = read_settings(environ)
    except SettingsError as error:
        yield Finding(well=False, sentence=error.sentence)
        return
    yield Finding(well=True, sentence="The settings can be read.")
    yield _library()
    yield from _database(settings)
    yield from slack_findings(settings)


def _library() -> Finding:
    from bot.cli.library import load_sources, sources

    try:
        library = load_sources(replace(sources(), kept=None))  # the files themselves, and nothing is written
    except Refusal as refusal:
        return Finding(well=False, sentence=f"The role library: {refusal.message}")
    return Finding(well=True, sentence=f"The role library has {len(library.roles)} role(s).")


def _database(settings: Settings) -> Iterator[Finding]:
    from db.engine import open_database
    from db.errors import StoreError
    from db.upgrade import stored_schema

    try:
        database = open_database(settings.database_url)
        if not database.file.parent.is_dir():
            yield Finding(
                well=False, sentence=f"The database: there is no folder {database.file.parent}; make it first."
            )
            return
        if not database.file.exists():
            yield Finding(well=True, sentence=f"The database {database.file} will be made at the first start.")
            return
        facts = database.facts()
        schema = stored_schema(database) or "none yet"
        database.close()
    except StoreError as error:
        yield Finding(well=False, sentence=f"The database: {error}")
        return
    words = f"{facts.library} with SQLite {facts.sqlite_version}, journal mode {facts.journal_mode}, schema {schema}"
    yield Finding(well=True, sentence=f"The database {facts.file}: {words}.")


def slack_findings(settings: Settings) -> Iterator[Finding]:
    """Give what Slack says of the token, its workspace and its scopes."""
    if not settings.bot_token:
        yield Finding(
            well=False, sentence="SLACK_BOT_TOKEN is not set: copy it from your Slack app, OAuth & Permissions."
        )
        return
    if not (settings.signing_secret or settings.app_token):
        yield Finding(well=False, sentence="Set SLACK_APP_TOKEN for Socket Mode, or SLACK_SIGNING_SECRET for HTTP.")
    yield _token(settings)


def _token(settings: Settings) -> Finding:
    from slack_sdk import WebClient
    from slack_sdk.errors import SlackApiError

    from bot.cli.manifest import SCOPES

    client = WebClient(token=settings.bot_token, base_url=settings.slack_api_url, timeout=10, retry_handlers=[])
    try:
        answer = client.auth_test()
    except SlackApiError as error:
        return Finding(well=False, sentence=f"Slack refuses SLACK_BOT_TOKEN: {error.response.get('error')}.")
    except OSError as error:
        return Finding(well=False, sentence=f"{settings.slack_api_url} does not answer: {type(error).__name__}.")
    head = {name.lower(): value for name, value in answer.headers.items()}
    given = {scope.strip() for scope in head.get("x-oauth-scopes", "").split(",") if scope.strip()}
    missing = [scope for scope in SCOPES if given and scope not in given]
    if missing:
        return Finding(
            well=False, sentence=f"The token lacks {', '.join(missing)}: make the app anew from the manifest."
        )
    return Finding(well=True, sentence=f"Slack knows the token: workspace {answer['team']}, as {answer['user']}.")
