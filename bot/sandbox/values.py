"""What people put into elements: where Slack keeps it, and how an action tells it."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from bot.sandbox.state import Json, Values

_FIELDS = {
    "static_select": ("selected_option", "initial_option"),
    "external_select": ("selected_option", "initial_option"),
    "radio_buttons": ("selected_option", "initial_option"),
    "multi_static_select": ("selected_options", "initial_options"),
    "multi_external_select": ("selected_options", "initial_options"),
    "checkboxes": ("selected_options", "initial_options"),
    "users_select": ("selected_user", "initial_user"),
    "multi_users_select": ("selected_users", "initial_users"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
    "channels_select": ("selected_channel", "initial_channel"),
    "datepicker": ("selected_date", "initial_date"),
    "timepicker": ("selected_time", "initial_time"),
    "plain_text_input": ("value", "initial_value"),
    "email_text_input": ("value", "initial_value"),
    "url_text_input": ("value", "initial_value"),
    "number_input": ("value", "initial_value"),
    "file_input": ("files", "initial_files"),
}
_MANY = ("selected_options", "selected_users", "files")
_TOLD = ("placeholder", "confirm", "url")
TYPED = ("plain_text_input", "email_text_input", "url_text_input", "number_input")
SEARCHED = ("external_select", "multi_external_select")


@dataclass(frozen=True, slots=True)
class Placed:
    """One interactive element and the block it stands in."""

    block: Json
    element: Json

    @property
    def block_id(self) -> str:
        return str(self.block["block_id"])

    @property
    def action_id(self) -> str:
        return str(self.element["action_id"])

    @property
    def kind(self) -> str:
        return str(self.element["type"])

    @property
    def is_input(self) -> bool:
        return bool(self.block["type"] == "input")

    @property
    def dispatches(self) -> bool:
        """Whether a finished entry goes to the app at once."""
        return not self.is_input or bool(self.block.get("dispatch_action"))

    @property
    def on_character(self) -> bool:
        config = self.element.get("dispatch_action_config") or {}
        return self.dispatches and "on_character_entered" in config.get("trigger_actions_on", [])


def placed(blocks: Sequence[Json]) -> Iterator[Placed]:
    """Walk over all interactive elements, top to bottom."""
    for block in blocks:
        in_row = block["elements"] if block["type"] == "actions" else ()
        parts = [*in_row, block.get("element"), block.get("accessory")]
        for part in parts:
            if part and part["type"] != "image":
                yield Placed(block, part)


def with_ids(blocks: Sequence[Json]) -> list[Json]:
    """Copy blocks and name what has no block_id or action_id, by its place, as Slack names it at random."""
    own = copy.deepcopy(list(blocks))
    for place, block in enumerate(own):
        block.setdefault("block_id", f"auto{place}")
    for place, part in enumerate(placed(own)):
        part.element.setdefault("action_id", f"auto{place}")
    return own


def first_values(blocks: Sequence[Json]) -> Values:
    """Read the state that a surface opens with."""
    values: Values = {}
    for part in placed(blocks):
        if part.kind in _FIELDS:
            field, initial = _FIELDS[part.kind]
            first = part.element.get(initial) or ([] if field in _MANY else None)
            values.setdefault(part.block_id, {})[part.action_id] = {"type": part.kind, field: first}
    return values


def kept_values(old: Values, blocks: Sequence[Json]) -> Values:
    """Keep what was entered under the same block_id and action_id; everything else opens anew."""
    values = first_values(blocks)
    for block_id, actions in values.items():
        for action_id, fresh in actions.items():
            before = old.get(block_id, {}).get(action_id)
            if before is not None and before["type"] == fresh["type"]:
                actions[action_id] = before
    return values


def chosen(part: Placed, raw: Any, suggested: Sequence[Json] = ()) -> Json:
    """Turn what a hand did (text, a day, a user id, one or several option values) into Slack's fields."""
    if part.kind == "button":
        return {name: part.element[name] for name in ("text", "value", "style") if name in part.element}
    if part.kind == "overflow":
        return {"selected_option": _option(part, raw, suggested)}
    field = _FIELDS[part.kind][0]
    if field == "selected_option":
        return {field: None if raw is None else _option(part, raw, suggested)}
    if field == "selected_options":
        return {field: [_option(part, value, suggested) for value in raw]}
    return {field: raw if raw != "" else None}


def _option(part: Placed, value: str, suggested: Sequence[Json]) -> Json:
    element = part.element
    groups = [entry for group in element.get("option_groups") or [] for entry in group["options"]]
    first = [element["initial_option"]] if element.get("initial_option") else []
    offered = [*(element.get("options") or []), *groups, *suggested, *first]
    offered += element.get("initial_options") or []
    for entry in offered:
        if entry["value"] == value:
            return dict(entry)
    raise LookupError(f"{part.action_id} offers no option {value!r}")


def action_of(part: Placed, fields: Json, now: float) -> Json:
    """Lay out one entry of `actions` as Slack sends it."""
    action = {"action_id": part.action_id, "block_id": part.block_id, "type": part.kind}
    extras = {k: v for k, v in part.element.items() if k in _TOLD or k.startswith("initial_")}
    return {**action, **extras, **fields, "action_ts": f"{now:.6f}"}


def missing_inputs(blocks: Sequence[Json], values: Values) -> dict[str, str]:
    """Say what the client itself refuses to submit, by block_id."""
    errors = {}
    for part in placed(blocks):
        if part.is_input:
            error = _input_error(part, values[part.block_id][part.action_id])
            if error:
                errors[part.block_id] = error
    return errors


def _input_error(part: Placed, entry: Json) -> str:
    entered = entry[_FIELDS[part.kind][0]]
    if not entered:
        return "" if part.block.get("optional") else "Please complete this required field."
    least, most = part.element.get("min_length") or 0, part.element.get("max_length") or 3000
    if part.kind in TYPED and not least <= len(entered) <= most:
        return f"Please enter {least} to {most} characters."
    return ""
