"""The names of the controls that lead to what the library says of roles.

`OPEN`, `PART` and `NEXT_LEVEL` carry a `RolePlace`, `COMPARE` and `PAIR` a `TwoRoles`. A colon and a word may follow,
so that one view can hold a control several times: match `^id(:|$)`.
"""

from __future__ import annotations

OPEN = "role:open"
PART = "role:part"
COMPARE = "role:compare"
PAIR = "role:pair"
NEXT_LEVEL = "role:next"
NEXT_WORDS = "What the next level adds"
ABOUT_WORDS = "About this role"
