"""How a review cycle stands, for its organisers: counts a step, who is late, and what can be done about it."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from typing import Any

from bot.clock import today_in
from bot.facts.cycles import CycleFilter, CycleStatus
from bot.views import blocks, cycle_ids
from bot.views.blocks import Block, shorten
from bot.views.cycle_late import late_blocks, late_controls, late_heading, place_of, remind_button, remind_words
from bot.views.cycle_menus import ALL, long_menu, name_of, name_option
from bot.views.cycle_words import STATE_WORDS, count_words, cycle_words, people_words, phase_days, test_words
from bot.views.moments import hour_words, week_day_words
from bot.views.rich import paragraph, text
from bot.views.state import CycleDeed, CyclePlace, RunPlace, encode
from db.facts import Cycle

MODAL = "cycle"
IN_MESSAGE = 10
"""Late people that stand in a message; the others are behind [Open]."""
LISTED = 20
OTHERS = 5
"""Cycles beside the one that Home shows; the others are in the list."""
EDIT = {"dates": "Edit dates", "people": "Add or remove people", "edit": "Edit name, hour and reminders"}
PAUSE = {"pause": "Pause all reminders"}
CLOSE = {"close": "Close this cycle"}


def status_blocks(status: CycleStatus) -> list[Block]:
    """Return how a cycle stands, with its filters and a page of who is late."""
    return [*_top(status), *(_late(status) if _begun(status) else []), blocks.divider(), *_bottom(status)]


def status_message(status: CycleStatus) -> Block:
    """Return how a cycle stands, with the first who are late: the fields of a message."""
    late = [*late_heading(status), *late_blocks(status, IN_MESSAGE)] if _begun(status) else []
    word = f"See all {len(status.late)}" if len(status.late) > IN_MESSAGE else "Open"
    way = blocks.button(cycle_ids.OPEN, word, encode(place_of(status)))
    body = [*_top(status), *late, blocks.actions(way, *remind_button(status)), *_bottom(status)]
    return {"text": blocks.fallback(f"How {_name(status.cycle)} stands"), "blocks": body}


def status_modal(status: CycleStatus) -> Block:
    """Return how a cycle stands as a view, behind [Open]."""
    body = status_blocks(status)
    return blocks.modal(MODAL, "Review cycle", body, close="Close", private_metadata=encode(place_of(status)))


def cycles_message(cycles: Sequence[Cycle]) -> Block:
    """Return all review cycles, the first given first: the fields of a message."""
    title = "Review cycles"
    none = [] if cycles else [blocks.context("There is no review cycle yet.")]
    return {"text": title, "blocks": [blocks.header(title), *none, *_listed(cycles), _new()]}


def several_message(cycles: Sequence[Cycle]) -> Block:
    """Return the question which of several cycles somebody means: the fields of a message."""
    title = "Which review cycle?"
    told = blocks.section("Several fit, so nothing was done. Type the whole name of the one you mean, or open it.")
    return {"text": title, "blocks": [blocks.header(title), told, *_listed(cycles)]}


def cycles_blocks(status: CycleStatus | None, others: Sequence[Cycle] = ()) -> list[Block]:
    """Return the organisers' part of Home: one cycle as it stands, the others behind [Open]."""
    shown = status_blocks(status) if status else [blocks.header("Review cycles")]
    none = [] if status or others else [blocks.context("There is no review cycle yet.")]
    left = len(others) - OTHERS
    more = [blocks.context(f"and {left} more in the list of cycles")] if left > 0 else []
    lines = [_line(cycle) for cycle in others[:OTHERS]]
    return [*shown, *([blocks.divider()] if status and lines else []), *none, *lines, *more, _new()]


def read_filter(surface: dict[str, Any], cycle_id: str) -> CycleFilter:
    """Return what the menus of a cycle are set to; `surface` holds the state: a view, or a press in a message."""
    values = (surface.get("state") or {}).get("values") or {}
    begins = f"{cycle_ids.FILTERS}:{cycle_id}:"
    found: dict[str, Any] = next((menus for block, menus in values.items() if block.startswith(begins)), {})
    picked = {action: (menu.get("selected_option") or {}).get("value", "") for action, menu in found.items()}
    step = picked.get(cycle_ids.STEP, "")
    position = int(step) if step.isascii() and step.isdigit() else 0
    return CycleFilter(position, name_of(picked.get(cycle_ids.UNIT, "")), name_of(picked.get(cycle_ids.COUNTRY, "")))


def filtered_cycle(block_id: str) -> str:
    """Return the cycle whose filters stand in a block, empty where the block has none."""
    begins, _, rest = block_id.partition(f"{cycle_ids.FILTERS}:")
    return "" if begins else rest.partition(":")[0]


def _name(cycle: Cycle) -> str:
    return shorten(cycle.name, 60)


def _begun(status: CycleStatus) -> bool:
    return status.cycle.state in {"running", "paused", "closed"}


