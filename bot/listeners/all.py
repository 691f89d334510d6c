"""Every listener, put together once."""

from __future__ import annotations

from slack_bolt import App

from bot.delivery.home import HomePages
from bot.delivery.receipts import StoredReceipts
from bot.listeners import trouble
from bot.listeners.agreeing import SecondOrganiser
from bot.listeners.answering_goals import AnsweringGoals
from bot.listeners.checking import Checking as LastPage
from bot.listeners.command import GoalsCommand
from bot.listeners.cycle_command import CycleCommand
from bot.listeners.cycle_following import CycleFollowing
from bot.listeners.cycles import CyclesInTheMaking
from bot.listeners.filling import Filling
from bot.listeners.gate import Gate
from bot.listeners.home import Home
from bot.listeners.listing import Listing
from bot.listeners.moving_goals import MovingGoals
from bot.listeners.offices import NamingPeople
from bot.listeners.people import ListOfPeople, PeopleEvents
from bot.listeners.people_command import PeopleCommand
from bot.listeners.reading import Reading
from bot.listeners.reminders import ReminderControls
from bot.listeners.roles import RoleCommand, RoleViews
from bot.listeners.several import Several
from bot.listeners.shared_goals import SharedGoals
from bot.listeners.sharing import SharingGoals
from bot.listeners.starting import Starting
from bot.listeners.text_changes import TextChanges
from bot.listeners.title_roles import RolesOfTitles
from bot.listeners.wishes import WishesForm
from bot.services.all import Services


def register_all(  # noqa: PLR0917 - what is made before is handed over
    bolt: App, services: Services, home: HomePages, team_id: str, command: str, people: PeopleCommand
) -> None:
    """Register every listener, the gate before them all."""
    trouble.register(bolt)
    bolt.use(Gate(services.people, team_id).check)
    starting, filling, wishes = Starting(services), Filling(services), WishesForm(services)
    making = CyclesInTheMaking(services)
    words, naming = CycleCommand(services, making), NamingPeople(services)
    about = RoleViews(services)
    meaning = RoleCommand(services, about)
    GoalsCommand(services, starting, wishes, Listing(services), words, meaning, naming, people).register(
        bolt, command
    )
    for listener in (
        starting,
        filling,
        wishes,
        naming,
        people,
        LastPage(services, filling),
        TextChanges(services, filling),
        Reading(services),
        about,
        Several(services),
        SharingGoals(services, filling),
        AnsweringGoals(services),
        SharedGoals(services, StoredReceipts(services.viewing)),
        MovingGoals(services, starting),
        ListOfPeople(services),
        Home(home),
        making,
        CycleFollowing(services, home, people.one.people),
        SecondOrganiser(services.agreeing),
        RolesOfTitles(people.taking.importing, services.title_roles, services.roles, people.taking.later),
        ReminderControls(services, home),
        PeopleEvents(services.people, team_id, services.clock),
    ):
        listener.register(bolt)
