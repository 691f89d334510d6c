"""What people type about shared goals comes back to the letter on the other one's screen, and formats nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.facts import Answer, Typed, Visit
from bot.sandbox.state import Json, Surface
from tests.integration.app.office import Office
from tests.integration.app.two_people import drafted, goes_to_share, shared

LINES = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1, max_size=40).filter(str.strip)
MENTION, LINK = "<!channel> & <@U_TOM> <#C0GENERAL>", "<https://example.test|see> https://example.test a@b.test"
ONE_LINE = "Write one line: take out line breaks and control characters."


@given(target=LINES, note=LINES, comment=LINES, reason=LINES)
@example(target="*30 %* _of_ `deals` ~won~ > quoted", note=MENTION, comment=LINK, reason=":tada: &amp;lt; 👩🏽‍🚀")
@example(target=" 30 %  of deals ", note="“quoted” → ⟨target⟩", comment="\u202eשלום\u202c", reason="\u200fمرحبا")
@example(target="x" * 500, note="n" * 500, comment="c" * 500, reason="r" * 500)
@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_typed_text_reaches_the_other_person_to_the_letter(
    office: Office, target: str, note: str, comment: str, reason: str
) -> None:
    begins(office, target)
    office.ana.enters("A note to Sam", note)
    office.ana.submits()
    office.ana.closes(everything=True)
    office.beats()
    if "Show them" in office.sam.sees():
        office.sam.clicks("Show them")
        office.beats()
    office.sam.chooses("⋯", "Comment")
    office.sam.enters("Comment", comment)
    office.sam.submits()
    asks_why(office, reason)
    office.beats()
    card = next(post for post in reversed(office.posts("U_SAM")) if len(post.blocks) > 5)
    runs = list(runs_of(card))
    assert target in runs
    assert f"Ana wrote: “{note}”" in runs
    assert comment in runs
    assert all(formats_nothing(post.blocks, target, note, comment, reason) for post in office.ws.messages)
    office.ana.clicks("Answer")
    assert office.ana.modal is not None
    assert f"\nSam: “{reason}”" in "".join(runs_of(office.ana.modal))
    assert formats_nothing(office.ana.modal.blocks, target, note, comment, reason)


def begins(office: Office, target: str) -> None:
    """Let a new draft of Sam's stand with this target, as far as the note."""
    for who in (office.ana, office.sam):
        if who.modal is not None:
            who.closes(everything=True)
    office.passes(minutes=1)
    for place in range(office.count_goals()):
        close(office, office.goals_of(newest=place).sheet.id)
    sheet_id = drafted(office, sheet_id=f"goals-{office.count_goals()}")
    actor = office.goalframe.services.people.actor("T0DEMO", "U_ANA")
    key = office.goals_of().goals[0].key
    typed = Answer(sheet_id, key, Visit("typed", 99), {"target": Typed(target, "€2.4M booked")})
    office.goalframe.services.sheets.save(actor, typed, final=True)
    office.ana.opens_home()
    office.ana.clicks("Continue", near="5 of 5 filled")
    office.ana.submits()


def close(office: Office, sheet_id: str) -> None:
    services = office.goalframe.services
    actor = services.people.actor("T0DEMO", "U_ANA")
    if services.sheets.open(actor, sheet_id).sheet.state == "shared":
        services.closing.close(actor, sheet_id)
        office.beats()


def asks_why(office: Office, reason: str) -> None:
    sam = office.sam
    sam.clicks("Ask for changes")
    sam.chooses("Goal 2", "Ask for a change")
    sam.submits()
    sam.enters("Why", reason)
    sam.submits()


def runs_of(shown: Surface) -> Iterator[str]:
    """Return the runs of rich text, each value a run of its own."""
    rich: list[Json] = [block for block in shown.blocks if block["type"] == "rich_text"]
    return (run["text"] for block in rich for part in block["elements"] for run in part["elements"])


def formats_nothing(value: Any, *typed: str) -> bool:
    """Tell whether rich text has runs of text alone, plain text no emoji, and mrkdwn none of what was typed."""
    if isinstance(value, list):
        return all(formats_nothing(one, *typed) for one in value)
    if not isinstance(value, dict):
        return True
    kind = value.get("type")
    if kind in {"link", "user", "usergroup", "channel", "emoji", "broadcast", "date", "color"}:
        return False
    if kind == "plain_text" and value.get("emoji") is not False:
        return False
    if kind == "mrkdwn" and any(words in value["text"] for words in typed if len(words) > 3):
        return False
    return all(formats_nothing(one, *typed) for one in value.values())


@pytest.mark.parametrize("words", ["one\ntwo", "one\r\ntwo", "one\ttwo", "one\u2029two", "one\x00two", "one\x85two"])
def test_line_breaks_and_control_characters_are_refused_under_the_field(office: Office, words: str) -> None:
    drafted(office)
    goes_to_share(office)
    office.ana.enters("A note to Sam", words)
    office.ana.submits()
    assert office.ana.errors == {"A note to Sam": ONE_LINE}
    office.ana.enters("A note to Sam", "one two")
    office.ana.submits()
    office.beats()
    office.sam.clicks("Show them")
    office.beats()
    for label, opens in (("A note to Ana", "Confirm I’ve read it"), ("Comment", ""), ("Reason", "")):
        if opens:
            office.sam.clicks(opens)
        else:
            office.sam.chooses("⋯", "Comment" if label == "Comment" else "I won’t confirm")
        office.sam.enters(label, words)
        office.sam.submits()
        assert office.sam.errors == {label: ONE_LINE}
        office.sam.closes()


def test_five_hundred_and_one_characters_are_refused(office: Office) -> None:
    shared(office)
    office.sam.clicks("Confirm I’ve read it")
    assert office.sam.modal is not None
    entry = next(block for block in office.sam.modal.blocks if block["type"] == "input")
    assert entry["element"]["max_length"] == 500
    office.sam.enters("A note to Ana", "x" * 501)
    office.sam.submits()
    assert list(office.sam.errors) == ["A note to Ana"]


def test_a_name_that_looks_like_a_command_stays_a_name(office: Office) -> None:
    office.ws.change_user("U_SAM", real_name="<!here> *Sam* :wave:")
    shared(office)
    assert all(formats_nothing(post.blocks, "<!here>") for post in office.ws.messages)
    posts = [*office.posts("U_ANA"), *office.posts("U_SAM")]
    assert [post.text for post in posts if "<!here>" in post.text] == []
