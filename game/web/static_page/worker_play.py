"""The play in a page: what the worker of the page calls, with JSON in and JSON out.

The plays are files like those of the terminal, in the file system that lives in the memory of the page. Behind each
call the worker puts those that changed into the store of the browser, before anybody sees what the call brought. So
what is stored can be taken along, and the terminal goes on with it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from game.grading.languages import language
from game.localisation.messages import gettext, use_language
from game.play.opening import Opened, begin_play, continue_play, fresh_seed, load_play
from game.play.session import Session
from game.record.atomic_files import write_and_keep_old, write_file
from game.record.journal import JournalError
from game.record.lazy_story import unpack
from game.record.locations import CURRENT, ENDING
from game.story.model.story import Story
from game.support import checksums, limits
from game.support.language_tags import DEFAULT
from game.support.safe_text import safe_line
from game.web.page_view import PageFrame
from game.web.static_page.reported_result import packed_save, reported_result, unpacked_save
from game.web.web_play import PlayHost, WebPlay
from game.web.web_state import WebState

_FIELDS_AT_MOST = 1_000
_GIVEN = "given"


class PagePlay:
    """The play that is open in a page. `home` is the folder for its files; `reports`: a learning platform listens."""

    def __init__(self, packed: bytes, language: str, home: Path, reports: bool = False) -> None:
        use_language(language)
        self.story = unpack(packed)
        self.plays, self._home, self._reports = home / "plays", home, reports
        self._told: list[str] = []
        self._stored: dict[str, tuple[int, int]] = {}
        self._play: WebPlay | None = None
        self._preparing = [*preparing(self.story)]

    def warm_up(self) -> None:
        """Do once what is slow only the first time, with a play that is thrown away."""
        WebPlay(Session(self.story, 1)).page()

    def open(self, kept: str) -> str:
        """Open the play that is kept, or begin one; the result is a reply.

        `kept`: {files, state, save, isNew, elsewhere}: the files by their names, what was remembered beside them, a
        play as a learning platform keeps it, and whether that wants a new one, or another window went on with this.

        A reply is {page, address, files, state, told, result, save}: the element of the page that changes, as HTML; its
        address; by their names the files that changed, null for one that is gone; what is remembered beside them;
        sentences for whoever looks into the console; what a learning platform is told, and the play for it to keep.
        """
        given = json.loads(kept)
        if self._play is not None:
            self._play.session.close()
        for name, text in given["files"].items():
            if Path(name).name == name and name.endswith(ENDING):
                write_file(self.plays / name, text)
        self._stored = dict(self._files())
        saved = unpacked_save(given.get("save", ""))
        if saved and saved != given["files"].get(CURRENT):
            write_and_keep_old(self.plays / CURRENT, saved)
        opened = self._begin_anew() if given.get("isNew") else self._opened()
        if given.get("elsewhere"):
            words = gettext("This play went on in another window. This is where it stands now.")
            opened = opened._replace(notice=" ".join(filter(None, (words, opened.notice))))
        self._hold(opened, WebState.from_json(given["state"]))
        return self._reply({})

    def page(self, query: str) -> str:
        """The page with this query in its address: a reply."""
        return self._reply(_fields(query))

    def take(self, form: str) -> str:
        """Carry out what was sent, as a query, and show what it brought: a reply."""
        play = self._open_play
        play.take(_fields(form))
        return self._reply(_fields(play.address), play.address)

    def load(self, name: str, text: str) -> str:
        """Go on with the play that the text of a file holds; the one that was open is kept beside it: a reply."""
        play = self._open_play
        called = safe_line(Path(name.replace("\\", "/")).name)[:100] or _GIVEN
        try:
            if len(text) > limits.PLAY_BYTES:
                raise JournalError(gettext("That is too long."))
            source = self._home / _GIVEN / called
            write_file(source, text)
            opened = load_play(self.story, source, self.plays / CURRENT)
        except (JournalError, OSError) as problem:
            opened = Opened(play.session, str(problem))
        else:
            play.session.close()
        self._hold(opened, WebState(count=play.state.count + 1, at=len(opened.session.record)), settings_of=play)
        return self._reply({}, "?#now")

    def prepare(self) -> bool:
        """Load one of the things that grading answers in words needs; whether there is more to load."""
        if self._preparing:
            self._preparing.pop(0)()
        return bool(self._preparing)

    def saved(self) -> str:
        """The text of the file of the play."""
        return self._text_of(CURRENT)

    @property
    def session(self) -> Session:
        """The play that is open."""
        return self._open_play.session

    @property
    def step(self) -> str:
        """The mark of the page as it is now, which every form sends along."""
        return self._open_play.step

    @property
    def _open_play(self) -> WebPlay:
        assert self._play is not None  # noqa: S101 - the worker opens it first
        return self._play

    def _opened(self) -> Opened:
        """The play that is kept, at its end too: whoever loads a page again wants to see what was there."""
        path = self.plays / CURRENT
        try:
            return continue_play(self.story, path) if path.exists() else self._begin_anew()
        except JournalError as problem:
            opened = self._begin_anew()
            return opened._replace(notice=" ".join(filter(None, (str(problem), opened.notice))))

    def _begin_anew(self) -> Opened:
        return begin_play(self.story, self.plays / CURRENT, fresh_seed())

    def _hold(self, opened: Opened, state: WebState, settings_of: WebPlay | None = None) -> None:
        host = PlayHost(begin_anew=self._begin_anew, plays=self.plays, tell=self._told.append)
        if settings_of is not None:
            state = replace(state, settings=settings_of.state.settings)
        # Where files lie in the memory of a page is nothing to its player.
        notice = opened.notice.replace(f"{self._home / _GIVEN}{os.sep}", "").replace(f"{self.plays}{os.sep}", "")
        self._play = WebPlay(opened.session, state, host, notice)

    def _reply(self, query: dict[str, str], address: str = "") -> str:
        play = self._open_play
        page = play.fragment(query, PageFrame())
        told, self._told[:] = list(self._told), []
        reply: dict[str, Any] = {
            "page": page, "address": address, "files": self._changed_files(), "state": play.state.as_json(),
            "told": told,
        }  # fmt: skip
        if self._reports:
            reply |= {"result": reported_result(play.session), "save": packed_save(self._text_of(CURRENT))}
        return json.dumps(reply, ensure_ascii=False)

    def _changed_files(self) -> dict[str, str | None]:
        """What is to be stored of the plays that changed since the last time."""
        now = dict(self._files())
        changed: dict[str, str | None] = {name: None for name in self._stored if name not in now}
        changed.update((name, self._text_of(name)) for name, mark in now.items() if self._stored.get(name) != mark)
        self._stored = now
        return changed

    def _files(self) -> Iterator[tuple[str, tuple[int, int]]]:
        """The plays by their names, each with what tells whether it changed."""
        if self.plays.is_dir():
            for path in sorted(self.plays.glob(f"*{ENDING}")):
                state = path.stat()
                yield path.name, (state.st_ino, state.st_size)

    def _text_of(self, name: str) -> str:
        """The text of a play, with the line at its end that says that it was left: nobody goes on writing to a copy."""
        text = (self.plays / name).read_text("utf-8", "surrogateescape")
        lines = text.splitlines()
        if not lines or checksums.is_left(lines[-1]):
            return text
        steps = sum(line.startswith("- ") for line in lines)
        if steps:
            sum_ = int(checksums.content_and_sum(lines[-1])[1] or "0", 16)
        else:
            head = checksums.read_head(lines[-1])
            sum_ = head[0].sum if head is not None and head[0] is not None else 0
        return f"{text}{checksums.left_line(steps, sum_)}\n"


def preparing(story: Story) -> Iterator[Callable[[], object]]:
    """What loads, piece by piece, that with which answers in words are graded, so that no answer waits for it."""
    code = story.language or story.written_in or DEFAULT
    yield lambda: import_module("game.grading.typed_answers")
    yield lambda: language(code)
    yield lambda: import_module("spellchecker")
    yield lambda: import_module("game.grading.spelling").means_something_else("wrod", "word", language(code))


def _fields(query: str) -> dict[str, str]:
    """The fields of a query, with a mark for a place behind it or without."""
    query = query.removeprefix("?").partition("#")[0]
    try:
        return dict(parse_qsl(query, keep_blank_values=True, max_num_fields=_FIELDS_AT_MOST))
    except ValueError:
        return {}


def answers(packed: bytes, language: str, home: str, reports: bool) -> dict[str, Callable[..., Any]]:
    """What the worker calls, by the names by which it does so."""
    play = PagePlay(packed, language, Path(home), reports)
    return {
        "open": play.open, "page": play.page, "take": play.take, "load": play.load, "saved": play.saved,
        "warm_up": play.warm_up, "prepare": play.prepare,
    }  # fmt: skip
