"""Tables as CSV: read back as they were written, and nothing in them that a spreadsheet would calculate."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.services.csv_files import FORMULA, MARK, csv_text

CELLS = st.text(st.characters(codec="utf-8"), max_size=30) | st.sampled_from(
    ["=1+1", "+1", "-1", "@x", "\tx", "\rx", 'a "quote"', "a,b", "a\r\nb", "", "'=1", MARK]
)
TABLES = st.integers(1, 5).flatmap(
    lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=1)
)


def _read(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.removeprefix(MARK), newline="")))


@given(TABLES)
def test_every_cell_is_read_back_behind_at_most_an_apostrophe(table: list[list[str]]) -> None:
    found = _read(csv_text(table[0], table[1:]))
    assert found == [[f"'{cell}" if cell.startswith(FORMULA) else cell for cell in cells] for cells in table]


@given(TABLES)
def test_no_cell_begins_as_a_formula(table: list[list[str]]) -> None:
    found = _read(csv_text(table[0], table[1:]))
    assert [cell for cells in found for cell in cells if cell.startswith(FORMULA)] == []


@pytest.mark.parametrize("cell", ['=HYPERLINK("https://example.com")', "+49 30", "-2", "@SUM(A1)", "\t=1", "\r=1"])
def test_a_cell_that_would_be_calculated_begins_with_an_apostrophe(cell: str) -> None:
    assert _read(csv_text(["Name"], [[cell]])) == [["Name"], [f"'{cell}"]]


def test_a_heading_is_no_formula_either() -> None:
    assert _read(csv_text(["=1"], [])) == [["'=1"]]


def test_it_is_the_bytes_that_a_spreadsheet_expects() -> None:
    text = csv_text(["Name", "Manager"], [["Zoë, née Ruiz", 'called "Ana"']])
    assert text.encode() == b'\xef\xbb\xbfName,Manager\r\n"Zo\xc3\xab, n\xc3\xa9e Ruiz","called ""Ana"""\r\n'
