"""Cases of Home: for people who come first, employees, managers, HR and strangers; with few goals and many."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from bot.facts import Owed
from bot.facts.home import HomeFacts, HomeLine, OwedLine
from bot.views.home import home_view
from db.facts import SheetLine, SheetState
from tests.unit.bot.making import ANA, SAM, T0, line
from tests.unit.bot.views.case import Case
from tests.unit.bot.views.cases_of_lists import every_state
from tests.unit.bot.views.dialogue import LONG_NAME, NASTY_NAME, key_of, stood

What = Literal["answer a request", "read and confirm", "share", "meet"]
WHATS: tuple[What, ...] = ("read and confirm", "answer a request", "meet", "share")
STATES: tuple[SheetState, ...] = ("draft", "shared", "confirmed", "closed")
READERS = ("Mia Vogt", "Li Chen")


def owed(count: int, whats: Sequence[What] = WHATS, name: str = "Ana Ruiz") -> tuple[OwedLine, ...]:
    """Return so many things to do, of each kind in turn."""
    return tuple(
        OwedLine(Owed(whats[n % len(whats)], f"{n:032x}", 2, "U_X", "H1 2027", T0), name) for n in range(count)
    )


def written(count: int) -> tuple[HomeLine, ...]:
    """Return so many goals that Ana writes, in each state in turn."""
    return tuple(HomeLine(_line(n, STATES[n % len(STATES)]), "Sam Okafor") for n in range(count))


def mine(count: int, *, progress: bool = False) -> tuple[HomeLine, ...]:
    """Return so many goals that Tom shared with Ana."""
    last = stood(key_of(0)) if progress else None
    lines = (replace(_line(n, "confirmed"), author="U_TOM", subject="U_ANA") for n in range(5_000, 5_000 + count))
    return tuple(HomeLine(one, "Tom Berg", last) for one in lines)


def manager(**parts: object) -> HomeFacts:
    """Return what stands on Ana's Home."""
    return replace(HomeFacts(ANA, readers=READERS), **parts)  # type: ignore[arg-type]


def _line(number: int, state: SheetState) -> SheetLine:
    return replace(line(number), state=state, version=0 if state == "draft" else 1)


def _employee(progress: bool = False) -> HomeFacts:  # noqa: FBT001, FBT002 - one of two cases
    lines = [one for one, _ in every_state()[1:8]]
    last = stood(key_of(0)) if progress else None
    return HomeFacts(SAM, owed(1), tuple(HomeLine(one, "Ana Ruiz", last) for one in lines), readers=READERS)


def _case(name: str, **parts: object) -> Case:
    return Case(f"home-{name}", home_view, lambda: (manager(**parts),))


CASES = (
    Case("home-first-time", home_view, lambda: (HomeFacts(SAM, command="/ziele"),)),
    Case("home-stranger", home_view, lambda: (HomeFacts(SAM, allowed=False),)),
    Case("home-employee", home_view, lambda: (_employee(),)),
    Case("home-employee-with-progress", home_view, lambda: (_employee(progress=True),)),
    _case("asked-by-a-manager-only", owed=owed(1, ("meet",), NASTY_NAME)),
    _case("drafts-only", written=written(1)),
    _case("every-state", owed=owed(4), written=tuple(HomeLine(one, name) for one, name in every_state()[:8])),
    _case("hr-first-time", reader=True, organiser=True, readers=()),
    _case("hr-with-goals", reader=True, written=written(3)),
    _case("organiser", organiser=True, mine=mine(1)),
    _case("both", owed=owed(6), mine=mine(2), written=written(50)),
    _case("both-page-2", owed=owed(6), mine=mine(12), written=written(50), page=2),
    _case("beyond-the-last-page", owed=owed(6), mine=mine(2), written=written(50), page=99),
    _case("thousand", owed=owed(1_000), mine=mine(1_000), written=written(1_000)),
    _case("thousand-last-page", owed=owed(1_000), mine=mine(1_000), written=written(1_000), page=200),
    _case("to-do-page-3", owed=owed(50), written=written(3), show="to do", page=3),
    _case("to-do-nothing", written=written(3), show="to do"),
    _case("mine", mine=mine(12), written=written(3), show="mine", page=2),
    _case("drafts", mine=mine(2), written=written(50), show="draft"),
    _case("waiting", written=written(8), show="waiting"),
    _case("confirmed-none", written=written(1), show="confirmed"),
    _case("closed", written=written(50), show="closed", page=2),
    _case("hostile", owed=owed(4, name=NASTY_NAME), mine=(replace(mine(1)[0], name=LONG_NAME),)),
    _case("long-names", owed=owed(4, name=LONG_NAME), readers=tuple(LONG_NAME for _ in range(60))),
)