def _top(status: CycleStatus) -> list[Block]:
    """Return whose cycle it is, when it was counted, and how each of its steps stands."""
    where = f", {status.countries} {'country' if status.countries == 1 else 'countries'}" if status.countries else ""
    counted = f"Counted {hour_words(status.counted_at, status.viewer.tz)} your time"
    state = "" if status.cycle.state == "running" else STATE_WORDS[status.cycle.state]
    told = [f"{counted} · you see names, dates and status, never goal texts", state, test_words(status)]
    return [
        blocks.header(f"{_name(status.cycle)} · {people_words(status.people)}{where}"),
        blocks.context(*filter(None, told)),
        *_phases(status),
    ]


def _phases(status: CycleStatus) -> list[Block]:
    if not _begun(status):
        return [
            paragraph(text(f"{one.position}. {one.name}", bold=True), text(f"\n{phase_days(one)}"))
            for one in status.cycle.phases
        ]
    today = today_in(status.counted_at, status.viewer.tz)
    return [
        paragraph(
            text(f"{one.phase.position}. {one.phase.name}", bold=True),
            text(f" · due {week_day_words(one.phase.due)}\n{count_words(one, today)}"),
        )
        for one in status.counts
    ]


def _late(status: CycleStatus) -> list[Block]:
    """Return a page of who is late under the filters, with the ways on."""
    controls = late_controls(status)
    ways = [blocks.actions(*controls)] if controls else []
    return [*_filters(status), *late_heading(status), *late_blocks(status), *ways]


def _filters(status: CycleStatus) -> list[Block]:
    """Return the three menus; a block of its own for each setting, so that Slack shows what is set."""
    chosen = status.chosen
    steps = [blocks.option("Step: all", "0")]
    steps += [blocks.option(f"Step: {one.position}. {one.name}", str(one.position)) for one in status.cycle.phases]
    units, countries = dict.fromkeys(status.units), dict.fromkeys(status.country_codes)
    menus = [
        long_menu(cycle_ids.STEP, "Step", steps, str(chosen.position)),
        *([_names(cycle_ids.UNIT, "Team", list(units), chosen.unit)] if units else []),
        *([_names(cycle_ids.COUNTRY, "Country", list(countries), chosen.country)] if countries else []),
    ]
    drawn = zlib.crc32(f"{chosen.position}\n{chosen.unit}\n{chosen.country}".encode())
    return [blocks.divider(), blocks.actions(*menus, block_id=f"{cycle_ids.FILTERS}:{status.cycle.id}:{drawn:08x}")]


def _names(action_id: str, word: str, names: Sequence[str], chosen: str) -> Block:
    options = [blocks.option(f"{word}: all", ALL), *(name_option(name, f"{word}: {name}") for name in names)]
    return long_menu(action_id, word, options, name_option(chosen)["value"] if chosen else ALL)


def _bottom(status: CycleStatus) -> list[Block]:
    """Return what can be done with the whole cycle, and what a reminder by hand would do."""
    told = remind_words(status)
    return [blocks.actions(*_controls(status)), *([blocks.context(told)] if told else [])]


def _controls(status: CycleStatus) -> list[Block]:
    cycle, place = status.cycle, encode(place_of(status))
    export = blocks.button(cycle_ids.EXPORT, "Export CSV", place)
    log = blocks.button(cycle_ids.LOG, "Reminder log", encode(CyclePlace(cycle.id)))
    run = encode(RunPlace(cycle.id))
    if cycle.state == "draft":
        first = blocks.button(cycle_ids.DRY_RUN, "See what it would send", run, style="primary")
        ask = blocks.confirm(
            "Delete this draft?", "Nothing was sent. Nobody in it is told.", "Delete this draft", "Keep it"
        )
        drop = blocks.button(cycle_ids.DROP, "Delete this draft", encode(CyclePlace(cycle.id)), ask=ask)
        return [first, drop, _more(cycle, EDIT)]
    if cycle.state == "running":
        calendar = blocks.button(cycle_ids.CALENDAR, "Calendar of reminders", run)
        return [calendar, export, log, _more(cycle, EDIT | PAUSE | CLOSE)]
    if cycle.state == "paused":
        resume = blocks.button(cycle_ids.RESUME, "Resume reminders", encode(CyclePlace(cycle.id)), style="primary")
        return [resume, export, log, _more(cycle, EDIT | CLOSE)]
    return [export, log]


def _more(cycle: Cycle, entries: dict[str, str]) -> Block:
    options = [blocks.option(words, encode(CycleDeed(what, cycle.id))) for what, words in entries.items()]
    return blocks.overflow(cycle_ids.MORE, options)


def _listed(cycles: Sequence[Cycle]) -> list[Block]:
    more = [blocks.context(f"The first {LISTED} of {len(cycles)}.")] if len(cycles) > LISTED else []
    return [*map(_line, cycles[:LISTED]), *more]


def _line(cycle: Cycle) -> Block:
    words = f"{_name(cycle)}\n{cycle_words(cycle)}"
    way = blocks.button(cycle_ids.OPEN, "Open", encode(CyclePlace(cycle.id)))
    return {"type": "section", "text": blocks.plain(words), "accessory": way}


def _new() -> Block:
    return blocks.actions(blocks.button(cycle_ids.NEW, "New review cycle"))
