"""More people for the demo, what their managers have done so far, and a review cycle that waits for its launch."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from threading import Event
from typing import TYPE_CHECKING

from bot.cli.demo_goals import draft, next_period, sheet_id
from bot.cli.demo_story import seed
from bot.sandbox.people import EMPLOYEE, HR, MANAGER, Seed, User

if TYPE_CHECKING:
    from bot.app import Goalframe
    from bot.services.cycles.calendar import Calendar
    from db.facts import Person, Phase, PostKind

EVA = User("U_EVA", "eva", "Eva Lind", "eva@demo.example", title="Sales manager", tz="Europe/Stockholm")
NOAH = User("U_NOAH", "noah", "Noah Klein", "noah@demo.example", title="Sales manager")
REPORTS = {
    EVA.id: (
        ("Aino Korhonen", "Europe/Helsinki"),
        ("Björn Dahl", "Europe/Stockholm"),
        ("Chloé Martin", "Europe/Paris"),
        ("Dimitra Pappas", "Europe/Athens"),
        ("Elif Demir", "Europe/Istanbul"),
        ("Farid Haddad", "Asia/Dubai"),
        ("Giulia Conti", "Europe/Rome"),
        ("Hana Novák", "Europe/Prague"),
        ("Ivan Petrov", "Europe/Sofia"),
    ),
    NOAH.id: (
        ("Jonas Weber", "Europe/Berlin"),
        ("Katja Vogel", "Europe/Vienna"),
        ("Luca Moretti", "Europe/Rome"),
        ("Maya Sharma", "Asia/Kolkata"),
        ("Nils Becker", "Europe/Berlin"),
        ("Olga Nowak", "Europe/Warsaw"),
        ("Pavel Dvořák", "Europe/Prague"),
        ("Rina Tanaka", "Asia/Tokyo"),
        ("Sofia García", "Europe/Madrid"),
    ),
}
"""Who reports to whom. It is a working hour for all of them when the demo's clock shows the morning."""
CONFIRMED = 5
"""How many of each of the two managers' people have confirmed their goals."""
GROUP, GROUP_NAME = "S_SALES", "Sales team"
CYCLE = "demo-cycle"
LOOK = 0.5
"""Seconds between two looks whether the messages stand there with which the story begins."""
PROFILE = "DIRECT.ACCOUNTEA038.P2"
DAYS = ((0, 3), (0, 5))
"""When the cycle's first two steps open and are due, in working days from today: so that the demo need not wait."""


def whole_seed() -> Seed:
    """Return the demo's workspace: the people of its story, and a sales team of twenty around them."""
    few = seed()
    reports = [_user(name, tz) for people in REPORTS.values() for name, tz in people]
    team = (EMPLOYEE.id, few.users[-2].id, *(user.id for user in reports))
    users = (*few.users, EVA, NOAH, *reports)
    return replace(few, users=users, usergroups={GROUP: team}, group_names={GROUP: GROUP_NAME})


def furnish_company(goalframe: Goalframe, ended: Event) -> None:
    """Let the other managers have begun, and Mia have a review cycle that is not launched, unless it is so already.

    It takes seconds, and begins when the story stands there: whoever opens the demo need not wait for it. It stops
    once the demo has `ended`.
    """
    services, team = goalframe.services, goalframe.team_id
    mia = services.people.actor(team, HR.id)
    while _opens(goalframe) and not ended.is_set():
        ended.wait(LOOK)
    if services.cycles.organising.cycles(mia):
        return
    for manager, people in REPORTS.items():
        actor = services.people.actor(team, manager)
        for place, (name, tz) in enumerate(people):
            if ended.is_set():
                return
            _begin(goalframe, actor, _user(name, tz).id, place)
    _prepare_cycle(goalframe, mia)


def _opens(goalframe: Goalframe) -> bool:
    """Tell whether messages to Ana are still on their way."""
    kinds: tuple[PostKind, ...] = ("own", "notice")
    with goalframe.database.reading() as uow:
        return any(uow.posts.waiting(goalframe.team_id, MANAGER.id, kind) for kind in kinds)


def _user(name: str, tz: str) -> User:
    first = name.split(maxsplit=1)[0].translate(str.maketrans("öé", "oe")).lower()
    return User(f"U_{first.upper()}", first, name, f"{first}@demo.example", title="Account executive", tz=tz)


def _begin(goalframe: Goalframe, actor: Person, subject: str, place: int) -> None:
    """Let a manager share goals with somebody; the first ones have confirmed them."""
    services = goalframe.services
    if services.sheets.about(actor, subject):
        return
    draft(goalframe, actor, subject, PROFILE)
    version = services.sharing.share(actor, sheet_id(subject), "", open_ok=True)
    employee = services.people.actor(goalframe.team_id, subject)
    services.answering.meet(employee, sheet_id(subject), agreed=True)
    if place < CONFIRMED:
        services.answering.confirm(employee, sheet_id(subject), version)


def _prepare_cycle(goalframe: Goalframe, mia: Person) -> None:
    """Make the draft of a cycle for the sales team whose first steps begin today."""
    from bot.clock import today_in
    from bot.facts.cycle_forms import PhaseDays
    from bot.services.cycles.calendar import Calendar
    from bot.services.cycles.making import NewCycle
    from bot.services.cycles.membership import CHOSEN

    organising, period = goalframe.services.cycles.organising, next_period(goalframe, mia)
    wanted = NewCycle(
        id=CYCLE,
        name=f"{period.name} goals",
        template="half-year",
        period=period,
        layout="smart",
        hour=9,
        holidays=True,
        people=CHOSEN,
        users=whole_seed().usergroups[GROUP],
    )
    phases = organising.new(mia, wanted).phases
    today, calendar = today_in(goalframe.services.clock(), mia.tz), Calendar(mia.tz)
    days = [PhaseDays(phase.position, *_days(phase, today, calendar)) for phase in phases]
    organising.set_phases(mia, CYCLE, days)


def _days(phase: Phase, today: date, calendar: Calendar) -> tuple[date, date]:
    if phase.position > len(DAYS):
        return max(phase.opens, today + timedelta(days=28)), max(phase.due, today + timedelta(days=35))
    opens, due = DAYS[phase.position - 1]
    return calendar.working_days_after(today, opens), calendar.working_days_after(today, due)
