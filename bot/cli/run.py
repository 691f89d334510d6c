"""`goalframe run`: the app against a real Slack workspace, by Socket Mode or HTTP."""

from __future__ import annotations

import os
import signal
import socket
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from bot.cli.library import load_sources, sources
from bot.cli.output import Refusal, tell
from bot.clock import Clock, now, use_pinned_zones

if TYPE_CHECKING:
    from starlette.applications import Starlette
    from uvicorn import Server

    from bot.app import Goalframe
    from bot.jobs.library import Followed
    from bot.settings import Settings
    from canon.model import Library

GRACE = 15
"""Seconds that requests may still take after a SIGTERM."""


@click.command(epilog="Example: SLACK_BOT_TOKEN=… SLACK_SIGNING_SECRET=… goalframe run --port 3000")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), help="The port to listen on; PORT, else 3000.")
@click.option("--command", default="/goals", show_default=True, help="The slash command, where /goals is taken.")
def run(host: str, port: int | None, command: str) -> None:
    """Run the app. Socket Mode when SLACK_APP_TOKEN is set, else HTTP at POST /slack/events.

    /healthz and /readyz answer in both. SIGTERM finishes what was accepted and ends with 0.

    Role files that change are loaded anew within half a minute; on SIGHUP at once, unless it runs in a terminal.
    Where they are faulty, the roles from before stay in use.
    """
    from bot.jobs.library import Followed

    settings = _settings()
    found = sources()
    followed = Followed(found, found.mark(), tell)
    goalframe = make_goalframe(settings, load_sources(found), command, followed=followed)
    serve(goalframe, settings, host, settings.port if port is None else port)


def _settings() -> Settings:
    from bot.errors import SettingsError
    from bot.settings import read_settings

    try:
        settings = read_settings(os.environ)
    except SettingsError as error:
        raise Refusal(error.sentence) from None
    if not settings.bot_token:
        raise Refusal("SLACK_BOT_TOKEN is not set: copy it from your Slack app under OAuth & Permissions.")
    if not (settings.signing_secret or settings.app_token):
        raise Refusal("Set SLACK_APP_TOKEN for Socket Mode, or SLACK_SIGNING_SECRET for HTTP.")
    return settings


def make_goalframe(
    settings: Settings,
    library: Library,
    command: str = "/goals",
    *,
    clock: Clock = now,
    followed: Followed | None = None,
) -> Goalframe:
    """Open the database and put the app together, or refuse with one sentence."""
    from slack_sdk.errors import SlackApiError

    from bot.app import build_app
    from db.engine import open_database
    from db.errors import StoreError
    from db.upgrade import upgrade

    use_pinned_zones()
    try:
        database = open_database(settings.database_url)
        upgrade(database)
        return build_app(settings, database, library, command=command, clock=clock, followed=followed)
    except StoreError as error:
        raise Refusal(str(error)) from None
    except SlackApiError as error:
        raise Refusal(f"Slack refuses SLACK_BOT_TOKEN: {error.response.get('error')}.") from None
    except OSError as error:
        raise Refusal(f"{settings.slack_api_url} does not answer: {type(error).__name__}.") from None


def serve(goalframe: Goalframe, settings: Settings, host: str, port: int) -> None:
    """Serve until SIGTERM or Ctrl-C, then finish what was accepted."""
    listening = listen(host, port)
    server = make_server(web_of(goalframe, settings))

    def end(*_: object) -> None:
        """Take a SIGTERM that comes before uvicorn listens to them; it raises its own once more at the end."""
        server.should_exit = True

    signal.signal(signal.SIGTERM, end)
    if hasattr(signal, "SIGHUP") and not _in_a_terminal():
        signal.signal(signal.SIGHUP, lambda *_: goalframe.reread())
    goalframe.start()
    disconnect: Callable[[], None] | None = None
    try:
        disconnect = _connect(goalframe, settings) if settings.app_token else None
        tell(f"Goalframe listens on http://{host}:{listening.getsockname()[1]}.")
        server.run(sockets=[listening])
    finally:
        if disconnect is not None:
            disconnect()
        goalframe.stop()


def _in_a_terminal() -> bool:
    """Tell whether a closed window would send a SIGHUP, which then is to end the program."""
    return sys.stdin is not None and sys.stdin.isatty()


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens, or refuse with what to do."""
    try:
        listening = socket.create_server((host, port), backlog=2048)
        # An answer's head and body are two writes: without this the second waits for the first one's receipt, 40 ms.
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    except OSError as error:
        raise Refusal(f"Port {port} on {host} can't be used ({error.strerror}): name another with --port.") from None
    return listening


def make_server(app: Starlette) -> Server:
    """Return a server of an ASGI app that gives open requests time when it is to stop."""
    from uvicorn import Config, Server

    quiet = {"log_level": "warning", "access_log": False, "lifespan": "off"}
    return Server(Config(app, timeout_graceful_shutdown=GRACE, **quiet))  # type: ignore[arg-type]


def web_of(goalframe: Goalframe, settings: Settings) -> Starlette:
    """Return the ASGI app: Slack's requests unless they come by Socket Mode, and health."""
    from bot.web import build_web

    bolt = None if settings.app_token else goalframe.bolt
    return build_web(bolt, settings.signing_secret, goalframe.ready)


def _connect(goalframe: Goalframe, settings: Settings) -> Callable[[], None]:
    """Connect by Socket Mode; return what ends it once its work is done."""
    from slack_bolt.adapter.socket_mode import SocketModeHandler
    from slack_sdk.errors import SlackApiError

    handler = SocketModeHandler(goalframe.bolt, settings.app_token)
    try:
        handler.connect()
    except SlackApiError as error:
        raise Refusal(f"Slack refuses SLACK_APP_TOKEN: {error.response.get('error')}.") from None
    tell("Goalframe is connected by Socket Mode. Run one process only: Slack spreads events over all of them.")

    def end() -> None:
        handler.client.message_workers.shutdown(wait=True)
        handler.close()

    return end
