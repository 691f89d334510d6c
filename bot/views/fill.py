"""One line of someone's goals: its text, the layout's own line above the fields, and the way to any other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.facts import Answer, Clash, Goal, Goals, Typed, Visit
from bot.views import blocks
from bot.views.blocks import Block
from bot.views.clash import clash_blocks, waiting_slots
from bot.views.compact import value_lines
from bot.views.fields import Fields
from bot.views.rich import of_pieces, paragraph, text
from bot.views.state import OneLine, decode, encode
from bot.views.titles import goals_title
from canon.frames import FrameName, row_source
from db.facts import Slot

SUBMIT = "fill"
FIELD = "fill"
NOTE, TEXT, PAST = "fill:note", "fill:text", "fill:past"
JUMP, LEAVE = "fill:jump", "fill:leave"
CHECK = "check"
"""Where the jump menu leads besides the goals: the last page."""

LABELS: dict[Slot, tuple[str, str, str]] = {
    "baseline": (
        "Baseline (where it stands today)",
        "For example: 22 % of deals won, last 12 months",
        "Name the measure with its unit. Leave empty if there is none yet.",
    ),
    "target": ("Target", "For example: 30 % of deals won", ""),
    "date": ("Due date", "", "Filled in from the period. Change it for this goal alone."),
}
FORMER = "No longer in the role library, where it was:"
WHAT_SHOWS = "What would show it?"
JUMPS = 100


@dataclass(frozen=True, slots=True)
class Filling:
    """A line to fill: the goals, which line, what waits for a choice, and whether a past day needs a yes."""

    goals: Goals
    goal: Goal
    clashes: tuple[Clash, ...] = ()
    ask_past: bool = False
    opened: int = 0


def fill_modal(filling: Filling) -> Block:
    """Return the view of one line."""
    goals, goal = filling.goals, filling.goal
    opened = filling.opened or goals.sheet.stamp
    return blocks.modal(
        SUBMIT,
        goals_title(goals),
        [
            blocks.context(_progress(goals, goal)),
            *_text_above(filling, opened),
            *clash_blocks(filling.clashes, goals.author.tz),
            *_slot_fields(filling, opened),
            *_note_field(filling, opened),
            *([_past_box()] if filling.ask_past else []),
            _ways(goals, goal),
            blocks.context(_source(goals, goal)),
        ],
        submit="Save & next",
        close="Close, keep draft",
        notify_on_close=True,
        private_metadata=encode(OneLine(goals.sheet.id, goal.key, opened)),
    )


def _progress(goals: Goals, goal: Goal) -> str:
    done = f"{goals.filled} filled"
    return f"Goal {goal.number} of {len(goals.goals)} · {done} · saved as you type · only you can see this draft"


def _text_above(filling: Filling, opened: int) -> list[Block]:
    goals, goal = filling.goals, filling.goal
    if goal.row is None:
        if "text" in waiting_slots(filling.clashes):
            return []
        field = blocks.text_field(TEXT, goal.text, "For example: Win back three lost accounts")
        label = "Your own goal, in one sentence"
        return [blocks.entry(f"text:{goal.key}:{opened}", label, field, dispatch=True)]
    plain = goal.row.kind != "dimension" or goal.row in goals.profile.former
    above = [paragraph(text(goal.text, bold=True))] if plain else []
    lines = [paragraph(*of_pieces(pieces)) for pieces in _template_lines(goals, goal)]
    details = [paragraph(text("\n".join(f"• {detail}" for detail in goal.row.details)))] if goal.row.details else []
    return [*above, *details, *lines]


def _template_lines(goals: Goals, goal: Goal) -> list[tuple[Any, ...]]:
    """Return the line of the layout that this line's fields fill, the Scorecard's or MBO's where it has none.

    What the role library no longer has stands in no layout.
    """
    order: tuple[FrameName, ...] = (goals.layout, "scorecard", "mbo")
    items = (item for name in order for item in goals.frame(name).items if item.row.key == goal.key)
    item = next(items, None)
    if item is None:
        return []
    head = item.head if goal.row is not None and goal.row.kind == "dimension" else ()
    lines = value_lines(item)
    return [head, *lines] if head else [*lines]


def _slot_fields(filling: Filling, opened: int) -> list[Block]:
    waiting = waiting_slots(filling.clashes)
    return [_slot_field(filling.goal, slot, opened) for slot in filling.goal.slots if slot not in waiting]


def _slot_field(goal: Goal, slot: Slot, opened: int) -> Block:
    label, placeholder, hint = LABELS[slot]
    if slot == "target" and goal.row is not None and goal.row.kind == "dimension":
        label, placeholder = WHAT_SHOWS, ""
    value = goal.values[slot]
    action = f"{FIELD}:{slot}"
    element = blocks.day_field(action, value) if slot == "date" else blocks.text_field(action, value, placeholder)
    return blocks.entry(f"{slot}:{goal.key}:{opened}", label, element, hint=hint, optional=True, dispatch=True)


def _note_field(filling: Filling, opened: int) -> list[Block]:
    goal = filling.goal
    if "note" in waiting_slots(filling.clashes):
        return []
    element = blocks.text_field(NOTE, goal.note, "For example: CRM report, win rate, quarterly")
    hint = "Stands under the goals, outside the layout."
    block_id = f"note:{goal.key}:{opened}"
    return [blocks.entry(block_id, "How you will both see it", element, hint=hint, optional=True, dispatch=True)]


def _past_box() -> Block:
    box = blocks.option("Keep a day before today", "yes")
    return blocks.entry("past", "The due date is before today", blocks.checkboxes(PAST, [box], []), optional=True)


def _ways(goals: Goals, goal: Goal) -> Block:
    others = [other for other in goals.goals if other.key != goal.key][: JUMPS - 1]
    options = [line_option(other) for other in others]
    menu = blocks.menu(JUMP, "Go to another goal", [*options, blocks.option("Check your goals", CHECK)])
    state = encode(OneLine(goals.sheet.id, goal.key, goals.sheet.stamp))
    return blocks.actions(
        menu, blocks.button(LEAVE, "Leave this goal out", state), block_id=f"ways:{goals.sheet.stamp}"
    )


def line_option(goal: Goal) -> Block:
    """Return a line as a choice of the menus that lead to it."""
    state = "filled" if goal.filled else "empty"
    return blocks.option(f"{goal.number}. {blocks.shorten(goal.name, 55)} ({state})", goal.key)


def _source(goals: Goals, goal: Goal) -> str:
    if goal.row is None:
        return f"Added by {goals.author.name}. It stands below the goals from the role library."
    label = "".join(piece.text for piece in row_source(goals.profile, goal.row))
    return f"{FORMER} {label}" if goal.row in goals.profile.former else f"From the role library: {label}"


def read_fill(view: dict[str, Any]) -> Answer:
    """Return what the view of one line holds."""
    fields = Fields(view)
    line = decode(OneLine, view["private_metadata"])
    slots: tuple[Slot, ...] = ("text", "baseline", "target", "date", "note")
    return Answer(
        sheet_id=line.sheet,
        key=line.key,
        visit=Visit(view["id"], line.opened),
        fields={slot: _slot_typed(fields, slot) for slot in slots if f"{FIELD}:{slot}" in fields},
        past_ok=bool(fields.ticked(PAST)),
    )


def asked_past(view: dict[str, Any]) -> bool:
    """Tell whether a view has asked for a yes to a day before today."""
    return PAST in Fields(view)


def _slot_typed(fields: Fields, slot: Slot) -> Typed:
    action = f"{FIELD}:{slot}"
    return Typed(fields.day(action) if slot == "date" else fields.text(action), fields.shown(action))


def error_fields(view: dict[str, Any], faults: dict[str, str]) -> dict[str, str]:
    """Return sentences under the fields that they are about, by block id."""
    fields = Fields(view)
    return {fields.block(f"{FIELD}:{name}"): sentence for name, sentence in faults.items()}
