"""Which canons a command reads, and how it says that they cannot be read."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from bot.cli.output import Refusal

if TYPE_CHECKING:
    from canon.model import Library


def open_library(paths: Sequence[Path]) -> Library:
    """Return the library of these files and folders, or the settings' own if none is named; refuse a faulty one."""
    from canon.faults import CanonError
    from canon.loader import load

    try:
        return load(paths) if paths else library_from_settings()
    except CanonError as error:
        rest = len(error.faults) - 1
        more = f" ({rest} more; `goalframe canon check` lists them)" if rest else ""
        raise Refusal(f"{error.faults[0]}{more}") from None


def library_from_settings() -> Library:
    """Return the library that the app itself uses."""
    from canon.loader import load

    return load(paths_from_settings())


def paths_from_settings() -> tuple[Path, ...]:
    """Return the canon folders of the settings; the packaged one comes first where it is wanted."""
    from bot.errors import SettingsError
    from bot.settings import read_settings
    from canon.loader import packaged

    try:
        settings = read_settings(os.environ)
    except SettingsError as error:
        raise Refusal(error.sentence) from None
    return (*((packaged(),) if settings.packaged_canon else ()), *settings.canon)
