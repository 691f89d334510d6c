"""Slack's own models as a second opinion: every nested object is parsed and asked to validate itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import Block, BlockElement
from slack_sdk.models.views import View

from bot.sandbox.gate.fault import Fault, at

_NESTED = ("element", "accessory")


def ask_models_about_blocks(blocks: list[Mapping[str, Any]], pointer: str) -> Iterator[Fault]:
    """Ask the models about blocks whose shapes already passed the gate's own checks."""
    for place, block in enumerate(blocks):
        here = at(pointer, place)
        yield from _opinion(Block.parse(dict(block)), here)
        yield from _about_parts(block, here)


def ask_models_about_view(view: Mapping[str, Any]) -> Iterator[Fault]:
    """Ask the model about the view's own fields."""
    yield from _opinion(View(**view), "")


def _about_parts(block: Mapping[str, Any], pointer: str) -> Iterator[Fault]:
    for name in _NESTED:
        if block.get(name):
            yield from _opinion(BlockElement.parse(block[name]), at(pointer, name))
    if block["type"] == "actions":
        for place, element in enumerate(block["elements"]):
            yield from _opinion(BlockElement.parse(element), at(at(pointer, "elements"), place))


def _opinion(model: Any, pointer: str) -> Iterator[Fault]:
    if model is None:
        return
    try:
        model.validate_json()
    except SlackObjectFormationError as refusal:
        yield Fault(pointer, str(refusal))
