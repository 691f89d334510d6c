"""What two a comparison means, out of words: exactly named, misspelt, with and without a word between them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from canon.model import Library
from canon.pairs import NoPair, Offers, Pair, read_pair
from canon.search import Index

LoadText = Callable[..., Library]
LADDER = "{P1: {responsibilities: [a]}, P2: {responsibilities: [b]}, P3: {responsibilities: [c]}}"
ROLES = f"""
roles:
  - {{id: AE, focus: Account Executive, levels: {LADDER}}}
  - {{id: SE, focus: Sales Engineer, levels: {LADDER}}}
  - {{id: SM, focus: Sales and Marketing, levels: {LADDER}}}
  - {{id: CARE, focus: Caretaker, responsibilities: [d]}}
"""


@pytest.fixture
def index(load_text: LoadText) -> Index:
    return Index(load_text(ROLES))


@pytest.mark.parametrize(
    ("words", "left", "right"),
    [
        ("account executive P1 P3", "AE.P1", "AE.P3"),
        ("Account Executive p3 p1", "AE.P3", "AE.P1"),
        ("account executive P1 and P3", "AE.P1", "AE.P3"),
        ("account executive P1 with sales engineer P2", "AE.P1", "SE.P2"),
        ("account executive P1 sales engineer P2", "AE.P1", "SE.P2"),
        ("AE.P1 SE.P1", "AE.P1", "SE.P1"),
        ("account executive P1/P3", "AE.P1", "AE.P3"),
        ("account executive P1, P3", "AE.P1", "AE.P3"),
        ("P1 P3 account executive", "AE.P1", "AE.P3"),
        ("sales and marketing P1 P2", "SM.P1", "SM.P2"),
        ("sales and marketing P1 vs account executive P1", "SM.P1", "AE.P1"),
        ("caretaker account executive P2", "CARE", "AE.P2"),
        ("caretaker and account executive P2", "CARE", "AE.P2"),
        ("acount executiv P1 P2", "AE.P1", "AE.P2"),
        ("acount executive P1 versus sales enginer P3", "AE.P1", "SE.P3"),
    ],
)
def test_two_are_found(index: Index, words: str, left: str, right: str) -> None:
    found = read_pair(words, index)
    assert isinstance(found, Pair)
    assert (found.left.id, found.right.id) == (left, right)


def offered(found: object) -> list[str]:
    assert isinstance(found, Offers)
    return [f"{pair.left.id} {pair.right.id}" for pair in found.pairs]


def test_what_is_left_open_is_offered(index: Index) -> None:
    assert offered(read_pair("account executive", index)) == ["AE.P1 AE.P2", "AE.P2 AE.P3"]
    assert offered(read_pair("account executive P2", index)) == ["AE.P1 AE.P2", "AE.P2 AE.P3"]
    assert offered(read_pair("account executive with sales engineer", index)) == [
        "AE.P1 SE.P1",
        "AE.P2 SE.P2",
        "AE.P3 SE.P3",
    ]
    assert offered(read_pair("account executive P2 with sales engineer", index)) == [
        "AE.P2 SE.P1",
        "AE.P2 SE.P2",
        "AE.P2 SE.P3",
    ]
    assert offered(read_pair("caretaker with account executive", index)) == [
        "CARE AE.P1",
        "CARE AE.P2",
        "CARE AE.P3",
    ]


def test_what_names_no_role_is_said(index: Index) -> None:
    assert read_pair("zzzz qqqq", index) == NoPair("zzzz qqqq")
    assert read_pair("zzzz P1 P2", index) == NoPair("zzzz P1")
    assert read_pair("account executive P1 with zzzz", index) == NoPair("zzzz")
    assert read_pair("account executive P1 P9", index) == NoPair("P9")


def test_one_role_alone_and_the_same_twice_name_no_two(index: Index) -> None:
    assert read_pair("caretaker", index) == NoPair()
    assert read_pair("account executive P1 P1", index) == NoPair()
    assert read_pair("", index) == NoPair()


def test_many_words_are_answered_all_the_same(index: Index) -> None:
    assert offered(read_pair("account executive P1 " * 50, index)) == ["AE.P1 AE.P2", "AE.P1 AE.P3"]
