"""Loads canons from folders and files into one library, or raises every fault in them at once."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from canon.cursor import Cursor
from canon.faults import CanonError, Fault
from canon.model import Library, Role
from canon.validate import Source, validate
from canon.yaml_text import read, spot_of

if TYPE_CHECKING:
    from canon.merge import Merged

SIZE_LIMIT = 20_000_000
"""Bytes of one file."""
_ENDINGS = (".yaml", ".yml")


def packaged() -> Path:
    """Return the folder of the canon that comes with the program."""
    return Path(__file__).parent / "data"


def files(paths: Sequence[Path]) -> tuple[tuple[Path, str], ...]:
    """Return every file that a library is loaded from, with the name by which facts call it."""
    return tuple(_files(paths, []))


def examples() -> Path:
    """Return the folder of role texts of other kinds, as the importers make them; the demo loads it too."""
    return Path(__file__).parent / "examples"


def load(paths: Sequence[Path]) -> Library:
    """Load the canons in folders (with their subfolders) and files; raise CanonError with every fault there is."""
    from canon.assemble import assemble
    from canon.merge import merge

    faults: list[Fault] = []
    sources = [source for file, name in _files(paths, faults) if (source := _source(file, name, faults))]
    canons = merge(sources, faults)
    roles = tuple(role for canon in canons for role in assemble(canon, faults))
    _check_ids(canons, roles, faults)
    if faults:
        raise CanonError(faults)
    return Library(tuple(canon.info for canon in canons), roles, _version(canons))


def _files(paths: Sequence[Path], faults: list[Fault]) -> Iterator[tuple[Path, str]]:
    """Give every file once, with the name by which facts call it: its path inside the folder that was named."""
    seen: set[Path] = set()
    for path in paths:
        found = list(_inside(path)) if path.is_dir() else [(path, path.name)] if path.is_file() else []
        if not found:
            faults.append(Fault(str(path), 1, 1, "", "no canon file is here; name a .yaml file or a folder of them"))
        for file, name in found:
            real = file.resolve()
            if real not in seen:
                seen.add(real)
                yield file, name


def _inside(folder: Path) -> Iterator[tuple[Path, str]]:
    for file in sorted(folder.rglob("*")):
        name = file.relative_to(folder)
        hidden = any(part.startswith(".") for part in name.parts)
        if file.suffix in _ENDINGS and not hidden and file.is_file():
            yield file, name.as_posix()


def _source(file: Path, name: str, faults: list[Fault]) -> Source | None:
    text = _text(file, faults)
    if text is None:
        return None
    node, found = read(text, str(file))
    faults.extend(found)
    if node is None:
        return None
    source = validate(Cursor(str(file), name, node), faults)
    return None if found else source


def _text(file: Path, faults: list[Fault]) -> str | None:
    """Return a file's text without a byte order mark, or add the fault that forbids reading it."""

    def fault(message: str, line: int = 1, column: int = 1) -> None:
        faults.append(Fault(str(file), line, column, "", message))

    try:
        if file.stat().st_size > SIZE_LIMIT:
            fault("the file is larger than 20 MB; split it")
            return None
        content = file.read_bytes()
    except OSError as error:
        fault(f"the file cannot be read: {error.strerror}")
        return None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8-sig")
        spot = spot_of(before, len(before))
        fault("the file is not UTF-8 from here on; save it as UTF-8", spot.line, spot.column)
        return None


def _check_ids(canons: Sequence[Merged], roles: Iterable[Role], faults: list[Fault]) -> None:
    """Refuse a role or a profile id that stands twice, naming both places."""
    cursors = [cursor for canon in canons for _, cursor in canon.roles]
    role_ids: dict[str, Cursor] = {}
    profile_ids: dict[str, Cursor] = {}
    for role, cursor in zip(roles, cursors, strict=True):
        if role.id in role_ids:
            faults.append(cursor.fault(f"the role {role.id} stands in {role_ids[role.id].where} too; keep one"))
            continue
        role_ids[role.id] = cursor
        for profile in role.profiles:
            if profile.id in profile_ids:
                where = profile_ids[profile.id].where
                faults.append(
                    cursor.fault(f"the level id {profile.id} is taken by the role in {where}; choose another")
                )
            profile_ids.setdefault(profile.id, cursor)


def _version(canons: Iterable[Merged]) -> str:
    """Return the SHA-256 of what the canons say, however it is split, ordered, spaced or commented."""
    content = sorted((_content(canon) for canon in canons), key=lambda canon: str(canon["name"]))
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _content(canon: Merged) -> dict[str, Any]:
    header = {json.dumps(key): value for key, (value, _) in canon.header.items()}
    roles = {spec.id: spec.model_dump(exclude_defaults=True) for spec, _ in canon.roles}
    return {"name": canon.name, "header": header, "dimensions": canon.dimensions, "roles": roles}
