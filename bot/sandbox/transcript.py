"""What stands on a screen, as plain text: for tests that read like a conversation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from bot.sandbox import payloads
from bot.sandbox.state import Json, OpenView, Surface
from bot.sandbox.values import Placed, placed

if TYPE_CHECKING:
    from bot.sandbox.workspace import Workspace

_FIELD_ORDER = (
    "selected_option",
    "selected_options",
    "selected_date",
    "selected_time",
    "selected_user",
    "selected_users",
    "selected_conversation",
    "selected_channel",
    "files",
)


def label_of(part: Placed) -> str:
    """Give the words by which a person finds an element."""
    if part.is_input:
        return str(part.block["label"]["text"])
    if part.kind == "button":
        return str(part.element["text"]["text"])
    if part.element.get("placeholder"):
        return str(part.element["placeholder"]["text"])
    return "⋯" if part.kind == "overflow" else near(part)


def near(part: Placed) -> str:
    """Give the text that an element stands beside."""
    return str((part.block.get("text") or {}).get("text", ""))


def option_texts(element: Mapping[str, Any]) -> list[str]:
    """List the visible texts of an element's options."""
    return [entry["text"]["text"] for entry in options(element)]


def options(element: Mapping[str, Any]) -> list[Json]:
    """List an element's own options, grouped or not."""
    groups = [entry for group in element.get("option_groups") or [] for entry in group["options"]]
    return [*(element.get("options") or []), *groups]


def confirmation(asked: Json) -> str:
    """Write down what a confirmation asks before anything is done."""
    return (
        f"{asked['title']['text']}\n{asked['text']['text']}\n[{asked['deny']['text']}] [{asked['confirm']['text']}]"
    )


def words(block: Json) -> str:
    """Write down a block in which nothing can be pressed or filled."""
    return "\n".join(_words(block))


def rich(parts: list[Json]) -> str:
    """Read rich text aloud, without its styles."""
    return "\n".join(_rich_one(part) for part in parts)


def _rich_one(part: Json) -> str:
    if part["type"] != "rich_text_list":
        return "".join(_inline(piece) for piece in part["elements"])
    marks = (f"{n + part.get('offset', 0)}." for n in range(1, len(part["elements"]) + 1))
    bullets = marks if part["style"] == "ordered" else ("•" for _ in part["elements"])
    return "\n".join(f"{mark} {_rich_one(item)}" for mark, item in zip(bullets, part["elements"], strict=True))


def _inline(piece: Json) -> str:
    names = ("text", "fallback", "url", "user_id", "channel_id", "usergroup_id", "range", "value")
    if piece["type"] == "emoji":
        return f":{piece['name']}:"
    return str(next(piece[name] for name in names if piece.get(name)))


def surface(ws: Workspace, shown: Surface, user: str) -> str:
    """Write down a surface: its blocks, and what the person has in them."""
    values = payloads.values(shown, user)
    errors = shown.errors if isinstance(shown, OpenView) else {}
    lines: list[str] = []
    for block in shown.blocks:
        lines += _block(ws, block, values)
        if block["block_id"] in errors:
            lines.append(f"! {errors[block['block_id']]}")
    return "\n".join(lines)


def _block(ws: Workspace, block: Json, values: Json) -> Iterator[str]:
    yield from _words(block)
    parts = list(placed([block]))
    if parts:
        yield " ".join(_element(ws, part, values) for part in parts)
    if block.get("hint"):
        yield f"  {block['hint']['text']}"


def _words(block: Json) -> Iterator[str]:
    kind = block["type"]
    if kind == "header":
        yield f"# {block['text']['text']}"
    elif kind == "rich_text":
        yield rich(block["elements"])
    elif kind == "context":
        yield "· " + " ".join(part.get("text") or part.get("alt_text", "") for part in block["elements"])
    elif kind == "divider":
        yield "---"
    elif kind == "section":
        yield from (text["text"] for text in [block.get("text"), *block.get("fields", [])] if text)
    elif kind not in ("actions", "input"):
        yield f"({kind})"


def _element(ws: Workspace, part: Placed, values: Json) -> str:
    if part.kind == "button":
        return f"[{label_of(part)}]"
    if part.kind == "overflow":
        return f"[⋯ {' / '.join(option_texts(part.element))}]"
    entry = values[part.block_id][part.action_id]
    if part.kind in ("checkboxes", "radio_buttons"):
        ticked = [one["value"] for one in entry.get("selected_options") or [entry.get("selected_option")] if one]
        boxes = [f"({'x' if one['value'] in ticked else ' '}) {one['text']['text']}" for one in options(part.element)]
        head = f"{label_of(part)}: " if part.is_input else ""
        return head + " ".join(boxes)
    return f"[{label_of(part)}: {entered(ws, entry) or '…'}]"


def entered(ws: Workspace, entry: Json) -> str:
    """Say what is in an element, as its state has it."""
    typed = [entry["value"]] if entry.get("value") else []
    return ", ".join([*typed, *(_said(ws, entry[name]) for name in _FIELD_ORDER if entry.get(name))])


def _said(ws: Workspace, value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(_said(ws, one) for one in value)
    if isinstance(value, dict):
        return str(value["name"] if "name" in value else value["text"]["text"])
    return ws.users[value].real_name if value in ws.users else str(value)
