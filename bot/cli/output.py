"""How commands speak: UTF-8 whatever the locale, refusals as one sentence on standard error."""

from __future__ import annotations

import sys
from typing import IO, Any, TextIO

import click


class Refusal(click.ClickException):
    """The command is refused with one sentence; the program exits with 1."""

    exit_code = 1

    def show(self, file: IO[Any] | None = None) -> None:  # noqa: ARG002 - click's own signature
        """Print the sentence, without a prefix."""
        tell(self.format_message())


def say(text: str) -> None:
    """Print a text and a final newline on standard output."""
    _write(text, sys.stdout)


def tell(text: str) -> None:
    """Print a sentence on standard error."""
    _write(text, sys.stderr)


def _write(text: str, stream: TextIO) -> None:
    stream.flush()
    stream.buffer.write(f"{text}\n".encode("utf-8", "surrogateescape"))
    stream.buffer.flush()
