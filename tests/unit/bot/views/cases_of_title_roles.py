"""Job titles of a list that match no role, before an organiser."""

from __future__ import annotations

from dataclasses import replace

from bot.facts.people_import import ImportWish
from bot.facts.title_roles import KeptTitle, OpenTitle
from bot.views.people_import import place_of
from bot.views.state import encode
from bot.views.title_roles import role_options, title_roles_modal, titles_kept_modal
from canon.model import Role
from tests.unit.bot.making import PLACE, executive_role, fact, profile_of
from tests.unit.bot.views.case import Case
from tests.unit.bot.views.cycles import HOSTILE as HOSTILE_CYCLE

HOSTILE = HOSTILE_CYCLE.name
PREVIEW = encode(place_of(ImportWish("F0000001", everyone=True, columns=(("Vorgesetzter", "manager"),)), "01234567"))
TWO = (OpenTitle("Sr. AE", 12), OpenTitle("Chef", 1))
EXECUTIVE = "Account Executive / Field Sales"


def _many(count: int, words: str = "Title") -> tuple[OpenTitle, ...]:
    return tuple(OpenTitle(f"{words} {number:03}", 100 - number) for number in range(count))


def _longest() -> tuple[OpenTitle, ...]:
    """Return titles as long as a cell may be, in the signs that take the most room."""
    return tuple(OpenTitle(f"{number}" + '"' * 199, 1) for number in range(30))


def _of_one_name() -> tuple[Role, ...]:
    made = profile_of(1)
    roles = [Role(f"ROLE{number}", "Made", made.focus, (made,), PLACE) for number in (1, 2)]
    long = [replace(roles[0], id=f"{letter}" * 120, focus=fact("Keeper of promises " * 5)) for letter in "AB"]
    return (*roles, *long, executive_role())


CASES = (
    Case("title-roles", title_roles_modal, lambda: (PREVIEW, TWO)),
    Case("title-roles-first-of-many", title_roles_modal, lambda: (PREVIEW, _many(23))),
    Case("title-roles-next-of-many", title_roles_modal, lambda: (PREVIEW, _many(16), _many(3)[-1], 7)),
    Case("title-roles-last-of-many", title_roles_modal, lambda: (PREVIEW, _many(14), _many(13)[-1], 1)),
    Case("title-roles-longest", title_roles_modal, lambda: (PREVIEW, _longest())),
    Case("title-roles-hostile", title_roles_modal, lambda: (PREVIEW, (OpenTitle(HOSTILE, 3),))),
    Case("title-roles-none", title_roles_modal, lambda: (PREVIEW, ())),
    Case("title-roles-none-left", title_roles_modal, lambda: (PREVIEW, _many(3), _many(3)[-1], 2)),
    Case("title-roles-all-left", title_roles_modal, lambda: (PREVIEW, _many(2), _many(3)[-1])),
    Case("title-roles-kept", titles_kept_modal, lambda: ((KeptTitle("Sr. AE", EXECUTIVE),), 1)),
    Case(
        "title-roles-all-kept",
        titles_kept_modal,
        lambda: (tuple(KeptTitle(f"Title {number}" * 20, EXECUTIVE * 9) for number in range(10)), 0),
    ),
    Case("title-roles-kept-hostile", titles_kept_modal, lambda: ((KeptTitle(HOSTILE, HOSTILE),), 2)),
    Case("title-roles-nothing-kept", titles_kept_modal, lambda: ((), 12)),
    Case("title-roles-options", role_options, lambda: ((executive_role(),),)),
    Case("title-roles-options-of-one-name", role_options, lambda: (_of_one_name(),)),
    Case("title-roles-no-options", role_options, lambda: ((),)),
)
