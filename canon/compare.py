"""Two roles at their levels beside each other: what differs, text by text; what is the same is only named.

Rows are matched as `canon.row_matches` matches them: by key, by text, then by their words from a stated likeness on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from canon.about import classification_said, is_folded, kept, missing, missing_at, row_said, skill_said
from canon.model import RUBRIC_COLUMNS, Fact, Profile, Role, Row
from canon.row_matches import ListName, match_rows
from canon.said import Said, said

LIST_NAMES: Mapping[ListName, tuple[str, str]] = {
    "core_outputs": ("Core output", "Core outputs"),
    "responsibilities": ("Responsibility", "Responsibilities"),
    "components": ("Responsibility component", "Responsibility components"),
    "dimensions": ("Dimension", "Dimensions"),
}
"""What one row of a list is called, and several."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two: a role at a level, the name it goes by here, and what the library lacks of it."""

    role: Role
    profile: Profile
    name: str
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that differs: what each side says of it, nothing where that side says nothing."""

    name: str
    left: tuple[Said, ...]
    right: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two roles at their levels: what differs, and the names of what is the same."""

    left: Side
    right: Side
    differences: tuple[Difference, ...]
    same: tuple[str, ...]

    @property
    def title(self) -> str:
        """Name both: a role's own levels by their codes, two roles by their titles."""
        if self.left.role.id == self.right.role.id:
            return f"{self.left.role.focus.text}: {self.left.name} and {self.right.name}"
        return f"{self.left.name} and {self.right.name}"


def compare(role: Role, profile: Profile, other: Role, level: Profile) -> Comparison:
    """Compare a role at a level to another one, or to another level of its own."""
    one_role = role.id == other.id
    left, right = _told_apart(_side(role, profile, one_role=one_role), _side(other, level, one_role=one_role))
    pairs = [] if one_role else [*_role_facts(role, other)]
    pairs += [*_level_facts(profile, level), *_rows(profile, level), *_guidelines(profile, level)]
    pairs += [] if one_role else [*_role_lists(role, other)]
    differing = tuple(pair for pair in pairs if not _alike(pair.left, pair.right))
    same = _names(pair for pair in pairs if _alike(pair.left, pair.right))
    return Comparison(left, right, differing, same)


def level_above(role: Role, profile: Profile) -> Profile | None:
    """Return the next higher level of a role, on the same track where the library knows tracks."""
    return _beside(role.profiles, profile)


def level_below(role: Role, profile: Profile) -> Profile | None:
    """Return the next lower level of a role, on the same track where the library knows tracks."""
    return _beside(role.profiles[::-1], profile)


def added(comparison: Comparison) -> tuple[Difference, ...]:
    """Return what the right side adds; what only the left side says is left out."""
    return tuple(one for one in comparison.differences if one.right)


def _beside(ladder: Sequence[Profile], profile: Profile) -> Profile | None:
    own = [level for level in ladder if level.track == profile.track]
    at = next((place for place, level in enumerate(own) if level.id == profile.id), len(own))
    return own[at + 1] if at + 1 < len(own) else None


def _side(role: Role, profile: Profile, *, one_role: bool) -> Side:
    name = profile.code if one_role and profile.code else profile.title
    return Side(role, profile, name, missing_at(profile) if one_role else missing(role, profile))


def _told_apart(left: Side, right: Side) -> tuple[Side, Side]:
    """Add their ids to the names of two sides that are called the same."""
    if left.name != right.name:
        return left, right
    named = (replace(side, name=f"{side.name} ({side.profile.id})") for side in (left, right))
    return (next(named), next(named))


def _alike(left: Sequence[Said], right: Sequence[Said]) -> bool:
    return [_words(one) for one in left] == [_words(one) for one in right]


def _words(one: Said) -> tuple[object, ...]:
    return (one.name, one.text, one.depth, one.source)


def _pairs(named: Iterable[tuple[str, Fact | None, Fact | None]]) -> Iterator[Difference]:
    """Give a pair for each fact that one of the two has."""
    return (Difference(name, said(one), said(other)) for name, one, other in named if one or other)


def _role_facts(one: Role, other: Role) -> Iterator[Difference]:
    return _pairs(
        (
            ("Function", one.function, other.function),
            ("Description", one.description, other.description),
            ("What sets it apart", one.differential, other.differential),
        )
    )


def _level_facts(one: Profile, other: Profile) -> Iterator[Difference]:
    return _pairs(
        (
            ("Level name", one.label, other.label),
            ("Summary", one.summary, other.summary),
            ("Typical experience", one.typical_experience, other.typical_experience),
        )
    )


def _guidelines(one: Profile, other: Profile) -> Iterator[Difference]:
    return _pairs((words, one.rubric.get(name), other.rubric.get(name)) for name, words in RUBRIC_COLUMNS.items())


def _rows(one: Profile, other: Profile) -> Iterator[Difference]:
    """Give the rows of both: matched ones side by side under their own name, the others list by list."""
    matches = match_rows(one, other)
    for name, (single, several) in LIST_NAMES.items():
        for old, new in ((match.old, match.new) for match in matches):
            if old and new and new.list == name:
                title = new.row.name or single
                yield Difference(title, _under(title, old.row), _under(title, new.row))
        left = [match.old.row for match in matches if match.old and not match.new and match.old.list == name]
        right = [match.new.row for match in matches if match.new and not match.old and match.new.list == name]
        if left or right:
            yield Difference(several, _all_said(left), _all_said(right))


def _under(title: str, row: Row) -> tuple[Said, ...]:
    """Return what a row says under a title that may be its own name."""
    first, *details = row_said(row)
    return (replace(first, name="" if first.name == title else first.name, depth=0), *details)


def _all_said(rows: Iterable[Row]) -> tuple[Said, ...]:
    return tuple(one for row in rows for one in row_said(row))


def _role_lists(one: Role, other: Role) -> Iterator[Difference]:
    """Give what two roles list beside their rows, each only as far as the other does not say the same."""
    yield from _without_common("Skills", *(tuple(map(skill_said, role.skills)) for role in (one, other)))
    codes = (tuple(map(classification_said, role.classifications)) for role in (one, other))
    yield from _without_common("Classification", *codes)
    for heading in dict.fromkeys((*one.sections, *other.sections)):
        if not is_folded(heading):
            yield from _without_common(
                heading, *(tuple(kept(role.sections.get(heading, ()))) for role in (one, other))
            )


def _without_common(name: str, left: tuple[Said, ...], right: tuple[Said, ...]) -> Iterator[Difference]:
    """Give what only one of two lists has; lists that say the same as they are."""
    mine, theirs = set(map(_words, left)), set(map(_words, right))
    if mine == theirs and left:
        yield Difference(name, left, left)
    elif mine != theirs:
        only_left = tuple(one for one in left if _words(one) not in theirs)
        yield Difference(name, only_left, tuple(one for one in right if _words(one) not in mine))


def _names(alike: Iterable[Difference]) -> tuple[str, ...]:
    """Return the names of what is the same, those that come several times counted."""
    several = dict(LIST_NAMES.values())
    counted = Counter(one.name for one in alike)
    return tuple(f"{several.get(name, name)} ({count})" if count > 1 else name for name, count in counted.items())
