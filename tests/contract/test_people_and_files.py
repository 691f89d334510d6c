"""auth.test, oauth, users, user groups and files, called with Slack's own client."""

from __future__ import annotations

import httpx
import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.sandbox.people import Seed, User, looks_real, three_people
from bot.sandbox.server import SandboxServer
from bot.sandbox.workspace import Workspace


@pytest.fixture(scope="module")
def seed() -> Seed:
    people = three_people()
    return Seed(users=people.users, usergroups={"S1": ("U_ANA", "U_SAM")}, scopes=("commands", "chat:write"))


def refused(error: pytest.ExceptionInfo[SlackApiError]) -> str:
    return str(error.value.response["error"])


def test_the_token_says_whose_workspace_this_is(slack: WebClient) -> None:
    answer = slack.auth_test()
    assert (answer["team_id"], answer["user_id"], answer["bot_id"]) == ("T0DEMO", "U0BOT", "B0DEMO")


@pytest.mark.parametrize(("token", "error"), [("xoxb-other", "invalid_auth"), ("", "not_authed")])
def test_a_wrong_token_opens_nothing(server: SandboxServer, token: str, error: str) -> None:
    answer = httpx.post(f"{server.api_url}auth.test", headers={"Authorization": f"Bearer {token}"} if token else {})
    assert answer.json()["error"] == error


def test_an_unknown_method_is_said_so(slack: WebClient) -> None:
    with pytest.raises(SlackApiError) as error:
        slack.api_call("chat.shout")
    assert refused(error) == "unknown_method"


def test_a_body_that_is_no_json_is_said_so(server: SandboxServer) -> None:
    answer = httpx.post(f"{server.api_url}auth.test", content=b"{", headers={"Content-Type": "application/json"})
    assert answer.json() == {"ok": False, "error": "invalid_json"}


def test_people_are_found_by_id_and_by_email(slack: WebClient) -> None:
    ana = slack.users_info(user="U_ANA")["user"]
    assert (ana["real_name"], ana["tz"], ana["is_restricted"]) == ("Ana Ruiz", "Europe/Berlin", False)
    assert slack.users_lookupByEmail(email="ANA@demo.example")["user"]["id"] == "U_ANA"


def test_nobody_is_found_as_nobody(slack: WebClient) -> None:
    with pytest.raises(SlackApiError) as error:
        slack.users_info(user="U_NOBODY")
    assert refused(error) == "user_not_found"
    with pytest.raises(SlackApiError) as error:
        slack.users_lookupByEmail(email="nobody@demo.example")
    assert refused(error) == "users_not_found"
    with pytest.raises(SlackApiError) as error:
        slack.conversations_open(users="U_NOBODY")
    assert refused(error) == "user_not_found"


def test_people_are_listed_page_by_page(slack: WebClient) -> None:
    pages = [[user["id"] for user in page["members"]] for page in slack.users_list(limit=3)]
    assert [len(page) for page in pages] == [3, 1]
    with pytest.raises(SlackApiError) as error:
        slack.users_list(cursor="bm9uc2Vuc2U=")
    assert refused(error) == "invalid_cursor"


def test_flags_and_missing_zones_come_through(slack: WebClient, ws: Workspace) -> None:
    ws.add_user(User("U_EVE", "eve", "Eve", tz=None, is_stranger=True, team_id="T_OTHER"))
    eve = slack.users_info(user="U_EVE")["user"]
    assert "tz" not in eve
    assert (eve["is_stranger"], eve["team_id"]) == (True, "T_OTHER")


def test_a_user_group_has_its_people(slack: WebClient) -> None:
    assert slack.usergroups_users_list(usergroup="S1")["users"] == ["U_ANA", "U_SAM"]
    with pytest.raises(SlackApiError) as error:
        slack.usergroups_users_list(usergroup="S2")
    assert refused(error) == "no_such_subteam"


def test_a_code_is_exchanged_once(server: SandboxServer, ws: Workspace) -> None:
    ws.codes.add("c1")
    client = WebClient(base_url=server.api_url)
    answer = client.oauth_v2_access(client_id="demo-client", client_secret="s", code="c1")
    assert (answer["access_token"], answer["scope"]) == (ws.seed.bot_token, "commands,chat:write")
    with pytest.raises(SlackApiError) as error:
        client.oauth_v2_access(client_id="demo-client", client_secret="s", code="c1")
    assert refused(error) == "invalid_code"


def test_a_file_is_uploaded_in_three_steps_and_can_be_read(slack: WebClient, ws: Workspace) -> None:
    dm = slack.conversations_open(users="U_ANA")["channel"]["id"]
    slack.files_upload_v2(channel=dm, filename="goals.txt", content="Words", title="Goals", initial_comment="Here")
    message = slack.conversations_history(channel=dm)["messages"][0]
    assert (message["text"], message["files"][0]["title"]) == ("Here", "Goals")
    assert ws.person("U_ANA").opens_file("goals.txt") == "Words"
    own = {"Authorization": f"Bearer {ws.seed.bot_token}"}
    assert httpx.get(message["files"][0]["url_private"], headers=own).text == "Words"
    assert httpx.get(f"{ws.url}/files/F1/none").status_code == 404


def test_a_file_is_uploaded_into_a_thread_and_into_no_persons_id(slack: WebClient, ws: Workspace) -> None:
    dm = slack.conversations_open(users="U_ANA")["channel"]["id"]
    parent = slack.chat_postMessage(channel=dm, text="Your goals")["ts"]
    slack.files_upload_v2(channel=dm, thread_ts=parent, filename="goals.txt", content="Words")
    assert len(slack.conversations_history(channel=dm)["messages"]) == 1
    assert slack.conversations_replies(channel=dm, ts=parent)["messages"][1]["files"][0]["size"] == 5
    with pytest.raises(SlackApiError) as error:
        slack.files_upload_v2(channel="U_ANA", filename="goals.txt", content="Words")
    assert refused(error) == "invalid_arguments"


def test_tokens_of_real_workspaces_are_known_by_their_form() -> None:
    real = "xoxb-" + "1234567890-1234567890123-" + "AbCdEfGhIjKlMnOpQrStUvWx"
    assert looks_real(real)
    assert not looks_real("xoxb-made-up-demo-token")
    with pytest.raises(ValueError, match="looks like one of a real workspace"):
        Seed(bot_token=real)
