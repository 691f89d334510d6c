"""The page's own endpoints: what is on a person's screen, and what their hands do."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from importlib import resources
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from bot.sandbox import deeds, page_state
from bot.sandbox.deliveries import NotConnectedError

if TYPE_CHECKING:
    from bot.sandbox.workspace import Workspace

Endpoint = Callable[[Request], Awaitable[Response]]
FORBIDDEN = 403
NOT_FOUND = 404
CONFLICT = 409
UNAVAILABLE = 503
POLL_SECONDS = 20.0
LOOK_SECONDS = 0.05
FILES = {
    "": ("index.html", "text/html"),
    "page.js": ("page.js", "text/javascript"),
    "blocks.js": ("blocks.js", "text/javascript"),
    "elements.js": ("elements.js", "text/javascript"),
    "text.js": ("text.js", "text/javascript"),
    "talk.js": ("talk.js", "text/javascript"),
    "story.js": ("story.js", "text/javascript"),
    "papers.js": ("papers.js", "text/javascript"),
    "files.js": ("files.js", "text/javascript"),
    "clock.js": ("clock.js", "text/javascript"),
    "page.css": ("page.css", "text/css"),
}
SAFE = {
    "Content-Security-Policy": "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}


def page_routes(ws: Workspace) -> list[Route]:
    """Give the routes of the page and of what it asks for."""

    async def static(request: Request) -> Response:
        name, kind = FILES[request.path_params.get("name", "")]
        content = (resources.files("bot.sandbox") / "page" / name).read_bytes()
        return Response(content, media_type=kind, headers=SAFE)

    async def state(request: Request) -> Response:
        query = request.query_params
        known = int(query.get("known", "-1"))
        end = time.monotonic() + POLL_SECONDS
        while ws.version == known and time.monotonic() < end and not ws.closing:  # noqa: ASYNC110 - changes come from threads
            await asyncio.sleep(LOOK_SECONDS)
        shown = await run_in_threadpool(page_state.state, ws, query.get("user", ""), query.get("tab", "page"))
        return JSONResponse(shown, headers=SAFE)

    async def act(request: Request) -> Response:
        asked = await request.json()
        try:
            answer = await run_in_threadpool(deeds.do, ws, asked)
        except LookupError:
            gone = {"error": "That is not there any more."}
            return JSONResponse(gone, CONFLICT)
        except NotConnectedError:
            starting = {"error": "The demo is still starting. Try again in a moment."}
            return JSONResponse(starting, UNAVAILABLE)
        return JSONResponse(answer, headers=SAFE)

    guarded = [
        ("/", static, "GET"),
        ("/page/state", state, "GET"),
        ("/page/do", act, "POST"),
        *_files(ws),
        *((f"/{name}", _named(static, name), "GET") for name in FILES if name),
    ]
    return [Route(path, _at_home(ws, endpoint), methods=[verb]) for path, endpoint, verb in guarded]


def _files(ws: Workspace) -> list[tuple[str, Endpoint, str]]:
    """Give the routes of files: a person's own, and the app's, who needs its token for it."""

    async def persons(request: Request) -> Response:
        try:
            found = ws.file(request.path_params["file"], request.query_params.get("user", ""))
        except LookupError:
            return PlainTextResponse("This file is not there for you.", NOT_FOUND)
        return Response(found.content, media_type="text/plain; charset=utf-8", headers=SAFE)

    async def apps(request: Request) -> Response:
        found = ws.uploads.get(request.path_params["file"])
        if found is None or found.secret != request.path_params["secret"] or found.content is None:
            return PlainTextResponse("This file is gone.", NOT_FOUND)
        if request.headers.get("authorization") != f"Bearer {ws.seed.bot_token}":
            return PlainTextResponse("Slack shows this to whoever has a token.", FORBIDDEN)
        return Response(found.content, media_type="text/plain; charset=utf-8", headers=SAFE)

    return [("/page/files/{file}", persons, "GET"), ("/files/{file}/{secret}", apps, "GET")]


def _named(endpoint: Endpoint, name: str) -> Endpoint:
    async def named(request: Request) -> Response:
        request.path_params["name"] = name
        return await endpoint(request)

    return named


def _at_home(ws: Workspace, endpoint: Endpoint) -> Endpoint:
    async def guarded(request: Request) -> Response:
        if not _comes_from_here(ws, request):
            return PlainTextResponse("This page answers only to itself, on this computer.", FORBIDDEN)
        return await endpoint(request)

    return guarded


def _comes_from_here(ws: Workspace, request: Request) -> bool:
    port = ws.url.rpartition(":")[2]
    homes = {f"127.0.0.1:{port}", f"localhost:{port}", f"[::1]:{port}"}
    origin = request.headers.get("origin")
    local = request.headers.get("host") in homes
    return local and (origin is None or origin.removeprefix("http://") in homes)
