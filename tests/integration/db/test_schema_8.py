"""From schema 7 to 8: the list of people stays as it is, and nothing was said of headings or agreed to yet."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from db.backup import check
from db.engine import open_database
from db.upgrade import SCHEMA, Schema, upgrade
from tests.integration.db.test_imports import BOSS, TOMS
from tests.integration.db.test_roster import SAM

SEVENTH, EIGHTH = (Schema(SCHEMA.versions[:count], SCHEMA.folder) for count in (7, 8))


def test_the_list_stays_and_there_is_room_for_what_is_said_and_asked(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/goals.db"
    upgrade(url, SEVENTH)
    with closing(open_database(url)) as database:
        with database.writing() as uow:
            uow.roster.put(SAM)
            uow.commit()
        assert upgrade(database, EIGHTH).startswith("The database went from schema 0007 to 0008")
        upgrade(database)  # what is read below may have grown since
        with database.writing() as uow:
            assert (uow.headings.all("T1"), uow.agreements.get("T1", TOMS.id)) == ((), ())
            uow.headings.put_all([BOSS])
            uow.agreements.put_all([TOMS])
            uow.commit()
        with database.reading() as uow:
            assert uow.roster.all("T1") == (SAM,)
            assert uow.headings.all("T1") == (BOSS,)
            assert uow.agreements.get("T1", TOMS.id) == (TOMS,)
        assert check(database) == ()
