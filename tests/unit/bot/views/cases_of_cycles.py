"""Cases of review cycles before organisers: every state, few people and many, long names and hostile ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from bot.facts.cycle_forms import CycleAnswer, CycleChoices, DayHint, OpenTask, Reminding, TemplateChoice
from bot.facts.cycles import CycleFilter, CycleStatus, LogPage, PhaseCount
from bot.views.cycle_dates import dates_modal
from bot.views.cycle_forms import edit_modal, end_modal, new_cycle_modal
from bot.views.cycle_log import log_modal, reminder_history_modal
from bot.views.cycle_members import due_modal, excuse_modal, nothing_open_modal, people_modal
from bot.views.cycle_remind import remind_modal
from bot.views.cycle_status import (
    cycles_blocks,
    cycles_message,
    several_message,
    status_blocks,
    status_message,
    status_modal,
)
from bot.views.dry_run import dry_run_modal, launched_modal
from bot.views.state import CyclePlace
from db.facts import Cycle, CycleState
from tests.unit.bot.making import PERIOD
from tests.unit.bot.views.case import Case
from tests.unit.bot.views.cycles import (
    CONFIRM,
    CYCLE,
    CYCLE_ID,
    HOSTILE,
    TWELVE,
    dry_run,
    hand_line,
    hostile_late,
    log_line,
    log_page,
    planned,
    status,
    task,
)
from tests.unit.bot.views.dialogue import LONG_NAME, MIA, NASTY_NAME

DRAFT = replace(CYCLE, state="draft", launched_at=None)
STATES: tuple[CycleState, ...] = ("draft", "running", "paused", "closed", "cancelled")
MANY_UNITS = (*(f"Team {number:03}" for number in range(250)), "x" * 148, "x" * 75)
TEMPLATES = (TemplateChoice("half-year", "Half-year goals and review", 6), TemplateChoice("one", "Goals alone", 1))


def status_view(facts: CycleStatus) -> dict[str, Any]:
    """Return how a cycle stands as a Home of its own."""
    return {"type": "home", "blocks": status_blocks(facts)}


def cycles_view(facts: CycleStatus | None, others: Sequence[Cycle] = ()) -> dict[str, Any]:
    """Return the organisers' part of Home as a Home of its own."""
    return {"type": "home", "blocks": cycles_blocks(facts, others)}


def hostile_status(count: int = 300, **parts: object) -> CycleStatus:
    """Return a cycle of twelve phases in which all names are hostile and many are late."""
    counts = tuple(PhaseCount(one, 10_000, 9_999, 1, 900, 80, 7, 6) for one in TWELVE)
    made = status(cycle=HOSTILE, counts=counts, late=hostile_late(count), units=MANY_UNITS[-2:], people=10_000)
    return replace(made, **parts)  # type: ignore[arg-type]


def choices(**parts: object) -> CycleChoices:
    """Return what a new cycle can be made of in a company with a list."""
    groups = (("S1", "sales-leads"), ("S2", NASTY_NAME))
    made = CycleChoices(CYCLE_ID, TEMPLATES, (PERIOD,), ("Sales", "Product"), ("DE", "ES"), groups, 140)
    return replace(made, **parts)  # type: ignore[arg-type]


def reminding(count: int = 11, **parts: object) -> Reminding:
    """Return a reminder by hand before it is sent."""
    made = Reminding(CYCLE, "Mia Vogt", tuple(f"Person {n}" for n in range(1, count + 1)), 3)
    return replace(made, **parts)  # type: ignore[arg-type]


def open_tasks(count: int, about: str = "Sam Okafor") -> list[OpenTask]:
    """Return so many open tasks, each about somebody else."""
    return [OpenTask(task(2, f"U{number}"), CONFIRM.name, about) for number in range(count)]


def _of(state: CycleState) -> Cycle:
    return replace(CYCLE, state=state)


def _new(name: str, **parts: object) -> Case:
    return Case(f"cycle-new-{name}", new_cycle_modal, lambda: (choices(**parts),))


def _status(name: str, **parts: Any) -> Case:
    return Case(f"cycle-status-{name}", status_view, lambda: (status(**parts),))


