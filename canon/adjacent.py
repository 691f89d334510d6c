"""How near two roles are, by their coordinates alone: function, focus, level and public classification.

`distance` is the whole formula: each coordinate gives a number from 0 (the same) to 1 (nothing in common); their
mean, weighted by `WEIGHTS`, is the distance. A coordinate that either role lacks is not counted, so that what
is missing makes no role nearer or farther. No other text is looked at, and nothing is learned from use.
"""

from __future__ import annotations

import re
from bisect import insort
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from canon.cards import Card, cards_of
from canon.model import Classification, Profile, Role
from canon.search import words_of

Coordinate = Literal["function", "focus", "level", "classification"]
Band = Literal["close", "partial", "weak"]
WEIGHTS: Mapping[Coordinate, float] = {"function": 0.35, "focus": 0.30, "classification": 0.20, "level": 0.15}
"""How much each coordinate counts; together 1."""
BANDS: Mapping[Band, float] = {"close": 0.25, "partial": 0.60, "weak": 1.0}
"""Up to which distance a match is called what, the nearest first."""
STEPS = 4
"""So many levels apart, or more, is as far as two levels can be."""
FARTHEST = 1.0
"""The distance of roles with nothing in common."""
ROUNDED = 0.001
"""A distance is rounded to this."""
REMEMBERED = 65_536
_CODE = re.compile(r"([^\W\d]*)(\d+)")


@dataclass(frozen=True, slots=True)
class Nearness:
    """How near a role at a level is: the distance, and each coordinate that both have, 0 to 1."""

    profile: Profile
    distance: float
    parts: Mapping[Coordinate, float]

    @property
    def band(self) -> Band:
        return next(band for band, most in BANDS.items() if self.distance <= most)


def distance(one: Role, at: Profile, other: Role, level: Profile) -> Nearness:
    """Return how near `other` at `level` is to `one` at its level `at`: the same both ways round, 0 for itself."""
    return _nearness(_of_roles(one, other), _of_levels(at, level, _ladders(one, other)), level)


def nearest(roles: Sequence[Role], role: Role, profile: Profile, most: int = 5) -> tuple[Nearness, ...]:
    """Return the roles that are nearest to a role at a level, each once, at the level of it that is nearest.

    Roles at the same distance stand as the library lists them. The role's own other levels are not among them, nor
    are roles with nothing in common. Only roles whose card leaves room for a nearer one are looked at whole.
    """
    cards = enumerate(cards_of(roles))
    bounds = sorted((_least(role, card), place) for place, card in cards if card.id != role.id)
    found: list[tuple[float, int, Nearness]] = []
    for least, place in bounds:
        if least >= FARTHEST or (len(found) >= most and least > found[most - 1][0] + ROUNDED):
            break
        one = _at_best(role, profile, roles[place])
        insort(found, (one.distance, place, one))
    return tuple(one for distance, _, one in found[:most] if distance < FARTHEST)


def _least(role: Role, card: Card) -> float:
    """Return a distance below which a role cannot be, by its card: at the same level, its codes counted or not."""
    parts: dict[Coordinate, float] = {"focus": _of_words(role.focus.text, card.focus), "level": 0.0}
    if role.function and card.function:
        parts["function"] = _of_functions(role.function.text, card.function)
    without = _mean(parts)
    pairs = (_begin_alike(_signs(mine.code), _signs(code)) for mine in role.classifications for code in card.codes)
    alike = min(pairs, default=None)
    return without if alike is None else min(without, _mean({**parts, "classification": alike}))


def _at_best(role: Role, profile: Profile, other: Role) -> Nearness:
    """Return another role at the level of it that is nearest."""
    of_roles, ladders = _of_roles(role, other), _ladders(role, other)
    found = (_nearness(of_roles, _of_levels(profile, level, ladders), level) for level in other.profiles)
    return min(found, key=lambda one: one.distance)


def _nearness(of_roles: Mapping[Coordinate, float], of_level: float | None, level: Profile) -> Nearness:
    parts = of_roles if of_level is None else {**of_roles, "level": of_level}
    return Nearness(level, round(_mean(parts), 3), parts)


