"""What a request brings, and what it may: bounded bodies, marks against forged forms, who it is that asks.

Nothing here trusts a browser: names are words, and no path of a request is ever looked up in the file system.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import Response

from game.localisation.messages import gettext
from game.web.server import tokens

MOST_FORM_BYTES = 64_000
"""A longer body is refused."""
BODY_SECONDS = 10.0
"""So long a body may take to arrive."""

_HALF_A_YEAR = 26 * 7 * 24 * 3600


class RefusedRequest(Exception):
    """A request that is not carried out, with its status."""

    def __init__(self, status: int, words: str) -> None:
        super().__init__(words)
        self.status = status


@dataclass(frozen=True)
class Site:
    """How the class is reached. `is_secure`: over HTTPS. `behind_proxy`: a proxy says from where somebody asks."""

    is_secure: bool = False
    behind_proxy: bool = False


async def read_body(request: Request, media_type: str, most: int = MOST_FORM_BYTES) -> bytes:
    """What was sent, of this media type. Raises RefusedRequest for another, for too much of it, and when it is slow."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != media_type:
        raise RefusedRequest(415, gettext("This is not a form of the game."))
    body = bytearray()
    try:
        async with asyncio.timeout(BODY_SECONDS):
            async for chunk in request.stream():
                body += chunk
                if len(body) > most:
                    raise RefusedRequest(413, gettext("That is too long."))
    except TimeoutError as error:
        raise RefusedRequest(408, gettext("That took too long.")) from error
    return bytes(body)


async def read_form(request: Request) -> dict[str, str]:
    """The fields that were sent. Raises RefusedRequest for what is no form, or as `read_body` does."""
    body = await read_body(request, "application/x-www-form-urlencoded")
    try:
        return dict(parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=200))
    except ValueError as error:
        raise RefusedRequest(400, gettext("This is not a form of the game.")) from error


async def read_json(request: Request, most: int) -> dict[str, Any]:
    """The JSON object that was sent. Raises RefusedRequest for what is none, or as `read_body` does."""
    body = await read_body(request, "application/json", most)
    try:
        data = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise RefusedRequest(400, gettext("This is no request of the game.")) from error
    if not isinstance(data, dict):
        raise RefusedRequest(400, gettext("This is no request of the game."))
    return data


class Cookies:
    """The cookies of one class: several can be served under one name of a machine, at different ports.

    `door` marks a browser that has seen the page where one joins.
    """

    def __init__(self, class_id: str, csrf_key: str, site: Site) -> None:
        ending = f"_{class_id[:8]}"
        self.pupil, self.teacher, self.door = f"pupil{ending}", f"teacher{ending}", f"door{ending}"
        self._key, self._is_secure = csrf_key, site.is_secure

    def keep(self, response: Response, name: str, value: str) -> None:
        """Let a browser keep this. It is sent along when a link leads here, and not with a form of another site."""
        response.set_cookie(
            name, value, max_age=_HALF_A_YEAR, httponly=True, samesite="lax", secure=self._is_secure, path="/"
        )

    def mark(self, secret: str) -> str:
        """What a form of a browser with this secret carries."""
        return tokens.form_mark(self._key, tokens.secret_digest(secret))

    def check_mark(self, form: dict[str, str], secret: str) -> None:
        """Take the mark out of a form. Raises RefusedRequest where it is none of this browser's."""
        if not secret or not tokens.is_same(form.pop("mark", ""), self.mark(secret)):
            raise RefusedRequest(403, gettext("This page is out of date. Open it again."))


def check_site(headers: Mapping[str, str]) -> None:
    """Refuse what another site's page sends. Raises RefusedRequest. Browsers that do not say so are known by marks."""
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        raise RefusedRequest(403, gettext("This is not a form of the game."))


def address_of(request: Request, site: Site) -> str:
    """The address from which somebody asks."""
    if site.behind_proxy:
        # Some proxies add a line of their own behind those that a client made up, others a word to the last line.
        forwarded = ",".join(request.headers.getlist("x-forwarded-for")).rpartition(",")[2].strip()
        if forwarded:
            return forwarded[:64]
    return request.client.host if request.client is not None else "unknown"
