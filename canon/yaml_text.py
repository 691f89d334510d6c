"""YAML read safely into located nodes: no tags, no duplicate keys, no bombs, and every fault with its place."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, cast

import yaml
from yaml import events
from yaml.error import Mark
from yaml.events import Event
from yaml.nodes import ScalarNode
from yaml.resolver import Resolver

from canon.faults import Fault

EXPANDED_LIMIT = 1_000_000
DEPTH_LIMIT = 40
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
Report = Callable[["Spot", str, str], None]
"""Takes a spot, the field's path and a sentence."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Line and column, both from 1."""

    line: int
    column: int


@dataclass(slots=True)
class Node:
    """One YAML value and where it starts. `size` counts its text with all aliases expanded."""

    spot: Spot
    size: int = 1


@dataclass(slots=True)
class Scalar(Node):
    """One text; `tag` is what plain YAML takes it for: str, int, float, bool, null, timestamp, merge or value."""

    text: str = ""
    tag: str = "str"


@dataclass(slots=True)
class Listing(Node):
    """A list."""

    items: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class Table(Node):
    """A mapping; keys are texts, kept with their own spots."""

    items: dict[str, Node] = field(default_factory=dict)
    keys: dict[str, Scalar] = field(default_factory=dict)


class Unreadable(Exception):
    """The file cannot be read further."""

    def __init__(self, spot: Spot, message: str) -> None:
        super().__init__(message)
        self.spot, self.message = spot, message


def step(path: str, key: str | int) -> str:
    """Return the path of a field one step deeper."""
    if isinstance(key, int):
        return f"{path}[{key}]"
    return f"{path}.{key}" if path else key


def spot_of(text: str, offset: int) -> Spot:
    """Return the spot of a character."""
    before = text[:offset]
    return Spot(before.count("\n") + 1, offset - before.rfind("\n"))


def lines_of(text: str, line: int, value: str) -> range | None:
    """Return the lines, from 1, over which a value stretches that starts in this line; None if it does not."""
    try:
        for event in _events(text):
            if isinstance(event, events.ScalarEvent) and _spot(event).line == line:
                end = cast("Mark", event.end_mark)
                if _scalar(event, _spot(event)).text == value:
                    return range(line, max(line + 1, end.line + (end.column > 0) + 1))
    except Unreadable:
        return None
    return None


def read(text: str, file: str) -> tuple[Node | None, list[Fault]]:
    """Read one YAML document; without a node the faults say why."""
    faults: list[Fault] = []

    def report(spot: Spot, path: str, message: str) -> None:
        faults.append(Fault(file, spot.line, spot.column, path, message))

    for found in _UNPRINTABLE.finditer(text):
        report(spot_of(text, found.start()), "", f"the character {found[0]!r} is not allowed in YAML; remove it")
    if faults:
        return None, faults
    try:
        return _Composer(text, report).document(), faults
    except Unreadable as error:
        report(error.spot, "", error.message)
        return None, faults


