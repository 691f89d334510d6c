"""Shared goals in a view, page by page, in any layout, with what this person can do; and what a check found."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.facts import Shared, as_layout
from bot.views import blocks
from bot.views import shared_ids as ids
from bot.views import shared_parts as parts
from bot.views.blocks import Block
from bot.views.compact import Page, frame_page
from bot.views.frames import layout_word
from bot.views.outside import outside_blocks
from bot.views.paging import pager
from bot.views.rich import paragraph, text
from bot.views.shared import first_contact_blocks
from bot.views.shared_controls import newer_goals, plain_button, version, version_in_force, view_rows
from bot.views.shared_talk import talk_whole
from bot.views.state import OneVersion, encode
from bot.views.text_news import text_news
from bot.views.titles import goals_title, names_words
from canon.frames import FRAMES, FrameName

CALLBACK = "shared"
CHECKED = "checked"
PART_NAMES = {
    "people": "the people’s names",
    "period": "the period",
    "role": "the role",
    "layout": "the layout",
    "version": "the version’s number, note and date",
    "the text above": "the text that was shown",
}
"""What the parts of a version are called for people; goals go by their own names."""


def shared_modal(shared: Shared, page: int = 1, layout: str = "") -> Block:
    """Return a page of shared goals and of what was said about them; without a layout in their own.

    Of a version that was taken back only its author sees more than that.
    """
    if shared.viewer == "subject" and (shared.refused or not shared.met):
        return _modal(shared, first_contact_blocks(shared), version(shared))
    if shared.revision.taken_back_at is not None and shared.viewer != "author":
        return _modal(shared, [*parts.standing(shared), *blocks.rows(version_in_force(shared))], version(shared))
    name = as_layout(layout) if layout else shared.goals.layout
    frame = shared.goals.frame(name)
    part = frame_page(frame, page, [*outside_blocks(shared.goals, frame), *talk_whole(shared)])
    above = [*parts.note(shared), *parts.changed(shared)] if part.number == 1 else []
    body = [
        *parts.heading(shared, name),
        _layouts(shared, name),
        *parts.standing(shared),
        *parts.reply_note(shared),
        *text_news(shared.text, shared.sheet.id, shared.revision.number),
        *above,
        *part.blocks,
        *_pager(shared, part, name),
        *parts.open_fields(shared),
        blocks.divider(),
        *view_rows(shared),
        *_newer(shared),
        *parts.meaning(shared),
        parts.who_can_read(shared),
    ]
    return _modal(shared, body, encode(OneVersion(shared.sheet.id, shared.revision.number, part.number, name)))


def _modal(shared: Shared, body: list[Block], state: str) -> Block:
    title = "Your goals" if shared.viewer == "subject" else goals_title(shared.goals)
    return blocks.modal(CALLBACK, title, body, close="Close", private_metadata=state)


def _layouts(shared: Shared, shown: FrameName) -> Block:
    """Return the four layouts; the one shown says so in words."""
    return blocks.actions(*(_layout(shared, name, now=name == shown) for name in FRAMES))


def _layout(shared: Shared, name: FrameName, *, now: bool) -> Block:
    state = OneVersion(shared.sheet.id, shared.revision.number, 1, name)
    words = f"{layout_word(name)}{', shown now' if now else ''}"
    return blocks.button(f"{ids.LAYOUT}:{name}", words, encode(state))


def _pager(shared: Shared, part: Page, name: FrameName) -> list[Block]:
    def turn(page: int, word: str) -> Block:
        state = OneVersion(shared.sheet.id, shared.revision.number, page, name)
        return blocks.button(f"{ids.PAGE}:{page}", word, encode(state))

    return pager(part.number, part.pages, turn, ("Back", part.next_word), f"{part.words} · page")


def _newer(shared: Shared) -> list[Block]:
    """Return the way to newer goals for those who do not reopen closed ones."""
    return blocks.rows(newer_goals(shared)) if shared.viewer != "author" else []


def checked_modal(
    shared: Shared, altered: Sequence[str], replaced_by: int = 0, replaced_at: datetime | None = None
) -> Block:
    """Return what a check of a confirmed version found.

    `altered` are the names of the parts that are not as confirmed; `replaced_by` is the number of the version that
    took its place, 0 where it is in force.
    """
    body = [
        paragraph(text(f"Version {shared.revision.number} of {_whose(shared)}")),
        paragraph(text(_found(shared, altered), bold=True)),
        paragraph(text(_in_force(shared, replaced_by, replaced_at))),
        blocks.actions(plain_button(shared, ids.OPEN, "Open")),
    ]
    return blocks.modal(CHECKED, "Check this receipt", body, close="Close", private_metadata=version(shared))


def _whose(shared: Shared) -> str:
    period = shared.goals.sheet.period.name
    if shared.viewer == "subject":
        return f"your goals · {period}"
    return f"{shared.name(shared.sheet.subject)}’s goals · {period}"


def _found(shared: Shared, altered: Sequence[str]) -> str:
    when = parts.day(shared, shared.reply.at if shared.reply else shared.revision.shared_at)
    if not altered:
        return f"Unchanged since {when}."
    names = names_words([PART_NAMES.get(name, name) for name in altered])
    return f"Not what was confirmed on {when}. This was changed since: {names}. Tell HR, and compare your copy."


def _in_force(shared: Shared, number: int, at: datetime | None) -> str:
    if not number:
        return "This is the version in force."
    return f"Version {number} took its place" + (f" on {parts.day(shared, at)}." if at else ".")
