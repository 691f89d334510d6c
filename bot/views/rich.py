"""Rich text: the only place where canon text and what people typed stands, because nothing in it is interpreted."""

from __future__ import annotations

from collections.abc import Iterable

from bot.views.blocks import Block
from canon.frames import Gap, Piece


def text(words: str, *, bold: bool = False, italic: bool = False) -> Block:
    """Return a run of text, verbatim."""
    style = {name: True for name, on in (("bold", bold), ("italic", italic)) if on}
    return {"type": "text", "text": words} | ({"style": style} if style else {})


def link(url: str, words: str) -> Block:
    """Return a link under words of our own."""
    return {"type": "link", "url": url, "text": words}


def bullets(lines: Iterable[str]) -> Block:
    """Return texts as a list, verbatim, for a rich text block."""
    return {"type": "rich_text_list", "style": "bullet", "elements": [section([text(line)]) for line in lines]}


def paragraph(*runs: Block) -> Block:
    """Return a rich text block of one paragraph; empty runs are left out."""
    return block(section(runs))


def section(runs: Iterable[Block]) -> Block:
    """Return a paragraph inside a rich text block."""
    return {"type": "rich_text_section", "elements": [run for run in runs if run["text"]]}


def block(*sections: Block) -> Block:
    """Return a rich text block."""
    return {"type": "rich_text", "elements": list(sections)}


def preformatted(words: str) -> Block:
    """Return text in a box, byte for byte, for copying."""
    return block({"type": "rich_text_preformatted", "elements": [text(words)], "border": 0})


def of_piece(piece: Piece) -> Block:
    """Return a frame's piece as a run: values stand out, everything else is plain."""
    return text(piece.text, bold=isinstance(piece, Gap) and piece.value is not None)


def of_pieces(pieces: Iterable[Piece]) -> list[Block]:
    """Return pieces as runs, neighbours of the same look joined."""
    runs: list[Block] = []
    for run in map(of_piece, pieces):
        if runs and runs[-1].get("style") == run.get("style"):
            runs[-1]["text"] += run["text"]
        else:
            runs.append(run)
    return runs


def length(blocks: Iterable[Block]) -> int:
    """Return how many characters blocks hold in all their texts."""
    return sum(_length(part) for part in blocks)


def _length(part: object) -> int:
    if isinstance(part, dict):
        own = len(part["text"]) if isinstance(part.get("text"), str) else 0
        return own + sum(_length(value) for key, value in part.items() if key != "text" or not isinstance(value, str))
    if isinstance(part, list):
        return sum(_length(item) for item in part)
    return 0
