"""Support for the tests of the engine: packs written inside a test, and plays that read like transcripts.

Every pack gets the dossier below beside it, so that it can ask questions and fill a notebook.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from textwrap import dedent
from typing import TypeAlias

import pytest

from game.engine import AnswerGiven, Event, Option, State, begin, choose, events, is_over, options
from game.engine.rendering import clock_time, render, render_words
from game.story.model.story import Story
from game.story.packs import load

ALMANAC = """\
dossier: almanac
title: The almanac
article: almanac.txt
as_of: "1921"
facts:
  sky: { states: The sky is blue., paragraph: 1, by: article, as_of: "1921", topics: [weather] }
  sea: { states: The sea is wet., paragraph: 2, by: article, as_of: "1921", topics: [weather, water] }
  bread: { states: Bread is baked., paragraph: 3, by: article, as_of: "1921", topics: [food] }
  saying:
    states: Jan Roos called the harbour stubborn.
    paragraph: 4
    by: Jan Roos
    quote: small but stubborn
    as_of: "1921"
    topics: [harbour]
"""

StoryOf: TypeAlias = Callable[[str], Story]


class Play:
    """A play of a story. Options are taken by id, by the last part of the id, or by label."""

    def __init__(self, story: Story, seed: int = 0) -> None:
        self.story, self.seed = story, seed
        self.turn = begin(story, seed)

    @property
    def state(self) -> State:
        return self.turn.state

    @property
    def over(self) -> bool:
        return is_over(self.story, self.state)

    @property
    def ids(self) -> list[str]:
        return [option.id for option in options(self.story, self.state)]

    @property
    def labels(self) -> list[str]:
        """What is offered: labels, or ids where the client has words of its own."""
        return [self.label(option) for option in options(self.story, self.state)]

    @property
    def happened(self) -> list[str]:
        """The events of the last turn: texts as they are shown, everything else in parentheses."""
        return [self.emitted(event) for event in self.turn.events]

    @property
    def shown(self) -> list[str]:
        """The texts of the last turn."""
        return [self.emitted(event) for event in self.turn.passages]

    def take(self, *names: str) -> Play:
        for name in names:
            offered = options(self.story, self.state)
            fitting = [
                option.id for option in offered if name in (option.id, option.id.split("/")[-1], self.label(option))
            ]
            assert len(fitting) == 1, f"{name!r} is not offered once, but: {self.labels}"
            self.turn = choose(self.story, self.state, fitting[0])
        return self

    def answer(self, words: str) -> Play:
        self.turn = choose(self.story, self.state, AnswerGiven(words))
        return self

    def value(self, variable: str) -> int:
        return self.story.layout[variable].get(self.state.memory)

    def label(self, option: Option) -> str:
        if option.label is None:
            return option.id
        if isinstance(option.label, str):
            return option.label
        return render_words(self.story, option.label, self.state.memory, self.seed)

    def emitted(self, event: Event) -> str:
        match event:
            case events.TextShown(text, memory):
                return " / ".join(paragraph.words for paragraph in render(self.story, text, memory, self.seed))
            case events.SceneBegan(scene):
                return f"({scene} begins)"
            case events.SceneEnded():
                return "(the scenes are over)"
            case events.Arrived(place, first):
                return f"(at {place} for the first time)" if first else f"(at {place})"
            case events.FactLearned(fact):
                return f"(learned {fact})"
            case events.ItemReceived(item):
                return f"(got {item})"
            case events.ItemLost(item):
                return f"(lost {item})"
            case events.Achieved(achievement):
                return f"(achieved {achievement})"
            case events.MeasureChanged(measure, before, after):
                return f"({measure} {before} → {after})"
            case events.StoppedAtBound(measure, edge):
                return f"({measure} was to go beyond its {edge})"
            case events.TimePassed(before, after):
                return f"({clock_time(before)} → {clock_time(after)})"
            case events.Moved(place):
                return f"(moved to {place})"
            case events.QuestionAsked(question):
                return f"(asked {question})"
            case events.LookedUp(question, facts):
                return f"(looked up {question}: {', '.join(facts)})"
            case events.HintShown(question, number):
                return f"(hint {number} of {question})"
            case events.AskedAgain(question):
                return f"(asked {question} again)"
            case events.QuestionAnswered(question, right, given, _, spelling):
                return f"({'right' if right else 'wrong'} {question}: {given}{' [spelling]' if spelling else ''})"
            case events.Ended(ending):
                return f"(the end: {ending})"


PlayOf: TypeAlias = Callable[..., Play]


@pytest.fixture
def story_of(tmp_path: Path) -> StoryOf:
    """Makes a story from the text of a file `pack.yaml`."""

    def make(text: str) -> Story:
        folder = tmp_path / "pack"
        folder.mkdir(exist_ok=True)
        (folder / "almanac.yaml").write_text(ALMANAC, encoding="utf-8")
        (folder / "notice.yaml").write_text("disclaimer: Invented.\n", encoding="utf-8")
        (folder / "pack.yaml").write_text("pack: A test\n" + dedent(text), encoding="utf-8")
        return load(folder)  # a PackError lists what is wrong with the text

    return make


@pytest.fixture
def play_of(story_of: StoryOf) -> PlayOf:
    """Begins a play of the story in the text of a file `pack.yaml`."""

    def make(text: str, seed: int = 0) -> Play:
        return Play(story_of(text), seed)

    return make


@pytest.fixture
def play_again() -> Callable[[Story, int], Play]:
    """Begins another play of a story."""
    return Play
