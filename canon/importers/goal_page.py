"""Goals pages: what `goalframe frames` prints, as HTML or as text, back into the facts that it was made of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from html import unescape

from canon.frames import FRAMES, TITLES, FrameName, build_frame
from canon.importers.checking import checked
from canon.importers.draft import Kind, Note, Part, Tree, Wish, given, slug
from canon.importers.goal_blocks import Blocks, read_blocks
from canon.importers.goal_names import HEADING, Names, read_names
from canon.importers.pages import page_lines, squeezed, squeezed_lines
from canon.importers.sources import Refused, SourceFile
from canon.importers.writer import document, shown
from canon.merge import DIMENSIONS
from canon.model import COMPLEXITY, KNOWLEDGE, Fact, Profile
from canon.words import INTRO, SUBTITLES, missing_line

MISSING = missing_line(())[:-1]
WINDOW = " — goal templates — "
COPY = "Copy / print as text"
SHOW = "show ▾"
NOT_OURS = "not what a page says of these goals; filled-in values are no part of a role library"
_BEFORE, _AFTER = INTRO("\n").split("\n")


def read(sources: Sequence[SourceFile], wish: Wish) -> Part:
    """Read pages of goals; those of one role become its levels."""
    result = Part()
    roles: dict[tuple[str, str], dict[str, Tree]] = {}
    for source in sources:
        try:
            _add(_Page(source, wish), roles, result, wish)
        except Refused as refused:
            result.refused.append(refused)
    if len(result.refused) == len(sources) == 1:
        raise result.refused[0]
    result.roles = list(roles.values())
    return result


def _add(page: _Page, roles: dict[tuple[str, str], dict[str, Tree]], result: Part, wish: Wish) -> None:
    """Add a page's level to its role."""
    key = page.names.function.text if page.names.function else "", page.names.focus.text
    known = roles.get(key)
    if roles and known is None and wish.id:
        raise page.source.refused(f"it is about another role than the page before; --id {wish.id} can name only one")
    _agree(page, result)
    for name, fact in page.header.items():
        other = result.header.get(name)
        if other and other.text != fact.text and not getattr(wish, name):
            words = f"its library's {name} is “{fact.text}”, that of {shown(other.place)} “{other.text}”"
            raise page.source.refused(f"{words}; import it by itself, or say which with --{name}")
    if known is None:
        roles[key] = page.role
    elif "levels" not in known or page.code in known["levels"]:
        raise page.source.refused(f"the level {page.code or 'of the role'} is on another page already")
    else:
        known["levels"] |= page.role["levels"]
    result.header |= {name: fact for name, fact in page.header.items() if name not in result.header}
    result.left += page.left


def _agree(page: _Page, result: Part) -> None:
    """See that the dimensions of all pages stand in one order, and say which where it is not the usual one."""
    own = page.blocks.dimensions
    names = [name.text for name, _ in own]
    order = [fact.text for fact in result.dimensions] or list(DIMENSIONS)
    if _is_within(names, order):
        return
    if result.dimensions or (result.roles and not _is_within(DIMENSIONS, names)):
        raise page.source.refused(
            "its dimensions stand in another order than on the pages before; import it by itself"
        )
    result.dimensions = [name for name, _ in own]


def _is_within(names: Sequence[str], order: Sequence[str]) -> bool:
    rest = iter(order)
    return all(name in rest for name in names)


