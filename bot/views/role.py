"""About a role: all that the library says of it, part by part and page by page, and what can be done from there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.views import blocks
from bot.views.blocks import Block
from bot.views.frames import READ, START, layout_word
from bot.views.paging import pager
from bot.views.passages import pages_of, passage_block
from bot.views.rich import paragraph, text
from bot.views.role_ids import ABOUT_WORDS, COMPARE, OPEN, PART
from bot.views.state import NewGoals, RolePlace, ShownFrame, TwoRoles, encode
from canon.about import about_role, missing
from canon.adjacent import Nearness, formula, nearness_words
from canon.compare import level_above, level_below
from canon.frames import FRAMES
from canon.model import CanonInfo, Profile, Role
from canon.said import Part, PartName

CALLBACK = "role"
NEAR, AGENT = "near", "agent"
WORDS: dict[PartName, str] = {
    "about": "About",
    "responsibilities": "Responsibilities",
    "guidelines": "Guidelines",
    "skills": "Skills",
    "more": "More",
    "agent": "Agent profile and personalities",
    "sources": "Sources",
}
HEADING, LINE = 150, 3_000
"""Characters that a heading and a grey line can hold; Slack's limits."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the view is made of: a role at a level, its library's words about itself, and the nearest roles."""

    role: Role
    profile: Profile
    canon: CanonInfo | None = None
    near: tuple[Nearness, ...] = ()


def role_modal(known: Known, place: RolePlace) -> Block:
    """Return a page of the view about a role; a part that the library lacks is left out and named."""
    parts = {part.name: part for part in about_role(known.role, known.profile, known.canon)}
    at = replace(place, part=place.part if place.part in {*parts, NEAR} else next(iter(parts)))
    body = [
        blocks.header(known.profile.title),
        blocks.context(blocks.shorten(" · ".join(_where(known)), LINE)),
        *blocks.rows(_part_buttons(at, list(parts.values()))),
        *(_near(known) if at.part == NEAR else _part(next(p for p in parts.values() if p.name == at.part), at)),
        *_fold(at, parts),
        blocks.divider(),
        *_ways(known),
        *_levels(known, at),
        *_left_out(known),
    ]
    return blocks.modal(CALLBACK, ABOUT_WORDS, body, close="Close", private_metadata=encode(at))


def _where(known: Known) -> list[str]:
    profile = known.profile
    facts = (known.role.function, profile.focus if len(profile.title) > HEADING else None, profile.label)
    return [*(fact.text for fact in facts if fact), profile.id, f"role library: {profile.canon}"]


def _part_buttons(at: RolePlace, parts: Sequence[Part]) -> list[Block]:
    """Return the parts that there are, without what is folded away; the one shown says so in words."""
    named = [(part.name, WORDS[part.name]) for part in parts if part.name != AGENT]
    return [_part_button(at, name, words) for name, words in (*named, (NEAR, "Near roles"))]


def _part_button(at: RolePlace, name: str, words: str) -> Block:
    now = ", shown now" if name == at.part else ""
    return blocks.button(f"{PART}:{name}", f"{words}{now}", encode(RolePlace(at.profile, name)))


def _part(part: Part, at: RolePlace) -> list[Block]:
    """Return a page of a part; the level that was asked for comes first, the others follow from low to high."""
    pages = pages_of(sorted(part.passages, key=lambda passage: not passage.asked))
    number = min(max(at.page, 1), len(pages))
    said_above = part.title == WORDS[part.name] and part.name != AGENT
    heading = [] if said_above else [blocks.section(f"*{part.title}*")]
    return [*heading, *map(passage_block, pages[number - 1]), *_pager(at, number, len(pages))]


def _pager(at: RolePlace, number: int, count: int) -> list[Block]:
    def turn(page: int, word: str) -> Block:
        return blocks.button(f"{PART}:page:{page}", word, encode(replace(at, page=page)))

    return pager(number, count, turn, ("Page before", "Next page"))


def _fold(at: RolePlace, parts: dict[PartName, Part]) -> list[Block]:
    """Return the way to what is folded away: under what else the source says, else under the first part."""
    under = "more" if "more" in parts else next(iter(parts))
    if AGENT not in parts or at.part != under:
        return []
    return [blocks.actions(_part_button(at, AGENT, f"Show {WORDS[AGENT].lower()}"))]


def _near(known: Known) -> list[Block]:
    """Return the nearest roles with their distances, and the formula in a sentence."""
    found = [block for one in known.near for block in _near_role(known.profile, one)]
    none = paragraph(text("The role library has no other role with anything in common."))
    return [blocks.section("*Near roles*"), *(found or [none]), blocks.context(formula())]


def _near_role(profile: Profile, one: Nearness) -> list[Block]:
    other = one.profile
    both = (
        blocks.button(f"{OPEN}:{other.id}", ABOUT_WORDS, encode(RolePlace(other.id))),
        blocks.button(f"{COMPARE}:{other.id}", "Compare", encode(TwoRoles(profile.id, other.id))),
    )
    where = f"\n{other.id} · role library: {other.canon}\n{nearness_words(one)}"
    return [paragraph(text(other.title, bold=True), text(where)), blocks.actions(*both)]


def _ways(known: Known) -> list[Block]:
    """Return what can be done from here: goals for someone, the neighbouring levels, the goals in every layout."""
    profile = known.profile
    beside = (level_below(known.role, profile), level_above(known.role, profile))
    start = blocks.button(START, "Start goals for someone", encode(NewGoals(profile=profile.id)), style="primary")
    layouts = [
        blocks.button(f"{READ}:{name}", layout_word(name), encode(ShownFrame(profile.id, name))) for name in FRAMES
    ]
    return [
        blocks.actions(start, *(_compare(profile, level) for level in beside if level)),
        blocks.context("The goals of this role, whole, in each layout:"),
        blocks.actions(*layouts),
    ]


def _compare(profile: Profile, level: Profile) -> Block:
    words = f"Compare with {level.code}"
    return blocks.button(f"{COMPARE}:{level.id}", words, encode(TwoRoles(profile.id, level.id)))


def _levels(known: Known, at: RolePlace) -> list[Block]:
    """Return the role's other levels: the view turns to them and stays at its part."""
    others = [level for level in known.role.profiles if level.id != known.profile.id]
    buttons = [
        blocks.button(f"{PART}:level:{level.id}", level.code or level.title, encode(RolePlace(level.id, at.part)))
        for level in others
    ]
    return [blocks.context("Other levels of this role:"), *blocks.rows(buttons)] if buttons else []


def _left_out(known: Known) -> list[Block]:
    names = missing(known.role, known.profile)
    return [blocks.context(left_out_words("", names))] if names else []


def left_out_words(of: str, names: Sequence[str], limit: int = LINE) -> str:
    """Return what the library lacks, of one of several where it is named, as one grey line can hold it."""
    return blocks.shorten(f"Left out{f' of {of}' if of else ''}, the library has no: {', '.join(names)}.", limit)
