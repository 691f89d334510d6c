"""A sheet keeps the text it was made with: a profile survives JSON whole."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import pytest

from canon.model import Library, Place, Profile
from canon.snapshot import content_hash, restore, snapshot


def test_every_packaged_profile_survives_json(library: Library) -> None:
    for profile in library.roles[0].profiles:
        assert restore(json.loads(json.dumps(snapshot(profile)))) == profile


@pytest.mark.parametrize(
    "text",
    [
        "roles: [{id: R, focus: F, title: T, responsibilities: [{id: i, text: t, kind: k, name: n, details: [d]}]}]",
        "roles: [{id: R, focus: F, levels: {L: {title: T, track: X, core_outputs: [o], components: [c]}}}]",
    ],
)
def test_a_profile_of_any_shape_survives_json(only: Callable[[str], Profile], text: str) -> None:
    profile = only(text)
    assert restore(json.loads(json.dumps(snapshot(profile)))) == profile


def test_the_content_hash_follows_texts_and_not_places(library: Library) -> None:
    profile = library.roles[0].profiles[3]
    moved = replace(profile, focus=replace(profile.focus, place=Place("else.yaml", 1, "x")), tag_place=None)
    changed = replace(profile, focus=replace(profile.focus, text="Other"))
    assert content_hash(profile) == content_hash(moved)
    assert content_hash(profile) != content_hash(changed)
    assert len(content_hash(profile)) == 64


def test_profiles_and_roles_can_be_keys(library: Library) -> None:
    role = library.roles[0]
    assert len({role, *role.profiles}) == 6
