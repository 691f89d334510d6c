"""Made-up cycles and tasks for the tests of review cycles."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from bot.services.cycles.ladder import STEPS
from db.facts import Cycle, Phase, Task
from tests.unit.bot.making import PERIOD, T0, TEAM

CYCLE_ID = "H1-2027"
OPENS, DUE = date(2026, 12, 3), date(2026, 12, 18)
PHASES = (
    Phase(1, "share", "Share goals", OPENS, DUE),
    Phase(2, "confirm", "Read and confirm goals", date(2026, 12, 10), DUE),
)
CYCLE = Cycle(
    team_id=TEAM,
    id=CYCLE_ID,
    name="H1 2027 goals",
    template="half-year",
    period=PERIOD,
    layout="smart",
    state="draft",
    owner="U_MIA",
    first=OPENS,
    hour=9,
    holidays=True,
    apart=False,
    steps=STEPS,
    only_to="",
    created_at=T0,
    launched_at=None,
    phases=PHASES,
)
TASK = Task(TEAM, CYCLE_ID, 2, "U_SAM", "U_SAM", OPENS, DUE, "open")


def cycle(**parts: Any) -> Cycle:
    return replace(CYCLE, **parts)


def task(opens: date = OPENS, due: date = DUE, person: str = "U_SAM", **parts: Any) -> Task:
    return replace(TASK, opens=opens, due=due, person=person, subject=parts.pop("subject", person), **parts)
