"""Serve a workspace on loopback: the Web API, response_urls, uploads, and the page."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
import threading
from types import TracebackType
from typing import Any, Self

import uvicorn
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from uvicorn.protocols.http.h11_impl import H11Protocol

from bot.sandbox import api, api_files, chat
from bot.sandbox.demo_time import DemoTime, Turn
from bot.sandbox.pages import page_routes
from bot.sandbox.refused import Refused
from bot.sandbox.workspace import Workspace

NOT_FOUND = 404
BAD_REQUEST = 400
START_SECONDS = 10.0


class Connections:
    """The open connections, so that one can be cut without an answer."""

    def __init__(self) -> None:
        self._open: dict[tuple[str, int], asyncio.Transport] = {}

    def protocol(self) -> type[H11Protocol]:
        """Give the server's protocol, which tells this object of its connections."""
        connections = self._open

        class Known(H11Protocol):
            def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
                connections[transport.get_extra_info("peername")[:2]] = transport
                super().connection_made(transport)

            def connection_lost(self, exc: Exception | None) -> None:
                connections.pop(self.transport.get_extra_info("peername")[:2], None)
                super().connection_lost(exc)

        return Known

    async def cut(self, request: Request) -> None:
        """Drop the connection of this request."""
        if request.client is not None:
            self._open[request.client.host, request.client.port].abort()
        await asyncio.sleep(0)


def sandbox_app(ws: Workspace, connections: Connections) -> Starlette:
    """Build the ASGI application of a workspace."""

    async def web_api(request: Request) -> Response:
        body = await request.body()
        head = request.headers
        token = head.get("authorization", "").removeprefix("Bearer ").strip()
        try:
            arguments = api.arguments_of(head.get("content-type", ""), body, request.url.query)
        except ValueError:
            return JSONResponse({"ok": False, "error": "invalid_json"})
        reply = await run_in_threadpool(api.call, ws, request.path_params["method"], arguments, token)
        await asyncio.sleep(reply.wait)
        if reply.cut:
            await connections.cut(request)
        return JSONResponse(reply.body, reply.status, reply.headers)

    async def response_url(request: Request) -> Response:
        body = await request.body()
        try:
            payload = api.arguments_of("json", body, "")
            await run_in_threadpool(chat.respond, ws, request.path_params["secret"], payload)
        except ValueError:
            return PlainTextResponse("invalid_payload", BAD_REQUEST)
        except Refused as refused:
            status = BAD_REQUEST if refused.messages else NOT_FOUND
            return JSONResponse({"ok": False, "error": refused.error}, status)
        return PlainTextResponse("ok")

    async def upload(request: Request) -> Response:
        found = request.path_params
        try:
            api_files.receive(ws, found["file"], found["secret"], await request.body())
        except Refused as refused:
            return PlainTextResponse(refused.error, BAD_REQUEST)
        return PlainTextResponse("OK")

    routes = [
        Route("/api/{method}", web_api, methods=["POST", "GET"]),
        Route("/response/{secret}", response_url, methods=["POST"]),
        Route("/upload/{file}/{secret}", upload, methods=["POST"]),
        *page_routes(ws),
    ]
    return Starlette(routes=routes)


class SandboxServer:
    """Run a workspace's server in a thread: `with SandboxServer(ws) as server: ... server.url`.

    With `on_clock` the page shows the time that it returns and can move it on; without, there is no clock on it.
    """

    def __init__(
        self,
        workspace: Workspace | None = None,
        *,
        host: str = "127.0.0.1",
        port: int = 0,
        on_clock: Turn | None = None,
    ) -> None:
        if not ipaddress.ip_address(host).is_loopback:
            raise ValueError(f"The sandbox listens on loopback only, not on {host}.")
        self.workspace = workspace or Workspace()
        self.workspace.demo_time = DemoTime(on_clock) if on_clock else None
        connections = Connections()
        self._socket = socket.create_server((host, port))
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # else each answer's body waits 40 ms
        self.port: int = self._socket.getsockname()[1]
        self.url = f"http://{host}:{self.port}"
        self.api_url = f"{self.url}/api/"
        self.workspace.url = self.url
        options: dict[str, Any] = {"log_config": None, "access_log": False, "lifespan": "off", "ws": "none"}
        config = uvicorn.Config(
            sandbox_app(self.workspace, connections),
            http=connections.protocol(),
            timeout_graceful_shutdown=1,
            **options,
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._run, name="sandbox", daemon=True)
        self._ready = threading.Event()

    def __enter__(self) -> Self:
        self._thread.start()
        if not self._ready.wait(START_SECONDS):
            raise RuntimeError("The sandbox did not start.")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.workspace.closing = True
        self.workspace.close()
        self._server.should_exit = True
        self._thread.join(START_SECONDS)
        self._socket.close()

    def _run(self) -> None:
        asyncio.run(self._serve())

    async def _serve(self) -> None:
        self._ready.set()
        await self._server.serve(sockets=[self._socket])
