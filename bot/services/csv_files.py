"""Tables for HR as CSV files: as spreadsheets open them, and nothing in them that a spreadsheet would calculate."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

MARK = "\ufeff"
"""Tells Excel that the file is UTF-8."""
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""How a cell begins that a spreadsheet would take for a formula."""


def csv_text(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table as RFC 4180 has it; a cell that a spreadsheet would calculate begins with an apostrophe."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerows([_inert(cell) for cell in cells] for cells in (header, *rows))
    return f"{MARK}{out.getvalue()}"


def _inert(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) else cell
