"""views.*, called with Slack's own client: triggers, hashes, stacks and what was typed."""

from __future__ import annotations

from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.sandbox.workspace import Workspace


def plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text}


def view(block_id: str = "b", initial: str = "first", **more: Any) -> dict[str, Any]:
    element = {"type": "plain_text_input", "action_id": "a", "initial_value": initial}
    block = {"type": "input", "block_id": block_id, "label": plain("Target"), "element": element}
    return {"type": "modal", "title": plain("Title"), "submit": plain("Save"), "blocks": [block], **more}


def trigger(ws: Workspace) -> str:
    return ws.permissions.new_trigger("U_ANA", "main")


def refused(error: pytest.ExceptionInfo[SlackApiError]) -> str:
    return str(error.value.response["error"])


def test_a_trigger_opens_one_view(slack: WebClient, ws: Workspace) -> None:
    once = trigger(ws)
    opened = slack.views_open(trigger_id=once, view=view())["view"]
    assert ws.person("U_ANA").modal is ws.view(opened["id"])
    assert opened["root_view_id"] == opened["id"]
    with pytest.raises(SlackApiError) as error:
        slack.views_open(trigger_id=once, view=view())
    assert refused(error) == "exchanged_trigger_id"


def test_a_trigger_lives_three_seconds(slack: WebClient, ws: Workspace, clock: Any) -> None:
    early, late = trigger(ws), trigger(ws)
    clock.now += 3
    slack.views_open(trigger_id=early, view=view())
    clock.now += 0.1
    with pytest.raises(SlackApiError) as error:
        slack.views_open(trigger_id=late, view=view())
    assert refused(error) == "expired_trigger_id"


def test_an_unknown_trigger_is_refused(slack: WebClient) -> None:
    with pytest.raises(SlackApiError) as error:
        slack.views_open(trigger_id="1.2", view=view())
    assert refused(error) == "invalid_trigger_id"


def test_a_bad_view_is_refused_with_its_place(slack: WebClient, ws: Workspace) -> None:
    with pytest.raises(SlackApiError) as error:
        slack.views_open(trigger_id=trigger(ws), view=view(title=plain("x" * 25)))
    assert refused(error) == "invalid_arguments"
    assert "/view/title/text" in error.value.response["response_metadata"]["messages"][0]


def test_a_stale_hash_changes_nothing(slack: WebClient, ws: Workspace) -> None:
    opened = slack.views_open(trigger_id=trigger(ws), view=view())["view"]
    newer = slack.views_update(view_id=opened["id"], hash=opened["hash"], view=view("c"))["view"]
    assert newer["hash"] != opened["hash"]
    with pytest.raises(SlackApiError) as error:
        slack.views_update(view_id=opened["id"], hash=opened["hash"], view=view("d"))
    assert refused(error) == "hash_conflict"
    assert ws.view(opened["id"]).blocks[0]["block_id"] == "c"


def test_typed_values_stay_under_the_same_ids_alone(slack: WebClient, ws: Workspace) -> None:
    opened = slack.views_open(trigger_id=trigger(ws), view=view())["view"]
    ana = ws.person("U_ANA")
    assert ana.value("Target") == "first"
    ana.enters("Target", "30 %")
    slack.views_update(view_id=opened["id"], view=view(initial="second"))
    assert ana.value("Target") == "30 %"
    slack.views_update(view_id=opened["id"], view=view("other", initial="second"))
    assert ana.value("Target") == "second"


def test_a_closed_view_is_not_found(slack: WebClient, ws: Workspace) -> None:
    opened = slack.views_open(trigger_id=trigger(ws), view=view())["view"]
    ws.person("U_ANA").closes()
    with pytest.raises(SlackApiError) as error:
        slack.views_update(view_id=opened["id"], view=view())
    assert refused(error) == "not_found"


def test_a_view_is_found_by_its_external_id(slack: WebClient, ws: Workspace) -> None:
    slack.views_open(trigger_id=trigger(ws), view=view(external_id="mine"))
    assert slack.views_update(external_id="mine", view=view("c"))["ok"]


def test_three_views_stack_and_no_fourth(slack: WebClient, ws: Workspace) -> None:
    first = slack.views_open(trigger_id=trigger(ws), view=view())["view"]
    second = slack.views_push(trigger_id=trigger(ws), view=view())["view"]
    assert second["previous_view_id"] == second["root_view_id"] == first["id"]
    slack.views_push(trigger_id=trigger(ws), view=view())
    with pytest.raises(SlackApiError) as error:
        slack.views_push(trigger_id=trigger(ws), view=view())
    assert refused(error) == "push_limit_reached"
    ana = ws.person("U_ANA")
    ana.closes(everything=True)
    assert ana.modals == []
    with pytest.raises(SlackApiError) as error:
        slack.views_push(trigger_id=trigger(ws), view=view())
    assert refused(error) == "not_found"


def test_home_is_published_again_with_its_hash(slack: WebClient) -> None:
    home = {"type": "home", "blocks": [{"type": "divider"}]}
    first = slack.views_publish(user_id="U_ANA", view=home)["view"]
    again = slack.views_publish(user_id="U_ANA", view=home, hash=first["hash"])["view"]
    assert again["id"] == first["id"]
    with pytest.raises(SlackApiError) as error:
        slack.views_publish(user_id="U_ANA", view=home, hash=first["hash"])
    assert refused(error) == "hash_conflict"


@pytest.mark.parametrize("wrong", [{"user_id": "U_ANA", "view": view()}])
def test_a_modal_is_no_home(slack: WebClient, wrong: dict[str, Any]) -> None:
    with pytest.raises(SlackApiError) as error:
        slack.views_publish(**wrong)
    assert refused(error) == "invalid_arguments"


def test_a_home_is_no_modal_and_needs_its_person(slack: WebClient, ws: Workspace) -> None:
    home = {"type": "home", "blocks": [{"type": "divider"}]}
    with pytest.raises(SlackApiError) as error:
        slack.views_open(trigger_id=trigger(ws), view=home)
    assert refused(error) == "invalid_arguments"
    with pytest.raises(SlackApiError) as error:
        slack.views_publish(user_id="U_NOBODY", view=home)
    assert refused(error) == "user_not_found"


def test_required_inputs_are_asked_for_before_anything_is_sent(slack: WebClient, ws: Workspace) -> None:
    slack.views_open(trigger_id=trigger(ws), view=view())
    ana = ws.person("U_ANA")
    ana.enters("Target", "")
    assert ana.submits() is None
    assert ana.errors == {"Target": "Please complete this required field."}
    assert ws.deliveries == []
