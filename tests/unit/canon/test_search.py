"""People find roles and levels by what they type, in any order and case, misspelt or half."""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canon import search
from canon.command import Answer, Choices, Found, NeedsLevel, Unknown
from canon.loader import load
from canon.model import Library
from canon.search import Index, words_of

LoadText = Callable[..., Library]

COMPANY = """
levels:
  P2: {label: P2 — Developing Professional}
  P4: {label: P4 — Senior Professional}
roles:
  - {id: AE, focus: Account Executive / Field Sales, levels: {P2: &l {rubric: {knowledge_application: k}}, P4: *l}}
  - {id: AM, focus: Account Manager, aliases: [Client Partner], levels: {P2: *l, P4: *l}}
  - {id: IS, focus: Account Executive / Inside Sales, levels: {P4: *l}}
  - {id: SA, focus: Scorecard Analyst, levels: {P2: *l, P4: *l}}
  - {id: SB, focus: Senior Buyer, levels: {P2: *l}}
  - {id: CW, focus: Copy Writer, title: The Writer, responsibilities: [r]}
"""

CATALOGUE = """
levels:
  P2: {label: P2 — Developing Professional}
  P4: {label: P4 — Senior Professional}
roles:
  - {id: SE, focus: Software Engineer, function: Product / Platform Operations, aliases: [SWE, Coder],
     classifications: [{scheme: SOC, code: 15-1252}],
     levels: {P2: &l {rubric: &r {knowledge_application: k}}, P4: {title: Staff Software Engineer, rubric: *r}}}
  - {id: SF, focus: Software Engineer / Field, function: Customer Operations, levels: {P2: *l, P4: *l}}
  - {id: OP, focus: Plant Operator, function: Factory, levels: {P2: *l}}
  - {id: NU, focus: Nurse, function: Health, aliases: [Engineer of Care], levels: {P2: *l}}
  - {id: DE, focus: Data Engineer, function: Product / Data, levels: {P2: *l}}
  - {id: SC, focus: Seniors Carer, levels: {P2: *l, P4: *l}}
"""


TYPED = [
    "software",
    "engineer",
    "p4",
    "okrs",
    "zz",
    "co",
    "enginer",
    "15",
    "12",
    "/",
    "senior",
    "se.p4",
    "the",
    "goals",
]


@pytest.fixture
def index(load_text: LoadText) -> Index:
    return Index(load_text(COMPANY))


def _said(answer: Answer) -> tuple[object, ...]:
    match answer:
        case Found():
            return ("found", answer.profile.id, answer.frame)
        case NeedsLevel():
            return ("level", answer.role.id, answer.frame, answer.unknown)
        case Choices():
            return ("choices", [profile.id for profile in answer.profiles], answer.frame)
        case Unknown():
            return ("unknown", [role.id for role in answer.nearest], answer.frame)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("account manager p4", ("found", "AM.P4", None)),
        ("OKRs P4 Account MANAGER", ("found", "AM.P4", "okr")),
        ("p4 account manager mbo", ("found", "AM.P4", "mbo")),
        ("smart goals for the account manager at level P2", ("found", "AM.P2", "smart")),
        ("client partner p2 scorecard", ("found", "AM.P2", "scorecard")),
        ("am.p4", ("found", "AM.P4", None)),
        ("Account Executive / Field Sales — P4", ("found", "AE.P4", None)),
        ("the writer", ("found", "CW", None)),
        ("writer copy okr", ("found", "CW", "okr")),
        ("senior account manager", ("found", "AM.P4", None)),
        ("developing professional field sales", ("found", "AE.P2", None)),
        ("senior buyer", ("found", "SB.P2", None)),
        ("scorecard analyst p2", ("found", "SA.P2", None)),
        ("scorecard analyst p2 scorecard", ("found", "SA.P2", "scorecard")),
        ("accunt manger p4 okrs", ("found", "AM.P4", "okr")),
        ("field sale p2", ("found", "AE.P2", None)),
        ("scorcard analist p4", ("found", "SA.P4", None)),
        ("acount manager seniour", ("found", "AM.P4", None)),
        ("manag p4 scorecrd", ("found", "AM.P4", "scorecard")),
        ("smart goals for the acount manger at p4", ("found", "AM.P4", "smart")),
        ("account manager", ("level", "AM", None, None)),
        ("account manager smart", ("level", "AM", "smart", None)),
        ("acount manger okr", ("level", "AM", "okr", None)),
        ("account manager p9", ("level", "AM", None, "p9")),
        ("acount manger p9 okr", ("level", "AM", "okr", "p9")),
        ("inside sales p2", ("level", "IS", None, "p2")),
        ("account executive p2", ("found", "AE.P2", None)),
        ("account executive p4", ("choices", ["AE.P4", "IS.P4"], None)),
        ("acount exec p4 okrs", ("choices", ["AE.P4", "IS.P4"], "okr")),
        ("account manager professional", ("choices", ["AM.P2", "AM.P4"], None)),
        ("account", ("choices", ["AE.P2", "AE.P4", "AM.P2", "AM.P4", "IS.P4"], None)),
        ("p2 mbo", ("choices", ["AE.P2", "AM.P2", "SA.P2", "SB.P2"], "mbo")),
        ("", ("unknown", [], None)),
        ("… — /", ("unknown", [], None)),
    ],
)
def test_a_command_is_understood(index: Index, query: str, said: tuple[object, ...]) -> None:
    assert _said(index.find(query)) == said


