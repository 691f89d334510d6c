"""A comparison as plain text: what differs, side under side, each text with the place it stands in."""

from __future__ import annotations

from collections.abc import Iterator

from canon.compare import Comparison, Difference, Side
from canon.render.role import said_lines
from canon.said import Said

SAME = "Nothing that the canon says of them differs."


def compare_text(comparison: Comparison) -> str:
    """Return what differs between two roles at their levels, without a final newline."""
    blocks = [
        comparison.title,
        *("\n".join(_difference(one, comparison)) for one in comparison.differences),
        *([] if comparison.differences else [SAME]),
        *([f"The same in both: {', '.join(comparison.same)}."] if comparison.same else []),
        *_left_out(comparison),
    ]
    return "\n\n".join(blocks)


def _difference(one: Difference, comparison: Comparison) -> Iterator[str]:
    yield one.name
    for side, texts in ((comparison.left, one.left), (comparison.right, one.right)):
        if texts:
            only = "" if one.left and one.right else "only "
            yield from _side(f"{only}{side.name}", texts)


def _side(name: str, texts: tuple[Said, ...]) -> Iterator[str]:
    yield f"  {name}:"
    yield from (f"  {line}" for one in texts for line in said_lines(one))


def _left_out(comparison: Comparison) -> list[str]:
    sides: list[Side] = [side for side in (comparison.left, comparison.right) if side.missing]
    lines = [f"Left out of {side.name}, the canon has no: {', '.join(side.missing)}." for side in sides]
    return ["\n".join(lines)] if lines else []
