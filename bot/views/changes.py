"""What changed from one version to another, in lines: old, an arrow, new."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

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
NONE = "(none)"
"""What stands where a role text has or had nothing."""


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
    old, new = map(_cut, _from_where_they_differ(change.old, change.new))
    return old_and_new(old or NONE, new or NONE) if change.kind == "role" else old_and_new(old, new)


def _cut(value: str) -> str:
    return blocks.shorten(value, VALUE)


def _from_where_they_differ(old: str, new: str) -> tuple[str, str]:
    """Return two texts without the words that both begin with, where they are too long to be shown whole."""
    alike = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False)))
    same = old.rfind(" ", 0, alike) + 1
    if max(len(old), len(new)) <= VALUE or not same:
        return old, new
    return f"…{old[same:]}", f"…{new[same:]}"
