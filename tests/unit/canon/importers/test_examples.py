"""The examples are what the importers make of their sources, and leave one role to “account executive P4”."""

from __future__ import annotations

import pytest

from canon.command import Found
from canon.importers.draft import Wish
from canon.importers.kinds import kind
from canon.importers.running import run
from canon.loader import examples, load, packaged
from canon.model import Library
from canon.search import Index

SOURCES = examples() / "sources"
MADE = {
    "role-card.yaml": (
        "role-card",
        "account_executive.md",
        "A role card of an account executive, given as an example of its kind.",
    ),
    "key-accountabilities.yaml": (
        "key-accountabilities",
        "key_accountabilities.txt",
        "A list of key accountabilities for three roles, given as an example of its kind.",
    ),
}


@pytest.fixture(scope="module")
def library() -> Library:
    return load([examples()])


@pytest.mark.parametrize("file", MADE)
def test_each_file_is_what_its_importer_makes_of_its_source(file: str) -> None:
    name, source, words = MADE[file]
    done = run(kind(name), [SOURCES / source], Wish(source=words))
    assert done.text == (examples() / file).read_text("utf-8")
    assert (done.left, done.refused) == ([], [])


def test_there_is_no_other_file_and_a_notice() -> None:
    files = {path.relative_to(examples()).as_posix() for path in examples().rglob("*") if path.is_file()}
    assert files == {*MADE, *(f"sources/{source}" for _, source, _ in MADE.values()), "NOTICE"}
    assert (examples() / "NOTICE").read_text("utf-8").startswith("The texts in this folder are not under")


def test_the_role_card_holds_what_its_source_holds(library: Library) -> None:
    role = library.role("SALE9001")
    assert role is not None
    counts = {name: len(kept) for name, kept in role.sections.items() if isinstance(kept, dict | list)}
    wanted = {"Role Variations": 4, "Personalities": 5, "Example Phrases": 15, "Recommended MCP Servers": 4}
    assert counts.items() >= wanted.items()
    assert [row.name for row in role.profiles[0].responsibilities] == [
        "Client Acquisition & Prospecting",
        "Strategic Discovery & Needs Analysis",
        "Solution Presentation & Demos",
        "Contract Negotiation & Closing",
        "Relationship Management",
        "Pipeline Forecasting & Reporting",
    ]


def test_every_word_of_the_sources_is_in_the_examples() -> None:
    for file, (_, source, _) in MADE.items():
        made = _bare((examples() / file).read_text("utf-8"))
        lines = (SOURCES / source).read_text("utf-8").split("\n")
        parts = [part for line in lines for part in line.replace(":**", "•").replace("**:", "•").split("•")]
        known = {"rolecode", "jobdescription", "responsibilities", "keyaccountabilities"}
        assert [part for part in parts if _bare(part) not in made and _bare(part) not in known] == []


def test_the_list_holds_three_five_and_five_accountabilities(library: Library) -> None:
    roles = {role.focus.text: role.profiles[0].responsibilities for role in library.roles if role.id != "SALE9001"}
    assert {name: len(rows) for name, rows in roles.items()} == {
        "Regional Sales Manager": 3,
        "Account Executive": 5,
        "Customer Service Associate": 5,
    }
    assert {row.source_kind for rows in roles.values() for row in rows} == {"accountability"}
    assert sum(len(row.details) for rows in roles.values() for row in rows) == 11


@pytest.mark.parametrize("words", ["account executive P4", "acount exec p4 okrs", "P4 account executive smart"])
def test_beside_the_packaged_roles_account_executive_p4_means_one_role(words: str) -> None:
    index = Index(load([packaged(), examples()]))
    found = index.find(words)
    assert isinstance(found, Found)
    assert found.profile.id == "DIRECT.ACCOUNTEA038.P4"


def _bare(text: str) -> str:
    comments = (line for line in text.split("\n") if not line.lstrip().startswith("# ") or "." not in line)
    return "".join(character for character in "".join(comments).casefold() if character.isalnum())
