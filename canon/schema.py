"""The JSON Schema of format 1, made from the models: `python -m canon.schema > canon/canon.schema.json`."""

from __future__ import annotations

import json
from typing import Any


def schema() -> dict[str, Any]:
    """Return the schema; a field that may be left out may not be empty."""
    from canon.format import CanonFile

    made: dict[str, Any] = _without_null(CanonFile.model_json_schema())
    made["title"] = "A canon of job roles, format 1"
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made}


def schema_text() -> str:
    """Return the schema as the file has it."""
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"


def _without_null(value: Any) -> Any:
    if isinstance(value, list):
        return [_without_null(inner) for inner in value]
    if not isinstance(value, dict):
        return value
    kept = {key: _without_null(inner) for key, inner in value.items() if not _is_noise(key, inner)}
    forms = [form for form in kept.get("anyOf", ()) if form != {"type": "null"}]
    if len(forms) == 1:
        kept.pop("anyOf")
        kept.update({key: inner for key, inner in forms[0].items() if key not in kept})
    return kept


def _is_noise(key: str, value: Any) -> bool:
    """Titles repeat the names, and null is no default that could be written."""
    return (key == "title" and isinstance(value, str)) or (key == "default" and value is None)


if __name__ == "__main__":
    import sys

    sys.stdout.write(schema_text())
