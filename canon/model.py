"""What a canon knows of roles, as frozen facts: every text keeps the place in the file it came from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

RowKind = Literal["objective", "component", "dimension"]
Slot = Literal["baseline", "target", "date"]
Blank = tuple[str, Slot]
"""A blank is addressed by a row's key and a slot."""

KNOWLEDGE = "knowledge_application"
COMPLEXITY = "complexity_problem_solving"
COLLABORATION = "collaboration_interaction"
EXPERIENCE = "typical_degree_years"
RUBRIC_COLUMNS: Mapping[str, str] = {
    KNOWLEDGE: "Knowledge & Application",
    COMPLEXITY: "Complexity & Problem Solving",
    COLLABORATION: "Collaboration & Interaction",
    EXPERIENCE: "Typical Degree & Years",
}
DECISION_RIGHTS = "Decision rights"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text stands: file name, line (from 1) and the field's path, e.g. `roles[0].focus`."""

    file: str
    line: int
    path: str


@dataclass(frozen=True, slots=True)
class Fact:
    """One text of the canon, verbatim, and its place."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Row:
    """One canon text that a goal can stand on.

    `key` is stable: `o:`, `c:` or `d:` and the row's own id, else the first 8 hex digits of the SHA-256 of its
    text; a dimension's is its name. `source_kind` is the word of the source label ("responsibility", ...);
    `name` is a short title for buttons, for a dimension its name. `kind` says how it is filled: a responsibility
    beside core outputs is an area, so it is filled like a component, though its key begins with `o:`. `canon_key` is
    the key that the canon has it under, where a goal that stood on older words keeps its own.
    """

    key: str
    kind: RowKind
    text: str
    place: Place
    source_kind: str = "responsibility"
    name: str | None = None
    details: tuple[str, ...] = ()
    source_kind_place: Place | None = None
    name_place: Place | None = None
    canon_key: str | None = None


@dataclass(frozen=True, slots=True)
class Skill:
    """A skill the role applies."""

    name: Fact
    description: Fact | None = None
    source: Fact | None = None


@dataclass(frozen=True, slots=True)
class Classification:
    """A code of the role in a public scheme."""

    scheme: str
    code: str
    source: str | None
    place: Place


@dataclass(frozen=True, slots=True)
class Profile:
    """One role at one level: all that the frames need, and nothing of the role's other levels.

    A role without levels has one profile with `code` None. `dimensions` are the known ones in the canon's order.
    `title_place` is known only where the canon gives the title; else it is made of focus and code. `former` are rows
    that the canon no longer has and that somebody's goals still hold: no frame lays them out.
    """

    id: str
    role_id: str
    canon: str
    tag: str
    focus: Fact
    title: str
    function: Fact | None = None
    code: str | None = None
    label: Fact | None = None
    summary: Fact | None = None
    typical_experience: Fact | None = None
    track: str | None = None
    core_outputs: tuple[Row, ...] = ()
    responsibilities: tuple[Row, ...] = ()
    components: tuple[Row, ...] = ()
    dimensions: tuple[Row, ...] = ()
    dimension_order: tuple[str, ...] = ()
    rubric: Mapping[str, Fact] = field(default_factory=dict, hash=False)
    canon_place: Place | None = None
    tag_place: Place | None = None
    title_place: Place | None = None
    code_place: Place | None = None
    former: tuple[Row, ...] = ()

    @property
    def objectives(self) -> tuple[Row, ...]:
        """The rows that feed SMART, OKRs and Internal process."""
        return self.core_outputs or self.responsibilities

    @property
    def areas(self) -> tuple[Row, ...]:
        """The rows of MBO: components, else responsibilities beside core outputs, else the objectives again."""
        return self.components or self.responsibilities or self.core_outputs

    @property
    def own_areas(self) -> tuple[Row, ...]:
        """The areas that are not objectives already."""
        seen = {row.key for row in self.objectives}
        return tuple(row for row in self.areas if row.key not in seen)

    @property
    def rows(self) -> tuple[Row, ...]:
        """Every row that can hold values, in the order in which they are filled."""
        return self.objectives + self.own_areas + self.dimensions + self.former

    def row(self, key: str) -> Row | None:
        """Return the row with this key, if the profile has it."""
        return next((row for row in self.rows if row.key == key), None)


@dataclass(frozen=True, slots=True)
class Role:
    """One role with all its levels, low to high as the canon lists them."""

    id: str
    canon: str
    focus: Fact
    profiles: tuple[Profile, ...]
    place: Place
    function: Fact | None = None
    description: Fact | None = None
    differential: Fact | None = None
    aliases: tuple[str, ...] = ()
    classifications: tuple[Classification, ...] = ()
    skills: tuple[Skill, ...] = ()
    sections: Mapping[str, object] = field(default_factory=dict, hash=False)

    def at(self, code: str) -> Profile | None:
        """Return the profile at a level code, in any case."""
        return next((p for p in self.profiles if (p.code or "").casefold() == code.casefold()), None)


@dataclass(frozen=True, slots=True)
class CanonInfo:
    """What a canon says of itself."""

    name: str
    tag: str
    source: str | None = None
    licence: str | None = None
    quality: Mapping[str, float] = field(default_factory=dict, hash=False)
    pass_at: float | None = None


@dataclass(frozen=True, slots=True)
class Library:
    """All canons loaded together. `version` is the SHA-256 of their normalised content, in hex.

    `roles` may be made only when they are asked for.
    """

    canons: tuple[CanonInfo, ...]
    roles: Sequence[Role]
    version: str

    def role(self, role_id: str) -> Role | None:
        """Return the role with this id."""
        return next((role for role in self.roles if role.id == role_id), None)

    def profile(self, profile_id: str) -> Profile | None:
        """Return the profile with this id."""
        found = (p for role in self.roles for p in role.profiles if p.id == profile_id)
        return next(found, None)


def slots_of(row: Row) -> tuple[Slot, ...]:
    """Return the blanks of a row: an objective has a baseline too."""
    return ("baseline", "target", "date") if row.kind == "objective" else ("target", "date")
