"""The grammar of `[ROLE WORDS] [LEVEL] [FRAME]` in any order and case: exact words first, then near ones."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from canon.frames import FrameName
from canon.model import Profile, Role

if TYPE_CHECKING:
    from canon.search import Index

FRAME_WORDS: Mapping[str, FrameName] = {
    "smart": "smart",
    "okr": "okr",
    "okrs": "okr",
    "mbo": "mbo",
    "mbos": "mbo",
    "scorecard": "scorecard",
    "scorecards": "scorecard",
}
FILLERS = frozenset(
    ("goal", "goals", "area", "areas", "balanced", "level", "for", "a", "an", "the", "as", "at", "of")
)
"""Words that people put around the others; they count only where a role's name has them."""
MOST_WORDS = 16
MOST_CHOICES = 100
Spot = tuple[int, int]
"""A profile before it is made: its role's place in the library, and its own among the role's."""
_CODE = re.compile(r"[a-z]{1,3}\d{1,2}")


@dataclass(frozen=True, slots=True)
class Found:
    """One profile; the frame only if it was named."""

    profile: Profile
    frame: FrameName | None = None


@dataclass(frozen=True, slots=True)
class NeedsLevel:
    """One role with levels and no level named, or one it does not have: `unknown` is that word."""

    role: Role
    frame: FrameName | None = None
    unknown: str | None = None


@dataclass(frozen=True, slots=True)
class Choices:
    """Several profiles fit, best first."""

    profiles: tuple[Profile, ...]
    frame: FrameName | None = None

    @property
    def role_ids(self) -> tuple[str, ...]:
        """The roles among the choices, best first."""
        return tuple(dict.fromkeys(profile.role_id for profile in self.profiles))


@dataclass(frozen=True, slots=True)
class Unknown:
    """No role fits; the nearest ones, at most three."""

    nearest: tuple[Role, ...] = ()
    frame: FrameName | None = None


Answer = Found | NeedsLevel | Choices | Unknown


def parse(text: str, index: Index) -> Answer:
    """Say which profile and frame a command means."""
    words = index.words(text)[:MOST_WORDS]
    refused: list[NeedsLevel] = []
    for run, rest in named(words, index):
        frame, levels = split_frame(rest)
        answer = settle(index.spots(run, levels), frame, index, level_named=bool(levels))
        if answer:
            return answer
        refused.extend(_no_such_level(index.spots(run, ()), levels, frame, index))
    from canon.near import find_near

    return refused[0] if refused else find_near(words, index)


def named(words: Sequence[str], index: Index) -> Iterator[tuple[str, list[str]]]:
    """Give the runs of words that are names exactly, the longest first, each with the words that are left."""
    for length in range(len(words), 0, -1):
        for start in range(len(words) - length + 1):
            run = " ".join(words[start : start + length])
            if index.is_name(run):
                yield run, [*words[:start], *words[start + length :]]


def split_frame(words: Iterable[str]) -> tuple[FrameName | None, list[str]]:
    """Take the frame's word out of the words beside a role's name; what is left names the level."""
    frames: list[FrameName] = []
    levels: list[str] = []
    for word in words:
        if word in FRAME_WORDS:
            frames.append(FRAME_WORDS[word])
        elif word not in FILLERS:
            levels.append(word)
    return (frames[0] if frames else None), levels


def settle(spots: Sequence[Spot], frame: FrameName | None, index: Index, *, level_named: bool) -> Answer | None:
    """Turn the spots that fit into an answer; none fit: no answer."""
    if len(spots) == 1:
        return Found(index.profile(spots[0]), frame)
    places = {place for place, _ in spots}
    if len(places) == 1 and not level_named:
        return NeedsLevel(index.roles[places.pop()], frame)
    return Choices(tuple(map(index.profile, spots)), frame) if spots else None


def _no_such_level(
    spots: Sequence[Spot], levels: Sequence[str], frame: FrameName | None, index: Index
) -> Iterator[NeedsLevel]:
    """Say that the one role that was named lacks the level that was named with it."""
    places = {place for place, _ in spots}
    if len(places) == 1 and all(is_level(word, index) for word in levels):
        role = index.roles[places.pop()]
        if role.profiles[0].code:
            yield NeedsLevel(role, frame, " ".join(levels))


def is_level(word: str, index: Index) -> bool:
    """Say whether a word is some role's level, or looks like a code."""
    return word in index.level_words or bool(_CODE.fullmatch(word))
