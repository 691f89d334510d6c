"""Reads what was written as the loader would: roles, and what it would say against them."""

from __future__ import annotations

from canon.faults import Fault
from canon.model import Role


def checked(text: str) -> tuple[list[Role], list[Fault]]:
    """Return the roles of a file's text and every fault in it."""
    from canon.assemble import assemble
    from canon.cursor import Cursor
    from canon.merge import merge
    from canon.validate import validate
    from canon.yaml_text import read

    node, faults = read(text, "")
    source = validate(Cursor("", "", node), faults) if node else None
    if source is None or faults:
        return [], faults
    roles = [role for canon in merge([source], faults) for role in assemble(canon, faults)]
    return roles, faults
