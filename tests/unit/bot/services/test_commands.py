"""What a command's text asks for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.services.commands import (
    SUBCOMMANDS,
    AnyWants,
    Wants,
    WantsAboutRole,
    WantsPeople,
    WantsPerson,
    WantsRole,
    read_command,
)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("", Wants("start")),
        ("   ", Wants("start")),
        ("draft", Wants("start")),
        ("help", Wants("help")),
        ("?", Wants("help")),
        (" HELP ", Wants("help")),
        ("mine", Wants("mine")),
        ("sheets", Wants("mine")),
        ("team", Wants("team")),
        ("copy", Wants("copy")),
        ("<@U123ABC>", WantsPerson("U123ABC")),
        ("<@U_SAM|sam>", WantsPerson("U_SAM")),
        ("draft <@W9|sam okafor>", WantsPerson("W9")),
        ("Draft  <@W9>", WantsPerson("W9")),
        ("@sam", WantsPerson("")),
        ("DRAFT @sam", WantsPerson("")),
        ("people import", WantsPeople()),
        ("People  IMPORT", WantsPeople()),
        ("people <@U_SAM|sam>", WantsPeople("U_SAM")),
        ("people", WantsRole("people")),
        ("people partner P4", WantsRole("people partner P4")),
        ("people import manager", WantsRole("people import manager")),
        ("copy writer", WantsRole("copy writer")),
        ("help desk", WantsRole("help desk")),
        ("draft engineer", WantsRole("draft engineer")),
        ("team lead  P4", WantsRole("team lead P4")),
        ("<@U1> <@U2>", WantsRole("<@U1> <@U2>")),
        ("R&amp;D &lt;b&gt; &amp;lt;", WantsRole("R&D <b> &lt;")),
        ("account\u00a0executive\nP4", WantsRole("account executive P4")),
    ],
)
def test_a_text_asks_for_one_thing(text: str, wanted: AnyWants) -> None:
    assert read_command(text) == wanted


@given(st.text())
def test_any_text_asks_for_something_and_a_subcommand_only_where_the_whole_text_is_one(text: str) -> None:
    asked = read_command(text)
    assert isinstance(asked, Wants) == (" ".join(text.split()).casefold() in SUBCOMMANDS)


def test_about_roles_the_rest_of_the_words_and_the_whole_are_kept() -> None:
    assert read_command(" Role  account executive P4 ") == WantsAboutRole(
        "role", "account executive P4", "Role account executive P4"
    )
    assert read_command("compare R&amp;D lead P2 P4") == WantsAboutRole(
        "compare", "R&D lead P2 P4", "compare R&D lead P2 P4"
    )
    assert read_command("role") == WantsAboutRole("role", "", "role")
    assert read_command("roles of mine") == WantsRole("roles of mine")
    assert read_command("comparison analyst") == WantsRole("comparison analyst")
