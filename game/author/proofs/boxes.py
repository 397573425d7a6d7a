"""What is written on the boxes of the drawn states: how many situations there are, and which endings are possible.

The boxes are those of the map (`game.author.map`): strands of scenes that lead to each other, places on their floors.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import log

from game.author.map.cards import PLACE_WIDTH, Card, Chip, rows_of, wing_of
from game.author.map.picture import DrawnEnding, DrawnPlace, DrawnScene, Picture
from game.author.proofs.proof_sentences import numbered, situations
from game.story.targets.target_keys import target_key
from game.support.counts import counted
from game.verify.verdicts.state_counts import AreaKind, StateCount, StateCounts
from game.verify.verdicts.verdicts import Verdict

BOX_WIDTH = 220.0
"""Of the box of a scene or an ending."""


class AreaCards:
    """The boxes of areas, as `game.author.map.cards` wants them.

    `signs` are the endings with the character that stands for each; `verdicts` say whether one can come to a thing.
    """

    def __init__(
        self, picture: Picture, areas: StateCounts, signs: Mapping[str, str], verdicts: Mapping[str, Verdict]
    ) -> None:
        self.picture, self.areas, self.signs, self.verdicts = picture, areas, signs, verdicts
        self._most = max(map(_count, areas.known.values()), default=0)

    def scene(self, scene: DrawnScene, listed_under: str | None = None) -> Card:
        """See `Cards`."""
        return self._card("scene", scene.id, scene.title, wing_of(self.picture, scene), BOX_WIDTH)

    def ending(self, ending: DrawnEnding) -> Card:
        """See `Cards`."""
        card = self._card("ending", ending.id, f"{self.signs[ending.id]} ■ {ending.title}", "", BOX_WIDTH)
        return card._replace(chips=())

    def place(self, place: DrawnPlace) -> Card:
        """See `Cards`."""
        return self._card("place", place.id, place.name, place.wing, PLACE_WIDTH)

    def _card(self, kind: AreaKind, id_: str, name: str, wing: str, width: float) -> Card:
        area = self.areas.of(kind, id_)
        words = how_often(area, self.verdicts.get(target_key(kind, id_), "unknown"))
        rows = [*rows_of("title", name, 2, width=width), *rows_of("opening", words, 2, width=width)]
        if area.lost:
            rows += rows_of("remark", f"no ending from {numbered(area.lost)}", 2, width=width)
        chips = tuple(Chip(sign, ending in area.endings) for ending, sign in self.signs.items())
        chips = chips if self.areas.tells(kind, id_) else ()
        return Card(id_, kind, tuple(rows), wing, width, "bad" if area.lost else "", chips, self.part(area))

    def part(self, area: StateCount) -> float:
        """How long a bar is, from 0 to 1. Ten times as many are always as much longer: counts differ by much."""
        count = _count(area)
        return log(1 + count) / log(1 + self._most) if count else 0.0


def _count(area: StateCount) -> int:
    return area.situations if area.situations is not None else area.visits


def how_often(area: StateCount, verdict: Verdict) -> str:
    """How often one can be somewhere, in a few words; `verdict` is on whether one can come there."""
    if area.situations:
        return situations(area.situations)
    if area.situations is None and area.visits:
        return f"seen {counted(area.visits, 'time')}"
    return {"proved": "passes by", "refuted": "nobody comes here"}.get(verdict, "not seen")


def signs_of(endings: Iterable[str]) -> dict[str, str]:
    """A character for each ending: A, B, … Z, and then numbers."""
    return {id_: chr(ord("A") + number) if number < 26 else str(number + 1) for number, id_ in enumerate(endings)}
