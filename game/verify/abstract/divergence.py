"""That the story never goes on for ever without anybody choosing, proved for stories of any size.

What uses something up for good can be done only so many times. So a play that goes on for ever comes to go in a circle
without such edges, through nodes where nobody chooses. Where there is one, slices of the story
(`game.verify.abstract.trace_partitioning`) have to show that nobody comes there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from game.story.model.expressions import free_variables
from game.verify.abstract.abstract_domain import AbstractValues
from game.verify.abstract.control_flow_graph import CHOSEN
from game.verify.abstract.spuriousness import Reason
from game.verify.abstract.trace_partitioning import TracePartitioning
from game.verify.abstract.value_analysis import AnalysisContext, Predicates, ValueAnalysis

_ROUNDS = 8
_MOST_APART = 10
_AT_ONCE = 2


def proves_no_divergence(slices: TracePartitioning) -> bool:
    """Whether it is proved that the story never goes on for ever without anybody choosing. Raises SearchStopped."""
    tracks = slices.tracks
    apart: Predicates = {}
    for _ in range(_ROUNDS):
        values = slices.slice(apart)
        if not values.is_whole:
            break
        circles = _in_circles({context: dict(_on(values, context, sets)) for context, sets in values.contexts()
                               if tracks.here(context.node).kind not in CHOSEN})  # fmt: skip
        if not circles:
            return True
        asked: Counter[Reason] = Counter()
        for number, index in circles:
            for tree in tracks.here(number).edges[index].guards:
                asked.update((name, tree) for name in free_variables(tree) if name not in apart)
        before, apart = apart, slices.with_(apart, [reason for reason, _ in asked.most_common(_AT_ONCE)])
        if apart == before or len(apart) > _MOST_APART:
            break
    return False


def _on(
    values: ValueAnalysis, context: AnalysisContext, sets: AbstractValues
) -> Iterator[tuple[int, list[AnalysisContext]]]:
    """Where one can come from a context, by edge; without what can be done only so many times."""
    here = values.tracks.here(context.node)
    for index, edge in enumerate(values.tracks.edges(context.node)):
        left = 0 if here.edges[index].once else edge.holding(sets)
        if left:
            after = edge.changed(left) & edge.keep | edge.lowest
            yield index, [AnalysisContext(edge.target, apart) for apart in values.apart_in(after)]


def _in_circles(on: dict[AnalysisContext, dict[int, list[AnalysisContext]]]) -> set[tuple[int, int]]:
    """The nodes and edges that lie on circles, or between two."""
    left = set(on)
    after = {
        context: [following for some in edges.values() for following in some if following in on]
        for context, edges in on.items()
    }
    before: dict[AnalysisContext, list[AnalysisContext]] = {context: [] for context in on}
    for context, some in after.items():
        for following in some:
            before[following].append(context)
    # What leads to nothing that is left is on no circle, and nor is what nothing leads to.
    for ahead, behind in ((after, before), (before, after)):
        counts = {context: sum(following in left for following in ahead[context]) for context in left}
        waiting = [context for context in left if not counts[context]]
        while waiting:
            context = waiting.pop()
            left.discard(context)
            for previous in behind[context]:
                if previous in left:
                    counts[previous] -= 1
                    if not counts[previous]:
                        waiting.append(previous)
    return {
        (context.node, index)
        for context in left for index, targets in on[context].items() if any(target in left for target in targets)
    }  # fmt: skip
