"""A story made ready to be asked how likely what is: everything that does not hang on who plays."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from typing import Literal, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from game.engine.events import FactLearned
from game.story.model.story import End, Story
from game.verify.odds.answer_locations import answering
from game.verify.odds.block_order import Level, block_order
from game.verify.odds.careful_edges import careful_chances
from game.verify.odds.linear_systems import Chain
from game.verify.odds.player_model import PlayerModel, chances_at_question
from game.verify.odds.state_graph import StateGraph, explored
from game.verify.odds.vector_conditions import TruthVector
from game.verify.odds.vector_steps import VectorSteps
from game.verify.reductions.reduction import emitted_in, reduced
from game.verify.system.space import Progress
from game.verify.system.transition_system import System, transition_system

MOST_CHAIN_NODES = 400_000
"""States that are kept, with all edges between them; where there are more, plays only flow through them."""

OddsKind: TypeAlias = Literal["ending", "fact", "question", "unexplored"]


class Target(NamedTuple):
    """What may happen in a play: an ending is reached, a fact is met, a question is asked; or nobody looked further."""

    kind: OddsKind
    id: str


@dataclass(frozen=True, eq=False)
class StoryChain:
    """The states of a story with what may happen between them, whoever plays.

    `targets`: the bits of happenings in the graph mean these. `arriving`: those that happen by coming to a location.
    """

    story: Story
    system: System
    steps: VectorSteps
    targets: tuple[Target, ...]
    arriving: dict[int, int]
    graph: StateGraph

    @property
    def is_whole(self) -> bool:
        """Whether the graph has all states."""
        return not len(self.graph.unexplored)

    @cached_property
    def levels(self) -> tuple[Level, ...]:
        """In which order the graph is solved."""
        return block_order(self.graph.first_edge, self.graph.target)

    @cached_property
    def is_chosen(self) -> TruthVector:
        """For each node whether it is the player who decides there."""
        chosen = [here is not None and here.is_chosen for here in self.steps.reduced.locations]
        return np.array(chosen, np.bool_)[self.graph.location]

    @cached_property
    def wanted(self) -> TruthVector:
        """For each happening of the graph which targets are among it: shape (happenings, targets)."""
        bits = range(len(self.targets))
        found = [[bool(happening >> bit & 1) for bit in bits] for happening in self.graph.happenings]
        return np.array(found, np.bool_).reshape(-1, len(self.targets))

    def chain(self, model: PlayerModel) -> Chain:
        """The story as this player plays it, as far as nothing but the state decides."""
        chance = np.array([float(chance) for chance in self.chances(model)])[self.graph.branch]
        if model.careful:
            chance = careful_chances(self.story, self.steps, self.graph, self.is_chosen, chance)
        return Chain(self.graph, chance, self.levels)

    def chances(self, model: PlayerModel) -> list[Fraction]:
        """The chance of each branch, by its index; exact, but for a player who is careful."""
        found = [Fraction(1)] * self.graph.chances
        for key in self.graph.branches:
            if key.location < 0:
                found[key.first] = Fraction(1, max(key.ways, 1))
                continue
            here = self.steps.reduced.locations[key.location]
            assert here is not None  # noqa: S101 - somebody stands there
            question = self.system.moves.question(here.key.question)
            chances = chances_at_question(model, question, here, key.open, key.hints_on_luck)
            found[key.first : key.first + len(chances)] = chances.values()
        return found


def story_chain(
    story: Story, progress: Progress = lambda states: True, *, endings_only: bool = False,
    keep: frozenset[str] = frozenset(), most: int = MOST_CHAIN_NODES,
) -> StoryChain:  # fmt: skip
    """The chain of a story, with at most about `most` states.

    With `endings_only`, facts and questions are left out. `keep` are variables that are never forgotten. Raises
    SearchStopped.
    """
    system = transition_system(story, progress)
    facts = () if endings_only else tuple(FactLearned(id_) for id_ in story.facts)
    small = reduced(answering(system), keep=keep, emitted=frozenset((FactLearned,) if facts else ()), progress=progress)
    told = {event.fact for event in emitted_in(small) if isinstance(event, FactLearned)}
    facts = tuple(fact for fact in facts if fact.fact in told)
    steps = VectorSteps(small, story.layout.start, facts)
    targets = [Target("fact", fact.fact) for fact in facts]
    arriving: dict[int, int] = {}
    for location, target in _arrivals(story, system, steps, endings_only=endings_only):
        if target not in targets:
            targets.append(target)
        arriving[location] = 1 << targets.index(target)
    graph = _with_unexplored(explored(steps, arriving, most, progress), 1 << len(targets))
    return StoryChain(story, system, steps, (*targets, Target("unexplored", "")), arriving, graph)


def _arrivals(story: Story, system: System, steps: VectorSteps, *, endings_only: bool) -> Iterator[tuple[int, Target]]:
    for number, here in enumerate(steps.reduced.locations):
        if here is None:
            continue
        if here.key.kind == "ending":
            node = story.nodes[here.key.node]
            assert isinstance(node, End)  # noqa: S101 - stories end nowhere else
            yield number, Target("ending", node.ending)
        elif here.key.kind == "question" and not endings_only:
            yield number, Target("question", system.moves.question(here.key.question).id)


def _with_unexplored(graph: StateGraph, bit: int) -> StateGraph:
    """The graph with a happening on each edge behind which nobody looked."""
    if not len(graph.unexplored):
        return graph
    dark: npt.NDArray[np.bool_] = np.zeros(graph.nodes, np.bool_)
    dark[graph.unexplored] = True
    behind = dark[graph.target]
    more = len(graph.happenings)
    events = np.where(behind, graph.events + more, graph.events)
    happenings = (*graph.happenings, *(bits | bit for bits in graph.happenings))
    return replace(graph, events=events, happenings=happenings)
