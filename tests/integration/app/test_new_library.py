"""A role library that is loaded anew answers from then on; a command that has begun keeps the one it began with."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from bot.services.roles import Roles
from canon.command import Answer
from canon.model import Library
from tests.integration.app.office import Office

Lets = Callable[..., AbstractContextManager[Office]]
LibraryOf = Callable[[str], Library]
ROLES = """
    format: 1
    canon: {name: Test, tag: TST}
    roles:
      - id: KEEPER
        focus: Lighthouse keeper
        levels: {L1: {responsibilities: [%s]}}
"""
COMMAND = "/goals lighthouse keeper L1"


def test_the_next_command_shows_the_new_words(lets: Lets, library_of: LibraryOf) -> None:
    with lets(library=library_of(ROLES % "Keeps the light on.")) as office:
        ana = office.ana
        ana.types(COMMAND)
        assert "Keeps the light on." in ana.sees()
        office.goalframe.services.roles.swap(library_of(ROLES % "Keeps the lamp clean."))
        ana.types(COMMAND)
        assert "Keeps the lamp clean." in ana.sees()


def test_a_command_that_has_begun_keeps_its_library(
    lets: Lets, library_of: LibraryOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    with lets(library=library_of(ROLES % "Keeps the light on.")) as office:
        roles, find = office.goalframe.services.roles, Roles.find
        gone = library_of(ROLES.replace("KEEPER", "OTHER") % "Keeps the lamp clean.")

        def find_and_swap(self: Roles, words: str) -> Answer:
            answer = find(self, words)
            roles.swap(gone)
            return answer

        monkeypatch.setattr(Roles, "find", find_and_swap)
        office.ana.types(COMMAND)
        assert "Keeps the light on." in office.ana.sees()
        office.ana.types(COMMAND)
        assert "Keeps the lamp clean." in office.ana.sees()


def test_a_press_on_a_role_that_is_gone_says_so(lets: Lets, library_of: LibraryOf) -> None:
    with lets(library=library_of(ROLES % "Keeps the light on.")) as office:
        ana = office.ana
        ana.types(COMMAND)
        office.goalframe.services.roles.swap(library_of(ROLES.replace("KEEPER", "OTHER") % "Keeps the lamp clean."))
        ana.clicks("OKRs")
        assert "The role library no longer has this role. Pick another." in ana.sees()
