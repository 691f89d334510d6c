"""How the people of shared goals and the goals themselves are called where no goal text may stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.facts import WHOLE, Shared
from bot.views.blocks import shorten
from bot.views.titles import first_name, names_words

LONGEST = 40
"""Characters of a first name inside a sentence."""
NUMBERED = "goal "


def first(shared: Shared, user_id: str) -> str:
    """Return somebody's first name."""
    return short_name(shared.name(user_id))


def short_name(name: str) -> str:
    """Return the first word of a name, cut where it is no name any more."""
    return shorten(first_name(name), LONGEST)


def employee(shared: Shared) -> str:
    """Return the employee's first name."""
    return first(shared, shared.sheet.subject)


def author(shared: Shared) -> str:
    """Return the first name of whoever is the manager now."""
    return first(shared, shared.sheet.author)


def named_goals(called: Sequence[str]) -> str:
    """Return "goals 2 and 4 and 1 more": goals by their number; those called by their words are counted."""
    names = dict.fromkeys(name for name in called if name != WHOLE)
    if not names:
        return WHOLE
    both = f" and {WHOLE} together" if WHOLE in called else ""
    return f"{_named(names)}{both}"


def _named(names: Mapping[str, None]) -> str:
    numbers = [name.removeprefix(NUMBERED) for name in names if name.startswith(NUMBERED)]
    others = len(names) - len(numbers)
    if not numbers:
        return "one of the goals" if others == 1 else f"{others} of the goals"
    listed = f"goal{'s' if len(numbers) > 1 else ''} {names_words(numbers)}"
    return f"{listed} and {others} more" if others else listed


def asked_goals(shared: Shared) -> str:
    """Return which goals the open request is about."""
    proposals = shared.request.proposals if shared.request else ()
    return named_goals([shared.called(one.row) for one in proposals])
