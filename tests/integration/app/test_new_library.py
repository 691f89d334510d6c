"""A role library that is loaded anew answers from then on; a command that has begun keeps the one it began with."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from textwrap import dedent

import pytest

from bot.jobs.library import Followed
from bot.services.roles import Roles
from canon.command import Answer
from canon.model import Library
from canon.sources import Sources
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


def test_files_that_are_followed_are_read_anew_when_asked_and_what_is_wrong_with_them_is_said(
    lets: Lets, tmp_path: Path
) -> None:
    file = tmp_path / "roles.yaml"
    file.write_text(dedent(ROLES % "Keeps the light on."))
    sources = Sources((file,))
    told: list[str] = []
    with lets(library=sources.load(), followed=Followed(sources, sources.mark(), told.append)) as office:
        assert office.goalframe.ready() == ""
        file.write_text(dedent(ROLES % "Keeps the lamp clean."))
        _read_anew(office)
        office.ana.types(COMMAND)
        assert "Keeps the lamp clean." in office.ana.sees()
        file.write_text("format: 2\n")
        _read_anew(office)
        assert office.goalframe.ready() == told[-1]
        assert f"stays in use: {file}:1:1: canon: the field 'canon' is missing" in told[-1]


def test_a_library_that_comes_from_no_files_is_not_read_anew(lets: Lets) -> None:
    with lets() as office:
        _read_anew(office)
        assert office.goalframe.ready() == ""
        office.ana.types("/goals account executive P4")
        assert "Account Executive / Field Sales" in office.ana.sees()


def _read_anew(office: Office) -> None:
    office.goalframe.reread()
    for thread in threading.enumerate():
        if thread.name == "role library":
            thread.join()
