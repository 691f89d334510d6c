"""What an importer hands over: role trees in the format's own words, whose texts know where they were taken from."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from canon.importers.sources import Refused, SourceFile
from canon.model import Fact, Place

Tree = Any
"""A fact, a fixed word, a list of trees, or a mapping from fixed words or facts to trees."""
_SPACING = re.compile("[\t\n\r\x85\u2028\u2029]+")


@dataclass(frozen=True, slots=True)
class Note:
    """One thing the reader of a report should know of a text, by its place."""

    fact: Fact
    why: str


@dataclass(frozen=True, slots=True)
class Wish:
    """What was typed beside the paths: for what a source does not say of itself, or what is not to be guessed."""

    id: str | None = None
    name: str | None = None
    tag: str | None = None
    role: str | None = None
    source: str | None = None
    licence: str | None = None
    mapping: SourceFile | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    per_level: tuple[int, ...] = ()


@dataclass(slots=True)
class Part:
    """What sources give: roles, what they say of the library, and notes.

    `left` is what no role took up, `told` what was taken in a way worth a look, `refused` the sources (of several
    read together) that could not be taken. `header` is what sources say of their library, `title` what one
    calls itself.
    """

    roles: list[dict[str, Tree]] = field(default_factory=list)
    header: dict[str, Fact] = field(default_factory=dict)
    title: Fact | None = None
    dimensions: list[Tree] = field(default_factory=list)
    left: list[Note] = field(default_factory=list)
    told: list[Note] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of source: `read` takes one source, or all of them where they belong together.

    `library`, `tag`, `source` and `licence` stand for what neither the source nor the command line says.
    `options` are the fields of a wish that this kind heeds beside name, tag, source and licence.
    """

    name: str
    library: str
    tag: str
    source: str
    read: Callable[[Sequence[SourceFile], Wish], Part]
    endings: tuple[str, ...]
    licence: str = "not stated"
    together: bool = False
    options: frozenset[str] = frozenset()


def one_line(fact: Fact) -> Fact:
    """Return a text on one line: a break or a tab inside shows as a space, as on a page."""
    return Fact(_SPACING.sub(" ", fact.text).strip(), fact.place)


def given(option: str, text: str) -> Fact:
    """Return a text that was typed on the command line."""
    return Fact(text, Place(f"--{option}", 0, ""))


def slug(name: str) -> str:
    """Return an id made of a name's words, in capitals."""
    from canon.keys import text_key
    from canon.texts import LONGEST_NAME

    words = re.sub(r"[\W_]+", "-", name).strip("-").upper()
    if not words or len(words) > LONGEST_NAME - 10:
        words = f"{words[: LONGEST_NAME - 20]}-{text_key(name)}".lstrip("-")
    return words


def source_kind(row: Tree) -> str:
    """Return what a responsibility is called in its source label."""
    kind = row.get("kind", "responsibility") if isinstance(row, dict) else "responsibility"
    return kind.text if isinstance(kind, Fact) else str(kind)
