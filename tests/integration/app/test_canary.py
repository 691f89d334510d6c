"""One word in every field that exists: it reaches the two people, and an HR reader's view of a version alone."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Any

import pytest

from bot.sandbox.state import Call, Delivery, Json
from tests.integration.app.office import Office
from tests.integration.app.two_people import Wanted, asks, confirms, declines, shares_again

Lets = Callable[..., AbstractContextManager[Office]]
CANARY = "Zitronenfalter"
TWO = {"U_ANA", "U_SAM"}
BESIDES_BLOCKS = ("text", "metadata", "private_metadata", "callback_id", "channel", "files", "initial_comment")


@pytest.fixture
def office(lets: Lets) -> Iterator[Office]:
    """Open an office in which Mia reads as HR and Tom organises reviews."""
    with lets(readers=frozenset({"U_MIA"}), runners=frozenset({"U_TOM"})) as open_office:
        yield open_office


def canary(place: str) -> str:
    """Return a text for one field that can be told from the others'."""
    return f"{CANARY} {place}"


def whole_dialogue(office: Office) -> None:
    """Let the two people use every field there is, and Mia read in between."""
    ana, sam = office.ana, office.sam
    office.drafts(ana, "Sam Okafor")
    for number in range(1, 6):
        ana.enters("Baseline", canary(f"baseline {number}"))
        ana.enters("Target", canary(f"target {number}"), by_key=number == 1)
        ana.enters("How you will both see it", canary(f"see {number}"))
        ana.submits()
    ana.clicks("Add a goal of your own")
    for label in ("Your own goal", "Baseline", "Target", "How you will both see it"):
        ana.enters(label, canary(label))
    ana.submits()
    ana.submits()
    ana.enters("A note to Sam", canary("share note"))
    ana.submits()
    ana.closes(everything=True)
    office.beats()
    sam.clicks("Show them")
    office.beats()
    talks(office)
    reads_as_hr(office)
    answers(office)
    changes_and_confirms(office)
    moves_and_closes(office)


def talks(office: Office) -> None:
    sam, ana = office.sam, office.ana
    sam.chooses("⋯", "Comment")
    sam.enters("Comment", canary("comment of Sam’s"))
    sam.submits()
    ana.clicks("Open", near="Goals for Sam Okafor")
    ana.clicks("Comment")
    ana.enters("Comment", canary("comment of Ana’s"))
    ana.submits()
    office.beats()
    declines(office, canary("reason"))
    asks(
        office,
        Wanted(1, canary("why 1"), target=canary("proposal 1")),
        Wanted(2, canary("why 2"), target=canary("proposal 2")),
        Wanted(0, canary("why all")),
    )


def answers(office: Office) -> None:
    ana = office.ana
    ana.clicks("Answer")
    ana.chooses("Your decision", "Take it", near="1. ")
    ana.chooses("Your decision", "Keep mine", near="2. ")
    for place in ("1. ", "2. ", "All goals"):
        ana.enters("Answer to Sam", canary(f"answer {place}"), near=place)
    ana.submits()
    ana.closes(everything=True)
    office.beats()


def changes_and_confirms(office: Office) -> None:
    ana, sam = office.ana, office.sam
    ana.clicks("Open", near="Goals for Sam Okafor")
    ana.clicks("Change these goals")
    ana.chooses("Go to a goal", office.goals_of().goals[0].key)
    ana.enters("Target", canary("version 3"))
    ana.submits()
    ana.closes(everything=True)
    shares_again(office, note=canary("second note"))
    office.beats()
    confirms(office, note=canary("confirmation"))
    sam.clicks("Check this receipt")
    sam.closes(everything=True)
    sam.chooses("⋯", "Get a copy")
    sam.clicks("Update progress")
    sam.chooses("Goal", office.goals_of().goals[0].key)
    sam.enters("Where it stands now", canary("value"))
    sam.chooses("Status", "On track")
    sam.enters("Note", canary("check-in"))
    sam.submits()
    office.beats()
    sam.clicks("Read in full")
    sam.closes(everything=True)
    sam.types("/goals mine")
    sam.clicks("Open")
    sam.clicks("Versions")
    sam.closes(everything=True)
    sam.opens_home()
    ana.opens_home()


def reads_as_hr(office: Office) -> None:
    mia = office.ws.person("U_MIA")
    mia.types("/goals <@U_SAM>")
    mia.clicks("Pick goals and a reason")
    mia.chooses("Why you read them", "Audit")
    mia.submits()
    mia.clicks("Scorecard")
    mia.clicks("Read in full")


def moves_and_closes(office: Office) -> None:
    ana, sam = office.ana, office.sam
    ana._home = sam._home = False
    ana.clicks("Open", near="Goals for Sam Okafor")
    ana.clicks("Move to another manager")
    ana.picks("Who is Sam’s manager now?", "Tom Berg")
    ana.submits()
    ana.closes(everything=True)
    office.beats()
    sam.clicks("Not my manager", near="wants to move")
    office.beats()
    ana.clicks("Open", near="Goals for Sam Okafor")
    ana.clicks("shared:close")
    ana.closes(everything=True)
    office.beats()
    for user in ("U_TOM", "U_PRIYA"):
        other = office.ws.person(user)
        other.types("/goals <@U_SAM>")
        other.types("/goals team")
        other.opens_home()


