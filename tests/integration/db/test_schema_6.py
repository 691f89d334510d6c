"""From schema 5 to 6: what organisers wrote in reminders stays, and each one's words are kept beside the others'."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path

from db.backup import check
from db.engine import open_database
from db.facts import Said
from db.upgrade import SCHEMA, Schema, upgrade
from tests.integration.db.conftest import T0

FIFTH, SIXTH = (Schema(SCHEMA.versions[:count], SCHEMA.folder) for count in (5, 6))
MIAS = Said("cycle-1", "U-MIA", T0, "Please")
STORED = """
INSERT INTO words (team_id, post_key, cycle_id, "by", at, words)
VALUES ('T1', 'nudge:1', 'cycle-1', 'U-MIA', '2026-12-01 09:30:15.000250', 'Please')
"""


def test_an_organisers_words_from_before_stand_beside_those_of_others(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/goals.db"
    upgrade(url, FIFTH)
    with closing(open_database(url)) as database:
        with database.connected("BEGIN IMMEDIATE") as connection:
            connection.exec_driver_sql(STORED)
            connection.commit()
        assert upgrade(database, SIXTH).startswith("The database went from schema 0005 to 0006")
        upgrade(database)  # what is read below may have grown since
        toms = replace(MIAS, by="U-TOM", words="")
        with database.writing() as uow:
            uow.ledger.say("T1", "nudge:1", toms)
            uow.commit()
        with database.reading() as uow:
            assert uow.ledger.said("T1", "nudge:1") == (MIAS, toms)
        assert check(database) == ()
