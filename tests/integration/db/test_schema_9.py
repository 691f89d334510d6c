"""From schema 8 to 9: the list of people stays as it is, and no job title was said to mean a role yet."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from db.backup import check
from db.engine import open_database
from db.upgrade import SCHEMA, Schema, upgrade
from tests.integration.db.test_roster import SAM
from tests.integration.db.test_titles import AE

EIGHTH, NINTH = (Schema(SCHEMA.versions[:count], SCHEMA.folder) for count in (8, 9))


def test_the_list_stays_and_there_is_room_for_what_titles_mean(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/goals.db"
    upgrade(url, EIGHTH)
    with closing(open_database(url)) as database:
        with database.writing() as uow:
            uow.roster.put(SAM)
            uow.commit()
        assert upgrade(database, NINTH).startswith("The database went from schema 0008 to 0009")
        upgrade(database)  # what is read below may have grown since
        with database.writing() as uow:
            assert uow.titles.all("T1") == ()
            uow.titles.put_all([AE])
            uow.commit()
        with database.reading() as uow:
            assert uow.roster.all("T1") == (SAM,)
            assert uow.titles.all("T1") == (AE,)
        assert check(database) == ()
