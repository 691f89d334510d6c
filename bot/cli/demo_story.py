"""The demo's people, its story, and what stands there already when it opens."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.facts import Answer, Goals, Typed, Visit
from bot.sandbox.people import EMPLOYEE, HR, MANAGER, Seed, User
from bot.sandbox.story import Step, Story, When
from bot.views import choose, fill
from bot.views.frames import CONTINUE, READ, SHOW

if TYPE_CHECKING:
    from bot.app import Goalframe
    from db.facts import Person, Slot

PRIYA = User("U_PRIYA", "priya", "Priya Nair", "priya@demo.example", title="Account executive", tz="Asia/Kolkata")
TOM = User("U_TOM", "tom", "Tom Berg", "tom@demo.example", title="Account executive", tz="America/New_York")

STORY = Story(
    (
        Step(
            MANAGER.id,
            "See a role’s goals",
            "Type the command, or press “Do it”. The answer is for you alone.",
            When("command", "/goals account executive"),
            "/goals account executive P4",
        ),
        Step(
            MANAGER.id,
            "Look at them as OKRs",
            "Press “OKRs” above the goals. The same goals, laid out in another way.",
            When("action", f"{SHOW}:okr"),
        ),
        Step(MANAGER.id, "Read them in full", "Press “Read in full”.", When("action", READ)),
        Step(
            MANAGER.id,
            "Start goals for someone",
            "Press “Start goals for someone”, pick Tom Berg, and press Next.",
            When("submission", "start"),
        ),
        Step(
            MANAGER.id,
            "Choose the goals to keep",
            "Take one out if you like, then press Next.",
            When("submission", choose.SUBMIT),
        ),
        Step(
            MANAGER.id,
            "Fill in a goal",
            "Write a baseline and a target, then press “Save & next”. What you type is kept as you type it.",
            When("submission", fill.SUBMIT),
        ),
        Step(
            MANAGER.id,
            "Leave, and come back",
            "Close the window half-way. The Goalframe DM has a message with “Continue”.",
            When("action", CONTINUE),
        ),
        Step(
            MANAGER.id,
            "Copy them as text",
            "Type the command: it takes your newest goals.",
            When("command", "/goals copy"),
            "/goals copy",
        ),
        Step(
            EMPLOYEE.id,
            "Look at a role yourself",
            "You can see any role’s goals; a draft stays its author’s.",
            When("command", "/goals"),
            "/goals account executive P2 OKRs",
        ),
        Step(EMPLOYEE.id, "Open Home", "Press “Home” above the messages.", When("home")),
        Step(
            HR.id,
            "See what anyone can type",
            "Type the command, or press “Do it”.",
            When("command", "/goals help"),
            "/goals help",
        ),
        Step(
            HR.id,
            "Misspell a role",
            "Near words are found too.",
            When("command", "/goals acount"),
            "/goals acount exec p4 okrs",
        ),
    )
)

SAM_FILLED = (
    ("€1.9M booked, last 12 months", "€2.4M booked", "CRM report, quarterly"),
    ("22 % of deals won, last 12 months", "30 % of deals won", "CRM report, win rate, quarterly"),
)
PRIYA_FILLED = (
    ("14 deals closed, H1", "20 deals closed", "CRM report"),
    ("71 % of quotes within guidelines", "90 % of quotes within guidelines", ""),
    ("Forecast off by 18 %", "Forecast off by at most 8 %", "Forecast review, monthly"),
    ("9 days from order to contract", "5 days from order to contract", ""),
    ("2 market notes, last half", "6 market notes", "Shared folder"),
)


def seed() -> Seed:
    """Return the demo's workspace: three people to play, two more to write goals for."""
    return replace(Seed(), users=(MANAGER, EMPLOYEE, HR, PRIYA, TOM))


def furnish(goalframe: Goalframe) -> None:
    """Put two drafts of the manager's there, one in the middle and one filled; a second time changes nothing."""
    actor = goalframe.services.people.actor(goalframe.team_id, MANAGER.id)
    if goalframe.services.sheets.lines(actor)[1]:
        return
    for subject, profile, filled in (
        (PRIYA.id, "DIRECT.ACCOUNTEA038.P2", PRIYA_FILLED),
        (EMPLOYEE.id, "DIRECT.ACCOUNTEA038.P4", SAM_FILLED),
    ):
        _draft(goalframe, actor, subject, profile, filled)


def _draft(
    goalframe: Goalframe, actor: Person, subject: str, profile: str, filled: tuple[tuple[str, str, str], ...]
) -> None:
    from bot.clock import today_in
    from bot.services.periods import current_periods
    from bot.services.sheets import Start

    services = goalframe.services
    period = current_periods(today_in(services.clock(), actor.tz))[1]
    sheet_id = f"demo-{subject.lower()}"
    start = Start(sheet_id, subject, services.roles.profile(profile), period, "smart", period.last)
    goals = services.sheets.start(actor, start)
    for key, values in zip(_keys(goals), filled, strict=False):
        services.sheets.save(actor, _answer(sheet_id, key, *values), final=True)


def _keys(goals: Goals) -> list[str]:
    return [goal.key for goal in goals.goals]


def _answer(sheet_id: str, key: str, baseline: str, target: str, note: str) -> Answer:
    fields: dict[Slot, Typed] = {
        "baseline": Typed(baseline, ""),
        "target": Typed(target, ""),
        "note": Typed(note, ""),
    }
    return Answer(sheet_id, key, Visit("demo", 1), fields)
