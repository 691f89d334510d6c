"""What a command's text asks for: a subcommand only where the whole text fits it, else words of a role."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, get_args

Subcommand = Literal["start", "help", "mine", "team", "copy", "settings", "privacy", "handover", "organisers"]
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
    "organisers": "organisers",
    "organizers": "organisers",
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


CycleDeedName = Literal["new", "list", "status", "edit", "pause", "resume", "cancel", "close", "copy"]
CYCLE_DEEDS: tuple[CycleDeedName, ...] = get_args(CycleDeedName)


@dataclass(frozen=True, slots=True)
class WantsCycle:
    """Something about review cycles; `words` name one, empty for the newest."""

    deed: CycleDeedName
    words: str = ""


@dataclass(frozen=True, slots=True)
class WantsRole:
    """A role's goals, in the person's words."""

    words: str


def read_command(text: str) -> Wants | WantsPerson | WantsRole | WantsCycle:
    """Say what a command asks for."""
    words = " ".join(text.split())
    cycle = _cycle(words)
    if cycle is not None:
        return cycle
    if words.casefold() in SUBCOMMANDS:
        return Wants(SUBCOMMANDS[words.casefold()])
    person = _PERSON.match(words)
    if person:
        return WantsPerson(person["user"])
    return WantsPerson("") if _NAME.match(words) else WantsRole(_unescape(words))


def _cycle(words: str) -> WantsCycle | None:
    """Return what is asked about review cycles; words that go on otherwise name a role."""
    first, _, rest = words.partition(" ")
    deed, _, name = rest.partition(" ")
    if first.casefold() not in {"cycle", "cycles"}:
        return None
    known = next((one for one in CYCLE_DEEDS if one == deed.casefold()), None)
    if known is not None:
        return WantsCycle(known, _unescape(name))
    return WantsCycle("list") if not deed else None


def _unescape(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
