"""Times that the player should have in mind."""

from typing import NamedTuple

from game.story.model.expressions import Formula


class Deadline(NamedTuple):
    """A time that the player should have in mind, in minutes of the day. It is told while `when` holds."""

    id: str
    name: str
    at: int
    when: Formula | None
