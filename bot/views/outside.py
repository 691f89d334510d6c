"""What stands below a layout: values that it does not print, a manager's own lines, and notes."""

from __future__ import annotations

from bot.facts import NO_WORDS, Goal, Goals
from bot.views.blocks import Block
from bot.views.rich import block, section, text
from canon.frames import Frame
from db.facts import Slot

SLOT_WORDS: dict[Slot, str] = {
    "baseline": "Baseline",
    "target": "Target",
    "date": "Due",
    "note": "Note",
    "text": "Words",
}


def outside_blocks(goals: Goals, frame: Frame) -> list[Block]:
    """Return what stands below a layout, a block for each line, the first of a kind under its heading."""
    return [
        _line(title if not place else "", name, words)
        for title, lines in outside_parts(goals, frame)
        for place, (name, words) in enumerate(lines)
    ]


def outside_text(goals: Goals, frame: Frame) -> str:
    """Return the same as plain text; empty where nothing stands below."""
    return "\n\n".join(_as_text(title, lines) for title, lines in outside_parts(goals, frame))


def outside_parts(goals: Goals, frame: Frame) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return what stands below a layout as headings over pairs of a name and its words."""
    parts = [
        ("Also part of these goals", [(goal.name, value_words(goal)) for goal in goals.beside(frame)]),
        (f"Added by {goals.author.name}", [(goal.text or NO_WORDS, value_words(goal)) for goal in goals.own_goals]),
        (f"Notes from {goals.author.name}", [(sentence_case(g.called), g.note) for g in goals.goals if g.note]),
    ]
    return [(title, lines) for title, lines in parts if lines]


def sentence_case(words: str) -> str:
    """Return words with a capital letter at the start."""
    return words[:1].upper() + words[1:]


def value_words(goal: Goal) -> str:
    """Return the filled values of a line in a row."""
    return " · ".join(f"{SLOT_WORDS[slot]}: {value}" for slot, value in goal.values.items() if value)


def _as_text(title: str, lines: list[tuple[str, str]]) -> str:
    return "\n".join([title, *(f"  - {_pair(name, words)}" for name, words in lines)])


def _pair(name: str, words: str) -> str:
    return f"{name}: {words}" if words else name


def _line(title: str, name: str, words: str) -> Block:
    heading = text(f"{title}\n" if title else "", bold=True)
    return block(section([heading, text(f"{name}{': ' if words else ''}"), text(words, bold=True)]))
