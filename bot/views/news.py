"""One message about all that happened with goals since the last one: who did what, not what was said."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from bot.facts import NewsItem
from bot.views import blocks
from bot.views.blocks import Block
from bot.views.people import named_goals
from bot.views.rich import paragraph, text
from bot.views.shared_ids import ANSWER, OPEN
from bot.views.state import OneVersion, encode

MOST_BLOCKS = 45
EACH = 2
"""Blocks that one person's goals take: what happened, and the way on."""
REPLIES = ("asked", "confirmed", "declined")


def news_message(items: Sequence[NewsItem]) -> Block:
    """Return the message to one person: its fields. What is about the same goals stands together."""
    groups: dict[str, list[NewsItem]] = {}
    for item in items:
        groups.setdefault(item.happening.sheet_id, []).append(item)
    every = list(groups.values())
    shown = every[: (MOST_BLOCKS - 1) // EACH]
    body = [block for number, group in enumerate(shown, start=1) for block in _group(group, number)]
    left = sum(len(group) for group in every[len(shown) :])
    more = [blocks.context(f"and {left} more on Home")] if left else []
    return {"text": blocks.fallback(_notification(items)), "blocks": [*body, *more]}


def _notification(items: Sequence[NewsItem]) -> str:
    if len(items) > 1:
        return f"{len(items)} things happened with goals."
    return _short(items[0])


def _group(group: Sequence[NewsItem], number: int) -> list[Block]:
    """Return what happened with one person's goals, the same deed of the same person once, and the way on."""
    deeds = groupby(sorted(group, key=_deed), key=_deed)
    sentences = {deed: _sentence(list(same)) for deed, same in deeds}
    lines = [sentences[deed] for deed in dict.fromkeys(map(_deed, group))]
    way = _way(group, number)
    return [paragraph(text("\n".join(lines))), *([blocks.actions(way)] if way else [])]


def _deed(item: NewsItem) -> tuple[str, str]:
    return item.happening.by, item.happening.what


def _way(group: Sequence[NewsItem], number: int) -> Block | None:
    """Return the way to the goals; to the answer where a request is the last thing that was said to them."""
    last = group[-1].happening
    if last.what == "moved" and last.object_id != last.person:
        return None
    replies = [item for item in group if item.happening.what in REPLIES]
    asked = any(item.happening.what == "asked" and not item.done for item in replies[-1:])
    state = encode(OneVersion(last.sheet_id, last.number))
    action, words = (ANSWER, "Answer") if asked else (OPEN, "Open")
    return blocks.button(f"{action}:{number}", words, state, style="primary" if asked else None)


def _short(item: NewsItem) -> str:
    """Return one thing for a notification, which names neither goals nor period."""
    verbs = {
        "confirmed": "read and confirmed their goals",
        "declined": "won’t confirm their goals",
        "asked": "asked for changes",
        "commented": "commented on goals",
        "kept": "answered your request",
        "closed": "closed goals",
        "reopened": "reopened goals",
        "not moved": "said no to a new manager",
        "not met": "said that you are not their manager",
    }
    what = item.happening.what
    if what in verbs:
        return f"{item.by} {verbs[what]}."
    return f"Goals of {item.subject} {'moved' if what == 'moved' else 'have changed'}."


def _sentence(same: Sequence[NewsItem]) -> str:
    """Return what one person did, once or several times."""
    item = same[-1]
    called = [name for one in same for name in one.called]
    said = _asked_or_said(item.happening.what, called, len(same))
    verb = f"{said} · {item.period}" if said else _done(item)
    return f"{item.by} {verb}" if verb else _moved(item)


def _asked_or_said(what: str, called: Sequence[str], times: int) -> str:
    named = f"{named_goals(called)}" if called else "the goals"
    often = f" {times} times" if times > 1 else ""
    verbs = {"asked": f"asked for changes to {named}{often}", "commented": f"commented{often} on {named}"}
    return verbs.get(what, "")


def _done(item: NewsItem) -> str:
    goals = f"goals for {item.period}"
    return {
        "confirmed": f"read and confirmed the {goals}",
        "declined": f"won’t confirm the {goals}",
        "kept": f"kept the {goals} as they are and answered your request",
        "closed": f"closed your {goals}",
        "reopened": f"reopened your {goals}",
        "not moved": f"did not agree to a new manager; the {goals} stay with you",
        "not met": f"said that you are not their manager; the {goals} were not shown",
    }.get(item.happening.what, "")


def _moved(item: NewsItem) -> str:
    goals = f"goals of {item.subject} for {item.period}"
    if item.happening.what != "moved":
        return f"Something has changed in the {goals}"
    if item.happening.object_id == item.happening.person:
        return f"You are the manager for the {goals} now"
    return f"The {goals} moved to {item.about}"
