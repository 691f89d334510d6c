"""From schema 1 to 2: goals stay as they are, and the messages that lead back to drafts become posts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from db.backup import check
from db.engine import Database, open_database
from db.facts import Post, Sheet
from db.upgrade import SCHEMA, Schema, upgrade
from tests.integration.db.conftest import SHEET, T0

FIRST = Schema(versions=("0001",), folder=SCHEMA.folder)
SECOND = Schema(versions=("0001", "0002"), folder=SCHEMA.folder)
CHANGED = T0 + timedelta(days=2)
PROFILE = "INSERT INTO profiles VALUES ('T1', 'hash-1', '{}')"
HEAD = """
INSERT INTO sheets VALUES ('T1', :id, 'U-ANA', 'U-SAM', 'DIRECT.ACCOUNTEA038.P4', 'hash-1',
'Account Executive / Field Sales', 'H1 2027', '2027-01-01', '2027-06-30', 'smart', 'draft', 3,
'2026-12-01 09:30:15.000250', '2026-12-03 09:30:15.000250')
"""
CARD = "INSERT INTO cards VALUES ('T1', :id, 'U-ANA', :channel, :ts, :shown)"
DRAFT = replace(SHEET, stamp=3, updated_at=CHANGED, rows=(), filled=())
CARDS: dict[str, dict[str, Any]] = {
    "shown": {"channel": "D1", "ts": "17.1", "shown": 3},
    "stale": {"channel": "D1", "ts": "17.2", "shown": 2},
    "unposted": {"channel": None, "ts": None, "shown": 0},
    "unsure": {"channel": "", "ts": None, "shown": 0},
}


@pytest.fixture
def grown(tmp_path: Path) -> Iterator[Database]:
    """Return a database that was filled with schema 1 and brought to schema 2."""
    url = f"sqlite:///{tmp_path}/goals.db"
    upgrade(url, FIRST)
    with closing(open_database(url)) as database:
        with database.connected("BEGIN IMMEDIATE") as connection:
            connection.exec_driver_sql(PROFILE)
            for name, card in CARDS.items():
                connection.exec_driver_sql(HEAD, {"id": name})
                connection.exec_driver_sql(CARD, {"id": name, **card})
            connection.commit()
        assert upgrade(database, SECOND).startswith("The database went from schema 0001 to 0002")
        upgrade(database)  # what is read below has grown since
        yield database


def own(database: Database, sheet_id: str) -> Post:
    """Return the post that a draft's message became."""
    with database.reading() as uow:
        (post,) = uow.posts.of_sheet("T1", sheet_id)
    return post


def expected(post: Post, **more: object) -> Post:
    """Return what every such post has in common, and what this one has besides."""
    same = Post(
        *("T1", post.id, f"own:{post.sheet_id}:U-ANA", "own", "U-ANA", post.sheet_id, 0),
        wanted=2,
        shown=1,
        due_at=CHANGED,
        created_at=T0,
    )
    return replace(same, **more)  # type: ignore[arg-type]


def test_goals_are_as_they_were_and_were_never_shared(grown: Database) -> None:
    with grown.reading() as uow:
        for name in CARDS:
            sheet: Sheet | None = uow.sheets.get("T1", name)
            assert sheet == replace(DRAFT, id=name)
    assert check(grown) == ()


def test_a_message_that_shows_the_draft_as_it_is_stays(grown: Database) -> None:
    post = own(grown, "shown")
    assert post == expected(post, shown=2, due_at=None, channel="D1", ts="17.1", sent_at=CHANGED)


def test_a_message_that_shows_an_older_draft_is_to_be_updated(grown: Database) -> None:
    post = own(grown, "stale")
    assert post == expected(post, channel="D1", ts="17.2", sent_at=CHANGED)


def test_a_message_that_was_never_posted_is_to_be_posted(grown: Database) -> None:
    post = own(grown, "unposted")
    assert (post.due_at, post.channel, post.ts, post.sent_at, post.tries) == (CHANGED, "", "", None, 0)


def test_a_message_that_may_have_been_posted_is_to_be_looked_for(grown: Database) -> None:
    post = own(grown, "unsure")
    assert (post.due_at, post.channel, post.ts, post.sent_at, post.tries) == (CHANGED, "", "", None, 1)


def test_what_is_not_shown_can_be_claimed(grown: Database) -> None:
    with grown.writing() as uow:
        claimed = uow.claims.claim(CHANGED, 9, 60)
    assert sorted(post.sheet_id for post in claimed) == ["stale", "unposted", "unsure"]
    assert len({post.id for post in claimed}) == 3


def test_the_old_messages_leave_no_table_behind(grown: Database, execute: Callable[[Database, str], None]) -> None:
    with grown.connected("BEGIN") as connection:
        tables = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars().all()
    assert "cards" not in tables
    assert "posts" in tables
