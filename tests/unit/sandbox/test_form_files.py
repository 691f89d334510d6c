"""Files in a form: in a modal alone, taken as the client takes them, and read by the app with its token."""

from __future__ import annotations

import base64
from typing import Any

import pytest

from bot.sandbox.forms import LARGEST
from bot.sandbox.gate import check_view
from bot.sandbox.person import Person
from bot.sandbox.workspace import Workspace
from tests.unit.sandbox.calling import Page, Slack, asked, plain

Json = dict[str, Any]
LIST = b"name,e-mail\nSam Okafor,sam@demo.example\n"


def field(**more: Any) -> Json:
    return asked("List of people", "list", {"type": "file_input", "filetypes": ["csv"], "max_files": 1, **more})


def faults(block: Json, kind: str = "modal") -> list[str]:
    titled = {"title": plain("List"), "submit": plain("Next")} if kind == "modal" else {}
    return [str(fault) for fault in check_view({"type": kind, **titled, "blocks": [block]})]


@pytest.mark.parametrize("most", [1, 10])
def test_a_modal_takes_a_file_field(most: int) -> None:
    assert faults(field(max_files=most)) == []


@pytest.mark.parametrize("block", [field(max_files=0), field(max_files=11), field(filetypes="csv"), field(hint="x")])
def test_a_file_field_is_as_slack_has_it(block: Json) -> None:
    assert faults(block)


def test_a_file_field_stands_in_a_modal_alone_and_tells_nothing_before_it_is_sent(slack: Slack, dm: str) -> None:
    assert faults(field(), "home")
    assert slack.refuses("chat.postMessage", channel=dm, text="x", blocks=[field()]) == "invalid_blocks"
    assert any("dispatch_action" in fault for fault in faults(field() | {"dispatch_action": True}))


def test_the_app_is_told_of_the_file_and_reads_it_with_its_token(
    slack: Slack, ws: Workspace, sam: Person, page: Page
) -> None:
    slack.opens("U_SAM", field())
    assert sam.puts_in("List of people", "people.csv", LIST)
    assert "[List of people: people.csv]" in sam.sees()
    sent = sam.submits()
    assert sent is not None
    [file] = sent.payload["view"]["state"]["values"]["list"]["a"]["files"]
    assert (file["name"], file["size"], file["filetype"], file["user"]) == ("people.csv", len(LIST), "csv", "U_SAM")
    assert slack("files.info", file=file["id"])["file"] == file
    assert slack.refuses("files.info", file="F404") == "file_not_found"
    address = file["url_private_download"].removeprefix(ws.url)
    assert page.get(address).status_code == 403
    got = page.get(address, headers={"authorization": f"Bearer {ws.seed.bot_token}"})
    assert got.content == LIST
    assert sam.files == []


def test_a_form_without_the_file_that_it_needs_is_not_sent(slack: Slack, sam: Person) -> None:
    slack.opens("U_SAM", field())
    assert sam.submits() is None
    assert sam.errors == {"List of people": "Please complete this required field."}


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("people.xlsx", LIST, "Files here have to be of the type csv."),
        ("people.csv", b"x" * (LARGEST + 1), "A file here may have 10 MB at most."),
    ],
)
def test_what_the_client_does_not_take_is_said_and_not_kept(
    slack: Slack, sam: Person, name: str, content: bytes, words: str
) -> None:
    slack.opens("U_SAM", field())
    assert not sam.puts_in("List of people", name, content)
    assert sam.notice == words
    assert slack.ws.uploads == {}


def test_the_page_puts_files_in_as_well(slack: Slack, ws: Workspace, sam: Person, page: Page) -> None:
    slack.opens("U_SAM", field())
    assert sam.modal is not None
    surface = {"kind": "view", "id": sam.modal.id}
    files = [{"name": name, "content": base64.b64encode(LIST).decode()} for name in ("a.csv", "b.csv")]
    deed: Json = {"do": "put in", "tab": "main", "surface": surface, "block_id": "list", "action_id": "a"}
    assert page.post("/page/do", json={"user": "U_SAM", **deed, "files": files}).json() == {"taken": False}
    assert sam.notice == "You can add 1 file here."
    assert page.post("/page/do", json={"user": "U_SAM", **deed, "files": files[:1]}).json() == {"taken": True}
    assert [file.content for file in ws.uploads.values()] == [LIST]
