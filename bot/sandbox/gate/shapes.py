"""The gate's building stones: checks of one JSON value that name every fault with its place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from bot.sandbox.gate.fault import Fault, at

Check = Callable[[Any, str], Iterator[Fault]]


def string(most: int | None = None, *, least: int = 0) -> Check:
    """Take text of `least` to `most` characters."""

    def check(value: Any, pointer: str) -> Iterator[Fault]:
        if not isinstance(value, str):
            yield Fault(pointer, "must be a string")
        elif len(value) < least:
            yield Fault(pointer, f"must be more than {least - 1} characters")
        elif most is not None and len(value) > most:
            yield Fault(pointer, f"must be less than {most + 1} characters, is {len(value)}")

    return check


def boolean(value: Any, pointer: str) -> Iterator[Fault]:
    """Take true or false."""
    if not isinstance(value, bool):
        yield Fault(pointer, "must be true or false")


def integer(least: int, most: int) -> Check:
    """Take a whole number between the two."""

    def check(value: Any, pointer: str) -> Iterator[Fault]:
        if isinstance(value, bool) or not isinstance(value, int):
            yield Fault(pointer, "must be an integer")
        elif not least <= value <= most:
            yield Fault(pointer, f"must be between {least} and {most}, is {value}")

    return check


def one_of(*allowed: str) -> Check:
    """Take one of the named words."""

    def check(value: Any, pointer: str) -> Iterator[Fault]:
        if value not in allowed:
            yield Fault(pointer, f"must be one of {', '.join(allowed)}")

    return check


def parsed_by(parse: Callable[[str], object], what: str) -> Check:
    """Take a string that `parse` takes without a ValueError."""

    def check(value: Any, pointer: str) -> Iterator[Fault]:
        try:
            parse(value)
        except (TypeError, ValueError):
            yield Fault(pointer, f"must be {what}")

    return check


def _exact_date(value: str) -> date:
    if len(value) != len("YYYY-MM-DD"):
        raise ValueError(value)
    return date.fromisoformat(value)


calendar_day = parsed_by(_exact_date, "a day as YYYY-MM-DD")


def address(most: int = 3000) -> Check:
    """Take a web address."""

    def check(value: Any, pointer: str) -> Iterator[Fault]:
        faults = list(string(most, least=1)(value, pointer))
        yield from faults
        if not faults and not value.startswith(("http://", "https://", "mailto:")):
            yield Fault(pointer, "must be an address that begins with http://, https:// or mailto:")

    return check


def listing(item: Check, *, most: int, least: int = 1, noun: str = "items") -> Check:
    """Take an array of `least` to `most` items, each checked by `item`."""

    def check(value: Any, pointer: str) -> Iterator[Fault]:
        if not isinstance(value, Sequence) or isinstance(value, str):
            yield Fault(pointer, "must be an array")
            return
        if len(value) < least:
            yield Fault(pointer, f"no fewer than {least} {noun} allowed, has {len(value)}")
        if len(value) > most:
            yield Fault(pointer, f"no more than {most} {noun} allowed, has {len(value)}")
        for place, part in enumerate(value):
            yield from item(part, at(pointer, place))

    return check


def shape(required: Mapping[str, Check], optional: Mapping[str, Check] | None = None) -> Check:
    """Take an object with these fields (`type` is left to `variant`) and no others."""
    known = {**required, **(optional or {})}

    def check(value: Any, pointer: str) -> Iterator[Fault]:
        if not isinstance(value, Mapping):
            yield Fault(pointer, "must be an object")
            return
        for name in required:
            if value.get(name) is None:
                yield Fault(pointer, f"missing required field: {name}")
        for name, part in value.items():
            if name in known:
                if part is not None:
                    yield from known[name](part, at(pointer, name))
            elif name != "type":
                yield Fault(at(pointer, name), f"no such field: {name}")

    return check


def variant(noun: str, kinds: Mapping[str, Check]) -> Check:
    """Take an object whose `type` is one of these, checked by that kind's own check."""

    def check(value: Any, pointer: str) -> Iterator[Fault]:
        if not isinstance(value, Mapping):
            yield Fault(pointer, "must be an object")
        elif not isinstance(value.get("type"), str):
            yield Fault(pointer, "missing required field: type")
        elif value["type"] not in kinds:
            yield Fault(at(pointer, "type"), f"unsupported type of {noun}: {value['type']}")
        else:
            yield from kinds[value["type"]](value, pointer)

    return check


def after(shape_check: Check, rule: Check) -> Check:
    """Ask `rule` only when the shape holds, so that it may rely on it."""

    def check(value: Any, pointer: str) -> Iterator[Fault]:
        faults = list(shape_check(value, pointer))
        yield from faults or rule(value, pointer)

    return check


def repeated(values: Iterable[str]) -> list[str]:
    """Say which values come more than once, each once and in order."""
    counts = Counter(values)
    return [value for value, count in counts.items() if count > 1]
