"""The composition root: everything is put together here, once, and nowhere else."""

from __future__ import annotations

import threading
from collections.abc import Callable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from slack_bolt import App
from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient

from bot.clock import Clock, now
from bot.delivery.directory import ManyEmails, SlackDirectory
from bot.delivery.form_files import SlackFiles
from bot.delivery.groups import SlackGroups
from bot.delivery.home import HomePages
from bot.delivery.outbox import LEASE, Outbox
from bot.delivery.rendering import Rendering
from bot.errors import NotReady
from bot.jobs.beat import Beat
from bot.jobs.cycles import CycleJob
from bot.jobs.heartbeat import STALE, Heartbeat
from bot.jobs.leisure import Leisure
from bot.jobs.library import Followed, LibraryJob
from bot.listeners.all import register_all
from bot.listeners.answering import SLACK_PATIENCE
from bot.listeners.bolt import make_bolt
from bot.listeners.listed_people import PersonInTheList
from bot.listeners.people_command import PeopleCommand
from bot.listeners.people_import import PeopleImport
from bot.services.agreeing import Agreeing
from bot.services.all import Services
from bot.services.answering import Answering
from bot.services.assembling import Assembling
from bot.services.autosave import Autosave, Later, on_a_timer
from bot.services.closing import Closing
from bot.services.cycles.all import CycleServices, cycle_services
from bot.services.desk import Desk
from bot.services.homes import Homes
from bot.services.importing import Importing
from bot.services.listed_people import ListedPeople
from bot.services.listed_roles import ListedRoles
from bot.services.moving import Moving
from bot.services.offices import Holders, Offices
from bot.services.people import People
from bot.services.postbox import Postbox
from bot.services.privacy import Privacy
from bot.services.publishing import Publishing
from bot.services.role_changes import RoleTextChanges
from bot.services.role_texts import RoleTexts
from bot.services.roles import Roles
from bot.services.roster import Roster
from bot.services.settling import Settling
from bot.services.sharing import Sharing
from bot.services.sheets import Sheets
from bot.services.standing_in import StandingIn
from bot.services.succession import Succession
from bot.services.summaries import Summaries
from bot.services.text_telling import TextTelling
from bot.services.title_roles import TitleRoles
from bot.services.viewing import Viewing
from bot.services.wishes import Wishes
from bot.settings import Settings
from bot.views.receipt import printed_text
from canon.model import Library
from db.engine import Database
from db.facts import OfficeKind

COMMAND = "/goals"


@dataclass(frozen=True, repr=False)  # everything hangs on it: as text it would be hundreds of megabytes
class Goalframe:
    """The whole application, ready to be served."""

    bolt: App
    services: Services
    outbox: Outbox
    heartbeat: Heartbeat
    leisure: Leisure
    database: Database
    team_id: str
    library: LibraryJob | None = None

    def start(self) -> None:
        self.leisure.begin()
        self.heartbeat.start()

    def ready(self) -> str:
        """Raise an exception where the app can't serve: no database, or no heartbeat; else say what is not well."""
        self.database.check()
        if self.heartbeat.age > STALE:
            raise NotReady
        return self.library.trouble if self.library else ""

    def reread(self) -> None:
        """Load the role library anew, in a thread of its own, where its files are followed."""
        if self.library:
            threading.Thread(target=self.library.now, name="role library", daemon=True).start()

    def stop(self) -> None:
        """End in order: what was typed is written, what is due is sent, then the database is closed."""
        self.services.autosave.finish_all()
        self.heartbeat.wake()
        self.heartbeat.stop()
        self.database.close()


@dataclass(frozen=True)
class _Identity:
    """Who the app is in the workspace; asked for once, at the start."""

    team_id: str
    bot_id: str
    bot_user_id: str
    token: str

    def result(self) -> AuthorizeResult:
        return AuthorizeResult(
            enterprise_id=None,
            team_id=self.team_id,
            bot_token=self.token,
            bot_id=self.bot_id,
            bot_user_id=self.bot_user_id,
        )


