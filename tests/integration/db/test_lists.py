"""Lists of sheets, people, and the workspace the database belongs to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from db.engine import Database
from db.errors import ForeignWorkspace
from db.facts import Filled, Person, Request, Revision, Sheet, SheetLine, SheetRow

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
        profile_id=sheet.profile_id,
        profile_hash=sheet.profile_hash,
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


def ids(lines: tuple[SheetLine, ...]) -> list[str]:
    return [one.id for one in lines]


def test_what_others_have_shared_about_a_person_is_listed_the_newest_first(
    database: Database, store: Store, sheet: Sheet
) -> None:
    for number in range(3):
        store(id=f"s{number}", created_at=sheet.created_at + number * DAY, version=1, state="shared")
    store(id="draft")
    store(id="own", author="U-SAM", version=1)
    store(id="gone", version=1, state="withdrawn")
    store(id="elsewhere", team_id="T2", version=1)
    with database.reading() as uow:
        assert ids(uow.sheets.by_subject("T1", "U-SAM", limit=2)) == ["s2", "s1"]
        assert ids(uow.sheets.by_subject("T1", "U-SAM", limit=2, offset=2)) == ["s0"]
        assert uow.sheets.count_by_subject("T1", "U-SAM") == 3
        assert uow.sheets.by_subject("T1", "U-ANA", limit=9) == ()
        assert uow.sheets.count_by_subject("T1", "U-ANA") == 0


def test_who_shared_last_about_each_person_is_known(database: Database, store: Store, sheet: Sheet) -> None:
    store(id="newer", author="U-KIM", version=1, created_at=sheet.created_at + DAY)
    store(id="older", version=1)
    store(id="draft", author="U-MIA", created_at=sheet.created_at + 2 * DAY)
    store(id="of-ana", subject="U-ANA", author="U-KIM", version=2)
    with database.reading() as uow:
        assert uow.sheets.sharers("T1") == {"U-SAM": "U-KIM", "U-ANA": "U-KIM"}
        assert uow.sheets.sharers("T2") == {}


def test_a_line_says_its_version_whether_it_is_being_revised_and_whether_changes_are_asked_for(
    database: Database, store: Store, sheet: Sheet
) -> None:
    store(version=2, editing=True, state="shared")
    asked = Request("T1", "r1", sheet.id, 2, "U-SAM", sheet.created_at, "open", None, ())
    with database.writing() as uow:
        uow.revisions.add(Revision("T1", sheet.id, 2, "U-ANA", sheet.created_at, "", "{}"))
        uow.dialogue.ask(asked)
        uow.commit()
    before = line(database)
    assert (before.version, before.editing, before.asked, before.state) == (2, True, True, "shared")
    with database.writing() as uow:
        uow.dialogue.end(asked, "answered", sheet.created_at + DAY)
        uow.commit()
    assert line(database) == replace(before, asked=False)


def test_the_newest_sheet_of_a_person_is_known(database: Database, store: Store, sheet: Sheet) -> None:
    store(id="old")
    store(id="new", created_at=sheet.created_at + DAY)
    store(id="gone", created_at=sheet.created_at + 2 * DAY, state="withdrawn")
    with database.reading() as uow:
        assert uow.sheets.newest("T1", "U-ANA") == "new"
        assert uow.sheets.newest("T1", "U-SAM") is None


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
        assert uow.workspaces.owner() is None
        uow.workspaces.bind("T1", at)
        uow.workspaces.bind("T1", at + DAY)
        assert uow.workspaces.owner() == "T1"
        with pytest.raises(ForeignWorkspace, match="another Slack workspace"):
            uow.workspaces.bind("T2", at)
