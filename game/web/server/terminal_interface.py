"""The class for terminals: JSON over HTTP, with a token in the header `Authorization`.

    POST /api/class   {code}              what is played: {pack, title, fingerprint, language, status}
    POST /api/join    {code, name}        {token, word, name, language}; with the language wished for, if any
    POST /api/back    {code, name, word}  {token, word: "", name, language}; the same
    GET  /api/play                        {id, seed, stream, steps, status, announcements}
    POST /api/steps   {play, at, steps}   {at, announcements}: so many steps are on disk now
    POST /api/anew    {play}              the same as /api/play, of another play

A refusal is {words, problem}, with the status of the kind. `problem` is `WentOn` where the play is not as the terminal
believes it to be. Steps are as in the file of a play; the server does each of them again and believes nothing of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from game.localisation.lists_numbers_dates import comma_list
from game.localisation.messages import gettext, use_language
from game.record.journal import Step
from game.record.play_file import CONFIDENCES
from game.support import limits
from game.web.server.class_pages import announcements
from game.web.server.class_room import ClassRoom, Joined
from game.web.server.class_rows import ClassPupil, PlayRow, TimedStep
from game.web.server.request_limits import STEPS_OF_PUPIL, RequestLimits
from game.web.server.request_refusals import Refusal, TooOften
from game.web.server.web_requests import RefusedRequest, Site, address_of, check_site, read_json

MOST_STEPS_BYTES = 1_000_000
"""Steps that are sent in one go take no more."""

_MOST_AT_ONCE = 1_000
_SMALL = 4_000


class TerminalInterface:
    """Answers terminals."""

    def __init__(self, room: ClassRoom, site: Site) -> None:
        self.room, self.site = room, site
        self._limits = RequestLimits()

    def routes(self) -> Iterable[tuple[str, str, Any]]:
        """Each path with its method and what answers there."""
        return (
            ("/api/class", "POST", self.about),
            ("/api/join", "POST", self.join),
            ("/api/back", "POST", self.come_back),
            ("/api/play", "GET", self.play),
            ("/api/steps", "POST", self.steps),
            ("/api/anew", "POST", self.anew),
        )

    def refused(self, words: str, status: int, problem: str) -> Response:
        """What is answered to what is refused."""
        return _answer({"words": words, "problem": problem}, status)

    async def about(self, request: Request) -> Response:
        """What the class plays, for a terminal that has to have the same."""
        asked = await self._asked(request)
        row = await run_in_threadpool(self.room.check_code, _words(asked, "code"), address_of(request, self.site))
        story = self.room.story
        return _answer(
            {
                "pack": story.id, "title": story.title, "fingerprint": story.fingerprint, "language": story.language,
                "status": row.status,
            }
        )  # fmt: skip

    async def join(self, request: Request) -> Response:
        """Let a pupil in."""
        asked, who = await self._asked(request), address_of(request, self.site)

        def join() -> Joined:
            self.room.check_code(_words(asked, "code"), who)
            return self.room.join(_words(asked, "name"), who, self._language(asked))

        return self._joined(await run_in_threadpool(join))

    async def come_back(self, request: Request) -> Response:
        """Let a pupil go on who was here before."""
        asked, who = await self._asked(request), address_of(request, self.site)

        def come_back() -> Joined:
            self.room.check_code(_words(asked, "code"), who)
            return self.room.come_back(_words(asked, "name"), _words(asked, "word"), who, self._language(asked))

        return self._joined(await run_in_threadpool(come_back))

    def _language(self, asked: dict[str, Any]) -> str:
        """The language that is wished for, empty for none. Raises Refusal where the class has it not."""
        if "language" not in asked:
            return ""
        wished, stories = _words(asked, "language"), self.room.stories
        if wished and not stories.has(wished):
            there = comma_list(f"{tag} ({called})" for tag, called in stories.languages.items())
            raise Refusal(gettext("The class can be played in these languages: {languages}.", languages=there))
        return wished

    def _joined(self, joined: Joined) -> Response:
        pupil = joined.pupil
        language = pupil.language or self.room.stories.language
        return _answer({"token": joined.token, "word": joined.word, "name": pupil.name, "language": language})

    async def play(self, request: Request) -> Response:
        """The play that goes on."""
        return await self._play(await self._pupil(request))

    async def _play(self, pupil: ClassPupil) -> Response:
        row, steps = await run_in_threadpool(self.room.open_play, pupil)
        said = await run_in_threadpool(lambda: self.room.row)
        return _answer({**_play_data(row, steps), "status": said.status, "announcements": announcements(said)})

    async def steps(self, request: Request) -> Response:
        """Carry out steps."""
        pupil = await self._pupil(request)
        asked = await self._asked(request, MOST_STEPS_BYTES)
        steps = asked.get("steps")
        if not isinstance(steps, list) or not 0 < len(steps) <= _MOST_AT_ONCE:
            raise RefusedRequest(400, gettext("This is no request of the game."))
        if not self._limits.allows(pupil.id, STEPS_OF_PUPIL, len(steps)):
            raise TooOften(gettext("That is too fast. Wait a moment, and try again."))
        read = [_step(each) for each in steps]
        at = await run_in_threadpool(
            self.room.do_steps, pupil, _words(asked, "play"), _number(asked.get("at")), read
        )  # fmt: skip
        row = await run_in_threadpool(lambda: self.room.row)
        return _answer({"at": at, "announcements": announcements(row)})

    async def anew(self, request: Request) -> Response:
        """Begin another play."""
        pupil = await self._pupil(request)
        asked = await self._asked(request)
        await run_in_threadpool(self.room.begin_anew, pupil, _words(asked, "play"))
        return await self._play(pupil)

    async def _asked(self, request: Request, most: int = _SMALL) -> dict[str, Any]:
        check_site(request.headers)
        return await read_json(request, most)

    async def _pupil(self, request: Request) -> ClassPupil:
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        pupil = None
        if scheme.lower() == "bearer":
            pupil = await run_in_threadpool(self.room.pupil_with, token.strip())
        if pupil is None:
            raise RefusedRequest(401, gettext("You are not in this class any more. Join it again."))
        use_language(self.room.spoken_to(pupil))  # as long as this request is answered
        return pupil


def _answer(data: dict[str, Any], status: int = 200) -> Response:
    return JSONResponse(data, status, {"cache-control": "no-store"})


def _play_data(row: PlayRow, steps: Iterable[TimedStep]) -> dict[str, Any]:
    kept = [{name: value for name, value in each.step._asdict().items() if value} for each in steps]
    return {"id": row.id, "seed": row.seed, "stream": row.stream, "steps": kept}


def _words(asked: dict[str, Any], field: str) -> str:
    value = asked.get(field)
    if not _is_words(value):
        raise RefusedRequest(400, gettext("This is no request of the game."))
    return str(value)


def _is_words(value: object) -> bool:
    """Whether it is text of a bearable length that every database takes."""
    return (
        isinstance(value, str)
        and len(value) <= limits.ANSWER_CHARACTERS * 4
        and not any(character == "\0" or "\ud800" <= character <= "\udfff" for character in value)
    )


def _number(value: object) -> int:
    if type(value) is not int or not 0 <= value < 10**9:
        raise RefusedRequest(400, gettext("This is no request of the game."))
    return value


def _step(given: object) -> Step:
    """A step as it was sent. Raises RefusedRequest for what is none."""
    if isinstance(given, dict) and given.keys() <= set(Step._fields):
        undo = given.get("undo", 0)
        texts = {name: value for name, value in given.items() if name != "undo"}
        if type(undo) is int and 0 <= undo < 10**9 and all(_is_words(value) for value in texts.values()):
            step = Step(**given)
            if step.confidence in ("", *CONFIDENCES) and (undo > 0) != bool(step.do or step.answer):
                return step
    raise RefusedRequest(400, gettext("This is no request of the game."))
