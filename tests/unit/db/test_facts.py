"""What frozen facts say about themselves."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from db.facts import Filled, Period, Person, Sheet, SheetRow

T0 = datetime(2026, 12, 1, tzinfo=UTC)
ANA = Person("T1", "U1", "Ana Ruiz", "Europe/Berlin", "en-GB", False, False, False, False, T0)  # noqa: FBT003
SHEET = Sheet(
    *("T1", "s1", "U1", "U2", "P", "hash", "Title"),
    period=Period("H1", date(2027, 1, 1), date(2027, 6, 30)),
    layout="smart",
    state="draft",
    stamp=3,
    created_at=T0,
    updated_at=T0,
    rows=(SheetRow("o:1", 0, kept=True), SheetRow("o:2", 1, kept=False)),
    filled=(Filled("o:1", "target", "12", 2, "V1", T0), Filled("o:1", "date", "", 3, "V1", T0)),
    rivals=(),
)


def test_an_emptied_blank_has_no_value_but_is_remembered() -> None:
    assert SHEET.values == {("o:1", "target"): "12"}
    assert len(SHEET.filled) == 2


def test_a_sheet_knows_its_rows_and_those_kept() -> None:
    assert SHEET.kept == {"o:1"}
    assert SHEET.row("o:2") == SheetRow("o:2", 1, kept=False)
    assert SHEET.row("o:9") is None


@pytest.mark.parametrize("flag", ["is_bot", "deleted", "restricted", "stranger"])
def test_bots_guests_strangers_and_people_who_left_are_no_members(flag: str) -> None:
    assert ANA.member
    assert not replace(ANA, **{flag: True}).member  # type: ignore[arg-type]
