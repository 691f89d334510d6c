"""The files to import: found in folders, read as UTF-8, with a sentence for what cannot be read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from canon.model import Fact, Place

LARGEST = 20_000_000
"""Bytes of one file."""
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")


class Refused(Exception):
    """A source is not taken; the sentence says why, and what to do."""

    def __init__(self, words: str, file: str = "", line: int = 0) -> None:
        super().__init__(words)
        self.words, self.file, self.line = words, file, line

    def __str__(self) -> str:
        """Return `file:line: sentence`, as far as they are known."""
        where = f"{self.file}:{self.line}" if self.line else self.file
        return f"{where}: {self.words}" if where else self.words


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file to import: the name that reports call it by, and its text with plain line ends."""

    name: str
    text: str

    @property
    def lines(self) -> list[str]:
        return self.text.split("\n")

    @property
    def stem(self) -> str:
        """The file's name without folders and ending."""
        return self.name.rpartition("/")[2].rpartition(".")[0] or self.name

    def fact(self, text: str, line: int) -> Fact:
        """Return a text of this file, from the line on which it begins."""
        return Fact(text, Place(self.name, line, ""))

    def refused(self, words: str, line: int = 0) -> Refused:
        """Return the reason why this file is not taken."""
        return Refused(words, self.name, line)


def named_files(paths: Sequence[Path], endings: Sequence[str]) -> list[tuple[Path, str]]:
    """Return each file once, with the name that reports use: its path inside the folder that was named.

    A file that was named itself counts whatever its ending. Two that would be called alike keep their whole path.
    Raises `Refused` where a path leads to nothing.
    """
    found: dict[Path, tuple[Path, str]] = {}
    for path in paths:
        here = list(_below(path, endings)) if path.is_dir() else [(path, path.name)] if path.exists() else []
        if not here:
            looked = f"no file that ends in {' or '.join(endings)}" if path.is_dir() else "nothing"
            raise Refused(f"{looked} is here; name a file or a folder with some", str(path))
        for file, name in here:
            found.setdefault(file.resolve(), (file, name))
    names = [name for _, name in found.values()]
    return [(file, name if names.count(name) == 1 else file.as_posix()) for file, name in found.values()]


def _below(folder: Path, endings: Sequence[str]) -> Iterator[tuple[Path, str]]:
    for file in sorted(folder.rglob("*")):
        name = file.relative_to(folder)
        if file.suffix.lower() in endings and not any(part.startswith(".") for part in name.parts) and file.is_file():
            yield file, name.as_posix()


def read_source(file: Path, name: str) -> SourceFile:
    """Read one file; raises `Refused` where it is no text in UTF-8."""
    try:
        if file.stat().st_size > LARGEST:
            raise Refused(f"it is larger than {LARGEST // 1_000_000} MB; split it", name)
        data = file.read_bytes()
    except OSError as error:
        raise Refused(f"it cannot be read: {error.strerror}", name) from None
    return as_source(data, name)


def as_source(data: bytes, name: str) -> SourceFile:
    """Take a file's bytes for text; raises `Refused` where they are none."""
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise Refused("it is not UTF-8 from here on; save it as UTF-8", name, line) from None
    strange = _CONTROL.search(text)
    if strange:
        line = text.count("\n", 0, strange.start()) + 1
        raise Refused(f"it holds the control character U+{ord(strange[0]):04X}; remove it", name, line)
    if not text.strip():
        raise Refused("it is empty", name)
    return SourceFile(name, text)
