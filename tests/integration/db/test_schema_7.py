"""From schema 6 to 7: every reminder stays, and belongs to the due date that its to-do has now."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

from db.backup import check
from db.engine import open_database
from db.facts import FOR_NONE
from db.upgrade import SCHEMA, Schema, upgrade
from tests.integration.db.cycles import CYCLE, NUDGE, TASK

SIXTH, SEVENTH = (Schema(SCHEMA.versions[:count], SCHEMA.folder) for count in (6, 7))
STORED = """
INSERT INTO nudges (team_id, cycle_id, position, subject, step, person, day, hour, tz, due_at, moved, fate, reason,
                    post_key, sent_at)
VALUES ('T1', 'cycle-1', 1, '{subject}', '{step}', 'U-ANA', '2026-12-14', 9, 'Europe/Berlin',
        '2026-12-14 08:00:00.000000', 'Epiphany', 'sent', '', 'nudge:1', '2026-12-14 08:00:05.000000')
"""


def test_what_was_sent_belongs_to_the_due_date_of_now_and_the_first_one_to_none(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/goals.db"
    upgrade(url, SIXTH)
    with closing(open_database(url)) as database:
        with database.writing() as uow:
            uow.cycles.add(CYCLE)
            uow.ledger.put_tasks([TASK])
            uow.commit()
        with database.connected("BEGIN IMMEDIATE") as connection:
            for subject, step in (("U-SAM", "launch"), ("U-SAM", "due"), ("U-TOM", "due")):
                connection.exec_driver_sql(STORED.format(subject=subject, step=step))
            connection.commit()
        assert upgrade(database, SEVENTH).startswith("The database went from schema 0006 to 0007")
        upgrade(database)  # what is read below may have grown since
        with database.reading() as uow:
            found = {(one.subject, one.step): one for one in uow.ledger.nudges("T1", "cycle-1")}
        assert found["U-SAM", "launch"].for_due == FOR_NONE
        assert found["U-SAM", "due"].for_due == TASK.due
        assert found["U-TOM", "due"].for_due == date(2026, 12, 14)
        assert {(one.fate, one.post_key, one.moved) for one in found.values()} == {("sent", "nudge:1", "Epiphany")}
        assert check(database) == ()


def test_for_another_due_date_the_same_step_is_another_slot(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/goals.db"
    upgrade(url)
    later = replace(NUDGE, for_due=date(2026, 12, 18))
    with closing(open_database(url)) as database:
        with database.writing() as uow:
            uow.cycles.add(CYCLE)
            assert uow.ledger.plan([NUDGE, later, NUDGE]) == 2
            assert uow.ledger.settle(NUDGE, "sent", post_key="nudge:1")
            uow.commit()
        with database.reading() as uow:
            fates = {one.for_due: one.fate for one in uow.ledger.nudges("T1", "cycle-1")}
        assert fates == {NUDGE.for_due: "sent", later.for_due: "planned"}
