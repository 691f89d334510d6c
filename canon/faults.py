"""What is wrong in a canon: faults with their places, raised together."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing to mend: the file as it was named, line and column from 1, the field's path, and a sentence."""

    file: str
    line: int
    column: int
    path: str
    message: str

    def __str__(self) -> str:
        """Return `file:line:column: path: sentence`."""
        return ":".join((self.file, str(self.line), str(self.column))) + f": {self.path or '(file)'}: {self.message}"


class CanonError(Exception):
    """The canon cannot be used as it is; every fault found is named."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults: tuple[Fault, ...] = tuple(sorted(set(faults)))
        super().__init__("\n".join(map(str, self.faults)))


def nearest(word: str, known: Collection[str]) -> str:
    """Return a hint that names the known word closest to an unknown one, or all of them."""
    from difflib import get_close_matches

    folded = {name.casefold(): name for name in known}
    close = get_close_matches(word.casefold(), folded, n=1, cutoff=0.6)
    if close:
        return f"did you mean {folded[close[0]]!r}?"
    return "known here: " + ", ".join(known)
