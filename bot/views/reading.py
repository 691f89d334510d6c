"""The whole text of a layout, byte for byte: in a view to read, in a message to copy."""

from __future__ import annotations

from bot.facts import Goals
from bot.facts.role_changes import TextState
from bot.views import blocks
from bot.views.blocks import Block
from bot.views.outside import outside_text
from bot.views.paging import pager
from bot.views.rich import preformatted
from bot.views.role_ids import ABOUT_WORDS, NEXT_LEVEL, NEXT_WORDS, OPEN
from bot.views.state import RolePlace, ShownFrame, encode
from bot.views.text_news import text_news
from bot.views.titles import goals_title
from canon.frames import TITLES, Frame
from canon.model import Profile
from canon.render.text import frame_text
from canon.words import INTRO, SUBTITLES

TURN = "read:page"
MORE = "copy:page"
CALLBACK = "read"
PART = 7_500
"""Characters of one part: a view or a message stays well under what Slack takes."""


def full_text(frame: Frame, goals: Goals | None = None) -> str:
    """Return a layout's text as the command line prints it, and below it what stands outside the layout."""
    below = outside_text(goals, frame) if goals is not None else ""
    return "\n\n".join(part for part in (frame_text(frame), below) if part)


def parts_of(words: str, limit: int = PART) -> list[str]:
    """Cut a text into parts of at most `limit` characters, between lines where possible; joined they are it again."""
    parts = [""]
    for line in words.splitlines(keepends=True):
        for piece in (line[at : at + limit] for at in range(0, len(line), limit)):
            if parts[-1] and len(parts[-1]) + len(piece) > limit:
                parts.append("")
            parts[-1] += piece
    return parts


def read_modal(frame: Frame, shown: ShownFrame, goals: Goals | None = None, text_is: TextState = "same") -> Block:
    """Return a layout whole, in a view, under the page's own sentences; `text_is` tells of the role text since."""
    parts = parts_of(full_text(frame, goals))
    at = min(max(shown.page, 1), len(parts))
    body = [
        blocks.context(INTRO(frame.profile.canon)),
        blocks.section(f"*{frame.title}*\n{SUBTITLES[frame.name]}"),
        preformatted(parts[at - 1] or _nothing(frame)),
        *_turns(TURN, shown, at, len(parts)),
        *text_news(text_is, shown.sheet, shown.version),
        _role(frame.profile),
    ]
    title = goals_title(goals) if goals is not None else TITLES[frame.name]
    return blocks.modal(CALLBACK, title, body, close="Close", private_metadata=encode(shown))


def copy_message(frame: Frame, shown: ShownFrame, goals: Goals | None = None) -> Block:
    """Return a layout as text to copy: the fields of a message."""
    parts = parts_of(full_text(frame, goals))
    at = min(max(shown.page, 1), len(parts))
    where = f"part {at} of {len(parts)} · " if len(parts) > 1 else ""
    body = [
        blocks.context(f"{TITLES[frame.name]} as text · {where}only you can see this"),
        preformatted(parts[at - 1] or _nothing(frame)),
        *_turns(MORE, shown, at, len(parts)),
    ]
    return {"text": f"{TITLES[frame.name]} as text", "blocks": body}


def _role(profile: Profile) -> Block:
    """Return the ways to the role behind the goals, and to its next level where it has levels."""
    place = encode(RolePlace(profile.id))
    following = [blocks.button(NEXT_LEVEL, NEXT_WORDS, place)] if profile.code else []
    return blocks.actions(blocks.button(OPEN, ABOUT_WORDS, place), *following)


def _nothing(frame: Frame) -> str:
    return f"Left out, the library has no: {', '.join(frame.missing)}." if frame.missing else "No goal is chosen yet."


def _turns(action: str, shown: ShownFrame, at: int, count: int) -> list[Block]:
    def turn(page: int, word: str) -> Block:
        state = ShownFrame(shown.profile, shown.frame, page, shown.sheet)
        return blocks.button(f"{action}:{page}", word, encode(state))

    return pager(at, count, turn, ("Part before", "Next part"), "Part")
