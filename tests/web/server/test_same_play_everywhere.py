"""The same play in every client: each step leads all of them to the same state, and all keep the same record."""

from __future__ import annotations

import random
from contextlib import AsyncExitStack
from pathlib import Path
from typing import NamedTuple

import pytest

from game.play.session import Session
from game.questions.kinds import KINDS
from game.record.journal import Step
from game.story.packs import load
from game.story.source.library import find_pack
from game.web.server.request_limits import RequestLimits
from tests.conftest import PACKS
from tests.web.playing import at_a_question
from tests.web.server.classes import opened, served
from tests.web.server.clients import CLIENTS, JOINING, Begun, Choose, Client, Move, Type, right_move, stands

LINES = (
    "look", "north", "south", "east", "west", "up", "down", "undo", "redo", "go kitchen", "go to the hall", "talk",
    "notebook", "hint", "back to 2", "wait", "take", "people", "notes", "map", "sleep more", "it is rain", "yes", "no",
    "undo 3", "redo 2",
)  # fmt: skip


def by_chance(session: Session, chance: random.Random) -> Move:
    """Something that a player might do: press a button, answer, rightly or not, or type a line."""
    if session.question is not None and session.first_answer is None and chance.random() < 0.9:
        return right_move(session)
    if not session.wants_words and chance.random() < 0.25:
        return Type(chance.choice(LINES))
    return Choose(chance.choice([option.id for option in session.options if option.kind != "answer"]))


async def play_everywhere(
    begun: Begun, clients: list[Client], folder: Path, moves: int, patched: pytest.MonkeyPatch
) -> Session:
    """Make the same moves in every client, and compare behind each; the play as it stands at the end."""
    patched.setattr("game.web.server.class_room.fresh_seed", lambda: begun.seed)
    patched.setattr(RequestLimits, "allows", lambda *_: True)  # nobody has to think here
    chance = random.Random(begun.seed)
    async with AsyncExitStack() as stack:
        where = stack.enter_context(opened(begun.story, begun.pack, folder))
        address = stack.enter_context(served(where.room()))
        for client in clients:
            await client.open(begun, folder, where, address, stack)
        first = clients[0].session()
        for _ in range(moves):
            if first.is_over:
                break
            move = by_chance(first, chance)
            for client in clients:
                await client.make(move)
            for client in clients:
                assert stands(client.session()) == stands(first), (client.name, move)
        kept = first.record
        for client in clients:
            assert client.kept() == kept, client.name
        return first


def is_answer(step: Step) -> bool:
    """Whether a question was answered by it."""
    return step.got == "right" or step.do.startswith("answer:")


class Piece(NamedTuple):
    """A play of a pack, from its beginning or from where a question of a kind is asked first, so many moves long."""

    pack: str
    moves: int
    seed: int = 1
    at_kind: str = ""

    def begun(self) -> Begun:
        """Where it begins."""
        story = load(self.pack)
        session = at_a_question(story, self.at_kind).session if self.at_kind else Session(story, self.seed)
        return Begun(story, find_pack(self.pack), session.seed, tuple(session.record))


PIECES = (
    Piece("first-scene", 60, 80),
    Piece(str(PACKS / "harbour"), 20),
    Piece("hq", 8, at_kind="several"),
    Piece("first-scene", 2, at_kind="choice"),
    Piece("first-scene", 2, at_kind="cloze"),
    Piece("ministerial", 2, at_kind="true_false"),
    Piece("ministerial", 2, at_kind="sort"),
)
"""A whole game, pieces of others, and among them a question of each kind."""


async def test_the_same_play_is_the_same_in_every_client_step_by_step(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answered, undone, ended = set[str](), 0, 0
    for number, piece in enumerate(PIECES):
        begun = piece.begun()
        clients = [make() for make in (*CLIENTS, JOINING[number % len(JOINING)])]
        played = await play_everywhere(begun, clients, tmp_path / str(number), piece.moves, monkeypatch)
        new = played.record[len(begun.steps) :]
        answered |= {begun.story.questions[step.asked].kind for step in new if is_answer(step)}
        undone += sum(bool(step.undo) for step in new)
        ended += played.is_over
    assert answered == set(KINDS) - {"open"}, "a question of each kind is answered"
    assert undone
    assert ended
