"""What a text of a canon may hold: words, no control characters, and one line where one is printed."""

from __future__ import annotations

import re

LONGEST_NAME = 60
"""Characters of an id, a level code or a dimension: two of them together stand in one value of Slack's menus."""
_BREAKS = "\n\r\x85\u2028\u2029"
BREAK = re.compile(f"[{_BREAKS}]")
CONTROL = re.compile(f"[^\x20-\x7e{_BREAKS}\xa0-\ud7ff\ue000-\U0010ffff]")


def lines(text: str) -> str:
    """Return a text that may have several lines, or raise ValueError with what to write instead."""
    if not text.strip():
        raise ValueError("is empty; write a text or leave the field out")
    control = CONTROL.search(text)
    if control:
        raise ValueError(f"holds the control character U+{ord(control[0]):04X}; remove it")
    return text


def name(text: str) -> str:
    """Return a text that names something elsewhere too, or raise ValueError with what to write instead."""
    line(text)
    if len(text) > LONGEST_NAME:
        raise ValueError(f"has {len(text)} characters; a name holds at most {LONGEST_NAME}")
    return text


def line(text: str) -> str:
    """Return a text of one line, or raise ValueError with what to write instead."""
    lines(text)
    if BREAK.search(text):
        raise ValueError("has a line break inside; write it on one line, or fold it with >-")
    return text
