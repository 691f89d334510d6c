"""What a command's text asks for: a subcommand only where the whole text fits it, else words of a role."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Subcommand = Literal["start", "help", "mine", "team", "copy", "settings", "privacy", "handover"]
SUBCOMMANDS: dict[str, Subcommand] = {
    "": "start",
    "help": "help",
    "?": "help",
    "mine": "mine",
    "sheets": "mine",
    "team": "team",
    "copy": "copy",
    "draft": "start",
    "settings": "settings",
    "privacy": "privacy",
    "handover": "handover",
}
_PERSON = re.compile(r"^(?:(?i:draft)\s+)?<@(?P<user>[A-Z0-9_]+)(?:\|[^>]*)?>$")
_NAME = re.compile(r"^(?:(?i:draft)\s+)?@\S")


@dataclass(frozen=True, slots=True)
class Wants:
    """A subcommand."""

    what: Subcommand


@dataclass(frozen=True, slots=True)
class WantsPerson:
    """Someone's goals; no id where Slack passed on only what looks like a name."""

    user_id: str


@dataclass(frozen=True, slots=True)
class WantsRole:
    """A role's goals, in the person's words."""

    words: str


def read_command(text: str) -> Wants | WantsPerson | WantsRole:
    """Say what a command asks for."""
    words = " ".join(text.split())
    if words.casefold() in SUBCOMMANDS:
        return Wants(SUBCOMMANDS[words.casefold()])
    person = _PERSON.match(words)
    if person:
        return WantsPerson(person["user"])
    return WantsPerson("") if _NAME.match(words) else WantsRole(_unescape(words))


def _unescape(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
