"""Which roles the job titles of a list mean that match none: asked a few at a time, most people first."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.errors import StaleControl
from bot.facts.title_roles import KeptTitle, OpenTitle
from bot.views import blocks
from bot.views.blocks import Block, shorten
from bot.views.fields import Fields
from bot.views.rich import paragraph, text
from bot.views.start import with_ids
from bot.views.state import LONGEST, TitlesPlace, decode, encode
from canon.model import Role

ASK, SUBMIT, DONE = "titles:ask", "titles", "titles_kept"
ROLE = "titles:role:"
"""How the fields begin that say which role a title means; the number of the title in the view follows."""
TITLE = "Roles of job titles"
MOST, LINE = 10, 110
"""Titles in one view, and the characters of each in a list."""
QUESTION = "Which role of the role library is each of these job titles? Leave open those that match none."
AT_ONCE = "What you save counts at once, even if the list is not taken, and for every list after it."
NONE_OPEN = "Every job title of the file matches a role now."


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a view of titles holds: the list that it is about as the view below carries it, and the roles chosen.

    `left` are how many titles before and in this view stay open, `last` is the last one in it; `more` tells whether
    others come after it.
    """

    place: str
    roles: dict[str, str]
    left: int
    last: OpenTitle
    more: bool


def ask_buttons(untitled: Sequence[str]) -> list[Block]:
    """Return the way from an import's preview to the question, where there are titles to ask about."""
    return [blocks.actions(blocks.button(ASK, "Say which roles these are"))] if untitled else []


def title_roles_modal(place: str, titles: Sequence[OpenTitle], last: OpenTitle | None = None, kept: int = 0) -> Block:
    """Return the question about the titles after the `last` one that was asked about; `kept` were just kept."""
    left = sum(last is not None and one.rank <= last.rank for one in titles)
    told = [blocks.context(f"Saved: {_count(kept)}.")] if kept else []
    if not titles[left:]:
        rest = _left_open(len(titles)) if titles else NONE_OPEN
        return blocks.modal(DONE, TITLE, [*told, blocks.section(rest)], close="Close")
    state = _state(place, titles, left)
    shown = titles[left : left + len(_titles(state))]
    more = len(titles) > left + len(shown)
    which = [_which(left + 1, left + len(shown), len(titles))] if left or more else []
    body = [
        *told,
        blocks.section(QUESTION),
        *(_entry(number, one) for number, one in enumerate(shown)),
        blocks.context(*which, AT_ONCE),
    ]
    submit = "Save & next" if more else "Save"
    return blocks.modal(SUBMIT, TITLE, body, submit=submit, close="Close", private_metadata=encode(state))


def titles_kept_modal(kept: Sequence[KeptTitle], left: int) -> Block:
    """Return what is kept now; `left` titles stay open."""
    lines = "".join(f"\n{shorten(one.title, LINE)}: {shorten(one.role, LINE)}" for one in kept)
    saved = paragraph(text("Saved. ", bold=True), text(f"Job titles and what they mean from now on:{lines}"))
    told = ["New goals for these people begin with this role, at the level that the list has."] if kept else []
    open_ = [_left_open(left)] if left else []
    body = [
        saved if kept else blocks.section("No role was chosen, so nothing was saved."),
        blocks.context(*told, *open_),
    ]
    return blocks.modal(DONE, TITLE, body, close="Close")


def role_options(roles: Sequence[Role]) -> Block:
    """Return the answer to a search for a role whatever its level."""
    found = roles[: blocks.OPTIONS]
    words = with_ids([role.focus.text for role in found], [role.id for role in found])
    return {"options": [blocks.option(word, role.id) for word, role in zip(words, found, strict=True)]}


def read_title_roles(view: dict[str, Any]) -> Chosen:
    """Return what was chosen; raises `StaleControl` for a view of another making."""
    state, fields = decode(TitlesPlace, view["private_metadata"]), Fields(view)
    picked = {title: fields.option(f"{ROLE}{number}") for number, title in enumerate(_titles(state))}
    roles = {title: role_id for title, role_id in picked.items() if role_id}
    left = state.left + len(picked) - len(roles)
    last = OpenTitle(next(reversed(picked), ""), state.people)
    return Chosen(state.place, roles, left, last, more=state.left + len(picked) < state.of)


def field_of(view: dict[str, Any], title: str) -> str:
    """Return the id of the block in which a view asks about a title."""
    number = _titles(decode(TitlesPlace, view["private_metadata"])).index(title)
    return Fields(view).block(f"{ROLE}{number}")


def title_at(view: dict[str, Any], action_id: str) -> str:
    """Return the title that a field is about; raises `StaleControl` for a view of another making."""
    titles, number = _titles(decode(TitlesPlace, view["private_metadata"])), action_id.removeprefix(ROLE)
    if not number.isdecimal() or int(number) >= len(titles):
        raise StaleControl
    return titles[int(number)]


def _entry(number: int, one: OpenTitle) -> Block:
    known = hashlib.sha256(one.title.encode()).hexdigest()[:12]  # another title's field is another block
    field: Block = {
        "type": "external_select",
        "action_id": f"{ROLE}{number}",
        "placeholder": blocks.plain("Leave open"),
        "min_query_length": 0,
    }
    hint = "1 person" if one.people == 1 else f"{one.people} people"
    return blocks.entry(f"title:{known}", one.title, field, hint=hint, optional=True)


def _state(place: str, titles: Sequence[OpenTitle], left: int) -> TitlesPlace:
    """Return what the view carries: as many titles as it can, ten at most."""
    shown = list(titles[left : left + MOST])
    while True:
        listed = json.dumps([one.title for one in shown], ensure_ascii=False, separators=(",", ":"))
        state = TitlesPlace(place, listed, left, len(titles), shown[-1].people)
        if len(shown) == 1 or len(encode(state)) <= LONGEST:
            return state
        shown.pop()


def _titles(state: TitlesPlace) -> list[str]:
    try:
        titles = json.loads(state.titles)
    except (ValueError, RecursionError):
        raise StaleControl from None
    if not isinstance(titles, list) or not all(isinstance(one, str) for one in titles):
        raise StaleControl
    return titles


def _which(first: int, last: int, every: int) -> str:
    numbers = f"Title {first}" if first == last else f"Titles {first} to {last}"
    return f"{numbers} of {every} that are open."


def _left_open(titles: int) -> str:
    return f"{_count(titles)} left open. The next import asks again."


def _count(titles: int) -> str:
    return "1 job title" if titles == 1 else f"{titles} job titles"
