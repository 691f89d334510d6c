"""Runs an import: sources in, one file of format 1 and a report out; one bad source spoils no other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from canon.importers.checking import checked
from canon.importers.draft import Kind, Note, Part, Tree, Wish, given
from canon.importers.fitting import fitted
from canon.importers.located import facts
from canon.importers.sources import Refused, SourceFile, named_files, read_source
from canon.importers.writer import document, shown
from canon.model import Fact

_PLACE = re.compile(r"\s*# (.+)")


@dataclass(slots=True)
class Import:
    """What an import gives: the file's text (empty if nothing could be taken), and all that there is to report."""

    kind: Kind
    text: str = ""
    header: dict[str, Tree] = field(default_factory=dict)
    roles: list[dict[str, Tree]] = field(default_factory=list)
    left: list[Note] = field(default_factory=list)
    told: list[Note] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)


def run(kind: Kind, paths: Sequence[Path], wish: Wish) -> Import:
    """Import files and folders; raises `Refused` only where a path leads to nothing."""
    refused: list[Refused] = []
    done = take_all(kind, list(_sources(named_files(paths, kind.endings), refused)), wish)
    done.refused[:0] = refused
    return done


def take_all(kind: Kind, sources: Sequence[SourceFile], wish: Wish) -> Import:
    """Import sources that are read already."""
    done = Import(kind)
    dimensions: list[Tree] = []
    library = _Library(kind, wish, done)
    for part in _parts(kind, sources, wish, done):
        library.hear(part)
        dimensions = dimensions or part.dimensions
        done.refused += part.refused
        done.told += part.told
        done.left += part.left
        for role in part.roles:
            library.take(role, dimensions)
    done.header = library.header
    if done.roles:
        done.text = document(library.whole(done.roles, dimensions))
        unused = [fact for fact in library.titles if fact.text != _plain(done.header["name"])]
        done.left += [Note(fact, "a title; the library is called otherwise") for fact in unused]
    return done


def _plain(tree: Tree) -> str:
    return tree.text if isinstance(tree, Fact) else str(tree)


def _sources(files: Sequence[tuple[Path, str]], unread: list[Refused]) -> Iterator[SourceFile]:
    for file, name in files:
        try:
            yield read_source(file, name)
        except Refused as refused:
            unread.append(refused)


def _parts(kind: Kind, sources: Sequence[SourceFile], wish: Wish, done: Import) -> Iterator[Part]:
    """Read the sources one by one, or together where their kind asks for it."""
    for bundle in ([sources] if sources else []) if kind.together else [[source] for source in sources]:
        try:
            yield kind.read(bundle, wish)
        except Refused as refused:
            done.refused.append(refused)


class _Library:
    """The library that is made: what it says of itself, and the roles that fit."""

    def __init__(self, kind: Kind, wish: Wish, done: Import) -> None:
        self.kind, self.done = kind, done
        typed = {"name": wish.name, "tag": wish.tag, "source": wish.source, "licence": wish.licence}
        self.typed = {name: given(name, text) for name, text in typed.items() if text}
        self.defaults = {"name": kind.library, "tag": kind.tag, "source": kind.source, "licence": kind.licence}
        self.said: dict[str, Tree] = {}
        self.titles: list[Fact] = []
        self.ids: dict[str, Fact] = {}

    @property
    def header(self) -> dict[str, Tree]:
        """What the command line says, else the sources, else a title that all of them share, else the kind."""
        title = self.titles[0] if len({fact.text for fact in self.titles}) == 1 else None
        said = {**({"name": title} if title else {}), **self.said}
        return {name: self.typed.get(name) or said.get(name) or text for name, text in self.defaults.items()}

    def hear(self, part: Part) -> None:
        """Take over what a source says of the library and of itself."""
        self.titles += [part.title] if part.title else []
        self.said |= part.header

    def whole(self, roles: Sequence[Mapping[str, Tree]], dimensions: Sequence[Tree]) -> dict[str, Tree]:
        """Return a file's whole tree."""
        order = {"dimensions": list(dimensions)} if dimensions else {}
        return {"format": 1, "canon": self.header, **order, "roles": list(roles)}

    def take(self, role: Mapping[str, Tree], dimensions: Sequence[Tree]) -> None:
        """Take a role that fits the format and has an id of its own; name any other."""
        own = role["id"]
        fit = fitted(role, self.done.left)
        fault = self.fault(fit, dimensions)
        first = self.ids.get(own.text)
        if first:
            words = f"its id {own.text} is taken by {shown(first.place)}; keep one of them"
            fault = Refused(words, own.place.file, own.place.line)
        if fault:
            self.done.refused.append(fault)
            self.done.left += [Note(fact, "a text of a role that is not imported") for fact in facts(fit)]
        else:
            self.ids[own.text] = own
            self.done.roles.append(fit)

    def fault(self, role: Mapping[str, Tree], dimensions: Sequence[Tree]) -> Refused | None:
        """Return what the loader would say against a role, with the place in the source."""
        text = document(self.whole([role], dimensions))
        _, faults = checked(text)
        if not faults:
            return None
        first = min(faults)
        above = text.split("\n")[: first.line]
        places = [found[1] for line in above if (found := _PLACE.fullmatch(line))]
        more = f" ({len(faults) - 1} more like this)" if len(faults) > 1 else ""
        return Refused(f"the role does not fit: {first.path}: {first.message}{more}", places[-1] if places else "")
