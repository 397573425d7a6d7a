"""What a simulation says about a story, in figures with names: for tables, for pages and for other programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple, TypeVar

from game.engine.moves import Moves
from game.engine.rendering import render_words
from game.playthrough.simulation.estimates import Share, Spread, share, spread
from game.playthrough.simulation.simulating import POINTS, Simulation, numbered_moves
from game.playthrough.simulation.tallies import PlayTally
from game.story.model.document_wordings import BLANK_LINE, BLANK_NAME, can_stand
from game.story.model.story import Ending, Story
from game.story.model.text import Text

FigureKey = TypeVar("FigureKey")


class EndingFigures(NamedTuple):
    """How often an ending was reached, after how many steps, and when (minutes since midnight; None: no clock)."""

    id: str
    title: str
    of_plays: Share
    steps: Spread | None
    time: Spread | None


class Occurrence(NamedTuple):
    """A scene, place, fact or achievement: in how many plays it occurred."""

    id: str
    title: str
    of_plays: Share


class OptionFigures(NamedTuple):
    """A choice, a scene, a way or an item: how often it was offered and taken, and in how many plays.

    `where` is the scene of a choice or the place of what is there, or empty; `of_offers` is the share of offers that
    were taken.
    """

    id: str
    label: str
    kind: str
    where: str
    offered: int
    taken: int
    of_offers: float
    offered_in: int
    taken_in: int


class QuestionFigures(NamedTuple):
    """How a question went. `when` and `missed_when` are in minutes since midnight, in steps for a story without clock.

    `missed` counts what was answered wrong and what was passed, `partly` what was partly right where that does not
    count as wrong, `hinted` the hints that were asked for.
    """

    id: str
    kind: str
    topics: tuple[str, ...]
    words: str
    asked_in: Share
    missed_in: int
    asked: int
    right: int
    wrong: int
    passed: int
    missed: int
    looked_up: int
    when: Spread | None
    missed_when: Spread | None
    hinted: int = 0
    partly: int = 0


class MeasureFigures(NamedTuple):
    """How a measure stands at the end of plays, and its mean for each ending that was reached."""

    id: str
    name: str
    low: int
    high: int
    values: Spread | None
    means: dict[str, float]


class Never(NamedTuple):
    """The ids of what did not occur in any play. `choices` were offered and never taken, `unoffered` never offered."""

    endings: tuple[str, ...]
    scenes: tuple[str, ...]
    places: tuple[str, ...]
    choices: tuple[str, ...]
    unoffered: tuple[str, ...]
    questions: tuple[str, ...]
    facts: tuple[str, ...]
    achievements: tuple[str, ...]
    wordings: tuple[str, ...]


class CurvePoint(NamedTuple):
    """How often each ending was reached with one knowledge."""

    knowledge: float
    plays: int
    endings: dict[str, Share]


class ReturnFigures(NamedTuple):
    """How often what was missed came back, after how many other scenes, and how often it never did."""

    came_back: int
    scenes: Spread | None
    never: int


class Figures(NamedTuple):
    """All of it. `without_ending` are the plays that came to none, by kind (see `players.Stop`).

    `steps`, `time` and `lengths` (how many plays have so many steps) are those of plays that came to an ending; only
    when none did, those of all.
    """

    plays: int
    endings: tuple[EndingFigures, ...]
    without_ending: dict[str, int]
    steps: Spread | None
    time: Spread | None
    notes: Spread | None
    measures: tuple[MeasureFigures, ...]
    scenes: tuple[Occurrence, ...]
    places: tuple[Occurrence, ...]
    facts: tuple[Occurrence, ...]
    achievements: tuple[Occurrence, ...]
    wordings: tuple[Occurrence, ...]
    questions: tuple[QuestionFigures, ...]
    options: tuple[OptionFigures, ...]
    never: Never
    balance: tuple[CurvePoint, ...]
    lengths: dict[int, int]
    returns: ReturnFigures | None = None

    @property
    def choices(self) -> tuple[OptionFigures, ...]:
        """The options inside scenes."""
        return tuple(option for option in self.options if option.kind == "choice")


def figures(story: Story, simulation: Simulation) -> Figures:
    """The figures of a simulation of this story."""
    tally = simulation.tally
    left_out = "!" if any(not end.startswith("!") for end, _ in tally.lengths) else "nothing"
    lengths = _summed((steps, times) for (end, steps), times in tally.lengths.items() if not end.startswith(left_out))
    closings = _summed((time, times) for (end, time), times in tally.closings.items() if not end.startswith(left_out))
    scenes = _occurrences(tally, tally.scenes, story.scenes, lambda id_: scene_title(story, id_))
    places = _occurrences(tally, tally.places, story.places, lambda id_: story.places[id_].name)
    facts = _occurrences(tally, tally.facts, story.facts, lambda id_: story.facts[id_].states)
    achieved = _occurrences(tally, tally.achievements, story.achievements, lambda id_: story.achievements[id_].title)
    wordings = _occurrences(tally, tally.wordings, titles := _wordings(story), titles.__getitem__)
    endings = tuple(_endings(story, tally))
    questions = tuple(_questions(story, tally))
    options = tuple(_options(numbered_moves(story), tally))
    choices = [option for option in options if option.kind == "choice"]
    without = _summed((end, times) for (end, _), times in tally.lengths.items() if end.startswith("!"))
    return Figures(
        plays=tally.plays,
        endings=endings,
        without_ending={end[1:]: times for end, times in sorted(without.items())},
        steps=spread(lengths),
        time=spread(closings) if story.clock is not None else None,
        notes=spread(tally.notes) if story.facts else None,
        measures=tuple(_measures(story, tally)),
        scenes=scenes, places=places, facts=facts, achievements=achieved,
        wordings=wordings,
        questions=questions,
        options=options,
        never=Never(
            endings=tuple(ending.id for ending in endings if not ending.of_plays.plays),
            scenes=_unseen(scenes), places=_unseen(places),
            choices=tuple(choice.id for choice in choices if choice.offered and not choice.taken),
            unoffered=tuple(choice.id for choice in choices if not choice.offered),
            questions=tuple(question.id for question in questions if not question.asked),
            facts=_unseen(facts), achievements=_unseen(achieved),
            wordings=_unseen(wordings),
        ),
        balance=tuple(_balance(story, simulation)),
        lengths=dict(sorted(lengths.items())),
        returns=_returns(tally) if story.comeback is not None else None,
    )  # fmt: skip


def _returns(tally: PlayTally) -> ReturnFigures:
    return ReturnFigures(tally.returns.total(), spread(tally.returns), tally.never_returned.total())


def words_of(story: Story, text: Text) -> str:
    """A text on one line, as it is at the beginning of a play."""
    return render_words(story, text, story.layout.start, 0)


def scene_title(story: Story, id_: str) -> str:
    """What a scene is called: how it is offered, else a name made of its id."""
    title = story.scenes[id_].title
    return (words_of(story, title) if title is not None else "") or id_.replace("_", " ").capitalize()


def ending_title(ending: Ending) -> str:
    """What an ending is called: its title, else a name made of its id."""
    return ending.title or ending.id.replace("_", " ").capitalize()


def _summed(counts: Iterable[tuple[FigureKey, int]]) -> Counter[FigureKey]:
    found: Counter[FigureKey] = Counter()
    for key, times in counts:
        found[key] += times
    return found


def _grouped(counts: Iterable[tuple[FigureKey, int, int]]) -> dict[FigureKey, Counter[int]]:
    """Counts of numbers, by what they belong to: from triples of that, the number, and how often."""
    found: dict[FigureKey, Counter[int]] = {}
    for key, number, times in counts:
        found.setdefault(key, Counter())[number] += times
    return found


def _occurrences(
    tally: PlayTally, counts: Counter[str], known: Iterable[str], title: Callable[[str], str]
) -> tuple[Occurrence, ...]:
    return tuple(Occurrence(id_, title(id_), share(counts[id_], tally.plays)) for id_ in known)


def _unseen(some: tuple[Occurrence, ...]) -> tuple[str, ...]:
    return tuple(occurrence.id for occurrence in some if not occurrence.of_plays.plays)


def _endings(story: Story, tally: PlayTally) -> Iterable[EndingFigures]:
    lengths = _grouped((end, steps, times) for (end, steps), times in tally.lengths.items())
    closings = _grouped((end, time, times) for (end, time), times in tally.closings.items())
    for id_, ending in story.endings.items():
        steps = lengths.get(id_, Counter())
        time = spread(closings.get(id_, Counter())) if story.clock is not None else None
        yield EndingFigures(id_, ending_title(ending), share(steps.total(), tally.plays), spread(steps), time)


def _wordings(story: Story) -> dict[str, str]:
    """What can stand in the lines of documents, as conditions call it after `stands.`, and as it is read."""
    found = {}
    for document in story.documents.values():
        for line in document.lines:
            texts = {wording.id: wording.text for wording in line.wordings} | {BLANK_LINE: line.blank}
            for id_ in can_stand(line):
                text = texts[id_]
                found[f"{document.id}.{line.id}.{id_ or BLANK_NAME}"] = (
                    words_of(story, text) if text is not None else ""
                )
    return found


def _measures(story: Story, tally: PlayTally) -> Iterable[MeasureFigures]:
    values = _grouped(((id_, end), value, times) for (id_, end, value), times in tally.measures.items())
    for id_, measure in story.measures.items():
        by_end = {end: counts for (of, end), counts in values.items() if of == id_}
        found = {end: spread(by_end.get(end, Counter())) for end in story.endings}
        yield MeasureFigures(
            id_, measure.name, measure.slot.low, measure.slot.high, spread(sum(by_end.values(), Counter())),
            {end: values_then.mean for end, values_then in found.items() if values_then is not None},
        )  # fmt: skip


def _questions(story: Story, tally: PlayTally) -> Iterable[QuestionFigures]:
    replies = _grouped(((number, outcome), time, times) for (number, outcome, time), times in tally.replies.items())
    for question in story.questions.values():
        number = question.number
        right, partly, wrong, passed = (
            replies.get((number, how), Counter()) for how in ("right", "partly", "wrong", "passed")
        )
        missed = wrong + passed
        asked = right + partly + missed
        yield QuestionFigures(
            question.id, question.kind, question.topics, words_of(story, question.text),
            share(tally.asked_in[number], tally.plays), tally.missed_in[number], asked.total(),
            right.total(), wrong.total(), passed.total(), missed.total(), tally.looked_up[number],
            spread(asked), spread(missed), tally.hinted[number], partly.total(),
        )  # fmt: skip


def _options(moves: Moves, tally: PlayTally) -> Iterable[OptionFigures]:
    """What can be chosen, opened, gone and taken; a choice that is offered at several points is one."""
    story = moves.story
    numbers: dict[tuple[str, str, str], list[int]] = {}
    for number, move in enumerate(moves.all):
        if move.kind in ("choice", "scene", "go", "take"):
            where = move.id.partition("/")[0] if move.kind == "choice" else ""
            numbers.setdefault((move.kind, where, move.id), []).append(number)
    places = _places_of(moves)
    for (kind, where, id_), some in numbers.items():
        if kind == "go":  # a way is one at each place
            for number in some:
                yield _option(story, moves, tally, (kind, places[number], id_), [number])
        else:
            yield _option(story, moves, tally, (kind, where, id_), some)


def _places_of(moves: Moves) -> dict[int, str]:
    rules = moves.rules
    return {number: id_ for index, id_ in enumerate(rules.places) for number in rules.at_place(index)}


def _option(
    story: Story, moves: Moves, tally: PlayTally, key: tuple[str, str, str], numbers: list[int]
) -> OptionFigures:
    kind, where, id_ = key
    move = moves.all[numbers[0]]
    label = move.label if isinstance(move.label, str) else words_of(story, move.label) if move.label else ""
    if kind == "go" and not label:
        way = next(exit_ for exit_ in story.places[where].exits if exit_.direction == move.subject)
        label = f"{move.subject.capitalize()}: {story.places[way.to].name}"
    elif kind == "take":
        label = f"Take {story.items[move.subject].name}"

    def total(counts: Mapping[int, int]) -> int:
        return sum(counts.get(number, 0) for number in numbers)

    offered, taken = total(tally.offered), total(tally.taken)
    return OptionFigures(
        id_, label or id_, kind, where, offered, taken, taken / offered if offered else 0.0,
        total(tally.offered_in), total(tally.taken_in),
    )  # fmt: skip


def _balance(story: Story, simulation: Simulation) -> Iterable[CurvePoint]:
    for knowledge, tally in zip(POINTS, simulation.balance, strict=False):
        counts: Counter[str] = Counter()
        for (end, _), times in tally.lengths.items():
            counts[end] += times
        yield CurvePoint(knowledge, tally.plays, {id_: share(counts[id_], tally.plays) for id_ in story.endings})
