"""A profile as JSON and back, without loss: a sheet keeps the text it was made with."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from canon.model import Fact, Place, Profile, Row

Json = dict[str, Any]
_FACTS = ("focus", "function", "label", "summary", "typical_experience")
_ROWS = ("core_outputs", "responsibilities", "components", "dimensions")
_PLACES = ("canon_place", "tag_place", "title_place", "code_place")
_WHERE = {"place", "name_place", "source_kind_place", *_PLACES}


def snapshot(profile: Profile) -> Json:
    """Return all that a profile holds, as JSON values."""
    values = asdict(profile)
    values["dimension_order"] = list(profile.dimension_order)
    for name in (*_ROWS, "former"):
        values[name] = [_row_values(row) for row in values[name]]
    if not profile.former:
        del values["former"]  # a hash made before there were any names the same text for ever
    return values


def restore(values: Mapping[str, Any]) -> Profile:
    """Return the profile of a snapshot."""
    made: Json = dict(values)
    made.update({name: _fact(values[name]) for name in _FACTS})
    made.update({name: tuple(_row(row) for row in values[name]) for name in _ROWS})
    made.update({name: _place(values[name]) for name in _PLACES})
    made["former"] = tuple(_row(row) for row in values.get("former", ()))
    made["dimension_order"] = tuple(values["dimension_order"])
    made["rubric"] = {column: _fact(fact) for column, fact in values["rubric"].items()}
    return Profile(**made)


def content_hash(profile: Profile) -> str:
    """Return the SHA-256, in hex, of what a profile says, wherever in its files it stands."""
    text = json.dumps(_content(snapshot(profile)), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _content(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _content(inner) for key, inner in value.items() if key not in _WHERE}
    return [_content(inner) for inner in value] if isinstance(value, list) else value


def _row_values(values: Json) -> Json:
    known = {name: value for name, value in values.items() if name != "canon_key" or value is not None}
    return known | {"details": list(values["details"])}


def _place(values: Mapping[str, Any] | None) -> Place | None:
    return Place(**values) if values else None


def _fact(values: Mapping[str, Any] | None) -> Fact | None:
    return Fact(values["text"], Place(**values["place"])) if values else None


def _row(values: Mapping[str, Any]) -> Row:
    made: Json = dict(values)
    for name in ("place", "name_place", "source_kind_place"):
        made[name] = _place(values[name])
    made["details"] = tuple(values["details"])
    return Row(**made)
