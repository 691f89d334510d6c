"""From one level of the format to a profile: its rows with their keys, its rubric, its name and dimensions."""

from __future__ import annotations

from dataclasses import dataclass

from canon.cursor import Cursor
from canon.faults import Fault
from canon.format import LevelSpec, RoleSpec, RowSpec, RubricSpec
from canon.format import Row as RowForm
from canon.keys import dimension_key, row_key
from canon.merge import Merged, unknown_dimension
from canon.model import RUBRIC_COLUMNS, Fact, Place, Profile, Row, RowKind

DEFAULT_KIND = "responsibility"


@dataclass(frozen=True, slots=True)
class LevelMaker:
    """Makes the profile of one level; without a code it is the nameless level of a role without levels."""

    canon: Merged
    role: RoleSpec
    role_cursor: Cursor
    cursor: Cursor
    faults: list[Fault]
    code: str | None = None

    def profile(self, level: LevelSpec | RoleSpec) -> Profile:
        """Return the profile; what breaks a rule is added to the faults."""
        facts = level if isinstance(level, LevelSpec) else LevelSpec()
        tag, tag_cursor = self.canon.header["canon", "tag"]
        title = self.title(facts)
        rubric = self.rubric(facts.rubric)
        core, responsibilities, components = self.rows(level)
        return Profile(
            id=self.profile_id(facts),
            role_id=self.role.id,
            canon=self.canon.name,
            tag=tag,
            focus=self.role_cursor.at("focus").fact(self.role.focus),
            title=title.text if title else self.plain_title,
            function=self.role_cursor.optional("function", self.role.function),
            code=self.code,
            label=self.level_fact("label", facts.label),
            summary=self.level_fact("summary", facts.summary),
            typical_experience=self.level_fact("typical_experience", facts.typical_experience),
            track=facts.track,
            core_outputs=core,
            responsibilities=responsibilities,
            components=components,
            dimensions=self.dimensions(facts),
            dimension_order=self.canon.dimensions,
            rubric=rubric,
            canon_place=self.canon.header["canon", "name"][1].place,
            tag_place=tag_cursor.place,
            title_place=title.place if title else None,
            code_place=self.code_place,
        )

    @property
    def plain_title(self) -> str:
        return self.role.focus if self.code is None else f"{self.role.focus} — {self.code}"

    @property
    def code_place(self) -> Place | None:
        return None if self.code is None else self.role_cursor.at("levels").key_place(self.code)

    def profile_id(self, facts: LevelSpec) -> str:
        return self.role.id if self.code is None else facts.id or f"{self.role.id}.{self.code}"

    def title(self, facts: LevelSpec) -> Fact | None:
        own = self.cursor.optional("title", facts.title)
        return own or self.role_cursor.optional("title", self.role.title)

    def level_fact(self, name: str, own: str | None) -> Fact | None:
        """Return a level's own fact, else the canon-wide one of its code."""
        return self.cursor.optional(name, own) or self.canon.fact("levels", self.code or "", name)

    def rubric(self, spec: RubricSpec) -> dict[str, Fact]:
        texts = {column: getattr(spec, column) for column in RUBRIC_COLUMNS}
        return {
            column: self.cursor.at("rubric").at(column).fact(text)
            for column, text in texts.items()
            if text is not None
        }

    def dimensions(self, facts: LevelSpec) -> tuple[Row, ...]:
        """Return the known dimensions in the canon's order; the level's own win over the canon-wide ones."""
        wide = self.canon.level_dimensions(self.code or "")
        known = {name: _dimension(name, text, cursor) for name, cursor, text in wide}
        for name, text in facts.dimensions.items():
            cursor = self.cursor.at("dimensions").at(name)
            known[name] = _dimension(name, text, cursor)
            if name not in self.canon.dimensions:
                self.faults.append(unknown_dimension(cursor, name, self.canon.dimensions))
        return tuple(known[name] for name in self.canon.dimensions if name in known)

    def rows(self, level: LevelSpec | RoleSpec) -> tuple[tuple[Row, ...], tuple[Row, ...], tuple[Row, ...]]:
        """Return core outputs, responsibilities and components."""
        beside: RowKind = "component" if level.core_outputs else "objective"
        return (
            self.listed("core_outputs", level.core_outputs, "objective"),
            self.listed("responsibilities", level.responsibilities, beside),
            self.listed("components", level.components, "component"),
        )

    def listed(self, name: str, forms: list[RowForm], kind: RowKind) -> tuple[Row, ...]:
        return tuple(_row(name, form, self.cursor.at(name).at(place), kind) for place, form in enumerate(forms))


def _dimension(name: str, text: str, cursor: Cursor) -> Row:
    return Row(dimension_key(name), "dimension", text, cursor.place, name=name, name_place=cursor.place)


def _row(name: str, form: RowForm, cursor: Cursor, kind: RowKind) -> Row:
    if not isinstance(form, RowSpec):
        return Row(row_key(name, None, form), kind, form, cursor.place)
    return Row(
        key=row_key(name, form.id, form.text),
        kind=kind,
        text=form.text,
        place=cursor.at("text").place,
        source_kind=form.kind or DEFAULT_KIND,
        name=form.name,
        details=tuple(form.details),
        source_kind_place=cursor.at("kind").place if form.kind else None,
        name_place=cursor.at("name").place if form.name else None,
    )
