"""A field of a file while it is read: its node, its path, and the facts and faults that are found there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from canon.faults import Fault
from canon.model import Fact, Place
from canon.yaml_text import Node, Table, step


@dataclass(frozen=True, slots=True)
class Cursor:
    """A field of a file: its node and its path. `file` is how faults name the file, `name` how facts do."""

    file: str
    name: str
    node: Node
    path: str = ""

    def at(self, key: str | int) -> Cursor:
        """Return the cursor one step deeper; the field must be there."""
        children: Any = getattr(self.node, "items")  # noqa: B009 - lists and tables alike
        return Cursor(self.file, self.name, children[key], step(self.path, key))

    @property
    def place(self) -> Place:
        return Place(self.name, self.node.spot.line, self.path)

    @property
    def where(self) -> str:
        """Return file and line, to be named in a sentence."""
        return f"{self.file}:{self.node.spot.line}"

    def key_place(self, key: str) -> Place:
        """Return the place of a key of this table."""
        table = self.node
        spot = table.keys[key].spot if isinstance(table, Table) else table.spot
        return Place(self.name, spot.line, step(self.path, key))

    def fact(self, text: str) -> Fact:
        """Return a text of this field as a fact."""
        return Fact(text, self.place)

    def optional(self, key: str, text: str | None) -> Fact | None:
        """Return a text one step deeper as a fact, if there is one."""
        return None if text is None else self.at(key).fact(text)

    def fault(self, message: str) -> Fault:
        """Return a fault of this field."""
        return Fault(self.file, self.node.spot.line, self.node.spot.column, self.path, message)