def _mean(parts: Mapping[Coordinate, float]) -> float:
    """Return the mean of coordinates by their weights."""
    return sum(WEIGHTS[name] * part for name, part in parts.items()) / sum(WEIGHTS[name] for name in parts)


def _of_roles(one: Role, other: Role) -> dict[Coordinate, float]:
    """Return the coordinates of two roles that do not depend on their levels; every role has a focus."""
    found: dict[Coordinate, float | None] = {
        "function": _of_functions(one.function.text, other.function.text)
        if one.function and other.function
        else None,
        "focus": _of_words(one.focus.text, other.focus.text),
        "classification": _of_classifications(one.classifications, other.classifications),
    }
    return {name: part for name, part in found.items() if part is not None}


def _of_functions(one: str, other: str) -> float:
    """Compare two paths such as "Sales / Direct Sales": the part that they begin alike with, of the longer one."""
    return _begin_alike(_path(one), _path(other))


@lru_cache(REMEMBERED)
def _path(text: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(words_of(part)) for part in text.split(" / "))


def _of_words(one: str, other: str) -> float:
    """Compare two names by their words: those that only one has, of all."""
    mine, theirs = _words(one), _words(other)
    return 1 - len(mine & theirs) / len(mine | theirs) if mine | theirs else float(one != other)


@lru_cache(REMEMBERED)
def _words(text: str) -> frozenset[str]:
    return frozenset(words_of(text))


def _of_classifications(one: Sequence[Classification], other: Sequence[Classification]) -> float | None:
    """Compare two roles' codes of one scheme, the nearest two: how far they begin alike; None without such a pair."""
    found = (_begin_alike(_signs(a.code), _signs(b.code)) for a in one for b in other if a.scheme == b.scheme)
    return min(found, default=None)


@lru_cache(REMEMBERED)
def _signs(code: str) -> tuple[str, ...]:
    return tuple(sign for sign in code.casefold() if sign.isalnum())


def _begin_alike(one: Sequence[object], other: Sequence[object]) -> float:
    longer = max(len(one), len(other))
    same = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return 1 - same / longer if longer else 0.0


def _of_levels(one: Profile, other: Profile, ladders: Sequence[Sequence[str]]) -> float | None:
    """Compare two levels of one library by the steps between them; None where they stand on no common ladder."""
    if one.canon != other.canon or one.code is None or other.code is None:
        return None
    if one.track and other.track and one.track != other.track:
        return 1.0
    steps = next(_steps(one.code, other.code, ladders), None)
    return None if steps is None else min(steps, STEPS) / STEPS


def _ladders(one: Role, other: Role) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(profile.code or "" for profile in role.profiles) for role in (one, other))


def _steps(one: str, other: str, ladders: Sequence[Sequence[str]]) -> Iterator[int]:
    """Give the steps between two codes: by their numbers after the same letters, else on a ladder that has both."""
    mine, theirs = _CODE.fullmatch(one), _CODE.fullmatch(other)
    if mine and theirs and mine[1].casefold() == theirs[1].casefold():
        yield abs(int(mine[2]) - int(theirs[2]))
    for ladder in ladders:
        if one in ladder and other in ladder:
            yield abs(ladder.index(one) - ladder.index(other))


def formula() -> str:
    """Return the formula in a plain sentence, from the weights and bands themselves."""
    parts = [f"{name} {WEIGHTS[name] * 100:.0f} %" for name in WEIGHTS]
    close, partial = BANDS["close"], BANDS["partial"]
    return (
        f"How near is a number from 0 (the same) to 1 (nothing in common): {', '.join(parts[:-1])} and {parts[-1]}; "
        "what either role lacks is not counted. "
        f"Up to {close:.2f} is a close match, up to {partial:.2f} a partial one, above that a weak one."
    )


def nearness_words(found: Nearness) -> str:
    """Return a match in words: its band, its distance and what it was compared by."""
    parts = ", ".join(f"{name} {part:.2f}" for name, part in found.parts.items())
    return f"{found.band.capitalize()} match · distance {found.distance:.2f} ({parts})"
