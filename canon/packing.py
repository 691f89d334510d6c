"""Roles as JSON values and back, without loss and fast: each place and text once, what the canon shares apart.

In a role's values a text or place is named by its number: from 0 on the role's own, below 0 what all roles share.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from canon.model import Classification, Fact, Place, Profile, Role, Row, Skill

Json = dict[str, Any]
Values = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class _Pool:
    """Values by their numbers, each once."""

    places: dict[Values, int] = field(default_factory=dict)
    facts: dict[Values, int] = field(default_factory=dict)
    rows: dict[Values, int] = field(default_factory=dict)

    @property
    def values(self) -> list[list[Values]]:
        return [list(self.places), list(self.facts), list(self.rows)]


def _is_own(place: Place) -> bool:
    return place.path.startswith("roles[")


class Packer:
    """Packs one role after the other; `common` is whole only after the last."""

    def __init__(self) -> None:
        self._files: dict[str, int] = {}
        self._heads: dict[Values, int] = {}
        self._shared, self._own = _Pool(), _Pool()

    @property
    def common(self) -> Json:
        """Return what the roles share."""
        return {"files": list(self._files), "heads": list(self._heads), "pool": self._shared.values}

    def role(self, role: Role) -> list[Any]:
        """Return a role's values: its own pool, then the role itself."""
        self._own = _Pool()
        values = [
            role.id,
            role.canon,
            self._fact(role.focus),
            [self._profile(profile) for profile in role.profiles],
            self._place(role.place),
            self._fact(role.function),
            self._fact(role.description),
            self._fact(role.differential),
            role.aliases,
            [[code.scheme, code.code, code.source, self._place(code.place)] for code in role.classifications],
            [list(map(self._fact, (skill.name, skill.description, skill.source))) for skill in role.skills],
            dict(role.sections),
        ]
        return [*self._own.values, values]

    def _number(self, place: Place, values: Values, kind: str) -> int:
        """Return the number of a value that stands at a place."""
        own = _is_own(place)
        known: dict[Values, int] = getattr(self._own if own else self._shared, kind)
        number = known.setdefault(values, len(known))
        return number if own else -1 - number

    def _place(self, place: Place | None) -> int | None:
        if place is None:
            return None
        file = self._files.setdefault(place.file, len(self._files))
        return self._number(place, (file, place.line, place.path), "places")

    def _fact(self, fact: Fact | None) -> int | None:
        return self._number(fact.place, (fact.text, self._place(fact.place)), "facts") if fact else None

    def _row(self, row: Row) -> int:
        beside = (row.source_kind, row.name, row.details)
        places = (self._place(row.place), self._place(row.source_kind_place), self._place(row.name_place))
        return self._number(row.place, (row.key, row.kind, row.text, *beside, *places), "rows")

    def _head(self, profile: Profile) -> int:
        places = (self._place(profile.canon_place), self._place(profile.tag_place))
        values = (profile.tag, profile.dimension_order, *places)
        return self._heads.setdefault(values, len(self._heads))

    def _profile(self, profile: Profile) -> list[Any]:
        lists = (profile.core_outputs, profile.responsibilities, profile.components, profile.dimensions)
        return [
            self._head(profile),
            profile.id,
            profile.title,
            profile.code,
            self._fact(profile.label),
            self._fact(profile.summary),
            self._fact(profile.typical_experience),
            profile.track,
            *(list(map(self._row, rows)) for rows in lists),
            {column: self._fact(fact) for column, fact in profile.rubric.items()},
            self._place(profile.title_place),
            self._place(profile.code_place),
        ]


class Unpacker:
    """Makes the roles that were packed with these common values, which stand reversed: -1 is the first of them."""

    def __init__(self, common: Json) -> None:
        self._files, self._heads = common["files"], common["heads"]
        self._shared = _Made([], [], [])
        self._shared = self._made([values[::-1] for values in common["pool"]])

    def role(self, values: Sequence[Any]) -> Role:
        """Return the role of such values."""
        *pool, whole = values
        id_, canon, focus, profiles, place, function, description, differential, aliases, codes, skills, kept = whole
        made = self._made(pool)
        places, facts = made.places, made.facts
        known = Role(
            id=id_,
            canon=canon,
            focus=facts[focus],
            profiles=(),
            place=places[place],
            function=_at(facts, function),
            description=_at(facts, description),
            differential=_at(facts, differential),
            aliases=tuple(aliases),
            classifications=tuple(
                Classification(scheme, code, source, places[where]) for scheme, code, source, where in codes
            ),
            skills=tuple(Skill(facts[name], *(_at(facts, fact) for fact in beside)) for name, *beside in skills),
            sections=kept,
        )
        return replace(known, profiles=tuple(self._profile(known, profile, made) for profile in profiles))

    def _made(self, pool: Sequence[Sequence[Values]]) -> _Made:
        """Make a pool's values; behind them stand the shared ones."""
        places = [Place(self._files[file], line, path) for file, line, path in pool[0]] + self._shared.places
        facts = [Fact(text, places[place]) for text, place in pool[1]] + self._shared.facts
        return _Made(places, facts, [_made_row(row, places) for row in pool[2]] + self._shared.rows)

    def _profile(self, role: Role, values: Sequence[Any], made: _Made) -> Profile:
        head, id_, title, code, label, summary, experience, track, *lists, rubric, title_place, code_place = values
        tag, order, canon_place, tag_place = self._heads[head]
        places, facts = made.places, made.facts
        core, responsibilities, components, dimensions = (_listed(numbers, made.rows) for numbers in lists)
        return Profile(
            id=id_,
            role_id=role.id,
            canon=role.canon,
            tag=tag,
            focus=role.focus,
            title=title,
            function=role.function,
            code=code,
            label=_at(facts, label),
            summary=_at(facts, summary),
            typical_experience=_at(facts, experience),
            track=track,
            core_outputs=core,
            responsibilities=responsibilities,
            components=components,
            dimensions=dimensions,
            dimension_order=tuple(order),
            rubric={column: facts[fact] for column, fact in rubric.items()},
            canon_place=_at(places, canon_place),
            tag_place=_at(places, tag_place),
            title_place=_at(places, title_place),
            code_place=_at(places, code_place),
        )


@dataclass(frozen=True, slots=True)
class _Made:
    """A pool's values as facts."""

    places: list[Place]
    facts: list[Fact]
    rows: list[Row]


Made = TypeVar("Made")


def _at(made: Sequence[Made], number: int | None) -> Made | None:
    return None if number is None else made[number]


def _listed(numbers: Iterable[int], rows: Sequence[Row]) -> tuple[Row, ...]:
    return tuple(rows[number] for number in numbers)


def _made_row(values: Sequence[Any], places: Sequence[Place]) -> Row:
    key, kind, text, source, name, details, place, source_place, name_place = values
    return Row(
        key=key,
        kind=kind,
        text=text,
        place=places[place],
        source_kind=source,
        name=name,
        details=tuple(details),
        source_kind_place=_at(places, source_place),
        name_place=_at(places, name_place),
    )
