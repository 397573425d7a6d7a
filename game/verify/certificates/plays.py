"""The plays of a certificate: what was found to be possible, step by step through the system, beginnings only once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from game.verify.certificates.certificate import PlayStep
from game.verify.certificates.play_check import Walk
from game.verify.system.observers import InstrumentedSystem
from game.verify.verdicts.verdicts import ShownPlay, Taken

_MOST_PASSED = 30_000
"""Steps between two at which somebody chooses: where the game would give up, the system comes to an end of its own."""


class PlaySteps:
    """Steps of plays, as they are added; `wanted` are the keys that they may show, `shown` those that they do."""

    def __init__(self, system: InstrumentedSystem, wanted: Collection[str]) -> None:
        self.walk, self._wanted = Walk(system), frozenset(wanted)
        self.steps: list[PlayStep] = []
        self.shown: dict[str, int] = {}
        self._states = [(0, system.story.layout.start)]
        self._happened: list[set[str]] = [set()]
        self._numbers: dict[PlayStep, int] = {}

    def add(self, key: str, play: ShownPlay) -> bool:
        """Add a play that shows what has this key; False: it does not."""
        if key in self.shown:
            return True
        step, left = -1, list(play)[::-1]
        for _ in range(_MOST_PASSED + len(play)):
            number = self._next(step, left)
            if number is None:
                return False
            step = number
            if key in self._happened[step + 1]:
                self.shown[key] = step
                return True
        return False

    def _next(self, step: int, left: list[Taken]) -> int | None:
        """The step after another, of those that are left to be taken; None: there is none."""
        location, memory = self._states[step + 1]
        here = self.walk.system.locations[location]
        passing = not here.is_chosen and here.key.kind != "drawing"
        if not passing and not left:
            return None
        taken = None if passing else left.pop()
        for index, transition in enumerate(here.transitions):
            if taken in (None, (transition.kind, transition.id)) and self.walk.holds(transition.guards, memory):
                return self._step(PlayStep(step, index), location, memory)
        return None

    def _step(self, step: PlayStep, location: int, memory: int) -> int:
        number = self._numbers.get(step)
        if number is None:
            number = self._numbers[step] = len(self.steps)
            self.steps.append(step)
            location, memory, happened = self.walk.after(location, step.transition, memory)
            self._states.append((location, memory))
            self._happened.append(happened & self._wanted)
        return number


def play_steps(
    system: InstrumentedSystem, plays: Mapping[str, ShownPlay], go_on: Callable[[], None]
) -> tuple[tuple[PlayStep, ...], dict[str, int]]:
    """The steps of these plays, by the key of what each shows, and the keys that they do show, with the step."""
    made = PlaySteps(system, plays)
    for key, play in sorted(plays.items(), key=lambda item: len(item[1])):
        made.add(key, play)
        go_on()
    return tuple(made.steps), made.shown
