"""`goalframe demo`: the real app in a made-up workspace, with a page to use it from."""

from __future__ import annotations

import signal
import tempfile
import threading
import webbrowser
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.demo_clock import DemoClock, demo_clock
from bot.cli.demo_company import furnish_company, whole_seed
from bot.cli.demo_story import STORY, furnish
from bot.cli.library import load_sources
from bot.cli.output import Refusal, say, tell
from bot.cli.run import listen, make_goalframe, make_server, web_of
from bot.sandbox.people import HR
from bot.settings import Settings, read_settings

if TYPE_CHECKING:
    from bot.sandbox.server import SandboxServer
    from bot.sandbox.workspace import Workspace
    from canon.sources import Sources


@click.command(epilog="Example: goalframe demo --port 8080 --data ./demo")
@click.option("--port", default=8765, show_default=True, type=click.IntRange(0, 65535), help="The page's port.")
@click.option("--data", type=click.Path(file_okay=False, path_type=Path), help="Keep everything in this folder.")
@click.option("--no-browser", is_flag=True, help="Do not open the browser.")
def demo(port: int, data: Path | None, no_browser: bool) -> None:  # noqa: FBT001 - click passes flags so
    """Try everything in a made-up workspace on this computer; no Slack account is needed.

    Nothing leaves the computer. Without --data everything is gone at the end.
    """
    with running_demo(port, data) as url:
        say(f"Open {url}  (Ctrl-C ends the demo)")
        if not no_browser:
            webbrowser.open(url)
        wait()


def wait() -> None:
    """Wait for Ctrl-C or SIGTERM."""
    ended = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: ended.set())
    ended.wait()


@contextmanager
def running_demo(port: int, data: Path | None) -> Iterator[str]:
    """Run the workspace and the app against each other; give the page's address."""
    from bot.sandbox.workspace import Workspace

    with ExitStack() as stack:
        folder = data or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="goalframe-demo-")))
        folder.mkdir(parents=True, exist_ok=True)
        clock = demo_clock(folder)
        workspace = Workspace(whole_seed(), story=STORY, folder=folder, clock=lambda: clock.clock().timestamp())
        server = stack.enter_context(_served(workspace, port, clock))
        settings = demo_settings(server, folder)
        workspace.connect(stack.enter_context(running_app(settings, clock, demo_roles(folder))))
        yield server.url


def _served(workspace: Workspace, port: int, clock: DemoClock) -> SandboxServer:
    from bot.sandbox.server import SandboxServer

    try:
        return SandboxServer(workspace, port=port, on_clock=clock.turn)
    except OSError as error:
        raise Refusal(f"Port {port} can't be used ({error.strerror}): name another with --port.") from None


def demo_settings(server: SandboxServer, folder: Path) -> Settings:
    """Return the demo's settings; nothing of the environment around it counts."""
    return replace(
        read_settings({}),
        bot_token=server.workspace.seed.bot_token,
        signing_secret=server.workspace.seed.signing_secret,
        slack_api_url=server.api_url,
        database_url=f"sqlite:///{folder / 'goalframe.db'}",
        runners=frozenset({HR.id}),
        readers=frozenset({HR.id}),
        offer_changes=True,
    )


def demo_roles(folder: Path) -> Sources:
    """Return the demo's roles: those in the folder's own `roles`, where it has them, else the packaged ones."""
    from canon.loader import examples, packaged
    from canon.sources import Sources

    own = folder / "roles"
    return Sources((own,) if own.is_dir() else (packaged(), examples()))


@contextmanager
def running_app(settings: Settings, clock: DemoClock, found: Sources) -> Iterator[str]:
    """Run the real app by its real HTTP endpoint, on the demo's clock and on these roles; give its address."""
    from bot.jobs.library import Followed

    followed = Followed(found, found.mark(), tell)
    goalframe = make_goalframe(settings, load_sources(found), clock=clock.clock, followed=followed)
    clock.wake = goalframe.heartbeat.wake
    furnish(goalframe)
    ended = threading.Event()
    others = threading.Thread(target=furnish_company, args=(goalframe, ended), name="demo-company")
    listening = listen("127.0.0.1", 0)
    server = make_server(web_of(goalframe, settings))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, name="demo-app")
    goalframe.start()
    thread.start()
    others.start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        ended.set()
        others.join()
        server.should_exit = True
        thread.join()
        listening.close()
        goalframe.stop()
