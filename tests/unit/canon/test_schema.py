"""The JSON Schema is made from the models, and the packaged canon fits it."""

from __future__ import annotations

import importlib
import json
import runpy
from typing import Any

import pytest
import yaml

from canon.loader import packaged
from canon.schema import schema, schema_text

CANON = packaged().parent
jsonschema: Any = importlib.import_module("jsonschema")  # it has no types of its own


def _packaged() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load((packaged() / "account-executive.yaml").read_text("utf-8"))
    return read


def test_the_file_is_what_the_models_say() -> None:
    assert (CANON / "canon.schema.json").read_text("utf-8") == schema_text()


def test_the_module_prints_the_schema(capsys: pytest.CaptureFixture[str]) -> None:
    runpy.run_path(str(CANON / "schema.py"), run_name="__main__")
    assert json.loads(capsys.readouterr().out) == schema()


def test_the_packaged_canon_fits_the_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())
    jsonschema.validate(_packaged(), schema())


@pytest.mark.parametrize(
    "change",
    [{"format": 2}, {"rolez": []}, {"canon": {"name": "a"}}, {"levels": {"P4": {"label": None}}}, {"roles": [{}]}],
)
def test_the_schema_refuses_what_the_loader_refuses(change: dict[str, Any]) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(_packaged() | change, schema())
