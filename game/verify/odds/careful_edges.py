"""What somebody careful does: see `game.playthrough.simulation.strategies.choosing.Careful`."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from game.story.model.story import Story
from game.verify.odds.state_graph import StateGraph
from game.verify.odds.vector_conditions import TruthVector
from game.verify.odds.vector_steps import VectorSteps


def careful_chances(
    story: Story, steps: VectorSteps, graph: StateGraph, is_chosen: TruthVector, chance: npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    """The chances, shape (edges,), of who takes only what costs nothing at once, where there is such a thing.

    The measures must not have been forgotten in any state of the graph.
    """
    kinds = [here.key.kind if here is not None else "" for here in steps.reduced.locations]
    free = np.array([kind in ("roaming", "offer") for kind in kinds])[graph.location]
    endless = np.array([kind == "endless" for kind in kinds])[graph.location]
    stops = _standing(graph, is_chosen)
    source = graph.source
    refused = endless[stops[graph.target]]
    for measure in story.measures.values():
        slot = steps.layout.get(measure.slot.name)
        if slot is not None:
            values = (graph.state >> slot.shift & slot.mask).astype(np.int64)
            refused |= values[stops[graph.target]] < values[source]
    fitting = np.bincount(source, ~refused, graph.nodes)
    chosen = np.where(refused, 0.0, 1.0 / np.maximum(fitting, 1)[source])
    return np.where(free[source] & (fitting[source] > 0), chosen, chance)


def _standing(graph: StateGraph, is_chosen: TruthVector) -> npt.NDArray[np.int64]:
    """For each node the one at which the player is asked next, or the play is over: itself, if that is so there.

    Which question chance draws makes no difference to the measures: the first one is taken.
    """
    moves_on = ~is_chosen & (np.diff(graph.first_edge) > 0)
    nodes = np.arange(graph.nodes)
    following = nodes.copy()
    following[moves_on] = graph.target[graph.first_edge[:-1][moves_on]]
    while True:
        further = following[following]
        if (further == following).all():
            return following
        following = further
