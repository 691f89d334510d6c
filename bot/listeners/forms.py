"""What all forms have in common: a refusal stands under its field, and everything typed stays."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from slack_bolt import Ack

from bot.errors import FieldsRefused
from bot.views.fields import Fields


def kept(
    ack: Ack,
    view: dict[str, Any],
    do: Callable[[], object],
    fields: Mapping[str, str] | Callable[[str], str],
) -> bool:
    """Do what a submitted form asks for; where fields are refused, say so under each and return False.

    `fields` gives for the name of a refused field the `action_id` of its input, or is a function that gives the
    input's `block_id`.
    """
    try:
        do()
    except FieldsRefused as refusal:
        block = fields if callable(fields) else _by_action(view, fields)
        ack(response_action="errors", errors={block(name): words for name, words in refusal.fields.items()})
        return False
    return True


def _by_action(view: dict[str, Any], fields: Mapping[str, str]) -> Callable[[str], str]:
    read = Fields(view)
    return lambda name: read.block(fields[name])
