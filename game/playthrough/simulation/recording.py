"""A simulated play as what a player does: the options, the answers in words, and what was seen."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from game.engine.compiled_effects import Configuration
from game.engine.moves import Moves
from game.engine.rules import asked_question
from game.engine.state import Action, AnswerGiven, EndlessLoop, Option, State
from game.play.narration import question_words
from game.play.option_naming import option_words
from game.play.sample_answers import right_answer
from game.playthrough.simulation.knowledge import Knowledge
from game.playthrough.simulation.players import Player
from game.playthrough.simulation.temperaments import NAMES, Habits
from game.playthrough.simulation.wrong_answers import wrong_words
from game.story.model.story import Story


class DoneMove(NamedTuple):
    """Something that was done, and what the player saw of it. `asked` is the id of the question, or empty."""

    action: Action
    saw: str
    asked: str


def moves_played_on(
    story: Story, state: State, steps: int, seed: int, knowledge: Knowledge, temperament: str = "uniform"
) -> list[Action]:
    """What somebody of this knowledge and temperament does from this state on, until the end or for so many steps.

    The same seed gives the same actions. Every question is answered at once, right or wrong: nothing is looked up or
    passed, so that with one step and all knowledge a question is answered right. If the story runs in a circle, the
    last action leads into it. Raises ValueError for a temperament that there is not.
    """
    moves = Moves(story)
    name = NAMES[NAMES.index(temperament)]
    player = Player(moves, knowledge, name, Habits(looks_up=0, gives_up=0, asks=0))
    played = player.play_on(state[:4], seed, steps, watched=False)
    return [move.action for move in recorded_play(moves, state, played.taken)]


def recorded_play(moves: Moves, state: State, numbers: Iterable[int]) -> list[DoneMove]:
    """What these moves, one after the other from this state on, are for a player: something done for each.

    `numbers` are those of `moves.all`; each move must be on offer when its turn comes. One that leads into an endless
    loop is the last: EndlessLoop is not raised.
    """
    done: list[DoneMove] = []
    at: Configuration = state[:4]
    for number in numbers:
        done.append(_done(moves, State(*at, state.seed), number))
        try:
            at = moves.after(at, number)
        except EndlessLoop:
            break
    return done


def _done(moves: Moves, state: State, number: int) -> DoneMove:
    story, move = moves.story, moves.all[number]
    question = asked_question(story, state)
    saw = option_words(story, state, Option(move.id, move.kind, move.label, move.subject))
    if question is None:
        return DoneMove(move.id, saw, "")
    if move.kind == "right":
        return DoneMove(right_answer(story, state, question), question_words(story, state, question), question.id)
    if move.kind in ("wrong", "partly"):
        words = wrong_words(story, state, question, partly=move.kind == "partly")
        return DoneMove(AnswerGiven(words), question_words(story, state, question), question.id)
    return DoneMove(move.id, saw, question.id)
