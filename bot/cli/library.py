"""Which canons a command reads, and how it says that they cannot be read."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from bot.cli.output import Refusal

if TYPE_CHECKING:
    from bot.settings import Settings
    from canon.model import Library
    from canon.sources import Sources


def open_library(paths: Sequence[Path]) -> Library:
    """Return the library of these files and folders, or the settings' own if none is named; refuse a faulty one."""
    return load_sources(sources(paths))


def sources(paths: Sequence[Path] = ()) -> Sources:
    """Return these files and folders, or the settings' own if none is named, with where their library is kept."""
    from canon.sources import Sources

    return Sources(tuple(paths) or paths_from_settings(), _settings().cache)


def load_sources(found: Sources) -> Library:
    """Return the library of some files and folders; refuse a faulty one with its first fault."""
    from canon.faults import CanonError

    try:
        return found.load()
    except CanonError as error:
        rest = len(error.faults) - 1
        more = f" ({rest} more; `goalframe canon check` lists them)" if rest else ""
        raise Refusal(f"{error.faults[0]}{more}") from None


def paths_from_settings() -> tuple[Path, ...]:
    """Return the canon folders of the settings; the packaged one comes first where it is wanted."""
    from canon.loader import packaged

    settings = _settings()
    return (*((packaged(),) if settings.packaged_canon else ()), *settings.canon)


def _settings() -> Settings:
    from bot.errors import SettingsError
    from bot.settings import read_settings

    try:
        return read_settings(os.environ)
    except SettingsError as error:
        raise Refusal(error.sentence) from None
