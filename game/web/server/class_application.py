"""The class over HTTP: its pages, and what is sent from them. The rules of a class stand in `class_room`."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Awaitable, Callable, Mapping
from functools import partial

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from game.learning.results.gradebook_files import NoSpreadsheets
from game.localisation.messages import gettext, in_language, use_language
from game.play.failing import explained_failure
from game.report.content_policies import CONTENT_POLICY
from game.web.page_view import PageFrame
from game.web.pages import ASSETS
from game.web.server import class_pages, tokens
from game.web.server.class_overview import ClassOverview
from game.web.server.class_room import ClassRoom, Joined
from game.web.server.class_rows import CLASS_STATUSES, ClassPupil, StoreProblem
from game.web.server.request_limits import OF_ADDRESS, OF_PUPIL, RequestLimits
from game.web.server.request_refusals import Gone, Refusal, TooOften
from game.web.server.terminal_interface import TerminalInterface
from game.web.server.web_requests import (
    Cookies,
    RefusedRequest,
    Site,
    address_of,
    check_site,
    read_form,
)

HEADERS = {
    "content-security-policy": CONTENT_POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "x-frame-options": "SAMEORIGIN",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}
"""What every answer says."""

RequestAnswer = Callable[[Request], Awaitable[Response]]

_SECONDS_TO_WAIT = "60"
_NO_STORE = {"cache-control": "no-store"}
_TYPES = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}
_SCRIPT = "/assets/news.js"


def application(room: ClassRoom, site: Site | None = None) -> ASGIApp:
    """The class as an ASGI application."""
    site = site or Site()
    host = _Host(room, site)
    terminals = TerminalInterface(room, site)
    routes = [
        Route("/", host.guarded(host.door), methods=["GET"]),
        Route("/join", host.guarded(host.join), methods=["POST"]),
        Route("/back", host.guarded(host.come_back), methods=["POST"]),
        Route("/play", host.guarded(host.play), methods=["GET", "POST"]),
        Route("/news", host.guarded(host.news), methods=["GET"]),
        Route("/word", host.guarded(host.word), methods=["POST"]),
        Route("/teacher", host.guarded(host.teacher), methods=["GET", "POST"]),
        Route("/teacher/{secret}", host.guarded(host.enter), methods=["GET"]),
        Route("/results.{kind}", host.guarded(host.results), methods=["GET"]),
        Route("/assets/{name}", host.guarded(host.asset), methods=["GET"]),
        Route("/health", host.guarded(host.health), methods=["GET"]),
        *(
            Route(path, host.guarded(answer, refused=terminals.refused), methods=[method])
            for path, method, answer in terminals.routes()
        ),
    ]
    handlers = {HTTPException: host.unknown}
    return _with_headers(Starlette(routes=routes, exception_handlers=handlers), site)  # type: ignore[arg-type]


class _Host:
    """Answers requests."""

    def __init__(self, room: ClassRoom, site: Site) -> None:
        self.room, self.site = room, site
        self.overview, self.cookies = ClassOverview(room), Cookies(room.id, room.csrf_key, site)
        self._limits = RequestLimits()
        self._assets = {
            file.name: (file.read_bytes(), _TYPES[file.suffix])
            for folder in (ASSETS, class_pages.CLASS_ASSETS)
            for file in folder.iterdir()
            if file.suffix in _TYPES
        }

    def guarded(
        self, answer: RequestAnswer, refused: Callable[[str, int, str], Response] | None = None
    ) -> RequestAnswer:
        """The same, in the language of the class. What is refused becomes an answer that says so.

        `refused` makes it of a sentence, a status, and the name of the kind of refusal; by default it is a page.
        """

        async def safely(request: Request) -> Response:
            with in_language(self.room.language):
                words, status, kind = "", 200, ""
                try:
                    if self._is_within_limits(request):
                        return await answer(request)
                    words, status = gettext("That is too fast. Wait a moment, and try again."), 429
                except RefusedRequest as problem:
                    words, status = str(problem), problem.status
                except TooOften as problem:
                    words, status = str(problem), 429
                except Gone as problem:
                    words, status = str(problem), 410
                except Refusal as problem:
                    words, status, kind = str(problem), 409, type(problem).__name__
                except StoreProblem as problem:
                    self.room.tell(str(problem))
                    words = gettext("This could not be kept, so it was not done. Please try again.")
                    status = 503
                except ClientDisconnect:
                    return Response(status_code=400)
                except Exception as error:
                    self.room.tell(explained_failure(None, error, "a request was answered"))
                    words, status = gettext("Something went wrong in the game. It has been noted."), 500
                response = refused(words, status, kind) if refused is not None else self._say(words, status, request)
                if status in (408, 413, 415):
                    response.headers["connection"] = "close"  # what is still being sent is not waited for
                if status in (429, 503):
                    response.headers["retry-after"] = _SECONDS_TO_WAIT if status == 429 else "2"
                return response

        return safely

    def _is_within_limits(self, request: Request) -> bool:
        token = request.cookies.get(self.cookies.pupil, "") or request.headers.get("authorization", "")
        return self._limits.allows(f"from {address_of(request, self.site)}", OF_ADDRESS) and (
            not token or self._limits.allows(tokens.secret_digest(token), OF_PUPIL)
        )

    def _say(self, words: str, status: int, request: Request) -> Response:
        back = (
            "/teacher" if request.url.path.startswith("/teacher") and self.cookies.teacher in request.cookies else "/"
        )
        return HTMLResponse(class_pages.message_page(self.room.story, words, back), status, _NO_STORE)

    async def unknown(self, request: Request, error: HTTPException) -> Response:
        """What is said where there is nothing."""
        with in_language(self.room.language):
            words = gettext("There is no such page.")
            return HTMLResponse(
                class_pages.message_page(self.room.story, words), error.status_code, dict(error.headers or {})
            )

    # Pupils

    async def door(self, request: Request) -> Response:
        """The page where one joins, or comes back."""
        if await self._pupil(request) is not None:
            return _to("/play")
        return await self._door(request, {name: request.query_params.get(name, "") for name in ("code", "language")})

    async def _door(self, request: Request, typed: Mapping[str, str], words: str = "", status: int = 200) -> Response:
        secret = request.cookies.get(self.cookies.door, "") or tokens.token()
        made = partial(class_pages.door_page, self.room, typed, self.cookies.mark(secret), words)
        page = await run_in_threadpool(made)
        response = HTMLResponse(page, status, _NO_STORE)
        self.cookies.keep(response, self.cookies.door, secret)
        return response

    async def join(self, request: Request) -> Response:
        """Let a pupil in."""
        form, who = await self._form_at_door(request), address_of(request, self.site)

        def join() -> Joined:
            self.room.check_code(form.get("code", ""), who)
            return self.room.join(form.get("name", ""), who, form.get("language", ""))

        return await self._let_in(request, form, join)

    async def come_back(self, request: Request) -> Response:
        """Let a pupil go on who was here before."""
        form, who = await self._form_at_door(request), address_of(request, self.site)

        def come_back() -> Joined:
            self.room.check_code(form.get("code", ""), who)
            return self.room.come_back(form.get("name", ""), form.get("word", ""), who, form.get("language", ""))

        return await self._let_in(request, form, come_back)

    async def _form_at_door(self, request: Request) -> dict[str, str]:
        check_site(request.headers)
        form = await read_form(request)
        self.cookies.check_mark(form, request.cookies.get(self.cookies.door, ""))
        stories = self.room.stories
        use_language(await run_in_threadpool(stories.spoken, stories.chosen(form.get("language", ""))))
        return form

    async def _let_in(self, request: Request, form: Mapping[str, str], let_in: Callable[[], Joined]) -> Response:
        try:
            joined = await run_in_threadpool(let_in)
        except (TooOften, Gone):
            raise
        except Refusal as refusal:
            return await self._door(request, form, str(refusal), 409)
        if joined.word:
            page = class_pages.word_page(self.room.story_of(joined.pupil), joined.pupil, joined.word)
            response: Response = HTMLResponse(page, headers=_NO_STORE)
        else:
            response = _to("/play")
        self.cookies.keep(response, self.cookies.pupil, joined.token)
        return response

    async def play(self, request: Request) -> Response:
        """The play of a pupil: what they sent, or what they see."""
        pupil = await self._pupil(request)
        if pupil is None:
            return _to("/")
        secret = request.cookies.get(self.cookies.pupil, "")
        if request.method == "POST":
            form = await read_form(request)
            self.cookies.check_mark(form, secret)
            where = await run_in_threadpool(self.room.take, pupil, form)
            return _to(f"/play{where}")
        fragment, query = "eightwings-fragment" in request.headers, dict(request.query_params)
        page = await run_in_threadpool(self._page, pupil, query, self.cookies.mark(secret), fragment)
        return HTMLResponse(page, headers=_NO_STORE)

    def _page(self, pupil: ClassPupil, query: Mapping[str, str], mark: str, fragment: bool) -> str:
        row = self.room.row
        frame = PageFrame(
            address="/play", assets="/assets/", fields=(("mark", mark),), scripts=(_SCRIPT,),
            announcements=class_pages.announcements(row), is_paused=row.status != "open",
        )  # fmt: skip
        return self.room.page(pupil, query, frame, fragment=fragment)

    async def news(self, request: Request) -> Response:
        """What the teacher says, for a page that asks now and then."""
        if await self._pupil(request) is None:
            raise Gone(gettext("You are not in this class any more."))
        row = await run_in_threadpool(lambda: self.room.row)
        news = {"announcements": class_pages.announcements(row), "paused": row.status != "open"}
        return JSONResponse(news, headers=_NO_STORE)

    async def word(self, request: Request) -> Response:
        """Tell a pupil a new word with which they come back."""
        pupil = await self._pupil(request)
        if pupil is None:
            return _to("/")
        self.cookies.check_mark(await read_form(request), request.cookies.get(self.cookies.pupil, ""))
        word = await run_in_threadpool(self.room.new_word, pupil.id)
        page = class_pages.word_page(self.room.story_of(pupil), pupil, word)
        return HTMLResponse(page, headers=_NO_STORE)

    async def _pupil(self, request: Request) -> ClassPupil | None:
        token = request.cookies.get(self.cookies.pupil, "")
        pupil = await run_in_threadpool(self.room.pupil_with, token) if token else None
        if pupil is not None:
            use_language(self.room.spoken_to(pupil))  # as long as this request is answered
        return pupil

    # The teacher

    async def enter(self, request: Request) -> Response:
        """Take the secret out of the address, and keep it in the teacher's browser."""
        who, secret = f"teacher {address_of(request, self.site)}", request.path_params["secret"]
        look = partial(self.room.guesses.found, who, lambda: self.room.is_teacher(secret) or None)
        if not await run_in_threadpool(look):
            raise RefusedRequest(404, gettext("There is no such page."))
        response = _to("/teacher")
        self.cookies.keep(response, self.cookies.teacher, secret)
        return response

    async def teacher(self, request: Request) -> Response:
        """The teacher's page, and what is sent from it."""
        secret = await self._teacher(request)
        if request.method == "POST":
            form = await read_form(request)
            self.cookies.check_mark(form, secret)
            done, told = await run_in_threadpool(self._managed, form)
            return HTMLResponse(told, headers=_NO_STORE) if told else _to(f"/teacher?after={done}")
        fragment, after = "eightwings-fragment" in request.headers, request.query_params.get("after", "")
        mark = self.cookies.mark(secret)
        made = partial(class_pages.teacher_page, self.overview, mark, after=after, fragment=fragment)
        return HTMLResponse(await run_in_threadpool(made), headers=_NO_STORE)

    def _managed(self, form: Mapping[str, str]) -> tuple[str, str]:
        """Do what the teacher wishes: what the page is told of it, and a page to show instead; both may be empty."""
        room = self.room
        status = next((known for known in CLASS_STATUSES if known == form.get("status")), None)
        if status is not None:
            room.set_status(status)
            return "status", ""
        if "message" in form:
            room.announce(form["message"])
            return "message", ""
        if "remove" in form:
            room.remove(form["remove"])
            return "remove", ""
        if "word" in form:
            pupil = room.pupil_by_id(form["word"])
            return "", class_pages.word_page(room.story, pupil, room.new_word(pupil.id), for_teacher=True)
        if form.get("delete") == room.id:
            room.delete()
            return "", class_pages.message_page(room.story, gettext("The class is deleted, with everything in it."))
        return "", ""

    async def results(self, request: Request) -> Response:
        """Everything that was answered, as a file."""
        await self._teacher(request)
        kind = request.path_params["kind"]
        if kind not in class_pages.RESULT_FILES:
            raise RefusedRequest(404, gettext("There is no such page."))
        try:
            book = await run_in_threadpool(self.overview.results)
            content, media = await run_in_threadpool(class_pages.results_file, book, kind)
        except NoSpreadsheets as problem:
            raise RefusedRequest(501, str(problem)) from problem
        name = re.sub(r"[^a-z0-9-]", "-", self.room.story.id)
        named = f'attachment; filename="{name}-results.{kind}"'
        return Response(content, media_type=media, headers={"content-disposition": named, **_NO_STORE})

    async def _teacher(self, request: Request) -> str:
        secret = request.cookies.get(self.cookies.teacher, "")
        if not secret or not await run_in_threadpool(self.room.is_teacher, secret):
            raise RefusedRequest(404, gettext("There is no such page."))
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
        return PlainTextResponse("ok", headers=_NO_STORE)


def _to(where: str) -> Response:
    return RedirectResponse(where, 303, _NO_STORE)


def _with_headers(inner: ASGIApp, site: Site) -> ASGIApp:
    """The application with the headers that every answer has. A request with two lengths is refused.

    Where a proxy believes the one length and a server the other, the rest is a request that the proxy has not seen;
    so the connection is closed behind it (RFC 9112, 6.1).
    """
    headers = {**HEADERS, "strict-transport-security": "max-age=15552000"} if site.is_secure else HEADERS
    added = [(name.encode(), value.encode()) for name, value in headers.items()]

    async def outer(scope: Scope, receive: Receive, send: Send) -> None:
        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": [*message.get("headers", ()), *added]}
            await send(message)

        lengths = {name for name, _ in scope.get("headers", ())} & {b"content-length", b"transfer-encoding"}
        asked = PlainTextResponse("", 400, {"connection": "close"}) if len(lengths) > 1 else inner
        await asked(scope, receive, with_headers if scope["type"] == "http" else send)

    return outer
