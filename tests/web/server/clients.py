"""The clients of the game, each driven as its player does it: keys, typed lines, forms over HTTP.

A client is a class with the methods of `Client`, in the tuple `CLIENTS`. What a test asks of it is the play as it
keeps it.
"""

from __future__ import annotations

import io
import json
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from urllib.parse import urlencode

from textual.pilot import Pilot

from game.app.application import EightWings
from game.app.screens.game_screen import GameScreen
from game.engine.state import AnswerGiven
from game.plain import PlainClient
from game.play.command_words import TYPED_FOR
from game.play.opening import Opened, begin_play, load_play
from game.play.own_commands import spoken_command
from game.play.sample_answers import right_answer
from game.play.session import Session
from game.record.journal import Step, read_record
from game.record.lazy_story import packed_pieces
from game.record.locations import CURRENT
from game.story.model.story import Story
from game.web.joining.class_client import ClassClient
from game.web.joining.joined_class import JoinedClass
from game.web.joining.plain_class import PlainClassClient
from game.web.static_page.worker_play import PagePlay
from tests.web.form_reader import ReadPage
from tests.web.playing import fields_for
from tests.web.server.classes import Browser, Class

_KEYS = 6
"""So often a key is pressed at most until something is done: the first times may show more of a long question."""


@dataclass(frozen=True)
class Choose:
    """Take the option with this id."""

    option: str


@dataclass(frozen=True)
class Answer:
    """Answer the question that waits with these words; for one with listed answers, the number of one."""

    words: str


@dataclass(frozen=True)
class Type:
    """Type a line."""

    words: str


Move = Choose | Answer | Type


@dataclass(frozen=True)
class Begun:
    """A play that has come to where a test begins: by these steps, with this seed."""

    story: Story
    pack: Path
    seed: int
    steps: tuple[Step, ...] = ()

    def opened(self, path: Path) -> Opened:
        """It, kept at this path."""
        opened = begin_play(self.story, path, self.seed)
        for step in self.steps:
            opened.session.do(AnswerGiven(step.answer) if step.answer else step.do)
        return opened


class Client(Protocol):
    """Plays one play. It is opened once, before anything else."""

    name: str

    async def open(self, begun: Begun, folder: Path, where: Class, address: str, stack: AsyncExitStack) -> None:
        """Open the play; the class is served at the address, for clients that play in one."""

    async def make(self, move: Move) -> None:
        """Make a move as a player of this client does."""

    def session(self) -> Session:
        """The play as it stands, to be looked at."""

    def kept(self) -> list[Step]:
        """The record of the play where it is kept."""


def typed_for(session: Session, move: Move) -> list[str]:
    """The lines by which a move is made in a terminal, but for a yes to what is asked back."""
    match move:
        case Choose(option) if session.wants_words:
            return [spoken_command(TYPED_FOR[option])]
        case Choose(option):
            return [str([each.id for each in session.options].index(option) + 1)]
        case Answer(words) | Type(words):
            return [words]


class InTheApp:
    """The full-screen app, by keys."""

    name = "app"

    async def open(self, begun: Begun, folder: Path, where: Class, address: str, stack: AsyncExitStack) -> None:
        self._path = folder / "app" / CURRENT
        app = EightWings(begun.story, self._path.parent, begun.opened(self._path), begun.pack)
        await self._shown(app, stack)

    async def _shown(self, app: EightWings, stack: AsyncExitStack) -> None:
        self._app = app
        self._pilot: Pilot[int] = await stack.enter_async_context(app.run_test(size=(110, 48)))

    @property
    def _screen(self) -> GameScreen:
        assert isinstance(self._app.screen, GameScreen)
        return self._app.screen

    async def make(self, move: Move) -> None:
        for line in typed_for(self.session(), move):
            if line.isdecimal() and not self.session().wants_words:
                await self._press_number(line)
            else:
                await self._type(line)
        if isinstance(move, Answer) and self._screen._suggested is not None:
            await self._type("yes")

    async def _press_number(self, number: str) -> None:
        before = len(self.session().record)
        for _ in range(_KEYS):
            await self._pilot.press(*number)
            if len(self.session().record) > before:
                return
            if self._screen.line.value:  # the number of a longer list
                await self._pilot.press("enter")
                return

    async def _type(self, line: str) -> None:
        await self._pilot.press(*("space" if letter == " " else letter for letter in line), "enter")
        while not isinstance(self._app.screen, GameScreen):  # a page that was asked for
            await self._pilot.press("escape")

    def session(self) -> Session:
        return self._screen.session

    def kept(self) -> list[Step]:
        return list(read_record(self._path).steps)


class LineByLine:
    """The plain mode, by typed lines."""

    name = "plain"
    client: PlainClient

    async def open(self, begun: Begun, folder: Path, where: Class, address: str, stack: AsyncExitStack) -> None:
        self._path = folder / "plain" / CURRENT
        opened = begun.opened(self._path)
        stack.callback(opened.session.close)
        self.client = PlainClient(opened, self._path.parent, io.StringIO(), io.StringIO(), begun.pack)

    async def make(self, move: Move) -> None:
        for line in typed_for(self.session(), move):
            self.client.take(line)
        if isinstance(move, Answer) and self.client.suggested is not None:
            self.client.take("yes")

    def session(self) -> Session:
        return self.client.session

    def kept(self) -> list[Step]:
        return list(read_record(self._path).steps)


