"""A playthrough that was read: what is done in it, step by step, and what is expected, each with its spot."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple, TypeAlias

from game.story.model.yaml_nodes import ScalarNode, Spot
from game.story.schema.playthrough_field_types import Compared


class DoStep(NamedTuple):
    """The player chooses what has this id, or is called so. `saw` is what it was called when it was recorded."""

    spot: Spot
    words: str
    saw: str = ""
    asked: str = ""


class AnswerStep(NamedTuple):
    """The player answers the question that waits. `asked` is its id when it was recorded, `saw` its words.

    `parts` are there when the answer is a list: what is put in order, or stands in gaps; `pairs` what belongs together.
    `words` are all of it on one line. `got`: how it was graded when it was recorded.
    """

    spot: Spot
    words: str
    saw: str = ""
    asked: str = ""
    parts: tuple[ScalarNode, ...] = ()
    pairs: tuple[tuple[ScalarNode, ScalarNode], ...] = ()
    got: str = ""


class AnswersStep(NamedTuple):
    """The question that waits is answered `right`, `wrong` or `passed`, whichever it is."""

    spot: Spot
    how: str


class WalkStep(NamedTuple):
    """The player walks to a place."""

    spot: Spot
    place: str


class Undo(NamedTuple):
    """The last steps are taken back."""

    spot: Spot
    steps: int


class Expected(NamedTuple):
    """One thing that must be so: a key of `expect` with what stands behind it. It begins at `spot`.

    `compared` is there for numbers; `values` for all else. Without either it is to be filled.
    """

    key: str
    spot: Spot
    values: tuple[ScalarNode, ...] = ()
    compared: Compared | None = None

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands there yet."""
        return not self.values and self.compared is None


class Expect(NamedTuple):
    """What must be so at this point. Without anything expected it is to be filled."""

    spot: Spot
    expected: tuple[Expected, ...]


class Include(NamedTuple):
    """The steps of another playthrough are done."""

    spot: Spot
    playthrough: Playthrough


class PlayOn(NamedTuple):
    """Somebody plays at random from here on. `seed` None: that of the playthrough."""

    spot: Spot
    steps: int
    seed: int | None
    knowledge: float
    temperament: str


class Reopen(NamedTuple):
    """The play is saved, closed, and goes on from its file."""

    spot: Spot


PlaythroughEntry: TypeAlias = DoStep | AnswerStep | AnswersStep | WalkStep | Undo | Expect | Include | PlayOn | Reopen


class Playthrough(NamedTuple):
    """A whole file. `pack`, `fingerprint`, `language` and `about` may be empty. `name` is what spots call the file.

    `chance` is the stream from which is drawn, None where the file does not say.
    """

    title: str
    path: Path
    name: str
    pack: str
    fingerprint: str
    seed: int
    language: str
    about: str
    items: tuple[PlaythroughEntry, ...]
    chance: str | None = None

    @property
    def stream(self) -> str:
        """The stream from which is drawn; empty: that of the story. Older versions drew from the name of the pack."""
        if self.chance is not None:
            return self.chance
        return self.pack if self.pack and self.fingerprint else ""
