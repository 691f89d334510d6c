"""The gate's view of Slack's composition objects: texts, options, confirmations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from bot.sandbox.gate.fault import Fault, at
from bot.sandbox.gate.shapes import (
    Check,
    address,
    after,
    boolean,
    listing,
    one_of,
    repeated,
    shape,
    string,
    variant,
)

OPTION_TEXT = 75
OPTION_VALUE = 150
MOST_OPTIONS = 100
MOST_BOXES = 10
ID = string(255, least=1)


def plain(most: int) -> Check:
    """Take a plain_text object."""
    return variant("text", {"plain_text": shape({"text": string(most, least=1)}, {"emoji": boolean})})


def any_text(most: int) -> Check:
    """Take a plain_text or mrkdwn object."""
    words = string(most, least=1)
    return variant(
        "text",
        {
            "plain_text": shape({"text": words}, {"emoji": boolean}),
            "mrkdwn": shape({"text": words}, {"verbatim": boolean}),
        },
    )


def option(words: Check, *, link: bool = False) -> Check:
    """Take one option object; only overflow menus may carry a link."""
    extra: dict[str, Check] = {"description": words}
    if link:
        extra["url"] = address()
    return shape({"text": words, "value": string(OPTION_VALUE, least=1)}, extra)


MENU_OPTION = option(plain(OPTION_TEXT))
BOX_OPTION = option(any_text(OPTION_TEXT))
OVERFLOW_OPTION = option(plain(OPTION_TEXT), link=True)


def _unrepeated(value: Any, pointer: str) -> Iterator[Fault]:
    for double in repeated(entry["value"] for entry in value):
        yield Fault(pointer, f"option value is there more than once: {double}")


def options(one: Check, most: int, *, least: int = 1) -> Check:
    """Take a list of options with values that differ."""
    return after(listing(one, most=most, least=least, noun="options"), _unrepeated)


def _groups_unrepeated(value: Any, pointer: str) -> Iterator[Fault]:
    for double in repeated(entry["value"] for group in value for entry in group["options"]):
        yield Fault(pointer, f"option value is there more than once: {double}")


GROUPS = after(
    listing(
        shape({"label": plain(OPTION_TEXT), "options": options(MENU_OPTION, MOST_OPTIONS)}),
        most=MOST_OPTIONS,
        noun="option groups",
    ),
    _groups_unrepeated,
)

CONFIRM = shape(
    {"title": plain(100), "text": any_text(300), "confirm": plain(30), "deny": plain(30)},
    {"style": one_of("primary", "danger")},
)


def offered(element: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Lay out all options of an element, grouped or not."""
    grouped = [entry for group in element.get("option_groups") or [] for entry in group["options"]]
    return [*(element.get("options") or []), *grouped]


def initial_among(element: Mapping[str, Any], pointer: str) -> Iterator[Fault]:
    """Hold initial options to exactly the options offered."""
    there = offered(element)
    first = element.get("initial_option")
    if first is not None and first not in there:
        yield Fault(at(pointer, "initial_option"), "must be one of the options")
    several = element.get("initial_options") or []
    for place, entry in enumerate(several):
        if entry not in there:
            yield Fault(at(at(pointer, "initial_options"), place), "must be one of the options")
    for double in repeated(entry["value"] for entry in several):
        yield Fault(at(pointer, "initial_options"), f"option value is there more than once: {double}")