class _Page:
    """One page: its names, its blocks, and the role that they make."""

    def __init__(self, source: SourceFile, wish: Wish) -> None:
        self.source = source
        self.lines = _without_title(page_lines(source))
        self.blocks: Blocks = read_blocks(source, self.text_blocks())
        self.names: Names = read_names(source, self.lines, self.blocks)
        self.code = self.names.code
        self.role = self.made(wish)
        self.header = {name: fact for name, fact in (("name", self.library()), ("tag", self.names.tag)) if fact}
        self.left = self.unexplained()

    def text_blocks(self) -> Mapping[FrameName, list[Fact]]:
        """Return the lines of each frame's text, without blank ones around it."""
        subtitles = {squeezed(SUBTITLES[name]): name for name in FRAMES}
        found = ((at + 1, subtitles.get(squeezed(fact.text))) for at, fact in enumerate(self.lines))
        starts = [(at, name) for at, name in found if name]
        if not starts:
            raise self.source.refused("it is no page of goals: none of the four layouts is in it")
        ends = [start for start, _ in starts[1:]] + [len(self.lines)]
        return {name: self.block(start, end) for (start, name), end in zip(starts, ends, strict=True)}

    def block(self, start: int, end: int) -> list[Fact]:
        lines = self.lines[start:end]
        copies = [at for at, fact in enumerate(lines) if fact.text.strip().startswith(COPY)]
        lines = lines[copies[-1] + 1 :] if copies else lines
        titles = squeezed_lines((*TITLES.values(), *SUBTITLES.values(), SHOW))
        kept = [fact for fact in lines if squeezed(fact.text) not in titles]
        while kept and not kept[0].text.strip():
            kept.pop(0)
        while kept and not kept[-1].text.strip():
            kept.pop()
        return kept

    def library(self) -> Fact | None:
        """Return what the intro calls the library."""
        for fact in self.lines:
            text = fact.text
            if text.startswith(_BEFORE) and text.endswith(_AFTER):
                return Fact(text[len(_BEFORE) : -len(_AFTER)], fact.place)
        return None

    def made(self, wish: Wish) -> dict[str, Tree]:
        names = self.names
        own = given("id", wish.id) if wish.id else Fact(slug(names.focus.text), names.focus.place)
        level = {**self.rows(), **self.facts()}
        default = f"{names.focus.text} — {names.code}" if names.code else names.focus.text
        title = {"title": names.title} if names.title and names.title.text != default else {}
        head = {"id": own, "function": names.function, "focus": names.focus}
        role = {name: fact for name, fact in head.items() if fact}
        if names.code is None:
            return {**role, **title, **level}
        return {**role, "levels": {names.code: {**title, **level}}}

    def rows(self) -> dict[str, Tree]:
        lists: dict[str, list[Tree]] = {"core_outputs": [], "responsibilities": [], "components": []}
        for text, label in self.blocks.rows:
            name, kind = self.names.kind_of(label)
            lists[name].append({"text": text, "kind": kind} if kind else text)
        return {name: rows for name, rows in lists.items() if rows}

    def facts(self) -> dict[str, Tree]:
        """Return what is known of the level."""
        rubric = {KNOWLEDGE: self.blocks.knowledge, COMPLEXITY: self.blocks.complexity}
        known = {
            "label": self.names.label,
            "rubric": {name: fact for name, fact in rubric.items() if fact},
            "dimensions": {name.text: value for name, value in self.blocks.dimensions},
        }
        return {name: tree for name, tree in known.items() if tree}

    def unexplained(self) -> list[Note]:
        """Name the lines that the page of these facts would not have."""
        profile = self.profile()
        known = squeezed_lines(_page_of(profile)) if profile else set()
        return [
            Note(Fact(fact.text.strip(), fact.place), NOT_OURS)
            for fact in self.lines
            if fact.text.strip() and squeezed(fact.text) not in known and not fact.text.startswith(MISSING)
        ]

    def profile(self) -> Profile | None:
        """Return the role as the loader reads it."""
        header = {"name": self.header.get("name", "name"), "tag": self.header.get("tag", "tag")}
        order = [name for name, _ in self.blocks.dimensions]
        wide = {"dimensions": order} if order else {}
        roles, _ = checked(document({"format": 1, "canon": header, **wide, "roles": [self.role]}))
        return roles[0].profiles[0] if roles else None


def _without_title(lines: list[Fact]) -> list[Fact]:
    """Return a page's lines without the window's title, which can stand at the end of a copied text."""
    while lines and not lines[-1].text.strip():
        lines.pop()
    titles = [fact.text.removeprefix(HEADING) for fact in lines if fact.text.startswith(HEADING)]
    if titles and lines[-1].text.startswith(titles[0]) and WINDOW in lines[-1].text:
        lines.pop()
    return lines


def _page_of(profile: Profile) -> Iterator[str]:
    """Give every line that pages of a profile can have, with and without their marks."""
    from canon.render.html import page
    from canon.render.text import all_text

    frames = [build_frame(profile, name) for name in FRAMES]
    html = page(profile, frames)
    body = html[html.index("<body>") :]
    yield from (unescape(re.sub("<[^>]*>", "", line)) for line in body.split("\n"))
    yield from (fact.text for fact in page_lines(SourceFile("", body)))
    yield from all_text(frames).split("\n")
    yield from (COPY, SHOW, COPY + SHOW)


KIND = Kind(
    name="goal-page",
    library="Goal pages",
    tag="page",
    source="Pages of goals",
    read=read,
    endings=(".html", ".htm", ".txt"),
    together=True,
    options=frozenset(("id",)),
)
