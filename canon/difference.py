"""What changed between two libraries, role by role and level by level: a pure function to frozen facts.

A row is matched by its key first. What is left is matched by its words: the same text first, wherever in the level
it stands now, then the likest ones of the same list, from `LIKE` on. `likeness` says that a match was made so. A
dimension is matched by its name alone, a level by its code, a role by its id.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, cast

from canon.model import RUBRIC_COLUMNS, CanonInfo, Fact, Library, Place, Profile, Role, Row
from canon.row_matches import Listed, Match, match_rows, own_id

ChangeKind = Literal["added", "removed", "reworded", "moved", "fact changed"]


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row that is not as it was: how (a row may be both reworded and moved), before and after.

    `likeness` is None where the key matched the two; else their words' likeness, `LIKE` to 1. "fact changed" is said
    of a row whose own id, name, details or kind changed.
    """

    kinds: tuple[ChangeKind, ...]
    old: Listed | None
    new: Listed | None
    likeness: float | None = None

    @property
    def either(self) -> Listed:
        """The newer one, else the older one: one of the two is there."""
        return cast("Listed", self.new or self.old)


@dataclass(frozen=True, slots=True)
class FactChange:
    """One text beside the rows: None before where it is new, None after where it is gone."""

    field: str
    old: str | None
    new: str | None
    old_place: Place | None = None
    new_place: Place | None = None
    kind: ChangeKind = "fact changed"


@dataclass(frozen=True, slots=True)
class ProfileChange:
    """One level of a role: None before where it is new, None after where it is gone."""

    old: Profile | None
    new: Profile | None
    rows: tuple[RowChange, ...] = ()
    facts: tuple[FactChange, ...] = ()

    @property
    def either(self) -> Profile:
        """The newer one, else the older one: one of the two is there."""
        return cast("Profile", self.new or self.old)

    def __bool__(self) -> bool:
        return bool(self.rows or self.facts or not (self.old and self.new))


@dataclass(frozen=True, slots=True)
class RoleChange:
    """One role: None before where it is new, None after where it is gone. Only levels that changed stand here."""

    old: Role | None
    new: Role | None
    facts: tuple[FactChange, ...] = ()
    levels: tuple[ProfileChange, ...] = ()

    @property
    def either(self) -> Role:
        """The newer one, else the older one: one of the two is there."""
        return cast("Role", self.new or self.old)

    def __bool__(self) -> bool:
        return bool(self.facts or self.levels or not (self.old and self.new))


@dataclass(frozen=True, slots=True)
class CanonChange:
    """What a canon says of itself."""

    name: str
    facts: tuple[FactChange, ...]


@dataclass(frozen=True, slots=True)
class LibraryChange:
    """All that changed; false where nothing did."""

    canons: tuple[CanonChange, ...]
    roles: tuple[RoleChange, ...]

    def __bool__(self) -> bool:
        return bool(self.canons or self.roles)


@dataclass(frozen=True, slots=True)
class _Said:
    """One text beside the rows, under the words for its field."""

    field: str
    text: str
    place: Place | None = None


def library_change(old: Library, new: Library) -> LibraryChange:
    """Return what changed between two libraries: roles as the old one lists them, then the new ones."""
    before, after = ({role.id: role for role in library.roles} for library in (old, new))
    roles = [role_change(before.get(one), after.get(one)) for one in dict.fromkeys((*before, *after))]
    canons = [
        CanonChange(name, facts)
        for name in dict.fromkeys(canon.name for canon in (*old.canons, *new.canons))
        if (facts := _facts(_canon_says(old, name), _canon_says(new, name)))
    ]
    return LibraryChange(tuple(canons), tuple(role for role in roles if role))


def role_change(old: Role | None, new: Role | None) -> RoleChange:
    """Return what changed in one role; false where nothing did."""
    if old is None or new is None:
        return RoleChange(old, new)
    before, after = ({profile.code: profile for profile in role.profiles} for role in (old, new))
    levels = [_level_change(before.get(code), after.get(code)) for code in dict.fromkeys((*before, *after))]
    return RoleChange(old, new, _facts(_role_says(old), _role_says(new)), tuple(level for level in levels if level))


def profile_change(old: Profile, new: Profile) -> ProfileChange:
    """Return all that changed in what one profile says, what its role and its canon say in it too."""
    facts = _facts((*_shared_says(old), *_level_says(old)), (*_shared_says(new), *_level_says(new)))
    return ProfileChange(old, new, row_changes(old, new), facts)


def row_changes(old: Profile, new: Profile) -> tuple[RowChange, ...]:
    """Return the rows that changed: as the new profile lists them, then those that are gone."""
    matches = match_rows(old, new)
    return tuple(change for match in matches if (change := _row_change(match)))


def _level_change(old: Profile | None, new: Profile | None) -> ProfileChange:
    if old is None or new is None:
        return ProfileChange(old, new)
    return ProfileChange(old, new, row_changes(old, new), _facts(_level_says(old), _level_says(new)))


