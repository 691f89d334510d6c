"""The goals to keep: every goal's whole text with a box under it, in pages where there are many."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.facts import FEW, NO_WORDS, Goals
from bot.views import blocks
from bot.views.blocks import Block
from bot.views.fields import Fields
from bot.views.rich import paragraph, text
from bot.views.state import OneSheet, encode
from bot.views.titles import goals_title

SUBMIT = "choose"
KEEP = "choose:keep"
LEVEL = "choose:level"
ALL, NONE, TURN = "choose:all", "choose:none", "choose:page"
PAGE_ROWS = 40
KEPT = "kept"
NO_LONGER = " · no longer in the role library"


@dataclass(frozen=True, slots=True)
class Choice:
    """A line that can be kept or left out."""

    key: str
    text: str
    label: str


def choose_modal(goals: Goals, page: int = 1, *, ticked: bool | None = None) -> Block:
    """Return a page of the goals to keep; `ticked` ticks all of it or none, else what is kept already is ticked."""
    rows = choosable(goals)
    pages = pages_of(goals)
    shown = rows[(page - 1) * PAGE_ROWS : page * PAGE_ROWS]
    first = (page - 1) * PAGE_ROWS + 1
    kept = goals.sheet.kept if ticked is None else {row.key for row in shown if ticked}
    stage = goals.sheet.stamp if ticked is None else f"{goals.sheet.stamp}{'all' if ticked else 'none'}"
    body = [block for n, row in enumerate(shown, first) for block in _row(n, row, f"{stage}", kept=row.key in kept)]
    return blocks.modal(
        SUBMIT,
        goals_title(goals),
        [
            blocks.section(_ask(len(rows) - len(goals.own_rows))),
            *body,
            *_tools(goals, page, pages),
            *_level(goals, page, pages),
        ],
        submit="Next" if page == pages else "Next page",
        close="Close, keep draft",
        notify_on_close=True,
        private_metadata=encode(OneSheet(goals.sheet.id, page)),
    )


def pages_of(goals: Goals) -> int:
    """Return how many pages the goals to choose from take."""
    return max(1, -(-len(choosable(goals)) // PAGE_ROWS))


def choosable(goals: Goals) -> tuple[Choice, ...]:
    """Return the lines that are chosen one by one: goals, areas and own lines; level expectations go together."""
    former = goals.profile.former
    rows = [row for row in goals.profile.rows if row.kind != "dimension" or row in former]
    own = [Choice(row.key, goals.own_text(row) or NO_WORDS, "Your own goal") for row in goals.own_rows]
    labels = [f"{row.name or f'Goal {n}'}{NO_LONGER if row in former else ''}" for n, row in enumerate(rows, 1)]
    return (*(Choice(row.key, row.text, label) for row, label in zip(rows, labels, strict=True)), *own)


def _ask(count: int) -> str:
    return (
        "*Goals to keep.* All are kept unless you take one out."
        if count <= FEW
        else "*Goals to keep.* Choose 3 to 5."
    )


def _row(number: int, row: Choice, stage: str, *, kept: bool) -> list[Block]:
    box = blocks.option(f"Keep goal {number}", row.key)
    field = blocks.checkboxes(f"{KEEP}:{row.key}", [box], [box] if kept else [])
    whole = paragraph(text(f"{number}. ", bold=True), text(row.text))
    label = blocks.shorten(row.label, 150)
    return [whole, blocks.entry(f"keep:{row.key}:{stage}", label, field, optional=True, dispatch=True)]


def _tools(goals: Goals, page: int, pages: int) -> list[Block]:
    if len(choosable(goals)) - len(goals.own_rows) <= FEW:
        return []
    state = encode(OneSheet(goals.sheet.id, page))
    back = [blocks.button(TURN, "Page before", encode(OneSheet(goals.sheet.id, page - 1)))] if page > 1 else []
    both = (blocks.button(ALL, "Choose all here", state), blocks.button(NONE, "Choose none here", state))
    return [blocks.actions(*both, *back)] + ([blocks.context(f"Page {page} of {pages}")] if pages > 1 else [])


def _level(goals: Goals, page: int, pages: int) -> list[Block]:
    """Return the one box for the level expectations, on the last page, where the library has some."""
    dimensions = goals.profile.dimensions
    if not dimensions or page != pages:
        return []
    box = blocks.option("Add level expectations", KEPT)
    on = _level_kept(goals)
    names = ", ".join(row.name or "" for row in dimensions)
    field = blocks.checkboxes(LEVEL, [box], [box] if on else [])
    hint = blocks.shorten(names, 2000)
    return [blocks.entry("level", "Level expectations", field, hint=hint, optional=True, dispatch=True)]


def _level_kept(goals: Goals) -> bool:
    return any(row.key in goals.sheet.kept for row in goals.profile.dimensions)


def read_choose(view: dict[str, Any], goals: Goals) -> tuple[set[str], set[str]]:
    """Return the keys that are kept and all the keys that the view decides on.

    The one box for level expectations decides only where it was changed: some of them may have been left out.
    """
    fields = Fields(view)
    shown = {row.key for row in choosable(goals) if f"{KEEP}:{row.key}" in fields}
    kept = {key for key in shown if fields.ticked(f"{KEEP}:{key}")}
    if LEVEL in fields and bool(fields.ticked(LEVEL)) != _level_kept(goals):
        dimensions = {row.key for row in goals.profile.dimensions}
        shown |= dimensions
        kept |= dimensions if fields.ticked(LEVEL) else set()
    return kept, shown
