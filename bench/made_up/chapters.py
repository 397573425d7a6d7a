"""The shape `chapters`: hubs one behind the other, with scenes and quizzes in any order and a gate to the next."""

from __future__ import annotations

import random

from made_up.abstract import (
    AbstractStory,
    Add,
    Answer,
    Compare,
    Condition,
    Either,
    End,
    Every,
    Flag,
    Goto,
    Hub,
    Learn,
    Leave,
    Not,
    Outcome,
    Put,
    Quiz,
    Right,
    Scene,
    Set,
    Stay,
    Text,
    Way,
)
from made_up.making import COUNTERS, Making, choice
from made_up.words import flag

FLAGS = 5
"""Flags of a chapter. The last is what its gate wants; the others matter in it and in the next two."""


def chapters(size: int, chance: random.Random) -> AbstractStory:
    """So many chapters. What a gate wants can always be had in its chapter."""
    making = Making(chance)
    flags = dict(flag(number) for number in range(size * FLAGS))
    boxes = [chance.randint(20, 90) for _ in range(size * 2)]
    facts = {f"fact_{number}": f"In room {number} of this building lie {box} boxes of letters."
             for number, box in enumerate(boxes)}  # fmt: skip
    made = [_Chapter(number, list(flags), making, boxes) for number in range(size)]
    hubs = [chapter.hub(last=number == size - 1) for number, chapter in enumerate(made)]
    scenes = [scene for chapter in made for scene in chapter.scenes]
    endings = {f"ending_{number}": making.words.sentences(3) for number in range(3)}
    return AbstractStory("A story in chapters", tuple(scenes), tuple(hubs), flags, COUNTERS, facts, endings)


