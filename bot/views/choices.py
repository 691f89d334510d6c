"""Answers that offer a choice: levels of a role, roles that fit, people's goals; and help."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.views import blocks
from bot.views.blocks import Block
from bot.views.frames import LEVELS, SHOW, START
from bot.views.lines import line_blocks, my_line_blocks, stood_in_blocks
from bot.views.rich import paragraph, text
from bot.views.start import profile_words
from bot.views.state import NewGoals, ShownFrame, encode
from canon.frames import FrameName
from canon.model import Profile, Role
from db.facts import SheetLine

IN_A_ROW = 4
GRAMMAR = (
    ("`/goals`", "start goals for someone"),
    ("`/goals account executive P4`", "goals for a role and level; add SMART, OKRs, MBO or Scorecard"),
    ("`/goals role account executive P4`", "all that the role library says of a role"),
    ("`/goals compare account executive P2 P4`", "what differs between two levels, or two roles"),
    ("`/goals @person`", "that person’s goals"),
    ("`/goals mine`", "your goals: shared with you, or your own drafts"),
    ("`/goals team`", "goals that you write for others"),
    ("`/goals copy`", "your newest goals as text"),
    ("`/goals settings`", "when messages come, and the layout you begin with"),
    ("`/goals privacy`", "who can read goals, by name"),
    ("`/goals handover`", "move shared goals to another manager"),
    ("`/goals organisers`", "for owners and admins: who runs reviews, who of HR may read"),
    ("`/goals help`", "this list"),
)


def help_message(command: str = "/goals") -> Block:
    """Return how the command is used: the fields of a message."""
    lines = "\n".join(f"{how.replace('/goals', command)}  {what}" for how, what in GRAMMAR)
    return {
        "text": "How to use Goalframe",
        "blocks": [blocks.section(f"*What you can type*\n{lines}"), start_button()],
    }


def start_button(new: NewGoals | None = None, word: str = "Start goals for someone") -> Block:
    """Return the button that starts goals."""
    return blocks.actions(blocks.button(START, word, encode(new or NewGoals()), style="primary"))


def levels_message(profiles: Sequence[Profile], frame: FrameName, unknown: str = "") -> Block:
    """Return the levels of a role to choose from, after a word that names none: the fields of a message."""
    focus = profiles[0].focus.text
    missing = f"{focus} has no level “{blocks.shorten(unknown, 100)}”. " if unknown else ""
    words = [profile.code or profile.title for profile in profiles]
    return _offer(f"{missing}Which level of {focus}?", profiles, frame, words)


def profiles_message(question: str, profiles: Sequence[Profile], frame: FrameName) -> Block:
    """Return roles at levels to choose from: the fields of a message."""
    return _offer(question, profiles, frame, profile_words(profiles))


def _offer(question: str, profiles: Sequence[Profile], frame: FrameName, words: Sequence[str]) -> Block:
    buttons = [
        blocks.button(f"{SHOW}:{profile.id}", word, encode(ShownFrame(profile.id, frame)))
        for profile, word in zip(profiles, words, strict=True)
    ]
    return {"text": question, "blocks": [paragraph(text(question)), *in_rows(buttons)]}


def in_rows(buttons: Sequence[Block]) -> list[Block]:
    """Return buttons four to a row."""
    return [blocks.actions(*buttons[at : at + IN_A_ROW]) for at in range(0, len(buttons), IN_A_ROW)]


def unknown_message(typed: str, nearest: Iterable[Role], frame: FrameName) -> Block:
    """Return the nearest roles to something that names none: the fields of a message."""
    roles = [role.profiles[0] for role in nearest]
    near = "The nearest are below; " if roles else ""
    said = f"No role is called “{blocks.shorten(typed, 200)}”. {near}“Start goals for someone” lists them all."
    buttons = [
        blocks.button(f"{LEVELS}:{first.role_id}", role_word(first), encode(ShownFrame(first.id, frame)))
        for first in roles
    ]
    return {"text": "No role is called that.", "blocks": [paragraph(text(said)), *in_rows(buttons), start_button()]}


def role_word(profile: Profile) -> str:
    """Return a role's name on a button."""
    return blocks.shorten(profile.focus.text, blocks.OPTION)


def nothing_yet_message(name: str, user_id: str) -> Block:
    """Return what is said where somebody has no goals for a person: the fields of a message."""
    words = "You have no goals for this person yet."
    start = start_button(NewGoals(subject=user_id), f"Start goals for {name}")
    return {"text": words, "blocks": [blocks.section(words), start]}


def stood_in_message(name: str, lines: Sequence[tuple[SheetLine, str]]) -> Block:
    """Return a person's shared goals for whoever stands in for the manager: the fields of a message.

    Each line has the name of the manager who shared it.
    """
    title = f"Goals of {name}"
    body = [block for line, manager in lines for block in stood_in_blocks(line, manager)]
    return {"text": title, "blocks": [blocks.header(title), *body]}


def lines_message(title: str, lines: Sequence[tuple[SheetLine, str]], total: int, viewer: str) -> Block:
    """Return a list of goals, each with its way in: the fields of a message.

    Each line has the name of the other person; `viewer` is the Slack id of whoever looks.
    """
    if not lines:
        empty = blocks.section("*No goals here yet.* Start with a person and a role; a draft is only yours to see.")
        return {"text": title, "blocks": [empty, start_button()]}
    body = [
        block
        for line, name in lines
        for block in (line_blocks(line, name) if line.author == viewer else my_line_blocks(line, name))
    ]
    more = (
        [blocks.context(f"The newest {len(lines)} of {total}. All stand on Goalframe’s Home.")]
        if total > len(lines)
        else []
    )
    return {"text": title, "blocks": [blocks.header(title), *body, *more, start_button()]}
