"""What the gate answers: one fault with its place in the payload."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing Slack (or this project's own plan, then `warn`) would not take, and where it stands."""

    pointer: str
    sentence: str
    error: str = ""
    warn: bool = False

    def __str__(self) -> str:
        level = "WARN" if self.warn else "ERROR"
        return f"[{level}] {self.sentence} [json-pointer:{self.pointer}]"


def at(pointer: str, part: str | int) -> str:
    """Go one step down in a JSON pointer (RFC 6901)."""
    return f"{pointer}/{str(part).replace('~', '~0').replace('/', '~1')}"
