"""Menus of teams, countries and other names that a company has many of."""

from __future__ import annotations

from collections.abc import Sequence

from bot.views import blocks
from bot.views.blocks import OPTIONS, Block, shorten

ALL = "all"
"""What the entry for all carries; every name stands behind `IS`, so that none is taken for it."""
IS = "is:"
LONGEST_VALUE = 150
LABEL = 30


def name_option(name: str, words: str = "") -> Block:
    """Return a name as a choice, under other words where they are given."""
    return blocks.option(words or name, f"{IS}{name}")


def name_of(value: str) -> str:
    """Return the name that a choice carries, empty for all and for nothing."""
    return value.removeprefix(IS) if value.startswith(IS) else ""


def long_menu(action_id: str, placeholder: str, options: Sequence[Block], chosen: str = "") -> Block:
    """Return a menu of any length: above what one list can hold the choices stand in groups.

    `chosen` is the value of the one that is set. A name too long for Slack to carry is not offered.
    """
    fit = [one for one in options if len(one["value"]) <= LONGEST_VALUE][: OPTIONS * OPTIONS]
    first = next((one for one in fit if one["value"] == chosen), None)
    made = blocks.menu(action_id, placeholder, fit, first)
    if len(fit) <= OPTIONS:
        return made
    del made["options"]
    return made | {"option_groups": [_group(fit[at : at + OPTIONS]) for at in range(0, len(fit), OPTIONS)]}


def _group(options: Sequence[Block]) -> Block:
    first, last = (shorten(one["text"]["text"], LABEL) for one in (options[0], options[-1]))
    return {"label": blocks.plain(f"{first} – {last}"), "options": list(options)}
