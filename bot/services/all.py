"""The services that listeners and jobs are given, put together once."""

from __future__ import annotations

from dataclasses import dataclass

from bot.clock import Clock
from bot.services.autosave import Autosave
from bot.services.people import People
from bot.services.roles import Roles
from bot.services.sheets import Sheets
from canon.frames import FrameName


@dataclass(frozen=True, slots=True)
class Services:
    """Everything that the product does, and the two choices of the company that it follows."""

    people: People
    sheets: Sheets
    roles: Roles
    autosave: Autosave
    clock: Clock
    layout: FrameName
    first_month: int
