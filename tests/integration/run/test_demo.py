"""`goalframe demo` as a stranger starts it: a page, nothing of the environment around it, everything found again."""

from __future__ import annotations

import json
import signal
from collections.abc import Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import httpx

from tests.integration.run.program import Program, eventually, running

STORY = ("Draft for Sam Okafor", "Priya asked for changes")
"""What stands in Ana's messages when the demo opens."""
REAL = {
    "SLACK_BOT_TOKEN": "xoxb-somebody-elses",
    "SLACK_APP_TOKEN": "xapp-somebody-elses",
    "SLACK_API_URL": "http://127.0.0.1:9/api/",
    "DATABASE_URL": "sqlite:///somebody-elses.db",
}


def demo(folder: Path, *arguments: str, environ: Mapping[str, str] | None = None) -> AbstractContextManager[Program]:
    more = ("--no-browser", "--port", "0", *arguments)
    return running("demo", *more, environ=environ or {}, folder=folder)


class Page:
    """What the page in a browser asks for."""

    def __init__(self, url: str) -> None:
        self.client = httpx.Client(base_url=url, trust_env=False, timeout=30)

    def state(self) -> str:
        answer = self.client.get("/page/state", params={"user": "U_ANA"})
        return json.dumps(answer.raise_for_status().json(), ensure_ascii=False)

    def does(self, **deed: Any) -> None:
        self.client.post("/page/do", json={"user": "U_ANA", **deed}).raise_for_status()


def test_the_page_answers_a_command_and_ctrl_c_ends_it(tmp_path: Path) -> None:
    with demo(tmp_path) as program:
        page = Page(program.url)
        assert "<html" in page.client.get("/").text
        eventually(lambda: "Draft for Sam Okafor" in page.state())  # it opens in the middle of a story
        page.does(do="send", channel="C0GENERAL", line="/goals account executive P4")
        assert "Owns and grows a portfolio" in page.state()
        page.client.close()
        program.sends(signal.SIGINT)
        assert program.ends() == 0
        assert "Traceback" not in program.text


def test_the_examples_are_there_and_account_executive_p4_is_one_role(tmp_path: Path) -> None:
    with demo(tmp_path) as program:
        page = Page(program.url)
        page.does(do="send", channel="C0GENERAL", line="/goals customer service associate")
        assert "Communicates effectively and efficiently" in page.state()
        assert "key accountability" in page.state()
        page.does(do="send", channel="C0GENERAL", line="/goals sale9001")
        assert "Cultivate long-term relationships with C-level executives" in page.state()
        page.does(do="send", channel="C0GENERAL", line="/goals account executive P4")
        assert "Owns and grows a portfolio" in page.state()
        page.client.close()


def test_everything_is_found_again_at_the_second_start(tmp_path: Path) -> None:
    data = tmp_path / "kept"
    with demo(tmp_path, "--data", str(data)) as program:
        page = Page(program.url)
        page.does(do="send", channel="C0GENERAL", line="Good morning")
        eventually(lambda: all(words in page.state() for words in STORY))
        before = page.state()
        page.client.close()
        program.sends(signal.SIGTERM)
        assert program.ends() == 0
    assert sorted(path.name for path in data.iterdir() if path.suffix == ".db") == ["goalframe.db"]
    with demo(tmp_path, "--data", str(data)) as program:
        page = Page(program.url)
        after = page.state()
        for words in ("Good morning", *STORY):
            assert after.count(words) == before.count(words) > 0
        page.client.close()


def test_without_a_folder_of_ones_own_nothing_is_left(tmp_path: Path) -> None:
    with demo(tmp_path, environ={"TMPDIR": str(tmp_path)}) as program:
        assert program.url
        assert list(tmp_path.iterdir()) != []
        program.sends(signal.SIGINT)
        assert program.ends() == 0
    assert list(tmp_path.iterdir()) == []


def test_the_settings_around_it_do_not_count(tmp_path: Path) -> None:
    with demo(tmp_path, environ=REAL) as program:
        page = Page(program.url)
        page.does(do="send", channel="C0GENERAL", line="/goals help")
        assert "What you can type" in page.state()
        page.client.close()
    assert not (tmp_path / "somebody-elses.db").exists()


def test_a_port_that_is_taken_is_said_in_one_sentence(tmp_path: Path) -> None:
    with demo(tmp_path) as first:
        port = first.url.rpartition(":")[2]
        with demo(tmp_path, "--port", port) as second:
            assert second.ends() == 1
            assert second.text.count("\n") == 1
            assert "--port" in second.text
