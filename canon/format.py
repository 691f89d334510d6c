"""Format 1 of a canon on disk, as pydantic models: what may stand where, and the source of the JSON Schema."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Discriminator, Field, Tag, WithJsonSchema

from canon import texts

Line = Annotated[str, AfterValidator(texts.line), Field(json_schema_extra={"minLength": 1, "pattern": r"^[^\n]+$"})]
"""A text on one line."""
Name = Annotated[
    str,
    AfterValidator(texts.name),
    Field(json_schema_extra={"minLength": 1, "maxLength": texts.LONGEST_NAME, "pattern": r"^[^\n]+$"}),
]
"""An id, a level code or a dimension: short, on one line."""
Lines = Annotated[str, AfterValidator(texts.lines), Field(json_schema_extra={"minLength": 1})]
"""A text that may have several lines."""
Kept = Annotated[Any, WithJsonSchema({"type": ["string", "array", "object"]})]
"""Whatever a source carries: texts, lists and mappings of texts."""


class _Spec(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class RowSpec(_Spec):
    """A row that says more than its text."""

    id: Name | None = Field(None, description="A key of its own, so that the text may change under it.")
    name: Line | None = Field(None, description="A short title for buttons and lists.")
    text: Line = Field(description="What the goal stands on, word for word.")
    details: list[Line] = Field([], description="Sub-points that the source hangs under the row.")
    kind: Line | None = Field(None, description="The word of the source label: responsibility if not given.")


def _row_form(value: object) -> str:
    return "row" if isinstance(value, dict | RowSpec) else "text"


Row = Annotated[Annotated[RowSpec, Tag("row")] | Annotated[Line, Tag("text")], Discriminator(_row_form)]
Rows = list[Row]


class RubricSpec(_Spec):
    """The four columns of the level guidelines."""

    knowledge_application: Line | None = None
    complexity_problem_solving: Line | None = None
    collaboration_interaction: Line | None = None
    typical_degree_years: Line | None = None


class LevelFacts(_Spec):
    """What holds for a level code."""

    label: Line | None = Field(None, description="Level code and level name in one text.")
    summary: Line | None = None
    typical_experience: Line | None = None
    dimensions: dict[Name, Line] = Field({}, description="Its text for each dimension.")


class LevelSpec(LevelFacts):
    """One level of one role; its own facts win over the canon-wide ones."""

    id: Name | None = Field(None, description='By default "{role id}.{code}".')
    title: Line | None = None
    track: Line | None = None
    core_outputs: Rows = []
    responsibilities: Rows = []
    components: Rows = Field([], description="Distinct responsibility content.")
    rubric: RubricSpec = RubricSpec()


class ClassificationSpec(_Spec):
    """A code of the role in a public scheme."""

    scheme: Line
    code: Line
    source: Line | None = None


class SkillSpec(_Spec):
    """A skill the role applies."""

    name: Line
    description: Lines | None = None
    source: Line | None = None


class RoleSpec(_Spec):
    """One role, with levels or, for a source that knows none, with rows of its own."""

    id: Name
    function: Line | None = None
    focus: Line
    title: Line | None = None
    description: Lines | None = None
    differential: Lines | None = None
    aliases: list[Line] = []
    classifications: list[ClassificationSpec] = []
    skills: list[SkillSpec] = []
    sections: dict[Line, Kept] = Field({}, description="Whatever else a source carries, by heading.")
    levels: dict[Name, LevelSpec] = {}
    core_outputs: Rows = []
    responsibilities: Rows = []
    components: Rows = []


class CanonSpec(_Spec):
    """What a canon says of itself."""

    name: Line = Field(description="Stands in the page's intro.")
    tag: Line = Field(description='Stands in source labels: "{tag} responsibility (P4)".')
    source: Lines | None = Field(None, description="Where the facts come from, in a sentence.")
    licence: Lines | None = Field(None, description='What is known of it, or "not stated".')
    quality: dict[Line, float] = {}
    pass_at: float | None = None


class CanonFile(_Spec):
    """One file of a canon."""

    format: Literal[1]
    canon: CanonSpec
    dimensions: list[Name] | None = Field(None, description="The canon's dimensions in their fixed order.")
    levels: dict[Name, LevelFacts] = Field({}, description="Facts that hold for a level code in every role.")
    roles: list[RoleSpec] = []
