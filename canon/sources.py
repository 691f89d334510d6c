"""Where a library comes from: its folders and files, a cheap look at whether they changed, and loading it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from canon.cache import load_cached
from canon.loader import files
from canon.model import Library

Mark = tuple[tuple[str, ...], ...]
"""How files looked: two marks are the same where no file was added, removed, replaced or written."""


@dataclass(frozen=True, slots=True)
class Sources:
    """The folders and files of a library, and the folder in which it is kept for the next start, if any."""

    paths: tuple[Path, ...]
    kept: Path | None = None

    def mark(self) -> Mark:
        """Look at the files without reading them."""
        return tuple((str(file), name, *_looks(file)) for file, name in files(self.paths))

    def load(self) -> Library:
        """Return the library; raise CanonError with every fault there is."""
        return load_cached(self.paths, self.kept)


def _looks(file: Path) -> tuple[str, ...]:
    try:
        found = file.stat()
    except OSError as error:
        return (str(error.errno),)
    return (str(found.st_size), str(found.st_mtime_ns), str(found.st_ino))
