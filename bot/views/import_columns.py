"""What the headings of a list of people mean: the question, with the present answers, and its reader."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.facts.people_import import ImportWish, MissingColumns
from bot.views import blocks
from bot.views.blocks import Block
from bot.views.fields import Fields
from bot.views.people_import import DONE, TITLE, place_of, read_wish
from bot.views.state import encode

COLUMNS = "list_columns"
MEANS = "list:means:"
"""How the fields begin that say which heading of a file means what."""
MANAGERS = ("manager id", "manager e-mail", "manager")
"""The columns that may say who the manager is; the first that is there counts before the others."""
OTHERS = (
    ("name", "Their name"),
    ("job title", "Their job title"),
    ("level", "Their level"),
    ("team", "Their team"),
    ("country", "Their country"),
    ("region", "Their region"),
    ("hire date", "Their first day"),
    ("last day", "Their last day"),
    ("away until", "Away until"),
    ("working days", "Their working days"),
    ("stand-in", "Who stands in for their manager"),
    ("stand-in until", "Until when"),
)
"""What else a column can say, asked for only with what is read by now."""
UNKNOWN_NAMES = "Some columns of the file have names that Goalframe does not know."
WHICH_SAYS = "Which columns of the file say this?"
TWICE = "This column is picked twice: each says one thing."


def columns_modal(missing: MissingColumns) -> Block:
    """Return the question which headings of a file mean the person and the manager; asked anew, also all else."""
    present = [heading for heading, _ in missing.present]
    aside = not all(column for _, column in missing.wish.columns)  # what was put aside by hand is asked of again
    headings = [one for one in dict.fromkeys((*present, *missing.headings)) if len(one) <= blocks.OPTION]
    wanted = (
        ("e-mail", "Their e-mail", missing.person or missing.email, True),
        ("employee id", "Or their employee id", missing.person, True),
        ("manager", "Their manager", missing.manager, False),
        *((column, label, bool(present), True) for column, label in OTHERS),
    )
    if not headings:
        lacking = blocks.section("The file has no column for the person or none for their manager. Export it again.")
        return blocks.modal(DONE, TITLE, [lacking], close="Close")
    options = [blocks.option(heading, str(place)) for place, heading in enumerate(headings[: blocks.OPTIONS])]
    fields = [
        blocks.entry(f"means:{column}", label, _columns_menu(column, options, missing.present), optional=optional)
        for column, label, asked, optional in wanted
        if asked
    ]
    body = [
        blocks.section(WHICH_SAYS if present or aside else f"{UNKNOWN_NAMES} Which of them says this?"),
        *fields,
        blocks.context("Columns that are left out are not read. New people are found in Slack by their e-mail."),
    ]
    state = encode(place_of(missing.wish))
    return blocks.modal(COLUMNS, TITLE, body, submit="Next", close="Close", private_metadata=state)


def _columns_menu(column: str, options: Sequence[Block], present: Sequence[tuple[str, str]]) -> Block:
    """Return the menu for a column, with the heading picked that says it now."""
    now = {means: heading for heading, means in present}
    same = next((now[one] for one in (MANAGERS if column == "manager" else (column,)) if one in now), "")
    picked = next((option for option in options if same and option["text"]["text"] == same), None)
    return blocks.menu(f"{MEANS}{column}", "Pick a column", options, picked)


def read_columns(view: dict[str, Any]) -> ImportWish:
    """Return what was asked for with what the headings mean by now."""
    wish, before = read_wish(view)[0], _picked_before(view)
    changed = {column: heading for column, heading in _picked(view).items() if heading != before.get(column, "")}
    aside = {before[column]: "" for column in changed if column in before}
    columns = dict(wish.columns) | aside | {heading: column for column, heading in changed.items() if heading}
    return ImportWish(wish.file, wish.everyone, tuple(columns.items()))


def picked_twice(view: dict[str, Any]) -> str:
    """Return the field whose column is picked in another one already, empty for none."""
    seen: set[str] = set()
    for column, heading in _picked(view).items():
        if heading and heading in seen:
            return f"{MEANS}{column}"
        seen.add(heading)
    return ""


def _picked(view: dict[str, Any]) -> dict[str, str]:
    """Return for each column that is asked for the heading that was picked, empty for none."""
    fields, offered = Fields(view), _offered(view)
    return {column: offered.get(fields.option(f"{MEANS}{column}"), "") for column in fields.actions(MEANS)}


def _picked_before(view: dict[str, Any]) -> dict[str, str]:
    """Return the headings that the menus of a view showed as picked, by column."""
    fields, offered = Fields(view), _offered(view)
    shown = {column: fields.shown(f"{MEANS}{column}") for column in fields.actions(MEANS)}
    return {column: offered[value] for column, value in shown.items() if value in offered}


def _offered(view: dict[str, Any]) -> dict[str, str]:
    """Return the headings that the menus of a view offered, by the value of each choice."""
    menus = [block["element"] for block in view.get("blocks", []) if block.get("type") == "input"]
    return {one["value"]: one["text"]["text"] for menu in menus for one in menu.get("options") or []}
