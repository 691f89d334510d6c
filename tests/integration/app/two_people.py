"""Shared goals between a manager and an employee, as far as a dialogue needs them at its start."""

from __future__ import annotations

from dataclasses import dataclass

from bot.facts import Answer, Typed, Visit
from bot.sandbox.person import Person
from bot.sandbox.state import Message
from bot.services.periods import current_periods
from bot.services.sheets import Start
from db.facts import Slot
from tests.integration.app.office import Office

ROLE = "DIRECT.ACCOUNTEA038.P4"
GOALS = "goals-of-sam"
VALUES = (
    ("€1.9M booked", "€2.4M booked"),
    ("22 % of deals won", "30 % of deals won"),
    ("2 cross-sell plans", "6 cross-sell plans"),
    ("Forecast off by 18 %", "Forecast off by at most 8 %"),
    ("1 person mentored", "3 people mentored"),
)


def drafted(
    office: Office, subject: str = "U_SAM", *, by: str = "U_ANA", sheet_id: str = GOALS, filled: int = 5
) -> str:
    """Let a draft stand with so many of its five goals filled; return its id."""
    services = office.goalframe.services
    actor = services.people.actor(office.ws.seed.team_id, by)
    period = current_periods(office.now[0].date())[0]
    start = Start(sheet_id, subject, services.roles.profile(ROLE), period, "smart", period.last)
    goals = services.sheets.start(actor, start)
    for goal, (baseline, target) in zip(goals.goals[:filled], VALUES[:filled], strict=True):
        fields: dict[Slot, Typed] = {"baseline": Typed(baseline, ""), "target": Typed(target, "")}
        services.sheets.save(actor, Answer(sheet_id, goal.key, Visit("before", 1), fields), final=True)
    return sheet_id


def goes_to_share(office: Office, *, open_fields: bool = False) -> None:
    """Let Ana open Sam's draft and press the button that shares it, as far as the question what will happen."""
    ana = office.ana
    ana.types("/goals <@U_SAM|sam>")
    ana.clicks("Continue")
    if open_fields:
        ana.chooses("Go to another goal", "Check your goals")
    ana.submits()


def shares(office: Office, *, note: str = "") -> None:
    """Let Ana share Sam's draft with all its fields filled."""
    goes_to_share(office)
    if note:
        office.ana.enters("A note to Sam", note)
    office.ana.submits()
    office.ana.closes()
    office.beats()


def shared(office: Office, *, note: str = "") -> None:
    """Let goals be shared, and let Sam have said that Ana is the manager."""
    drafted(office)
    shares(office, note=note)
    office.sam.clicks("Show them")
    office.beats()


def confirms(office: Office, *, note: str = "") -> None:
    """Let Sam confirm what stands there."""
    office.sam.clicks("Confirm I’ve read it")
    if note:
        office.sam.enters("A note to Ana", note)
    office.sam.submits()
    office.beats()


def confirmed(office: Office, *, note: str = "") -> None:
    """Let goals be shared and confirmed."""
    shared(office)
    confirms(office, note=note)


def declines(office: Office, reason: str = "") -> None:
    """Let Sam say that they won't confirm."""
    office.sam.chooses("⋯", "I won’t confirm")
    if reason:
        office.sam.enters("Reason", reason)
    office.sam.submits()
    office.beats()


def changes(office: Office, target: str, *, goal: int = 1) -> None:
    """Let Ana change the target of a goal in a working copy that stays open, and close the window."""
    ana = office.ana
    ana.clicks("Open", near="Goals for Sam Okafor")
    ana.clicks("Change these goals")
    ana.chooses("Go to a goal", office.goals_of().goals[goal - 1].key)
    ana.enters("Target", target)
    ana.submits()
    ana.closes(everything=True)


def shares_again(office: Office, *, note: str = "") -> None:
    """Let Ana share what she changed; Sam's messages follow at the next beat."""
    ana = office.ana
    ana.clicks("Open", near="Goals for Sam Okafor")
    ana.clicks("shared:share")
    if note:
        ana.enters("A note to Sam", note)
    ana.submits()
    ana.closes(everything=True)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an employee asks for about one goal, by its number; 0 is all of them together."""

    number: int
    why: str
    target: str = ""
    day: str = ""

    @property
    def place(self) -> str:
        return f"{self.number}. " if self.number else "All goals together"


def asks(office: Office, *wanted: Wanted) -> None:
    """Let Sam ask for changes."""
    picks_goals(office, *(one.number for one in wanted))
    writes(office.sam, *wanted)
    office.sam.submits()
    office.beats()


def picks_goals(office: Office, *numbers: int) -> None:
    """Let Sam tick the goals that should change."""
    office.sam.clicks("Ask for changes")
    for number in numbers:
        if number:
            office.sam.chooses(f"Goal {number}", "Ask for a change")
        else:
            office.sam.chooses("All goals together", "Something about all of them")
    office.sam.submits()


def writes(sam: Person, *wanted: Wanted) -> None:
    """Fill in what should change, and why."""
    for one in wanted:
        if one.target:
            sam.enters("Target you propose", one.target, near=one.place)
        if one.day:
            sam.picks("Due date you propose", one.day, near=one.place)
        sam.enters("Why", one.why, near=one.place)


def own(office: Office) -> Message:
    """Return Ana's own message about Sam's goals."""
    return next(post for post in office.posts() if "for Sam Okafor" in post.text)


def card(office: Office) -> Message:
    """Return Sam's one message about the goals."""
    return office.posts("U_SAM")[0]


def told(office: Office, person: str) -> list[Message]:
    """Return the messages that made a person look: what hangs under another one does not."""
    return [message for message in office.posts(person) if not message.is_reply]
