"""Answers to `/goals role` and `/goals compare` that leave a choice: which role, which level, which two."""

from __future__ import annotations

from collections.abc import Sequence

from bot.views import blocks
from bot.views.blocks import Block
from bot.views.frames import SHOW
from bot.views.rich import paragraph, text
from bot.views.role_ids import OPEN, PAIR
from bot.views.start import profile_words
from bot.views.state import RolePlace, ShownFrame, TwoRoles, encode
from canon.frames import FrameName
from canon.model import Profile
from canon.pairs import Pair

TYPED = 200
"""Characters of what was typed that are said back."""
ROLE_GRAMMAR = "Type a role and a level after it, for example: {} role account executive P4"
COMPARE_GRAMMAR = (
    "Type a role and two of its levels, or two roles at their levels, for example: "
    "{0} compare account executive P2 P4, or: {0} compare account executive P4 with sales engineer P3"
)


def about_message(question: str, profiles: Sequence[Profile]) -> Block:
    """Return roles at levels to read about: the fields of a message."""
    one_role = len({profile.role_id for profile in profiles}) == 1
    levels = [profile.code or profile.title for profile in profiles]
    words = levels if one_role else profile_words(profiles)
    buttons = [_about(profile, word) for profile, word in zip(profiles, words, strict=True)]
    return {"text": "Which role?", "blocks": [paragraph(text(question)), *blocks.rows(buttons)]}


def no_role_message(sentence: str, typed: str = "", nearest: Sequence[Profile] = ()) -> Block:
    """Return what to type where words name no role, and the nearest ones: the fields of a message."""
    said = f"No role is called “{blocks.shorten(typed, TYPED)}”. " if typed else ""
    near = "The nearest are below. " if nearest else ""
    buttons = blocks.rows([_about(profile, profile.focus.text) for profile in nearest])
    return {"text": "Which role?", "blocks": [paragraph(text(f"{said}{near}{sentence}")), *buttons]}


def pairs_message(pairs: Sequence[Pair]) -> Block:
    """Return pairs to compare to choose from: the fields of a message."""
    buttons = [
        blocks.button(f"{PAIR}:{number}", _pair_words(pair), encode(TwoRoles(pair.left.id, pair.right.id)))
        for number, pair in enumerate(pairs, 1)
    ]
    focus = " and ".join(dict.fromkeys(side.focus.text for pair in pairs for side in (pair.left, pair.right)))
    question = f"Which two of {focus}?" if len({pair.left.role_id for pair in pairs}) == 1 else "Which two?"
    return {"text": "Which two?", "blocks": [paragraph(text(question)), *blocks.rows(buttons)]}


def tie_message(goals: Profile, other: Block, frame: FrameName) -> Block:
    """Return both meanings of words that name a role as they are, and a wish too: the fields of a message."""
    words = f"“{blocks.shorten(goals.focus.text, TYPED)}” is a role of its own. Its goals, or what is offered below?"
    show = blocks.button(f"{SHOW}:{goals.id}", f"Goals of {goals.title}", encode(ShownFrame(goals.id, frame)))
    return {**other, "blocks": [paragraph(text(words)), blocks.actions(show), *other["blocks"]]}


def _about(profile: Profile, words: str) -> Block:
    return blocks.button(f"{OPEN}:{profile.id}", words, encode(RolePlace(profile.id)))


def _pair_words(pair: Pair) -> str:
    left, right = pair.left, pair.right
    if left.role_id == right.role_id:
        return f"{left.code} and {right.code}"
    half = blocks.OPTION // 2 - 3
    both = [blocks.shorten(word, half) for word in (left.title, right.title)]
    return " and ".join(both if both[0] != both[1] else [blocks.shorten(side.id, half) for side in (left, right)])
