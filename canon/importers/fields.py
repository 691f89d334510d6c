"""Where in a role a text belongs, by the words that tables and mapping files use for it."""

from __future__ import annotations

import re

from canon.merge import DIMENSIONS
from canon.model import RUBRIC_COLUMNS

ROWS = frozenset(("responsibilities", "core_outputs", "components"))
RUBRIC = frozenset(RUBRIC_COLUMNS)
LEVEL_FACTS = frozenset(("label", "summary", "typical_experience", "track"))
ROLE_FACTS = frozenset(("description", "differential"))
_WORDS = re.compile(r"[\W_]+")
_NAMES = {
    "responsibility": "responsibilities",
    "responsibilities": "responsibilities",
    "core output": "core_outputs",
    "core outputs": "core_outputs",
    "component": "components",
    "components": "components",
    "responsibility component": "components",
    "level name": "label",
    "label": "label",
    "summary": "summary",
    "typical experience": "typical_experience",
    "track": "track",
    "description": "description",
    "differential": "differential",
    "skill": "skills",
    "skills": "skills",
    "aside": "sections",
}


def _plain(words: str) -> str:
    return " ".join(_WORDS.sub(" ", words.casefold()).split())


_NAMES |= {_plain(words): name for name, title in RUBRIC_COLUMNS.items() for words in (name, title)}
WORDS = (
    "responsibility",
    "core output",
    "component",
    "skill",
    "description",
    "level name",
    "summary",
    "typical experience",
    "dimension …",
    *RUBRIC_COLUMNS.values(),
)
"""What can be written, for sentences that say so."""


def field_of(words: str) -> str:
    """Return the format's field that words mean; empty for words that are none, such as a kind of its own."""
    return _NAMES.get(_plain(words), "")


def dimension_of(words: str) -> str:
    """Return the dimension that words mean: one of the usual by its name, any other after the word “dimension”."""
    name = re.sub(r"^dimension\b[\s:]*", "", words.strip(), flags=re.IGNORECASE)
    usual = {_plain(one): one for one in DIMENSIONS}
    return usual.get(_plain(name), name if name != words.strip() else "")
