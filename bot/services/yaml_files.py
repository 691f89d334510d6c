"""YAML files of ours fitted to a pydantic model: every fault with its line, and how to mend it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, TypeVar

from bot.errors import GoalframeError
from canon.cursor import Cursor
from canon.faults import Fault
from canon.yaml_text import Listing, Node, Scalar, Table

if TYPE_CHECKING:
    from pydantic import BaseModel
    from pydantic_core import ErrorDetails

Model = TypeVar("Model", bound="BaseModel")


class FaultyFile(GoalframeError):
    """A file cannot be used as it is; every fault found is named with its file and line."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(set(faults)))
        super().__init__("\n".join(map(str, self.faults)))


def fitted(root: Cursor, model: type[Model], faults: list[Fault]) -> Model | None:
    """Fit a file's YAML to a model; without one, the faults are added."""
    from pydantic import ValidationError

    try:
        return model.model_validate(_plain(root.node))
    except ValidationError as error:
        faults.extend(_fault(root, each) for each in error.errors(include_url=False, include_input=False))
        return None


def _plain(node: Node) -> Any:
    """Return what a node holds; only whole numbers are more than text."""
    if isinstance(node, Listing):
        return [_plain(each) for each in node.items]
    if isinstance(node, Table):
        return {key: _plain(each) for key, each in node.items.items()}
    if isinstance(node, Scalar) and node.tag == "int" and node.text.lstrip("+-").isdigit():
        return int(node.text)
    return node.text if isinstance(node, Scalar) else None


def _fault(root: Cursor, detail: ErrorDetails) -> Fault:
    """Return one of pydantic's errors at the deepest field on its path that is there."""
    cursor, left = root, list(detail["loc"])
    while left and _has(cursor.node, left[0]):
        cursor = cursor.at(left.pop(0))
    if detail["type"] == "missing":
        return cursor.fault(f"the field {left[0]!r} is missing; write it")
    if detail["type"] == "extra_forbidden":
        return cursor.fault("this key is not known here; remove it")
    return cursor.fault(detail["msg"].removeprefix("Value error, "))


def _has(node: Node, key: str | int) -> bool:
    return isinstance(node, Listing) or (isinstance(node, Table) and key in node.items)
