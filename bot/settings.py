"""The one reader of the environment."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from bot.errors import SettingsError
from canon.frames import FRAMES, FrameName

W = TypeVar("W", bound=str)


@dataclass(frozen=True, slots=True)
class Variable:
    """One environment variable: its name, its default as written there, and why one would set it."""

    name: str
    default: str
    why: str


VARIABLES: tuple[Variable, ...] = (
    Variable("SLACK_BOT_TOKEN", "", "The bot token of your Slack app; begins with xoxb-."),
    Variable("SLACK_SIGNING_SECRET", "", "The signing secret of your Slack app; needed without Socket Mode."),
    Variable("SLACK_APP_TOKEN", "", "An app-level token, begins with xapp-; when set, Socket Mode is used."),
    Variable("SLACK_API_URL", "https://slack.com/api/", "The base of Slack's Web API."),
    Variable("DATABASE_URL", "sqlite:///goalframe.db", "Where goals are kept."),
    Variable("GOALFRAME_CANON", "", "Folders of your own role library, separated as in PATH."),
    Variable("GOALFRAME_PACKAGED_CANON", "", "1 keeps the packaged role library beside your own."),
    Variable(
        "GOALFRAME_CACHE",
        "",
        "A folder that keeps checked role libraries for the next start; ~/.cache/goalframe if empty, none with off.",
    ),
    Variable(
        "GOALFRAME_CHANGED_ROLES",
        "new",
        "What becomes of goals when a role text changes: new leaves them, offer lets open drafts take it.",
    ),
    Variable("GOALFRAME_FIRST_MONTH", "1", "The first month of your year, 1 to 12: periods follow from it."),
    Variable("GOALFRAME_LAYOUT", "smart", "The layout that new goals begin with: smart, okr, mbo or scorecard."),
    Variable("GOALFRAME_ONLY", "", "For a pilot: the Slack user ids that may use the app, separated by commas."),
    Variable("GOALFRAME_HR_RUNNERS", "", "The Slack user ids of your first review organisers, separated by commas."),
    Variable("GOALFRAME_HR_READERS", "", "The Slack user ids of HR who may read shared goals, separated by commas."),
    Variable("GOALFRAME_PER_MINUTE", "120", "How many messages a minute the workspace gets at most."),
    Variable("PORT", "3000", "The port for HTTP and health checks."),
)


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be set from outside."""

    bot_token: str
    signing_secret: str
    app_token: str
    slack_api_url: str
    database_url: str
    canon: tuple[Path, ...]
    packaged_canon: bool
    offer_changes: bool
    first_month: int
    layout: FrameName
    only: frozenset[str]
    runners: frozenset[str]
    readers: frozenset[str]
    per_minute: int
    port: int
    cache: Path | None = None


def read_settings(environ: Mapping[str, str]) -> Settings:
    """Read the settings; an empty variable counts as unset.

    Raises `SettingsError` with one sentence that names the variable and what it takes.
    """
    get = _Reader(environ)
    folders = tuple(Path(folder) for folder in get.text("GOALFRAME_CANON").split(os.pathsep) if folder)
    return Settings(
        bot_token=get.text("SLACK_BOT_TOKEN"),
        signing_secret=get.text("SLACK_SIGNING_SECRET"),
        app_token=get.text("SLACK_APP_TOKEN"),
        slack_api_url=get.address("SLACK_API_URL"),
        database_url=get.text("DATABASE_URL"),
        canon=folders,
        packaged_canon=not folders or get.text("GOALFRAME_PACKAGED_CANON") == "1",
        offer_changes=get.one_of("GOALFRAME_CHANGED_ROLES", ("new", "offer")) == "offer",
        first_month=get.number("GOALFRAME_FIRST_MONTH", 1, 12),
        layout=get.one_of("GOALFRAME_LAYOUT", FRAMES),
        only=get.ids("GOALFRAME_ONLY"),
        runners=get.ids("GOALFRAME_HR_RUNNERS"),
        readers=get.ids("GOALFRAME_HR_READERS"),
        per_minute=get.number("GOALFRAME_PER_MINUTE", 1, 60_000),
        port=get.number("PORT", 0, 65535),
        cache=get.cache(),
    )


class _Reader:
    def __init__(self, environ: Mapping[str, str]) -> None:
        self.environ = environ
        self.defaults = {variable.name: variable.default for variable in VARIABLES}

    def text(self, name: str) -> str:
        return self.environ.get(name, "").strip() or self.defaults[name]

    def ids(self, name: str) -> frozenset[str]:
        return frozenset(part.strip() for part in self.text(name).split(",") if part.strip())

    def address(self, name: str) -> str:
        text = self.text(name)
        if not text.startswith(("https://", "http://")):
            raise SettingsError(f"{name} is “{text}”: write an address that begins with https:// or http://.")
        return f"{text.rstrip('/')}/"

    def number(self, name: str, low: int, high: int) -> int:
        text = self.text(name)
        if not (text.isascii() and text.isdigit() and low <= int(text) <= high):
            raise SettingsError(f"{name} is “{text}”: write a whole number from {low} to {high}.")
        return int(text)

    def cache(self) -> Path | None:
        """Return the folder for checked libraries; none where it is not wanted, or nobody's home is known."""
        text = self.text("GOALFRAME_CACHE")
        if text:
            return None if text.lower() == "off" else Path(text)
        try:
            return Path.home() / ".cache" / "goalframe"
        except RuntimeError:
            return None

    def one_of(self, name: str, words: Sequence[W]) -> W:
        text = self.text(name).lower()
        for word in words:
            if word == text:
                return word
        raise SettingsError(f"{name} is “{text}”: write one of {', '.join(words)}.")
