"""The services that listeners and jobs are given, put together once."""

from __future__ import annotations

from dataclasses import dataclass

from bot.clock import Clock
from bot.services.agreeing import Agreeing
from bot.services.answering import Answering
from bot.services.autosave import Autosave
from bot.services.closing import Closing
from bot.services.cycles.all import CycleServices
from bot.services.listed_roles import ListedRoles
from bot.services.moving import Moving
from bot.services.offices import Offices
from bot.services.people import People
from bot.services.privacy import Privacy
from bot.services.role_changes import RoleTextChanges
from bot.services.role_texts import RoleTexts
from bot.services.roles import Roles
from bot.services.roster import Roster
from bot.services.settling import Settling
from bot.services.sharing import Sharing
from bot.services.sheets import Sheets
from bot.services.succession import Succession
from bot.services.text_telling import TextTelling
from bot.services.title_roles import TitleRoles
from bot.services.viewing import Viewing
from bot.services.wishes import Wishes


@dataclass(frozen=True, slots=True)
class Services:
    """Everything that the product does, and the first month of the company's year."""

    people: People
    sheets: Sheets
    roles: Roles
    autosave: Autosave
    sharing: Sharing
    settling: Settling
    closing: Closing
    moving: Moving
    roster: Roster
    listed: ListedRoles
    title_roles: TitleRoles
    offices: Offices
    agreeing: Agreeing
    cycles: CycleServices
    succession: Succession
    answering: Answering
    viewing: Viewing
    privacy: Privacy
    wishes: Wishes
    texts: RoleTexts
    role_changes: RoleTextChanges
    text_telling: TextTelling
    clock: Clock
    first_month: int
