"""A frame for the screen: each goal's text and its lines with values; what is equal for all stands once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.views.blocks import Block
from bot.views.rich import block, length, of_pieces, section, text
from canon.frames import Canon, Frame, Gap, Item, Line, Pieces, Words

PAGE_GOALS = 10
PAGE_BLOCKS = 30
PAGE_CHARACTERS = 6_500
NUMBER_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


FEWEST_ALIKE = 2


@dataclass(frozen=True, slots=True)
class Page:
    """One page of goals: its blocks, its number of `pages`, and which goals of how many it shows, in words."""

    blocks: tuple[Block, ...]
    number: int
    pages: int
    words: str
    next_word: str


def frame_page(
    frame: Frame, number: int = 1, outside: Sequence[Block] = (), *, characters: int = PAGE_CHARACTERS
) -> Page:
    """Return a page of a frame and of what stands below it, pages counted from 1, too high shows the last.

    What is the same for all goals stands on the page of the frame's last goal. Level expectations stand after the
    goals and are not counted among them.
    """
    shared = shared_lines(frame)
    goals = sum(item.row.kind != "dimension" for item in frame.items)
    units = [*_units(frame, shared), *_shared_block(frame, shared), *outside]
    pages = _paginate(units, goals, characters) or [[]]
    at = min(max(number, 1), len(pages))
    before = sum(len(page) for page in pages[: at - 1])
    return Page(tuple(pages[at - 1]), at, len(pages), *_words(pages, at, before, goals))


def _words(pages: list[list[Block]], at: int, before: int, goals: int) -> tuple[str, str]:
    end = before + len(pages[at - 1])
    here = f"Goals {before + 1} to {min(end, goals)} of {goals}" if before < goals else "Below the goals"
    coming = min(len(pages[at]), goals - end) if at < len(pages) else 0
    return here, f"Next {coming}" if coming > 0 else "Next"


def _units(frame: Frame, shared: tuple[Line, ...]) -> list[Block]:
    return [
        _unit(group.heading if item is group.items[0] else "", item, shared)
        for group in frame.groups
        for item in group.items
    ]


def shared_lines(frame: Frame) -> tuple[Line, ...]:
    """Return the lines without a blank that are the same for all goals of a frame, where there are several."""
    if len(frame.items) < FEWEST_ALIKE:
        return ()
    first = [line for line in frame.items[0].lines if _worth_showing(frame.items[0], line) and not _gaps(line.pieces)]
    return tuple(line for line in first if all(line in item.lines for item in frame.items))


def value_lines(item: Item) -> tuple[Pieces, ...]:
    """Return the lines of a goal that hold its blanks, each blank once, without what only repeats the goal."""
    seen: set[tuple[str, str]] = set()
    lines = []
    for line in item.lines:
        gaps = _gaps(line.pieces)
        if gaps and not gaps <= seen:
            seen |= gaps
            label: Pieces = (Words(f"{line.label}: "),) if line.label == "Target" else ()
            lines.append((*label, *_without_repeat(item, line.pieces)))
    return tuple(lines)


def _gaps(pieces: Pieces) -> set[tuple[str, str]]:
    return {(piece.row, piece.slot) for piece in pieces if isinstance(piece, Gap)}


def _worth_showing(item: Item, line: Line) -> bool:
    """Tell whether a line says more than the goal's own text in quotes."""
    return not any(isinstance(piece, Canon) and piece.text == item.row.text for piece in line.pieces)


def _without_repeat(item: Item, pieces: Pieces) -> Pieces:
    """Return a line up to its last blank where what follows only repeats the goal's text."""
    last = max(place for place, piece in enumerate(pieces) if isinstance(piece, Gap))
    rest = pieces[last + 1 :]
    repeats = any(isinstance(piece, Canon) and piece.text == item.row.text for piece in rest)
    return pieces[: last + 1] if repeats else pieces


def _unit(heading: str, item: Item, shared: tuple[Line, ...]) -> Block:
    """Return one goal as a block: its number and text, its lines with values, and lines that are its alone."""
    runs = [text(f"{heading}\n", bold=True)] if heading else []
    runs += [text(f"{item.number}. ", bold=True), *of_pieces(item.head)]
    for pieces in value_lines(item):
        runs += [text("\n"), *of_pieces(pieces)]
    for line in item.lines:
        if not _gaps(line.pieces) and line not in shared and _worth_showing(item, line):
            runs += [text(f"\n{line.label}: "), *of_pieces(line.pieces)]
    return block(section(_joined(runs)))


def _joined(runs: list[Block]) -> list[Block]:
    joined: list[Block] = []
    for run in runs:
        if joined and joined[-1].get("style") == run.get("style"):
            joined[-1] = joined[-1] | {"text": joined[-1]["text"] + run["text"]}
        else:
            joined.append(run)
    return joined


def _shared_block(frame: Frame, shared: tuple[Line, ...]) -> tuple[Block, ...]:
    if not shared:
        return ()
    runs = [text(f"The same for all {count_word(len(frame.items))} goals", bold=True)]
    for line in shared:
        runs += [text(f"\n{line.label}: "), *of_pieces(line.pieces)]
    return (block(section(_joined(runs))),)


def count_word(count: int) -> str:
    """Return a count as people write it: in words up to ten."""
    return NUMBER_WORDS[count] if count < len(NUMBER_WORDS) else str(count)


def _paginate(units: list[Block], goals: int, characters: int) -> list[list[Block]]:
    """Deal blocks out to pages by the number of goals, of blocks and of characters; a page has at least one."""
    pages: list[list[Block]] = []
    for place, unit in enumerate(units):
        many = place < goals and pages and len(pages[-1]) == PAGE_GOALS
        full = many or (pages and len(pages[-1]) == PAGE_BLOCKS)
        if not pages or full or length([*pages[-1], unit]) > characters:
            pages.append([])
        pages[-1].append(unit)
    return pages
