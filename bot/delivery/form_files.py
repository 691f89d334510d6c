"""Files that people put into a form, read from Slack with the app's token and kept nowhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.errors import Refused, SlackSilent

if TYPE_CHECKING:
    import httpx

LARGEST = 10 * 1024 * 1024
"""Bytes of a file in a form; Slack's own limit."""
PATIENCE = 20.0
GONE = frozenset({"file_not_found", "file_deleted"})
NO_SCOPE = frozenset({"missing_scope", "access_denied", "not_allowed_token_type"})
NOT_THERE = "The file is not in Slack any more: put it in again."
NOT_ALLOWED = (
    "Goalframe may not read files here yet: whoever runs it has to add the scope files:read, and install again."
)
TOO_LARGE = "The file is larger than 10 MB: a list of people is not."
ELSEWHERE = "This file lies outside Slack: save it as a CSV file and put that in."


@dataclass(frozen=True)
class SlackFiles:
    """Reads files from Slack."""

    client: WebClient

    def read(self, file_id: str) -> bytes:
        """Return a file's bytes; raises `Refused` where it can't be read at all, `SlackSilent` without an answer."""
        try:
            file: dict[str, Any] = self.client.files_info(file=file_id)["file"]
        except SlackApiError as error:
            raise _meaning(str(error.response.get("error"))) from error
        except OSError as error:
            raise SlackSilent from error
        address = str(file.get("url_private_download") or file.get("url_private") or "")
        if file.get("is_external") or not self._is_slacks(address):
            raise Refused(ELSEWHERE)
        return self._download(address)

    def _is_slacks(self, address: str) -> bool:
        """Tell whether an address is Slack's own: nobody else is shown the token."""
        where, home = urlsplit(address), urlsplit(self.client.base_url)
        same = (where.scheme, where.netloc) == (home.scheme, home.netloc)
        return same or (where.scheme == "https" and str(where.hostname).endswith(".slack.com"))

    def _download(self, address: str) -> bytes:
        import httpx

        head, way = {"authorization": f"Bearer {self.client.token}"}, self.client.proxy
        try:
            with httpx.stream("GET", address, headers=head, timeout=PATIENCE, proxy=way, trust_env=False) as answer:
                if not answer.is_success:
                    raise Refused(NOT_THERE)
                return _limited(answer)
        except httpx.HTTPError as error:
            raise SlackSilent from error


def _limited(answer: httpx.Response) -> bytes:
    read = bytearray()
    for piece in answer.iter_bytes():
        read += piece
        if len(read) > LARGEST:
            raise Refused(TOO_LARGE)
    return bytes(read)


def _meaning(word: str) -> Refused | SlackSilent:
    if word in GONE:
        return Refused(NOT_THERE)
    return Refused(NOT_ALLOWED) if word in NO_SCOPE else SlackSilent()
