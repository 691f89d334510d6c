"""One to-do of a review cycle: what it asks, how far it is, when it is due, and its one button."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.facts.cycles import ToDo, Way
from bot.views import blocks, shared_ids
from bot.views.blocks import Block
from bot.views.frames import CONTINUE, START
from bot.views.moments import week_day_words
from bot.views.rich import link, paragraph
from bot.views.state import CycleDeed, NewGoals, OneSheet, OneTask, OneVersion, encode
from db.facts import PhaseKind, TaskState

MARK = "todo:mark"
"""Marks by hand what is done elsewhere; carries a `OneTask`."""
NAME = "todo:name"
"""Leads an organiser to a person's line in the company's list; carries a `CycleDeed`."""
NAME_WORDS = "Name a manager for {name}"
NOBODY = "nobody who is there is their manager in the company’s list"
OWN_WORDS: Mapping[PhaseKind, str] = {
    "share": "Share your goals",
    "confirm": "Read and confirm your goals",
    "check in": "Update progress on your goals",
    "self review": "Write your self review",
    "manager review": "Write your review",
    "confirm review": "Read and confirm your review",
}
OTHERS_WORDS: Mapping[PhaseKind, str] = {
    "share": "Share goals with {name}",
    "confirm": "Answer {name}’s request for changes",
    "check in": "Update progress on {name}’s goals",
    "self review": "Finish {name}’s self review",
    "manager review": "Write the review of {name}",
    "confirm review": "Finish the review of {name}",
}
BUTTON_WORDS: Mapping[Way, str] = {
    "open": "Open",
    "continue": "Continue",
    "start": "Start",
    "answer": "Answer",
    "progress": "Update progress",
    "mark": "Mark done",
    "name": "Name a manager",
}

ENDED_WORDS: Mapping[TaskState, str] = {
    "done": "Done.",
    "excused": "Not needed any more.",
    "waiting": "Not your turn now.",
}


def to_do_blocks(one: ToDo, *, over: bool = False) -> list[Block]:
    """Return a to-do with its button, without one where nothing is left to do or the cycle is `over`."""
    orphaned = one.way == "name" and is_open(one)
    words = NAME_WORDS if orphaned else OTHERS_WORDS[one.kind]
    what = OWN_WORDS[one.kind] if one.own else words.format(name=one.name)
    if over or not is_open(one):
        return [_section(what, _ended(one))]
    return [_section(what, _standing(one)) | {"accessory": _button(one)}, *_where(one)]


def _section(what: str, how: str) -> Block:
    return {"type": "section", "text": blocks.plain(f"{what}\n{how}" if how else what)}


def is_open(one: ToDo) -> bool:
    """Tell whether something is left to do."""
    return one.task.state == "open" and one.done_on is None


def due_words(one: ToDo) -> str:
    """Return "due Fri 18 Dec, in 3 working days" or "due Fri 18 Dec, 2 working days late"."""
    count = abs(one.working_days)
    days = f"{count} working {'day' if count == 1 else 'days'}"
    far = f"in {days}" if one.working_days > 0 else f"{days} late" if one.working_days else "today"
    return f"due {week_day_words(one.task.due)}, {far}"


def _standing(one: ToDo) -> str:
    """Return from whom it is, how far it is and when it is due."""
    sender = f"from {one.name}" if one.own and one.name else ""
    orphaned = NOBODY if one.way == "name" else ""
    return " · ".join(filter(None, (sender, orphaned, one.state_words, due_words(one))))


def _ended(one: ToDo) -> str:
    """Return why there is nothing to do; nothing where only the cycle is over."""
    if one.done_on is not None:
        return f"Done {week_day_words(one.done_on)}."
    return ENDED_WORDS.get(one.task.state, "")


def _button(one: ToDo) -> Block:
    task = one.task
    version = encode(OneVersion(task.sheet_id, one.version))
    ways: Mapping[Way, Callable[[], tuple[str, str]]] = {
        "open": lambda: (shared_ids.OPEN, version),
        "continue": lambda: (CONTINUE, encode(OneSheet(task.sheet_id))),
        "start": lambda: (START, encode(NewGoals(subject=task.subject))),
        "answer": lambda: (shared_ids.ANSWER, version),
        "progress": lambda: (shared_ids.PROGRESS, version),
        "name": lambda: (NAME, encode(CycleDeed("manager", task.cycle_id, task.subject))),
        "mark": lambda: (MARK, encode(OneTask(task.cycle_id, task.position, task.subject))),
    }
    action_id, value = ways[one.way]()
    return blocks.button(action_id, BUTTON_WORDS[one.way], value)


def _where(one: ToDo) -> list[Block]:
    """Return the way to what is written elsewhere, where there is a web address of it."""
    if one.way != "mark" or not one.link.startswith("https://"):
        return []
    return [paragraph(link(one.link, "Open where it is written"))]
