"""The kinds of sources that can be imported, each in its own module, loaded when it is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module

from canon.importers.draft import Kind

KINDS: Mapping[str, str] = {
    "role-card": "Markdown with a role code, a description and named responsibilities",
    "profile-page": "the text of a role's profile page, with its levels",
    "goal-page": "a page of goals as `goalframe frames` prints it, or its text",
    "key-accountabilities": "plain text: roles, and points below each",
    "progression-yaml": "a public progression framework: topics or themes by level",
    "onet": "O*NET's Occupation Data and Task Statements, separated by tabs",
    "table": "a CSV file with one text in each line",
}
"""Name and one line of help."""


def kind(name: str) -> Kind:
    """Return a kind by its name."""
    module = import_module(f"canon.importers.{name.replace('-', '_')}")
    found: Kind = module.KIND
    return found
