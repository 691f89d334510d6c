"""A Slack that answers one sentence to every call, for what the embedded workspace never says."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer

WELL = b'{"ok": true, "team": "Demo company", "user": "goalframe"}'


@contextmanager
def slack_that_says(body: bytes, scopes: str | None = None, header: str = "x-oauth-scopes") -> Iterator[str]:
    """Run it; give the address of its Web API."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.send_response(200)
            if scopes is not None:
                self.send_header(header, scopes)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the standard library's name
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()
