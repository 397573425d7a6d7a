"""What an author promises about odds: how likely something happens, for whom."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, cast

from game.story import catalogue
from game.story.catalogue.diagnostics import Diagnostics
from game.story.catalogue.quick_fixes import Model
from game.story.compile.collecting import Definitions
from game.story.compile.flow import Flow
from game.story.model.promised import ALL_PLAYS, KnownTopic, Likelihood
from game.story.model.yaml_nodes import ScalarNode
from game.story.schema.promise_definitions import PROMISED, PromiseDef
from game.story.schema.strategy_names import CERTAIN

_USUAL = 60_000
"""The knowledge where nothing else is said, in hundred-thousandths: that of `simulate`."""

_PROMISE = re.compile(r"(\w+)\.(\w+)\s*(>=|<=)\s*([^\s%]{1,12}(?: ?%)?)(?:\s+given\s+(\S.*))?\Z")
_PERCENT = re.compile(r"(\d{1,3})(?:\.(\d{1,3}))? ?%\Z")
_PART = re.compile(r"(0|1)?(?:\.(\d{1,5}))?\Z")
_THINGS = {"ending": "ending", "knows": "fact", "asking": "question"}


class _Unclear(Exception):
    """What was written cannot be understood; the words say why."""


def likelihoods(defined: Definitions, flow: Flow, found: Diagnostics) -> tuple[Likelihood, ...]:
    """The promises of a pack about odds. Reports those that cannot be understood."""
    made = []
    for promise in defined.promises:
        if promise.likely is None or sum(word.value in PROMISED for word in promise.written) != 1:
            continue
        try:
            likely = _likelihood(promise, promise.likely, defined, flow)
        except _Unclear as unclear:
            found.report(catalogue.LIKELY_UNCLEAR, promise.likely.spot, mend=_EXAMPLE, reason=str(unclear))
            continue
        if likely is not None:
            made.append(likely)
    return tuple(made)


def _likelihood(promise: PromiseDef, written: ScalarNode, defined: Definitions, flow: Flow) -> Likelihood | None:
    """The promise; None where it names something that is not there, which is reported. Raises _Unclear."""
    if promise.before is not None or promise.after is not None:
        raise _Unclear("odds are those of whole plays, so neither `before` nor `after` can stand here")
    source = " ".join(written.value.split())
    match = _PROMISE.match(source)
    if match is None:
        raise _Unclear("it has to look like `ending.e >= 60 % given knowledge 1`")
    space, id_, sign, share, given = match.groups()
    if space not in _THINGS:
        raise _Unclear(f"`{space}.` has no odds; what has them is {', '.join(f'`{thing}.…`' for thing in _THINGS)}")
    ids = {"ending": defined.endings, "knows": defined.facts, "asking": defined.questions}[space]
    if not flow.known(_THINGS[space], ScalarNode(id_, written.spot), ids):
        return None
    knowledge, topics, strategy = _USUAL, dict[str, int](), ""
    for name, value in _given(given or ""):
        if name == "strategy":
            if value not in CERTAIN:
                raise _Unclear(f"`{value}` is no strategy whose odds can be worked out; those are {', '.join(CERTAIN)}")
            strategy = value
        elif name == "knowledge":
            knowledge = _part(value)
        elif not flow.known("topic", ScalarNode(name, written.spot), _topics(defined)):
            return None
        else:
            topics[name] = _part(value)
    if strategy and "knowledge" not in dict(_given(given or "")):
        knowledge = ALL_PLAYS  # as `simulate --strategy` has it: who has read knows
    return Likelihood(
        cast("Literal['ending', 'knows', 'asking']", space), id_, sign == ">=", _part(share), knowledge,
        tuple(KnownTopic(topic, part) for topic, part in topics.items()), strategy, source, promise.written[0].spot,
        promise.because.value if promise.because is not None else "",
    )  # fmt: skip


def _given(words: str) -> Iterator[tuple[str, str]]:
    """Pairs of a name and a value: `knowledge 0.8, history 0.3`. Raises _Unclear."""
    for part in words.split(",") if words else ():
        name, blank, value = part.strip().partition(" ")
        if not blank or not value.strip():
            raise _Unclear(f"behind `given` stand `knowledge 0.8`, a topic with a number, or `strategy reader`, "
                           f"and not “{part.strip()}”")  # fmt: skip
        yield name, value.strip()


def _part(written: str) -> int:
    """A share such as `60 %` or `0.6`, in hundred-thousandths. Raises _Unclear."""
    percent, part = _PERCENT.match(written), _PART.match(written)
    number = -1
    if percent is not None:
        number = int(percent[1]) * 1_000 + int((percent[2] or "").ljust(3, "0"))
    elif part is not None and written not in ("", "."):
        number = int(part[1] or "0") * ALL_PLAYS + int((part[2] or "").ljust(5, "0"))
    if not 0 <= number <= ALL_PLAYS:
        raise _Unclear(f"“{written}” is neither a share such as `60 %` nor a number from 0 to 1")
    return number


def _topics(defined: Definitions) -> dict[str, object]:
    return {topic.value: fact for fact in defined.facts.values() for topic in fact.topics}


_EXAMPLE = Model("- likely: ending.e >= 60 % given knowledge 1", 3)
