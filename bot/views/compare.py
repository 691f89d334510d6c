"""Two roles or levels beside each other: only what differs, side under side, so that a phone shows it whole."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.views import blocks
from bot.views.blocks import Block
from bot.views.frames import ONLY_YOU
from bot.views.paging import pager
from bot.views.passages import pages_of, passage_block
from bot.views.rich import paragraph, text
from bot.views.role import left_out_words
from bot.views.role_ids import ABOUT_WORDS, NEXT_WORDS, OPEN, PAIR
from bot.views.state import RolePlace, TwoRoles, encode
from bot.views.titles import LONGEST
from canon.compare import Comparison, Difference, added
from canon.model import Profile
from canon.said import Passage, Said

CALLBACK = "compare"
SAME = 1_000
"""Characters that the names of what is the same may take."""


def compare_message(comparison: Comparison, place: TwoRoles) -> Block:
    """Return what differs as an answer in the conversation: the fields of a message."""
    return {"text": "What differs between two roles", "blocks": _body(comparison, place, ONLY_YOU)}


def compare_modal(comparison: Comparison, place: TwoRoles) -> Block:
    """Return what differs, or what the right side adds, in a view."""
    title = f"What {comparison.right.name} adds" if place.added else "Compare"
    shown = title if len(title) <= LONGEST else NEXT_WORDS
    return blocks.modal(CALLBACK, shown, _body(comparison, place, ""), close="Close", private_metadata=encode(place))


def top_level_modal(profile: Profile) -> Block:
    """Return what is said where a role has no higher level in the library."""
    words = f"{profile.title} is the highest level that the role library has for this role."
    about = blocks.button(f"{OPEN}:{profile.id}", ABOUT_WORDS, encode(RolePlace(profile.id)))
    return blocks.modal(CALLBACK, NEXT_WORDS, [paragraph(text(words)), blocks.actions(about)], close="Close")


def _body(comparison: Comparison, place: TwoRoles, who: str) -> list[Block]:
    left, right = comparison.left, comparison.right
    shown = added(comparison) if place.added else comparison.differences
    pages = pages_of(_passage(one, comparison, everything=not place.added) for one in shown)
    number = min(max(place.page, 1), len(pages))
    what = f"What {right.name} adds to {left.name}" if place.added else "Only what differs"
    known = [what, f"role library: {_libraries(comparison)}", *([who] if who else [])]
    return [
        blocks.header(comparison.title),
        blocks.context(blocks.shorten(" · ".join(known), SAME)),
        *(map(passage_block, pages[number - 1]) if shown else [paragraph(text(_nothing(place)))]),
        *_pager(place, number, len(pages)),
        *([] if place.added else _same(comparison.same)),
        *(blocks.context(left_out_words(side.name, side.missing, SAME)) for side in (left, right) if side.missing),
        blocks.actions(*_ways(comparison, place)),
    ]


def _libraries(comparison: Comparison) -> str:
    names = dict.fromkeys(side.profile.canon for side in (comparison.left, comparison.right))
    return " and ".join(names)


def _nothing(place: TwoRoles) -> str:
    if place.added:
        return "The role library says nothing of this level that the one before lacks."
    return "Nothing that the role library says of them differs."


def _passage(one: Difference, comparison: Comparison, *, everything: bool) -> Passage:
    """Return a difference as texts under its name; of lists, `everything` says the left side too."""
    single = _is_single(one.right)
    left = _side(comparison.left.name, one.left, one.right) if everything or single else ()
    return Passage(one.name, (*left, *_side(comparison.right.name, one.right, one.left)))


def _side(name: str, texts: Sequence[Said], others: Sequence[Said]) -> tuple[Said, ...]:
    if not texts:
        return ()
    label = name if others else f"only {name}"
    if _is_single(texts):
        return (replace(texts[0], name=label),)
    return (Said("", name=label), *(replace(one, depth=max(one.depth, 1)) for one in texts))


def _is_single(texts: Sequence[Said]) -> bool:
    return len(texts) == 1 and not texts[0].depth and not texts[0].name


def _pager(place: TwoRoles, number: int, count: int) -> list[Block]:
    def turn(page: int, word: str) -> Block:
        return blocks.button(f"{PAIR}:page:{page}", word, encode(replace(place, page=page)))

    return pager(number, count, turn, ("Page before", "Next page"))


def _same(names: Iterable[str]) -> list[Block]:
    words = ", ".join(names)
    return [blocks.context(blocks.shorten(f"The same in both: {words}.", SAME))] if words else []


def _ways(comparison: Comparison, place: TwoRoles) -> list[Block]:
    """Return the way to each of the two, and between all that differs and what the right side adds."""
    left, right = comparison.left, comparison.right
    whole = TwoRoles(place.left, place.right, added=0 if place.added else 1)
    words = f"Compare {left.name} and {right.name}" if place.added else f"What {right.name} adds"
    ladder = [level.id for level in left.role.profiles]
    higher = right.profile.id in ladder and ladder.index(right.profile.id) > ladder.index(left.profile.id)
    return [
        *(
            blocks.button(f"{OPEN}:{at}", f"About {side.name}", encode(RolePlace(side.profile.id)))
            for at, side in (("left", left), ("right", right))
        ),
        *([blocks.button(f"{PAIR}:other", words, encode(whole))] if higher else []),
    ]
