"""The living messages of shared goals: the employee's with the goals, the author's without a word of them."""

from __future__ import annotations

from bot.clock import today_in
from bot.facts import Goals, Shared
from bot.facts.role_changes import TextState
from bot.views import blocks
from bot.views import shared_ids as ids
from bot.views import shared_parts as parts
from bot.views.blocks import Block
from bot.views.compact import PAGE_CHARACTERS, Page, frame_page
from bot.views.frames import CONTINUE, filled_words
from bot.views.moments import day_words
from bot.views.outside import outside_blocks
from bot.views.people import asked_goals, author, short_name
from bot.views.rich import length, paragraph, text
from bot.views.shared_controls import (
    employee_row,
    first_contact_row,
    newer_goals,
    plain_button,
    take_back,
)
from bot.views.shared_talk import talk_briefly
from bot.views.state import OneSheet, encode
from bot.views.text_news import show_button, text_news, text_words

LONGEST = 9_600
"""Characters of a message: Slack has refused little more than this."""
SHOW_ALL = "Show everything"
ROW = 4
"""Controls that stand in a row."""


def shared_message(shared: Shared) -> Block:
    """Return the employee's one message about their goals, as it is now: the fields of a message."""
    if not shared.sheet.version:
        return _line(_taken_back(shared))
    if shared.refused or not shared.met:
        return _first_contact(shared)
    return _closed(shared) if shared.sheet.state == "closed" else _living(shared)


def first_contact_blocks(shared: Shared) -> list[Block]:
    """Return the question that stands before the first goals somebody shares; it holds nothing of them."""
    words = _wants(shared)
    nothing = f"Nothing is shown until you press “Show them”. {author(shared)} is told what you press."
    return [paragraph(text(words)), first_contact_row(shared), blocks.context(nothing)]


def version_message(shared: Shared) -> Block:
    """Return the short message that says there is a new version: the fields of a message."""
    return _line(_shared_words(shared), plain_button(shared, ids.OPEN, "Open"))


def recalled_message(shared: Shared, number: int) -> Block:
    """Return what the short message about a version becomes when it is taken back: the fields of a message."""
    return _line(f"{author(shared)} took version {number} of your goals for {shared.sheet.period.name} back.")


def own_message(goals: Goals, shared: Shared | None, *, person: str, text_is: TextState = "same") -> Block:
    """Return an author's one message about somebody's goals; it holds nothing of them.

    `goals` are those that are written on, `shared` is what is in force; `person` is the Slack id of whom it is for.
    `text_is` tells how the role text of `goals` stands to the library.
    """
    sheet = goals.sheet
    about = f"{goals.subject.name} · {sheet.period.name}"
    if sheet.author != person:
        return _line(f"Goals for {about} · moved to {goals.author.name}")
    if shared is not None:
        words = " · ".join([f"Goals for {about}", *_where(shared), *text_words(text_is)])
        return _line(words, *_author_ways(shared), *_changed(shared, text_is))
    if sheet.state == "withdrawn":
        return _line(f"Draft for {about} · taken back")
    words = " · ".join([f"Draft for {about}", filled_words(goals), *text_words(text_is)])
    return _line(words, _continue(goals), *([show_button(sheet.id)] if text_is == "changed" else []))


def _line(words: str, *ways: Block) -> Block:
    """Return one line with its controls; it is what the notification says too."""
    row = [blocks.actions(*ways)] if ways else []
    return {"text": blocks.fallback(words), "blocks": [blocks.context(words), *row]}


def _living(shared: Shared) -> Block:
    changes, changes_cut = parts.changed_briefly(shared)
    said, said_cut = talk_briefly(shared)
    everything = [blocks.actions(plain_button(shared, ids.OPEN, SHOW_ALL))] if changes_cut or said_cut else []
    above = [*parts.heading(shared), *parts.note(shared), *changes]
    below = [
        *parts.open_fields(shared),
        *said,
        *everything,
        *parts.standing(shared),
        *text_news(shared.text, shared.sheet.id, shared.revision.number),
        employee_row(shared),
        *parts.meaning(shared),
        parts.who_can_read(shared),
    ]
    body = [*above, *_goals(shared, LONGEST - length([*above, *below])), *below]
    return {"text": blocks.fallback(_notification(shared)), "blocks": body}


def _goals(shared: Shared, room: int) -> list[Block]:
    """Return the goals that a message has room for, and how many are left to read."""
    frame = shared.goals.frame()
    outside = outside_blocks(shared.goals, frame)
    pages: list[Page] = []
    while not pages or len(pages) < pages[0].pages:
        pages.append(frame_page(frame, len(pages) + 1, outside, characters=min(room, PAGE_CHARACTERS)))
    shown = pages[0].blocks if length(pages[0].blocks) <= room else ()
    goals = sum(item.row.kind != "dimension" for item in frame.items)
    units = sum(len(page.blocks) for page in pages)
    hidden = (max(goals - len(shown), 0), units - max(len(shown), goals))
    return [*shown, *_not_shown(*hidden)]