def _run(name: str, *arguments: Any, **parts: Any) -> Case:
    return Case(f"dry-run-{name}", dry_run_modal, lambda: (dry_run(*arguments, **parts),))


FILLED = CycleAnswer("half-year", "H1 2027 goals", "H1 2027", "okr", 8, holidays=False, who="unit", unit="Sales")
HINTS = (DayHint(CONFIRM.due, "Christmas party", date(2026, 12, 21)), DayHint(CONFIRM.opens, "weekend", CONFIRM.due))
MOVED = [planned(number, "weekend, Epiphany") for number in range(14)]
PLACE = CyclePlace(CYCLE_ID)
SOMEBODY = replace(PLACE, user="U_ANA")

CASES = (
    _status("running"),
    _status("draft", cycle=DRAFT, count=0, counts=()),
    _status("paused", cycle=_of("paused")),
    _status("closed", cycle=_of("closed"), count=2),
    _status("cancelled", cycle=_of("cancelled"), count=0),
    _status("test", cycle=replace(CYCLE, only_to="U_ANA"), tester="Ana Ruiz", count=0),
    _status("own-test", cycle=replace(CYCLE, only_to=MIA.user_id), count=1, merged=1),
    _status("without-a-list", count=1, units=(), country_codes=(), countries=0, people=1, merged=0),
    _status("filtered", chosen=CycleFilter(2, "Product & Design", "DE"), count=3),
    _status("page-1-of-45", count=45),
    _status("page-2-of-45", count=45, page=2),
    _status("page-beyond-the-last", count=45, page=9),
    _status("nobody-owes-anything", count=0, counts=(PhaseCount(CONFIRM, 2, 0, 0, 0, 0, 2, 0),)),
    Case("cycle-status-hostile", status_view, lambda: (hostile_status(page=2, units=MANY_UNITS),)),
    Case("cycle-message", status_message, lambda: (status(),)),
    Case("cycle-message-few", status_message, lambda: (status(2),)),
    Case("cycle-message-draft", status_message, lambda: (status(0, DRAFT),)),
    Case("cycle-message-hostile", status_message, lambda: (hostile_status(),)),
    Case("cycle-modal", status_modal, lambda: (status(chosen=CycleFilter(1)),)),
    Case("cycle-modal-hostile", status_modal, lambda: (hostile_status(),)),
    Case("cycles-none", cycles_message, lambda: ([],)),
    Case("cycles-every-state", cycles_message, lambda: ([_of(state) for state in STATES],)),
    Case("cycles-several-fit", several_message, lambda: ([_of(state) for state in STATES],)),
    Case("cycles-several-fit-many", several_message, lambda: ([HOSTILE] * 35,)),
    Case("cycles-many", cycles_message, lambda: ([replace(HOSTILE, only_to="U_ANA")] * 35,)),
    Case("cycles-home-none", cycles_view, lambda: (None,)),
    Case("cycles-home-drafts", cycles_view, lambda: (None, [DRAFT])),
    Case("cycles-home-one", cycles_view, lambda: (status(2),)),
    Case("cycles-home-many", cycles_view, lambda: (hostile_status(), [HOSTILE] * 9)),
    _new("first"),
    _new("without-a-list", people=0, units=(), countries=(), groups=()),
    _new("people", answer=replace(FILLED, who="people", people=("U_SAM", "U_ANA"))),
    _new("unit", answer=FILLED),
    _new("country", answer=replace(FILLED, who="country", country="ES", unit="", test=True)),
    _new("group", answer=replace(FILLED, who="group", group="S2", unit="")),
    _new("hostile", units=MANY_UNITS, answer=replace(FILLED, name="<!here> " * 7, unit="Team 200", hour=23)),
    Case("cycle-edit", edit_modal, lambda: (CYCLE,)),
    Case("cycle-edit-nothing-on", edit_modal, lambda: (replace(CYCLE, holidays=False, steps=(), hour=5),)),
    Case("cycle-close", end_modal, lambda: (CYCLE, 12, "close")),
    Case("cycle-close-all-done", end_modal, lambda: (HOSTILE, 0, "close")),
    Case("cycle-cancel", end_modal, lambda: (CYCLE, 1, "cancel")),
    Case("cycle-cancel-draft", end_modal, lambda: (DRAFT, 0, "cancel")),
    Case("cycle-dates", dates_modal, lambda: (DRAFT, HINTS)),
    Case("cycle-dates-apart", dates_modal, lambda: (replace(CYCLE, apart=True),)),
    Case("cycle-dates-twelve", dates_modal, lambda: (HOSTILE,)),
    Case("cycle-people", people_modal, lambda: (CYCLE, 140)),
    Case("cycle-excuse-one", excuse_modal, lambda: (CYCLE, "U_SAM", "Sam Okafor", open_tasks(1))),
    Case("cycle-excuse-many", excuse_modal, lambda: (HOSTILE, "U_SAM", NASTY_NAME, open_tasks(120, LONG_NAME))),
    Case("cycle-nothing-open", nothing_open_modal, lambda: (HOSTILE, NASTY_NAME)),
    Case("cycle-due-one", due_modal, lambda: (CYCLE, "U_SAM", "Sam Okafor", open_tasks(1), date(2027, 1, 8))),
    Case("cycle-due-many", due_modal, lambda: (CYCLE, "U_SAM", LONG_NAME, open_tasks(120), date(2027, 1, 8))),
    Case("cycle-remind", remind_modal, lambda: (reminding(chosen=CycleFilter(2, "Sales", "DE")),)),
    Case("cycle-remind-one", remind_modal, lambda: (reminding(1, user="U1", merged=0),)),
    Case("cycle-remind-nobody", remind_modal, lambda: (reminding(0),)),
    Case("cycle-remind-hostile", remind_modal, lambda: (reminding(cycle=HOSTILE, names=(NASTY_NAME,) * 300),)),
    Case("cycle-log-empty", log_modal, lambda: (LogPage(()), PLACE)),
    Case("cycle-log", log_modal, lambda: (log_page(12), PLACE)),
    Case("cycle-log-by-hand", log_modal, lambda: (LogPage((log_line(0), *map(hand_line, range(4)))), PLACE)),
    Case("cycle-log-by-hand-hostile", log_modal, lambda: (LogPage((hand_line(0, NASTY_NAME),) * 20), PLACE)),
    Case("cycle-history-by-hand", reminder_history_modal, lambda: ("Ana Ruiz", LogPage((hand_line(0),)), SOMEBODY)),
    Case("cycle-log-page-2", log_modal, lambda: (log_page(50, 2), replace(PLACE, page=2))),
    Case("cycle-log-hostile", log_modal, lambda: (log_page(20, name=NASTY_NAME), PLACE)),
    Case("cycle-history", reminder_history_modal, lambda: ("Ana Ruiz", log_page(6), SOMEBODY)),
    Case("cycle-history-empty", reminder_history_modal, lambda: (NASTY_NAME, LogPage(()), SOMEBODY)),
    _run("few-days"),
    _run("nothing", 0),
    _run("many-days", 60, MOVED, page=2),
    _run("exceptions", 3, MOVED[:3], nothing=("Li Chen", NASTY_NAME)),
    _run("somebody", 3, MOVED, person="U1", person_name="Person 1"),
    _run("somebody-with-many", 3, [planned(3 * n) for n in range(60)], person="U0", person_name=LONG_NAME),
    _run("somebody-without", 3, MOVED, person="U9"),
    _run("test", 1, cycle=replace(DRAFT, only_to=MIA.user_id)),
    _run("calendar-of-a-running-cycle", 3, cycle=CYCLE),
    _run("hostile", 3, [replace(one, name=NASTY_NAME) for one in MOVED], cycle=replace(HOSTILE, state="draft")),
    Case("dry-run-changed-meanwhile", dry_run_modal, lambda: (dry_run(), "0123456789abcdef"), {"changed": True}),
    Case("launched", launched_modal, lambda: (CYCLE, 140, 38)),
    Case("launched-one", launched_modal, lambda: (HOSTILE, 1, 1)),
    Case("launched-test", launched_modal, lambda: (replace(CYCLE, only_to=MIA.user_id), 140, 38, MIA.name)),
    Case("launched-test-hostile", launched_modal, lambda: (HOSTILE, 1, 1, NASTY_NAME)),
    Case("launched-quietly", launched_modal, lambda: (CYCLE, 140, 0)),
)
