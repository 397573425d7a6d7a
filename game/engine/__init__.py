"""The pure game: `begin`, `options`, `choose`. No clock, no files, no screen, no chance but that inside the state."""

from game.engine.events import Event
from game.engine.rules import begin, choose, closed_choices, is_over, is_stuck, options
from game.engine.state import AnswerGiven, ClosedChoice, EndlessLoop, Option, Refused, State, Turn

__all__ = [
    "AnswerGiven",
    "ClosedChoice",
    "EndlessLoop",
    "Event",
    "Option",
    "Refused",
    "State",
    "Turn",
    "begin",
    "choose",
    "closed_choices",
    "is_over",
    "is_stuck",
    "options",
]
