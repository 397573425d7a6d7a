"""What was missed and comes back: which questions can, with their other forms, and what is wrong about that."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from game.story import catalogue
from game.story.catalogue.diagnostics import Diagnostics
from game.story.catalogue.quick_fixes import Mend
from game.story.compile.collecting import Definitions
from game.story.compile.flow import Flow
from game.story.compile.pack_names import PackNames
from game.story.model.comeback import SCENES_BETWEEN, Comeback
from game.story.model.expressions import free_variables
from game.story.model.layout import Layout, Variable
from game.story.model.promised import Promise
from game.story.model.story import NEITHER
from game.story.model.yaml_nodes import Spot

Families = tuple[tuple[str, ...], ...]


def families(
    defined: Definitions, names: PackNames, flow: Flow, promises: Iterable[Promise], found: Diagnostics
) -> Families:
    """The questions that can be missed and come back, each with its other forms; none where nothing asks again.

    Reports forms that are none, and what speaks of a return that there is not.
    """
    _check_forms(defined, names, flow, found)
    if not flow.asking_again:
        for spot in names.due_asked_at[:1]:
            found.report(catalogue.NOTHING_COMES_BACK, spot, mend=Mend("missed.any", "missed.due"))
        for spot in [promise.spot for promise in promises if _speaks_of_due(promise)][:1]:
            found.report(catalogue.NOTHING_COMES_BACK, spot)
        return ()
    some = tuple(family for family in names.ids.comes_back if not flow.asked_by_name.isdisjoint(family))
    if not some and not found.broken_files and not found.refused_ids:
        found.report(catalogue.NOTHING_TO_MISS, next(iter(flow.asking_again.values()))[1])
    if any(flow.answered_partly(node) for node in flow.asking_again):
        names.partly.update(id_ for family in some for id_ in family)
    return some


def comeback_variables(some: Families) -> Iterator[Variable]:
    """The variables that the return of what was missed needs."""
    if some:
        yield Variable("returning", 0, len(some))
        yield Variable("since", 0, SCENES_BETWEEN, SCENES_BETWEEN)


def comeback(some: Families, flow: Flow, layout: Layout, nodes: int) -> Comeback | None:
    """How what was missed comes back in a story of so many nodes."""
    if not some:
        return None
    scenes = tuple(dict.fromkeys(scene for scene, _ in flow.asking_again.values()))
    return Comeback(some, layout["returning"], layout["since"], scenes, nodes - 1)


def _speaks_of_due(promise: Promise) -> bool:
    return any("since" in free_variables(tree) for tree in promise.conditions)


def _check_forms(defined: Definitions, names: PackNames, flow: Flow, found: Diagnostics) -> None:
    """Report what cannot be another form of a question."""
    for id_, question in defined.questions.items():
        head = question.form_of
        if head is None or not flow.known("question", head, defined.questions):
            continue
        if head.value == id_:
            _report(found, head.spot, id_, f"`{id_}` would be another form of itself")
        elif (further := defined.questions[head.value].form_of) is not None:
            _report(found, head.spot, id_, f"`{head.value}` is itself another form, of `{further.value}`")
        elif without := [name for name in (id_, head.value) if names.ids.outcomes[name] == NEITHER]:
            _report(found, head.spot, id_, f"nothing is right or wrong in `{without[0]}`, so nobody misses it")
        elif found.broken_files or found.refused_ids:
            continue  # what would tell their topics may stand in what could not be read
        elif _are_apart(set(names.question_topics[id_]), set(names.question_topics[head.value])):
            found.report(catalogue.FORM_ON_OTHER_TOPIC, head.spot, id=id_, other=head.value)


def _are_apart(topics: set[str], others: set[str]) -> bool:
    """Whether two questions have no topic in common. Of one that has none, such as without its fact, nobody knows."""
    return bool(topics and others) and topics.isdisjoint(others)


def _report(found: Diagnostics, spot: Spot, id_: str, reason: str) -> None:
    found.report(catalogue.NOT_ANOTHER_FORM, spot, id=id_, reason=reason)
