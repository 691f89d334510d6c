"""Tables: a career ladder as CSV, one text in a line, whose kind says what the text is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from canon.csv_text import BrokenTable, records
from canon.importers.draft import Kind, Note, Part, Tree, Wish, one_line, slug
from canon.importers.fields import LEVEL_FACTS, ROLE_FACTS, ROWS, RUBRIC, dimension_of, field_of
from canon.importers.located import facts
from canon.importers.sources import SourceFile
from canon.importers.table_columns import MEANINGS, Column, columns_of, plain
from canon.merge import DIMENSIONS
from canon.model import Fact

RESPONSIBILITY = "responsibility"


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of the table: its cells by what they mean, and those that are kept aside by heading."""

    number: int
    cells: Mapping[Column, Fact]
    aside: Sequence[tuple[str, Fact]]

    def get(self, column: Column) -> Fact | None:
        return self.cells.get(column)


def read(sources: Sequence[SourceFile], wish: Wish) -> Part:
    """Read one table."""
    (source,) = sources
    return _Reader(source, wish).part()


class _Reader:
    def __init__(self, source: SourceFile, wish: Wish) -> None:
        self.source, self.wish = source, wish
        self.result = Part()
        self.roles: dict[str, dict[str, Tree]] = {}
        self.dimensions: dict[str, None] = dict.fromkeys(DIMENSIONS)
        self.source_heading = "source"

    def part(self) -> Part:
        for line in self.lines():
            self.take(line)
        if not self.roles:
            raise self.source.refused("it has a header and no text below it")
        if len(self.dimensions) > len(DIMENSIONS):
            self.result.dimensions = list(self.dimensions)
        self.result.roles = [self.ordered(role) for role in self.roles.values()]
        return self.result

    def lines(self) -> Iterator[_Line]:
        """Give the table's lines; raises `Refused` where it is none."""
        mapped = {plain(heading) for heading in self.wish.columns}
        try:
            head, *rest = records(self.source.text, lambda one: plain(one) in MEANINGS or plain(one) in mapped)
        except BrokenTable as broken:
            raise self.source.refused(f"from here on {broken.why}; export it again", broken.line) from None
        columns = columns_of(head[1], self.wish.columns, self.source.name)
        self.source_heading = next(
            (head[1][at].strip() for at, name in columns.items() if name == "source"), "source"
        )
        for number, cells in rest:
            line = self.line(number, cells, head[1], columns)
            if line:
                yield line

    def line(
        self, number: int, cells: Sequence[str], head: Sequence[str], columns: dict[int, Column]
    ) -> _Line | None:
        known: dict[Column, Fact] = {}
        aside = []
        for at, cell in enumerate(cells):
            fact = self.source.fact(cell.strip(), number)
            if not fact.text:
                continue
            if columns.get(at) == "section":
                aside.append((head[at].strip(), fact))
            elif at in columns:
                known[columns[at]] = fact
            else:
                why = f"no column for “{head[at].strip()}”" if at < len(head) else "more cells than the header has"
                self.left(fact, f"{why}; give it one with --columns, or keep it aside with --columns “…=section”")
        if "text" in known and "role" in known:
            return _Line(number, known, aside)
        lacks = "role" if "text" in known else "text"
        for fact in (*known.values(), *(fact for _, fact in aside)):
            self.left(fact, f"a line without a {lacks}")
        return None

    def left(self, fact: Fact, why: str) -> None:
        self.result.left.append(Note(fact, why))

    def take(self, line: _Line) -> None:
        """Put one line's text where its kind says."""
        role = self.role(line)
        level = self.level(role, line)
        kind = line.get("kind") or Fact(RESPONSIBILITY, line.cells["text"].place)
        field = field_of(kind.text)
        for heading, fact in line.aside:
            self.keep(role, heading, fact)
        source = line.get("source")
        if field == "skills":
            self.skill(role, line)
            return
        if source:
            self.keep(role, self.source_heading, source)
        if field in ROWS:
            level.setdefault(field, []).append(self.row(line, None))
        elif field in ROLE_FACTS or field in LEVEL_FACTS or field in RUBRIC or dimension_of(kind.text):
            self.fact(role, level, kind, line)
        else:
            level.setdefault("responsibilities", []).append(self.row(line, kind))

    def role(self, line: _Line) -> dict[str, Tree]:
        """Return the line's role, made at its first line."""
        name, own = one_line(line.cells["role"]), line.get("role id")
        key = own.text if own else name.text
        role = self.roles.get(key)
        if role is None:
            role = {"id": own or Fact(slug(name.text), name.place), "focus": name}
            self.roles[key] = role
        function = line.get("function")
        if function:
            self.once(role, "function", one_line(function), line)
        if role["focus"].text != name.text:
            self.left(name, f"another name for the role {key}")
        return role

    def level(self, role: dict[str, Tree], line: _Line) -> dict[str, Tree]:
        """Return where the line's texts go: its level, or the role where it has none."""
        code = line.get("level")
        level: dict[str, Tree] = role.setdefault("levels", {}).setdefault(code.text, {}) if code else role
        label = line.get("level name")
        if label and code:
            self.once(level, "label", one_line(label), line)
        elif label:
            self.left(label, "the name of a level in a line without a level")
        return level

    def row(self, line: _Line, kind: Fact | None) -> Tree:
        parts = {"id": line.get("id"), "name": line.get("name"), "text": one_line(line.cells["text"]), "kind": kind}
        row: dict[str, Tree] = {name: one_line(fact) for name, fact in parts.items() if fact}
        under = line.get("sub-points")
        if under:
            row["details"] = [Fact(part.strip(), under.place) for part in under.text.split("\n") if part.strip()]
        return row if len(row) > 1 else row["text"]

    def unplaced(self, line: _Line, *columns: Column) -> None:
        """Name the cells for which a text of this kind has no place."""
        for column in columns:
            fact = line.get(column)
            if fact:
                self.left(fact, f"a text of the kind “{line.cells['kind'].text}” has no {column}")

    def skill(self, role: dict[str, Tree], line: _Line) -> None:
        self.unplaced(line, "id", "sub-points")
        name, text, source = line.get("name"), line.cells["text"], line.get("source")
        skill = {"name": one_line(name), "description": text} if name else {"name": one_line(text)}
        role.setdefault("skills", []).append({**skill, **({"source": one_line(source)} if source else {})})

    def fact(self, role: dict[str, Tree], level: dict[str, Tree], kind: Fact, line: _Line) -> None:
        """Put a fact of a role or of a level into it; a role without levels has none of these."""
        field, text = field_of(kind.text), one_line(line.cells["text"])
        self.unplaced(line, "name", "id", "sub-points")
        if field in ROLE_FACTS:
            self.once(role, field, line.cells["text"], line)
        elif line.get("level") is None:
            self.left(text, f"“{kind.text}” belongs to a level, and the line has none")
        elif field in RUBRIC:
            self.once(level.setdefault("rubric", {}), field, text, line)
        elif field in LEVEL_FACTS:
            self.once(level, field, text, line)
        else:
            name = dimension_of(kind.text)
            self.once(level.setdefault("dimensions", {}), name, text, line)
            self.dimensions.setdefault(name)

    def once(self, tree: dict[str, Tree], name: str, fact: Fact, line: _Line) -> None:
        """Put a text where one has room; another text for the same place is left out and said."""
        first = tree.setdefault(name, fact)
        if first.text != fact.text:
            why = f"line {first.place.line} gives {line.cells['role'].text} another {name.replace('_', ' ')} already"
            self.left(fact, why)

    def keep(self, role: dict[str, Tree], heading: str, fact: Fact) -> None:
        """Keep a text aside in the role, each once."""
        kept = role.setdefault("sections", {}).setdefault(heading, [])
        if fact.text not in {one.text for one in kept}:
            kept.append(fact)

    def ordered(self, role: dict[str, Tree]) -> dict[str, Tree]:
        """Return a role whose texts without a level stand aside where it has levels."""
        levels = role.get("levels")
        if levels:
            for name in ROWS & role.keys():
                for row in role.pop(name):
                    for fact in facts(row):
                        self.left(fact, "a line without a level, in a role that has levels")
        first: dict[str, Tree] = {
            name: role[name] for name in ("id", "function", "focus", "description", "differential") if name in role
        }
        last = {name: role[name] for name in ("sections", "levels") if role.get(name)}
        return {**first, **{name: tree for name, tree in role.items() if name not in {"sections", "levels"}}, **last}


KIND = Kind(
    name="table",
    library="Career ladder",
    tag="ladder",
    source="Tables of role texts",
    read=read,
    endings=(".csv", ".tsv", ".txt"),
    options=frozenset(("columns",)),
)
