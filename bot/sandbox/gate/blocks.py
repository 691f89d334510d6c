"""The gate's view of blocks: what each may hold, and which may stand in a message, a modal or the Home tab."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal

from bot.sandbox.gate.elements import IMAGE, IN_ACTIONS, IN_INPUT, IN_MODAL_INPUT, IN_SECTION
from bot.sandbox.gate.fault import Fault, at
from bot.sandbox.gate.rich_text import RICH_TEXT
from bot.sandbox.gate.shapes import (
    Check,
    address,
    after,
    boolean,
    integer,
    listing,
    repeated,
    shape,
    string,
    variant,
)
from bot.sandbox.gate.texts import ID, any_text, plain

Surface = Literal["message", "modal", "home"]
MOST_BLOCKS: dict[Surface, int] = {"message": 50, "modal": 100, "home": 100}
_ID: dict[str, Check] = {"block_id": ID}


def _says_something(block: Any, pointer: str) -> Iterator[Fault]:
    if not block.get("text") and not block.get("fields"):
        yield Fault(pointer, "a section needs text or fields")


def _unrepeated_actions(block: Any, pointer: str) -> Iterator[Fault]:
    named = [element["action_id"] for element in block["elements"] if element.get("action_id")]
    for double in repeated(named):
        yield Fault(at(pointer, "elements"), f"action_id is there more than once: {double}")


_SECTION = after(
    shape(
        {},
        {
            **_ID,
            "text": any_text(3000),
            "fields": listing(any_text(2000), most=10, noun="fields"),
            "accessory": variant("section accessory", IN_SECTION),
            "expand": boolean,
        },
    ),
    _says_something,
)
_ACTIONS = after(
    shape(
        {"elements": listing(variant("element in an actions block", IN_ACTIONS), most=25, noun="elements")},
        _ID,
    ),
    _unrepeated_actions,
)
_CONTEXT_PARTS: dict[str, Check] = {
    "image": IMAGE,
    "plain_text": shape({"text": string(3000, least=1)}, {"emoji": boolean}),
    "mrkdwn": shape({"text": string(3000, least=1)}, {"verbatim": boolean}),
}
_CONTEXT = shape({"elements": listing(variant("context element", _CONTEXT_PARTS), most=10, noun="elements")}, _ID)


def _files_tell_nothing(block: Any, pointer: str) -> Iterator[Fault]:
    if block["element"].get("type") == "file_input" and block.get("dispatch_action"):
        yield Fault(at(pointer, "dispatch_action"), "is not possible with a file_input")


def _input(elements: Mapping[str, Check]) -> Check:
    return after(
        shape(
            {"label": plain(2000), "element": variant("element in an input block", elements)},
            {**_ID, "hint": plain(2000), "optional": boolean, "dispatch_action": boolean},
        ),
        _files_tell_nothing,
    )


_VIDEO = shape(
    {
        "alt_text": string(2000, least=1),
        "title": plain(199),
        "thumbnail_url": address(),
        "video_url": address(),
    },
    {
        **_ID,
        "author_name": string(49),
        "description": plain(200),
        "provider_icon_url": address(),
        "provider_name": string(),
        "title_url": address(),
    },
)
_CELL = variant(
    "cell",
    {"raw_text": shape({"text": string(least=1)}), "rich_text": shape({"elements": listing(RICH_TEXT, most=100)})},
)
_TABLE = shape(
    {"rows": listing(listing(_CELL, most=20, noun="cells"), most=100, noun="rows")},
    {
        **_ID,
        "column_settings": listing(shape({}, {"align": string(10), "is_wrapped": boolean}), most=20, noun="columns"),
    },
)

_EVERYWHERE: dict[str, Check] = {
    "section": _SECTION,
    "actions": _ACTIONS,
    "context": _CONTEXT,
    "header": shape({"text": plain(150)}, {**_ID, "level": integer(1, 4)}),
    "divider": shape({}, _ID),
    "image": shape({"image_url": address(), "alt_text": string(2000, least=1)}, {**_ID, "title": plain(2000)}),
    "input": _input(IN_INPUT),
    "rich_text": shape({"elements": listing(RICH_TEXT, most=100, noun="elements")}, _ID),
    "video": _VIDEO,
}
_IN_MESSAGES: dict[str, Check] = {
    "table": _TABLE,
    "markdown": shape({"text": string(12_000, least=1)}, _ID),
}
_ON: dict[Surface, dict[str, Check]] = {
    "message": {**_EVERYWHERE, **_IN_MESSAGES},
    "modal": {**_EVERYWHERE, "input": _input(IN_MODAL_INPUT)},
    "home": _EVERYWHERE,
}


def check_blocks(blocks: Any, surface: Surface, pointer: str = "/blocks") -> Iterator[Fault]:
    """Check every block by itself, then what must differ between them."""
    every = listing(variant(f"block in a {surface}", _ON[surface]), most=MOST_BLOCKS[surface], noun="blocks")
    yield from every(blocks, pointer)
    if isinstance(blocks, list):
        yield from _across([block for block in blocks if isinstance(block, Mapping)], pointer)


def _across(blocks: list[Mapping[str, Any]], pointer: str) -> Iterator[Fault]:
    for double in repeated(str(block["block_id"]) for block in blocks if block.get("block_id")):
        yield Fault(pointer, f"block_id is there more than once: {double}")
    if sum(block.get("type") == "table" for block in blocks) > 1:
        yield Fault(pointer, "no more than 1 table allowed")
    if sum('"focus_on_load": true' in _words(block) for block in blocks) > 1:
        yield Fault(pointer, "only one element may have focus_on_load")


def _words(block: Mapping[str, Any]) -> str:
    parts = [block.get("element"), block.get("accessory"), *(block.get("elements") or [])]
    focused = [part for part in parts if isinstance(part, Mapping) and part.get("focus_on_load") is True]
    return '"focus_on_load": true' * len(focused)
