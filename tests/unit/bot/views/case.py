"""One case of a message or view: what builds it, and from what."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Case:
    """A name for the golden file, a public builder of `bot.views`, and a function that gives its arguments."""

    name: str
    builder: Callable[..., dict[str, Any]]
    arguments: Callable[[], tuple[Any, ...]] = tuple
    keywords: Mapping[str, Any] = field(default_factory=dict)

    def payload(self) -> dict[str, Any]:
        return self.builder(*self.arguments(), **self.keywords)

    @property
    def view(self) -> bool:
        return self.builder.__name__.endswith(("_modal", "_view"))
