"""The grammar of a comparison: `ROLE P2 P4`, or two roles at their levels, with or without a word between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from canon.command import MOST_WORDS, Choices, Found, NeedsLevel, is_level
from canon.model import Profile
from canon.search import words_of

if TYPE_CHECKING:
    from canon.search import Index

BETWEEN = frozenset(("and", "with", "to", "vs", "versus", "against"))
MOST_OFFERS = 12
Profiles = tuple[Profile, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two roles at their levels, or two levels of one role."""

    left: Profile
    right: Profile


@dataclass(frozen=True, slots=True)
class Offers:
    """Words that leave a role or a level open: what they can mean, best first."""

    pairs: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class NoPair:
    """Words of which these name no role, or none at all; what is left of them is a role without another level."""

    words: str = ""


def read_pair(text: str, index: Index) -> Pair | Offers | NoPair:
    """Say which two a text means: names that are there exactly first, then near ones."""
    words = _levels_last(text.replace("/", " ").replace(",", " ").split()[:MOST_WORDS], index)
    for left, right in _cuts(words):
        pair = _exact(left, right, index)
        if pair:
            return pair
    near = [*_parted(words), *_after_levels(words, index)]
    sides = [(_meant(left, index), left, right) for left, right in near]
    settled = [_settled(found, _beside(found, right, index)) for found, _, right in sides]
    pair = next((one for one in settled if isinstance(one, Pair)), None)
    offers = next((one for one in settled if one), None)
    return pair or offers or (_nothing(sides, index) if near else _half(text, index))


def _levels_last(words: Sequence[str], index: Index) -> list[str]:
    """Put two levels that stand before a role behind it."""
    both = [word for word in words[:2] if is_level(" ".join(words_of(word)), index)]
    return [*words[2:], *both] if len(both) == len(words[:2]) else list(words)


def _cuts(words: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Give every way to part words in two, the longest left side first."""
    return ((" ".join(words[:at]), " ".join(words[at:])) for at in range(len(words) - 1, 0, -1))


def _parted(words: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Give both sides of each word that stands between two."""
    for at, word in enumerate(words):
        if " ".join(words_of(word)) in BETWEEN and 0 < at < len(words) - 1:
            yield " ".join(words[:at]), " ".join(words[at + 1 :])


def _after_levels(words: Sequence[str], index: Index) -> Iterator[tuple[str, str]]:
    """Give the two parts after each level but the last word."""
    return ((left, right) for left, right in _cuts(words) if is_level(" ".join(words_of(left.split()[-1])), index))


def _exact(left: str, right: str, index: Index) -> Pair | None:
    found = index.exact(left)
    others = _levels(found, right, index) or index.exact(right)
    answer = _settled(found, others)
    return answer if isinstance(answer, Pair) else None


def _meant(words: str, index: Index) -> Profiles:
    """Return what words can mean, near names too."""
    answer = index.find(words)
    if isinstance(answer, Found):
        return (answer.profile,)
    if isinstance(answer, NeedsLevel):
        return answer.role.profiles
    return answer.profiles if isinstance(answer, Choices) else ()


def _beside(found: Profiles, right: str, index: Index) -> Profiles:
    """Return what the right side can mean: a level of the role on the left, else another role."""
    return _levels(found, right, index) or _meant(right, index)


def _levels(found: Profiles, words: str, index: Index) -> Profiles:
    """Return the levels that words name of the one role among some profiles."""
    wanted = words_of(words)
    if len({profile.role_id for profile in found}) != 1 or not all(is_level(word, index) for word in wanted):
        return ()
    return index.at_level(index.role_of(found[0]).profiles, wanted)


def _settled(left: Profiles, right: Profiles) -> Pair | Offers | None:
    """Return the pair of two sides, or the pairs that they can be: those at the same level where there are some."""
    pairs = tuple(Pair(one, other) for one in left for other in right if one.id != other.id)
    if len(pairs) == 1:
        return pairs[0]
    level = tuple(pair for pair in pairs if pair.left.code == pair.right.code)
    several = len(left) > 1 and len(right) > 1
    offered = (level if several else ()) or pairs
    return Offers(offered[:MOST_OFFERS]) if offered else None


def _half(text: str, index: Index) -> Offers | NoPair:
    """Answer words that name one side alone: its neighbours on the ladder."""
    found = _meant(text, index)
    offers = tuple(pair for profile in found for pair in _neighbours(profile, found, index))
    return Offers(offers[:MOST_OFFERS]) if offers else NoPair("" if found else text)


def _neighbours(profile: Profile, found: Profiles, index: Index) -> Iterable[Pair]:
    """Give a level with the next one; where it is alone, with the one before it too."""
    ladder = index.role_of(profile).profiles
    at = next(place for place, level in enumerate(ladder) if level.id == profile.id)
    below = (Pair(ladder[at - 1], profile),) if len(found) == 1 and at else ()
    return (*below, *(Pair(profile, level) for level in ladder[at + 1 : at + 2]))


def _nothing(sides: Sequence[tuple[Profiles, str, str]], index: Index) -> NoPair:
    """Name the side that means nothing; where both mean the same, none."""
    found, left, right = sides[0]
    if not found:
        return NoPair(left)
    return NoPair("" if _beside(found, right, index) else right)
