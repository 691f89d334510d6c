"""Texts under headings, in parts: the form in which a role is read on the screen and on the command line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from canon.model import Fact, Place, Profile

PartName = Literal["about", "responsibilities", "guidelines", "skills", "more", "agent", "sources"]
PART_TITLES: dict[PartName, str] = {
    "about": "About",
    "responsibilities": "Responsibilities by level",
    "guidelines": "Level guidelines",
    "skills": "Skills",
    "more": "More from the source",
    "agent": "Agent profile and personalities",
    "sources": "Where it comes from",
}


@dataclass(frozen=True, slots=True)
class Said:
    """One text, verbatim: the name it is said under, its place, the source it names, its row's key.

    `depth` is 0 for a paragraph; in a list it counts from 1. A name without a text stands over what follows deeper.
    """

    text: str
    place: Place | None = None
    name: str = ""
    depth: int = 0
    source: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """Texts under one heading. `profile` is the id of the level they are about, `asked` marks the one asked for."""

    title: str
    said: tuple[Said, ...]
    profile: str = ""
    asked: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """One part of what is said of a role; it has at least one passage."""

    name: PartName
    passages: tuple[Passage, ...]

    @property
    def title(self) -> str:
        return PART_TITLES[self.name]


def said(fact: Fact | None, name: str = "", depth: int = 0) -> tuple[Said, ...]:
    """Return a fact as what is said, nothing where it is not known."""
    return (Said(fact.text, fact.place, name, depth),) if fact else ()


def level_title(profile: Profile) -> str:
    """Return a level's name, its code where it has no name; empty for a role without levels."""
    return profile.label.text if profile.label else profile.code or ""
