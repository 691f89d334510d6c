"""The packaged library with other words in one role, as its owner might change them."""

from __future__ import annotations

from dataclasses import replace

from canon.keys import text_key
from canon.model import COMPLEXITY, Fact, Library, Profile, Row
from canon.snapshot import content_hash

ROLE = "DIRECT.ACCOUNTEA038.P4"
REWORDED = (
    "Owns and grows a portfolio of high-value key accounts and large, complex opportunities, and plans each of them "
    "with the customer."
)
NEW = "Writes a yearly plan for each key account and keeps it true."
RUBRIC = "Weighs many sources before deciding."


def with_profile(library: Library, changed: Profile) -> Library:
    """Return a library in which a role's level says something else."""
    roles = tuple(
        replace(role, profiles=tuple(changed if one.id == changed.id else one for one in role.profiles))
        for role in library.roles
    )
    return replace(library, roles=roles, version=content_hash(changed))


def changed_profile(library: Library) -> Profile:
    """Return the role with its first goal reworded, its second gone, a new one, and another rubric line."""
    old = library.profile(ROLE)
    assert old is not None
    first, _, *others = old.responsibilities
    rows = (_row(first, REWORDED), *others, _row(first, NEW))
    place = first.place
    return replace(old, responsibilities=rows, rubric={**old.rubric, COMPLEXITY: Fact(RUBRIC, place)})


def changed(library: Library) -> Library:
    return with_profile(library, changed_profile(library))


def _row(like: Row, text: str) -> Row:
    return replace(like, key=f"o:{text_key(text)}", text=text)
