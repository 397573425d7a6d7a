"""Steps of somebody who plays at random: the same seed plays the same way."""

from __future__ import annotations

from game.engine import chance
from game.engine.state import Action
from game.play.answers import right_answer, wrong_answer
from game.play.session import Session

#: Chance is asked in so many parts.
_PARTS = 1_000_000


class RandomPlayer:
    """Somebody who chooses evenly among what there is, and answers right with the probability `knowledge`."""

    def __init__(self, seed: int, knowledge: float, temperament: str = "uniform") -> None:
        self.knowledge, self.temperament = knowledge, temperament
        self._chance = chance.fixed(seed, "player")

    def action(self, session: Session) -> Action:
        """What the player does now. The play must not be over."""
        question = session.question
        if question is not None:
            if self.draw(_PARTS) < round(self.knowledge * _PARTS):
                return right_answer(session.story, session.state, question)
            return wrong_answer(question)
        offered = session.options
        return offered[self.draw(len(offered))].id

    def draw(self, sides: int) -> int:
        """A number from 0 to `sides` - 1."""
        number, self._chance = chance.draw(self._chance, sides)
        return number
