"""A play that shows something, as what a player does in the game: in words, and as a playthrough file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from game.engine.compiled_effects import Configuration
from game.engine.moves import Moves
from game.engine.rules import begin, choose
from game.engine.state import EndlessLoop, State
from game.playthrough.simulation.recording import DoneMove, recorded_play
from game.playthrough.writing import in_brackets, value_words
from game.record.journal import harmless
from game.story.model.story import Story
from game.verify.system.space import Progress
from game.verify.verdicts.promise_observers import KIND, expected_of
from game.verify.verdicts.properties import DEADLOCK, SOFT_LOCK
from game.verify.verdicts.verdicts import Proof, Taken

_MOST_SEEDS = 20_000
_MOST_MOVES = 2_000_000
_LONG = 400
"""Steps that are played at random from where no ending can be reached: none of them leads to one."""


class Witness(NamedTuple):
    """What a player does in the game with this seed; with another one chance may draw other questions."""

    seed: int
    steps: tuple[DoneMove, ...]


def witness(moves: Moves, play: Sequence[Taken], progress: Progress = lambda moves: True) -> Witness | None:
    """The play in the game. None: no seed was found with which chance draws the questions of the play.

    `progress` is told how many moves were made, and says whether to go on looking for a seed.

    Raises LookupError when the game does not allow a step: then it is not the system that was searched.
    """
    made = 0
    for seed in range(_MOST_SEEDS if any(step.kind == "draw" for step in play) else 1):
        numbers: list[int] = []
        try:
            at = moves.begin(seed)
        except EndlessLoop:
            return Witness(seed, ())
        begun = at
        if _follows(moves, at, play, numbers):
            return Witness(seed, tuple(recorded_play(moves, State(*begun, seed), numbers)))
        made += len(numbers) + 1
        if made > _MOST_MOVES or not progress(made):
            break
    return None


def _follows(moves: Moves, at: Configuration, play: Sequence[Taken], numbers: list[int]) -> bool:
    """Whether chance draws as in the play; `numbers` are the moves up to there."""
    story = moves.story
    for taken in play:
        if taken.kind == "draw":
            if story.asking.get(at[0]) != story.questions[taken.id].number:
                return False
            continue
        number = next(
            (move for move in moves.offered(at)
             if moves.all[move].id == taken.id and moves.all[move].kind == taken.kind), None,
        )  # fmt: skip
        if number is None:
            raise LookupError(f"the game does not offer {taken.id}")
        numbers.append(number)
        try:
            at = moves.after(at, number)
        except EndlessLoop:
            return True
    return True


def as_playthrough(story: Story, proof: Proof, shown: Witness, expected: Sequence[str] = ()) -> str:
    """The play as a playthrough file that fails as long as the property does not hold.

    `expected` are the lines of what must be so in the end; by default they follow from the property.
    """
    about = proof.property
    lines = [
        f"playthrough: {value_words(harmless(about.denies if proof.verdict == 'refuted' else about.says))}",
        f"pack: {value_words(story.id)}",
        f"fingerprint: {story.fingerprint}",
        f"seed: {shown.seed}",
        f"chance: {value_words(story.stream)}",
        "steps:",
    ]
    for done in shown.steps:
        if isinstance(done.action, str):
            lines.append(f"  - do: {value_words(done.action)}")
        else:
            lines.append(f"  - answer: {value_words(done.action.words)}")
        if done.asked:
            lines.append(f"    asked: {done.asked}")
        if done.saw:
            lines.append(f"    saw: {value_words(done.saw)}")
    lines += expected or _expected(story, proof)
    return "\n".join(lines) + "\n"


def _expected(story: Story, proof: Proof) -> tuple[str, ...]:
    """What must be so after the play, once the property holds."""
    key = proof.property.key
    if key in (SOFT_LOCK, DEADLOCK):
        return (f"  - play: {{ steps: {_LONG}, seed: 1 }}", "  - expect: { ending: any }")
    if proof.property.kind == KIND:
        return (f"  - expect: {{ holds: {value_words(expected_of(story, key), True)} }}",)
    if key.startswith("pressed "):
        return (f"  - expect: {{ in_bounds: {proof.property.about} }}",)
    if key.startswith("unmet "):
        facts = story.questions[proof.property.about].cites
        return (f"  - expect: {{ knows: {in_brackets(facts)} }}",)
    return ()


def in_game(story: Story, shown: Witness) -> State:
    """Where the play comes to in the game. Raises Refused, EndlessLoop."""
    state = begin(story, shown.seed).state
    for done in shown.steps:
        state = choose(story, state, done.action).state
    return state
