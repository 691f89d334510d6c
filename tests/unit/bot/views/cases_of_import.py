"""The company's list from a file, and one line of it, before an organiser."""

from __future__ import annotations

from datetime import date
from typing import Any

from bot.facts.people_import import (
    CycleChange,
    CycleSeat,
    Imported,
    ImportPreview,
    ImportWish,
    ListedPerson,
    MissingColumns,
    SaidBefore,
)
from bot.views.import_columns import columns_modal
from bot.views.listed_person import listed_modal, saved_modal
from bot.views.people_import import done_modal, import_modal, preview_modal, waits_modal
from tests.unit.bot.views.case import Case
from tests.unit.bot.views.cycles import HOSTILE as HOSTILE_CYCLE

HOSTILE = HOSTILE_CYCLE.name
WISH = ImportWish("F0000001", everyone=True, columns=(("Vorgesetzter", "manager"),))
CYCLE = CycleChange("H1 2027 goals", ("Sam Okafor",), ("Tom Berg", "Eva Lind"), ("Priya Nair",))


def _preview(**parts: Any) -> tuple[ImportPreview]:
    told: dict[str, Any] = {
        "wish": WISH,
        "stamp": "0123456789abcdef",
        "new": ("Priya Nair",),
        "managers": ("Sam Okafor: Ana Ruiz → Eva Lind",),
        "other": ("Tom Berg: team, level",),
        "gone": (),
        "gone_of": 140,
        "unchanged": 137,
        "untitled": (),
        "faults": (),
        "unread": (),
        "cycles": (),
        "asks_number": False,
        "changes": True,
    }
    return (ImportPreview(**told | parts),)


def _nothing() -> dict[str, Any]:
    return {"new": (), "managers": (), "other": (), "changes": False}


def _many(count: int, words: str = "Person") -> tuple[str, ...]:
    return tuple(f"{words} {number:03}" for number in range(count))


def _person(**parts: Any) -> tuple[ListedPerson]:
    told: dict[str, Any] = {
        "user_id": "U_SAM",
        "name": "Sam Okafor",
        "manager": "U_ANA",
        "coming": "",
        "stand_in": "",
        "stand_in_until": None,
        "last_day": None,
        "away_until": None,
        "team": "Sales",
        "country": "DE",
        "reports": 0,
        "cycles": (),
    }
    return (ListedPerson(**told | parts),)


def _busy() -> dict[str, Any]:
    seats = tuple(CycleSeat(f"cycle-{number}", f"Cycle {number}", bool(number % 2)) for number in range(12))
    days = {"stand_in_until": date(2027, 3, 1), "last_day": date(2027, 6, 30), "away_until": date(2027, 1, 12)}
    return {"coming": "Eva Lind", "stand_in": "U_TOM", "reports": 7, "cycles": seats, **days}


CASES = (
    Case("import-form", import_modal),
    Case("import-waits", waits_modal, lambda: ("Reading the file …",)),
    Case(
        "import-columns",
        columns_modal,
        lambda: (
            MissingColumns(WISH, person=True, manager=True, email=True, headings=("Adresse", "Chefin", "x" * 90)),
        ),
    ),
    Case(
        "import-columns-manager-alone",
        columns_modal,
        lambda: (MissingColumns(WISH, person=False, manager=True, email=True, headings=_many(150, "Column")),),
    ),
    Case(
        "import-columns-none",
        columns_modal,
        lambda: (MissingColumns(WISH, person=True, manager=True, email=True, headings=()),),
    ),
    Case(
        "import-columns-hostile",
        columns_modal,
        lambda: (MissingColumns(WISH, person=False, manager=True, email=False, headings=(HOSTILE[:70], "b")),),
    ),
    Case(
        "import-columns-asked-anew",
        columns_modal,
        lambda: (
            MissingColumns(
                WISH,
                person=True,
                manager=True,
                email=True,
                headings=("Nr", "Adresse", "Chefin", "Vorgesetzter", "x" * 90),
                present=(("Nr", "employee id"), ("Vorgesetzter", "manager"), ("Chefin", "manager e-mail")),
            ),
        ),
    ),
    Case(
        "import-columns-put-aside",
        columns_modal,
        lambda: (
            MissingColumns(
                ImportWish("F0000001", columns=(("E-Mail", ""),)),
                person=True,
                manager=False,
                email=False,
                headings=("E-Mail",),
            ),
        ),
    ),
    Case("import-preview", preview_modal, lambda: _preview(cycles=(CYCLE,))),
    Case("import-preview-plain", preview_modal, lambda: _preview(wish=ImportWish("F0000001"))),
    Case(
        "import-preview-unread",
        preview_modal,
        lambda: _preview(wish=ImportWish("F0000001"), unread=("Stellenbezeichnung",)),
    ),
    Case(
        "import-preview-as-you-said",
        preview_modal,
        lambda: _preview(wish=ImportWish("F0000001"), said_before=(SaidBefore("Vorgesetzter", "manager", own=True),)),
    ),
    Case(
        "import-preview-as-others-said",
        preview_modal,
        lambda: _preview(
            said_before=(
                SaidBefore("Vorgesetzter", "manager", "Li Chen"),
                SaidBefore("Adresse", "e-mail", "Li Chen"),
                SaidBefore(HOSTILE, "team", "Li Chen"),
            )
        ),
    ),
    Case(
        "import-preview-as-was-said",
        preview_modal,
        lambda: _preview(said_before=(SaidBefore("Vorgesetzter", "manager"),)),
    ),
    Case("import-preview-nothing", preview_modal, lambda: _preview(**_nothing())),
    Case(
        "import-preview-no-good-line",
        preview_modal,
        lambda: _preview(**_nothing() | {"unchanged": 0, "faults": ("Line 2: it has 3 cells.",)}),
    ),
    Case(
        "import-preview-many",
        preview_modal,
        lambda: _preview(
            new=_many(400),
            managers=_many(60, "Moved"),
            other=_many(60, "Changed"),
            gone=_many(30, "Gone"),
            untitled=_many(60, "Title"),
            faults=_many(60, "Line"),
            unread=_many(60, "Column"),
            cycles=(CYCLE, CycleChange("Q1", _many(40), _many(40), _many(40))),
            asks_number=True,
        ),
    ),
    Case(
        "import-preview-hostile",
        preview_modal,
        lambda: _preview(
            new=(HOSTILE,),
            managers=(HOSTILE,),
            gone=(HOSTILE,),
            faults=(HOSTILE,),
            unread=(HOSTILE,),
            cycles=(CycleChange(HOSTILE, (HOSTILE,), (HOSTILE,), (HOSTILE,)),),
        ),
    ),
    Case("import-done", done_modal, lambda: (Imported(140, (), ()),)),
    Case(
        "import-done-waiting",
        done_modal,
        lambda: (Imported(1, ("Sam Okafor: Eva Lind",), ("someone@demo.example",), 1),),
    ),
    Case("import-done-without-e-mails", done_modal, lambda: (Imported(140, (), (), 140),)),
    Case("listed-person", listed_modal, _person),
    Case("listed-person-busy", listed_modal, lambda: _person(**_busy())),
    Case("listed-person-hostile", listed_modal, lambda: _person(name=HOSTILE, team=HOSTILE, coming=HOSTILE)),
    Case("listed-person-saved", saved_modal, _person),
    Case("listed-person-saved-busy", saved_modal, lambda: _person(**_busy())),
)
