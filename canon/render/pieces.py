"""What every renderer asks of a frame's pieces."""

from __future__ import annotations

from canon.frames import Gap, Item, Line, Pieces
from canon.model import Slot


def words(pieces: Pieces) -> str:
    """Return the words of a row of pieces."""
    return "".join(piece.text for piece in pieces)


def gap(item: Item, slot: Slot) -> Gap:
    """Return an item's own blank of a slot."""
    found = (piece for line in item.lines for piece in line.pieces if isinstance(piece, Gap))
    return next(piece for piece in found if piece.slot == slot)


def line(item: Item, label: str) -> Line | None:
    """Return an item's line with this label, if the canon had what it needs."""
    return next((found for found in item.lines if found.label == label), None)
