"""A field that was changed on another device: both values, and the choice between them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from bot.clock import zone_of
from bot.facts import Clash
from bot.views import blocks
from bot.views.blocks import Block
from bot.views.fields import Fields
from bot.views.rich import paragraph, text
from db.facts import Slot

PICK = "clash"
KEPT = "kept"
"""The choice of the value that stands, with its counter; the others go by the view that they were typed into."""
ASKED: dict[Slot, str] = {
    "baseline": "baseline",
    "target": "target",
    "date": "due date",
    "note": "note on how you will both see it",
    "text": "wording of your own goal",
}


def clash_blocks(clashes: Collection[Clash], tz: str) -> list[Block]:
    """Return a choice for each field that has two values or more."""
    slots = dict.fromkeys(clash.slot for clash in clashes)
    return [block for slot in slots for block in _asked([one for one in clashes if one.slot == slot], tz)]


def waiting_slots(clashes: Collection[Clash]) -> set[Slot]:
    """Return the fields that wait for a choice."""
    return {clash.slot for clash in clashes}


def _asked(clashes: Sequence[Clash], tz: str) -> list[Block]:
    """Return all values of one field and one choice among them."""
    first, last = clashes[0], clashes[-1]
    mine = [_option("Keep", clash.rival.value, clash.rival.view_id) for clash in clashes]
    options = [_option("Use", first.kept.value, _standing(first)), *mine]
    radio = {"type": "radio_buttons", "action_id": f"{PICK}:{first.slot}", "options": options}
    block_id = f"{PICK}:{first.slot}:{last.rival.view_id}:{first.kept.stamp}"
    return [
        *(_said(clash, tz) for clash in clashes),
        blocks.entry(block_id, f"Which {ASKED[first.slot]} stands?", radio),
    ]


def _standing(clash: Clash) -> str:
    return f"{KEPT}:{clash.kept.stamp}"


def _said(clash: Clash, tz: str) -> Block:
    when = clash.kept.written_at.astimezone(zone_of(tz)).strftime("%H:%M")
    name = ASKED[clash.slot]
    return paragraph(
        text(f"{name[:1].upper()}{name[1:]}: changed on another device at {when}: "),
        text(clash.kept.value or "(empty)", bold=True),
        text(". Here: "),
        text(clash.rival.value or "(empty)", bold=True),
        text("."),
    )


def _option(verb: str, value: str, choice: str) -> Block:
    return blocks.option(f"{verb} {value}" if value else "Leave it empty", choice)


def read_clash(view: dict[str, Any], clashes: Collection[Clash]) -> dict[Slot, str | None]:
    """Return the chosen value of each field that had two or more, None for the one that stands.

    A choice of what no longer stands, or was never asked about, counts as none.
    """
    fields = Fields(view)
    values: dict[tuple[Slot, str], str | None] = {(clash.slot, _standing(clash)): None for clash in clashes}
    values |= {(clash.slot, clash.rival.view_id): clash.rival.value for clash in clashes}
    return {slot: value for (slot, choice), value in values.items() if fields.option(f"{PICK}:{slot}") == choice}
