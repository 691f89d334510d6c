"""Lists of sheets, cards that wait, people, and the workspace the database belongs to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from db.engine import Database
from db.errors import ForeignWorkspace
from db.facts import Card, Filled, Person, Sheet, SheetLine, SheetRow

Store = Callable[..., Sheet]
DAY = timedelta(days=1)


def targets(sheet: Sheet, **values: str) -> tuple[Filled, ...]:
    """Fill the targets of rows: `o1` stands for `o:1`."""
    rows = {f"{name[0]}:{name[1:]}": text for name, text in values.items()}
    return tuple(Filled(row, "target", text, 1, "V1", sheet.created_at) for row, text in rows.items())


def rows(*kept: str, left_out: tuple[str, ...] = ()) -> tuple[SheetRow, ...]:
    keys = (*kept, *left_out)
    return tuple(SheetRow(key, place, kept=key in kept) for place, key in enumerate(keys))


def line(database: Database) -> SheetLine:
    with database.reading() as uow:
        (only,) = uow.sheets.by_author("T1", "U-ANA", limit=9)
    return only


def test_a_line_says_what_the_sheet_is(database: Database, stored: Sheet) -> None:
    sheet = stored
    assert line(database) == SheetLine(
        *(sheet.id, "U-ANA", "U-SAM", sheet.title, sheet.period, "draft"),
        goals=2,
        goals_filled=1,
        updated_at=sheet.updated_at,
    )


def test_every_kept_line_counts_and_is_filled_by_its_target(database: Database, store: Store, sheet: Sheet) -> None:
    chosen = rows("o:1", "o:2", "x:1", "d:1", left_out=("o:3",))
    store(rows=chosen, filled=targets(sheet, o1="12", o2="", x1="2", d1="5", o3="9"))
    assert (line(database).goals, line(database).goals_filled) == (4, 3)


def test_sheets_about_oneself_can_be_left_out(database: Database, store: Store) -> None:
    store(id="own", subject="U-ANA")
    store(id="other")
    with database.reading() as uow:
        both = uow.sheets.by_author("T1", "U-ANA", limit=9)
        others = uow.sheets.by_author("T1", "U-ANA", limit=9, others=True)
        counts = [uow.sheets.count_by_author("T1", "U-ANA", others=only) for only in (False, True)]
    assert ({one.id for one in both}, {one.id for one in others}, counts) == ({"own", "other"}, {"other"}, [2, 1])


def test_a_sheet_without_rows_has_no_goals(database: Database, store: Store) -> None:
    store(rows=(), filled=())
    assert (line(database).goals, line(database).goals_filled) == (0, 0)


def test_the_newest_come_first_a_page_at_a_time(database: Database, store: Store, sheet: Sheet) -> None:
    for number in range(5):
        store(id=f"s{number}", created_at=sheet.created_at + number * DAY)
    store(id="s5", created_at=sheet.created_at + 4 * DAY)
    with database.reading() as uow:
        pages = [uow.sheets.by_author("T1", "U-ANA", limit=2, offset=offset) for offset in (0, 2, 4, 6)]
        assert uow.sheets.count_by_author("T1", "U-ANA") == 6
    assert [[one.id for one in page] for page in pages] == [["s5", "s4"], ["s3", "s2"], ["s1", "s0"], []]


def test_what_was_taken_back_is_in_no_list(database: Database, store: Store) -> None:
    store(state="withdrawn")
    store(id="sheet-2", state="closed")
    with database.reading() as uow:
        assert [one.id for one in uow.sheets.by_author("T1", "U-ANA", limit=9)] == ["sheet-2"]
        assert [one.id for one in uow.sheets.find("T1", "U-ANA", "U-SAM")] == ["sheet-2"]
        assert uow.sheets.count_by_author("T1", "U-ANA") == 1


def test_the_sheets_for_one_person_are_found_the_newest_first(database: Database, store: Store, sheet: Sheet) -> None:
    store(id="old")
    store(id="new", created_at=sheet.created_at + DAY)
    store(id="for-kim", subject="U-KIM")
    store(id="by-kim", author="U-KIM")
    store(id="elsewhere", team_id="T2")
    with database.reading() as uow:
        assert [one.id for one in uow.sheets.find("T1", "U-ANA", "U-SAM")] == ["new", "old"]
        assert uow.sheets.find("T1", "U-SAM", "U-ANA") == ()


def test_cards_that_show_too_little_wait_in_order(database: Database, store: Store, sheet: Sheet) -> None:
    store(id="later", updated_at=sheet.created_at + DAY)
    store(id="sooner")
    store(id="shown")
    with database.writing() as uow:
        uow.cards.record("T1", "shown", "D1", "17.1", 1)
        uow.commit()
    with database.reading() as uow:
        assert [card.sheet_id for card in uow.cards.stale(9)] == ["sooner", "later"]
        assert [card.sheet_id for card in uow.cards.stale(1)] == ["sooner"]
        assert uow.cards.get("T1", "shown") == Card("T1", "shown", "U-ANA", "D1", "17.1", 1)


def test_a_change_makes_the_card_wait_again(database: Database, stored: Sheet) -> None:
    with database.writing() as uow:
        uow.cards.record("T1", stored.id, "D1", "17.1", 1)
        assert uow.cards.stale(9) == ()
        uow.sheets.next_stamp("T1", stored.id, stored.updated_at)
        assert uow.cards.stale(9) == (Card("T1", stored.id, "U-ANA", "D1", "17.1", 1),)


def test_there_is_no_card_without_a_sheet(database: Database) -> None:
    with database.reading() as uow:
        assert uow.cards.get("T1", "nowhere") is None


@pytest.fixture
def ana(sheet: Sheet) -> Person:
    flags = {"is_bot": False, "deleted": False, "restricted": True, "stranger": False}
    return Person("T1", "U-ANA", "Ana Ruiz", "Europe/Berlin", "en-GB", **flags, refreshed_at=sheet.created_at)


def test_a_person_is_remembered_as_last_described(database: Database, ana: Person) -> None:
    with database.writing() as uow:
        uow.people.put(ana)
        uow.people.put(replace(ana, name="Ana R.", restricted=False))
        uow.commit()
    with database.reading() as uow:
        assert uow.people.get("T1", "U-ANA") == replace(ana, name="Ana R.", restricted=False)
        assert uow.people.get("T2", "U-ANA") is None


def test_a_zone_on_the_clock_does_not_change_the_moment(database: Database, ana: Person) -> None:
    from zoneinfo import ZoneInfo

    tokyo = ana.refreshed_at.astimezone(ZoneInfo("Asia/Tokyo"))
    with database.writing() as uow:
        uow.people.put(replace(ana, refreshed_at=tokyo))
        kept = uow.people.get("T1", "U-ANA")
    assert kept is not None
    assert kept == ana
    assert kept.refreshed_at.utcoffset() == timedelta(0)


def test_the_first_workspace_stays_the_only_one(database: Database, sheet: Sheet) -> None:
    at: datetime = sheet.created_at
    with database.writing() as uow:
        uow.workspaces.bind("T1", at)
        uow.workspaces.bind("T1", at + DAY)
        with pytest.raises(ForeignWorkspace, match="another Slack workspace"):
            uow.workspaces.bind("T2", at)
