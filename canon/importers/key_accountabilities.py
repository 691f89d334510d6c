"""Key accountabilities: plain text in which roles' names are followed by points, and loose lines hang below these."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from canon.importers.draft import Kind, Note, Part, Tree, Wish, given, one_line, slug
from canon.importers.sources import SourceFile
from canon.model import Fact

_POINT = re.compile(r"(?P<indent>\s*)(?:[-*+•◦▪‣–—·]|\d{1,3}[.)]|[A-Za-z][.)])\s+(?P<text>\S.*)")
_INLINE = re.compile(r"\s+[•◦▪‣]\s+")
_HEADING = re.compile(r"#{1,6}\s+(?P<name>\S.*?)\s*#*\s*")
HUNG = "lines without a mark, kept with the point above them as its sub-points"
SPLIT = "points inside a line, kept as sub-points of it"


@dataclass(slots=True)
class _Role:
    """A role's name and its points: each a text and what hangs under it."""

    name: Fact
    indent: int | None = None
    points: list[list[Fact]] = field(default_factory=list)


def read(sources: Sequence[SourceFile], wish: Wish) -> Part:
    """Read one list of key accountabilities."""
    (source,) = sources
    return _Reader(source, wish).part()


class _Reader:
    def __init__(self, source: SourceFile, wish: Wish) -> None:
        self.source, self.wish = source, wish
        self.lines = [(number, line) for number, line in enumerate(source.lines, 1) if line.strip()]
        self.colons = any(self.is_name(at, colon=True) for at in range(len(self.lines)))
        self.result = Part()
        self.roles: list[_Role] = []

    def part(self) -> Part:
        for at in range(len(self.lines)):
            self.take(at)
        if not self.roles:
            raise self.source.refused("it is no list of accountabilities: no name of a role with points below it")
        self.result.roles = [self.role(role) for role in self.roles]
        return self.result

    def take(self, at: int) -> None:
        number, line = self.lines[at]
        point = _POINT.fullmatch(line)
        if not point and self.is_name(at, colon=self.colons):
            self.roles.append(_Role(self.source.fact(_name(line), number)))
        elif not self.roles:
            self.before(at)
        elif point:
            self.point(self.roles[-1], len(point["indent"].expandtabs()), point["text"].rstrip(), number)
        else:
            self.hang(line.strip(), number)

    def before(self, at: int) -> None:
        """Take the first line for the list's own title; a point that belongs to nobody refuses the list."""
        number, line = self.lines[at]
        if _POINT.fullmatch(line):
            raise self.source.refused(
                "this point stands before the name of any role; write the role's name above", number
            )
        fact = self.source.fact(_name(line), number)
        if at == 0:
            self.result.title = fact
        else:
            self.result.left.append(Note(fact, "a line before the first role"))

    def point(self, role: _Role, indent: int, text: str, number: int) -> None:
        role.indent = indent if role.indent is None else role.indent
        head, *inside = (self.source.fact(part, number) for part in _INLINE.split(text))
        self.result.told += [Note(fact, SPLIT) for fact in inside]
        if role.points and indent > role.indent:
            role.points[-1] += [head, *inside]
        else:
            role.points.append([head, *inside])

    def hang(self, text: str, number: int) -> None:
        fact = self.source.fact(text, number)
        if self.roles[-1].points:
            self.roles[-1].points[-1].append(fact)
            self.result.told.append(Note(fact, HUNG))
        else:
            self.result.left.append(Note(fact, "a line between a role's name and its first point"))

    def is_name(self, at: int, *, colon: bool) -> bool:
        """Say whether a line names a role: a point follows; it has a colon, a `#`, or blank lines around it."""
        number, line = self.lines[at]
        if line[0].isspace() or _POINT.fullmatch(line) or at + 1 == len(self.lines):
            return False
        following, after = self.lines[at + 1]
        if not _POINT.fullmatch(after):
            return False
        if _HEADING.fullmatch(line) or line.rstrip().endswith(":"):
            return True
        alone = at == 0 or (number - self.lines[at - 1][0] > 1 and following - number > 1)
        return not colon and alone and not line.rstrip().endswith((".", ";", ","))

    def role(self, role: _Role) -> dict[str, Tree]:
        """Return a role; its id is made of its name, after the one that was typed where there is one."""
        name = one_line(role.name)
        own = slug(name.text)
        typed = self.wish.id
        if typed:
            own = typed if len(self.roles) == 1 else f"{typed}.{own}"
        rows = [self.row(point) for point in role.points]
        return {"id": given("id", own) if typed else Fact(own, name.place), "focus": name, "responsibilities": rows}

    def row(self, point: Sequence[Fact]) -> Tree:
        text, *details = map(one_line, point)
        return {"text": text, "kind": "accountability", "details": details}


def _name(line: str) -> str:
    found = _HEADING.fullmatch(line.strip())
    return (found["name"] if found else line).strip().removesuffix(":").rstrip()


KIND = Kind(
    name="key-accountabilities",
    library="Key accountabilities",
    tag="key",
    source="Lists of key accountabilities",
    read=read,
    endings=(".txt", ".md"),
    options=frozenset(("id",)),
)
