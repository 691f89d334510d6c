"""What a message or view shows and carries: every text with its kind, and everything that stands in it unseen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

Kind = Literal["notification", "plain", "plain_emoji", "mrkdwn", "rich", "field"]
CARRIED = ("value", "private_metadata", "action_id", "block_id", "callback_id")


@dataclass(frozen=True, slots=True)
class Text:
    """One text on the screen; `field` is what stands in a field, `notification` a message's own `text`."""

    kind: Kind
    words: str


def texts(payload: dict[str, Any]) -> Iterator[Text]:
    """Give every text that a person can see."""
    if "type" not in payload and isinstance(payload.get("text"), str):
        yield Text("notification", payload["text"])
        payload = {name: part for name, part in payload.items() if name != "text"}
    yield from _texts(payload)


def _texts(part: Any) -> Iterator[Text]:
    if isinstance(part, list):
        for inner in part:
            yield from _texts(inner)
    elif isinstance(part, dict):
        if isinstance(part.get("text"), str):
            yield Text(_kind(part), part["text"])
        if part.get("initial_value"):
            yield Text("field", part["initial_value"])
        for inner in part.values():
            yield from _texts(inner)


def _kind(part: dict[str, Any]) -> Kind:
    kinds: dict[str, Kind] = {"mrkdwn": "mrkdwn", "text": "rich", "link": "rich"}
    if part["type"] == "plain_text":
        return "plain" if part["emoji"] is False else "plain_emoji"
    return kinds[part["type"]]


def carried(part: Any) -> Iterator[str]:
    """Give everything that controls and views carry without showing it."""
    if isinstance(part, list):
        for inner in part:
            yield from carried(inner)
    elif isinstance(part, dict):
        yield from (part[name] for name in CARRIED if isinstance(part.get(name), str))
        for inner in part.values():
            yield from carried(inner)


def words_of(payload: dict[str, Any], *kinds: Kind) -> str:
    """Return all texts of these kinds, of all kinds without any, in the order of the screen."""
    return "\n".join(text.words for text in texts(payload) if not kinds or text.kind in kinds)


def blocks_of(payload: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    """Return the blocks of a kind."""
    return [block for block in payload["blocks"] if block["type"] == kind]


def controls(payload: dict[str, Any]) -> list[dict[str, Any]]:
    """Return every control of a payload."""
    rows = [part for block in blocks_of(payload, "actions") for part in block["elements"]]
    return rows + [block["element"] for block in blocks_of(payload, "input")]


def control(payload: dict[str, Any], action_id: str) -> dict[str, Any]:
    """Return the control with this action id."""
    (found,) = (one for one in controls(payload) if one["action_id"] == action_id)
    return found


def labels(payload: dict[str, Any]) -> list[str]:
    """Return what stands on the buttons."""
    return [one["text"]["text"] for one in controls(payload) if one["type"] == "button"]


def runs(payload: dict[str, Any]) -> str:
    """Return the rich text as plain text, a line break after each block."""
    return "".join(f"{_plain(block)}\n" for block in blocks_of(payload, "rich_text"))


def _plain(part: Any) -> str:
    if isinstance(part, list):
        return "".join(map(_plain, part))
    return part["text"] if "text" in part else _plain(part["elements"])


def state(values: dict[str, Any]) -> dict[str, Any]:
    """Return a view's state with one block for each action id."""
    return {"values": {f"block:{action}": {action: value} for action, value in values.items()}}