class _Chapter:
    """One chapter, with all its scenes."""

    def __init__(self, number: int, flags: list[str], making: Making, boxes: list[int]) -> None:
        self.number, self.making, self.words, self.boxes = number, making, making.words, boxes
        self.id = f"hub_{number}"
        first = number * FLAGS
        *self.own, self.gate = flags[first : first + FLAGS]
        self.earlier = [name for chapter in range(max(0, number - 2), number)
                        for name in flags[chapter * FLAGS : chapter * FLAGS + FLAGS - 1]]  # fmt: skip
        self.names = [f"scene_{number}_{index}" for index in range(5)]
        self.facts = [f"fact_{number * 2 + index}" for index in range(2)]
        self.quizzes = [self.quiz(index) for index in range(2)]
        self.titles = self.words.labels(8)
        self.scenes = [
            self.beginning(), self.telling(0), self.telling(1), *self.chain(), self.repeated(),
            self.asking(0), self.asking(1),
        ]  # fmt: skip

    def hub(self, last: bool) -> Hub:
        """The room of the chapter, with the gate to the next, or with the end of the story."""
        passed = Every((Flag(self.gate), Either((Right(self.quizzes[0].id), Compare("courage", ">=", 3)))))
        onward = Way("north", f"Go north to room {self.number + 1}", f"hub_{self.number + 1}", passed)
        ways = () if last else (onward,)
        if last:
            self.scenes.append(self.end(self.titles.pop(), passed))
        text = self.making.text(3, self.sometimes() if self.number else None)
        return Hub(self.id, f"Room {self.number}", text, self.making.text(2, self.sometimes()), ways)

    def condition(self) -> Condition:
        return self.making.condition(self.earlier + self.own, self.names)

    def sometimes(self) -> Condition | None:
        """A condition for every third text."""
        return self.condition() if self.making.chosen(0.34) else None

    def told(self) -> Text | None:
        """A text for most choices."""
        return self.making.text(self.making.chance.randint(1, 2)) if self.making.chosen(0.6) else None

    def beginning(self) -> Scene:
        """It opens by itself."""
        guard = Compare("courage", ">=", 1) if self.number else None
        text = self.making.text(2)
        return Scene(f"{self.id}_begins", text, (Put("patience", 3),), hub=self.id, guard=guard, arrival=True)

    def telling(self, index: int) -> Scene:
        """It tells a fact and gives a flag."""
        take, look, leave = self.words.labels(3)
        guard = self.making.simple(self.earlier, self.names[:1]) if self.number and index else None
        choices = (
            choice(take, Leave(), (Set(self.own[index], True), self.making.counted()), text=self.told()),
            choice(look, Stay(), (self.making.counted(),), text=self.told(), guard=self.condition(), once=True),
            choice(leave, Leave(), text=self.told()),
        )
        text, effects = self.making.text(3, self.sometimes()), (Learn(self.facts[index]),)
        return Scene(self.names[index], text, effects, choices, hub=self.id, title=self.titles.pop(), guard=guard)

    def chain(self) -> tuple[Scene, Scene]:
        """A scene, and one that only it leads to."""
        take, other, leave, give, go = self.words.labels(5)
        first = (
            choice(take, Goto(self.names[3]), (Set(self.own[2], True),), text=self.told()),
            choice(other, Goto(self.names[3]), (self.making.counted(),), text=self.told(), guard=self.condition()),
            choice(leave, Leave(), (Add("courage", -1),), text=self.told()),
        )
        guard = self.making.simple(self.earlier + self.own, self.names)
        second = (
            choice(give, Leave(), (Set(self.own[3], True),), text=self.told(), guard=guard),
            choice(go, Leave(), (Add("courage", 1),), text=self.told(), fallback=True),
        )
        begins, ends = (self.making.text(2, self.sometimes()) for _ in range(2))
        return (
            Scene(self.names[2], begins, choices=first, hub=self.id, title=self.titles.pop()),
            Scene(self.names[3], ends, choices=second, hub=self.id),
        )

    def repeated(self) -> Scene:
        """It can be had again and again, and can take a flag away."""
        wait, give = self.words.labels(2)
        guard = Every((Flag(self.own[0]), Compare("patience", "<", 3)))
        choices = (
            choice(wait, Leave(), (Add("courage", 1), Add("patience", -1)), text=self.told()),
            choice(give, Leave(), (Set(self.own[0], False),), text=self.told(), guard=guard),
        )
        text = self.making.changing_text(2)
        return Scene(self.names[4], text, choices=choices, hub=self.id, title=self.titles.pop(), again=True)

    def asking(self, index: int) -> Scene:
        """A quiz, again and again until the answer is right."""
        quiz, text = self.quizzes[index], self.making.text(2, self.sometimes())
        return Scene(f"asked_{self.number}_{index}", text, quiz=quiz, hub=self.id, title=self.titles.pop(),
                     guard=Not(Right(quiz.id)), again=True)  # fmt: skip

    def quiz(self, index: int) -> Quiz:
        """A question on a fact. The second of a chapter gives what the gate wants."""
        self.making.chance.randint(20, 80)  # what comes after it stays as it was in stories made before
        room = self.number * 2 + index
        boxes = self.boxes[room]
        answers = (
            Answer(f"Some {boxes} boxes", True, f"That is what the report says of room {room}."),
            Answer(f"Some {boxes + 7} boxes", False, self.words.sentence()),
            Answer(f"Over {boxes} boxes", False, self.words.sentence()),
        )
        given = (Set(self.gate, True),) if index else ()
        right = Outcome(self.making.text(2), (*given, Add("courage", 1)))
        wrong = Outcome(self.making.text(1), (Add("courage", -1),))
        question = f"How many boxes of letters lie in room {room} of this building?"
        because = f"The report counts the boxes of room {room}."
        return Quiz(f"quiz_{self.number}_{index}", question, answers, because, self.facts[index], right, wrong)

    def end(self, title: str, passed: Condition) -> Scene:
        """How the story ends."""
        best, good, other = self.words.labels(3)
        choices = (
            choice(best, End("ending_0"), guard=Every((Flag(self.own[0]), Flag(self.own[1])))),
            choice(good, End("ending_1"), guard=Compare("courage", ">=", 4)),
            choice(other, End("ending_2"), text=self.making.text(2)),
        )
        return Scene("the_last", self.making.text(3), choices=choices, hub=self.id, title=title, guard=passed)
