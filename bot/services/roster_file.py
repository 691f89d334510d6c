"""Reads a list of people as HR systems export it: the bytes of a CSV file in, rows and their faults out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from bot.errors import Refused
from bot.services.roster_cells import (
    CellRefused,
    clean,
    to_country,
    to_date,
    to_email,
    to_person,
    to_region,
    to_working_days,
)
from bot.services.roster_columns import MANAGERS, Column, Places, meaning, places
from canon.csv_text import BrokenTable, records

LARGEST = 32 * 1024 * 1024
Value = str | date | None

TEXTS: Mapping[Column, tuple[str, Callable[[str], Value]]] = {
    "name": ("name", str),
    "stand-in until": ("stand_in_until", to_date),
    "country": ("country", to_country),
    "region": ("region", to_region),
    "team": ("unit", str),
    "job title": ("job_title", str),
    "level": ("level", str),
    "hire date": ("hired", to_date),
    "last day": ("last_day", to_date),
    "away until": ("away_until", to_date),
    "working days": ("working_days", to_working_days),
}
"""The fields of a `RosterEntry` that a column fills just so, and how its cells are read."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in one line: the column as the file calls it, and what to write; no cell is repeated."""

    line: int
    column: str
    words: str

    def __str__(self) -> str:
        return f"Line {self.line}, {self.column}: {self.words}" if self.column else f"Line {self.line}: {self.words}"


@dataclass(frozen=True, slots=True)
class Row:
    """One person of the file. `managers` are employee ids or e-mails, none at the top; `stand_in` is None unread.

    `email` is None where the file has no such column. `values` are fields of a `RosterEntry`: what the file lacks
    stays as it is.
    """

    line: int
    employee_id: str
    email: str | None
    managers: tuple[str, ...]
    stand_in: str | None
    values: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class RosterFile:
    """What a file says: everybody that it names, and the faults by line; `headings` are the file's own."""

    rows: tuple[Row, ...]
    faults: tuple[Fault, ...]
    headings: Mapping[Column, str] = field(default_factory=dict)

    @property
    def nameless(self) -> tuple[int, ...]:
        """The lines that do not say who they are about."""
        named = {row.line for row in self.rows}
        return tuple(sorted({fault.line for fault in self.faults} - named))

    def heading(self, *columns: Column) -> str:
        """Return the file's own heading for the first of some columns that it has."""
        return next((self.headings[column] for column in columns if column in self.headings), columns[0])


def read_roster(data: bytes, mapping: Mapping[str, str] | None = None) -> RosterFile:
    """Read a file; `mapping` says what headings mean that are not known, such as {"Vorgesetzter": "manager"}.

    Raises `Refused` with one sentence where the file as a whole cannot be read.
    """
    lines = _lines(_text(data), mapping or {})
    head = next(lines, None)
    if head is None:
        raise Refused("The file is empty.")
    reader = _Reader(head[1], places(head[1], mapping or {}))
    for line, cells in lines:
        reader.read(line, cells)
    if not (reader.rows or reader.faults):
        raise Refused("The file has a header and nobody below it.")
    return RosterFile(tuple(reader.rows), tuple(reader.faults), reader.headings)


def headings_in(data: bytes, mapping: Mapping[str, str]) -> tuple[str, ...]:
    """Return the headings of a file as they stand there, also one that stands twice; without those that are empty."""
    head = next(_lines(_text(data), mapping), (0, []))
    return tuple(cell.strip() for cell in head[1] if cell.strip())


def _text(data: bytes) -> str:
    if len(data) > LARGEST:
        raise Refused(f"The file is larger than {LARGEST // 1024 // 1024} MB: a list of people is not.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused(
            "The file is not in UTF-8: in Excel choose “Save as” and “CSV UTF-8”, elsewhere the encoding UTF-8."
        ) from None


def _lines(text: str, mapping: Mapping[str, str]) -> Iterator[tuple[int, list[str]]]:
    """Give each record that is not empty with the line on which it begins; the header comes first."""
    try:
        yield from records(text, lambda heading: meaning(heading) is not None or heading.strip() in mapping)
    except BrokenTable as broken:
        words = f"From line {broken.line} on the file cannot be read: {broken.why}. Export it again."
        raise Refused(words) from None


class _Reader:
    """Reads row after row, and keeps what is wrong with them."""

    def __init__(self, head: Sequence[str], columns: Places) -> None:
        self.width, self.columns = len(head), columns
        self.headings = {column: head[at].strip() for column, at in columns.items()}
        self.rows: list[Row] = []
        self.faults: list[Fault] = []

    def read(self, line: int, cells: Sequence[str]) -> None:
        if len(cells) < self.width or any(cell.strip() for cell in cells[self.width :]):
            words = f"it has {len(cells)} cells where the header has {self.width}; export the file again."
            self.faults.append(Fault(line, "", words))
            return
        take = _Cells(line, {column: cells[at] for column, at in self.columns.items()}, self)
        row = take.row()
        if row.employee_id or row.email:
            self.rows.append(row)
        elif not take.refused & {"employee id", "e-mail"}:
            self.faults.append(Fault(line, "", "it does not say who this is: write an employee id or an e-mail."))


class _Cells:
    """The cells of one row by column; a refused one is noted and counts as not given."""

    def __init__(self, line: int, cells: Mapping[Column, str], reader: _Reader) -> None:
        self.line, self.cells, self.reader = line, cells, reader
        self.refused: set[Column] = set()

    def row(self) -> Row:
        values: dict[str, Value] = {}
        for column, (name, read) in TEXTS.items():
            value = self.take(column, read)
            if column in self.cells and column not in self.refused:
                values[name] = value
        if "name" not in values and (names := [self.text("first name"), self.text("last name")]) != ["", ""]:
            values["name"] = " ".join(name for name in names if name)
        country, region = values.get("country"), values.get("region")
        if country and region and not str(region).startswith(f"{country}-"):
            self.fault("region", "this region is in another country than the one in this line.")
        return Row(
            line=self.line,
            employee_id=str(self.take("employee id", to_person) or ""),
            email=str(self.take("e-mail", to_email) or "") if "e-mail" in self.cells else None,
            managers=tuple(name for column in MANAGERS if (name := str(self.take(column, to_person) or ""))),
            stand_in=self.stand_in(values),
            values=values,
        )

    def stand_in(self, values: dict[str, Value]) -> str | None:
        if "stand-in" not in self.cells:
            values.pop("stand_in_until", None)
            return None
        who = self.text("stand-in", to_person)
        if who and not values.get("stand_in_until") and "stand-in until" not in self.refused:
            column: Column = "stand-in until" if "stand-in until" in self.cells else "stand-in"
            self.fault(column, "a stand-in needs a last day, such as 2027-06-30, under “stand-in until”.")
        if not who:
            values["stand_in_until"] = None
        return who

    def text(self, column: Column, read: Callable[[str], Value] = str) -> str:
        return str(self.take(column, read) or "")

    def take(self, column: Column, read: Callable[[str], Value]) -> Value:
        try:
            return read(clean(self.cells.get(column, "")))
        except CellRefused as refused:
            self.fault(column, str(refused))
            return None

    def fault(self, column: Column, words: str) -> None:
        self.refused.add(column)
        self.reader.faults.append(Fault(self.line, self.reader.headings[column], words))