@pytest.mark.parametrize(
    ("query", "first", "frame"),
    [("acct mgr p4", "AM", None), ("copy writer p4", "CW", None), ("acct mngrs okrs", "AM", "okr")],
)
def test_an_unknown_role_is_answered_with_the_nearest_three(
    index: Index, query: str, first: str, frame: str | None
) -> None:
    answer = index.find(query)
    assert isinstance(answer, Unknown)
    assert (len(answer.nearest), answer.nearest[0].id, answer.frame) == (3, first, frame)


def test_the_packaged_role_is_found_by_a_misspelt_half_name(library: Library) -> None:
    index = Index(library)
    assert _said(index.find("acount exec p4 okrs")) == ("found", "DIRECT.ACCOUNTEA038.P4", "okr")
    assert _said(index.find("okrs")) == ("level", "DIRECT.ACCOUNTEA038", "okr", None)
    assert _said(index.find("expert")) == ("found", "DIRECT.ACCOUNTEA038.P5", None)
    assert _said(index.find("software engineer")) == ("unknown", ["DIRECT.ACCOUNTEA038"], None)


def test_choices_name_their_roles_once(index: Index) -> None:
    answer = index.find("account")
    assert isinstance(answer, Choices)
    assert answer.role_ids == ("AE", "AM", "IS")


def test_exact_words_alone_are_taken_where_exactness_is_asked_for(index: Index) -> None:
    assert [profile.id for profile in index.exact("P4 account manager okr")] == ["AM.P4"]
    assert [profile.id for profile in index.exact("copy writer")] == ["CW"]
    assert index.exact("acount manager") == ()
    assert index.exact("account manager p9") == ()
    assert next(role.id for role in index.nearest("Acount Manger")) == "AM"


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("acc man", ["AM.P2", "AM.P4"]),
        ("manager p4", ["AM.P4"]),
        ("senior", ["SB.P2"]),
        ("develop", ["AE.P2", "AM.P2", "SA.P2", "SB.P2"]),
        ("cop", ["CW"]),
        ("nothing like it", []),
    ],
)
def test_half_a_name_offers_profiles(index: Index, query: str, ids: list[str]) -> None:
    assert [profile.id for profile in index.typeahead(query)] == ids


def test_nothing_typed_offers_all_up_to_the_limit(index: Index) -> None:
    assert len(index.typeahead("")) == 9
    assert [profile.id for profile in index.typeahead(" ", limit=2)] == ["AE.P2", "AE.P4"]
    assert len(index.typeahead("account", limit=3)) == 3


