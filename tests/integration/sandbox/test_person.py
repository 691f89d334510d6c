"""A person at the screen of a workspace, with a small Bolt app behind it."""

from __future__ import annotations

import json
from urllib.parse import parse_qs

import pytest

from bot.sandbox.person import NotOnScreenError
from bot.sandbox.workspace import Workspace


def test_a_command_is_answered_for_the_person_alone(ws: Workspace) -> None:
    ana, sam = ws.person("U_ANA"), ws.person("U_SAM")
    ana.types("/goals", channel="C0GENERAL")
    assert "# Goals: SMART" in ana.sees()
    assert "[SMART] [OKRs] [Start]" in ana.sees()
    assert sam.messages == []


def test_a_plain_text_answer_is_shown(ws: Workspace) -> None:
    ana = ws.person("U_ANA")
    ana.types("/goals help")
    assert ana.last_message.text == "Type /goals and a role."


def test_an_empty_answer_shows_nothing(ws: Workspace) -> None:
    ana = ws.person("U_ANA")
    ana.types("/goals nothing")
    assert ana.messages == []


def test_a_command_that_nobody_knows_is_said_so(ws: Workspace) -> None:
    ana = ws.person("U_ANA")
    assert ana.types("/elsewhere") is None
    assert ana.last_message.text == "/elsewhere is not a command here."


def test_plain_words_are_a_message(ws: Workspace) -> None:
    ana = ws.person("U_ANA")
    ana.types("Hello", channel="C0GENERAL")
    assert ws.person("U_SAM").last_message.text == "Hello"


def test_a_late_answer_is_a_time_out(ws: Workspace) -> None:
    ana = ws.person("U_ANA")
    ana.types("/goals slow")
    assert "operation_timeout" in ana.last_message.text
    assert ws.deliveries[-1].seconds == pytest.approx(3.0, abs=0.4)


def test_a_bad_answer_is_refused_and_recorded(ws: Workspace) -> None:
    ana = ws.person("U_ANA")
    ana.types("/goals bad")
    assert "invalid_blocks" in ana.last_message.text
    assert "/blocks/0/text/text" in str(ws.refusals[0])


def test_a_button_replaces_its_message(ws: Workspace) -> None:
    ana = ws.person("U_ANA")
    ana.types("/goals")
    ana.clicks("OKRs")
    assert len(ana.messages) == 1
    assert "# Goals: OKRs" in ana.sees()
    assert ws.refusals == []


def test_what_is_not_there_is_named_with_what_is(ws: Workspace) -> None:
    ana = ws.person("U_ANA")
    ana.types("/goals")
    with pytest.raises(NotOnScreenError, match=r"'Nowhere' is not there.*\n.*# Goals: SMART"):
        ana.clicks("Nowhere")


def open_goal(ws: Workspace, tab: str = "main") -> None:
    ana = ws.person("U_ANA", tab)
    ana.types("/goals")
    ana.clicks("Start")


def test_a_modal_is_filled_and_sent(ws: Workspace) -> None:
    open_goal(ws)
    ana = ws.person("U_ANA")
    assert ana.enters("Baseline", "22 %") is None
    ana.picks("Due date", "2027-03-31")
    assert ana.searches("Role", "account") == ["Account Executive", "Accountant"]
    ana.chooses("Role", "Account Executive")
    ana.ticks("Second goal")
    ana.ticks("First goal")
    ana.unticks("Second goal")
    sent = ana.submits()
    assert sent is not None
    assert ana.modal is None
    assert sent.payload["view"]["private_metadata"] == "m1"
    values = sent.payload["view"]["state"]["values"]
    assert values["baseline"]["text"] == {"type": "plain_text_input", "value": "22 %"}
    assert values["due"]["day"] == {"type": "datepicker", "selected_date": "2027-03-31"}
    assert values["role"]["role"]["selected_option"]["value"] == "Account Executive"
    assert [one["value"] for one in values["keep"]["keep"]["selected_options"]] == ["1"]
    assert ws.refusals == []


def test_typing_dispatches_with_the_state_where_it_is_wanted(ws: Workspace) -> None:
    open_goal(ws)
    ana = ws.person("U_ANA")
    before = len(ws.deliveries)
    ana.enters("Target", "30 %", by_key=True)
    told = ws.deliveries[before:]
    assert [one.payload["actions"][0]["value"] for one in told] == ["3", "30", "30 ", "30 %"]
    assert told[-1].payload["view"]["state"]["values"]["target"]["text"]["value"] == "30 %"
    assert told[-1].payload["actions"][0].keys() == {"action_id", "block_id", "type", "value", "action_ts"}


