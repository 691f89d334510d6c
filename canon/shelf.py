"""A library packed for a file and back: its cards are there at once, its roles when they are asked for."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any, overload

from canon.cards import Card, card_of, pack_card, unpack_card
from canon.model import CanonInfo, Library, Role
from canon.packing import Packer, Unpacker


class Shelf(Sequence[Role]):
    """The roles of a library, each a line of JSON until it is asked for."""

    def __init__(self, cards: bytes, common: Any, lines: Sequence[bytes]) -> None:
        self._cards, self._lines = cards, lines
        self._unpacker = Unpacker(common)
        self._made: dict[int, Role] = {}

    @cached_property
    def cards(self) -> Sequence[Card]:
        """What search knows of the roles."""
        return tuple(map(unpack_card, json.loads(self._cards)))

    def __len__(self) -> int:
        return len(self._lines)

    @overload
    def __getitem__(self, place: int) -> Role: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Role]: ...
    def __getitem__(self, place: int | slice) -> Role | Sequence[Role]:
        if isinstance(place, slice):
            return tuple(self[one] for one in range(*place.indices(len(self))))
        number = range(len(self))[place]
        if number not in self._made:
            self._made[number] = self._unpacker.role(json.loads(self._lines[number]))
        return self._made[number]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))


def packed_lines(library: Library) -> Iterator[bytes]:
    """Give a library as lines of JSON: its head, its cards, then each role."""
    packer = Packer()
    roles = [_line(packer.role(role)) for role in library.roles]
    infos = [
        [info.name, info.tag, info.source, info.licence, dict(info.quality), info.pass_at] for info in library.canons
    ]
    yield _line({"version": library.version, "canons": infos, "common": packer.common})
    yield _line([pack_card(card_of(role)) for role in library.roles])
    yield from roles


def unpacked(lines: Sequence[bytes]) -> Library:
    """Return the library of such lines; raise one of Python's own errors where they are none."""
    head = json.loads(lines[0])
    canons = tuple(CanonInfo(*info) for info in head["canons"])
    return Library(canons, Shelf(lines[1], head["common"], lines[2:]), head["version"])


def _line(values: Any) -> bytes:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode()
