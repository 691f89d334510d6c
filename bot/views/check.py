"""The last page: the goals as they stand, what is still open, and what can be done with them."""

from __future__ import annotations

from datetime import date

from bot.facts import Goal, Goals
from bot.facts.role_changes import TextState
from bot.views import blocks
from bot.views.blocks import Block
from bot.views.compact import frame_page
from bot.views.fill import LABELS, line_option
from bot.views.frames import READ, filled_words, layout_word
from bot.views.outside import outside_blocks, sentence_case
from bot.views.people import short_name
from bot.views.rich import paragraph, text
from bot.views.several import SEVERAL
from bot.views.shared_ids import DROP
from bot.views.state import OneSheet, ShownFrame, encode
from bot.views.text_news import text_news
from bot.views.titles import LONGEST, first_name, goals_title
from canon.frames import FRAMES

SUBMIT = "check"
LAYOUT, GO, CHOOSE, ADD, DISCARD, TURN = (
    "check:layout",
    "check:go",
    "check:choose",
    "check:add",
    "check:discard",
    "check:page",
)
NAMED = 20
"""Up to so many goals are named one by one where something is open or past; what is left is counted."""


def check_modal(goals: Goals, today: date, page: int = 1, *, number: int = 0, text_is: TextState = "same") -> Block:
    """Return the last page; `number` is that of the next version, the one after that in force without it.

    `text_is` tells how the role text stands to the library.
    """
    frame = goals.frame()
    part = frame_page(frame, page, outside_blocks(goals, frame))
    turn = [
        _turn(goals, n, word)
        for n, word in ((part.number - 1, "Back"), (part.number + 1, part.next_word))
        if 1 <= n <= part.pages
    ]
    body = [
        blocks.header(f"{goals.subject.name} · {goals.sheet.period.name}"),
        blocks.context(f"{goals.sheet.title} · {filled_words(goals)} · {_standing(goals, number)}"),
        *text_news(text_is, goals.sheet.id),
        _layouts(goals),
        *(part.blocks or [paragraph(text("No goal is chosen yet. Press “Choose goals”."))]),
        *([blocks.context(part.words), blocks.actions(*turn)] if turn else []),
        *_open_fields(goals, today),
        blocks.divider(),
        *_ways(goals),
        _reading(goals),
        blocks.actions(_drop(goals) if goals.sheet.editing else _discard(OneSheet(goals.sheet.id))),
    ]
    return blocks.modal(
        SUBMIT,
        goals_title(goals),
        body,
        submit=_share_word(goals),
        close="Keep as draft" if _shareable(goals) else "Close",
        notify_on_close=True,
        private_metadata=encode(OneSheet(goals.sheet.id, page)),
    )


def _share_word(goals: Goals) -> str:
    """Return what the last page's main button says: nobody shares with themself."""
    if not _shareable(goals):
        return "Keep as draft"
    word = f"Share with {first_name(goals.subject.name)}"
    return word if len(word) <= LONGEST else "Share"


def _shareable(goals: Goals) -> bool:
    return goals.sheet.author != goals.sheet.subject


def _standing(goals: Goals, number: int) -> str:
    """Return who sees what: of changes to what is shared the employee knows nothing until they are shared."""
    version = goals.sheet.version
    if not goals.sheet.editing:
        return "kept as a draft, only you can see it"
    name = short_name(goals.subject.name)
    coming = number or version + 1
    return f"changes to version {version}, {name} keeps version {version} until you share version {coming}"


def _layouts(goals: Goals) -> Block:
    options = {name: blocks.option(layout_word(name), name) for name in FRAMES}
    menu = blocks.menu(LAYOUT, "Layout", list(options.values()), options[goals.layout])
    return blocks.actions(menu, block_id=f"layout:{goals.sheet.stamp}")


def _turn(goals: Goals, page: int, word: str) -> Block:
    return blocks.button(f"{TURN}:{page}", word, encode(OneSheet(goals.sheet.id, page)))


def _open_fields(goals: Goals, today: date) -> list[Block]:
    """Return which fields are open and which days are past, so that nothing is overlooked."""
    lines = [*open_words(goals), *_past_words(goals, today)]
    return [blocks.context("\n".join(lines))] if lines else []


def open_words(goals: Goals) -> list[str]:
    """Return which fields are open, in one sentence."""
    names = [_open_name(goal) for goal in goals.goals if goal.open_slots]
    count = sum(len(goal.open_slots) for goal in goals.goals)
    if not count:
        return ["Every field is filled."] if goals.goals else []
    more = [f"more in {len(names) - NAMED} other goals"] if len(names) > NAMED else []
    return [f"{count} {'field is' if count == 1 else 'fields are'} open: {'; '.join([*names[:NAMED], *more])}."]


def _past_words(goals: Goals, today: date) -> list[str]:
    past = goals.past_dates(today)
    more = [f"{len(past) - NAMED} other goals are due before today."] if len(past) > NAMED else []
    return [*(f"{sentence_case(goal.called)} is due before today." for goal in past[:NAMED]), *more]


def _open_name(goal: Goal) -> str:
    words = " and ".join(LABELS[slot][0].split(" (")[0].lower() for slot in goal.open_slots)
    return f"{words} of {goal.called}"


def _ways(goals: Goals) -> list[Block]:
    """Return the ways back into the goals."""
    state = encode(OneSheet(goals.sheet.id))
    options = [line_option(goal) for goal in goals.goals]
    menus = [blocks.menu(GO, "Go to a goal", options[:100])] if options else []
    add = [blocks.button(ADD, "Add a goal of your own", state)] if goals.free_key else []
    return [
        blocks.actions(*menus, blocks.button(CHOOSE, "Choose goals", state), *add, block_id=f"go:{goals.sheet.stamp}")
    ]


def _reading(goals: Goals) -> Block:
    shown = encode(ShownFrame(goals.profile.id, goals.layout, 1, goals.sheet.id))
    several = blocks.button(SEVERAL, "Start for several", encode(OneSheet(goals.sheet.id)))
    return blocks.actions(blocks.button(READ, "Read in full", shown), several)


def _drop(goals: Goals) -> Block:
    version = goals.sheet.version
    words = f"Version {version} stays as {short_name(goals.subject.name)} has it."
    ask = blocks.confirm("Drop these changes?", words, "Drop them", "Keep them")
    return blocks.button(DROP, "Drop the changes", encode(OneSheet(goals.sheet.id)), style="danger", ask=ask)


def _discard(state: OneSheet) -> Block:
    ask = blocks.confirm(
        "Take back this draft?", "It goes from your lists. Nobody else has seen it.", "Take back", "Keep it"
    )
    return blocks.button(DISCARD, "Take back", encode(state), style="danger", ask=ask)
