"""What is known of role texts beside the texts: what was kept, which are in use, what the messages say of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from db.backup import check
from db.engine import Database, open_database
from db.facts import Sheet, TextInUse, UsedText
from db.upgrade import SCHEMA, Schema, upgrade
from tests.integration.db.conftest import SHEET, T0

Store = Callable[..., Sheet]
FOURTH, FIFTH = (Schema(SCHEMA.versions[:count], SCHEMA.folder) for count in (4, 5))


def test_what_was_not_taken_is_kept_by_sheet_and_key_the_last_one_counts(database: Database, store: Store) -> None:
    store(id="a"), store(id="b"), store(id="c")
    with database.writing() as uow:
        uow.texts.keep("T1", "a", {"o:1": "first", "o:2": "second"}, T0)
        uow.texts.keep("T1", "a", {"o:1": "third"}, T0 + timedelta(days=1))
        uow.texts.keep("T1", "b", {"": "facts"}, T0)
        uow.texts.keep("T1", "c", {}, T0)
        uow.commit()
    with database.reading() as uow:
        assert uow.texts.kept("T1", ["a", "b", "c"]) == {"a": {"o:1": "third", "o:2": "second"}, "b": {"": "facts"}}
        assert uow.texts.kept("T1", ["c"]) == {}
        assert uow.texts.kept("T2", ["a", "b"]) == {}


def test_texts_are_counted_by_drafts_and_shared_goals_that_can_still_change(database: Database, store: Store) -> None:
    states = {"a": "draft", "b": "draft", "c": "shared", "d": "confirmed", "e": "closed", "f": "withdrawn"}
    for name, state in states.items():
        store(id=name, state=state)
    store(id="g", profile_hash="hash-2")
    role = SHEET.profile_id
    with database.reading() as uow:
        assert uow.texts.counted("T1") == (
            UsedText(role, "hash-1", SHEET.title, drafts=2, shared=2),
            UsedText(role, "hash-2", SHEET.title, drafts=1, shared=0),
        )
        assert uow.texts.counted("T2") == ()


def test_a_sheet_in_use_says_of_which_newer_text_its_messages_speak(database: Database, store: Store) -> None:
    store(id="a"), store(id="b", state="shared", version=2), store(id="c", state="closed")
    with database.writing() as uow:
        uow.texts.tell("T1", "b", "newer")
        uow.texts.tell("T1", "b", "newest")
        uow.commit()
    text = (SHEET.profile_id, SHEET.profile_hash)
    with database.reading() as uow:
        assert uow.texts.in_use("T1") == (
            TextInUse("a", "U-SAM", 0, *text, ""),
            TextInUse("b", "U-SAM", 2, *text, "newest"),
        )


def test_they_go_with_their_goals(
    database: Database, stored: Sheet, execute: Callable[[Database, str], None]
) -> None:
    with database.writing() as uow:
        uow.texts.keep("T1", stored.id, {"o:1": "first"}, T0)
        uow.texts.tell("T1", stored.id, "newer")
        uow.commit()
    execute(database, "DELETE FROM sheets")
    with database.connected("BEGIN") as connection:
        for name in ("kept_texts", "told_texts"):
            assert connection.exec_driver_sql(f"SELECT count(*) FROM {name}").scalar() == 0  # noqa: S608


@pytest.fixture
def grown(tmp_path: Path) -> Iterator[Database]:
    """Return a database that was filled with schema 4 and brought to schema 5."""
    url = f"sqlite:///{tmp_path}/goals.db"
    upgrade(url, FOURTH)
    with closing(open_database(url)) as database:
        with database.writing() as uow:
            uow.sheets.add(SHEET, "{}")
            uow.commit()
        assert upgrade(database, FIFTH).startswith("The database went from schema 0004 to 0005")
        upgrade(database)  # what is read below may have grown since
        yield database


def test_goals_from_before_are_as_they_were_and_can_keep_texts(grown: Database) -> None:
    with grown.writing() as uow:
        assert uow.sheets.get("T1", SHEET.id) == SHEET
        assert uow.texts.kept("T1", [SHEET.id]) == {}
        uow.texts.keep("T1", SHEET.id, {"o:1": "first"}, T0)
        uow.texts.tell("T1", SHEET.id, "newer")
        uow.commit()
    with grown.reading() as uow:
        assert uow.texts.kept("T1", [SHEET.id]) == {SHEET.id: {"o:1": "first"}}
    assert check(grown) == ()
