"""The demo's people, its story, and what stands there already when it opens."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.cli.demo_goals import draft, sheet_id
from bot.facts import Proposing
from bot.sandbox.people import EMPLOYEE, HR, MANAGER, Seed, User
from bot.sandbox.story import Step, Story, When
from bot.views import asking, choose, confirming, cycle_remind, dry_run, fill, settling, share
from bot.views.frames import CONTINUE, READ, SHOW
from bot.views.moving import REASON
from bot.views.shared_ids import CHECK, MEET

if TYPE_CHECKING:
    from bot.app import Goalframe
    from db.facts import Person

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
            "Share Sam’s goals",
            "Press “Continue” at Sam’s draft, go to “Check your goals”, “Share with Sam”. Fields may stay open.",
            When("submission", share.SUBMIT),
        ),
        Step(
            MANAGER.id,
            "Answer what Priya asks for",
            "A message says that she asked for changes: press “Answer”, take one or keep yours.",
            When("submission", settling.SUBMIT),
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
        Step(
            EMPLOYEE.id,
            "Say who your manager is",
            "Once Ana has shared goals with you, press “Show them”. Until then nothing is shown.",
            When("action", MEET),
        ),
        Step(
            EMPLOYEE.id,
            "Ask for a change",
            "Press “Ask for changes”, tick a goal, and say what should be different and why.",
            When("submission", asking.SUBMIT),
        ),
        Step(
            EMPLOYEE.id,
            "Confirm that you have read them",
            "Press “Confirm I’ve read it”. It means read, not agreed; both of you get a copy.",
            When("submission", confirming.CONFIRM),
        ),
        Step(EMPLOYEE.id, "Check your copy", "Press “Check this receipt” below your goals.", When("action", CHECK)),
        Step(EMPLOYEE.id, "Open Home", "Press “Home” above the messages.", When("home")),
        Step(
            HR.id,
            "Read somebody’s shared goals",
            "You may read what is shared, and give a reason for it: the employee sees both.",
            When("submission", REASON),
            "/goals @Priya Nair",
        ),
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
        Step(
            HR.id,
            "Launch a review cycle",
            "Open Home and the draft on it, press “See what it would send”, then “Launch”. Nothing is sent before.",
            When("submission", dry_run.SUBMIT),
        ),
        Step(
            HR.id,
            "Remind who is late",
            "Press “Next working morning” until Home names people who are late, then “Remind these …”.",
            When("submission", cycle_remind.SUBMIT),
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
    """Put the middle of a story there: a draft half filled, and goals whose reader asks for changes.

    A second time changes nothing.
    """
    actor = goalframe.services.people.actor(goalframe.team_id, MANAGER.id)
    if goalframe.services.sheets.lines(actor)[1]:
        return
    for subject, profile, filled in (
        (PRIYA.id, "DIRECT.ACCOUNTEA038.P2", PRIYA_FILLED),
        (EMPLOYEE.id, "DIRECT.ACCOUNTEA038.P4", SAM_FILLED),
    ):
        draft(goalframe, actor, subject, profile, filled)
    _share_with_priya(goalframe, actor)


def _share_with_priya(goalframe: Goalframe, actor: Person) -> None:
    """Let Ana share the filled goals, and Priya ask for an easier target and for a later day."""
    services, goals_id = goalframe.services, sheet_id(PRIYA.id)
    version = services.sharing.share(actor, goals_id, "Let’s go through these on Thursday.")
    priya = services.people.actor(goalframe.team_id, PRIYA.id)
    services.answering.meet(priya, goals_id, agreed=True)
    goals = services.viewing.shared(priya, goals_id).goals
    first, second = goals.goals[1].key, goals.goals[3].key
    later = (goals.sheet.period.last - timedelta(days=14)).isoformat()
    asked = (
        Proposing(first, "85 % of quotes within guidelines", "", "The new price list comes only in March."),
        Proposing(second, "", later, "Order management moves to a new system in May."),
    )
    services.answering.ask(priya, goals_id, version, uuid.uuid5(uuid.NAMESPACE_OID, goals_id).hex, asked)
