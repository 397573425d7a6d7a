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
    made, attempts = 0, _Attempts(moves, play)
    for seed in range(_MOST_SEEDS if any(step.kind == "draw" for step in play) else 1):
        try:
            begun = moves.begin(seed)
        except EndlessLoop:
            return Witness(seed, ())
        if attempts.succeed(begun):
            return Witness(seed, tuple(recorded_play(moves, State(*begun, seed), attempts.numbers)))
        made = attempts.made + seed + 1
        if made > _MOST_MOVES or not progress(made):
            break
    return None


class _Drawing(NamedTuple):
    """A move of a play after which chance draws: the configuration before it, its number, and the question wanted."""

    before: Configuration
    number: int
    question: int


class _Attempts:
    """A play that is tried with one seed after the other, as far as chance draws as in the play.

    Plays that have drawn the same differ in nothing but the chance. So with each seed only those moves are made again
    after which chance draws, as far as some seed has come already. `numbers` are the moves up to there, `made` says how
    many were made in all.
    """

    def __init__(self, moves: Moves, play: Sequence[Taken]) -> None:
        self._moves, self._play = moves, play
        self._drawings: list[_Drawing] = []
        self._first = next((step for step, taken in enumerate(play) if taken.kind != "draw"), len(play))
        self._step = self._first
        self._before: Configuration | None = None
        self.numbers: list[int] = []
        self.made = 0

    def succeed(self, begun: Configuration) -> bool:
        """Whether the play is one of the seed with which this configuration is the beginning. Raises LookupError."""
        at = begun
        if not all(self._asked(at, taken) for taken in self._play[: self._first]):
            return False
        for drawing in self._drawings:
            at = self._after((*drawing.before[:3], at[3]), drawing.number)
            if self._moves.story.asking.get(at[0]) != drawing.question:
                return False
        return self._go_on(at if self._before is None else (*self._before[:3], at[3]))

    def _go_on(self, at: Configuration) -> bool:
        """Follow the play from where no seed has come further."""
        while self._step < len(self._play):
            taken = self._play[self._step]
            number = self._number(at, taken)
            try:
                after = self._after(at, number)
            except EndlessLoop:
                self.numbers.append(number)
                return True
            draws = self._draws_after(self._step)
            if not all(self._asked(after, drawn) for drawn in draws):
                self._before = at
                return False
            if after[3] != at[3]:
                self._drawings.append(_Drawing(at, number, self._moves.story.asking.get(after[0])))
            self.numbers.append(number)
            self._step += 1 + len(draws)
            at = after
        return True

    def _draws_after(self, step: int) -> Sequence[Taken]:
        last = step + 1
        while last < len(self._play) and self._play[last].kind == "draw":
            last += 1
        return self._play[step + 1 : last]

    def _asked(self, at: Configuration, drawn: Taken) -> bool:
        story = self._moves.story
        return story.asking.get(at[0]) == story.questions[drawn.id].number

    def _number(self, at: Configuration, taken: Taken) -> int:
        for number in self._moves.offered(at):
            move = self._moves.all[number]
            if move.id == taken.id and move.kind == taken.kind:
                return number
        raise LookupError(f"the game does not offer {taken.id}")

    def _after(self, at: Configuration, number: int) -> Configuration:
        self.made += 1
        return self._moves.after(at, number)


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
    if proof.property.wanted in ("still", "leads"):
        later = f"  - expect: {{ holds: {value_words(expected_of(story, key), True)} }}"
        return (f"  - play: {{ steps: {_LONG}, seed: 1 }}", later)
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
