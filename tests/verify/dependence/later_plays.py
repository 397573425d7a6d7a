"""Plays that differ in nothing but one choice, compared ever after by plain search: the meaning of “forgotten”."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import NamedTuple

from game.engine.compiled_effects import Configuration
from game.engine.events import Achieved, Ended, Event, QuestionAsked, TextShown
from game.engine.moves import Moves
from game.engine.rendering import render_passage, render_words
from game.engine.rules import closed_choices
from game.engine.state import EndlessLoop, State
from game.story.model.position_variables import scenes_of_nodes
from game.story.model.story import ROAMING, Offer, ShowText, Story
from game.story.model.text import Text
from game.verify.dependence.branches import ChoiceBranch, ChoiceList, choice_lists
from game.verify.dependence.flow_building import flow_graph

Shown = tuple[tuple[str, str], ...]


class Landing(NamedTuple):
    """Where a play stands when a branch has joined the others, and what it showed by then that is not the branch's."""

    at: Configuration
    shown: Shown


class LaterPlays:
    """Compares plays of one story with one seed."""

    def __init__(self, story: Story, seed: int = 0) -> None:
        self.story, self.seed = story, seed
        self.moves = Moves(story, emitting=True)
        self.lists = {some.offer: some for some in choice_lists(flow_graph(story))}
        self._scene_of = scenes_of_nodes(story)

    def situations(self, most: int) -> Iterator[Configuration]:
        """Situations in which a player can be, in breadth, at most so many."""
        try:
            waiting = deque([self.moves.begin(self.seed, [])])
        except EndlessLoop:
            return
        seen = set(waiting)
        while waiting:
            here = waiting.popleft()
            yield here
            for _, after, _ in self._steps(here):
                if after not in seen and len(seen) < most:
                    seen.add(after)
                    waiting.append(after)

    def difference(self, here: Configuration, first: str, second: str) -> str:
        """What tells apart later which of two choices was taken; empty: nothing that was found."""
        some = self.lists[here[1]]
        landings = [list(self._landings(here, some, choice)) for choice in (first, second)]
        for landing in landings[0]:
            for other in landings[1]:
                if landing.shown != other.shown:
                    return f"{landing.shown} / {other.shown}"
                if told := self._compared(landing.at, other.at):
                    return told
        return ""

    def trace(self, here: Configuration, choice: str) -> str:
        """What tells later that a choice was taken that leads back to its list; empty: nothing that was found."""
        some = self.lists[here[1]]
        for landing in self._landings(here, some, choice):
            if told := self._compared(here, landing.at, but=choice):
                return told
        return ""

    def open_choices(self, here: Configuration) -> tuple[str, ...]:
        """The choices that can be taken here."""
        if here[1] == ROAMING or not isinstance(self.story.nodes[here[1]], Offer):
            return ()
        return tuple(self.moves.all[number].id for number in self.moves.offered(here))

    def branch(self, offer: int, choice: str) -> ChoiceBranch:
        """What a choice leads to."""
        return next(branch for branch in self.lists[offer].branches if branch.choice == choice)

    def _landings(self, here: Configuration, some: ChoiceList, choice: str) -> Iterator[Landing]:
        branch = self.branch(some.offer, choice)
        own = {id(node.text) for index in branch.nodes if isinstance(node := self.story.nodes[index], ShowText)}
        waiting = [(after, events) for move, after, events in self._steps(here) if move == choice]
        seen = set()
        while waiting:
            at, events = waiting.pop()
            if at[1] in branch.nodes and len(at[2]) == len(here[2]):
                if at not in seen:
                    seen.add(at)
                    waiting += [(after, further) for _, after, further in self._steps(at)]
            else:
                yield Landing(at, self._shown(events, own))

    def _compared(self, here: Configuration, other: Configuration, but: str = "") -> str:
        waiting = deque([(here, other, but)])
        seen = set(waiting)
        while waiting and len(seen) < 100:
            first, second, but = waiting.popleft()
            if first == second:
                continue
            ignored = but if self._inside(first, but) and self._inside(second, but) else ""
            told = [self._seen(at, ignored) for at in (first, second)]
            if told[0] != told[1]:
                return f"{told[0]} / {told[1]}"
            further = {move: (after, events) for move, after, events in self._steps(second)}
            for move, after, events in self._steps(first):
                if move == ignored or move not in further:
                    continue
                shown = [self._shown(some, set()) for some in (events, further[move][1])]
                if shown[0] != shown[1]:
                    return f"{move}: {shown[0]} / {shown[1]}"
                pair = after, further[move][0], ignored
                if pair not in seen:
                    seen.add(pair)
                    waiting.append(pair)
        return ""

    def _inside(self, at: Configuration, choice: str) -> bool:
        """Whether the scene of a choice is still running, also while it waits for one that it called."""
        return choice.partition("/")[0] in {self._scene_of.get(node, "") for node in (at[1], *at[2])}

    def _steps(self, here: Configuration) -> Iterator[tuple[str, Configuration, tuple[Event, ...]]]:
        for number in self.moves.offered(here):
            events: list[Event] = []
            try:
                after = self.moves.after(here, number, events)
            except EndlessLoop:
                continue
            yield self.moves.all[number].id, after, tuple(events)

    def _shown(self, events: tuple[Event, ...], own: set[int]) -> Shown:
        made = []
        for event in events:
            match event:
                case TextShown() if id(event.text) not in own:
                    made.append((event.text.id, render_passage(self.story, event.text, event.memory, self.seed)))
                case Ended(ending):
                    made.append(("ending", ending))
                case QuestionAsked(question):
                    made.append(("question", question))
                case Achieved(achievement):
                    made.append(("achievement", achievement))
        return tuple(made)

    def _seen(self, at: Configuration, but: str) -> tuple[object, ...]:
        story, memory = self.story, at[0]
        offered = tuple(
            (move.id, self._words(move.label, memory))
            for move in (self.moves.all[number] for number in self.moves.offered(at)) if move.id != but
        )  # fmt: skip
        closed = tuple(
            (choice.id, self._words(choice.label, memory), self._words(choice.reason, memory))
            for choice in closed_choices(story, State(*at, self.seed)) if choice.id != but
        )  # fmt: skip
        kept = tuple(fact.known.get(memory) for fact in story.facts.values())
        carried = tuple(item.carried.get(memory) for item in story.items.values())
        measures = tuple(measure.slot.get(memory) for measure in story.measures.values() if not measure.hidden)
        place = story.place_at(memory)
        looked = self._words(place.text, memory) if place is not None and place.text is not None else ""
        return offered, closed, kept, carried, measures, place and place.id, looked

    def _words(self, label: Text | str | None, memory: int) -> str:
        return render_words(self.story, label, memory, self.seed) if isinstance(label, Text) else str(label)
