"""A field that was changed on another device: both values, and the choice between them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from bot.clock import zone_of
from bot.facts import Clash
from bot.views import blocks
from bot.views.blocks import Block
from bot.views.fields import Fields
from bot.views.outside import SLOT_WORDS
from bot.views.rich import paragraph, text
from db.facts import Slot

PICK = "clash"
KEPT = "kept"
"""The choice of the value that stands; the others go by the id of the view that they were typed into."""


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
    options = [_option("Use", first.kept, KEPT), *mine]
    radio = {"type": "radio_buttons", "action_id": f"{PICK}:{first.slot}", "options": options}
    label = f"Which {SLOT_WORDS[first.slot].lower()} stands?"
    ask = blocks.entry(f"{PICK}:{first.slot}:{last.rival.view_id}", label, radio)
    return [*(_said(clash, tz) for clash in clashes), ask]


def _said(clash: Clash, tz: str) -> Block:
    when = clash.kept_at.astimezone(zone_of(tz)).strftime("%H:%M")
    name = SLOT_WORDS[clash.slot]
    return paragraph(
        text(f"{name}: changed on another device at {when}: "),
        text(clash.kept or "(empty)", bold=True),
        text(". Here: "),
        text(clash.rival.value or "(empty)", bold=True),
        text("."),
    )


def _option(verb: str, value: str, choice: str) -> Block:
    return blocks.option(f"{verb} {value or 'it empty'}", choice)


def read_clash(view: dict[str, Any], clashes: Collection[Clash]) -> dict[Slot, str]:
    """Return the chosen value of each field that had two or more."""
    fields = Fields(view)
    values = {(clash.slot, KEPT): clash.kept for clash in clashes}
    values |= {(clash.slot, clash.rival.view_id): clash.rival.value for clash in clashes}
    return {slot: value for (slot, choice), value in values.items() if fields.option(f"{PICK}:{slot}") == choice}
