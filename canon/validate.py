"""One file of a canon, checked against format 1: located YAML in, the format's model or its faults out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from canon.cursor import Cursor
from canon.faults import Fault, nearest
from canon.keys import ROW_LISTS
from canon.rules import broken_rules
from canon.yaml_text import Listing, Node, Scalar, Spot, Table, misread, step

if TYPE_CHECKING:
    from pydantic import BaseModel
    from pydantic_core import ErrorDetails

    from canon.format import CanonFile

_KEY = "[key]"


@dataclass(frozen=True, slots=True)
class Source:
    """One file that fits the format."""

    cursor: Cursor
    spec: CanonFile


def validate(root: Cursor, faults: list[Fault]) -> Source | None:
    """Fit one file's YAML to the format; every fault found is added, and then nothing is returned."""
    from pydantic import ValidationError

    from canon.format import CanonFile

    before = len(faults)
    faults.extend(broken_rules(root))
    data = _plain(root, faults)
    try:
        spec = CanonFile.model_validate(data)
    except ValidationError as error:
        found = (_fault(root, detail) for detail in error.errors(include_url=False, include_input=False))
        faults.extend(fault for fault in found if fault)
        return None
    return Source(root, spec) if len(faults) == before else None


class _Misread:
    """Stands for a plain word that YAML takes for something else than a text or a number."""


def _plain(cursor: Cursor, faults: list[Fault]) -> Any:
    node = cursor.node
    if isinstance(node, Listing):
        return [_plain(cursor.at(place), faults) for place in range(len(node.items))]
    if isinstance(node, Table):
        return {key: _plain(cursor.at(key), faults) for key in node.items}
    return _scalar(cursor, node, faults) if isinstance(node, Scalar) else None


def _scalar(cursor: Cursor, node: Scalar, faults: list[Fault]) -> Any:
    if node.tag == "null":
        faults.append(cursor.fault(misread(node)))
        return None
    if node.tag not in ("int", "float"):
        return node.text if node.tag == "str" else _Misread()
    try:
        return int(node.text) if node.tag == "int" else float(node.text)
    except ValueError:
        return _Misread()


def _fault(root: Cursor, detail: ErrorDetails) -> Fault | None:
    """Turn one of pydantic's errors into a sentence at its place; nothing where an empty field was named already."""
    cursor, missing, spot = _find(root, detail["loc"])
    node = cursor.node
    if isinstance(node, Scalar) and node.tag == "null":
        return None
    path = step(cursor.path, missing) if missing else cursor.path
    return Fault(root.file, spot.line, spot.column, path, _sentence(detail, node, missing))


def _find(root: Cursor, loc: tuple[int | str, ...]) -> tuple[Cursor, str, Spot]:
    """Follow pydantic's path: the deepest field that is there, the key it lacks or should not have, the spot."""
    cursor, missing, spot = root, "", root.node.spot
    for key in _without_forms(loc):
        if key == _KEY:
            break
        node = cursor.node
        if isinstance(node, Table) and key not in node.items:
            return cursor, str(key), node.spot
        if isinstance(node, Table):
            spot = node.keys[str(key)].spot
        cursor = cursor.at(key)
        spot = spot if loc[-1] == _KEY else cursor.node.spot
    return cursor, missing, spot


def _without_forms(loc: tuple[int | str, ...]) -> list[int | str]:
    """Drop the names of the two forms a row can have, which pydantic puts after a row's place."""
    rows = [place for place in range(1, len(loc)) if loc[place - 1] in ROW_LISTS and isinstance(loc[place], int)]
    return [key for place, key in enumerate(loc) if place - 1 not in rows]


_EXPECTED = {
    "string_type": "a text",
    "float_type": "a number without quotes",
    "int_type": "a number without quotes",
    "finite_number": "a finite number",
    "list_type": "a list",
    "dict_type": "a mapping of fields",
    "model_type": "a mapping of fields",
    "model_attributes_type": "a mapping of fields",
}


def _sentence(detail: ErrorDetails, node: Node, missing: str) -> str:
    kind = detail["type"]
    if kind == "missing":
        return f"the field {missing!r} is missing; write it"
    if kind == "extra_forbidden":
        known = tuple(_model(detail["loc"]).model_fields)
        return f"the key {detail['loc'][-1]!r} is not known; {nearest(str(detail['loc'][-1]), known)}"
    if kind == "literal_error":
        return "this is not format 1, the only one known; write `format: 1`"
    if kind == "value_error":
        return f"the text {detail['ctx']['error']}"
    if kind == "string_type" and isinstance(node, Scalar):
        return misread(node)
    return f"{_EXPECTED[kind]} is expected here, not {_found(node)}"


def _found(node: Node) -> str:
    if isinstance(node, Listing):
        return "a list"
    return "a mapping" if isinstance(node, Table) else "a single value"


def _model(loc: tuple[int | str, ...]) -> type[BaseModel]:
    """Return the model whose key an unknown key was taken for."""
    from canon import format as form

    names = [key for key in loc[:-1] if isinstance(key, str)]
    if not names:
        return form.CanonFile
    if any(name in ROW_LISTS for name in names):
        return form.RowSpec
    last: dict[str, type[BaseModel]] = {
        "canon": form.CanonSpec,
        "roles": form.RoleSpec,
        "rubric": form.RubricSpec,
        "skills": form.SkillSpec,
        "classifications": form.ClassificationSpec,
    }
    return last.get(names[-1]) or (form.LevelSpec if names[0] == "roles" else form.LevelFacts)