class _Pupil:
    """Somebody in the class, whose play another process looks at."""

    def __init__(self, begun: Begun, where: Class, address: str, name: str) -> None:
        self.browser, self.client = Browser(address), ClassClient(address)
        word = self.browser.join(where.row.code, name)
        self.client.come_back(where.row.code, name, word)
        if begun.steps:
            self.client.do_steps(self.client.play().id, 0, begun.steps)
        self._store, self._room = where.store, where.room()
        self._pupil = next(pupil for pupil in where.store.pupils(where.row.id) if pupil.name == name)

    def session(self) -> Session:
        """The play, made of what the store holds."""
        row = self._store.play_of(self._pupil.id)
        assert row is not None
        return self._room.play_as_kept(self._pupil, row).session

    def kept(self) -> list[Step]:
        """The steps in the store."""
        row = self._store.play_of(self._pupil.id)
        assert row is not None
        return [each.step for each in self._store.steps(row.id)]


class InABrowser:
    """A pupil of a served class: forms over HTTP, with cookies and without scripts."""

    name = "served"

    async def open(self, begun: Begun, folder: Path, where: Class, address: str, stack: AsyncExitStack) -> None:
        self._pupil = _Pupil(begun, where, address, self.name)

    async def make(self, move: Move) -> None:
        page = self._pupil.browser.get("/play").page
        match move:
            case Choose(option):
                sent = page.form("do", option).sent("do", option)
            case Answer(words):
                sent = page.form("give").sent("give", **fields_for(self.session(), words))
            case Type(words):
                sent = page.form_with("typed").sent(typed=words)
        answered = self._pupil.browser.post("/play", sent)
        assert answered.status == 200

    def session(self) -> Session:
        return self._pupil.session()

    def kept(self) -> list[Step]:
        return self._pupil.kept()


class InAStaticPage:
    """A page without a server: what its worker does, looked at as the terminal opens what the browser's store holds."""

    name = "static"

    async def open(self, begun: Begun, folder: Path, where: Class, address: str, stack: AsyncExitStack) -> None:
        self._story, self._folder, self._stack, self._looked = begun.story, folder / "static", stack, 0
        path = self._folder / "brought" / CURRENT
        begun.opened(path).session.close()
        self._files = {CURRENT: path.read_text("utf-8")}
        self._page = PagePlay(packed_pieces(begun.story), "en", self._folder)
        self._keep(self._page.open(json.dumps({"files": self._files, "state": ""})))

    def _keep(self, reply: str) -> None:
        read = json.loads(reply)
        self._shown = ReadPage(read["page"])
        self._files |= read["files"]

    async def make(self, move: Move) -> None:
        match move:
            case Choose(option):
                sent = self._shown.form("do", option).sent("do", option)
            case Answer(words):
                sent = self._shown.form("give").sent("give", **fields_for(self._page.session, words))
            case Type(words):
                sent = self._shown.form_with("typed").sent(typed=words)
        self._keep(self._page.take(urlencode(sent)))

    def _taken_along(self) -> Path:
        self._looked += 1
        path = self._folder / f"taken {self._looked}" / CURRENT
        path.parent.mkdir(parents=True)
        path.write_text(self._files[CURRENT], "utf-8")
        return path

    def session(self) -> Session:
        path = self._taken_along()
        opened = load_play(self._story, path, path.with_name(f"on {CURRENT}"))
        self._stack.callback(opened.session.close)
        return opened.session

    def kept(self) -> list[Step]:
        return list(read_record(self._taken_along()).steps)


class JoinedLineByLine(LineByLine):
    """A pupil who has joined the class from a terminal, in plain mode."""

    name = "joined, plain"

    async def open(self, begun: Begun, folder: Path, where: Class, address: str, stack: AsyncExitStack) -> None:
        self._pupil = _Pupil(begun, where, address, self.name)
        joined = JoinedClass(self._pupil.client, begun.story)
        self.client = PlainClassClient(joined.go_on(), joined, folder, io.StringIO(), io.StringIO(), begun.pack)

    def kept(self) -> list[Step]:
        assert self._pupil.session().state == self.session().state
        return self._pupil.kept()


class JoinedInTheApp(InTheApp):
    """A pupil who has joined the class from a terminal, full-screen."""

    name = "joined, app"

    async def open(self, begun: Begun, folder: Path, where: Class, address: str, stack: AsyncExitStack) -> None:
        self._pupil = _Pupil(begun, where, address, self.name)
        joined = JoinedClass(self._pupil.client, begun.story)
        await self._shown(EightWings(begun.story, folder, joined.go_on(), begun.pack, elsewhere=joined), stack)

    def kept(self) -> list[Step]:
        assert self._pupil.session().state == self.session().state
        return self._pupil.kept()


CLIENTS: tuple[type[Client], ...] = (InTheApp, LineByLine, InABrowser, InAStaticPage)
"""Every client that plays the same play."""
JOINING: tuple[type[Client], ...] = (JoinedLineByLine, JoinedInTheApp)
"""The ways in which a terminal plays in a class."""


def right_move(session: Session) -> Answer:
    """The right answer to the question that waits."""
    question = session.question
    assert question is not None
    answer = right_answer(session.story, session.state, question)
    if isinstance(answer, AnswerGiven):
        return Answer(answer.words)
    return Answer(str([option.id for option in session.options].index(answer) + 1))


def stands(session: Session) -> tuple[object, ...]:
    """All that must be the same in every client: the state, every step, and what can be done."""
    return session.state, session.record, session.labels
