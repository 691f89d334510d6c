"""Role cards: Markdown with a role code, a description, named responsibilities and, beside them, much else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from canon.importers.draft import Kind, Note, Part, Tree, Wish, one_line
from canon.importers.markdown import Markdown, Point, Section
from canon.importers.sources import SourceFile
from canon.model import Fact

DESCRIPTION = frozenset(("job description", "role description", "description"))
DUTIES = frozenset(("responsibilities", "key responsibilities"))
APART = frozenset(
    (
        "role variations",
        "average daily tasks",
        "average day / cadence",
        "common partners",
        "organization chart",
        "ai agent profile",
        "system prompt",
        "personalities",
        "example phrases",
        "recommended mcp servers",
        "recommended tools / mcp",
        "recommended reading",
    )
)
"""Headings that name a section of their own wherever they stand; others stay under the heading above them."""
BEFORE = "Introduction"
FRONT = "Front matter"
_CODE = re.compile(r"\W*role code\W*?[:|]\W*?`?(?P<code>[\w][\w./-]*)`?\W*", re.IGNORECASE)
_NO_CODE = re.compile(r"[\s*_|-]*role code\W*[:|]\W*", re.IGNORECASE)


def read(sources: Sequence[SourceFile], wish: Wish) -> Part:
    """Read one role card."""
    del wish
    (source,) = sources
    return _Card(Markdown(source)).part()


class _Card:
    """One role card on its way to a role."""

    def __init__(self, markdown: Markdown) -> None:
        self.markdown, self.source = markdown, markdown.source
        self.left: list[Note] = []
        self.sections: dict[Fact | str, Tree] = {}
        self.code_line = self.title_id = 0
        self.taken: set[int] = set()

    def part(self) -> Part:
        code = self.code()
        title = self.title()
        rows = self.duties()
        role: dict[str, Tree] = {
            "id": code,
            "focus": title,
            "description": self.description(),
            "responsibilities": rows,
        }
        self.keep_aside()
        role["sections"] = self.sections
        left = [Note(fact, "nested too deeply to be read") for fact in self.markdown.uncovered()]
        return Part([{name: tree for name, tree in role.items() if tree}], left=[*self.left, *left])

    def duties(self) -> list[Tree]:
        """Return the responsibilities of the first section of that name that has any."""
        lines = []
        for section in self.named(DUTIES):
            rows = list(self.rows(section))
            if rows:
                return rows
            lines.append(section.heading.place.line if section.heading else 0)
        if lines:
            raise self.source.refused("the section here has no list; write each responsibility as a point", lines[0])
        raise self.source.refused("it has no section “Responsibilities”, so no goal could stand on it")

    def code(self) -> Fact:
        """Return the role's code: from the first line outside quotations that gives one."""
        for number, line in enumerate(self.source.lines, 1):
            found = None if line.lstrip().startswith(">") else _CODE.fullmatch(line)
            if found:
                self.code_line = number
                return self.source.fact(found["code"], number)
            if _NO_CODE.fullmatch(line):
                raise self.source.refused("the role code is missing here; write it behind the colon", number)
        raise self.source.refused("it is no role card: it has no line **Role Code:** with a code")

    def title(self) -> Fact:
        for section in self.markdown.root.walk():
            if section.level == 1 and section.heading and section.heading.text.strip():
                self.title_id = id(section)
                return one_line(section.heading)
        raise self.source.refused("it has no title; begin it with `# ` and the role's name")

    def named(self, names: frozenset[str]) -> Iterator[Section]:
        """Give the sections with one of these headings."""
        return (section for section in self.markdown.root.walk() if _name(section) in names)

    def description(self) -> Fact | None:
        section = next((each for each in self.named(DESCRIPTION) if each.blocks), None)
        if section is None:
            return None
        self.taken.add(id(section))
        blocks, section.blocks = section.blocks, []
        if all(block.type == "paragraph" for block in blocks):
            texts = ["\n".join(raw for raw, _ in self.markdown.paragraph(block)) for block in blocks]
            return self.markdown.fact("\n\n".join(texts), self.markdown.paragraph(blocks[0])[0][1])
        pieces = [self.markdown.raw(block) for block in blocks if block.type != "hr"]
        return self.source.fact("\n\n".join(piece.text for piece in pieces), pieces[0].place.line) if pieces else None

    def rows(self, duties: Section) -> Iterator[Tree]:
        """Give the responsibilities; other headings among them that have lists only group them."""
        found = list(self.listed(duties))
        yield from found
        for group in duties.parts:
            rows = [] if _name(group) in APART else list(self.listed(group))
            yield from rows
            found += rows
            if rows and group.heading and not group.blocks:
                self.taken.add(id(group))
                self.left.append(Note(group.heading, "it only groups responsibilities; they are taken without it"))
        if found:
            self.taken.add(id(duties))

    def listed(self, section: Section) -> Iterator[Tree]:
        rest = []
        for block in section.blocks:
            if block.type in {"bullet_list", "ordered_list"}:
                yield from filter(None, map(self.row, self.markdown.points(block)))
            else:
                rest.append(block)
        section.blocks = rest

    def row(self, point: Point) -> Tree:
        details = [one_line(fact) for fact in self.markdown.details(point.under)]
        texts = [one_line(fact) for fact in (point.name, point.text) if fact]
        name = texts.pop(0) if len(texts) > 1 else None
        text = texts[0] if texts else details.pop(0) if details else None
        if text is None or not text.text:
            return None
        row = {"name": name, "text": text, "details": details}
        return {key: tree for key, tree in row.items() if tree} if name or details else text

    def keep_aside(self) -> None:
        """Put everything that is left into sections by heading."""
        if self.markdown.front:
            self.sections[FRONT] = self.markdown.front
        self.visit(self.markdown.root, top=True)

    def visit(self, section: Section, *, top: bool) -> None:
        if top or _name(section) in APART:
            self.put(section)
        for part in section.parts:
            self.visit(part, top=section.level <= 1)

    def put(self, section: Section) -> None:
        kept = self.tree(section)
        heading = BEFORE if section.heading is None or id(section) == self.title_id else section.heading
        if kept:
            self.keep(heading, kept)
        elif isinstance(heading, Fact) and id(section) not in self.taken:
            self.left.append(Note(heading, "a heading with nothing of its own below it"))

    def keep(self, heading: Fact | str, kept: Tree) -> None:
        """Keep a part; what stands before the headings of a page is one part."""
        before = self.sections.get(heading)
        self.sections[heading] = kept if before is None else [before, kept]

    def tree(self, section: Section) -> Tree:
        """Return what a section keeps: its blocks, and the sections below it that have no place of their own."""
        own = self.markdown.kept([block for block in section.blocks if not self.is_code(block)])
        parts = {}
        for part in section.parts if section.level > 1 else ():
            if part.heading and _name(part) not in APART and id(part) not in self.taken:
                parts[part.heading] = self.tree(part) or part.heading
        if not parts:
            return own
        if isinstance(own, dict):
            return {**own, **parts}
        return parts if own is None else [*(own if isinstance(own, list) else [own]), parts]

    def is_code(self, block: object) -> bool:
        """Say whether a block is the line of the role code and nothing else."""
        first, last = getattr(block, "map", None) or (0, 0)
        lines = [at for at in range(first + 1, last + 1) if self.source.lines[at - 1].strip()]
        return len(lines) == 1 and lines[0] == self.code_line


def _name(section: Section) -> str:
    return section.heading.text.casefold().strip(" :") if section.heading else ""


KIND = Kind(
    name="role-card",
    library="Role cards",
    tag="role card",
    source="Role cards in Markdown",
    read=read,
    endings=(".md", ".markdown", ".txt"),
)
