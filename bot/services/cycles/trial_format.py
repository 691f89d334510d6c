"""Format 1 of a cycle that is tried out from a file, as pydantic models: what may stand where."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal
from zoneinfo import available_timezones

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from bot.services.cycles.template_format import Name
from bot.services.roster_cells import countries


def _day(text: Any) -> Any:
    try:
        return date.fromisoformat(text)
    except (TypeError, ValueError):
        raise ValueError("must be a day such as 2027-01-15") from None


def _flag(text: Any) -> Any:
    if text not in {"true", "false"}:
        raise ValueError("must be true or false")
    return text == "true"


def _zone(text: str) -> str:
    if text not in available_timezones():
        raise ValueError("must be the name of a time zone such as Europe/Berlin")
    return text


def _country(text: str) -> str:
    if text not in countries():
        raise ValueError("must be the code of a country such as DE")
    return text


Day = Annotated[date, BeforeValidator(_day)]
Flag = Annotated[bool, BeforeValidator(_flag)]


class _Spec(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class PeriodSpec(_Spec):
    """The period that the cycle is for."""

    name: Name
    first: Day
    last: Day


class PersonSpec(_Spec):
    """Somebody in the cycle."""

    name: Name
    zone: Annotated[str, AfterValidator(_zone)]
    country: Annotated[str, AfterValidator(_country)] = ""
    region: str = ""
    working_days: Annotated[str, Field(pattern="^[1-7]*$")] = ""
    away_until: Day | None = None
    hired: Day | None = None
    manager: str = ""


class TrialFile(_Spec):
    """One file."""

    format: Literal[1]
    template: str
    period: PeriodSpec
    hour: Annotated[int, Field(ge=0, le=23)] = 9
    holidays: Flag = True
    people: list[PersonSpec] = Field(min_length=1)