class _Composer:
    """Builds nodes from parser events, so that depth and expansion are bounded while reading."""

    def __init__(self, text: str, report: Report) -> None:
        self.events = _events(text)
        self.report = report
        self.anchors: dict[str, Node] = {}
        self.expanded = 0

    def document(self) -> Node:
        opening = [next(self.events), next(self.events)]
        if isinstance(opening[1], events.StreamEndEvent):
            raise Unreadable(Spot(1, 1), "the file is empty; it begins with `format: 1`")
        node = self.node(next(self.events), "", 0)
        next(self.events)
        rest = next(self.events)
        if not isinstance(rest, events.StreamEndEvent):
            raise Unreadable(_spot(rest), "a second YAML document starts here; keep one document in a file")
        return node

    def node(self, event: Event, path: str, depth: int) -> Node:
        spot = _spot(event)
        if depth > DEPTH_LIMIT:
            raise Unreadable(spot, f"nested deeper than {DEPTH_LIMIT} levels; a canon needs fewer")
        if isinstance(event, events.AliasEvent):
            return self.alias(event, spot)
        tag = getattr(event, "tag", None)
        if tag is not None:
            self.report(spot, path, f"the tag {tag!r} is not allowed; write the plain value")
        node = self.fresh(event, path, depth, spot)
        anchor = getattr(event, "anchor", None)
        if anchor is not None:
            self.anchors[anchor] = node
        return node

    def fresh(self, event: Event, path: str, depth: int, spot: Spot) -> Node:
        if isinstance(event, events.ScalarEvent):
            return _scalar(event, spot)
        if isinstance(event, events.SequenceStartEvent):
            return self.listing(spot, path, depth)
        return self.table(spot, path, depth)

    def alias(self, event: Event, spot: Spot) -> Node:
        name = getattr(event, "anchor", "")
        node = self.anchors.get(name)
        if node is None:
            raise Unreadable(spot, f"the alias *{name} has no finished anchor before it; write the value out")
        self.expanded += node.size
        if self.expanded > EXPANDED_LIMIT:
            raise Unreadable(spot, "the aliases expand to more than 1 MB of text; write the values out")
        return node

    def children(self) -> Iterator[Event]:
        for event in self.events:
            if isinstance(event, events.CollectionEndEvent):
                return
            yield event

    def listing(self, spot: Spot, path: str, depth: int) -> Listing:
        node = Listing(spot)
        for place, event in enumerate(self.children()):
            child = self.node(event, step(path, place), depth + 1)
            node.items.append(child)
            node.size += child.size
        return node

    def table(self, spot: Spot, path: str, depth: int) -> Table:
        node = Table(spot)
        for event in self.children():
            key = self.node(event, path, depth + 1)
            name = self.key(key, node, path)
            child = self.node(next(self.events), step(path, name or "?"), depth + 1)
            node.size += key.size + child.size
            if name is not None:
                node.items[name] = child
        return node

    def key(self, key: Node, table: Table, path: str) -> str | None:
        """Return a key's name, or None if it cannot stand."""
        if not isinstance(key, Scalar):
            self.report(key.spot, path, "a key must be a text, not a list or a mapping")
            return None
        if key.tag != "str":
            self.report(key.spot, step(path, key.text), f"the key {misread(key)}")
        if key.text in table.items:
            first = table.keys[key.text].spot
            self.report(
                key.spot,
                step(path, key.text),
                f"the key {key.text!r} stands here twice, first in line {first.line}; keep one",
            )
            return None
        table.keys[key.text] = key
        return key.text


_READ_AS = {
    "bool": "true or false",
    "int": "a number",
    "float": "a number",
    "null": "nothing",
    "timestamp": "a time",
    "merge": "a merge",
    "value": "a default",
}


def misread(node: Scalar) -> str:
    """Say what YAML takes a plain word for, and how to write it as a text."""
    if not node.text:
        return "is empty; write a text or leave the field out"
    return f'{node.text} is read by YAML as {_READ_AS[node.tag]}; put it in quotes: "{node.text}"'


def _scalar(event: Any, spot: Spot) -> Scalar:
    text: str = event.value
    if event.style in ("|", ">"):
        text = text.removesuffix("\n")
    tag = _plain_tag(text) if event.implicit[0] else "str"
    return Scalar(spot, max(1, len(text)), text, tag)


@functools.cache
def _resolver() -> Any:
    return functools.partial(Resolver().resolve, ScalarNode)


def _plain_tag(text: str) -> str:
    return str(_resolver()(text, (True, False))).rpartition(":")[2]


def _spot(event: Event) -> Spot:
    mark = cast("Mark", event.start_mark)
    return Spot(mark.line + 1, mark.column + 1)


def _events(text: str) -> Iterator[Event]:
    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        yield from yaml.parse(text, Loader=loader)
    except yaml.MarkedYAMLError as error:
        mark = cast("Mark", error.problem_mark)
        spot, reason = Spot(mark.line + 1, mark.column + 1), str(error.problem)
        raise Unreadable(spot, f"this is not YAML: {reason}; mend the line or quote its text") from None
