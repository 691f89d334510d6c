"""What the tests of the canon share: the packaged library, and canons written on the spot."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest

from canon.faults import CanonError, Fault
from canon.loader import load, packaged
from canon.model import Library, Profile

HEADER = "format: 1\ncanon: {name: Test, tag: TST}\n"
LoadText = Callable[..., Library]
Refuse = Callable[..., tuple[Fault, ...]]


@pytest.fixture(scope="session")
def library() -> Library:
    return load([packaged()])


@pytest.fixture
def executive(library: Library) -> Callable[[str], Profile]:
    """Return the Account Executive at a level."""

    def at(code: str) -> Profile:
        profile = library.profile(f"DIRECT.ACCOUNTEA038.{code}")
        assert profile is not None
        return profile

    return at


@pytest.fixture
def load_text(tmp_path: Path) -> LoadText:
    """Return a function that loads canon files given as texts; a header is put before those that lack one."""

    def load_them(*texts: str) -> Library:
        for place, text in enumerate(texts):
            plain = dedent(text).lstrip("\n")
            whole = plain if "format:" in plain else HEADER + plain
            (tmp_path / f"{place}.yaml").write_text(whole, encoding="utf-8")
        return load([tmp_path])

    return load_them


@pytest.fixture
def refuse(load_text: LoadText) -> Refuse:
    """Return a function that loads canon files and gives the faults for which they are refused."""

    def refuse_them(*texts: str) -> tuple[Fault, ...]:
        with pytest.raises(CanonError) as raised:
            load_text(*texts)
        return raised.value.faults

    return refuse_them


@pytest.fixture
def only(load_text: LoadText) -> Callable[[str], Profile]:
    """Return a function that loads the one profile of a canon."""

    def one(text: str) -> Profile:
        ((profile,),) = (role.profiles for role in load_text(text).roles)
        return profile

    return one


@pytest.fixture
def golden() -> Callable[[str], str]:
    """Return a function that reads a golden file of the canon, byte for byte."""
    folder = Path(__file__).parents[2] / "golden" / "canon"

    def read(name: str) -> str:
        return (folder / name).read_bytes().decode("utf-8")

    return read
