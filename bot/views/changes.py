"""What changed from one version to another, in lines: old, an arrow, new."""

from __future__ import annotations

from collections.abc import Sequence

from bot.facts import SLOT_WORDS, Change
from bot.views import blocks
from bot.views.blocks import Block
from bot.views.outside import sentence_case
from bot.views.rich import block, section, text

NAMED = 20
"""Up to so many changes are shown one by one; what is left is counted."""
VALUE = 150
"""Characters of a value shown here; it stands whole in the version itself."""
OPEN = "(left open)"


def change_block(heading: str, changes: Sequence[Change]) -> Block:
    """Return the changes under a heading."""
    runs = [text(heading, bold=True)]
    for change in changes[:NAMED]:
        runs += [text(f"\n{sentence_case(_place(change))}"), *_what(change)]
    more = len(changes) - NAMED
    return block(section([*runs, text(f"\nand {more} more" if more > 0 else "")]))


def old_and_new(old: str, new: str) -> list[Block]:
    """Return a value and what takes its place as runs, whole."""
    return [text(old or OPEN), text(" → "), text(new or OPEN, bold=True)]


def _place(change: Change) -> str:
    """Return where the change is: a goal and its field, or all that is laid out anew."""
    return f"{change.called}, {SLOT_WORDS[change.slot]}: " if change.slot else f"{change.called}: "


def _what(change: Change) -> list[Block]:
    if change.kind == "added":
        return [text("new: "), text(_cut(change.new), bold=True)]
    if change.kind == "dropped":
        return [text("taken out: "), text(_cut(change.old))]
    return old_and_new(_cut(change.old), _cut(change.new))


def _cut(value: str) -> str:
    return blocks.shorten(value, VALUE)