def test_errors_stand_beneath_their_inputs(ws: Workspace) -> None:
    open_goal(ws)
    ana = ws.person("U_ANA")
    ana.enters("Baseline", "bad")
    ana.submits()
    assert ana.errors == {"Baseline": "Not this."}
    assert "! Not this." in ana.sees()


def test_an_error_for_no_input_is_refused(ws: Workspace) -> None:
    open_goal(ws)
    ana = ws.person("U_ANA")
    ana.enters("Baseline", "wrong answer")
    ana.submits()
    assert ws.refusals[0].where == "view_submission errors"


def test_an_answer_can_show_the_next_view_in_place(ws: Workspace) -> None:
    open_goal(ws)
    ana = ws.person("U_ANA")
    ana.enters("Baseline", "next")
    ana.submits()
    assert ana.modal is not None
    assert ana.modal.view["title"]["text"] == "The next goal"
    assert ana.value("Baseline") == "next"


def test_views_stack_and_close_one_by_one(ws: Workspace) -> None:
    open_goal(ws)
    ana = ws.person("U_ANA")
    ana.clicks("Deeper")
    assert [view.view["title"]["text"] for view in ana.modals] == ["A goal", "Deeper"]
    assert ana.closes() is None
    closed = ana.closes()
    assert closed is not None
    assert closed.kind == "view_closed"
    assert closed.payload["is_cleared"] is False
    assert ana.modals == []


def test_menus_tell_what_was_chosen(ws: Workspace) -> None:
    open_goal(ws)
    ana = ws.person("U_ANA")
    jumped, copied, who = ana.chooses("Go to", "Two"), ana.chooses("⋯", "Copy"), ana.picks("Who", "Sam Okafor")
    assert jumped is not None
    assert copied is not None
    assert who is not None
    assert jumped.payload["actions"][0]["selected_option"]["value"] == "2"
    assert copied.payload["actions"][0]["selected_option"]["value"] == "copy"
    assert who.payload["actions"][0]["selected_user"] == "U_SAM"


def test_two_tabs_have_modals_of_their_own(ws: Workspace) -> None:
    open_goal(ws, "desk")
    open_goal(ws, "phone")
    desk, phone = ws.person("U_ANA", "desk"), ws.person("U_ANA", "phone")
    assert desk.modal is not None
    assert phone.modal is not None
    assert desk.modal.id != phone.modal.id


def test_a_shortcut_opens_a_view(ws: Workspace) -> None:
    ana = ws.person("U_ANA")
    ana.uses_shortcut("new_goals")
    assert ana.modal is not None
    assert (ana.action_count, ana.view_count) == (1, 1)


def test_home_is_published_when_it_is_opened(ws: Workspace) -> None:
    ana = ws.person("U_ANA")
    ana.opens_home()
    assert "== Home ==\n# Goals: Home" in ana.sees()
    ana.clicks("Start")
    assert ana.modal is not None


def test_a_replay_has_the_identical_bytes(ws: Workspace) -> None:
    ana = ws.person("U_ANA")
    first = ana.types("/goals help")
    assert first is not None
    again = ws.replay(first)
    assert again.body == first.body
    assert again.status == 200


def test_events_come_in_their_envelope_and_again_with_retry_headers(ws: Workspace) -> None:
    told = ws.change_user("U_SAM", tz="Asia/Tokyo")
    assert told.payload["event"]["user"]["tz"] == "Asia/Tokyo"
    assert ws.replay(told).headers["X-Slack-Retry-Num"] == "1"


def test_a_command_names_all_that_slack_names(ws: Workspace) -> None:
    sent = ws.person("U_ANA").types("/goals account executive P4")
    assert sent is not None
    form = {name: values[0] for name, values in parse_qs(sent.body.decode()).items()}
    assert form.keys() >= {"token", "team_id", "team_domain", "channel_id", "channel_name", "user_id"}
    assert form["text"] == "account executive P4"
    assert form["is_enterprise_install"] == "false"


def test_an_ephemeral_names_itself_and_hides_its_content(ws: Workspace) -> None:
    ana = ws.person("U_ANA")
    ana.types("/goals")
    pressed = ana.clicks("OKRs")
    assert pressed is not None
    payload = json.loads(parse_qs(pressed.body.decode())["payload"][0])
    assert payload["container"]["is_ephemeral"] is True
    assert "message" not in payload
    assert payload["actions"][0]["value"] == "x"
