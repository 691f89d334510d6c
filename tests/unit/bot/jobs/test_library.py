"""Role files that change are loaded anew once nobody writes them any more; a broken edit is told of."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pytest

from bot.jobs import heartbeat
from bot.jobs.library import Followed, LibraryJob
from bot.services.roles import Roles
from canon.sources import Sources

HEAD = "format: 1\ncanon: {name: N, tag: T}\nroles:\n"
ONE = "  - {id: R, focus: Writer, responsibilities: [Writes]}\n"
TWO = "  - {id: S, focus: Singer, responsibilities: [Sings]}\n"
BROKEN = "  - {id: B, responsibilities: []}\n"
NOON = datetime(2026, 12, 1, 12, 5, tzinfo=UTC)


class Followers:
    """A library in a file, who follows it, and what the operator was told."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "roles.yaml"
        self.writes(ONE)
        self.told: list[str] = []
        sources = Sources((folder,))
        mark = sources.mark()
        self.roles = Roles(sources.load())
        self.job = LibraryJob(Followed(sources, mark, self.told.append), self.roles, lambda: NOON)

    def writes(self, roles: str) -> None:
        self.file.write_text(HEAD + roles)

    @property
    def known(self) -> list[str]:
        return [profile.id for profile in self.roles.typeahead("")]


@pytest.fixture
def followers(tmp_path: Path) -> Followers:
    return Followers(tmp_path)


def test_files_that_stay_are_not_loaded_again(followers: Followers, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Sources, "load", lambda _: pytest.fail("loaded"))
    for _ in range(3):
        followers.job()
    assert (followers.told, followers.job.trouble) == ([], "")


def test_changed_files_are_loaded_when_two_looks_agree(followers: Followers) -> None:
    followers.writes(ONE + TWO)
    followers.job()
    assert followers.known == ["R"]
    followers.writes(ONE + TWO + "# still writing\n")
    followers.job()
    assert followers.known == ["R"]
    followers.job()
    assert followers.known == ["R", "S"]
    assert followers.told == ["The role library was loaded anew: 2 roles."]
    followers.job()
    assert len(followers.told) == 1


def test_a_broken_edit_keeps_the_old_library_and_tells_the_operator_once_where(followers: Followers) -> None:
    followers.writes(ONE + BROKEN)
    for _ in range(4):
        followers.job()
    assert followers.known == ["R"]
    assert followers.told == [followers.job.trouble]
    assert followers.job.trouble == (
        "The role library that was loaded before 2026-12-01 12:05 UTC stays in use: "
        f"{followers.file}:5:5: roles[1]: the role has neither levels nor rows; write `levels` or `responsibilities` "
        "(1 more; `goalframe canon check` lists them)"
    )


def test_a_mended_edit_is_loaded_and_the_trouble_is_over(followers: Followers) -> None:
    followers.writes(BROKEN)
    followers.job()
    followers.job()
    assert followers.job.trouble
    followers.writes(TWO)
    followers.job()
    followers.job()
    assert (followers.known, followers.job.trouble) == (["S"], "")
    assert followers.told[-1] == "The role library was loaded anew: 1 role."


def test_an_edit_that_is_taken_back_is_no_edit(followers: Followers) -> None:
    followers.writes(BROKEN)
    followers.job()
    followers.job()
    followers.writes(ONE)
    followers.job()
    followers.job()
    assert (followers.known, followers.job.trouble) == (["R"], "")


def test_a_folder_that_vanishes_keeps_the_old_library(followers: Followers) -> None:
    followers.file.unlink()
    followers.job()
    followers.job()
    assert followers.known == ["R"]
    assert "no canon file is here" in followers.job.trouble


def test_who_asks_need_not_wait(followers: Followers) -> None:
    followers.writes(TWO)
    followers.job.now()
    assert followers.known == ["S"]
    followers.job()
    followers.job()
    assert len(followers.told) == 1


def test_the_heartbeat_looks_every_few_seconds(followers: Followers, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(heartbeat, "LOOK", 0.05)
    beating = heartbeat.Heartbeat(lambda: None, lambda: None, followers.job)
    followers.writes(TWO)
    beating.start()
    end = time.monotonic() + 10
    while not followers.told and time.monotonic() < end:
        time.sleep(0.01)
    beating.stop()
    assert followers.known == ["S"]


def test_a_look_that_takes_longer_than_the_time_between_two_is_no_trouble(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(heartbeat, "LOOK", 0.02)
    looks: list[float] = []

    def slow() -> None:
        looks.append(time.monotonic())
        time.sleep(0.2)

    beating = heartbeat.Heartbeat(lambda: None, lambda: None, slow)
    beating.start()
    end = time.monotonic() + 10
    while len(looks) < 3 and time.monotonic() < end:
        time.sleep(0.01)
    beating.stop()
    assert min(later - earlier for earlier, later in pairwise(looks)) >= 0.2, "never two at a time"
    assert caplog.text == ""


def test_without_anybody_to_tell_it_stands_in_the_log(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    followers = Followers(tmp_path)
    sources = Sources((tmp_path,))
    job = LibraryJob(Followed(sources, sources.mark()), followers.roles, lambda: NOON)
    followers.writes(BROKEN)
    job.now()
    assert f"{followers.file}:4:5" in caplog.text
