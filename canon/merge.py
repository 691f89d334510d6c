"""The files of one canon brought together: one header, agreed on by all of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from canon.cursor import Cursor
from canon.faults import Fault, nearest
from canon.format import CanonFile, RoleSpec
from canon.model import CanonInfo, Fact
from canon.validate import Source

DIMENSIONS = ("Scope", "Autonomy", "Complexity", "Impact", "Decision rights", "Leadership")
Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Merged:
    """One canon: header fields by their path, each with the place that said it first, and its roles."""

    name: str
    header: dict[Key, tuple[Any, Cursor]] = field(default_factory=dict)
    roles: list[tuple[RoleSpec, Cursor]] = field(default_factory=list)

    @property
    def info(self) -> CanonInfo:
        fields = ("tag", "source", "licence", "quality", "pass_at")
        known = {name: self.header["canon", name][0] for name in fields if ("canon", name) in self.header}
        return CanonInfo(self.name, **known)

    @property
    def dimensions(self) -> tuple[str, ...]:
        """The canon's dimensions in their fixed order."""
        found = self.header.get(("dimensions",))
        return tuple(found[0]) if found else DIMENSIONS

    def fact(self, *key: str) -> Fact | None:
        """Return a text of the header."""
        found = self.header.get(key)
        return found[1].fact(found[0]) if found else None

    def level_dimensions(self, code: str) -> Iterator[tuple[str, Cursor, str]]:
        """Give the canon-wide dimensions of a level: name, place, text."""
        for key, (text, cursor) in self.header.items():
            if key[:3] == ("levels", code, "dimensions"):
                yield key[3], cursor, text


def merge(sources: Iterable[Source], faults: list[Fault]) -> tuple[Merged, ...]:
    """Bring files together by the name of their canon; a header field on which two disagree is a fault."""
    merged: dict[str, Merged] = {}
    for source in sources:
        canon = merged.setdefault(source.spec.canon.name, Merged(source.spec.canon.name))
        for key, value, cursor in _header(source.spec, source.cursor):
            first, where = canon.header.setdefault(key, (value, cursor))
            if first != value:
                faults.append(
                    cursor.fault(f"this differs from {where.where}, another file of the canon; make them one")
                )
        canon.roles.extend(
            (role, source.cursor.at("roles").at(place)) for place, role in enumerate(source.spec.roles)
        )
    for canon in merged.values():
        _check_dimensions(canon, faults)
    return tuple(merged.values())


def _header(spec: CanonFile, cursor: Cursor) -> Iterator[tuple[Key, Any, Cursor]]:
    for name in sorted(spec.canon.model_fields_set):
        yield ("canon", name), getattr(spec.canon, name), cursor.at("canon").at(name)
    if spec.dimensions is not None:
        yield ("dimensions",), tuple(spec.dimensions), cursor.at("dimensions")
    for code, level in spec.levels.items():
        own = cursor.at("levels").at(code)
        for name in sorted(level.model_fields_set - {"dimensions"}):
            yield ("levels", code, name), getattr(level, name), own.at(name)
        for name, text in level.dimensions.items():
            yield ("levels", code, "dimensions", name), text, own.at("dimensions").at(name)


def _check_dimensions(canon: Merged, faults: list[Fault]) -> None:
    order = canon.header.get(("dimensions",))
    if order and len(set(order[0])) < len(order[0]):
        faults.append(order[1].fault("a dimension stands here twice; name each once"))
    faults.extend(
        unknown_dimension(cursor, key[3], canon.dimensions)
        for key, (_, cursor) in canon.header.items()
        if key[0] == "levels" and key[2] == "dimensions" and key[3] not in canon.dimensions
    )


def unknown_dimension(cursor: Cursor, name: str, known: tuple[str, ...]) -> Fault:
    """Say that a dimension is not among the canon's."""
    return cursor.fault(f"the dimension {name!r} is not one of this canon's; {nearest(name, known)}")
