"""Who is late in a review cycle: a line and a menu each, twenty a page, and the reminder to all of them."""

from __future__ import annotations

from bot.clock import today_in
from bot.facts.cycles import CycleFilter, CycleStatus, LatePerson
from bot.views import blocks, cycle_ids
from bot.views.blocks import Block, shorten
from bot.views.cycle_words import people_words
from bot.views.moments import week_day_words
from bot.views.state import CycleDeed, CyclePlace, encode

PAGE_PEOPLE = 20
LONGEST_NAME, LONGEST_OWED = 80, 200
DEEDS = {
    "remind": "Remind",
    "excuse": "Excuse",
    "due": "Move due date",
    "manager": "Change manager",
    "history": "Reminder history",
}


def late_heading(status: CycleStatus) -> list[Block]:
    """Return how many are late."""
    count = len(status.late)
    words = f"*Late: {people_words(count)}*, longest first" if count else "*Nobody is late.*"
    return [blocks.section(words)]


def late_blocks(status: CycleStatus, most: int = PAGE_PEOPLE) -> list[Block]:
    """Return a page of those who are late, or only the first `most` of them."""
    start = (page_of(status) - 1) * PAGE_PEOPLE
    return [_line(one, status) for one in status.late[start : start + most]]


def late_controls(status: CycleStatus) -> list[Block]:
    """Return the reminder to all who are late, and the ways to the pages beside."""
    return [*remind_button(status), *_turns(status)]


def remind_button(status: CycleStatus) -> list[Block]:
    """Return the reminder to all who are late; none where nothing may be sent."""
    if not status.late or status.cycle.state != "running":
        return []
    return [blocks.button(cycle_ids.REMIND, _remind_word(len(status.late)), encode(place_of(status)))]


def remind_words(status: CycleStatus) -> str:
    """Return what the reminder to all would do; empty where there is none."""
    if not remind_button(status):
        return ""
    return f"You see the text first. {each_gets(status.cycle.hour, status.merged)}"


def each_gets(hour: int, merged: int) -> str:
    """Return when a reminder by hand arrives, and with how many it joins one that comes anyway."""
    what = "gets one that day, so it is merged" if merged == 1 else "get one that day, so theirs is merged"
    joined = f"; {merged} already {what}" if merged else ""
    return f"Each gets it at their next working {hour:02}:00{joined}."


def place_of(status: CycleStatus, page: int = 1) -> CyclePlace:
    """Return what is shown of a cycle, for a button to carry."""
    return place(status.cycle.id, status.chosen, page)


def place(cycle_id: str, chosen: CycleFilter, page: int = 1, user: str = "") -> CyclePlace:
    """Return a page of a cycle's people under a filter, or of one of them, for a button to carry."""
    return CyclePlace(cycle_id, chosen.position, chosen.unit, chosen.country, page, user)


def page_of(status: CycleStatus) -> int:
    """Return the page that is shown; one beyond the last is the last."""
    return min(max(status.page, 1), max(1, -(-len(status.late) // PAGE_PEOPLE)))


def _remind_word(count: int) -> str:
    return "Remind this one" if count == 1 else f"Remind these {count}"


def _turns(status: CycleStatus) -> list[Block]:
    at, count = page_of(status), len(status.late)
    back = [_turn(status, at - 1, "Back")] if at > 1 else []
    left = min(count - at * PAGE_PEOPLE, PAGE_PEOPLE)
    return [*back, *([_turn(status, at + 1, f"Show {left} more")] if left > 0 else [])]


def _turn(status: CycleStatus, page: int, word: str) -> Block:
    return blocks.button(f"{cycle_ids.PAGE}:{page}", word, encode(place_of(status, page)))


def _line(one: LatePerson, status: CycleStatus) -> Block:
    manager = f" · manager {shorten(one.manager, LONGEST_NAME)}" if one.manager else ""
    days = f"{one.days_late} working {'day' if one.days_late == 1 else 'days'} late"
    owed = [f"Owes: {shorten(one.owes, LONGEST_OWED)}", days, *_messages(one, status)]
    words = f"{shorten(one.name, LONGEST_NAME)}{manager}\n{' · '.join(owed)}"
    return {"type": "section", "text": blocks.plain(words), "accessory": _menu(one, status)}


def _messages(one: LatePerson, status: CycleStatus) -> list[str]:
    """Return when the last message went out and the next one does, on the organiser's days."""
    ends = (("last", one.last_at), ("next", one.next_at if status.cycle.state == "running" else None))
    tz = status.viewer.tz
    return [f"{which} message {week_day_words(today_in(at, tz))}" for which, at in ends if at is not None]


def _menu(one: LatePerson, status: CycleStatus) -> Block:
    cycle = status.cycle
    if cycle.state not in {"running", "paused"}:
        value = encode(CyclePlace(cycle.id, user=one.user_id))
        return blocks.button(cycle_ids.HISTORY, DEEDS["history"], value)
    options = [
        blocks.option(word, encode(CycleDeed(what, cycle.id, one.user_id)))
        for what, word in DEEDS.items()
        if what != "remind" or cycle.state == "running"
    ]
    return blocks.overflow(cycle_ids.LATE, options)
