"""A made-up review cycle for the tests of its views: phases, people, tasks, reminders, counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from bot.facts.cycles import (
    LOG_LINES,
    CycleStatus,
    DryRun,
    HandLine,
    LatePerson,
    LogLine,
    LogPage,
    PhaseCount,
    PlannedDay,
    PlannedMessage,
    Reminder,
    ToDo,
    Way,
)
from db.facts import Cycle, Nudge, NudgeFate, Phase, PhaseKind, Step, Task
from tests.unit.bot.making import ANA, PERIOD, SAM, SHEET_ID, T0, TEAM
from tests.unit.bot.views.dialogue import LONG_NAME, MIA, NASTY_NAME

CYCLE_ID = "c" * 32
STEPS: tuple[Step, ...] = ("launch", "before", "due", "late", "weekly 1", "weekly 2")
COUNTED = datetime(2026, 12, 22, 13, 2, tzinfo=UTC)
FRIDAY = date(2026, 12, 18)
SHARE = Phase(1, "share", "Share goals", date(2026, 11, 30), date(2026, 12, 11))
CONFIRM = Phase(2, "confirm", "Read and confirm", date(2026, 12, 7), FRIDAY)
CHECK_IN = Phase(3, "check in", "Mid-year check-in", date(2027, 3, 15), date(2027, 3, 31))
LONG_PHASE = "Quarterly conversation about <https://example.com|everything>"
CYCLE = Cycle(
    TEAM,
    CYCLE_ID,
    "H1 2027 goals",
    "half-year",
    PERIOD,
    "smart",
    "running",
    MIA.user_id,
    date(2026, 11, 30),
    9,
    True,  # noqa: FBT003 - the fact's own order
    False,  # noqa: FBT003 - the same
    STEPS,
    "",
    T0,
    T0,
    (SHARE, CONFIRM, CHECK_IN),
)
TWELVE = tuple(
    Phase(
        n, "check in", f"{LONG_PHASE[:57]} {n}"[:60], FRIDAY + timedelta(days=7 * n), FRIDAY + timedelta(days=9 * n)
    )
    for n in range(1, 13)
)
HOSTILE = replace(CYCLE, name="<!channel> *H1* :tada: <https://example.com|x> & more of it, all", phases=TWELVE)
COUNTS = (
    PhaseCount(SHARE, 140, 138, 2, 0, 0, 0, 0, 1),
    PhaseCount(CONFIRM, 140, 124, 10, 3, 2, 0, 1),
    PhaseCount(CHECK_IN, 140, 0, 0, 140, 0, 0, 0),
)


def task(position: int = 2, subject: str = "U_SAM", due: date = FRIDAY) -> Task:
    """Return an open task of Sam's."""
    return Task(TEAM, CYCLE_ID, position, subject, SAM.user_id, due - timedelta(days=10), due, "open", SHEET_ID)


def to_do(kind: PhaseKind = "confirm", way: Way = "open", name: str = ANA.name, **parts: object) -> ToDo:
    """Return a to-do of Sam's own, due in three working days."""
    made = ToDo(task(), CYCLE.name, kind, kind in OWN, name, "", 3, way, 1)
    return replace(made, **parts)  # type: ignore[arg-type]


OWN: frozenset[PhaseKind] = frozenset({"confirm", "check in", "self review", "confirm review"})


def draft(number: int = 1, name: str = "Priya Nair") -> ToDo:
    """Return goals that are still to be shared, each due a day later than those before."""
    due = FRIDAY + timedelta(days=number - 1)
    one = to_do("share", "continue", name, state_words="draft, 3 of 5 filled", working_days=2 + number)
    return replace(one, task=task(1, f"U_{number}", due))


def reminder(*to_dos: ToDo, **parts: object) -> Reminder:
    """Return a reminder to Sam three working days before the due date."""
    next_at = datetime(2026, 12, 18, 9, tzinfo=UTC)
    made = Reminder(SAM, to_dos, (CYCLE.name,), ("Mia Vogt",), ("before",), next_at)
    return replace(made, **parts)  # type: ignore[arg-type]


