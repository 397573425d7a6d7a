"""Asks the server of a class for a terminal: JSON over HTTP, see `game.web.server.terminal_interface`.

What a server answers is a stranger's: it is bounded, checked, and shown as words.
"""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Callable, Sequence
from http.client import HTTPException
from typing import Any, NamedTuple, TypeVar
from urllib.parse import urlsplit

from game.localisation.messages import gettext
from game.record.play_file import Step
from game.support.safe_text import safe_line

_SECONDS = 10.0
_MOST_BYTES = 20_000_000


class ClassProblem(Exception):
    """What was asked for is not possible; the message is a sentence for the player."""


class ClassUnreachable(ClassProblem):
    """Nobody knows whether it was done: no answer came, or none that can be understood."""


class PlayWentOn(ClassProblem):
    """The play is not where it was believed to be."""


class ClassInfo(NamedTuple):
    """What a class plays: the id of the pack, its title, fingerprint and language."""

    pack: str
    title: str
    fingerprint: str
    language: str


class Admission(NamedTuple):
    """Who has been let in: the name, and the word to come back with, empty where it is the one that was given.

    `language` is that of the story as they read it; empty: as the class has it.
    """

    name: str
    word: str
    language: str


class PlayInClass(NamedTuple):
    """A play as the class has it, and what the teacher says to all."""

    id: str
    seed: int
    stream: str
    steps: tuple[Step, ...]
    announcements: tuple[str, ...]


class ClassClient:
    """Talks to the server at an address such as `192.168.1.5:8080` or `https://class.example/?code=…`.

    Raises ClassProblem where the address is none.
    """

    def __init__(self, address: str) -> None:
        parts = urlsplit(address if "://" in address else f"http://{address}")
        if parts.scheme not in ("http", "https") or not parts.netloc:
            raise ClassProblem(
                gettext(
                    "“{address}” is no address of a class, such as http://192.168.1.5:8080.", address=safe_line(address)
                )
            )
        self.address = f"{parts.scheme}://{parts.netloc}"
        self._token = ""

    def about(self, code: str) -> ClassInfo:
        """What the class with this code plays. Raises ClassProblem."""
        answer = self._ask("POST", "/api/class", {"code": code})
        return _checked(lambda: ClassInfo(*(_words(answer[field]) for field in ClassInfo._fields)))

    def join(self, code: str, name: str, language: str = "") -> Admission:
        """Join with a new name; the language is the one wished for, if any. Raises ClassProblem."""
        return self._let_in("/api/join", {"code": code, "name": name}, language)

    def come_back(self, code: str, name: str, word: str, language: str = "") -> Admission:
        """Go on as somebody who has joined before, in their language or another one. Raises ClassProblem."""
        return self._let_in("/api/back", {"code": code, "name": name, "word": word}, language)

    def _let_in(self, path: str, data: dict[str, Any], language: str) -> Admission:
        answer = self._ask("POST", path, {**data, "language": language} if language else data)
        self._token = _checked(lambda: _words(answer["token"]))
        return _checked(
            lambda: Admission(_words(answer["name"]), _words(answer["word"]), _words(answer.get("language", "")))
        )

    def play(self) -> PlayInClass:
        """The play that goes on. Raises ClassProblem."""
        return _play(self._ask("GET", "/api/play"))

    def begin_anew(self, play: str) -> PlayInClass:
        """Another play instead of this one. Raises ClassProblem."""
        return _play(self._ask("POST", "/api/anew", {"play": play}))

    def do_steps(self, play: str, at: int, steps: Sequence[Step]) -> tuple[int, tuple[str, ...]]:
        """Keep steps behind the first `at` ones of this play; how many there are then, and what the teacher says.

        Raises PlayWentOn, ClassUnreachable, ClassProblem.
        """
        sent = [{name: value for name, value in step._asdict().items() if value} for step in steps]
        answer = self._ask("POST", "/api/steps", {"play": play, "at": at, "steps": sent})
        return _checked(lambda: (int(answer["at"]), _sentences(answer["announcements"])))

    def _ask(self, method: str, path: str, data: dict[str, Any] | None = None) -> dict[str, Any]:
        headers = {"Accept": "application/json"}
        if data is not None:
            headers["Content-Type"] = "application/json"
        if self._token:
            headers["Authorization"] = f"Bearer {self._token}"
        body = json.dumps(data).encode() if data is not None else None
        request = urllib.request.Request(self.address + path, body, headers, method=method)  # noqa: S310 - checked
        try:
            with _OPENER.open(request, timeout=_SECONDS) as response:
                return _object(response.read(_MOST_BYTES + 1))
        except urllib.error.HTTPError as error:
            with error:
                raise self._refused(error) from error
        except (OSError, HTTPException) as error:
            reason = getattr(error, "reason", None) or error
            raise ClassUnreachable(
                gettext(
                    "The class at {address} cannot be reached: {reason}. Nothing is lost; try again.",
                    address=self.address,
                    reason=safe_line(str(reason)),
                )
            ) from error

    def _refused(self, error: urllib.error.HTTPError) -> ClassProblem:
        try:
            answer = _object(error.read(_MOST_BYTES))
            words, kind = safe_line(_words(answer["words"])), answer.get("problem")
        except (ClassProblem, KeyError, TypeError, OSError, HTTPException):
            return ClassUnreachable(
                gettext(
                    "At {address} is no class, or another version of the game ({status}).",
                    address=self.address,
                    status=str(error.code),
                )
            )
        if kind == "WentOn":
            return PlayWentOn(words)
        return ClassUnreachable(words) if error.code >= 500 else ClassProblem(words)


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """A token goes to the server that it is of, and nowhere else."""

    def redirect_request(self, *_: Any) -> None:
        """Follow nothing; what was asked for ends with the status of the redirection."""


_OPENER = urllib.request.build_opener(_NoRedirects)


def _object(body: bytes) -> dict[str, Any]:
    try:
        data = json.loads(body) if len(body) <= _MOST_BYTES else None
    except (ValueError, RecursionError):
        data = None
    if not isinstance(data, dict):
        raise ClassUnreachable(gettext("What the server answered is not the game's. Is this the address of a class?"))
    return data


_Made = TypeVar("_Made")


def _checked(made: Callable[[], _Made]) -> _Made:
    try:
        return made()
    except (KeyError, TypeError, ValueError) as error:
        raise ClassUnreachable(gettext("The server of the class is of another version of the game.")) from error


def _words(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _sentences(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError(value)
    return tuple(safe_line(_words(each)) for each in value)


def _play(answer: dict[str, Any]) -> PlayInClass:
    return _checked(
        lambda: PlayInClass(
            _words(answer["id"]),
            int(answer["seed"]),
            _words(answer["stream"]),
            tuple(Step(**step) for step in answer["steps"]),
            _sentences(answer["announcements"]),
        )
    )
