"""As much of Slack's Socket Mode as shows that the app works by it: one connection, envelopes out, answers in."""

from __future__ import annotations

import base64
import hashlib
import json
import queue
import socket
import struct
import threading
from types import TracebackType
from typing import Any, Self

_MAGIC = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
_TEXT, _CLOSE, _PING, _PONG = 1, 8, 9, 10
_SHORT, _MEDIUM = 126, 127


class SocketModeSlack:
    """Accepts the app's connection, sends it payloads and collects its answers."""

    def __init__(self) -> None:
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.url = f"ws://127.0.0.1:{self._listening.getsockname()[1]}/link"
        self.answers: queue.Queue[dict[str, Any]] = queue.Queue()
        self.connected = threading.Event()
        self._link: socket.socket | None = None
        self._thread = threading.Thread(target=self._serve, name="socket-mode")

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        if self._link is not None:
            self._link.close()
        self._thread.join()

    def sends(self, kind: str, payload: dict[str, Any]) -> None:
        """Send the app one payload in its envelope."""
        envelope = {"envelope_id": "envelope-1", "type": kind, "accepts_response_payload": True, "payload": payload}
        assert self._link is not None
        self._link.sendall(_frame(_TEXT, json.dumps(envelope).encode()))

    def _serve(self) -> None:
        try:
            self._link, _ = self._listening.accept()
            with self._link.makefile("rb") as stream:
                self._shake_hands(stream)
                while self._take(stream):
                    pass
        except OSError:
            return

    def _shake_hands(self, stream: Any) -> None:
        key = b""
        while (line := stream.readline().strip()) != b"":
            name, _, value = line.partition(b":")
            key = value.strip() if name.lower() == b"sec-websocket-key" else key
        token = base64.b64encode(hashlib.sha1(key + _MAGIC, usedforsecurity=False).digest())
        head = b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        assert self._link is not None
        self._link.sendall(head + b"Sec-WebSocket-Accept: " + token + b"\r\n\r\n")
        self._link.sendall(_frame(_TEXT, b'{"type":"hello"}'))
        self.connected.set()

    def _take(self, stream: Any) -> bool:
        """Take one frame; False at the end of the connection."""
        head = stream.read(2)
        if len(head) < len(b"xx") or head[0] & 15 == _CLOSE:
            return False
        size = head[1] & 127
        if size == _SHORT:
            (size,) = struct.unpack(">H", stream.read(2))
        elif size == _MEDIUM:
            (size,) = struct.unpack(">Q", stream.read(8))
        mask = stream.read(4)
        words = bytes(byte ^ mask[place % 4] for place, byte in enumerate(stream.read(size)))
        if head[0] & 15 == _PING and self._link is not None:
            self._link.sendall(_frame(_PONG, words))
        if head[0] & 15 == _TEXT:
            self.answers.put(json.loads(words))
        return True


def _frame(kind: int, words: bytes) -> bytes:
    size = bytes([len(words)]) if len(words) < _SHORT else bytes([_SHORT]) + struct.pack(">H", len(words))
    return bytes([128 | kind]) + size + words
