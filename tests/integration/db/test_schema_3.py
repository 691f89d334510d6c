"""From schema 2 to 3: goals and posts stay as they are, and review cycles can be kept."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from db.backup import check
from db.engine import Database, open_database
from db.facts import Post
from db.upgrade import SCHEMA, Schema, upgrade
from tests.integration.db.conftest import SHEET, T0
from tests.integration.db.cycles import CYCLE, NUDGE, SAM, TASK

SECOND, THIRD = (Schema(SCHEMA.versions[:count], SCHEMA.folder) for count in (2, 3))
POST = Post(
    team_id="T1",
    id="post-1",
    key="own:sheet-1:U-ANA",
    kind="own",
    person="U-ANA",
    sheet_id="sheet-1",
    number=0,
    wanted=3,
    shown=2,
    due_at=T0,
    created_at=T0,
    channel="D1",
    ts="17.1",
    sent_at=T0,
    tries=1,
    fate="",
    fault="",
)
STORED = """
INSERT INTO posts (team_id, id, "key", kind, person, sheet_id, number, wanted, shown, due_at, created_at, channel, ts,
                   sent_at, tries, token, lease_until, fate, fault)
VALUES ('T1', 'post-1', 'own:sheet-1:U-ANA', 'own', 'U-ANA', 'sheet-1', 0, 3, 2, '2026-12-01 09:30:15.000250',
        '2026-12-01 09:30:15.000250', 'D1', '17.1', '2026-12-01 09:30:15.000250', 1, '', 0, '', '')
"""


@pytest.fixture
def grown(tmp_path: Path) -> Iterator[Database]:
    """Return a database that was filled with schema 2 and brought to schema 3."""
    url = f"sqlite:///{tmp_path}/goals.db"
    upgrade(url, SECOND)
    with closing(open_database(url)) as database:
        with database.writing() as uow:
            uow.sheets.add(SHEET, "{}")
            uow.commit()
        with database.connected("BEGIN IMMEDIATE") as connection:
            connection.exec_driver_sql(STORED)
            connection.commit()
        assert upgrade(database, THIRD).startswith("The database went from schema 0002 to 0003")
        upgrade(database)  # what is read below has grown since
        yield database


def test_goals_and_posts_are_as_they_were_and_no_post_is_doubtful(grown: Database) -> None:
    with grown.reading() as uow:
        assert uow.sheets.get("T1", SHEET.id) == SHEET
        assert uow.posts.get("T1", POST.key) == POST
    assert check(grown) == ()


def test_an_old_post_can_be_claimed_and_brought_up_to_date(grown: Database) -> None:
    with grown.writing() as uow:
        (claimed,) = uow.claims.claim(T0, 9, 60)
        assert claimed == replace(POST, token=claimed.token)
        assert uow.claims.sent(claimed, "D1", "17.1", T0)
        assert uow.posts.get("T1", POST.key) == replace(POST, shown=3, due_at=None, tries=0)


def test_a_cycle_with_all_that_belongs_to_it_can_be_kept(grown: Database) -> None:
    with grown.writing() as uow:
        assert uow.cycles.add(CYCLE)
        uow.cycles.put_member(SAM)
        uow.ledger.put_tasks([TASK])
        assert uow.ledger.plan([NUDGE]) == 1
        uow.looks.put("T1", SHEET.id, "U-ANA", T0)
        uow.commit()
    with grown.reading() as uow:
        assert uow.cycles.all("T1") == (CYCLE,)
        assert uow.cycles.members("T1", CYCLE.id) == (SAM,)
        assert uow.ledger.tasks("T1", CYCLE.id) == (TASK,)
        assert uow.ledger.nudges("T1", CYCLE.id) == (NUDGE,)
    assert check(grown) == ()


def test_what_belongs_to_a_cycle_goes_with_it(grown: Database) -> None:
    with grown.writing() as uow:
        uow.cycles.add(CYCLE)
        uow.cycles.put_member(SAM)
        uow.ledger.put_tasks([TASK])
        uow.ledger.plan([NUDGE])
        uow.ledger.mark(TASK, "U-ANA", T0)
        uow.commit()
    with grown.connected("BEGIN IMMEDIATE") as connection:
        connection.exec_driver_sql("DELETE FROM cycles")
        tables = ("phases", "members", "tasks", "nudges", "marks")
        left = [connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar() for table in tables]  # noqa: S608
    assert left == [0] * len(tables)
