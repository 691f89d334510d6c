"""Someone's goals as a line of a list: how they stand, in words, and the ways into them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bot.facts.role_changes import TextState
from bot.views import blocks
from bot.views.blocks import Block
from bot.views.frames import CONTINUE, START
from bot.views.rich import paragraph, text
from bot.views.shared_ids import OPEN
from bot.views.state import NewGoals, OneSheet, OneVersion, encode
from bot.views.text_news import show_button, text_words
from db.facts import SheetLine, SheetState

OPEN_SHEET = "goals:open"


def state_words(line: SheetLine, *, mine: bool = False) -> str:
    """Return how goals stand, for their author or, where they are `mine`, for whom they are about."""
    if line.state == "draft":
        return f"{line.goals_filled} of {line.goals} filled · draft, only you can see it"
    return f"version {line.version} · {'; '.join([_whose_turn(line, mine=mine), *_copy(line, mine=mine)])}"


def _whose_turn(line: SheetLine, *, mine: bool) -> str:
    if line.asked and line.state in {"shared", "unconfirmed"}:
        return "you asked for changes" if mine else "changes asked for, your turn"
    words: Mapping[SheetState, str] = {
        "shared": "your turn to read" if mine else "waits to be read and confirmed",
        "confirmed": "read and confirmed",
        "unconfirmed": "not confirmed",
        "closed": "closed",
        "withdrawn": "taken back",
    }
    return words[line.state]


def _copy(line: SheetLine, *, mine: bool) -> list[str]:
    return ["you have changes that are not shared"] if line.editing and not mine else []


def line_blocks(line: SheetLine, name: str, text_is: TextState = "same") -> list[Block]:
    """Return goals that a person writes in a list; `name` is whom they are for."""
    words = " · ".join([line.period.name, line.title, state_words(line), *text_words(text_is)])
    number = 0 if line.state == "draft" or line.editing else line.version
    ways = [*_ways(line), *_changed(line, number, text_is)]
    return [paragraph(text(name, bold=True)), blocks.context(words), blocks.actions(*ways)]


def my_line_blocks(line: SheetLine, name: str, progress: str = "", text_is: TextState = "same") -> list[Block]:
    """Return goals that were shared with a person in a list; `name` is whose they are from."""
    words = " · ".join([line.title, f"from {name}", state_words(line, mine=True), *text_words(text_is)])
    said = [blocks.context(words, *([progress] if progress else []))]
    way = blocks.actions(open_button(line), *_changed(line, line.version, text_is))
    return [paragraph(text(f"Your goals · {line.period.name}", bold=True)), *said, way]


def stood_in_blocks(line: SheetLine, name: str) -> list[Block]:
    """Return goals that a stand-in may open; `name` is the manager's for whom they stand in."""
    words = f"{line.title} · from {name} · {state_words(replace(line, editing=False))}"
    way = blocks.actions(open_button(line))
    return [paragraph(text(line.period.name, bold=True)), blocks.context(words), way]


def _ways(line: SheetLine) -> list[Block]:
    """Return the ways into goals: on with what is written, and to what was shared."""
    state = encode(OneSheet(line.id))
    writable = line.state == "draft" or line.editing
    go_on = [blocks.button(CONTINUE, "Continue", state, style="primary")] if writable else []
    look = blocks.button(OPEN_SHEET, "Show", state) if line.state == "draft" else open_button(line)
    return [*go_on, look, blocks.button(START, "Use for someone else", encode(NewGoals(source=line.id)))]


def _changed(line: SheetLine, number: int, text_is: TextState) -> list[Block]:
    return [show_button(line.id, number)] if text_is == "changed" else []


def open_button(line: SheetLine) -> Block:
    """Return the way to what was shared."""
    return blocks.button(OPEN, "Open", encode(OneVersion(line.id, line.version)))
