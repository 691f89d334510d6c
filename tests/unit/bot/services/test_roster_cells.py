"""Cells of a list of people: what is taken, and the words for what is not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from bot.services.roster_cells import (
    CellRefused,
    clean,
    countries,
    to_country,
    to_date,
    to_email,
    to_person,
    to_region,
    to_working_days,
)


@pytest.mark.parametrize(
    ("read", "text", "value"),
    [
        (clean, "  Ana\r\n Ruiz\u00a0 ", "Ana Ruiz"),
        (clean, "=cmd|' /C calc'!A0", "=cmd|' /C calc'!A0"),
        (clean, "Zoë Nguyễn 王芳 علی\u200cرضا", "Zoë Nguyễn 王芳 علی\u200cرضا"),
        (to_email, "Ana.Ruiz+goals@Example.COM", "ana.ruiz+goals@example.com"),
        (to_email, "", ""),
        (to_person, "00123", "00123"),
        (to_person, "Ana@Example.com", "ana@example.com"),
        (to_date, "", None),
        (to_date, "2028-02-29", date(2028, 2, 29)),
        (to_country, "de", "DE"),
        (to_country, "", ""),
        (to_region, "de-by", "DE-BY"),
        (to_region, "", ""),
        (to_working_days, "", ""),
        (to_working_days, "Mon-Fri", "12345"),
        (to_working_days, "Mon – Fri", "12345"),
        (to_working_days, "Mon,Tue,Wed", "123"),
        (to_working_days, "thursday / TUES", "24"),
        (to_working_days, "1-5", "12345"),
        (to_working_days, "1,3;5", "135"),
        (to_working_days, "Sun-Thu", "12347"),
        (to_working_days, "Mon-Wed, Fri", "1235"),
    ],
)
def test_a_cell_is_read(read: Callable[[str], object], text: str, value: object) -> None:
    assert read(text) == value


@pytest.mark.parametrize(
    ("read", "text", "words"),
    [
        (clean, "x" * 201, "longer than 200 characters"),
        (clean, "Ana\0Ruiz", "cannot be shown"),
        (clean, "\x1b[31mAna", "cannot be shown"),
        (clean, "Ana \u202egnp.exe", "cannot be shown"),
        (to_email, "ana", "no e-mail address"),
        (to_email, "ana@example", "no e-mail address"),
        (to_email, "ana@x.org, sam@x.org", "no e-mail address"),
        (to_person, "a@b", "no e-mail address"),
        (to_date, "03.05.2021", "year, month and day"),
        (to_date, "5/3/2021", "year, month and day"),
        (to_date, "20210503", "year, month and day"),
        (to_date, "2021-W18-1", "year, month and day"),
        (to_date, "٢٠٢١-05-03", "year, month and day"),
        (to_date, "2027-02-29", "no such day"),
        (to_country, "UK", "two letters of ISO 3166-1"),
        (to_country, "Germany", "two letters of ISO 3166-1"),
        (to_region, "BY", "country first, such as DE-BY"),
        (to_region, "XX-BY", "country first, such as DE-BY"),
        (to_region, "DE-BAYERN", "country first, such as DE-BY"),
        (to_working_days, "weekdays", "Mon-Fri"),
        (to_working_days, "Mo-Fr", "Mon-Fri"),
        (to_working_days, "0-5", "Mon-Fri"),
        (to_working_days, "Mon-", "Mon-Fri"),
        (to_working_days, "Mondays", "Mon-Fri"),
    ],
)
def test_a_cell_that_can_not_be_taken_says_what_to_write_in_half_a_sentence(
    read: Callable[[str], object], text: str, words: str
) -> None:
    with pytest.raises(CellRefused) as refused:
        read(text)
    assert words in str(refused.value)
    assert str(refused.value).endswith(".")


def test_every_country_of_the_world_is_known() -> None:
    assert len(countries()) == 249
    assert {"DE", "GB", "US", "XK"} - countries() == {"XK"}