def test_a_word_in_every_field_reaches_the_two_people_and_a_readers_view_alone(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    for ours in ("bot", "canon", "db"):
        caplog.set_level(logging.DEBUG, logger=ours)
    whole_dialogue(office)
    written = [one for call in office.ws.calls for one in texts_of(call.arguments) if CANARY in one]
    assert len(written) > 100
    assert [record for record in caplog.messages if CANARY in record] == []
    assert [found for call in office.ws.calls for found in beyond_the_blocks(call)] == []
    assert [found for one in office.ws.deliveries for found in beyond_the_fields(one)] == []
    assert [message for message in office.ws.messages if CANARY in message.text] == []
    assert seen_by_others(office) == []
    assert {reader_of(office, call) for call in office.ws.calls if CANARY in str(call.arguments)} <= TWO | {"U_MIA"}
    answered = {one.user for one in office.ws.deliveries if CANARY in one.answer.decode()}
    assert answered <= TWO | {"U_MIA"}
    what_mia_saw(office)


def texts_of(value: Any) -> Iterator[str]:
    """Return all texts inside a payload."""
    if isinstance(value, dict):
        for one in value.values():
            yield from texts_of(one)
    elif isinstance(value, list):
        for one in value:
            yield from texts_of(one)
    else:
        yield str(value)


def beyond_the_blocks(call: Call) -> list[str]:
    """Return where the word stands in a call outside what is shown: texts, metadata, ids, values of controls."""
    payload = {**call.arguments, **(call.arguments.get("view") or {})}
    found = [name for name in BESIDES_BLOCKS if CANARY in str(payload.get(name) or "")]
    blocks = payload.get("blocks") or []
    blocks = json.loads(blocks) if isinstance(blocks, str) else blocks
    return [f"{call.method}: {place}" for place in (*found, *hidden_in(blocks))]


def hidden_in(value: Any) -> list[str]:
    """Return the ids and values of controls in which the word stands; what one types into has it as its own."""
    if isinstance(value, list):
        return [found for one in value for found in hidden_in(one)]
    if not isinstance(value, dict):
        return []
    here = [name for name in ("action_id", "block_id", "value", "url") if CANARY in str(value.get(name) or "")]
    return [*here, *(found for one in value.values() for found in hidden_in(one))]


def beyond_the_fields(delivery: Delivery) -> list[str]:
    """Return where the word stands in what a person sends outside the blocks and fields of a view or message."""
    view: Json = delivery.payload.get("view") or {}
    message: Json = delivery.payload.get("message") or {}
    named = {"private_metadata": view.get("private_metadata"), "metadata": message.get("metadata")}
    buttons = [one.get("value") for one in delivery.payload.get("actions") or [] if one["type"] == "button"]
    named |= {"text": message.get("text"), "command": delivery.payload.get("text"), "buttons": buttons}
    return [f"{delivery.kind}: {name}" for name, value in named.items() if CANARY in str(value or "")]


def seen_by_others(office: Office) -> list[str]:
    """Return who besides the two people and the reader has the word on their screen, in messages or on Home."""
    ws = office.ws
    channels = [m for m in ws.messages if not ws.channels[m.channel].person and not m.visible_to]
    found = ["a channel" for message in channels if CANARY in str(message)]
    for user in set(ws.users) - TWO:
        shown = [ws.homes.get(user), *ws.visible_to(user)]
        found += [user for one in shown if CANARY in str(one)]
    return [*found, *(home.user for home in ws.homes.values() if CANARY in str(home.view))]


def reader_of(office: Office, call: Call) -> str:
    """Return to whom a call shows something: the person of a DM, or whose view it is."""
    ws, arguments = office.ws, call.arguments
    place = str(arguments.get("channel") or arguments.get("channel_id") or arguments.get("user_id") or "")
    if place:
        return place if place in ws.users else ws.channels[place].person
    return viewers(office)[call.answer["view"]["id"]]


def viewers(office: Office) -> dict[str, str]:
    """Return whose each view is: whose press it answered."""
    opened = [call for call in office.ws.calls if call.method in {"views.open", "views.push"}]
    triggers = office.ws.permissions.triggers
    return {call.answer["view"]["id"]: triggers[call.arguments["trigger_id"]].user for call in opened}


def what_mia_saw(office: Office) -> None:
    """Hold that a reader has versions before them and nothing that was said about them."""
    mia = office.ws.person("U_MIA")
    seen = "\n".join(mia.reads(view) for view in mia.modals) + str([view.view for view in mia.modals])
    assert canary("target 2") in seen
    for place in ("comment", "reason", "why", "proposal", "answer", "confirmation", "value", "check-in"):
        assert f"{CANARY} {place}" not in seen