def late(number: int, name: str = "", manager: str = "Ana Ruiz", owes: str = "confirm") -> LatePerson:
    """Return somebody who is late, with a message before or behind them."""
    last = datetime(2026, 12, 18, 8, tzinfo=UTC) if number % 2 else None
    following = datetime(2026, 12, 22, 8, tzinfo=UTC) if number % 3 else None
    days = max(1, 8 - number)
    return LatePerson(
        f"U{number:09}", name or f"Person {number}", manager, owes, days, last, following, (task(2, f"U{number}"),)
    )


def many_late(count: int) -> tuple[LatePerson, ...]:
    """Return so many late people, the first of whom is a manager."""
    first = late(1, "Eva Lind", "Mia Vogt", "share goals with 2 people")
    return (first, *(late(number) for number in range(2, count + 1)))[:count]


def hostile_late(count: int) -> tuple[LatePerson, ...]:
    """Return so many late people whose names are long and full of markup, and some without a manager."""
    names = (NASTY_NAME, LONG_NAME, "x" * 80)
    return tuple(late(n, names[n % 3], names[(n + 1) % 3] if n % 4 else "", "<!here> " * 30) for n in range(count))


def status(count: int = 11, cycle: Cycle = CYCLE, **parts: object) -> CycleStatus:
    """Return how a cycle stands with so many late."""
    units, codes = ("Sales", "Product & Design", "all"), ("DE", "ES", "GB")
    made = CycleStatus(cycle, MIA, COUNTED, 140, 9, COUNTS, many_late(count), units, codes, merged=3)
    return replace(made, **parts)  # type: ignore[arg-type]


def planned(number: int, moved: str = "") -> PlannedMessage:
    """Return a message of a dry run."""
    day = date(2027, 1, 12) + timedelta(days=number)
    due_at = datetime(day.year, day.month, day.day, 8, tzinfo=UTC)
    return PlannedMessage(
        f"U{number % 3}", f"Person {number % 3}", day, 9, "Europe/Madrid", due_at, ("before",), moved
    )


def dry_run(count: int = 3, messages: Sequence[PlannedMessage] = (), **parts: object) -> DryRun:
    """Return what a draft would send on so many days, the first of them moved."""
    first = PlannedDay(date(2027, 1, 12), 140, 6, ("Epiphany",))
    rest = (PlannedDay(first.day + timedelta(days=n), max(1, 140 - n), 0, ()) for n in range(1, count))
    days = (first, *rest)[:count]
    made = DryRun(replace(CYCLE, state="draft", launched_at=None), days, tuple(messages), people=140)
    return replace(made, **parts)  # type: ignore[arg-type]


FATES: tuple[tuple[NudgeFate, str], ...] = (
    ("sent", ""),
    ("planned", ""),
    ("not delivered", "Slack did not take it"),
    ("stopped", "done before"),
)


def log_line(number: int, name: str = "") -> LogLine:
    """Return a slot of the ledger; every third was moved, every second is about somebody else."""
    fate, reason = FATES[number % len(FATES)]
    day = FRIDAY + timedelta(days=number)
    due_at = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
    nudge = Nudge(
        TEAM,
        CYCLE_ID,
        2,
        "U_SAM" if number % 2 else "U_ANA",
        STEPS[number % len(STEPS)],
        "U_ANA",
        day,
        9,
        "Europe/London",
        due_at,
        "" if number % 3 else "weekend, Epiphany",
        fate,
        reason,
        sent_at=due_at + timedelta(minutes=4) if fate == "sent" else None,
    )
    return LogLine(nudge, name or "Ana Ruiz", name or "Sam Okafor", CONFIRM.name, fate, reason)


def hand_line(number: int, name: str = "") -> HandLine:
    """Return a reminder that an organiser sent by hand."""
    fate, reason = FATES[number % len(FATES)]
    return HandLine(T0 + timedelta(days=number), "Europe/Madrid", name or "Ana Ruiz", name or MIA.name, fate, reason)


def log_page(count: int, page: int = 1, name: str = "") -> LogPage:
    """Return a page of a log of so many lines."""
    here = range((page - 1) * LOG_LINES, min(count, page * LOG_LINES))
    return LogPage(tuple(log_line(number, name) for number in here), page, -(-count // LOG_LINES))
