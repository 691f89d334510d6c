"""Format 1 of a cycle's template on disk, as pydantic models: what may stand where."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from db.facts import PhaseKind

LONGEST_NAME = 60
FURTHEST = 400


def _name(text: str) -> str:
    if not text.strip() or text != text.strip() or not text.isprintable() or len(text) > LONGEST_NAME:
        raise ValueError(f"must be one line of up to {LONGEST_NAME} characters, without spaces around it")
    return text


Name = Annotated[str, AfterValidator(_name)]
Count = Annotated[int, Field(ge=-FURTHEST, le=FURTHEST)]


class _Spec(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class DaySpec(_Spec):
    """A day, counted from the period's first or last day or from the person's own start, in one of two ways."""

    base: Literal["first", "last", "start"] = Field(alias="from")
    days: Count | None = None
    working_days: Count | None = None

    @model_validator(mode="after")
    def one_way(self) -> DaySpec:
        """Refuse a day that is counted in both ways or in none."""
        if (self.days is None) == (self.working_days is None):
            raise ValueError("must have days or working_days, one of the two")
        return self


class PhaseSpec(_Spec):
    """One phase."""

    kind: PhaseKind
    name: Name
    opens: DaySpec
    due: DaySpec


class TemplateFile(_Spec):
    """One file."""

    format: Literal[1]
    name: Name
    period: Literal["year", "half", "quarter", "own"]
    phases: list[PhaseSpec] = Field(min_length=1)
