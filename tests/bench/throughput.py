"""Sixteen connections that send one command after the other, each with a name of its own, and time the answers."""

from __future__ import annotations

import hashlib
import hmac
import socket
import threading
import time
from dataclasses import dataclass
from typing import Self
from urllib.parse import urlencode, urlsplit

from bot.sandbox.deliveries import FORM

CONNECTIONS = 16
_HEAD = (
    b"POST /slack/events HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: %s\r\nContent-Length: %d\r\n"
    b"X-Slack-Request-Timestamp: %d\r\nX-Slack-Signature: v0=%s\r\n\r\n"
)


@dataclass(frozen=True)
class Command:
    """What is asked: who signs it, and its text."""

    secret: str
    team: str
    user: str
    text: str

    def start_of_body(self) -> bytes:
        """Return the form up to the name of the delivery, which comes last."""
        fields = {
            "team_id": self.team,
            "channel_id": "C0GENERAL",
            "user_id": self.user,
            "command": "/goals",
            "text": self.text,
            "response_url": "http://127.0.0.1:9/none",
            "trigger_id": "",
        }
        return urlencode(fields).encode()


@dataclass(frozen=True)
class Timing:
    """Answers a second, and the seconds that half and nearly all of them took at most."""

    rate: float
    p50: float
    p99: float

    def __str__(self) -> str:
        return f"{self.rate:7.0f} requests/s   p50 {self.p50 * 1000:6.2f} ms   p99 {self.p99 * 1000:6.2f} ms"


def measure(url: str, command: Command, seconds: float, run: str) -> Timing:
    """Keep all connections busy for some seconds."""
    spent: list[float] = []
    end = time.perf_counter() + seconds
    threads = [
        threading.Thread(target=_keep_asking, args=(url, command, end, f"{run}.{place}", spent))
        for place in range(CONNECTIONS)
    ]
    started = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took = time.perf_counter() - started
    spent.sort()
    assert spent, "no request was answered"
    return Timing(len(spent) / took, spent[len(spent) // 2], spent[int(len(spent) * 0.99) - 1])


def answer_of(url: str, command: Command) -> bytes:
    """Ask once."""
    with _Connection(url, command) as connection:
        return connection.ask(f"{time.time()}")


def _keep_asking(url: str, command: Command, end: float, name: str, spent: list[float]) -> None:
    count, mine = 0, []
    with _Connection(url, command) as connection:
        while (started := time.perf_counter()) < end:
            count += 1
            connection.ask(f"{name}.{count}")
            mine.append(time.perf_counter() - started)
    spent.extend(mine)


class _Connection:
    """One connection that costs the measuring machine as little as can be."""

    def __init__(self, url: str, command: Command) -> None:
        self._start, self._secret = command.start_of_body(), command.secret.encode()
        self._socket = socket.create_connection(("127.0.0.1", urlsplit(url).port or 0), timeout=10)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._socket.close()

    def ask(self, name: str) -> bytes:
        """Send the command under a name of its own; return the body of the answer."""
        body, stamp = self._start + name.encode(), int(time.time())
        signature = hmac.digest(self._secret, b"v0:%d:%s" % (stamp, body), hashlib.sha256).hex()
        self._socket.sendall(_HEAD % (FORM.encode(), len(body), stamp, signature.encode()) + body)
        return self._answer()

    def _answer(self) -> bytes:
        words = b""
        while b"\r\n\r\n" not in words:
            words += self._socket.recv(65536)
        head, _, body = words.partition(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 200"), head
        size = int(head.lower().split(b"content-length:")[1].split(b"\r\n")[0])
        while len(body) < size:
            body += self._socket.recv(65536)
        return body
