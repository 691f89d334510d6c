"""Whatever a library says of roles: Slack takes every page about them, all of it is shown, nothing is interpreted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.sandbox.gate import check_message, check_view
from bot.views.compare import compare_message, compare_modal
from bot.views.role import Known, role_modal
from bot.views.state import RolePlace, TwoRoles
from canon.about import about_role
from canon.adjacent import nearest
from canon.compare import Comparison, compare
from canon.model import CanonInfo, Classification, Role, Skill
from tests.unit.bot.making import PLACE, fact
from tests.unit.bot.views.anything import TYPED, Payload, profiles
from tests.unit.bot.views.screen import texts, words_of

many = settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
marked = TYPED.map(lambda text: f"¤{text}")
long = st.sampled_from(("¤" + "word " * 700, "¤" + "x" * 7_000, "¤line\n" * 900))
names = st.sampled_from(("¤Notes", "¤Partners", "¤AI Agent Profile", "¤Personalities", "¤" + "Heading " * 30))
kept = st.recursive(
    marked | long,
    lambda inner: st.lists(inner, min_size=1, max_size=4) | st.dictionaries(names, inner, min_size=1, max_size=3),
    max_leaves=12,
)


@st.composite
def roles(draw: st.DrawFn, name: str = "ANY") -> Role:
    """Give a role of one level or many, with any of its parts missing and any of its texts long."""
    one = draw(profiles())
    title = draw(st.sampled_from(("Anything", "A " * 200)))
    codes: list[str | None] = [f"P{number}" for number in range(draw(st.sampled_from((1, 2, 5, 40))))]
    codes = codes if len(codes) > 1 else [one.code]
    ladder = tuple(
        replace(one, id=f"{name}.{code}", role_id=name, code=code, title=f"{title} — {code}") for code in codes
    )
    described = st.none() | (marked | long).map(fact)
    skills = [Skill(fact(draw(marked)), draw(described)) for _ in range(draw(st.integers(0, 3)))]
    return Role(
        id=name,
        canon="Any",
        focus=one.focus,
        profiles=ladder,
        place=PLACE,
        function=one.function,
        description=draw(described),
        differential=draw(described),
        aliases=tuple(draw(st.lists(marked, max_size=3))),
        classifications=tuple(
            Classification("SOC", code, code, PLACE) for code in draw(st.lists(marked, max_size=2))
        ),
        skills=tuple(skills),
        sections=draw(st.dictionaries(names, kept, max_size=3)),
    )


INFO = CanonInfo("Any", "ANY", "¤A source.", "¤A licence.", {"Levels": 4.5}, 4)


def turned(first: Payload, page: Any) -> Iterator[Payload]:
    """Give a view or message and all its other pages."""
    yield first
    counted = re.search(r"Page 1 of (\d+)", words_of(first, "plain"))
    yield from (page(number) for number in range(2, int(counted[1]) + 1 if counted else 2))


def role_pages(role: Role, others: tuple[Role, ...] = ()) -> Iterator[tuple[str, Payload]]:
    """Give every page of every part of the view, with the part's name."""
    profile = role.profiles[-1]
    known = Known(role, profile, INFO, nearest((role, *others), role, profile))
    for name in (*(part.name for part in about_role(role, profile, INFO)), "near"):

        def page(number: int, name: str = name) -> Payload:
            return role_modal(known, RolePlace(profile.id, name, number))

        yield from ((name, view) for view in turned(page(1), page))


def compared_pages(comparison: Comparison, *, added: bool) -> Iterator[Payload]:
    """Give every page of a comparison, as messages and as views."""
    left, right = comparison.left.profile.id, comparison.right.profile.id
    for build in (compare_message, compare_modal):

        def page(number: int, build: Any = build) -> Payload:
            made: Payload = build(comparison, TwoRoles(left, right, number, int(added)))
            return made

        yield from turned(page(1), page)


def faults(payload: Payload) -> list[Any]:
    return check_view(payload) if payload.get("type") == "modal" else check_message(payload)


def formatted(payload: Payload) -> list[str]:
    """Return the library's words that stand where something is formatted, or in a notification."""
    kinds = {"mrkdwn", "plain_emoji", "notification"}
    return [text.words for text in texts(payload) if text.kind in kinds and "¤" in text.words]


@many
@given(roles(), roles("OTHER"))
def test_slack_takes_every_page_about_a_role_and_nothing_on_it_is_formatted(role: Role, other: Role) -> None:
    for _, view in role_pages(role, (other,)):
        assert faults(view) == []
        assert formatted(view) == []


@many
@given(roles())
def test_the_pages_of_each_part_hold_every_text_of_it(role: Role) -> None:
    shown: dict[str, str] = {}
    for name, view in role_pages(role):
        shown[name] = shown.get(name, "") + words_of(view, "rich")
    for part in about_role(role, role.profiles[-1], INFO):
        flat = shown[part.name].replace("\n", "")
        for passage in part.passages:
            whole = [one.text for one in passage.said if len(one.text) < 3_000]
            assert [text for text in whole if text.replace("\n", "") not in flat] == []


@many
@given(roles(), roles("OTHER"), st.booleans())
def test_slack_takes_every_page_of_a_comparison(role: Role, other: Role, added: bool) -> None:  # noqa: FBT001
    comparison = compare(role, role.profiles[0], other, other.profiles[-1])
    for payload in compared_pages(comparison, added=added):
        assert faults(payload) == []
        assert formatted(payload) == []
        assert payload.get("type") == "modal" or len(words_of(payload)) < 10_000


@many
@given(roles())
def test_slack_takes_every_page_of_a_comparison_of_levels(role: Role) -> None:
    comparison = compare(role, role.profiles[0], role, role.profiles[-1])
    for payload in (*compared_pages(comparison, added=False), *compared_pages(comparison, added=True)):
        assert faults(payload) == []
