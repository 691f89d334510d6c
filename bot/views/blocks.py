"""The blocks and elements that views are made of: each a plain dict, texts taken as they are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

Block = dict[str, Any]
OPTION = 75
"""Characters that an option or a button can hold; Slack's limit."""
OPTIONS = 100
"""Choices that a menu can hold; Slack's limit."""


def plain(text: str) -> Block:
    """Text that nothing is formatted in: no emoji, no mentions, no links."""
    return {"type": "plain_text", "text": text, "emoji": False}


def mrkdwn(text: str) -> Block:
    """Our own template words, formatted; never for canon text or what people typed."""
    return {"type": "mrkdwn", "text": text, "verbatim": True}


def header(text: str) -> Block:
    """Return a heading, cut to what a heading can hold: the whole text stands below it or in its layout."""
    return {"type": "header", "text": plain(shorten(text, 150))}


def section(text: str) -> Block:
    """Return a paragraph of our own words."""
    return {"type": "section", "text": mrkdwn(text)}


def context(*texts: str) -> Block:
    """Return small grey lines; nothing in them is formatted."""
    return {"type": "context", "elements": [plain(text) for text in texts]}


def divider() -> Block:
    """Return a line across."""
    return {"type": "divider"}


def actions(*elements: Block, block_id: str | None = None) -> Block:
    """Return controls in a row."""
    return {"type": "actions", "elements": list(elements)} | ({"block_id": block_id} if block_id else {})


def button(
    action_id: str, text: str, value: str = "", *, style: str | None = None, ask: Block | None = None
) -> Block:
    """Return a button; `ask` is a confirmation dialog before it does anything."""
    element: Block = {"type": "button", "action_id": action_id, "text": plain(shorten(text, OPTION))}
    if value:
        element["value"] = value
    if style:
        element["style"] = style
    return element | ({"confirm": ask} if ask else {})


def confirm(title: str, text: str, yes: str, no: str) -> Block:
    """Return a confirmation dialog."""
    return {"title": plain(title), "text": plain(text), "confirm": plain(yes), "deny": plain(no)}


def option(text: str, value: str) -> Block:
    """Return one choice of a menu, its text cut to what a menu can hold."""
    return {"text": plain(shorten(text, OPTION)), "value": value}


def menu(action_id: str, placeholder: str, options: Sequence[Block], chosen: Block | None = None) -> Block:
    """Return a menu of choices."""
    element: Block = {
        "type": "static_select",
        "action_id": action_id,
        "placeholder": plain(placeholder),
        "options": list(options),
    }
    return element | ({"initial_option": chosen} if chosen else {})


def overflow(action_id: str, options: Sequence[Block]) -> Block:
    """Return the menu behind three dots, of at most five entries."""
    return {"type": "overflow", "action_id": action_id, "options": list(options)}


def rows(controls: Sequence[Block], most: int = 4) -> list[Block]:
    """Return controls in as many rows as they need."""
    return [actions(*controls[at : at + most]) for at in range(0, len(controls), most)]


def checkboxes(action_id: str, options: Sequence[Block], ticked: Sequence[Block]) -> Block:
    """Return boxes to tick."""
    element: Block = {"type": "checkboxes", "action_id": action_id, "options": list(options)}
    return element | ({"initial_options": list(ticked)} if ticked else {})


def radio(action_id: str, options: Sequence[Block]) -> Block:
    """Return choices of which one is made."""
    return {"type": "radio_buttons", "action_id": action_id, "options": list(options)}


def entry(
    block_id: str, label: str, element: Block, *, hint: str = "", optional: bool = False, dispatch: bool = False
) -> Block:
    """Return a labelled input."""
    block: Block = {"type": "input", "block_id": block_id, "label": plain(label), "element": element}
    block |= {"optional": optional, "dispatch_action": dispatch}
    return block | ({"hint": plain(hint)} if hint else {})


def text_field(action_id: str, value: str, placeholder: str = "", *, longest: int = 500) -> Block:
    """Return a one-line text field that tells of every character, so that nothing typed is lost."""
    element: Block = {
        "type": "plain_text_input",
        "action_id": action_id,
        "max_length": longest,
        "dispatch_action_config": {"trigger_actions_on": ["on_character_entered"]},
    }
    if value:
        element["initial_value"] = value
    return element | ({"placeholder": plain(placeholder)} if placeholder else {})


def day_field(action_id: str, value: str) -> Block:
    """Return a date picker; `value` is `YYYY-MM-DD` or empty."""
    element: Block = {"type": "datepicker", "action_id": action_id}
    return element | ({"initial_date": value} if value else {})


def modal(callback_id: str, title: str, blocks: Iterable[Block], **parts: Any) -> Block:
    """Return a modal; `submit` and `close` are words, `private_metadata` a state's text, the rest as Slack has it."""
    view: Block = {"type": "modal", "callback_id": callback_id, "title": plain(title), "blocks": list(blocks)}
    for name in ("submit", "close"):
        if parts.get(name):
            parts[name] = plain(parts[name])
    return view | {name: part for name, part in parts.items() if part}


def fallback(words: str) -> str:
    """Return words for a message's own `text`, where a name may not become a mention or a link."""
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def shorten(text: str, limit: int) -> str:
    """Return the text, cut at a limit of characters with an ellipsis where it is longer."""
    return text if len(text) <= limit else f"{text[: limit - 1].rstrip()}…"
