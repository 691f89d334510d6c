"""The frames message: one layout of a role's goals, or of someone's, with what can be done next."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from bot.facts import Goals
from bot.views import blocks
from bot.views.blocks import Block
from bot.views.compact import Page, frame_page
from bot.views.outside import outside_blocks
from bot.views.state import NewGoals, OneSheet, ShownFrame, encode
from canon.frames import FRAMES, TITLES, Frame, FrameName, Item, build_frame
from canon.model import Profile
from canon.words import INTRO, SUBTITLES

SHOW = "frames:show"
PAGE = "frames:page"
LEVELS = "frames:levels"
READ = "frames:read"
COPY = "frames:copy"
ROLE = "frames:role"
START = "goals:start"
CONTINUE = "goals:continue"
ONLY_YOU = "only you can see this"


def frames_message(profile: Profile, frame_name: FrameName, page: int = 1) -> Block:
    """Return the answer to `/goals ROLE LEVEL`: the fields of a message."""
    frame = build_frame(profile, frame_name)
    shown = ShownFrame(profile.id, frame_name, page)
    title = profile.focus.text + (f", {profile.code}" if profile.code else "")
    where = (profile.function, profile.label)
    known = [fact.text for fact in where if fact] + [f"role library: {profile.canon}", ONLY_YOU]
    body = [
        blocks.header(profile.title),
        blocks.context(" · ".join(known)),
        layout_buttons(shown),
        *frame_blocks(frame, shown),
        blocks.actions(
            blocks.button(START, "Start goals for someone", encode(NewGoals(profile=profile.id)), style="primary"),
            *reading_buttons(shown),
            blocks.button(ROLE, "About this role", encode(shown)),
        ),
        blocks.context(f"{sources(frame)} {INTRO(profile.canon)}".strip()),
    ]
    return {"text": f"Goals for {title}: {layout_word(frame_name)}", "blocks": body}


def goals_message(goals: Goals, frame_name: FrameName, page: int = 1) -> Block:
    """Return someone's goals as a message to their author: the fields of a message."""
    frame = goals.frame(frame_name)
    shown = ShownFrame(goals.profile.id, frame_name, page, goals.sheet.id)
    body = [
        blocks.header(f"{goals.subject.name}’s goals · {goals.sheet.period.name}"),
        blocks.context(f"Draft · {filled_words(goals)} · {goals.sheet.title} · {ONLY_YOU}"),
        layout_buttons(shown),
        *frame_blocks(frame, shown, outside_blocks(goals, frame)),
        blocks.actions(
            blocks.button(CONTINUE, "Continue", encode(OneSheet(goals.sheet.id)), style="primary"),
            *reading_buttons(shown),
        ),
        blocks.context(sources(frame) or "From your own lines."),
    ]
    words = f"{goals.subject.name}’s goals for {goals.sheet.period.name}"
    return {"text": blocks.fallback(words), "blocks": body}


def filled_words(goals: Goals) -> str:
    """Return how far someone's goals are filled, in words."""
    return f"{goals.filled} of {len(goals.goals)} filled"


def layout_word(name: FrameName) -> str:
    """Return a layout's word on a button."""
    return "SMART" if name == "smart" else TITLES[name]


def layout_buttons(shown: ShownFrame) -> Block:
    """Return the four layouts; the one shown says so in words."""
    return blocks.actions(*(_layout_button(shown, name) for name in FRAMES))


def _layout_button(shown: ShownFrame, name: FrameName) -> Block:
    now = ", shown now" if name == shown.frame else ""
    state = ShownFrame(shown.profile, name, 1, shown.sheet)
    return blocks.button(f"{SHOW}:{name}", f"{layout_word(name)}{now}", encode(state))


def reading_buttons(shown: ShownFrame) -> tuple[Block, Block]:
    """Return the two ways to the whole text."""
    return blocks.button(READ, "Read in full", encode(shown)), blocks.button(COPY, "Copy as text", encode(shown))


def frame_blocks(frame: Frame, shown: ShownFrame, outside: Sequence[Block] = ()) -> list[Block]:
    """Return a frame under its heading, a page of it where it is long, and what it leaves out."""
    title = blocks.section(f"*{frame.title}*\n{SUBTITLES[frame.name]}")
    part = frame_page(frame, shown.page, outside)
    return [title, *part.blocks, *_pager(part, shown), *_left_out(frame)]


def _pager(part: Page, shown: ShownFrame) -> list[Block]:
    if part.pages == 1:
        return []
    back = [_page_button(shown, part.number - 1, "Back")] if part.number > 1 else []
    following = [_page_button(shown, part.number + 1, part.next_word)] if part.number < part.pages else []
    return [blocks.context(part.words), blocks.actions(*back, *following)]


def _page_button(shown: ShownFrame, page: int, word: str) -> Block:
    state = ShownFrame(shown.profile, shown.frame, page, shown.sheet)
    return blocks.button(f"{PAGE}:{page}", word, encode(state))


def _left_out(frame: Frame) -> list[Block]:
    if not frame.missing:
        return []
    return [blocks.context(f"Left out, the library has no: {', '.join(frame.missing)}.")]


def sources(frame: Frame) -> str:
    """Return where the goals of a frame come from, neighbours with one source together."""
    runs = [(label, list(items)) for label, items in groupby(frame.items, key=_source)]
    if len(runs) > len(frame.groups):
        return f"Sources: {'; '.join(dict.fromkeys(label for label, _ in runs))}."
    return " ".join(f"Source of {_goals_words(items)}: {label}." for label, items in runs)


def _source(item: Item) -> str:
    return "".join(piece.text for piece in item.source)


def _goals_words(items: list[Item]) -> str:
    first, last = items[0].number, items[-1].number
    return f"goal {first}" if first == last else f"goals {first} to {last}"
