"""The floor: a bare Bolt app that acks with given bytes, served as our app is, in a process of its own.

`python bare.py API_URL TOKEN SECRET FILE` prints its port.
"""

from __future__ import annotations

import logging
import socket
import sys
from pathlib import Path

import anyio.to_thread
import uvicorn
from slack_bolt import Ack, App, BoltRequest, BoltResponse
from slack_sdk import WebClient
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

THREADS = 64


def bare_app(api_url: str, token: str, secret: str, answer: str) -> App:
    """Return a Bolt app with its own check of signatures that answers `/goals` with one message."""
    client = WebClient(token=token, base_url=api_url, retry_handlers=[])
    app = App(
        client=client,
        signing_secret=secret,
        process_before_response=True,
        logger=logging.getLogger("bare"),
    )

    @app.command("/goals")
    def goals(ack: Ack) -> None:
        ack.response = BoltResponse(status=200, body=answer, headers={"content-type": ["application/json"]})

    return app


def served(app: App) -> Starlette:
    """Return the ASGI app that dispatches in a thread pool."""
    limiters: list[anyio.CapacityLimiter] = []

    async def events(request: Request) -> Response:
        limiters[:] = limiters or [anyio.CapacityLimiter(THREADS)]
        asked = BoltRequest(body=(await request.body()).decode(), headers={**request.headers})
        said = await anyio.to_thread.run_sync(app.dispatch, asked, limiter=limiters[0])
        return Response(said.body, said.status, {name: values[0] for name, values in said.headers.items()})

    return Starlette(routes=[Route("/slack/events", events, methods=["POST"])])


def main() -> None:
    """Serve until the process is ended."""
    api_url, token, secret, file = sys.argv[1:]
    answer = Path(file).read_text(encoding="utf-8")
    listening = socket.create_server(("127.0.0.1", 0), backlog=2048)
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    sys.stderr.write(f"http://127.0.0.1:{listening.getsockname()[1]}\n")
    quiet = uvicorn.Config(
        served(bare_app(api_url, token, secret, answer)), log_level="warning", access_log=False, lifespan="off"
    )
    uvicorn.Server(quiet).run(sockets=[listening])


if __name__ == "__main__":
    main()