def _not_shown(goals: int, below: int) -> list[Block]:
    counted = (
        f"{goals} more goal{'' if goals == 1 else 's'}" if goals else "",
        f"{below} part{'' if below == 1 else 's'} below the goals" if below else "",
    )
    left = " and ".join(filter(None, counted))
    return [blocks.context(f"Not shown here: {left}. Press “Read in full”.")] if left else []


def _notification(shared: Shared) -> str:
    goals, reply = f"your goals for {shared.goals.sheet.period.name}", shared.reply
    if reply is not None:
        words = {
            "confirmed": f"You read and confirmed {goals}.",
            "declined": f"You did not confirm {goals}.",
            "unanswered": f"“No answer” was recorded for {goals}.",
        }
        return words[reply.kind]
    if shared.request is not None:
        return f"You asked {author(shared)} for changes to {goals}."
    return f"{_shared_words(shared)} Please read them."


def _shared_words(shared: Shared) -> str:
    """Return "Ana Ruiz shared version 2 of your goals for H1 2027.", the first without its number."""
    who, goals = shared.name(shared.revision.shared_by), f"your goals for {shared.goals.sheet.period.name}"
    if shared.revision.number == 1:
        return f"{who} shared {goals} with you."
    return f"{who} shared version {shared.revision.number} of {goals}."


def _wants(shared: Shared) -> str:
    return f"{shared.name(shared.sheet.author)} wants to share goals with you as your manager."


def _taken_back(shared: Shared) -> str:
    when = shared.revision.taken_back_at or shared.sheet.updated_at
    return f"{shared.name(shared.sheet.author)} took these goals back on {parts.day(shared, when)}."


def _first_contact(shared: Shared) -> Block:
    if shared.refused:
        words = f"You said that {shared.name(shared.sheet.author)} is not your manager. Nothing is shown."
        return _line(words, plain_button(shared, ids.MEET, "Show them after all"))
    return {"text": blocks.fallback(_wants(shared)), "blocks": first_contact_blocks(shared)}


def _closed(shared: Shared) -> Block:
    sheet = shared.sheet
    newer = newer_goals(shared)
    end = ": newer ones have taken their place." if newer else "."
    words = f"Your goals for {sheet.period.name} were closed on {parts.day(shared, sheet.updated_at)}{end}"
    return _line(words, plain_button(shared, ids.OPEN, "Open"), *newer)


def _where(shared: Shared) -> list[str]:
    """Return in a few words where the goals stand, for their author."""
    sheet = shared.sheet
    if sheet.state == "closed":
        return [f"closed {parts.day(shared, sheet.updated_at)}"]
    number, on = shared.revision.number, parts.day(shared, shared.revision.shared_at)
    editing = [f"changes not shared yet, {parts.working_words(shared)}"] if sheet.editing else []
    to = shared.name(sheet.moving_to) if sheet.moving_to else ""
    moving = [f"goes to {to} once {short_name(shared.goals.subject.name)} agrees"] if to else []
    return [f"version {number} shared {on}", _turn(shared), *editing, *moving]


def _turn(shared: Shared) -> str:
    """Return whose turn it is, or what came of it."""
    who = short_name(shared.goals.subject.name)
    if shared.undelivered:
        return f"Slack did not deliver this to {who} ({shared.undelivered}). {who} finds it on Goalframe’s Home"
    if shared.request is not None:
        return f"{who} asked for changes to {asked_goals(shared)}"
    if arrives := parts.arrival_words(shared):
        return arrives.removesuffix(".")
    if shared.refused:
        return f"{who} said that you are not their manager"
    if not shared.met:
        return f"{who} is asked first whether you are their manager"
    return _answered(shared, who)


def _answered(shared: Shared, who: str) -> str:
    reply = shared.reply
    if reply is None:
        return f"waiting for {who} to read"
    on = day_words(today_in(reply.at, shared.person.tz))
    words = {
        "confirmed": f"read and confirmed {on}",
        "declined": f"{who} did not confirm",
        "unanswered": f"“no answer” recorded {on}",
    }
    return words[reply.kind]


def _author_ways(shared: Shared) -> list[Block]:
    now = [plain_button(shared, ids.SEND_NOW, "Send now"), take_back(shared)] if shared.waits_until else []
    answer = [plain_button(shared, ids.ANSWER, "Answer") | {"style": "primary"}] if shared.request else []
    working = [_continue(shared.goals)] if shared.sheet.editing else []
    return [*now, *answer, *working, plain_button(shared, ids.OPEN, "Open")]


def _changed(shared: Shared, text_is: TextState) -> list[Block]:
    """Return the way to what changed, where a row of controls has room for it: it stands behind “Open” too."""
    number = 0 if shared.sheet.editing else shared.revision.number
    room = len(_author_ways(shared)) < ROW
    return [show_button(shared.sheet.id, number)] if text_is == "changed" and room else []


def _continue(goals: Goals) -> Block:
    return blocks.button(CONTINUE, "Continue", encode(OneSheet(goals.sheet.id)), style="primary")
