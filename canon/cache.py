"""A library that was loaded and checked once, kept beside the program: the same files are not parsed again.

What is kept counts only for exactly these files, under these names, read by exactly this program. It is JSON with a
check sum, in a folder that nobody else can write. Whatever is wrong with it, the files are read and it is made anew.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path

from canon.loader import files, load
from canon.model import Library
from canon.shelf import packed_lines, unpacked

MOST_KEPT = 8
"""Libraries in one folder."""


def load_cached(paths: Sequence[Path], folder: Path | None) -> Library:
    """Load the canons in folders and files as `canon.loader.load` does, or take what is kept of them in a folder.

    Without a folder, and where it cannot be written, every call loads the files. Raises CanonError as `load` does.
    """
    kept = _file(paths, folder) if folder else None
    if kept is None:
        return load(paths)
    key = content_key(paths)
    library = _read(kept, key)
    if library is not None:
        return library
    lines = list(packed_lines(load(paths)))
    if content_key(paths) == key:  # else a file was changed while it was read
        _write(kept, key, lines)
    return unpacked(lines)


def content_key(paths: Sequence[Path]) -> str:
    """Return a hash of the files' names and bytes, also of those that cannot be read, and of the program."""
    digest = hashlib.sha256(_program())
    for file, name in files(paths):
        digest.update(json.dumps([str(file), name]).encode())
        try:
            digest.update(hashlib.sha256(file.read_bytes()).digest())
        except OSError as error:
            digest.update(str(error.errno).encode())
    return digest.hexdigest()


@cache
def _program() -> bytes:
    """Return a hash of the program's own reading of canons."""
    digest = hashlib.sha256()
    for file in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(file.read_bytes())
    return digest.digest()


def _file(paths: Sequence[Path], folder: Path) -> Path | None:
    """Return where the library of these paths is kept, if that is a folder of ours alone."""
    with suppress(OSError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if _is_ours(folder.stat()):
            named = json.dumps([str(path.absolute()) for path in paths])
            return folder / f"roles-{hashlib.sha256(named.encode()).hexdigest()[:16]}.json"
    return None


def _is_ours(found: os.stat_result) -> bool:
    """Tell whether nobody else can have written it; where the system has no such rights, it is taken for ours."""
    if not hasattr(os, "getuid"):
        return True
    return found.st_uid == os.getuid() and not found.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def _read(file: Path, key: str) -> Library | None:
    """Return the library that is kept; None where there is none for this key, or it is not as it was written."""
    with suppress(OSError, ValueError, LookupError, TypeError):
        with file.open("rb") as stream:
            if not _is_ours(os.fstat(stream.fileno())) or stream.readline() != _first_line(key):
                return None
            check, _, body = stream.read().partition(b"\n")
        if check == _sum(body):
            return unpacked(body.split(b"\n"))
    return None


def _write(file: Path, key: str, lines: Sequence[bytes]) -> None:
    """Keep a library; a folder that cannot be written keeps none."""
    body = b"\n".join(lines)
    with suppress(OSError):
        number, name = tempfile.mkstemp(dir=file.parent, prefix="roles-", suffix=".new")
        try:
            with os.fdopen(number, "wb") as stream:
                stream.write(_first_line(key) + _sum(body) + b"\n" + body)
            Path(name).replace(file)
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise
        _forget_old(file.parent)


def _forget_old(folder: Path) -> None:
    """Remove what was written longest ago, so that the folder does not grow for ever."""
    kept = sorted(folder.glob("roles-*.json"), key=lambda file: file.stat().st_mtime)
    for file in kept[:-MOST_KEPT]:
        file.unlink(missing_ok=True)


def _first_line(key: str) -> bytes:
    return f"goalframe roles {key}\n".encode()


def _sum(body: bytes) -> bytes:
    return hashlib.blake2b(body, digest_size=32).hexdigest().encode()
