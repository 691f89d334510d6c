"""What the role library says otherwise by now than a role text that goals stand on, and what was decided about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.facts.goals import Goals
from canon.difference import FactChange, RowChange
from canon.model import Profile

TextState = Literal["same", "changed", "gone"]
"""Whether the library says the same as goals do, something else, or has the role no longer."""
OTHERS = ""
"""The key of all that changed beside the rows: one choice."""


@dataclass(frozen=True, slots=True)
class TextChange:
    """What is decided as one: a row, or all the texts beside the rows (`OTHERS`); `digest` is of the newer text.

    `number` counts from 0 over all changes between the two texts, also those that are decided.
    """

    number: int
    key: str
    digest: str
    row: RowChange | None = None
    facts: tuple[FactChange, ...] = ()


@dataclass(frozen=True, slots=True)
class Newer:
    """The role text as the library has it now, and its hash."""

    profile: Profile
    hash: str


@dataclass(frozen=True)
class RoleChanges:
    """What is open between goals and the library, before somebody's eyes.

    `number` is the version that is compared, 0 for what its author writes on. `newer` is None where the library has
    the role no longer. `kept` counts the changes that were not taken before and are not shown; with `again` they are
    shown too. `choosable` says that changes can be taken now.
    """

    goals: Goals
    number: int
    newer: Newer | None
    changes: tuple[TextChange, ...] = ()
    kept: int = 0
    choosable: bool = False
    again: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    """What an author takes of the changes between two texts, by their hashes; all others stay as they are."""

    old: str
    new: str
    taken: frozenset[str]


@dataclass(frozen=True, slots=True)
class OlderText:
    """How many drafts and how many shared goals of one role stand on an older text; no word of them."""

    title: str
    drafts: int
    shared: int
    gone: bool = False
