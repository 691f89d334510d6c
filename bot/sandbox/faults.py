"""Faults on demand: what a test tells the workspace's Web API to do wrong, and how often."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class RateLimited:
    """Answer 429 with `Retry-After`, without any effect."""

    retry_after: int = 1


@dataclass(frozen=True, slots=True)
class ServerError:
    """Answer with a status such as 500, without any effect."""

    status: int = 500


@dataclass(frozen=True, slots=True)
class LateError:
    """Do what was asked, then answer with a status such as 500."""

    status: int = 500


@dataclass(frozen=True, slots=True)
class Slow:
    """Wait, then answer as always."""

    seconds: float


@dataclass(frozen=True, slots=True)
class CutReply:
    """Do what was asked, then close the connection without an answer."""


@dataclass(frozen=True, slots=True)
class Says:
    """Answer `ok: false` with this error, without any effect."""

    error: str


def expired_trigger() -> Says:
    """Answer as if the trigger had been too old."""
    return Says("expired_trigger_id")


def hash_conflict() -> Says:
    """Answer as if the view had changed since."""
    return Says("hash_conflict")


def revoked_token() -> Says:
    """Answer as if the app had been removed."""
    return Says("token_revoked")


Trouble = RateLimited | ServerError | LateError | Slow | CutReply | Says
ANY_METHOD = "*"


@dataclass(slots=True)
class _Planned:
    method: str
    trouble: Trouble
    left: int


@dataclass(slots=True)
class Faults:
    """The troubles that are still to come, per method (`*` means any)."""

    _planned: list[_Planned] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, method: str, trouble: Trouble, *, times: int = 1) -> None:
        with self._lock:
            self._planned.append(_Planned(method, trouble, times))

    def clear(self) -> None:
        with self._lock:
            self._planned.clear()

    def next_for(self, method: str) -> Trouble | None:
        """Take the first trouble that is planned for this method."""
        with self._lock:
            for planned in self._planned:
                if planned.method in (method, ANY_METHOD):
                    planned.left -= 1
                    if planned.left <= 0:
                        self._planned.remove(planned)
                    return planned.trouble
        return None
