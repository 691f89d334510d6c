"""Progression frameworks in YAML: topics with criteria by level, or competencies by level and theme."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from canon.importers.draft import Kind, Note, Part, Tree, Wish, given, one_line, slug
from canon.importers.fields import ROWS, RUBRIC
from canon.importers.located import facts, located, texts
from canon.importers.mapping import Mappings, read_mapping
from canon.importers.markdown import Markdown, front_matter
from canon.importers.sources import SourceFile
from canon.merge import DIMENSIONS
from canon.model import Fact

TEXTS = ("summary", "text", "description", "criteria", "name", "title")
THEMES = ("theme", "area", "domain", "topic")
UNDER = ("examples", "supportingUrls", "details")
NO_PLACE = "fields for which a role has no place"
SEVERAL = (
    "this level has several texts for a field that holds one; they are kept aside. Map the theme to something else"
)
LINES = "lines of one text, kept as its sub-points"


@dataclass(frozen=True, slots=True)
class _Text:
    """One criterion or competency: its theme and level as the source calls them, and what hangs under it."""

    theme: str
    level: str
    text: Fact
    name: Fact | None = None
    id: Fact | None = None
    under: tuple[Fact, ...] = ()


@dataclass(slots=True)
class _Framework:
    """What a source says: its texts, and the names of themes and levels by their ids, in order."""

    texts: list[_Text] = field(default_factory=list)
    themes: dict[str, Fact] = field(default_factory=dict)
    levels: dict[str, Mapping[str, Fact]] = field(default_factory=dict)
    sections: dict[Fact | str, Tree] = field(default_factory=dict)


def read(sources: Sequence[SourceFile], wish: Wish) -> Part:
    """Read one framework."""
    (source,) = sources
    return _Reader(source, wish).part()


class _Reader:
    def __init__(self, source: SourceFile, wish: Wish) -> None:
        self.source, self.wish = source, wish
        self.mappings: Mappings = read_mapping(wish.mapping)
        self.result = Part()
        self.tree, self.body = self.read()
        self.ids: set[int] = set()

    def read(self) -> tuple[Tree, Markdown | None]:
        front, _ = front_matter(self.source)
        if front is None:
            return located(self.source, self.source.text), None
        return located(self.source, f"\n{front.text}"), Markdown(self.source)

    def part(self) -> Part:
        framework = self.framework()
        if not framework.texts:
            raise self.source.refused("it has no criterion and no competency with a level")
        head = self.head()
        levels = self.levels(framework)
        self.add_body(framework)
        self.result.roles = [{**head, "sections": framework.sections, "levels": levels}]
        self.note_rest()
        return self.result

    def note_rest(self) -> None:
        """Name every text that became nothing; ids that only tie levels and themes together may go."""
        noted = {id(note.fact) for note in self.result.left} | self.ids
        known = set(texts(self.result.roles))
        for fact in facts(self.tree):
            lines = [line.strip() for line in fact.text.split("\n") if line.strip()]
            if id(fact) not in noted and one_line(fact).text not in known and not set(lines) <= known:
                self.result.left.append(Note(fact, NO_PLACE))

    def framework(self) -> _Framework:
        """Read whichever of the known shapes the source has."""
        tree = self.tree
        if isinstance(tree, dict) and isinstance(tree.get("topics"), list):
            return self.by_topic(tree["topics"])
        if isinstance(tree, dict) and isinstance(tree.get("competencies"), list):
            return self.by_theme(tree["competencies"], tree)
        if isinstance(tree, list):
            return self.by_theme(tree, {})
        raise self.source.refused("it is no progression framework: it has neither `topics:` nor `competencies:`")

    def tie(self, tree: Tree) -> Fact | None:
        """Return an id that ties texts to a level or a theme, and note that it may go."""
        if not isinstance(tree, Fact):
            return None
        self.ids.add(id(tree))
        return tree

    def by_topic(self, topics: Iterable[Tree]) -> _Framework:
        """Read topics, each with its criteria by level."""
        found = _Framework()
        for topic in (one for one in topics if isinstance(one, dict)):
            title = _fact(topic.get("title")) or _fact(topic.get("name"))
            if title is None:
                continue
            found.themes[title.text] = title
            for part in (one for one in topic.get("content") or () if isinstance(one, dict)):
                level = self.tie(part.get("level"))
                if level:
                    found.levels.setdefault(level.text, {})
                    found.texts += self.criteria(part, title.text, level.text)
        found.levels = {code: {} for code in sorted(found.levels, key=_by_number)}
        return found

    def criteria(self, part: Mapping[str, Tree], theme: str, level: str) -> Iterator[_Text]:
        criteria = part.get("criteria")
        for fact in criteria if isinstance(criteria, list) else [criteria]:
            text = _fact(fact)
            if text:
                yield _Text(theme, level, text)
        examples = part.get("exampleCriteria")
        for one in (each for each in examples or () if isinstance(each, dict)) if isinstance(examples, list) else ():
            text = _fact(one.get("criteria"))
            if text:
                yield _Text(theme, level, text, under=tuple(facts(one.get("examples"))))

    def by_theme(self, competencies: Iterable[Tree], tree: Mapping[str, Tree]) -> _Framework:
        """Read competencies, each with its level and theme; levels and themes may be named apart."""
        found = _Framework()
        for one in _named(tree.get("levels")):
            own = self.tie(one.get("id")) or _fact(one.get("name"))
            if own:
                known = {"label": _fact(one.get("name")), "summary": _fact(one.get("summary"))}
                found.levels[own.text] = {name: fact for name, fact in known.items() if fact}
        summaries: dict[Fact, Tree] = {}
        for one in _named(tree.get("themes") or tree.get("areas")):
            own, name = self.tie(one.get("id")), _fact(one.get("name"))
            title, summary = name or own, _fact(one.get("summary") or one.get("description"))
            if title:
                found.themes[(own or title).text] = title
                summaries |= {title: summary} if summary else {}
        found.sections |= {"themes": summaries} if summaries else {}
        for one in (each for each in competencies if isinstance(each, dict)):
            text = self.competency(one)
            if text:
                found.texts.append(text)
                found.levels.setdefault(text.level, {})
        return found

    def competency(self, one: Mapping[str, Tree]) -> _Text | None:
        level, own = _fact(one.get("level")), [fact for name in TEXTS if (fact := _fact(one.get(name)))]
        if level is None or not own:
            return None
        theme = next((self.tie(one.get(name)) for name in THEMES if isinstance(one.get(name), Fact)), None)
        self.tie(level)
        text, *others = own
        first, *lines = (Fact(line.strip(), text.place) for line in text.text.split("\n") if line.strip())
        self.result.told += [Note(line, LINES) for line in lines]
        under = (*lines, *others, *(fact for name in UNDER for fact in facts(one.get(name))))
        return _Text(theme.text if theme else "", level.text, first, id=_fact(one.get("id")), under=under)

    def head(self) -> dict[str, Tree]:
        """Return the role's id, name and description."""
        tree = self.tree if isinstance(self.tree, dict) else {}
        said = _fact(tree.get("title") or tree.get("name"))
        name = given("role", self.wish.role) if self.wish.role else said
        if name is None:
            raise self.source.refused("it does not say which role it is for; name it with --role")
        name = one_line(name)
        own = (
            given("id", self.wish.id) if self.wish.id else _fact(tree.get("id")) or Fact(slug(name.text), name.place)
        )
        description = _fact(tree.get("summary") or tree.get("description"))
        return {"id": own, "focus": name, **({"description": description} if description else {})}

    def levels(self, framework: _Framework) -> dict[str, dict[str, Tree]]:
        """Return the levels with their texts, each where its theme belongs."""
        levels: dict[str, dict[str, Tree]] = {}
        for key, known in framework.levels.items():
            code = self.mappings.levels.get(key, key)
            here = [text for text in framework.texts if text.level == key]
            level = {name: one_line(fact) for name, fact in known.items()} | self.level(here, framework, code)
            if any(level.get(name) for name in (*ROWS, "rubric")):
                levels[code] = level
            else:
                self.result.left += [Note(fact, "a level without a text of its own") for fact in facts(level)]
        return levels

    def level(self, texts: Sequence[_Text], framework: _Framework, code: str) -> dict[str, Tree]:
        level: dict[str, Tree] = {}
        for theme in dict.fromkeys(text.theme for text in texts):
            own = [text for text in texts if text.theme == theme]
            title = framework.themes.get(theme)
            meaning = self.mappings.theme(theme, title.text if title else theme)
            if meaning.field in ROWS:
                kind = title or (Fact(theme, own[0].text.place) if theme else None)
                rows = [self.row(text, kind if meaning.field == "responsibilities" else None) for text in own]
                level.setdefault(meaning.field, []).extend(rows)
            elif len(own) > 1 or own[0].under or meaning.field == "sections":
                if meaning.field != "sections":
                    self.result.told += [Note(text.text, SEVERAL) for text in own]
                aside = framework.sections.setdefault(title or theme, {})
                aside[code] = [fact for text in own for fact in (text.text, *text.under)]
            else:
                self.place(level, meaning.field, meaning.dimension, own[0].text)
        return level

    def place(self, level: dict[str, Tree], name: str, dimension: str, text: Fact) -> None:
        """Put the only text of a theme where it belongs."""
        if name in RUBRIC:
            level.setdefault("rubric", {})[name] = one_line(text)
        elif name == "dimensions":
            level.setdefault("dimensions", {})[dimension] = one_line(text)
            known = self.result.dimensions or list(DIMENSIONS)
            if dimension not in known:
                self.result.dimensions = [*known, dimension]
        else:
            level[name] = one_line(text)

    def row(self, text: _Text, kind: Fact | None) -> Tree:
        parts = {"id": text.id, "text": one_line(text.text), "kind": one_line(kind) if kind else None}
        row: dict[str, Tree] = {name: fact for name, fact in parts.items() if fact}
        if text.under:
            row["details"] = [one_line(fact) for fact in text.under]
        return row if len(row) > 1 else row["text"]

    def add_body(self, framework: _Framework) -> None:
        """Keep the text below the framework by its headings."""
        for section in self.body.root.walk() if self.body else ():
            kept = self.body.kept(section.blocks) if self.body else None
            if kept:
                framework.sections[section.heading or "Below the framework"] = kept
            elif section.heading:
                self.result.left.append(Note(section.heading, "a heading with nothing of its own below it"))


def _fact(tree: Tree) -> Fact | None:
    return tree if isinstance(tree, Fact) else None


def _named(tree: Tree) -> Iterator[Mapping[str, Tree]]:
    for one in tree if isinstance(tree, list) else ():
        if isinstance(one, dict):
            yield one


def _by_number(code: str) -> tuple[bool, int]:
    return not code.isdecimal(), int(code) if code.isdecimal() else 0


KIND = Kind(
    name="progression-yaml",
    library="Progression frameworks",
    tag="framework",
    source="Progression frameworks in YAML",
    read=read,
    endings=(".yaml", ".yml", ".md"),
    options=frozenset(("id", "role", "mapping")),
)
