"""Who may do what: every part, action and state; what is forbidden looks like what is missing."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import get_args

import pytest

from bot.errors import NothingHere, Refused
from bot.services.permissions import AUTHOR_ONLY, ONLY_WRITABLE, QUIET, RULES, Action, Case, Rule, authorize
from db.facts import Person, Sheet, SheetState
from tests.unit.bot.making import ANA, SAM, T0, goals_of, person, profile_of

STATES: tuple[SheetState, ...] = get_args(SheetState)
ACTIONS: tuple[Action, ...] = get_args(Action)
TOM, MIA, EVA = person("U_TOM", "Tom Berg"), person("U_MIA", "Mia Vogt"), person("U_EVA", "Eva Lind")
LETTERS = {"U_ANA": "A", "U_TOM": "T", "U_SAM": "S", "U_MIA": "R", "U_EVA": "-"}
"""In whose place each of them asks; Tom stands in for Ana, and Mia reads for HR."""
MAY = """
read           A    draft shared confirmed unconfirmed withdrawn closed
write          A    draft shared confirmed unconfirmed
take texts     A    draft shared confirmed unconfirmed
discard        A    draft
share          A    draft shared confirmed unconfirmed
hasten         AT   shared confirmed unconfirmed
take back      AT   shared
change         A    shared confirmed unconfirmed
drop changes   A    shared confirmed unconfirmed
settle         AT   shared unconfirmed
give up        AT   shared
hand over      AT   shared confirmed unconfirmed
close          AT   shared confirmed unconfirmed
reopen         AT   closed
replace        A    shared confirmed unconfirmed
see            ATSR shared confirmed unconfirmed closed
history        ATS  shared confirmed unconfirmed closed
readings       ATS  shared confirmed unconfirmed closed
meet           S    shared confirmed unconfirmed
agree to move  S    shared confirmed unconfirmed
confirm        S    shared confirmed unconfirmed
decline        S    shared unconfirmed
ask            S    shared unconfirmed
comment        ATS  shared confirmed unconfirmed
check in       S    shared confirmed unconfirmed
"""
WORDS = {
    "draft": "You can’t do that: these goals are not shared yet.",
    "shared": "You can’t do that: these goals are shared as version 2 and wait to be read.",
    "confirmed": "You can’t do that: version 2 of these goals was read and confirmed.",
    "unconfirmed": "You can’t do that: version 2 of these goals is recorded as not confirmed.",
    "withdrawn": "You can’t do that: this draft was taken back on 2026-12-01.",
    "closed": "You can’t do that: these goals were closed on 2026-12-01.",
}
NEXT = {
    ("A", "draft"): "",
    ("A", "withdrawn"): "Start new goals.",
    ("A", "closed"): "Press “Reopen” first.",
    ("S", "closed"): "",
    ("T", "closed"): "Press “Reopen” first.",
}
LIVE_NEXT = {
    "T": "",
    "A": "Press “Change these goals” to make a new version.",
    "S": "Press “Comment” to write to your manager.",
}


def table() -> dict[str, tuple[str, set[str]]]:
    found = {}
    for line in MAY.strip().splitlines():
        who, *states = line[15:].split()
        found[line[:15].strip()] = (who, set(states))
    return found


def sheet_in(state: SheetState, *, editing: bool = False) -> Sheet:
    """Return goals from Ana for Sam in a state; those that were shared have two versions."""
    version = 0 if state in {"draft", "withdrawn"} else 2
    sheet = goals_of(profile_of(1)).sheet
    return replace(sheet, state=state, version=version, editing=editing and bool(version), updated_at=T0)


def case_in(state: SheetState, *, editing: bool = False, met: bool = True) -> Case:
    return Case(sheet_in(state, editing=editing), frozenset({TOM.user_id}), frozenset({MIA.user_id}), met)


def expected(actor: Person, action: Action, case: Case) -> str:
    """Say by the table what becomes of an attempt: it is done, refused in words, or finds nothing."""
    letter, (who, states) = LETTERS[actor.user_id], table()[action]
    sheet = case.sheet
    if actor is not ANA and not sheet.version:
        return "nothing"
    if letter not in who or (letter in "SR" and not case.met and action != "meet"):
        return "nothing"
    fits = sheet.state in states and (action not in ONLY_WRITABLE or sheet.state == "draft" or sheet.editing)
    return "done" if fits else "refused"


def found(actor: Person, action: Action, case: Case | None) -> str:
    try:
        assert authorize(actor, action, case) is case
    except NothingHere:
        return "nothing"
    except Refused:
        return "refused"
    return "done"


def stands_in(action: Action, rule: Rule) -> set[str]:
    return {"T"} if "author" in rule.who and action not in AUTHOR_ONLY else set()


def test_the_rules_are_those_of_the_table() -> None:
    letters = {"author": "A", "subject": "S", "reader": "R"}
    rules = {
        name: ({letters[part] for part in rule.who} | stands_in(name, rule), set(rule.when))
        for name, rule in RULES.items()
    }
    assert rules == {name: (set(who), states) for name, (who, states) in table().items()}
    assert set(RULES) == set(ACTIONS)


@pytest.mark.parametrize("action", ACTIONS)
@pytest.mark.parametrize("actor", [ANA, SAM, TOM, MIA, EVA], ids=lambda actor: actor.name)
def test_everybody_gets_in_every_state_what_the_table_gives_them(actor: Person, action: Action) -> None:
    for state, editing, met in product(STATES, (False, True), (False, True)):
        case = case_in(state, editing=editing, met=met)
        assert found(actor, action, case) == expected(actor, action, case), (state, editing, met)


@pytest.mark.parametrize("action", ACTIONS)
def test_before_the_two_have_met_the_employee_can_answer_one_question_alone(action: Action) -> None:
    may = {found(SAM, action, case_in(state, met=False)) for state in ("shared", "confirmed", "unconfirmed")}
    assert may == ({"done"} if action == "meet" else {"nothing"})


OUTSIDE = {
    "of another workspace": {"team_id": "T2"},
    "who left": {"deleted": True},
    "who is a guest": {"restricted": True},
    "from elsewhere": {"stranger": True},
    "who is an app": {"is_bot": True},
}


@pytest.mark.parametrize("change", list(OUTSIDE.values()), ids=list(OUTSIDE))
@pytest.mark.parametrize("actor", [ANA, SAM, TOM, MIA], ids=lambda actor: actor.name)
def test_whoever_is_no_full_member_of_this_workspace_finds_nothing(actor: Person, change: dict[str, object]) -> None:
    outsider = replace(actor, **change)  # type: ignore[arg-type]
    attempts = {found(outsider, action, case_in(state)) for action in ACTIONS for state in STATES}
    assert attempts == {"nothing"}


@pytest.mark.parametrize("action", ACTIONS)
def test_what_is_missing_is_said_in_the_same_words_as_what_is_forbidden(action: Action) -> None:
    for case in (None, case_in("shared")):
        with pytest.raises(NothingHere, match=r"^There is nothing here for you\.$"):
            authorize(EVA, action, case)


@pytest.mark.parametrize(("actor", "letter"), [(ANA, "A"), (TOM, "T"), (SAM, "S")], ids=lambda it: str(it)[-20:])
def test_a_refusal_says_how_the_goals_stand_and_what_to_do_next(actor: Person, letter: str) -> None:
    for action, state in product(ACTIONS, STATES):
        case = case_in(state)
        if found(actor, action, case) == "refused":
            with pytest.raises(Refused) as refused:
                authorize(actor, action, case)
            following = NEXT.get((letter, state), LIVE_NEXT[letter])
            assert refused.value.sentence == f"{WORDS[state]} {following}".strip()


@pytest.mark.parametrize("action", sorted(AUTHOR_ONLY))
def test_a_stand_in_finds_nothing_of_drafts_and_working_copies(action: Action) -> None:
    for state, editing in product(STATES, (False, True)):
        assert found(TOM, action, case_in(state, editing=editing)) == "nothing"


def test_who_is_both_the_employee_and_an_hr_reader_is_the_employee() -> None:
    case = replace(case_in("shared"), readers=frozenset({SAM.user_id}))
    assert case.part(SAM.user_id) == "subject"


def test_who_stands_in_and_reads_for_hr_stands_in() -> None:
    case = replace(case_in("shared"), readers=frozenset({TOM.user_id}))
    assert case.part(TOM.user_id) == "author"
    assert replace(case, sheet=sheet_in("draft")).part(TOM.user_id) == "nobody"


def test_goals_for_oneself_are_their_authors() -> None:
    own = Case(replace(sheet_in("draft"), subject=ANA.user_id))
    assert own.part(ANA.user_id) == "author"


def test_only_reading_and_writing_ones_own_leaves_no_line_in_the_log() -> None:
    assert {"read", "write", "see", "history", "readings"} == QUIET