def test_a_command_is_read_once_and_a_long_one_is_not_remembered(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert index.find("account manager p4") is index.find("account manager p4")
    read: list[str] = []

    def count(text: str, _: Index) -> Answer:
        read.append(text)
        return Unknown()

    monkeypatch.setattr(search, "parse", count)
    long = "account manager " * 20
    assert [index.find(long), index.find(long)] == [Unknown(), Unknown()]
    assert len(read) == 2


def test_a_very_long_command_is_answered(index: Index) -> None:
    assert isinstance(index.find("account manager p4 " + "word " * 2000), Unknown)


def test_words_have_no_case_accent_or_punctuation() -> None:
    assert words_of("Chargé d'affaires — (P4), C++/C#!") == ["charge", "d", "affaires", "p4", "c++", "c#"]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("software engineer p2", ("found", "SE.P2", None)),
        ("engineer software p2", ("choices", ["SE.P2", "SF.P2"], None)),
        ("field software engineer p2", ("found", "SF.P2", None)),
        ("swe p4 okrs", ("found", "SE.P4", "okr")),
        ("15-1252 p2", ("found", "SE.P2", None)),
        ("staff software engineer", ("found", "SE.P4", None)),
        ("staf software enginer okr", ("found", "SE.P4", "okr")),
        ("platform", ("level", "SE", None, None)),
        ("platform operations p2", ("found", "SE.P2", None)),
        ("platfrom operatons p4", ("found", "SE.P4", None)),
        ("customer engineer p2", ("found", "SF.P2", None)),
        ("operations p2", ("choices", ["OP.P2", "SE.P2", "SF.P2"], None)),
        ("product operations", ("level", "SE", None, None)),
        ("senior", ("choices", ["SE.P4", "SF.P4", "SC.P4"], None)),
        ("senior carer", ("found", "SC.P4", None)),
        ("plant oprator p9", ("level", "OP", None, "p9")),
    ],
)
def test_functions_codes_aliases_and_titles_find_a_role(
    load_text: LoadText, query: str, said: tuple[object, ...]
) -> None:
    assert _said(Index(load_text(CATALOGUE)).find(query)) == said


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("software engineer", ["SE.P2", "SE.P4", "SF.P2", "SF.P4"]),
        ("engineer", ["SE.P2", "SE.P4", "SF.P2", "SF.P4", "DE.P2", "NU.P2"]),
        ("nurse", ["NU.P2"]),
        ("15-12", ["SE.P2", "SE.P4"]),
        ("oper", ["OP.P2", "SE.P2", "SE.P4", "SF.P2", "SF.P4"]),
        ("se", ["SE.P2", "SE.P4", "SC.P2", "SC.P4"]),
    ],
)
def test_exact_names_come_first_and_functions_last(load_text: LoadText, query: str, ids: list[str]) -> None:
    assert [profile.id for profile in Index(load_text(CATALOGUE)).typeahead(query)] == ids


@pytest.mark.parametrize("typed", ["Ä.É1", "a.e1", "ä.l 1", "a.1.2", "own id", "ä.p4"])
def test_a_level_is_found_by_its_id_however_it_is_written(load_text: LoadText, typed: str) -> None:
    level = "{rubric: {knowledge_application: k}}"
    codes = f"{{É1: {level}, L 1: {level}, '1.2': {level}, P4: {level}, P5: {{id: Own Id, components: [c]}}}}"
    index = Index(load_text(f"roles: [{{id: Ä, focus: F, levels: {codes}}}]"))
    ids = {"Ä.É1": "Ä.É1", "a.e1": "Ä.É1", "ä.l 1": "Ä.L 1", "a.1.2": "Ä.1.2", "own id": "Own Id", "ä.p4": "Ä.P4"}
    assert _said(index.find(typed)) == ("found", ids[typed], None)
    assert index.by_id(ids[typed]) == index.exact(typed)[0]


@given(st.text() | st.lists(st.sampled_from(TYPED)).map(" ".join))
def test_whatever_is_typed_is_answered(text: str) -> None:
    index = _catalogue()
    assert isinstance(index.find(text), Answer)
    assert len(index.typeahead(text)) <= 100
    assert len(index.nearest(text)) <= 3
    assert len(index.exact(text)) <= 100


@functools.cache
def _catalogue() -> Index:
    with TemporaryDirectory() as folder:
        (Path(folder) / "a.yaml").write_text(f"format: 1\ncanon: {{name: N, tag: T}}\n{CATALOGUE}", encoding="utf-8")
        return Index(load([Path(folder)]))


def test_a_whole_name_is_its_one_role_and_of_several_all_are_offered_with_those_that_have_it_as_a_part(
    load_text: LoadText,
) -> None:
    two = """
    roles:
      - {id: PART, focus: Guard / Night, responsibilities: [a]}
      - {id: ONE, focus: Guard, responsibilities: [a]}
      - {id: TWO, focus: Watch, aliases: [%s], responsibilities: [a]}
    """
    assert _said(Index(load_text(two % "Ward")).find("guard")) == ("found", "ONE", None)
    assert _said(Index(load_text(two % "Guard")).find("guard")) == ("choices", ["ONE", "TWO", "PART"], None)


def test_signs_alone_are_no_name(load_text: LoadText) -> None:
    index = Index(load_text("roles: [{id: —, focus: …, responsibilities: [r]}]"))
    assert index.find("…") == Unknown((), None)
    assert [profile.id for profile in index.typeahead("")] == ["—"]


def test_an_empty_library_knows_nothing(load_text: LoadText) -> None:
    index = Index(load_text("roles: []"))
    assert index.find("account manager") == Unknown()
    assert index.typeahead("a") == ()