def build_app(
    settings: Settings,
    database: Database,
    library: Library,
    *,
    command: str = COMMAND,
    clock: Clock = now,
    later: Later = on_a_timer,
    lease: float = LEASE,
    followed: Followed | None = None,
) -> Goalframe:
    """Put the application together; asks Slack who it is, and refuses another workspace's database.

    `lease` is the seconds for which a sender has its posts to itself. `followed` are the library's files, where they
    are to be loaded anew when they change.

    Raises `slack_sdk.errors.SlackApiError` where Slack refuses the token, `db.errors.ForeignWorkspace` where the
    database is another workspace's.
    """
    client = WebClient(
        token=settings.bot_token, base_url=settings.slack_api_url, timeout=SLACK_PATIENCE, retry_handlers=[]
    )
    identity = _identify(client, settings.bot_token)
    _bind(database, identity.team_id, clock)
    directory = SlackDirectory(client, clock)
    waker = _Waker()
    people = People(database, directory, clock, settings.only)
    named: dict[OfficeKind, AbstractSet[str]] = {"organiser": settings.runners, "reader": settings.readers}
    offices = Offices(database, people, directory, clock, identity.team_id, named)
    runners, readers = Holders(offices, "organiser"), Holders(offices, "reader")
    desk = Desk(database, people, clock, waker, readers)
    roster = Roster(database, directory, clock, runners=runners, readers=readers)
    cycles = cycle_services(desk, SlackGroups(client), runners, settings.layout, settings.first_month)
    roles = Roles(library)
    agreeing = Agreeing(desk, Postbox(people), runners, command)
    services = _services(settings, desk, roster, offices, agreeing, cycles, roles, Autosave(later))
    home = HomePages(services, Homes(services.sheets, services.viewing, offices, services.texts, command))
    rendering = Rendering(services, database, home)
    pace = {"per_minute": settings.per_minute, "lease": lease}
    outbox = Outbox(client, database, rendering.by_kind(), clock, rendering.shown, **pace)
    job = CycleJob(desk, cycles, identity.team_id)
    leisure = Leisure(services, Summaries(desk, identity.team_id), job, identity.team_id)
    follow = LibraryJob(followed, roles, clock) if followed else None
    heartbeat = Heartbeat(
        roles.holding(Beat(job, outbox.send)), roles.holding(leisure), *((follow,) if follow else ())
    )
    waker.wake = heartbeat.wake
    bolt = make_bolt(client, identity.result, roles)
    importing = Importing(
        desk=desk,
        roster=roster,
        agreeing=agreeing,
        files=SlackFiles(client),
        lookup=lambda: ManyEmails(directory),
        organisers=runners,
        titles=services.title_roles,
    )
    one = PersonInTheList(ListedPeople(desk, importing, cycles.organising))
    people_words = PeopleCommand(PeopleImport(importing, later), one)
    register_all(bolt, services, home, identity.team_id, command, people_words)
    return Goalframe(bolt, services, outbox, heartbeat, leisure, database, identity.team_id, follow)


def _services(  # noqa: PLR0917 - what is made before is handed over
    settings: Settings,
    desk: Desk,
    roster: Roster,
    offices: Offices,
    agreeing: Agreeing,
    cycles: CycleServices,
    roles: Roles,
    autosave: Autosave,
) -> Services:
    """Put the services together."""
    postbox = Postbox(desk.people)
    versions = Publishing(desk, postbox)
    closing = Closing(desk, postbox, versions)
    texts = RoleTexts(desk, roles)
    viewing = Viewing(desk, Assembling(desk, texts))
    moving = Moving(desk, postbox, versions, closing)
    titles = TitleRoles(desk.database, roles, desk.clock)
    return Services(
        people=desk.people,
        sheets=Sheets(desk),
        roles=roles,
        autosave=autosave,
        sharing=Sharing(desk, postbox, versions, closing),
        settling=Settling(desk, postbox, versions),
        closing=closing,
        moving=moving,
        roster=roster,
        listed=ListedRoles(desk, roles, titles),
        title_roles=titles,
        offices=offices,
        agreeing=agreeing,
        cycles=cycles,
        succession=Succession(desk, cycles.organising.organisers, postbox, moving, roster, StandingIn(desk)),
        answering=Answering(desk, postbox, versions, printed_text),
        viewing=viewing,
        privacy=Privacy(desk, cycles.organising.runners),
        wishes=Wishes(desk.database, settings.layout),
        texts=texts,
        role_changes=RoleTextChanges(desk, texts, settings.offer_changes),
        text_telling=TextTelling(texts),
        clock=desk.clock,
        first_month=settings.first_month,
    )


class _Waker:
    """Ties services, made first, to the heartbeat, made last."""

    wake: Callable[[], None]

    def __call__(self) -> None:
        self.wake()


def _identify(client: WebClient, token: str) -> _Identity:
    found = client.auth_test()
    return _Identity(found["team_id"], found.get("bot_id") or "", found["user_id"], token)


def _bind(database: Database, team_id: str, clock: Clock) -> None:
    with database.writing() as uow:
        uow.workspaces.bind(team_id, clock())
        uow.commit()
