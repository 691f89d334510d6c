"""What the app puts before people, end to end: through the gate, onto the screen, by hand, and back in a payload."""

from __future__ import annotations

from typing import Any

import pytest

from bot.sandbox.person import NotOnScreenError, Person
from bot.sandbox.workspace import Workspace
from tests.unit.sandbox.calling import Page, Slack, actions, asked, button, option, plain, words

Json = dict[str, Any]
CONFIRM = {
    "title": plain("Take these goals back?"),
    "text": plain("Sam keeps nothing of version 1."),
    "confirm": plain("Take back"),
    "deny": plain("Keep them"),
}
MENU = ("Comment", "Get a copy", "Who can read this", "Show in another layout", "I won’t confirm")


def overflow(*texts: str, **more: Any) -> Json:
    return {"type": "overflow", "action_id": "more", "options": [option(text) for text in texts], **more}


def last_action(ws: Workspace) -> Json:
    return dict(ws.deliveries[-1].payload["actions"][0])


def submitted(sam: Person) -> Json:
    """Submit the open modal and return what the app is told of its fields."""
    sent = sam.submits()
    assert sent is not None
    return dict(sent.payload["view"]["state"]["values"])


@pytest.mark.parametrize("count", [1, 2, 5])
def test_an_overflow_menu_of_one_to_five_tells_which_was_chosen(
    slack: Slack, ws: Workspace, sam: Person, dm: str, count: int
) -> None:
    slack.posts(dm, blocks=[actions(overflow(*MENU[:count]))])
    assert sam.sees() == f"Goalframe: [⋯ {' / '.join(MENU[:count])}]"
    sam.chooses("⋯", MENU[count - 1])
    assert last_action(ws)["selected_option"] == option(MENU[count - 1])
    with pytest.raises(NotOnScreenError, match="offers no 'Leave'"):
        sam.chooses("⋯", "Leave")


def test_a_button_that_asks_first_sends_nothing_until_it_is_confirmed(
    slack: Slack, ws: Workspace, sam: Person, dm: str
) -> None:
    slack.posts(dm, blocks=[actions(button("Take back", confirm=CONFIRM))])
    assert sam.clicks("Take back", confirms=False) is None
    assert sam.confirmation == ("Take these goals back?\nSam keeps nothing of version 1.\n[Keep them] [Take back]")
    assert (ws.deliveries, sam.action_count) == ([], 2)
    assert sam.clicks("Take back") is not None
    assert (last_action(ws)["confirm"], sam.action_count) == (CONFIRM, 4)


def test_a_menu_may_ask_first_too(slack: Slack, ws: Workspace, sam: Person, dm: str) -> None:
    slack.posts(dm, blocks=[actions(overflow(*MENU, confirm=CONFIRM))])
    assert sam.chooses("⋯", "I won’t confirm", confirms=False) is None
    assert ws.deliveries == []
    assert sam.chooses("⋯", "I won’t confirm") is not None


def test_a_link_is_noted_and_still_told_to_the_app(slack: Slack, ws: Workspace, sam: Person, dm: str) -> None:
    more = {"type": "overflow", "action_id": "more", "options": [option("Help", url="https://help.example/")]}
    slack.posts(dm, blocks=[actions(button("Open", url="https://x.example/"), more)])
    sam.clicks("Open")
    assert last_action(ws)["url"] == "https://x.example/"
    sam.chooses("⋯", "Help")
    assert sam.links == ["https://x.example/", "https://help.example/"]


def goal(number: int) -> list[Json]:
    return [
        words(f"Goal {number}. Grows a portfolio"),
        asked("Proposed target", f"target{number}", {"type": "plain_text_input", "multiline": False}, optional=True),
        asked("Proposed date", f"date{number}", {"type": "datepicker", "initial_date": "2027-06-30"}),
        asked(
            "Your answer",
            f"answer{number}",
            {
                "type": "radio_buttons",
                "options": [option("Take it: 35 %, by 30 Jun", "take"), option("Keep mine", "keep")],
            },
        ),
    ]


def test_fields_that_are_named_alike_are_told_apart_by_the_words_above_them(slack: Slack, sam: Person) -> None:
    slack.opens("U_SAM", *goal(2), *goal(4))
    sam.enters("Proposed target", "35 %", near="Goal 4.")
    sam.picks("Proposed date", "2027-09-30", near="Goal 4.")
    sam.chooses("Your answer", "Keep mine", near="Goal 2.")
    sam.ticks("Take it: 35 %, by 30 Jun", near="Goal 4.")
    values = submitted(sam)
    assert [values[f"target{number}"]["a"]["value"] for number in (2, 4)] == [None, "35 %"]
    assert [values[f"date{number}"]["a"]["selected_date"] for number in (2, 4)] == ["2027-06-30", "2027-09-30"]
    assert [values[f"answer{number}"]["a"]["selected_option"]["value"] for number in (2, 4)] == ["keep", "take"]


def test_words_above_something_end_where_the_next_begin(slack: Slack, sam: Person) -> None:
    slack.opens("U_SAM", *goal(2), *goal(4))
    with pytest.raises(NotOnScreenError, match=r"'Proposed date' near 'Goal 3.' is not there"):
        sam.picks("Proposed date", None, near="Goal 3.")
    sam.picks("Proposed date", "2027-01-01", near="Goal 2.")
    assert sam.value("Proposed date", near="Goal 4.") == "2027-06-30"


