"""A small company in review cycles, as far as a dialogue needs it at its start."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from bot.sandbox.person import Person
from bot.sandbox.state import Message
from db.facts import Cycle, Nudge, RosterEntry, Task
from tests.integration.app.office import Office
from tests.integration.app.two_people import drafted

MIA = frozenset({"U_MIA"})
MANAGER, REPORTS = "U_ANA", ("U_SAM", "U_TOM", "U_PRIYA")
COUNTRIES = {"U_SAM": "DE", "U_TOM": "US", "U_PRIYA": "IN", "U_ANA": "DE", "U_MIA": "DE"}
UNITS = {"U_SAM": "Sales", "U_TOM": "Sales", "U_PRIYA": "Service"}


def entry(user: str, manager: str = "", **parts: Any) -> RosterEntry:
    """Return what the company's list says of somebody."""
    told = {"country": COUNTRIES.get(user, ""), "unit": UNITS.get(user, "")} | parts
    return RosterEntry("T0DEMO", user, f"{user}@demo.example", user, manager, user_id=user, manager=manager, **told)


def company(office: Office, **of_sam: Any) -> Person:
    """Put three people who report to Ana into the company's list; return Mia, who organises reviews."""
    office.lists(*(entry(user, MANAGER, **(of_sam if user == "U_SAM" else {})) for user in REPORTS))
    office.lists(entry("U_ANA"), entry("U_MIA"))
    office.plans()
    return office.ws.person("U_MIA")


def makes(mia: Person, *people: str, template: str = "", period: str = "", name: str = "") -> None:
    """Let Mia fill in the form of a new cycle, as far as what it would send."""
    mia.types("/goals cycle new")
    if template:
        mia.chooses("Steps", template)
    if period:
        mia.chooses("Period of the goals", period)
    if name:
        mia.enters("Name", name)
    if people:
        mia.chooses("For whom", "People you pick")
        mia.picks("People", *people)
    mia.submits()


def launches(mia: Person, *people: str, **form: str) -> None:
    """Let Mia make a cycle and launch it."""
    makes(mia, *people, **form)
    mia.submits()
    mia.closes()


def running(office: Office, *people: str) -> Person:
    """Let a half-year cycle run, for everybody or for some; return Mia."""
    mia = company(office)
    launches(mia, *people)
    return mia


def shares_with(office: Office, subject: str = "U_SAM") -> None:
    """Let Ana share goals for the half-year with somebody, who has them before their eyes."""
    ana = office.ana
    drafted(office, subject, sheet_id=f"goals-of-{subject}")
    ana.types(f"/goals <@{subject}|x>")
    ana.clicks("Continue")
    ana.submits()
    ana.submits()
    ana.closes(everything=True)
    office.looks()


def reminders(office: Office, user: str) -> list[Message]:
    """Return the reminders of review cycles in somebody's direct messages."""
    return [post for post in office.posts(user) if "to do for" in post.text or "coming about this" in post.text]


def the_cycle(office: Office, *, newest: int = 0) -> Cycle:
    with office.goalframe.database.reading() as uow:
        return uow.cycles.all("T0DEMO")[newest]


def task(office: Office, subject: str, position: int = 1) -> Task:
    """Return what is owed in a step about somebody."""
    with office.goalframe.database.reading() as uow:
        found = uow.ledger.task("T0DEMO", the_cycle(office).id, position, subject)
    assert found is not None
    return found


def slots(office: Office, person: str = "", fate: str = "") -> list[Nudge]:
    """Return the reminders that are planned, sent or stopped, a person's or everybody's."""
    with office.goalframe.database.reading() as uow:
        found = uow.ledger.nudges("T0DEMO", the_cycle(office).id)
    return [one for one in found if person in {"", one.person} and fate in {"", one.fate}]


def at(day: str, hour: int = 9) -> datetime:
    """Return an hour in UTC of a day of 2027, written like 01-12."""
    return datetime.combine(date.fromisoformat(f"2027-{day}"), datetime.min.time(), tzinfo=UTC).replace(hour=hour)
