"""A review cycle with its people, what they owe and their reminders, for the tests of the store."""

from __future__ import annotations

from datetime import date, timedelta

from db.facts import Cycle, Member, Nudge, Period, Phase, Task
from tests.integration.db.conftest import T0

DAY = timedelta(days=1)
CYCLE = Cycle(
    team_id="T1",
    id="cycle-1",
    name="H1 2027 goals",
    template="half-year",
    period=Period("H1 2027", date(2027, 1, 1), date(2027, 6, 30)),
    layout="smart",
    state="running",
    owner="U-MIA",
    first=date(2026, 12, 1),
    hour=9,
    holidays=True,
    apart=False,
    steps=("launch", "due", "weekly 1"),
    only_to="",
    created_at=T0,
    launched_at=T0 + DAY,
    phases=(
        Phase(1, "share", "Share goals", date(2026, 12, 1), date(2026, 12, 11)),
        Phase(2, "confirm", "Read and confirm goals", date(2026, 12, 7), date(2026, 12, 18)),
    ),
    people="unit:Sales",
)
SAM = Member("T1", "cycle-1", "U-SAM", date(2026, 12, 1))
TASK = Task(
    team_id="T1",
    cycle_id="cycle-1",
    position=1,
    subject="U-SAM",
    person="U-ANA",
    opens=date(2026, 12, 1),
    due=date(2026, 12, 11),
    state="open",
    sheet_id="sheet-1",
    own_due=date(2026, 12, 11),
)
NUDGE = Nudge(
    team_id="T1",
    cycle_id="cycle-1",
    position=1,
    subject="U-SAM",
    step="due",
    person="U-ANA",
    day=date(2026, 12, 11),
    hour=9,
    tz="Europe/Berlin",
    due_at=T0 + 10 * DAY,
    moved="Epiphany",
    fate="planned",
)
