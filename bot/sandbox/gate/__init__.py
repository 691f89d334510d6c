"""The strict payload check: what Slack would refuse, and what this project's own plan would not send."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from bot.sandbox.gate.blocks import Surface, check_blocks
from bot.sandbox.gate.fault import Fault
from bot.sandbox.gate.second_opinion import ask_models_about_blocks, ask_models_about_view
from bot.sandbox.gate.shapes import after, boolean, one_of, shape, string
from bot.sandbox.gate.texts import GROUPS, ID, MENU_OPTION, MOST_OPTIONS, options, plain

MOST_CHARACTERS = 13_200
PLANNED_CHARACTERS = 10_000
MOST_VIEW_BYTES = 250_000
MOST_UPDATE_TEXT = 4_000
MOST_POST_TEXT = 40_000

__all__ = ["Fault", "check_message", "check_options", "check_view", "refusing"]


def refusing(faults: list[Fault]) -> list[Fault]:
    """Keep what Slack itself would refuse, without our own plan's warnings."""
    return [fault for fault in faults if not fault.warn]


def check_message(payload: Mapping[str, Any], *, update: bool = False) -> list[Fault]:
    """Check a message's `text` and `blocks`; an empty list means that it may be sent."""
    blocks, text = payload.get("blocks"), payload.get("text")
    faults = list(_text_faults(text, blocks, update=update))
    if blocks:
        faults += _block_faults(blocks, "message")
        faults += _length_faults(blocks)
    return faults


def check_view(view: Mapping[str, Any]) -> list[Fault]:
    """Check a modal or Home view; an empty list means that it may be opened or published."""
    if not isinstance(view, Mapping) or view.get("type") not in _VIEWS:
        return [Fault("/type", "must be one of modal, home")]
    faults = list(_VIEWS[view["type"]](view, ""))
    faults += _block_faults(view.get("blocks"), view["type"])
    faults += _submit_faults(view)
    if len(json.dumps(view, ensure_ascii=False).encode()) > MOST_VIEW_BYTES:
        faults.append(Fault("", f"must be less than {MOST_VIEW_BYTES} bytes", error="view_too_large"))
    return faults or list(ask_models_about_view(view))


def check_options(answer: Mapping[str, Any]) -> list[Fault]:
    """Check the answer to a typeahead: `options` (also none at all) or `option_groups`."""
    return list(_TYPEAHEAD(answer, ""))


def _either_options(answer: Any, pointer: str) -> Iterator[Fault]:
    if ("options" in answer) == ("option_groups" in answer):
        yield Fault(pointer, "must have either options or option_groups")


_TYPEAHEAD = after(
    shape({}, {"options": options(MENU_OPTION, MOST_OPTIONS, least=0), "option_groups": GROUPS}),
    _either_options,
)


def _any_blocks(_value: Any, _pointer: str) -> Iterator[Fault]:
    """Leave the blocks to their own check."""
    return iter(())


_SHARED = {
    "private_metadata": string(3000),
    "callback_id": ID,
    "external_id": ID,
}
_VIEWS = {
    "modal": shape(
        {"title": plain(24), "blocks": _any_blocks},
        {
            **_SHARED,
            "submit": plain(24),
            "close": plain(24),
            "clear_on_close": boolean,
            "notify_on_close": boolean,
        },
    ),
    "home": shape({"type": one_of("home"), "blocks": _any_blocks}, _SHARED),
}


def _block_faults(blocks: Any, surface: Surface) -> list[Fault]:
    own = list(check_blocks(blocks, surface))
    return own or list(ask_models_about_blocks(blocks, "/blocks"))


def _submit_faults(view: Mapping[str, Any]) -> Iterator[Fault]:
    blocks = view.get("blocks")
    inputs = isinstance(blocks, list) and any(
        isinstance(block, Mapping) and block.get("type") == "input" for block in blocks
    )
    if view["type"] == "modal" and inputs and not view.get("submit"):
        yield Fault("/submit", "a modal with input blocks must have submit")


def _text_faults(text: Any, blocks: Any, *, update: bool) -> Iterator[Fault]:
    if text is not None and not isinstance(text, str):
        yield Fault("/text", "must be a string")
    elif not text and not blocks:
        yield Fault("/text", "a message needs text or blocks", error="no_text")
    elif not text:
        yield Fault("/text", "a message with blocks needs a text for notifications and screen readers")
    elif len(text) > (MOST_UPDATE_TEXT if update else MOST_POST_TEXT):
        yield Fault("/text", f"is too long: {len(text)} characters", error="msg_too_long")


def _length_faults(blocks: Any) -> Iterator[Fault]:
    length = sum(len(words) for words in _texts(blocks))
    if length > MOST_CHARACTERS:
        yield Fault("/blocks", f"has {length} characters, Slack refuses above 13200", error="msg_too_long")
    elif length > PLANNED_CHARACTERS:
        yield Fault("/blocks", f"has {length} characters, we plan for at most 10000", warn=True)


def _texts(part: Any) -> Iterator[str]:
    if isinstance(part, Mapping):
        for name, inner in part.items():
            if name == "text" and isinstance(inner, str):
                yield inner
            else:
                yield from _texts(inner)
    elif isinstance(part, list):
        for inner in part:
            yield from _texts(inner)
