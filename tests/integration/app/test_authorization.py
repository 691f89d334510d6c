"""Everybody presses everything in every state of somebody's goals: who may, does; nobody else learns a thing."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field, replace
from typing import Any

import pytest
from slack_bolt import App
from slack_bolt.listener import Listener

from bot.sandbox.people import User
from bot.views import confirming
from bot.views import shared_ids as ids
from bot.views.state import More, NewGoals, OneVersion, encode
from tests.integration.app.by_hand import Answer, Hand, Interaction, text
from tests.integration.app.deeds import ABOUT_NO_GOALS, ALL, CHANGED, DEEDS, MET, NEW, SEEN, Deed, starting
from tests.integration.app.goals_in_states import GOAL, PROFILE, SAID, SHEET, STATES, WORKING, Shelf, Stage
from tests.integration.app.office import Landlord, Office
from tests.integration.app.without_wire import without_wire

NOTHING = "There is nothing here for you."
OURS = "Something went wrong"
MISSING = "99999999999999999999999999999999"
NOBODY = "U_NOBODY"
PARTS: Mapping[str, str] = {
    "U_ANA": "author",
    "U_SAM": "subject",
    "U_MIA": "reader",
    "U_TOM": "former manager",
    "U_PRIYA": "organiser",
    "U_EVA": "colleague",
}
KNOWN_TO: Mapping[str, str] = {"author": ALL, "subject": SEEN, "reader": MET}
"""Who knows in which states that the goals are there, so that a refusal may name their state."""
OUTSIDE = (
    User("U_GUEST", "guest", "Gus Guest", is_restricted=True),
    User("U_CONNECT", "connect", "Con Nect", team_id="T0OTHER", is_stranger=True),
    User("U_GONE", "gone", "Gone Girl", deleted=True),
    User("U_ROBOT", "robot", "Ro Bot", is_bot=True),
)
SAYS_NO = (
    "You can’t",
    "This request is answered",
    "This question is answered",
    "This version was not confirmed",
    "There are changes that",
    "has answered: there is no need",
    "You have answered these goals already",
)
NO_REASON = "Pick a reason"


@dataclass(frozen=True)
class Stand:
    """An office whose database is put back after every change, and the hand that delivers."""

    office: Office
    hand: Hand
    shelf: Shelf
    stage: Stage
    missing: dict[str, str] = field(default_factory=dict)

    def said_of_missing(self, deed: Deed) -> str:
        """Return what a colleague is told of goals, or of a person, that are not there; asked once."""
        key = json.dumps(asdict(deed.what))
        if key not in self.missing:
            other = deed.what.about(deed.about, MISSING if deed.about == SHEET else NOBODY)
            said = self.hand.sends("U_EVA", other).text
            self.missing[key] = said.replace(MISSING, "ID").replace(NOBODY, deed.about)
        return self.missing[key]


@pytest.fixture(scope="module")
def house(landlord: Landlord, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stand]:
    """Open one office for all tests, with the goals in every state on the shelf."""
    ws = landlord.server.workspace
    with ExitStack() as stack:
        stack.enter_context(without_wire(ws))
        folder = tmp_path_factory.mktemp("authorization")
        readers, runners = frozenset({"U_MIA"}), frozenset({"U_PRIYA"})
        settings: dict[str, Any] = {"readers": readers, "runners": runners, "offer_changes": True}
        office = stack.enter_context(landlord.lets(folder, **settings))
        shelf, stage = Shelf(office.goalframe), Stage(office.goalframe)
        shelf.keep("empty")
        for letter, build in [*STATES.items(), ("2", Stage.second_version)]:
            build(stage)
            shelf.keep(letter)
            shelf.put_back("empty")
        office.goalframe.services.roles.swap(CHANGED)
        yield Stand(office, Hand(ws, office.goalframe.bolt), shelf, stage)


@pytest.fixture
def stand(house: Stand) -> Iterator[Stand]:
    """Let everybody in whom the workspace has beside its seed."""
    for one in (User("U_EVA", "eva", "Eva Lind"), *OUTSIDE):
        house.office.ws.add_user(one)
        house.stage.app.services.people.get("T0DEMO", one.id)
    yield house
    house.office.timers.waiting.clear()


def name_of(listener: Listener) -> str:
    """Return what a listener listens to, from its own matcher: the kind, and the name or pattern."""
    (matcher,) = listener.matchers
    matches: Callable[..., bool] = matcher.func  # type: ignore[attr-defined]
    held = [cell.cell_contents for cell in matches.__closure__ or ()]
    (wanted,) = [one for one in held if isinstance(one, str | re.Pattern)]
    kind = matches.__qualname__.partition(".")[0].replace("view_submission", "view")
    return f"{kind} {wanted if isinstance(wanted, str) else wanted.pattern}"


def listeners(bolt: App) -> list[str]:
    return [name_of(one) for one in bolt._listeners]


def test_every_listener_has_a_rule_here(stand: Stand) -> None:
    ruled = {deed.listener for deed in DEEDS} | set(ABOUT_NO_GOALS)
    assert set(listeners(stand.office.goalframe.bolt)) - ruled == set(), "these listeners have no rule"
    assert ruled - set(listeners(stand.office.goalframe.bolt)) == set(), "these rules have no listener"


def test_every_deed_reaches_the_listener_that_it_is_a_rule_for() -> None:
    for deed in DEEDS:
        kind, _, name = deed.listener.partition(" ")
        assert kind == {"block_actions": "action", "view_submission": "view"}[deed.what.kind]
        assert deed.what.name == name or re.search(name, deed.what.name)


def may_read(actor: str, mark: str, state: str) -> bool:
    """Tell whether somebody may find this in an answer: the goals, a working copy, what was said about them."""
    if actor == "U_ANA":
        return True
    if actor == "U_SAM":
        return mark != WORKING and state in SEEN.replace("U", "")
    return actor == "U_MIA" and mark == GOAL and state in SEEN.replace("U", "")


def leaked(actor: str, deed: Deed, state: str, said: str) -> list[str]:
    """Return what stands in an answer that this person may not read; HR may where a reason was given."""
    reason = actor != "U_MIA" or deed.listener == "view reason"
    return [mark for mark in (GOAL, WORKING, SAID) if mark in said and not (reason and may_read(actor, mark, state))]


def refused_rightly(answer: Answer, missing: str, *, quiet: bool) -> list[str]:
    """Return what is wrong with the words of a refusal."""
    said = answer.text.replace(SHEET, "ID")
    if quiet:
        return [f"said {said}"] if said.strip() else []
    if OURS in said:
        return ["ran into an error"]
    if missing:
        return [f"said {said}, of what is missing {missing}"] if said != missing or NOTHING not in said else []
    known = answer.errors or any(words in said for words in (NOTHING, *SAYS_NO, NO_REASON))
    return [] if known else [f"said {said}"]


def allowed_rightly(stand: Stand, deed: Deed, state: str, answer: Answer, *, changed: bool) -> list[str]:
    """Return what is wrong with what came of an allowed deed."""
    said, expected = answer.text, deed.effect == "changes" and state not in deed.idle
    wrong = []
    if NOTHING in said or OURS in said or answer.errors or any(words in said for words in SAYS_NO):
        wrong.append(f"was refused: {said[:300]}")
    if changed != expected:
        wrong.append("changed something" if changed else "changed nothing")
    if deed.then and expected and stand.shelf.state() != deed.then:
        wrong.append(f"led to {stand.shelf.state()}")
    return wrong


@pytest.mark.parametrize("state", STATES)
def test_who_may_does_and_nobody_else_learns_or_changes_anything(stand: Stand, state: str) -> None:
    stand.shelf.put_back(state)
    before, found = stand.shelf.tables(), []
    for deed in DEEDS:
        for actor, part in PARTS.items():
            answer = stand.hand.sends(actor, deed.what)
            changed = stand.shelf.tables() != before
            allowed = state in deed.states_of(part)
            if allowed:
                wrong = allowed_rightly(stand, deed, state, answer, changed=changed)
            else:
                missing = "" if state in KNOWN_TO.get(part, "") else stand.said_of_missing(deed)
                wrong = refused_rightly(answer, missing, quiet=deed.quiet)
                wrong += ["changed something"] if changed else []
            wrong += [f"shows {mark}" for mark in leaked(actor, deed, state, answer.text)]
            found += [f"{part}: {deed.listener} ({deed.what.name}): {one}" for one in wrong]
            if changed:
                stand.shelf.put_back(state)
    assert not found, "\n".join(found)


OUTSIDERS = [(one.id, "") for one in OUTSIDE] + [("U0BOT", ""), ("U_ANA", "T0OTHER"), ("U_SAM", "T0OTHER")]


@pytest.mark.parametrize("state", "DSWX")
def test_whoever_is_no_full_member_of_this_workspace_learns_and_changes_nothing(stand: Stand, state: str) -> None:
    stand.shelf.put_back(state)
    before, found = stand.shelf.tables(), []
    for deed in DEEDS:
        for actor, team in OUTSIDERS:
            said = stand.hand.sends(actor, deed.what, team_id=team).text
            if NOTHING not in said or any(mark in said for mark in (GOAL, WORKING, SAID)):
                found.append(f"{actor} {team}: {deed.what.name}: {said}")
    assert not found, "\n".join(found)
    assert stand.shelf.tables() == before


def test_new_goals_under_an_id_that_is_taken_show_and_change_nothing_of_the_others(stand: Stand) -> None:
    taken = starting(NewGoals(SHEET, "", PROFILE, "U_PRIYA"))
    for state in STATES:
        stand.shelf.put_back(state)
        before = stand.shelf.tables()
        for actor in set(PARTS) - {"U_ANA"}:
            said = stand.hand.sends(actor, taken).text
            assert NOTHING in said, actor
            assert not [mark for mark in (GOAL, WORKING, SAID) if mark in said]
        assert stand.shelf.tables() == before


def about_first_version() -> Iterator[Deed]:
    """Give the deeds that answer, take back or end a version, not just whatever is in force."""
    for deed in DEEDS:
        changes = deed.effect == "changes" and (encode(OneVersion(SHEET, 1)) in (deed.what.value, deed.what.metadata))
        asks = '"request":' in deed.what.metadata
        if (changes or asks) and deed.listener not in WHATEVER_IS_IN_FORCE:
            yield deed


WHATEVER_IS_IN_FORCE = {
    "action shared:now": "what waits is sent, whichever it is",
    "action shared:change": "the working copy is of what is in force",
    "action shared:close": "goals are closed as a whole",
    "action shared:reopen": "goals are reopened as a whole",
    "action shared:meet": "it is about the person, not the version",
    "action shared:not_manager": "it is about the person, not the version",
}


def test_what_was_pressed_under_an_older_version_changes_nothing_and_leads_to_the_newer_one(stand: Stand) -> None:
    stand.shelf.put_back("2")
    before, deeds = stand.shelf.tables(), list(about_first_version())
    assert {"view confirm", "view decline", "view ask", "view settle", "action shared:back"} <= {
        deed.listener for deed in deeds
    }
    for deed in deeds:
        for actor in PARTS:
            said = stand.hand.sends(actor, deed.what).text
            assert stand.shelf.tables() == before, (actor, deed.listener)
            allowed = deed.states_of(PARTS[actor])
            newer = "Another version of these goals is in force by now" in said or "This request is answered" in said
            assert newer == bool(allowed), (actor, deed.listener, said)


HOSTILE = (
    "' OR 1=1 --",
    f"{SHEET}' --",
    f"{SHEET}%",
    SHEET.upper() + " ",
    f" {SHEET}",
    f"{SHEET}\\u0000",
    "\\ud800",
    "x" * 10_000,
    "*",
    "",
)


def test_no_other_form_of_an_id_leads_to_the_goals(stand: Stand) -> None:
    stand.shelf.put_back("W")
    before, found = stand.shelf.tables(), []
    for deed in DEEDS:
        if deed.about != SHEET or "reason" in deed.listener or NEW in deed.what.metadata + deed.what.value:
            continue
        for hostile in HOSTILE:
            answer = stand.hand.sends("U_ANA", deed.what.about(SHEET, hostile))
            if OURS in answer.text or GOAL in answer.text:
                found.append(f"{deed.listener}: {hostile[:40]!r}: {answer.text[:400]}")
    assert not found, "\n".join(found)
    assert stand.shelf.tables() == before


WRONG: tuple[str, ...] = (
    "",
    "null",
    "[]",
    '"text"',
    "{",
    "{}",
    '{"sheet":null}',
    '{"sheet":7}',
    '{"sheet":["' + SHEET + '"]}',
    '{"sheet":"' + SHEET + '","version":"1"}',
    '{"sheet":"' + SHEET + '","version":true}',
    '{"sheet":"' + SHEET + '","version":1.0}',
    '{"sheet":"' + SHEET + '","version":1e400}',
    '{"sheet":"' + SHEET + '","version":' + "9" * 5_000 + "}",
    '{"sheet":"' + SHEET + '","surprise":"x"}',
    "[" * 3_000,
    '{"sheet":"' + "y" * 100_000 + '"}',
)


def test_state_of_another_shape_is_refused_in_a_sentence_and_changes_nothing(stand: Stand) -> None:
    stand.shelf.put_back("W")
    before, found = stand.shelf.tables(), []
    for number, deed in enumerate(DEEDS):
        for wrong in WRONG[number % 3 :: 3]:  # a third of them each: all decode with one function
            carrying = ("value", "metadata", *(["chosen"] if wrong else []))
            for name in [name for name in carrying if SHEET in getattr(deed.what, name)]:
                carried: dict[str, Any] = {name: wrong}
                answer = stand.hand.sends("U_SAM", replace(deed.what, **carried))
                if OURS in answer.text:
                    found.append(f"{deed.listener}: {name} {wrong[:60]!r}")
    assert not found, "\n".join(found)
    assert stand.shelf.tables() == before


def test_a_menu_entry_of_another_kind_shows_no_more_than_the_goals(stand: Stand) -> None:
    stand.shelf.put_back("S")
    before = stand.shelf.tables()
    for what in ("", "close", "read as hr", "x" * 1_000):
        for actor in ("U_TOM", "U_EVA", "U_MIA"):
            press = Interaction("block_actions", ids.MORE, chosen=encode(More(what, SHEET, 1)))
            said = stand.hand.sends(actor, press).text
            assert GOAL not in said
            assert NOTHING in said or NO_REASON in said
    assert stand.shelf.tables() == before


def test_a_note_longer_than_may_be_stands_under_its_field_and_changes_nothing(stand: Stand) -> None:
    stand.shelf.put_back("S")
    before = stand.shelf.tables()
    form = {confirming.WORDS: text("x" * 3_001)}
    what = Interaction("view_submission", confirming.CONFIRM, metadata=encode(OneVersion(SHEET, 1)), fields=form)
    assert list(stand.hand.sends("U_SAM", what).errors) == [f"b:{confirming.WORDS}"]
    assert stand.shelf.tables() == before
