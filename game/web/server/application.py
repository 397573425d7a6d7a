"""The class over HTTP: what a browser asks for, and what it may. The rules of a class stand in `class_room`.

Nothing here trusts a browser: bodies are bounded, forms carry a mark, names are words, and no path of a request is ever
looked up in the file system.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import parse_qsl

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from game.localisation.messages import gettext, in_language
from game.web.page_view import PageFrame
from game.web.pages import ASSETS, CONTENT_POLICY
from game.web.server import class_pages, tokens
from game.web.server.class_room import ClassRoom, Joined, Refusal
from game.web.server.class_store import PupilRow, StoreProblem

MOST_BYTES = 64_000
"""A longer body is refused."""
_BODY_SECONDS = 10.0
_PUPIL, _TEACHER = "eightwings_pupil", "eightwings_teacher"
_WEEK = 7 * 24 * 3600

HEADERS = {
    "content-security-policy": CONTENT_POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "x-frame-options": "SAMEORIGIN",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}
"""What every answer says."""


class _Refused(Exception):
    """A request that is not carried out, with its status."""

    def __init__(self, status: int, words: str) -> None:
        super().__init__(words)
        self.status = status


@dataclass(frozen=True)
class Site:
    """How the class is reached. `is_secure`: over HTTPS. `behind_proxy`: a proxy says from where somebody asks."""

    is_secure: bool = False
    behind_proxy: bool = False


def application(room: ClassRoom, site: Site | None = None) -> ASGIApp:
    """The class as an ASGI application."""
    host = _Host(room, site or Site())
    routes = [
        Route("/", host.guarded(host.door), methods=["GET"]),
        Route("/join", host.guarded(host.join), methods=["POST"]),
        Route("/back", host.guarded(host.come_back), methods=["POST"]),
        Route("/play", host.guarded(host.play), methods=["GET", "POST"]),
        Route("/word", host.guarded(host.word), methods=["POST"]),
        Route("/teacher", host.guarded(host.teacher), methods=["GET", "POST"]),
        Route("/teacher/{secret}", host.guarded(host.enter), methods=["GET"]),
        Route("/results.{kind}", host.guarded(host.results), methods=["GET"]),
        Route("/assets/{name}", host.guarded(host.asset), methods=["GET"]),
        Route("/health", host.guarded(host.health), methods=["GET"]),
    ]
    return _with_headers(Starlette(routes=routes))


class _Host:
    """Answers requests."""

    def __init__(self, room: ClassRoom, site: Site) -> None:
        self.room, self.site = room, site
        self._assets = {
            file.name: (file.read_bytes(), _TYPES[file.suffix])
            for folder in (ASSETS, class_pages.ASSETS)
            for file in folder.iterdir()
            if file.suffix in _TYPES
        }

    def guarded(self, answer: Callable[[Request], Awaitable[Response]]) -> Callable[[Request], Awaitable[Response]]:
        """The same, in the language of the class; what is refused becomes a page that says so."""

        async def safely(request: Request) -> Response:
            with in_language(self.room.language):
                try:
                    return await answer(request)
                except _Refused as refused:
                    return await self._say(request, str(refused), refused.status)
                except Refusal as refusal:
                    return await self._say(request, str(refusal), 409)
                except StoreProblem as problem:
                    self.room.tell(str(problem))
                    words = gettext("This could not be kept, so it was not done. Please try again.")
                    return await self._say(request, words, 503)

        return safely

    async def _say(self, request: Request, words: str, status: int) -> Response:
        return HTMLResponse(class_pages.message_page(self.room.story, words), status)

    # Pupils

    async def door(self, request: Request) -> Response:
        """The page where one joins, or comes back."""
        if await self._pupil(request) is not None:
            return _to("/play")
        return HTMLResponse(
            class_pages.door_page(self.room.story, tokens.read_code(request.query_params.get("code", "")))
        )

    async def join(self, request: Request) -> Response:
        """Let a pupil in."""
        form = await self._form(request)
        self._same_site(request)
        await run_in_threadpool(self._check_code, form.get("code", ""), self._who(request))
        joined = await run_in_threadpool(self.room.join, form.get("name", ""))
        return self._welcome(joined)

    async def come_back(self, request: Request) -> Response:
        """Let a pupil go on who was here before."""
        form = await self._form(request)
        self._same_site(request)
        who = self._who(request)
        await run_in_threadpool(self._check_code, form.get("code", ""), who)
        joined = await run_in_threadpool(self.room.come_back, form.get("name", ""), form.get("word", ""), who)
        return self._welcome(joined)

    def _check_code(self, typed: str, who: str) -> None:
        self.room.refuse_guessing(who)
        if not tokens.is_same(tokens.read_code(typed), self.room.row.code):
            self.room.count_guess(who)
            raise Refusal(gettext("There is no class with this code. Look at it once more."))

    def _welcome(self, joined: Joined) -> Response:
        if joined.word:
            response: Response = HTMLResponse(class_pages.word_page(self.room.story, joined.pupil.name, joined.word))
        else:
            response = _to("/play")
        self._remember(response, _PUPIL, joined.token)
        return response

    async def play(self, request: Request) -> Response:
        """The play of a pupil: what they sent, or what they see."""
        pupil = await self._pupil(request)
        if pupil is None:
            return _to("/")
        if request.method == "POST":
            form = await self._form(request)
            self._marked(form, request.cookies.get(_PUPIL, ""))
            where = await run_in_threadpool(self.room.take, pupil, form)
            return _to(f"/play{where}")
        row = await run_in_threadpool(lambda: self.room.row)
        frame = PageFrame(
            address="/play", assets="/assets/",
            fields=(("mark", self._mark(request.cookies.get(_PUPIL, ""))),),
            announcements=class_pages.announcements(row), is_paused=row.status != "open",
        )  # fmt: skip
        fragment = "eightwings-fragment" in request.headers
        page = await run_in_threadpool(
            partial(self.room.page, pupil, dict(request.query_params), frame, fragment=fragment)
        )
        return HTMLResponse(page, headers={"cache-control": "no-store"})

    async def word(self, request: Request) -> Response:
        """Tell a pupil a new word with which they come back."""
        pupil = await self._pupil(request)
        if pupil is None:
            return _to("/")
        self._marked(await self._form(request), request.cookies.get(_PUPIL, ""))
        word = await run_in_threadpool(self.room.new_word, pupil.id)
        return HTMLResponse(class_pages.word_page(self.room.story, pupil.name, word))

    async def _pupil(self, request: Request) -> PupilRow | None:
        return await run_in_threadpool(self.room.pupil_with, request.cookies.get(_PUPIL, ""))

    # The teacher

    async def enter(self, request: Request) -> Response:
        """Take the secret out of the address, and keep it in the teacher's browser."""
        who = f"teacher {self._who(request)}"
        await run_in_threadpool(self.room.refuse_guessing, who)
        secret = request.path_params["secret"]
        if not await run_in_threadpool(self.room.is_teacher, secret):
            await run_in_threadpool(self.room.count_guess, who)
            raise _Refused(404, gettext("There is no such page."))
        response = _to("/teacher")
        self._remember(response, _TEACHER, secret)
        return response

    async def teacher(self, request: Request) -> Response:
        """The teacher's page, and what is sent from it."""
        secret = await self._teacher(request)
        if request.method == "POST":
            form = await self._form(request)
            self._marked(form, secret)
            told = await run_in_threadpool(self._managed, form)
            if told is not None:
                return HTMLResponse(told, headers={"cache-control": "no-store"})
            return _to("/teacher")
        fragment = "eightwings-fragment" in request.headers
        page = await run_in_threadpool(
            partial(class_pages.teacher_page, self.room, self._mark(secret), fragment=fragment)
        )
        return HTMLResponse(page, headers={"cache-control": "no-store"})

    def _managed(self, form: Mapping[str, str]) -> str | None:
        """Do what the teacher wishes; a page to show, if there is one."""
        status = form.get("status")
        if status in ("open", "paused", "ended"):
            self.room.set_status(status)  # type: ignore[arg-type]
        elif "message" in form:
            self.room.announce(form["message"])
        elif "remove" in form:
            self.room.remove(form["remove"])
        elif "word" in form:
            pupil = self.room.pupil_by_id(form["word"])
            return class_pages.word_page(self.room.story, pupil.name, self.room.new_word(pupil.id), for_teacher=True)
        return None

    async def results(self, request: Request) -> Response:
        """Everything that was answered, as a file."""
        await self._teacher(request)
        kind = request.path_params["kind"]
        if kind not in class_pages.RESULT_FILES:
            raise _Refused(404, gettext("There is no such page."))
        content, media = await run_in_threadpool(class_pages.results_file, self.room, kind)
        named = f'attachment; filename="{self.room.story.id}-results.{kind}"'
        return Response(content, media_type=media, headers={"content-disposition": named, "cache-control": "no-store"})

    async def _teacher(self, request: Request) -> str:
        secret = request.cookies.get(_TEACHER, "")
        if not secret or not await run_in_threadpool(self.room.is_teacher, secret):
            raise _Refused(404, gettext("There is no such page."))
        return secret

    # What all need

    async def asset(self, request: Request) -> Response:
        """A style sheet or script. Only those that were there at the start are known; no path is looked up."""
        found = self._assets.get(request.path_params["name"])
        if found is None:
            return PlainTextResponse("", 404)
        content, media = found
        tag = f'"{hashlib.sha256(content).hexdigest()[:16]}"'
        if request.headers.get("if-none-match") == tag:
            return Response(status_code=304, headers={"etag": tag})
        return Response(content, media_type=media, headers={"etag": tag, "cache-control": "no-cache"})

    async def health(self, request: Request) -> Response:
        """Whether the store answers."""
        await run_in_threadpool(lambda: self.room.row)
        return PlainTextResponse("ok")

    async def _form(self, request: Request) -> dict[str, str]:
        """The fields that were sent. Raises _Refused for what is no form, too long, or too slow."""
        if not request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
            raise _Refused(415, gettext("This is not a form of the game."))
        body = b""
        try:
            async with asyncio.timeout(_BODY_SECONDS):
                async for chunk in request.stream():
                    body += chunk
                    if len(body) > MOST_BYTES:
                        raise _Refused(413, gettext("That is too long."))
        except TimeoutError as error:
            raise _Refused(408, gettext("That took too long.")) from error
        try:
            return dict(parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=200))
        except ValueError as error:
            raise _Refused(400, gettext("This is not a form of the game.")) from error

    def _same_site(self, request: Request) -> None:
        """Refuse a form that another site's page sends, before there is a mark to know it by."""
        site = request.headers.get("sec-fetch-site", "same-origin")
        if site not in ("same-origin", "none"):
            raise _Refused(403, gettext("This is not a form of the game."))

    def _marked(self, form: dict[str, str], token: str) -> None:
        if not tokens.is_same(form.pop("mark", ""), self._mark(token)):
            raise _Refused(403, gettext("This page is out of date. Open it again."))

    def _mark(self, token: str) -> str:
        return tokens.form_mark(self.room.csrf_key, tokens.digest(token))

    def _remember(self, response: Response, name: str, value: str) -> None:
        response.set_cookie(
            name, value, max_age=_WEEK * 26, httponly=True, samesite="strict", secure=self.site.is_secure, path="/"
        )

    def _who(self, request: Request) -> str:
        """The address from which something is tried."""
        if self.site.behind_proxy:
            forwarded = request.headers.get("x-forwarded-for", "").split(",")[-1].strip()
            if forwarded:
                return forwarded[:64]
        return request.client.host if request.client is not None else "unknown"


_TYPES = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}


def _to(where: str) -> Response:
    return RedirectResponse(where, 303)


def _with_headers(inner: ASGIApp) -> ASGIApp:
    """The application with the headers that every answer has."""
    added = [(name.encode(), value.encode()) for name, value in HEADERS.items()]

    async def outer(scope: Scope, receive: Receive, send: Send) -> None:
        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": [*_without_server(message.get("headers", ())), *added]}
            await send(message)

        await inner(scope, receive, with_headers if scope["type"] == "http" else send)

    return outer


def _without_server(headers: Any) -> Any:
    return [pair for pair in headers if pair[0].lower() != b"server"]
