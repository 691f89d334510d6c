"""Cases of the message that tells what happened with goals."""

from __future__ import annotations

from collections.abc import Sequence

from bot.facts import NewsItem
from bot.views.news import news_message
from db.facts import Happening
from tests.unit.bot.making import ANA, SAM, SHEET_ID, TEAM
from tests.unit.bot.views.anything import NASTY
from tests.unit.bot.views.case import Case
from tests.unit.bot.views.versions import EVA, days

BY_SAM = ("confirmed", "declined", "asked", "commented", "not moved", "not met")
BY_ANA = ("kept", "closed", "reopened", "commented")


def told(
    what: str,
    *called: str,
    sheet_id: str = SHEET_ID,
    names: tuple[str, str] = ("Sam Okafor", "Ana Ruiz"),
    to: str = "",
) -> NewsItem:
    """Return what happened: by Sam to Ana, or by Ana to Sam where only a manager does so; `to` changes who hears."""
    by_sam = what in BY_SAM
    by, other = (SAM, ANA) if by_sam else (ANA, SAM)
    moved = EVA.user_id if what == "moved" else ""
    happening = Happening(
        TEAM, "8" * 32, "notice:1", to or other.user_id, sheet_id, 1, what, by.user_id, days(1), moved
    )
    about = EVA.name if moved else ""
    return NewsItem(happening, *names, names[0] if by_sam else names[1], "H1 2027", called, about)


def many(count: int) -> list[NewsItem]:
    """Return what happened with so many people's goals, the first with two things."""
    items = [
        told("confirmed", sheet_id=f"{number:032x}", names=(f"Person {number}", "Ana Ruiz"))
        for number in range(count)
    ]
    return [told("commented", "all goals", sheet_id=f"{0:032x}", names=("Person 0", "Ana Ruiz")), *items]


def _one(what: str, *called: str) -> Case:
    return Case(f"news-{what.replace(' ', '-')}", news_message, lambda: ([told(what, *called)],))


def _several(*items: NewsItem) -> tuple[Sequence[NewsItem]]:
    return (items,)


CASES = (
    _one("asked", "goal 2", "goal 4"),
    _one("confirmed"),
    _one("declined"),
    _one("commented", "goal 2"),
    _one("kept", "goal 2"),
    _one("closed"),
    _one("reopened"),
    _one("not moved"),
    _one("not met"),
    _one("moved"),
    _one("something else"),
    Case("news-moved-to-me", news_message, lambda: ([told("moved", to=EVA.user_id)],)),
    Case(
        "news-same-goals",
        news_message,
        lambda: _several(
            told("commented", "goal 2"), told("asked", "goal 2", "goal 4"), told("commented", "“Win back three…”")
        ),
    ),
    Case(
        "news-asked-then-confirmed",
        news_message,
        lambda: _several(told("asked", "goal 2"), told("confirmed"), told("commented", "all goals")),
    ),
    Case(
        "news-two-people",
        news_message,
        lambda: _several(told("asked", "goal 2"), told("declined", sheet_id="9" * 32, names=("Priya Nair", "Ana"))),
    ),
    Case("news-34-people", news_message, lambda: (many(34),)),
    Case("news-hostile", news_message, lambda: ([told("asked", NASTY[0], NASTY[1], names=(NASTY[2], NASTY[1]))],)),
)
