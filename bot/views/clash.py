"""A field that was changed on another device: both values, and the choice between them."""

from __future__ import annotations

from collections.abc import Collection
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
KEPT, MINE = "kept", "mine"


def clash_blocks(clashes: Collection[Clash], tz: str) -> list[Block]:
    """Return a choice for each field that has two values."""
    return [block for clash in clashes for block in _one(clash, tz)]


def waiting_slots(clashes: Collection[Clash]) -> set[Slot]:
    """Return the fields that wait for a choice."""
    return {clash.slot for clash in clashes}


def _one(clash: Clash, tz: str) -> list[Block]:
    when = clash.kept_at.astimezone(zone_of(tz)).strftime("%H:%M")
    name = SLOT_WORDS[clash.slot]
    said = paragraph(
        text(f"{name}: changed on another device at {when}: "),
        text(clash.kept or "(empty)", bold=True),
        text(". Here: "),
        text(clash.rival.value or "(empty)", bold=True),
        text("."),
    )
    options = [_option("Use", clash.kept, KEPT), _option("Keep", clash.rival.value, MINE)]
    radio = {"type": "radio_buttons", "action_id": f"{PICK}:{clash.slot}", "options": options}
    return [said, blocks.entry(f"{PICK}:{clash.slot}:{clash.rival.view_id}", f"Which {name.lower()} stands?", radio)]


def _option(verb: str, value: str, choice: str) -> Block:
    return blocks.option(f"{verb} {value or 'it empty'}", choice)


def read_clash(view: dict[str, Any], clashes: Collection[Clash]) -> dict[Slot, str]:
    """Return the chosen value of each field that had two."""
    fields = Fields(view)
    found = {clash.slot: (clash, fields.option(f"{PICK}:{clash.slot}")) for clash in clashes}
    return {
        slot: clash.kept if choice == KEPT else clash.rival.value for slot, (clash, choice) in found.items() if choice
    }
