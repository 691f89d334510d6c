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
class WantsPeople:
    """The company's list of people: a file to import, or what it says of one person."""

    user_id: str = ""


@dataclass(frozen=True, slots=True)
class WantsAboutRole:
    """All that is known of a role, or what differs between two; `whole` is the text with the subcommand before it."""

    deed: Literal["role", "compare"]
    words: str
    whole: str


@dataclass(frozen=True, slots=True)
class WantsRole:
    """A role's goals, in the person's words."""

    words: str


AnyWants = Wants | WantsPerson | WantsRole | WantsCycle | WantsAboutRole | WantsPeople


def read_command(text: str) -> AnyWants:
    """Say what a command asks for."""
    words = " ".join(text.split())
    known = _cycle(words) or _people(words)
    if known is not None:
        return known
    if words.casefold() in SUBCOMMANDS:
        return Wants(SUBCOMMANDS[words.casefold()])
    person = _PERSON.match(words)
    if person:
        return WantsPerson(person["user"])
    if _NAME.match(words):
        return WantsPerson("")
    return _about_roles(_unescape(words)) or WantsRole(_unescape(words))


def _about_roles(words: str) -> WantsAboutRole | None:
    """Return what is asked about roles; whether the whole is a role's own name is for the library to say."""
    first, _, rest = words.partition(" ")
    if first.casefold() == "role":
        return WantsAboutRole("role", rest, words)
    return WantsAboutRole("compare", rest, words) if first.casefold() == "compare" else None


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


def _people(words: str) -> WantsPeople | None:
    """Return what is asked about the company's list; “people” with other words names a role."""
    first, _, rest = words.partition(" ")
    person = _PERSON.match(rest)
    if first.casefold() != "people" or not (person or rest.casefold() == "import"):
        return None
    return WantsPeople(person["user"] if person else "")


def _unescape(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
