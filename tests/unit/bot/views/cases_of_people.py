"""Messages about the company's list, and the weekly summary."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Literal

from bot.facts import Owed
from bot.facts.home import OwedLine
from bot.facts.roster import Change, Coming, ComingState, Stopped
from bot.views.people_news import coming_message, stopped_message
from bot.views.summary import summary_message
from db.facts import Person
from tests.unit.bot.making import ANA, SAM, SHEET_ID, T0
from tests.unit.bot.views.case import Case
from tests.unit.bot.views.dialogue import NASTY_NAME


def _coming(person: Person, new: str = "Eva Lind", state: ComingState = "waiting") -> tuple[Coming]:
    change = Change(SAM.user_id, "manager", "U_EVA" if new else "", T0 + timedelta(days=2))
    return (Coming(person, change, SAM.name, ANA.name, new, state),)


def _stand_in(person: Person, state: ComingState = "waiting") -> tuple[Coming]:
    change = Change(SAM.user_id, "stand-in", "U_EVA", T0 + timedelta(days=2))
    return (Coming(person, change, SAM.name, ANA.name, "Eva Lind", state, date(2027, 1, 12)),)


def _owed(count: int) -> tuple[tuple[OwedLine, ...]]:
    kinds: tuple[Literal["answer a request", "read and confirm", "share", "meet"], ...] = (
        "read and confirm",
        "answer a request",
        "share",
        "meet",
    )
    lines = [
        OwedLine(Owed(kinds[number % 4], f"{number:08x}{SHEET_ID[8:]}", 1, ANA.user_id, "H1 2027", T0), ANA.name)
        for number in range(count)
    ]
    return (tuple(lines),)


def _stopped(new: str = "Eva Lind", now: str = "Ana Ruiz", name: str = "Sam Okafor") -> tuple[Stopped]:
    return (Stopped(name, name, SAM.user_id, "manager", new, now),)


CASES = (
    Case("people-change-for-the-employee", coming_message, lambda: _coming(SAM)),
    Case("people-change-for-the-former-manager", coming_message, lambda: _coming(ANA)),
    Case("people-change-to-nobody", coming_message, lambda: _coming(SAM, "")),
    Case("people-change-in-force", coming_message, lambda: _coming(SAM, state="in force")),
    Case("people-change-in-force-for-the-former-manager", coming_message, lambda: _coming(ANA, state="in force")),
    Case("people-change-to-nobody-in-force", coming_message, lambda: _coming(SAM, "", "in force")),
    Case("people-change-goals-stay", coming_message, lambda: _coming(ANA, state="goals stay")),
    Case("people-change-stopped", coming_message, lambda: _coming(ANA, state="stopped")),
    Case("people-wrong", stopped_message, _stopped),
    Case("people-wrong-nobody", stopped_message, lambda: _stopped("", "")),
    Case("people-wrong-stand-in", stopped_message, lambda: (replace(_stopped()[0], what="stand-in", now=""),)),
    Case("people-wrong-hostile", stopped_message, lambda: _stopped(NASTY_NAME, NASTY_NAME, NASTY_NAME)),
    Case("people-stand-in-for-the-employee", coming_message, lambda: _stand_in(SAM)),
    Case("people-stand-in-for-the-manager", coming_message, lambda: _stand_in(ANA)),
    Case("people-stand-in-in-force", coming_message, lambda: _stand_in(SAM, "in force")),
    Case("people-stand-in-stopped", coming_message, lambda: _stand_in(ANA, "stopped")),
    Case("summary-one", summary_message, lambda: _owed(1)),
    Case("summary-four-kinds", summary_message, lambda: _owed(4)),
    Case("summary-many", summary_message, lambda: _owed(30)),
)
