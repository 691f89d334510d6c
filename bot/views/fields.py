"""What a view's fields hold, read from Slack's payload by the field's action id."""

from __future__ import annotations

from typing import Any


class Fields:
    """The state of a view; a field that is missing or was left empty reads as empty."""

    def __init__(self, view: dict[str, Any]) -> None:
        values = (view.get("state") or {}).get("values") or {}
        self._found = {action: value for block in values.values() for action, value in block.items()}
        self._blocks = [block for block in view.get("blocks", []) if block.get("type") == "input"]

    def __contains__(self, action: str) -> bool:
        return action in self._found

    def text(self, action: str) -> str:
        return self._get(action, "value") or ""

    def user(self, action: str) -> str:
        return self._get(action, "selected_user") or ""

    def users(self, action: str) -> tuple[str, ...]:
        return tuple(self._get(action, "selected_users") or ())

    def day(self, action: str) -> str:
        return self._get(action, "selected_date") or ""

    def option(self, action: str) -> str:
        return str((self._get(action, "selected_option") or {}).get("value", ""))

    def ticked(self, action: str) -> tuple[str, ...]:
        return tuple(option["value"] for option in self._get(action, "selected_options") or [])

    def files(self, action: str) -> tuple[str, ...]:
        """Return the ids of the files that were put in."""
        return tuple(str(file["id"]) for file in self._get(action, "files") or ())

    def shown(self, action: str) -> str:
        """Return what the view showed in a field when it was made."""
        elements = (block["element"] for block in self._blocks)
        element: dict[str, Any] = next((e for e in elements if e.get("action_id") == action), {})
        option = element.get("initial_option") or {}
        return str(element.get("initial_value") or element.get("initial_date") or option.get("value", ""))

    def block(self, action: str) -> str:
        """Return the id of the block that holds a field, the first field's where it is not there."""
        ids = [block["block_id"] for block in self._blocks if block["element"].get("action_id") == action]
        return next(iter([*ids, *(block["block_id"] for block in self._blocks)]), "")

    def actions(self, prefix: str) -> tuple[str, ...]:
        """Return what follows a prefix in the action ids of the view's fields, in the order of the screen."""
        every = (block["element"].get("action_id", "") for block in self._blocks)
        return tuple(action.removeprefix(prefix) for action in every if action.startswith(prefix))

    def _get(self, action: str, part: str) -> Any:
        return (self._found.get(action) or {}).get(part)