def test_words_beside_something_come_before_words_above_it(slack: Slack, ws: Workspace, sam: Person, dm: str) -> None:
    beside = {"type": "section", "text": plain("Draft for Sam"), "accessory": button("Continue", value="beside")}
    above = [words("Draft for Sam"), actions(button("Continue", value="above"))]
    slack.posts(dm, blocks=[*above, beside])
    sam.clicks("Continue", near="for Sam")
    assert last_action(ws)["value"] == "beside"


def test_a_ticked_answer_is_shown_whatever_commas_it_has(slack: Slack, sam: Person) -> None:
    slack.opens("U_SAM", *goal(2))
    assert "Your answer: ( ) Take it: 35 %, by 30 Jun ( ) Keep mine" in sam.sees()
    sam.ticks("Take it: 35 %, by 30 Jun")
    assert "Your answer: (x) Take it: 35 %, by 30 Jun ( ) Keep mine" in sam.sees()


def test_ten_radio_buttons_are_as_many_as_slack_takes(slack: Slack, sam: Person) -> None:
    ten = [option(f"Answer {number}") for number in range(10)]
    slack.opens("U_SAM", asked("Which", "which", {"type": "radio_buttons", "options": ten}))
    sam.chooses("Which", "Answer 9")
    assert submitted(sam)["which"]["a"]["selected_option"] == ten[9]
    eleven = asked("Which", "which", {"type": "radio_buttons", "options": [*ten, option("Answer 10")]})
    view = {"type": "modal", "title": plain("A modal"), "submit": plain("Send"), "blocks": [eleven]}
    trigger = slack.ws.permissions.new_trigger("U_SAM", "main")
    assert slack.refuses("views.open", trigger_id=trigger, view=view) == "invalid_arguments"


def test_an_answer_that_is_asked_for_must_be_given(slack: Slack, sam: Person) -> None:
    slack.opens("U_SAM", *goal(2))
    assert sam.submits() is None
    assert sam.errors == {"Your answer": "Please complete this required field."}


def test_people_are_chosen_one_or_several(slack: Slack, ws: Workspace, sam: Person) -> None:
    readers = asked("Readers", "readers", {"type": "multi_users_select", "initial_users": ["U_MIA"]})
    stand_in = asked("Stand-in", "stand", {"type": "users_select", "initial_user": "U_ANA"})
    slack.opens("U_SAM", readers, stand_in)
    assert (sam.value("Readers"), sam.value("Stand-in")) == ("Mia Vogt", "Ana Ruiz")
    sam.picks("Readers", "Ana Ruiz", "Mia Vogt")
    sam.picks("Stand-in", "Mia Vogt")
    values = submitted(sam)
    assert values["readers"]["a"] == {"type": "multi_users_select", "selected_users": ["U_ANA", "U_MIA"]}
    assert values["stand"]["a"] == {"type": "users_select", "selected_user": "U_MIA"}


def test_nobody_chosen_from_several_is_an_empty_list(slack: Slack, sam: Person) -> None:
    several = {"type": "multi_users_select", "initial_users": ["U_MIA"]}
    slack.opens("U_SAM", asked("Readers", "readers", several, optional=True))
    sam.picks("Readers", None)
    assert submitted(sam)["readers"]["a"]["selected_users"] == []


def test_ten_texts_stand_in_one_context(slack: Slack, sam: Person, dm: str) -> None:
    slack.posts(dm, blocks=[{"type": "context", "elements": [plain(f"text {number}") for number in range(10)]}])
    assert sam.sees() == "Goalframe: · " + " ".join(f"text {number}" for number in range(10))


def test_a_link_in_rich_text_is_read_aloud_by_its_words(slack: Slack, sam: Person, dm: str) -> None:
    parts = [
        {"type": "link", "url": "https://x.example/1", "text": "your goals"},
        {"type": "link", "url": "https://y.example/"},
    ]
    slack.posts(dm, blocks=[{"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": parts}]}])
    assert sam.sees() == "Goalframe: your goalshttps://y.example/"


def test_the_page_does_what_the_hand_does(slack: Slack, ws: Workspace, page: Page, dm: str) -> None:
    slack.posts(dm, blocks=[actions(overflow(*MENU), block_id="row")])
    surface = {"kind": "message", "id": page.state()["messages"][0]["ts"]}
    done = page.does(do="act", surface=surface, block_id="row", action_id="more", value="Comment")
    assert (done, last_action(ws)["selected_option"]["value"]) == (200, "Comment")


def test_a_box_that_is_not_there_is_named_with_what_is(slack: Slack, sam: Person) -> None:
    slack.opens("U_SAM", *goal(2))
    with pytest.raises(NotOnScreenError, match=r"No box says 'Take all'\. On the screen:\n(.|\n)*Keep mine"):
        sam.ticks("Take all")


def test_typed_words_are_read_as_they_were_typed_also_where_they_are_somebodys_id(slack: Slack, sam: Person) -> None:
    slack.opens("U_SAM", *goal(2))
    sam.enters("Proposed target", "U0BOT")
    assert sam.value("Proposed target") == "U0BOT"
