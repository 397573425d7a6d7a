"""The shape `small`: a graph of scenes with choices of every kind."""

from __future__ import annotations

import random

from made_up.abstract import AbstractStory, Choice, Effect, End, Following, Goto, Scene, Stay
from made_up.making import COUNTERS, Making, choice
from made_up.words import flag

CHOICES_OF_60_SCENES = 163
FLAGS_OF_60_SCENES = 25


def small(size: int, chance: random.Random) -> AbstractStory:
    """A graph of so many scenes, at least eight. Each leads on to later ones, at last to an ending; many lead back."""
    return Graph(size, chance).story()


class Graph:
    """Makes such a story."""

    def __init__(self, size: int, chance: random.Random) -> None:
        self.size, self.chance, self.making = size, chance, Making(chance)
        self.ids = [f"scene_{number}" for number in range(size)]
        self.flags = dict(flag(number) for number in range(size * FLAGS_OF_60_SCENES // 60))
        self.endings = [f"ending_{number}" for number in range(max(2, size // 12))]

    def story(self) -> AbstractStory:
        """The whole story."""
        ways = self.ways_on()
        more = self.further_choices(ways)
        late = [number for number in range(self.size // 2, self.size) if more[number]]
        # The endings but for the first two are reached by a guarded choice each.
        ends = dict(zip(self.chance.sample(late, len(self.endings) - 2), self.endings[2:], strict=True))
        scenes = [self.scene(number, ways[number], more[number], ends.get(number, "")) for number in range(self.size)]
        endings = {id_: self.making.words.sentences(3) for id_ in self.endings}
        return AbstractStory("A graph of scenes", tuple(scenes), (), self.flags, COUNTERS, {}, endings)

    def ways_on(self) -> list[list[Following]]:
        """By scene, what it leads to whatever happened before. To every scene but the first leads one before it."""
        ways: list[list[Following]] = [[] for _ in self.ids]
        for number in range(1, self.size):
            parents = [index for index in range(max(0, number - 5), number) if len(ways[index]) < 2]
            ways[self.chance.choice(parents)].append(Goto(self.ids[number]))
        for number, leads in enumerate(ways):
            if number >= self.size - 2 and not leads:
                leads.append(End(self.endings[number - self.size + 2]))
            elif not leads:
                leads.append(Goto(self.ids[min(number + self.chance.randint(1, 6), self.size - 1)]))
        return ways

    def further_choices(self, ways: list[list[Following]]) -> list[int]:
        """By scene, how many choices it has beside the ways on: more where there are few ways."""
        more = [0] * self.size
        for _ in range(self.size * CHOICES_OF_60_SCENES // 60 - sum(map(len, ways))):
            crowded = [len(leads) + extra + self.chance.random() * 1.5 for leads, extra in zip(ways, more, strict=True)]
            more[crowded.index(min(crowded))] += 1
        return more

    def scene(self, number: int, ways: list[Following], more: int, ending: str) -> Scene:
        """The scene with this number: its ways on, more choices, and an ending to which one of these leads."""
        making, others = self.making, self.ids[:number] + self.ids[number + 1 :]
        labels = making.words.labels(len(ways) + more)
        fallback = bool(more) and len(ways) == 1 and making.chosen(0.4)
        choices: list[Choice] = []
        for extra in range(more):
            then = End(ending) if ending and not extra else self.elsewhere(number)
            guarded = isinstance(then, End) or making.chosen(0.6)
            # What stands before a fallback is used up some time, so that nobody is kept from going on.
            once = fallback or isinstance(then, Stay) or making.chosen(0.4)
            guard = making.condition(list(self.flags), others) if guarded else None
            choices.append(self.choice(labels.pop(), then, others, guard=guard, once=once))
        choices += [self.choice(labels.pop(), then, others, fallback=fallback) for then in ways]
        effects = (making.counted(),) if making.chosen(0.25) else ()
        sentences = self.chance.randint(2, 4)
        if making.chosen(0.34):
            text = making.text(sentences, making.condition(list(self.flags), others))
        else:
            text = making.changing_text(sentences) if making.chosen(0.15) else making.text(sentences)
        return Scene(self.ids[number], text, effects, tuple(choices))

    def elsewhere(self, number: int) -> Following:
        """Back, ahead, or another look at the same."""
        how = self.chance.random()
        if how < 0.25:
            return Stay()
        if how < 0.6 and number:
            return Goto(self.ids[max(0, number - self.chance.randint(1, 12))])
        return Goto(self.ids[min(self.size - 1, number + self.chance.randint(1, 8))])

    def choice(self, label: str, then: Following, others: list[str], **more: object) -> Choice:
        """A choice; half of them have a text, most have effects."""
        making, flags = self.making, list(self.flags)
        effects: list[Effect] = [making.flagged(flags)] if making.chosen(0.5) else []
        effects += [making.counted()] if making.chosen(0.3) else []
        text = None
        if isinstance(then, Stay | End) or making.chosen(0.5):
            condition = making.simple(flags, others) if making.chosen(0.3) else None
            text = making.text(self.chance.randint(1, 2) + (condition is not None), condition)
        return choice(label, then, effects, text=text, **more)
