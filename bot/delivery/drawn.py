"""What a post looks like when it is sent: a message, a file, or somebody's Home."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from db.facts import Post


@dataclass(frozen=True, slots=True)
class Message:
    """A message in a person's DM; `fields` are its text and blocks, as Slack's methods name them.

    One that is not `timely` is not posted; where it stands already, it is brought up to date.
    """

    fields: dict[str, Any]
    timely: bool = True


@dataclass(frozen=True, slots=True)
class File:
    """A text file in a person's DM; no other file there has its `title`, by which one whose answer is lost is found.

    `comment` stands above it. `thread_of` is the key of another post to the same person, in whose thread it goes.
    """

    name: str
    title: str
    text: str
    comment: str = ""
    thread_of: str = ""


@dataclass(frozen=True, slots=True)
class HomeTab:
    """A person's Home."""

    view: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Later:
    """Nothing is to be shown before a moment."""

    until: datetime


Drawn = Message | File | HomeTab
Renderer = Callable[[Post], Drawn | Later | None]
"""Draws what is true now, nothing where there is nothing to show any more.

A `GoalframeError` says that it never can be shown; anything else, and `SlackSilent`, that it may be another time.
"""
Delivered = Callable[[Post], None]
"""Told of a post that Slack shows now."""
