"""The mapping file of a progression framework: which theme is what, and what its levels are called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from canon.importers.fields import WORDS, dimension_of, field_of
from canon.importers.located import located
from canon.importers.sources import SourceFile
from canon.model import Fact


@dataclass(frozen=True, slots=True)
class Meaning:
    """Where a theme's texts belong: a field of the format, and the dimension's name where it is one."""

    field: str
    dimension: str = ""


@dataclass(frozen=True, slots=True)
class Mappings:
    """What a mapping file says; themes and levels by their id or name."""

    themes: Mapping[str, Meaning] = field(default_factory=dict)
    levels: Mapping[str, str] = field(default_factory=dict)

    def theme(self, *names: str) -> Meaning:
        """Return what a theme is: responsibilities, where nothing else is said."""
        return next((self.themes[name] for name in names if name in self.themes), Meaning("responsibilities"))


def read_mapping(source: SourceFile | None) -> Mappings:
    """Read a mapping file; raises `Refused` where it says what is not known."""
    if source is None:
        return Mappings()
    tree = located(source, source.text)
    if not isinstance(tree, dict) or not set(tree) <= {"themes", "levels"} or not tree:
        raise source.refused("it is no mapping: it has `themes:` and `levels:`, and nothing else")
    for name in tree:
        if not isinstance(tree[name], dict) or not all(isinstance(value, Fact) for value in tree[name].values()):
            raise source.refused(f"`{name}:` is a list of `name: what it is`, one in a line")
    themes = {name: _meaning(source, fact) for name, fact in tree.get("themes", {}).items()}
    return Mappings(themes, {name: fact.text for name, fact in tree.get("levels", {}).items()})


def _meaning(source: SourceFile, fact: Fact) -> Meaning:
    found, dimension = field_of(fact.text), dimension_of(fact.text)
    if not found and not dimension:
        known = ", ".join(WORDS)
        raise source.refused(
            f"“{fact.text}” is nothing that a theme can be; write one of {known}, aside", fact.place.line
        )
    return Meaning(found or "dimensions", dimension)
