"""A frame as plain text, to the byte; every line stays a row of typed pieces until the end."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from canon.frames import Frame, FrameName, Item, Line, Pieces, Words
from canon.words import SUBTITLES, intro, place_line, title

TextLine = Pieces
"""The pieces of one line; none for a blank line."""


def frame_text(frame: Frame) -> str:
    """Return the frame's text block, without a final newline; empty if there is nothing behind the frame."""
    return "\n".join(map(line_text, text_lines(frame)))


def line_text(pieces: Pieces) -> str:
    """Return the words of one line."""
    return "".join(piece.text for piece in pieces)


def text_lines(frame: Frame) -> list[TextLine]:
    """Return the lines of the frame's text block."""
    return _with_blank_lines(_blocks(frame))


def all_text(frames: Iterable[Frame]) -> str:
    """Return several frames of one profile under their headings; those with nothing behind them are left out."""
    return "\n\n".join("\n".join(map(line_text, lines)) for lines in all_lines(frames))


def all_lines(frames: Iterable[Frame]) -> Iterator[list[TextLine]]:
    """Give the paragraphs of a whole page: title, place, intro, then each frame's heading, subtitle and text."""
    for place, frame in enumerate(frames):
        if place == 0:
            profile = frame.profile
            yield [title(profile)]
            yield [place_line(profile)]
            yield [intro(profile)]
        if frame.groups:
            yield [(Words(frame.title),), (Words(SUBTITLES[frame.name]),)]
            yield text_lines(frame)


def _blocks(frame: Frame) -> Iterator[list[TextLine]]:
    for group in frame.groups:
        if frame.name == "scorecard":
            yield [(Words(group.heading),), *map(_card_line, group.items)]
        else:
            yield from (_ITEMS[frame.name](item) for item in group.items)


def _with_blank_lines(blocks: Iterable[list[TextLine]]) -> list[TextLine]:
    lines = [line for block in blocks for line in ((), *block)]
    return lines[1:]


def _source(item: Item, spaces: int = 2) -> Pieces:
    return (Words(" " * spaces + "[source: "), *item.source, Words("]"))


def _labelled(line: Line, width: int) -> TextLine:
    return (Words("   " + f"{line.label}:".ljust(width)), *line.pieces)


def _smart(item: Item) -> list[TextLine]:
    head = (Words(f"{item.number}. "), *item.head, *_source(item))
    return [head, *(_labelled(line, 13) for line in item.lines)]


def _okr(item: Item) -> list[TextLine]:
    head = (Words(f"Objective {item.number}: "), *item.head, *_source(item))
    return [head, *((Words(f"  {line.label}. "), *line.pieces) for line in item.lines)]


def _mbo(item: Item) -> list[TextLine]:
    head = (Words(f"{item.number}. Area: "), *item.head, *_source(item))
    return [head, *(_labelled(line, 10) for line in item.lines)]


def _card_line(item: Item) -> TextLine:
    return (Words("  - "), *item.head, Words("  →  "), *item.lines[0].pieces, *_source(item, 3))


_ITEMS: Mapping[FrameName, Callable[[Item], list[TextLine]]] = {"smart": _smart, "okr": _okr, "mbo": _mbo}
