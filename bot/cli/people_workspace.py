"""The company's list on the machine: whose workspace the database is, and who is looked up there."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from bot.cli.output import Refusal, tell

if TYPE_CHECKING:
    from slack_sdk import WebClient

    from bot.services.roster import Lookup, Roster
    from bot.settings import Settings
    from db.engine import Database

PATIENCE = 30
"""Seconds for one answer of Slack."""
RETRIES = 20
"""Times that a look-up waits as long as Slack says."""


def read_environment() -> Settings:
    """Return the settings; refuse with one sentence."""
    from bot.errors import SettingsError
    from bot.settings import read_settings

    try:
        return read_settings(os.environ)
    except SettingsError as error:
        raise Refusal(error.sentence) from None


@contextmanager
def opened_list(settings: Settings) -> Iterator[tuple[Database, Roster, str]]:
    """Give the database, the list in it and the workspace that it is for."""
    from bot.clock import now, use_pinned_zones
    from bot.services.roster import Roster
    from db.engine import open_database
    from db.errors import StoreError
    from db.upgrade import upgrade

    use_pinned_zones()
    try:
        with closing(open_database(settings.database_url)) as database:
            upgrade(database)
            team, lookup = _workspace(settings, database)
            yield database, Roster(database, lookup, now, **_trusted(settings, database, team)), team
    except StoreError as error:
        raise Refusal(str(error)) from None


def _trusted(settings: Settings, database: Database, team: str) -> dict[str, frozenset[str]]:
    """Return who organises and who reads: named by the operator, or in Slack."""
    with database.reading() as uow:
        named = [one for one in uow.offices.all(team) if one.since]
    in_slack = {kind: {one.user_id for one in named if one.office == kind} for kind in ("organiser", "reader")}
    return {"runners": settings.runners | in_slack["organiser"], "readers": settings.readers | in_slack["reader"]}


class Nobody:
    """Finds nobody: there is no token to ask Slack with."""

    def find(self, email: str) -> str | None:  # noqa: ARG002 - the look-up's own form
        return None


def _workspace(settings: Settings, database: Database) -> tuple[str, Lookup]:
    """Return the workspace, as Slack or else the database says, and how to look people up there."""
    from bot.clock import now
    from bot.delivery.directory import SlackDirectory

    with database.reading() as uow:
        owner = uow.workspaces.owner()
    if settings.bot_token:
        client = _client(settings)
        team = _team(client, settings)
        with database.writing() as uow:
            uow.workspaces.bind(team, now())
            uow.commit()
        return team, SlackDirectory(client, now)
    if owner is None:
        raise Refusal(
            "SLACK_BOT_TOKEN is not set, and the app has not run on this database: nobody knows whose it is."
        )
    tell("SLACK_BOT_TOKEN is not set: nobody new is looked up in Slack; import the file again with it.")
    return owner, Nobody()


def _client(settings: Settings) -> WebClient:
    from slack_sdk import WebClient
    from slack_sdk.http_retry.builtin_handlers import RateLimitErrorRetryHandler

    patient = [RateLimitErrorRetryHandler(max_retry_count=RETRIES)]
    return WebClient(settings.bot_token, base_url=settings.slack_api_url, timeout=PATIENCE, retry_handlers=[*patient])


def _team(client: WebClient, settings: Settings) -> str:
    from slack_sdk.errors import SlackApiError

    try:
        return str(client.auth_test()["team_id"])
    except SlackApiError as error:
        raise Refusal(f"Slack refuses SLACK_BOT_TOKEN: {error.response.get('error')}.") from None
    except OSError as error:
        raise Refusal(f"{settings.slack_api_url} does not answer: {type(error).__name__}.") from None
