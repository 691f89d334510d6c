"""CSV as spreadsheets write it, read into records with their lines: commas, semicolons or tabs, whole quotations."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Sequence

DELIMITERS = (",", ";", "\t")
QUOTES = "its quotation marks do not fit together"
_TOLD = re.compile(r'"?sep=(.)"?(\r\n|\n|\r|\Z)')


class BrokenTable(Exception):
    """The text is no table from a line on; `why` says what is wrong there."""

    def __init__(self, line: int, why: str) -> None:
        super().__init__(f"{line}: {why}")
        self.line, self.why = line, why


def records(text: str, known: Callable[[str], bool]) -> Iterator[tuple[int, list[str]]]:
    """Give each record that is not empty with the line on which it begins; the header comes first.

    The cells are parted by what `sep=` in the first line says, else by whatever gives the most headings that are
    `known`. Raises `BrokenTable`.
    """
    told = _TOLD.match(text)
    start = told.end() if told else 0
    delimiter = told[1] if told else max(DELIMITERS, key=lambda one: _headings(text, one, known))
    for line, cells in _records(text[start:], delimiter):
        if any(cell.strip() for cell in cells):
            yield line + bool(told), cells


def _headings(text: str, delimiter: str, known: Callable[[str], bool]) -> tuple[int, int]:
    """Count the headings that are known if the text is cut so, and all of them."""
    try:
        head: Sequence[str] = next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True), ())
    except csv.Error:
        return -1, 0
    return sum(map(known, head)), len(head)


def _records(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for cells in reader:
            yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        long = "field limit" in str(error)
        why = f"a cell has more than {csv.field_size_limit():,} characters" if long else QUOTES
        raise BrokenTable(line, why) from None
