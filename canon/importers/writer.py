"""Writes a draft as format 1: made to be read and compared, with the place of every text in a comment above it."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import yaml

from canon.importers.draft import Tree
from canon.model import Fact, Place

HEADING = (
    "# Imported with Goalframe. A comment says from where the texts below it were taken, up to the next comment."
)
STEP = "  "
_WIDE = 1 << 30
_QUICK: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
_ESCAPED = re.compile("[\x85\u2028\u2029\ufeff\ufffe\uffff]")
_UNSHOWN = re.compile("[^ -~\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")


def document(tree: Mapping[str, Tree]) -> str:
    """Return the text of a whole file."""
    return "\n".join((HEADING, *Writer().mapping(tree, 0))) + "\n"


class Writer:
    """Writes trees line by line, and a comment wherever the place changes."""

    def __init__(self) -> None:
        self.place: Place | None = None

    def mapping(self, tree: Mapping[Any, Tree], depth: int) -> Iterator[str]:
        """Give the lines of a mapping."""
        for key, value in tree.items():
            yield from self.entry(f"{scalar(_text(key), key=True)}:", (key,), value, depth)

    def listing(self, items: Sequence[Tree], depth: int) -> Iterator[str]:
        """Give the lines of a list; a mapping begins on its dash's line."""
        for item in items:
            if isinstance(item, Mapping):
                yield from self.moved(_first(item), depth)
                yield from _dashed(list(self.mapping(item, depth + 1)), depth)
            else:
                yield from self.entry("-", (), item, depth)

    def entry(self, start: str, key: tuple[Any, ...], value: Tree, depth: int) -> Iterator[str]:
        """Give the lines of one key or dash with its value."""
        yield from self.moved(_place(key[0]) if key else None, depth)
        if isinstance(value, Mapping):
            yield f"{STEP * depth}{start}" + ("" if value else " {}")
            yield from self.mapping(value, depth + 1)
        elif isinstance(value, list):
            yield f"{STEP * depth}{start}" + ("" if value else " []")
            yield from self.listing(value, depth + 1)
        else:
            yield from self.moved(_place(value), depth)
            first, *rest = _number(value) or scalar(_text(value)).split("\n")
            yield f"{STEP * depth}{start} {first}"
            yield from (f"{STEP * (depth + 1)}{line}" if line else "" for line in rest)

    def moved(self, place: Place | None, depth: int) -> Iterator[str]:
        """Give a comment where a text comes from another place than the one before."""
        if place is not None and place != self.place:
            self.place = place
            yield f"{STEP * depth}# {shown(place)}"


def _dashed(lines: list[str], depth: int) -> Iterator[str]:
    """Put the dash before the first line that is no comment."""
    first = next(at for at, line in enumerate(lines) if not line.lstrip().startswith("#"))
    yield from (STEP * depth + line.lstrip() for line in lines[:first])
    yield f"{STEP * depth}- {lines[first].lstrip()}"
    yield from lines[first + 1 :]


def shown(place: Place) -> str:
    """Return a place as reports and comments name it."""
    file = _UNSHOWN.sub("?", place.file)
    return f"{file}:{place.line}" if place.line else file


@functools.lru_cache(50_000)
def scalar(text: str, *, key: bool = False) -> str:
    """Return a text as YAML: plain where that is safe, as a block where it has lines or apostrophes, else quoted."""
    plain = _dumped(text, '"' if "\n" in text or _ESCAPED.search(text) else None)
    if key or not plain.startswith(('"', "'")) or not set(text) & {"\n", "'"} or _ESCAPED.search(text):
        return plain
    block = _dumped(text, "|")
    if not block.startswith("|") or text.endswith("\n"):
        return plain
    head, *lines = block.split("\n")
    return "\n".join((head, *(line.removeprefix(STEP) for line in lines)))


def _dumped(text: str, style: str | None) -> str:
    dumper = yaml.SafeDumper if max(text, default="") > "\uffff" else _QUICK  # the quick one spells 🎯 as a number
    written: str = yaml.dump(text, Dumper=dumper, width=_WIDE, allow_unicode=True, default_style=style)
    return written.removesuffix("\n").removesuffix("\n...")


def _text(value: Tree) -> str:
    return value.text if isinstance(value, Fact) else str(value)


def _number(value: Tree) -> list[str]:
    return [str(value)] if isinstance(value, int) else []


def _place(value: Tree) -> Place | None:
    return value.place if isinstance(value, Fact) else None


def _first(tree: Tree) -> Place | None:
    """Return the place of the first text of a tree."""
    if isinstance(tree, Mapping):
        found = (_place(key) or _first(value) for key, value in tree.items())
    elif isinstance(tree, list):
        found = (_first(item) for item in tree)
    else:
        return _place(tree)
    return next((place for place in found if place), None)
