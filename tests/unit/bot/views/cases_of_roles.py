"""Cases of what is read about roles: every part of the view, comparisons, what the next level adds, choices."""

from __future__ import annotations

import functools
import tempfile
from dataclasses import replace
from pathlib import Path

from bot.views.compare import compare_message, compare_modal, top_level_modal
from bot.views.role import Known, role_modal
from bot.views.role_choices import (
    COMPARE_GRAMMAR,
    ROLE_GRAMMAR,
    about_message,
    no_role_message,
    pairs_message,
    tie_message,
)
from bot.views.state import RolePlace, TwoRoles
from canon.adjacent import nearest
from canon.compare import Comparison, compare
from canon.loader import load
from canon.model import Library, Profile, Role
from canon.pairs import Pair
from canon.said import PartName
from tests.unit.bot.making import executive, executive_role, fact, library, profile_of, without_levels
from tests.unit.bot.views.case import Case
from tests.unit.canon.rich import RICH

HOSTILE = "*<!channel>* <https://x.example|pay> :tada: `code` _it_ & <@U_ANA>"
MANY = 80
PARTS: tuple[PartName, ...] = ("about", "responsibilities", "guidelines", "skills", "sources")


@functools.cache
def rich() -> Library:
    """Return a made-up library that has something in every place of the format."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "rich.yaml").write_text(RICH, encoding="utf-8")
        return load([Path(folder)])


def role_with(profile: Profile, **facts: object) -> Role:
    """Return a role of this one level."""
    role = Role(profile.role_id, profile.canon, profile.focus, (profile,), profile.focus.place)
    return replace(role, function=profile.function, **facts)  # type: ignore[arg-type]


def _known(role: Role, profile: Profile, *, near: bool = False) -> Known:
    libraries = {canon.name: canon for canon in (*library().canons, *rich().canons)}
    return Known(role, profile, libraries.get(role.canon), nearest(rich().roles, role, profile) if near else ())


def _executive(code: str, part: str = "", page: int = 1) -> tuple[Known, RolePlace]:
    profile = executive(code)
    return _known(executive_role(), profile), RolePlace(profile.id, part, page)


def _rich(part: str, number: int = 0, level: int = 1) -> tuple[Known, RolePlace]:
    role = rich().roles[number]
    profile = role.profiles[min(level, len(role.profiles) - 1)]
    return _known(role, profile, near=True), RolePlace(profile.id, part)


def _many(page: int) -> tuple[Known, RolePlace]:
    profile = profile_of(MANY)
    return _known(role_with(profile), profile), RolePlace(profile.id, "responsibilities", page)


def _hostile() -> tuple[Known, RolePlace]:
    profile = replace(profile_of(2), focus=fact(HOSTILE), title=HOSTILE, label=fact(HOSTILE))
    sections = {HOSTILE: {HOSTILE: [HOSTILE]}}
    role = role_with(profile, description=fact(HOSTILE), differential=fact(HOSTILE), sections=sections)
    return _known(role, profile), RolePlace(profile.id)


def _long_texts() -> tuple[Known, RolePlace]:
    words = "Every promise is kept to the last word of it. " * 90
    profile = replace(profile_of(1), focus=fact("Keeper " * 40), title="Keeper " * 40)
    role = role_with(profile, description=fact(words), differential=fact(words))
    return _known(role, profile), RolePlace("MADE.P4")


def _levels(one: str, other: str) -> Comparison:
    return compare(executive_role(), executive(one), executive_role(), executive(other))


def _two(comparison: Comparison, page: int = 1, *, added: bool = False) -> tuple[Comparison, TwoRoles]:
    left, right = comparison.left.profile.id, comparison.right.profile.id
    return comparison, TwoRoles(left, right, page, int(added))


def _two_roles() -> Comparison:
    one, other = rich().roles[:2]
    return compare(one, one.profiles[1], other, other.profiles[0])


def _twins() -> Comparison:
    profile, twin = profile_of(2), replace(profile_of(2), id="MADE.P5", code="P5", title="Programme Lead — P5")
    role = replace(role_with(profile), profiles=(profile, twin))
    return compare(role, profile, role, twin)


def _many_differ() -> Comparison:
    one, other = profile_of(MANY), replace(without_levels(), id="OTHER", role_id="OTHER")
    return compare(role_with(one), one, role_with(other), other)


def _pairs(*codes: str) -> tuple[Pair, ...]:
    return tuple(Pair(executive(codes[at]), executive(codes[at + 1])) for at in range(len(codes) - 1))


def _pairs_of_roles() -> tuple[Pair, ...]:
    one, other = rich().roles[:2]
    return tuple(Pair(profile, level) for profile in one.profiles for level in other.profiles)


def _near() -> tuple[Profile, ...]:
    return tuple(role.profiles[0] for role in rich().roles)


def _part(part: PartName) -> Case:
    return Case(f"role-{part}", role_modal, lambda: _executive("P5", part))


CASES = (
    *map(_part, PARTS),
    Case("role-first-part", role_modal, lambda: _executive("P3")),
    Case("role-part-that-is-gone", role_modal, lambda: _executive("P1", "more")),
    Case("role-near-none", role_modal, lambda: _executive("P4", "near")),
    Case("role-rich-about", role_modal, lambda: _rich("about")),
    Case("role-rich-responsibilities", role_modal, lambda: _rich("responsibilities")),
    Case("role-rich-more", role_modal, lambda: _rich("more")),
    Case("role-rich-agent", role_modal, lambda: _rich("agent")),
    Case("role-rich-sources", role_modal, lambda: _rich("sources")),
    Case("role-rich-near", role_modal, lambda: _rich("near")),
    Case("role-of-which-little-is-known", role_modal, lambda: _rich("", 2)),
    Case("role-80-page-1", role_modal, lambda: _many(1)),
    Case("role-80-page-2", role_modal, lambda: _many(2)),
    Case("role-80-beyond-the-last-page", role_modal, lambda: _many(99)),
    Case("role-hostile", role_modal, _hostile),
    Case("role-long-texts", role_modal, _long_texts),
    Case("compare-p2-p4", compare_message, lambda: _two(_levels("P2", "P4"))),
    Case("compare-p4-p2", compare_message, lambda: _two(_levels("P4", "P2"))),
    Case("compare-p3-p4-view", compare_modal, lambda: _two(_levels("P3", "P4"))),
    Case("compare-two-roles", compare_message, lambda: _two(_two_roles())),
    Case("compare-nothing-differs", compare_message, lambda: _two(_twins())),
    Case("compare-80-page-2", compare_message, lambda: _two(_many_differ(), 2)),
    Case("adds-p5", compare_modal, lambda: _two(_levels("P4", "P5"), added=True)),
    Case("adds-p3", compare_message, lambda: _two(_levels("P2", "P3"), added=True)),
    Case("adds-nothing", compare_modal, lambda: _two(_twins(), added=True)),
    Case("adds-highest-level", top_level_modal, lambda: (executive("P5"),)),
    Case("about-levels", about_message, lambda: ("Which level of it?", executive_role().profiles)),
    Case("about-roles", about_message, lambda: ("Which one do you mean?", _near())),
    Case("no-role", no_role_message, lambda: (ROLE_GRAMMAR.format("/goals"), "zzz <b>", _near())),
    Case("no-pair", no_role_message, lambda: (COMPARE_GRAMMAR.format("/goals"),)),
    Case("pairs-levels", pairs_message, lambda: (_pairs("P1", "P2", "P3", "P4", "P5"),)),
    Case("pairs-roles", pairs_message, lambda: (_pairs_of_roles(),)),
    Case("tie", tie_message, lambda: (executive("P4"), about_message("Which?", [executive("P2")]), "smart")),
)