def _row_change(match: Match) -> RowChange | None:
    if match.old is None or match.new is None:
        return RowChange(("added",) if match.new else ("removed",), match.old, match.new)
    before, after = match.old.row, match.new.row
    kinds: list[ChangeKind] = []
    if before.text != after.text:
        kinds.append("reworded")
    if match.moved:
        kinds.append("moved")
    if _beside(before) != _beside(after):
        kinds.append("fact changed")
    return RowChange(tuple(kinds), match.old, match.new, match.likeness) if kinds else None


def _beside(row: Row) -> tuple[object, ...]:
    """Return what a row says beside its text."""
    return (own_id(row), row.name, row.details, row.source_kind)


def _facts(old: Iterable[_Said], new: Iterable[_Said]) -> tuple[FactChange, ...]:
    """Return the texts that differ, field by field; in a list only what left it and what came."""
    before, after = tuple(old), tuple(new)
    fields = dict.fromkeys(said.field for said in (*before, *after))
    return tuple(change for field in fields for change in _field(field, before, after))


def _field(field: str, before: Sequence[_Said], after: Sequence[_Said]) -> Iterator[FactChange]:
    was = [said for said in before if said.field == field]
    now = [said for said in after if said.field == field]
    gone, came = _without(was, now), _without(now, was)
    if len(gone) == len(came) == 1:
        yield FactChange(field, gone[0].text, came[0].text, gone[0].place, came[0].place)
        return
    for said in gone:
        yield FactChange(field, said.text, None, said.place)
    for said in came:
        yield FactChange(field, None, said.text, None, said.place)


def _without(texts: Iterable[_Said], others: Iterable[_Said]) -> list[_Said]:
    """Return the texts that the others lack; one that stands twice must stand there twice."""
    left = Counter(said.text for said in others)
    found = []
    for said in texts:
        if left[said.text]:
            left[said.text] -= 1
        else:
            found.append(said)
    return found


def _known(*pairs: tuple[str, Fact | None]) -> Iterator[_Said]:
    return (_Said(field, fact.text, fact.place) for field, fact in pairs if fact)


def _canon_says(library: Library, name: str) -> Iterator[_Said]:
    for canon in library.canons:
        if canon.name == name:
            yield from _info_says(canon)


def _info_says(canon: CanonInfo) -> Iterator[_Said]:
    yield _Said("name", canon.name)
    yield _Said("tag", canon.tag)
    for field, text in (("source", canon.source), ("licence", canon.licence)):
        if text is not None:
            yield _Said(field, text)
    for layer, score in canon.quality.items():
        yield _Said(f"quality of {layer}", str(score))
    if canon.pass_at is not None:
        yield _Said("pass at", str(canon.pass_at))


def _shared_says(profile: Profile) -> Iterator[_Said]:
    """Give what a profile has of its canon and its role."""
    yield _Said("canon", profile.canon, profile.canon_place)
    yield _Said("tag", profile.tag, profile.tag_place)
    yield from _known(("focus", profile.focus), ("function", profile.function))


def _level_says(profile: Profile) -> Iterator[_Said]:
    yield _Said("id", profile.id, profile.code_place)
    if profile.title_place:
        yield _Said("title", profile.title, profile.title_place)
    if profile.track is not None:
        yield _Said("track", profile.track, profile.code_place)
    if profile.dimensions:
        yield _Said("order of dimensions", ", ".join(profile.dimension_order))
    yield from _known(
        ("level name", profile.label),
        ("summary", profile.summary),
        ("typical experience", profile.typical_experience),
        *((words, profile.rubric.get(column)) for column, words in RUBRIC_COLUMNS.items()),
    )


def _role_says(role: Role) -> Iterator[_Said]:
    yield _Said("canon", role.canon, role.place)
    yield from _known(
        ("focus", role.focus),
        ("function", role.function),
        ("description", role.description),
        ("differential", role.differential),
    )
    for alias in role.aliases:
        yield _Said("alias", alias, role.place)
    for code in role.classifications:
        yield _Said(f"classification {code.scheme}", " · ".join(filter(None, (code.code, code.source))), code.place)
    for skill in role.skills:
        yield _Said("skill", skill.name.text, skill.name.place)
        known = (("description", skill.description), ("source", skill.source))
        yield from _known(*((f"{field} of the skill “{skill.name.text}”", fact) for field, fact in known))
    for heading, kept in role.sections.items():
        yield from _kept(f"section “{heading}”", kept, role.place)


def _kept(field: str, value: object, place: Place) -> Iterator[_Said]:
    """Give the texts of a section; a mapping's headings become part of the field, a list's places do not."""
    if isinstance(value, dict):
        for heading, inner in value.items():
            yield from _kept(f"{field}, “{heading}”", inner, place)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _kept(field, inner, place)
    else:
        yield _Said(field, str(value), place)
