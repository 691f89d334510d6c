"""Files: three honest steps, a card in the message, and nobody reads one who does not see its message."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.sandbox import api_files
from bot.sandbox.person import NotOnScreenError, Person
from bot.sandbox.refused import Refused
from bot.sandbox.workspace import Workspace
from tests.unit.sandbox.calling import Page, Slack

RECEIPT = "Goals for Sam Okafor · H1 2027\nMove the metric from ⟨baseline⟩ to 30 %\n"


def test_a_file_stands_in_its_message_with_name_title_and_size(slack: Slack, dm: str) -> None:
    slack.uploads(dm, "goals.txt", RECEIPT, initial_comment="Your copy")
    message = slack.history(dm)[0]
    file = message["files"][0]
    assert message["text"] == "Your copy"
    assert file.keys() >= {"id", "name", "title", "size", "mimetype", "filetype", "url_private"}
    assert (file["name"], file["title"], file["size"]) == ("goals.txt", "goals.txt", len(RECEIPT.encode()))


def test_a_title_is_shown_in_place_of_the_name(slack: Slack, sam: Person, dm: str) -> None:
    slack("files.completeUploadExternal", files=[{"id": slack.sends("g.txt", "x"), "title": "A copy"}], channel_id=dm)
    assert sam.sees() == "Goalframe: \n(A copy)"
    assert sam.opens_file("A copy") == sam.opens_file("g.txt") == "x"


def test_a_person_reads_the_files_that_they_see_newest_last(slack: Slack, sam: Person, ana: Person, dm: str) -> None:
    slack.uploads(dm, "one.txt", "1")
    slack.uploads("C0GENERAL", "all.txt", "for all")
    slack.uploads(dm, "two.txt", RECEIPT)
    assert sam.files == [("one.txt", "1"), ("all.txt", "for all"), ("two.txt", RECEIPT)]
    assert ana.files == [("all.txt", "for all")]
    assert sam.opens_file("two.txt") == RECEIPT
    assert sam.action_count == 1
    with pytest.raises(NotOnScreenError, match=r"U_ANA sees no file 'two.txt' but: all.txt"):
        ana.opens_file("two.txt")


def test_the_newest_of_two_files_with_one_name_is_opened(slack: Slack, sam: Person, dm: str) -> None:
    slack.uploads(dm, "goals.txt", "version 1")
    slack.uploads(dm, "goals.txt", "version 2")
    assert sam.opens_file("goals.txt") == "version 2"


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"filename": "", "length": 3}, "missing_argument"),
        ({"length": 3}, "missing_argument"),
        ({"filename": "a.txt"}, "missing_argument"),
        ({"filename": "a.txt", "length": 0}, "missing_argument"),
        ({"filename": "a.txt", "length": -3}, "invalid_arguments"),
        ({"filename": "a.txt", "length": "three"}, "invalid_arguments"),
    ],
)
def test_a_file_without_name_or_length_gets_no_address(
    slack: Slack, arguments: dict[str, object], error: str
) -> None:
    assert slack.refuses("files.getUploadURLExternal", **arguments) == error


@pytest.mark.parametrize("content", [b"", b"four", b"toolong"])
def test_as_many_bytes_come_as_were_said(slack: Slack, ws: Workspace, page: Page, content: bytes) -> None:
    place = slack("files.getUploadURLExternal", filename="a.txt", length=5)
    answer = page.post(place["upload_url"], content=content)
    assert (answer.status_code, answer.text[:15]) == (400, "length_mismatch")
    assert slack.refuses("files.completeUploadExternal", files=[{"id": place["file_id"]}]) == "file_not_found"


def test_the_address_takes_the_bytes_and_no_other_does(slack: Slack, page: Page) -> None:
    place = slack("files.getUploadURLExternal", filename="a.txt", length=5)
    assert page.post(f"{place['upload_url']}x", content=b"12345").status_code == 400
    assert page.post(place["upload_url"], content=b"12345").text == "OK"


def test_a_finished_file_is_not_finished_or_written_again(slack: Slack, ws: Workspace, dm: str) -> None:
    file_id = slack.uploads(dm, "a.txt", "12345")["id"]
    assert slack.refuses("files.completeUploadExternal", files=[{"id": file_id}], channel_id=dm) == "file_not_found"
    with pytest.raises(Refused):
        api_files.receive(ws, file_id, ws.uploads[file_id].secret, b"54321")


@pytest.mark.parametrize("person", ["U_SAM", "W123", "#general", "general"])
def test_channel_id_takes_no_person_and_no_name(slack: Slack, person: str) -> None:
    answer = slack.ask("files.completeUploadExternal", files=[{"id": slack.sends("a.txt", "1")}], channel_id=person)
    assert answer["error"] == "invalid_arguments"
    assert "[json-pointer:/channel_id]" in answer["response_metadata"]["messages"][0]


def test_what_is_refused_leaves_the_file_to_be_finished(slack: Slack, sam: Person, dm: str) -> None:
    files = [{"id": slack.sends("a.txt", "1")}]
    assert slack.refuses("files.completeUploadExternal", files=files, channel_id="D0NOBODY") == "channel_not_found"
    assert (
        slack.refuses("files.completeUploadExternal", files=files, channel_id=dm, thread_ts="1.0")
        == "thread_not_found"
    )
    assert sam.files == []
    slack("files.completeUploadExternal", files=files, channel_id=dm)
    assert sam.files == [("a.txt", "1")]


@pytest.mark.parametrize("more", [{"channels": "C0GENERAL"}, {"blocks": [{"type": "divider"}]}])
def test_what_the_sandbox_does_not_know_is_refused(slack: Slack, more: dict[str, object]) -> None:
    files = [{"id": slack.sends("a.txt", "1")}]
    assert slack.refuses("files.completeUploadExternal", files=files, **more) == "invalid_arguments"
    assert slack.refuses("files.completeUploadExternal", files=[]) == "invalid_arguments"


def test_without_a_channel_nobody_sees_the_file(slack: Slack, ws: Workspace, sam: Person) -> None:
    slack("files.completeUploadExternal", files=[{"id": slack.sends("a.txt", "1")}])
    assert sam.files == []
    assert ws.messages == []


def test_the_page_opens_a_file_for_those_who_see_its_message_alone(slack: Slack, page: Page, dm: str) -> None:
    file = slack.uploads(dm, "goals.txt", RECEIPT)
    address = f"/page/files/{file['id']}"
    mine = page.get(address, params={"user": "U_SAM"})
    assert (mine.text, mine.headers["content-type"]) == (RECEIPT, "text/plain; charset=utf-8")
    for user in ("U_ANA", "U_NOBODY", ""):
        assert page.get(address, params={"user": user}).status_code == 404
    shown = page.state()["messages"][0]["files"]
    assert shown == [{"id": file["id"], "name": "goals.txt", "title": "goals.txt", "size": len(RECEIPT.encode())}]


def test_a_deleted_message_takes_its_file_with_it(slack: Slack, page: Page, sam: Person, dm: str) -> None:
    file = slack.uploads(dm, "goals.txt", RECEIPT)
    slack("chat.delete", channel=dm, ts=sam.last_message.ts)
    assert sam.files == []
    assert page.get(f"/page/files/{file['id']}", params={"user": "U_SAM"}).status_code == 404


def test_no_other_site_reads_a_file(slack: Slack, page: Page, dm: str) -> None:
    file = slack.uploads(dm, "goals.txt", RECEIPT)
    address = f"/page/files/{file['id']}?user=U_SAM"
    assert page.get(address, headers={"Origin": "http://evil.example"}).status_code == 403
    assert page.get(address, headers={"Host": "evil.example"}).status_code == 403


def test_the_apps_own_address_of_a_file_asks_for_its_token(slack: Slack, ws: Workspace, page: Page) -> None:
    address = slack.uploads("C0GENERAL", "goals.txt", RECEIPT)["url_private"]
    assert page.get(address).status_code == 403
    assert page.get(address, headers={"Authorization": f"Bearer {ws.seed.bot_token}"}).text == RECEIPT
    assert page.get(f"{address}x").status_code == 404


def test_files_and_threads_outlive_a_restart(tmp_path: Path) -> None:
    first = Workspace(folder=tmp_path)
    slack, channel = Slack(first), first.dm("U_SAM").id
    parent = slack.posts(channel, "Your goals")
    slack.uploads(channel, "goals.txt", RECEIPT, thread_ts=parent)
    slack.sends("never-finished.txt", "x")
    sam = Workspace(folder=tmp_path).person("U_SAM")
    assert sam.files == [("goals.txt", RECEIPT)]
    assert [reply.files[0]["name"] for reply in sam.replies(sam.last_message)] == ["goals.txt"]
    assert [path.name for path in (tmp_path / "files").iterdir()] == [sam.replies(sam.last_message)[0].files[0]["id"]]


def test_a_workspace_kept_before_there_were_files_is_found_again(tmp_path: Path) -> None:
    (tmp_path / "workspace.json").write_text(
        '{"users": [], "messages": [{"ts": "1.1", "channel": "C0GENERAL", "author": "U_ANA", "text": "Hello"}],'
        ' "homes": [], "story_done": [], "count": 7}'
    )
    assert Workspace(folder=tmp_path).person("U_SAM").last_message.text == "Hello"
