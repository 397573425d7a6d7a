"""Made-up stories of any size, each written down twice: as a pack of Eight Wings, and as ink source.

    python bench/stories.py small|chapters|hub FOLDER [--size N] [--seed N]

writes FOLDER/pack/ and FOLDER/story.ink. The same shape, size and seed give the same bytes. There are three shapes:

* small: a graph of scenes with guarded, once-only, sticky and fallback choices, flags and two counters. Of size 60:
  60 scenes, 25 flags, 163 choices.
* chapters: hubs one behind the other, each with scenes and quizzes in any order, something that happens by itself, and
  a gate; what is found in a chapter matters in this one and the next two. The size is the number of chapters.
* hub: one room and so many side quests in any order.

From every state of these stories an ending can be reached.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from abstract_story import (
    AbstractStory,
    Add,
    Answer,
    Choice,
    Compare,
    Condition,
    Effect,
    Either,
    End,
    Every,
    Figure,
    Flag,
    Following,
    Goto,
    Hub,
    Knows,
    Learn,
    Leave,
    Not,
    Outcome,
    Put,
    Quiz,
    Right,
    Scene,
    Seen,
    Set,
    Stay,
    Text,
    Turns,
    Way,
    When,
)
from as_ink import as_ink
from as_pack import as_dossier, as_pack
from story_words import Words, flag

COUNTERS = {"courage": (0, 5, 2), "patience": (0, 5, 3)}


class Written(NamedTuple):
    """A story in both formats. `files` are those of the pack, by name."""

    story: AbstractStory
    files: dict[str, str]
    ink: str

    def write_pack(self, folder: Path) -> None:
        """Write the pack into a folder, which is made."""
        folder.mkdir(parents=True)
        for name, text in self.files.items():
            (folder / name).write_text(text, "utf-8")


def written(shape: str, size: int = 0, seed: int = 1) -> Written:
    """A story of this shape; the size 0 stands for the usual one."""
    make, usual = SHAPES[shape]
    story = make(size or usual, random.Random(f"{shape} {seed}"))
    files = {"pack.yaml": as_pack(story), "report.yaml": as_dossier(story)}
    return Written(story, {name: text for name, text in files.items() if text}, as_ink(story))


class _Maker:
    """What all shapes need: texts, conditions and effects out of what the story has."""

    def __init__(self, chance: random.Random) -> None:
        self.chance, self.words = chance, Words(chance)

    def condition(self, flags: list[str], scenes: list[str]) -> Condition:
        """A condition in which one or two things of a story come together."""
        one = self.simple(flags, scenes)
        how = self.chance.random()
        if how < 0.6:
            return one
        other = self.simple(flags, scenes)
        if other == one:
            return one
        return Every((one, other)) if how < 0.85 else Either((one, other))

    def simple(self, flags: list[str], scenes: list[str]) -> Condition:
        chance = self.chance
        what = chance.random()
        if what < 0.5:
            one: Condition = Flag(chance.choice(flags))
            return Not(one) if chance.random() < 0.35 else one
        if what < 0.8:
            counter = chance.choice(tuple(COUNTERS))
            return Compare(counter, *chance.choice(((">=", 2), (">=", 3), (">=", 4), ("<", 3), ("<=", 1))))
        one = Seen(chance.choice(scenes))
        return Not(one) if chance.random() < 0.35 else one

    def text(self, sentences: int, test: Condition | None = None, turns: bool = True) -> Text:
        """So many sentences; with a condition, one of them depends on it."""
        chance, words = self.chance, self.words
        parts: list[str | When | Turns | Figure] = [words.sentences(sentences - (test is not None))]
        if test is not None:
            otherwise = words.sentence() if chance.random() < 0.6 else ""
            parts.append(When(test, words.sentence(), otherwise))
        elif turns and chance.random() < 0.15:
            parts.append(Turns((words.sentence(), words.sentence(), "It is as it was."), chance.random() < 0.3))
        elif chance.random() < 0.1:
            parts += ["So far your courage is", Figure("courage"), "of five."]
        return tuple(parts)

    def counted(self) -> Effect:
        """Some change of a counter."""
        counter = self.chance.choice(tuple(COUNTERS))
        amount = self.chance.choice((1, 1, 2, -1, -1, 0))
        return Add(counter, amount) if amount else Put(counter, self.chance.choice((1, 3)))


def _choice(label: str, then: Following, **more: object) -> Choice:
    """A choice that says only what is out of the ordinary."""
    usual = {"guard": None, "once": False, "fallback": False, "text": None, "effects": ()}
    return Choice(label=(label,), then=then, **{**usual, **more})  # type: ignore[arg-type]


# ── small ────────────────────────────────────────────────────────────────────────────────────────────────────


def small(size: int, chance: random.Random) -> AbstractStory:
    """A graph of so many scenes (at least 8): each leads on, and many lead back."""
    maker = _Maker(chance)
    ids = [f"scene_{number}" for number in range(size)]
    flags = dict(flag(number) for number in range(max(2, size * 25 // 60)))
    endings = {f"ending_{number}": maker.words.sentences(3) for number in range(max(2, size // 12))}
    # Every scene but the first is led to by one before it, always; who has none to lead to goes on or to an ending.
    ways: list[list[Following]] = [[] for _ in ids]
    for number in range(1, size):
        parents = [one for one in range(max(0, number - 5), number) if len(ways[one]) < 2]
        ways[chance.choice(parents or [number - 1])].append(Goto(ids[number]))
    ending = iter(endings)
    for number in range(size - 1, -1, -1):
        if not ways[number]:
            last = number >= size - 2 or chance.random() < 0.1
            onward = Goto(ids[min(number + chance.randint(1, 6), size - 1)])
            ways[number].append(End(next(ending, "ending_0")) if last else onward)
    needed = [End(id_) for id_ in ending]
    wanted = size * 163 // 60
    further = [0] * size  # choices beside those that lead on
    for _ in range(wanted - sum(map(len, ways))):
        further[min(range(size), key=lambda one: len(ways[one]) + further[one] + chance.random() * 1.5)] += 1
    for one in needed:
        number = chance.randrange(size // 2, size)
        further[number] = max(further[number], 1)
    setting = _setting(list(flags), chance)
    ends = dict(
        zip(chance.sample([one for one in range(size // 2, size) if further[one]], len(needed)), needed, strict=True)
    )
    scenes = []
    for number, id_ in enumerate(ids):
        others = ids[:number] + ids[number + 1 :]
        labels = maker.words.labels(len(ways[number]) + further[number])
        fallback = bool(further[number]) and len(ways[number]) == 1 and chance.random() < 0.4
        choices = []
        for extra in range(further[number]):
            then = ends[number] if extra == 0 and number in ends else _further(number, ids, chance)
            guard = maker.condition(list(flags), others) if chance.random() < 0.6 or isinstance(then, End) else None
            # What stands before a fallback is used up some time, so that nobody is kept from going on.
            once = fallback or isinstance(then, Stay) or chance.random() < 0.4
            choices.append(_told(maker, labels.pop(), then, setting, list(flags), others, guard=guard, once=once))
        for then in ways[number]:
            choices.append(_told(maker, labels.pop(), then, setting, list(flags), others, fallback=fallback))
        test = maker.condition(list(flags), others) if chance.random() < 0.34 else None
        effects = (maker.counted(),) if chance.random() < 0.25 else ()
        scenes.append(Scene(id_, maker.text(chance.randint(2, 4), test), effects, tuple(choices)))
    return AbstractStory("A graph of scenes", tuple(scenes), (), flags, COUNTERS, {}, endings)


def _setting(flags: list[str], chance: random.Random) -> Callable[[], Effect]:
    """Effects on one flag after the other, so that each is set somewhere; some are cleared again."""
    todo: list[str] = []

    def effect() -> Effect:
        if not todo:
            todo.extend(chance.sample(flags, len(flags)))
            return Set(chance.choice(flags), False)
        return Set(todo.pop(), True)

    return effect


def _further(number: int, ids: list[str], chance: random.Random) -> Following:
    """Back, ahead, or another look at the same."""
    how = chance.random()
    if how < 0.25:
        return Stay()
    if how < 0.6:
        return Goto(ids[max(0, number - chance.randint(1, 12))])
    return Goto(ids[min(len(ids) - 1, number + chance.randint(1, 8))])


def _told(
    maker: _Maker,
    label: str,
    then: Following,
    setting: Callable[[], Effect],
    flags: list[str],
    scenes: list[str],
    **more: object,
) -> Choice:
    """A choice with a text of its own, and effects, as often as not."""
    chance = maker.chance
    effects: list[Effect] = []
    if chance.random() < 0.5:
        effects.append(setting())
    if chance.random() < 0.3:
        effects.append(maker.counted())
    text = None
    if isinstance(then, Stay | End) or chance.random() < 0.5:
        test = maker.simple(flags, scenes) if chance.random() < 0.3 else None
        text = maker.text(chance.randint(1, 2) + (test is not None), test)
    return _choice(label, then, text=text, effects=tuple(effects), **more)


# ── chapters ─────────────────────────────────────────────────────────────────────────────────────────────────


def chapters(size: int, chance: random.Random) -> AbstractStory:
    """So many hubs one behind the other. What a gate wants can always be had in its chapter."""
    maker = _Maker(chance)
    flags = dict(flag(number) for number in range(size * _FLAGS_OF_A_CHAPTER))
    facts = {f"fact_{number}": f"In room {number} of this building lie {chance.randint(20, 90)} boxes of letters."
             for number in range(size * 2)}  # fmt: skip
    endings = {f"ending_{number}": maker.words.sentences(3) for number in range(3)}
    scenes: list[Scene] = []
    hubs = [_chapter(number, size, maker, list(flags), scenes) for number in range(size)]
    return AbstractStory("A story in chapters", tuple(scenes), tuple(hubs), flags, COUNTERS, facts, endings)


def _chapter(number: int, size: int, maker: _Maker, flags: list[str], scenes: list[Scene]) -> Hub:
    """A hub; its scenes are added to the others. Its flags: the last is what the gate wants."""
    chance, words = maker.chance, maker.words
    hub, first = f"hub_{number}", number * _FLAGS_OF_A_CHAPTER
    known = flags[max(0, first - 2 * _FLAGS_OF_A_CHAPTER) : first + _FLAGS_OF_A_CHAPTER - 1]
    own = flags[first : first + _FLAGS_OF_A_CHAPTER - 1]
    gate = flags[first + _FLAGS_OF_A_CHAPTER - 1]
    names = [f"scene_{number}_{one}" for one in range(5)]
    titles = words.labels(8)
    quizzes = [_quiz(f"quiz_{number}_{one}", f"fact_{number * 2 + one}", maker) for one in range(2)]

    def test() -> Condition | None:
        return maker.condition(known, names) if chance.random() < 0.34 else None

    def choice(label: str, then: Following, effects: list[Effect], **more: object) -> Choice:
        text = maker.text(chance.randint(1, 2), turns=False) if chance.random() < 0.6 else None
        return _choice(label, then, text=text, effects=tuple(effects), **more)

    # Something happens on arrival; two scenes tell a fact each; one goes on in another; one can be had again and again.
    scenes.append(
        Scene(f"{hub}_begins", maker.text(2, turns=False), (Put("patience", 3),), hub=hub, arrival=True,
              guard=None if number == 0 else Compare("courage", ">=", 1))
    )  # fmt: skip
    for one in range(2):
        labels = words.labels(3)
        scenes.append(
            Scene(
                names[one], maker.text(3, test()), (Learn(f"fact_{number * 2 + one}"),), hub=hub, title=titles.pop(),
                guard=maker.simple(known[: len(known) - len(own)], names[:1]) if number and one else None,
                choices=(
                    choice(labels[0], Leave(), [Set(own[one], True), maker.counted()]),
                    choice(labels[1], Stay(), [maker.counted()], once=True, guard=maker.condition(known, names)),
                    choice(labels[2], Leave(), []),
                ),
            )
        )  # fmt: skip
    labels = words.labels(5)
    scenes.append(
        Scene(
            names[2], maker.text(2, test()), hub=hub, title=titles.pop(),
            choices=(
                choice(labels[0], Goto(names[3]), [Set(own[2], True)]),
                choice(labels[1], Goto(names[3]), [maker.counted()], guard=maker.condition(known, names)),
                choice(labels[2], Leave(), [Add("courage", -1)]),
            ),
        )
    )  # fmt: skip
    scenes.append(
        Scene(
            names[3], maker.text(3, test()), hub=hub,
            choices=(
                choice(labels[3], Leave(), [Set(own[3], True)], guard=maker.simple(known, names)),
                choice(labels[4], Leave(), [Add("courage", 1)], fallback=True),
            ),
        )
    )  # fmt: skip
    labels = words.labels(2)
    scenes.append(
        Scene(
            names[4], maker.text(2, test()), hub=hub, title=titles.pop(), again=True,
            choices=(
                choice(labels[0], Leave(), [Add("courage", 1), Add("patience", -1)]),
                choice(labels[1], Leave(), [Set(own[0], False)], guard=Every((Flag(own[0]), Compare("patience", "<", 3)))),
            ),
        )
    )  # fmt: skip
    for one, quiz in enumerate(quizzes):
        given = (
            quiz._replace(right=quiz.right._replace(effects=(Set(gate, True), *quiz.right.effects))) if one else quiz
        )
        scenes.append(
            Scene(f"asked_{number}_{one}", maker.text(2, test(), turns=False), quiz=given, hub=hub, title=titles.pop(),
                  guard=Not(Right(quiz.id)), again=True)
        )  # fmt: skip
    passed = Every((Flag(gate), Either((Right(quizzes[0].id), Compare("courage", ">=", 3)))))
    if number < size - 1:
        ways = (Way("north", f"{titles.pop()} on the way north", f"hub_{number + 1}", passed),)
    else:
        ways = ()
        scenes += _last(hub, passed, titles.pop(), own, maker)
    return Hub(hub, f"Room {number}", maker.text(3, test() if number else None, turns=False),
               maker.text(2, maker.condition(known, names) if chance.random() < 0.34 else None, turns=False), ways)  # fmt: skip


def _last(hub: str, passed: Condition, title: str, own: list[str], maker: _Maker) -> list[Scene]:
    """How the last chapter ends."""
    labels = maker.words.labels(3)
    choices = (
        _choice(labels[0], End("ending_0"), guard=Every((Flag(own[0]), Flag(own[1])))),
        _choice(labels[1], End("ending_1"), guard=Compare("courage", ">=", 4)),
        _choice(labels[2], End("ending_2"), text=maker.text(2, turns=False)),
    )
    return [Scene("the_last", maker.text(3, turns=False), choices=choices, hub=hub, title=title, guard=passed)]


def _quiz(id_: str, fact: str, maker: _Maker) -> Quiz:
    number, words = maker.chance.randint(20, 80), maker.words
    place = int(fact.rpartition("_")[2])
    answers = (
        Answer(f"Some {number} boxes", True, f"That is what the report says of room {place}."),
        Answer(f"About {number + 7} boxes", False, words.sentence()),
        Answer(f"About {number - 9} boxes", False, words.sentence()),
    )
    return Quiz(
        id_, f"How many boxes of letters lie in room {place} of this building?", answers,
        f"The report counts the boxes of room {place}.", fact,
        Outcome(maker.text(2, turns=False), (Add("courage", 1),)), Outcome(maker.text(1, turns=False), (Add("courage", -1),)),
    )  # fmt: skip


# ── hub ──────────────────────────────────────────────────────────────────────────────────────────────────────


def hub(size: int, chance: random.Random) -> AbstractStory:
    """One room, and so many side quests of two scenes in any order; one may leave when half of them are done."""
    maker = _Maker(chance)
    flags = dict(flag(number) for number in range(size))
    ids, endings = list(flags), {f"ending_{number}": maker.words.sentences(3) for number in range(3)}
    begins = [f"quest_{number}" for number in range(size)]
    titles = maker.words.labels(size + 1)
    scenes: list[Scene] = []
    for number, own in enumerate(ids):
        labels = maker.words.labels(5)
        second = f"quest_{number}_ends"
        helped = Flag(ids[chance.randrange(size)]) if number else Compare("courage", ">=", 3)
        test = maker.condition(ids, begins[:number] + begins[number + 1 :]) if chance.random() < 0.34 else None
        first = (
            _choice(labels[0], Goto(second), text=maker.text(2, turns=False), effects=(maker.counted(),)),
            _choice(labels[1], Goto(second), guard=helped, effects=(Add("courage", 1),)),
        )
        scenes.append(Scene(begins[number], maker.text(3, test), (), first, hub="room", title=titles[number]))
        last = (
            _choice(labels[2], Leave(), text=maker.text(1, turns=False), effects=(Set(own, True),)),
            _choice(
                labels[3], Leave(), guard=Compare("patience", ">=", 3), effects=(Set(own, True), Add("patience", -1))
            ),
            _choice(labels[4], Stay(), once=True, text=maker.text(2, turns=False), effects=(maker.counted(),)),
        )
        test = maker.condition(ids, begins) if chance.random() < 0.34 else None
        scenes.append(Scene(second, maker.text(2, test), (), last, hub="room"))
    # Each half of the quests lets one go; whoever has done all of them can, in any case.
    halves = tuple(Every(tuple(map(Flag, half))) for half in (ids[: size // 2], ids[size // 2 :]))
    labels = maker.words.labels(3)
    leaving = (
        _choice(labels[0], End("ending_0"), guard=Every(halves)),
        _choice(labels[1], End("ending_1"), guard=Compare("courage", ">=", 3)),
        _choice(labels[2], End("ending_2")),
    )
    scenes.append(Scene("leaving", maker.text(3, turns=False), (), leaving, hub="room", title=titles[size],
                        guard=Either(halves)))  # fmt: skip
    room = Hub("room", "The long room", maker.text(4, turns=False), maker.text(2, turns=False), ())
    return AbstractStory("One room", tuple(scenes), (room,), flags, COUNTERS, {}, endings)


_FLAGS_OF_A_CHAPTER = 5

SHAPES: dict[str, tuple[Callable[[int, random.Random], AbstractStory], int]] = {
    "small": (small, 60),
    "chapters": (chapters, 8),
    "hub": (hub, 20),
}


def main() -> None:
    """Write a story."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shape", choices=SHAPES)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--size", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    made = written(given.shape, given.size, given.seed)
    made.write_pack(given.folder / "pack")
    (given.folder / "story.ink").write_text(made.ink, "utf-8")


if __name__ == "__main__":
    sys.exit(main())
