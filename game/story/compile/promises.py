"""Statements about every play there can be: what an author promises, and what somebody asks for (`check --reach`).

Their conditions are those of the story, with a few more names: where a play stands can be asked, too
(`position_variables`).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, cast

from game.story import catalogue
from game.story.catalogue.diagnostics import Diagnostics
from game.story.catalogue.quick_fixes import Model
from game.story.compile.collecting import Definitions
from game.story.compile.flow import Flow
from game.story.compile.known_names import KnownNames
from game.story.compile.promise_names import StatementNames, condition
from game.story.model.expressions import TRUE, Expression, Number, Operation, VariableRead
from game.story.model.promised import MOST_COUNTED, Promise, PromiseKind
from game.story.model.yaml_nodes import ScalarNode, Spot
from game.story.schema.promise_definitions import PROMISED, PromiseDef

ASKED = "--reach"
"""The name of the file in which conditions stand that nobody wrote into the pack, but asked for."""


def asked_for(conditions: Iterable[str], found: Diagnostics) -> list[PromiseDef]:
    """What is asked for, as if it stood in a file named `ASKED`, one in each line. What is wrong there keeps nobody
    from playing.
    """
    lines = [" ".join(words.split()) for words in conditions]
    found.contents[ASKED] = "\n".join(lines).encode("utf-8", "replace")
    found.apart.add(ASKED)
    spots = [Spot(ASKED, number, 1) for number in range(1, len(lines) + 1)]
    return [
        PromiseDef(spot=spot, written=(ScalarNode("can", spot),), can=ScalarNode(line, spot))
        for line, spot in zip(lines, spots, strict=True)
    ]


def statements(defined: Definitions, names: KnownNames, flow: Flow, found: Diagnostics) -> tuple[Promise, ...]:
    """The statements of a pack; what they ask for is counted far enough. Reports those that cannot be understood."""
    known = StatementNames(names.ids, defined.endings, names.count) if defined.promises else None
    made = [_statement(promise, known, defined, flow, found) for promise in defined.promises if known is not None]
    return tuple(statement for statement in made if statement is not None)


def _statement(
    promise: PromiseDef, names: StatementNames, defined: Definitions, flow: Flow, found: Diagnostics
) -> Promise | None:
    given = [word for word in promise.written if word.value in PROMISED]
    if len(given) != 1:
        said = " and ".join(f"`{word.value}`" for word in given) if given else "none of them"
        found.report(catalogue.PROMISE_UNCLEAR, (given[1] if given else promise).spot, mend=_EXAMPLE, given=said)
        return None
    kind = cast("PromiseKind | Literal['likely']", given[0].value)
    if not _fit(promise, kind, found):
        return None
    scope: list[Expression] = []
    for key, sign in (("before", "=="), ("after", ">=")):
        scene: ScalarNode | None = getattr(promise, key)
        if scene is not None and not flow.known("scene", scene, defined.scenes):
            return None
        if scene is not None:
            scope.append(Operation(sign, VariableRead(f"visits.{scene.value}"), Number(0 if sign == "==" else 1)))
    if kind == "likely":  # `likelihoods` reads it
        return None
    main: ScalarNode | None = getattr(promise, kind) if kind != "at_most" else None
    counted = (promise.times,) if promise.times is not None else promise.of or ()
    written = [main, promise.whenever, promise.once, *counted]
    trees = [condition(words, names, found) if words is not None else None for words in written]
    if any(tree is None for tree, words in zip(trees, written, strict=True) if words is not None):
        return None
    tree, whenever, once, *some = trees
    if whenever is not None:
        scope.append(whenever)
    most = promise.at_most or 0
    before, after, because = map(_source, (promise.before, promise.after, promise.because))
    return Promise(
        kind, tree if tree is not None else TRUE, tuple(scope), _source(main) or str(most), given[0].spot,
        before, after, because, _source(promise.whenever), once, _source(promise.once), most,
        promise.times is not None, tuple(tree for tree in some if tree is not None), tuple(map(_source, counted)),
    )  # fmt: skip


def _source(words: ScalarNode | None) -> str:
    """What was written, in one line."""
    return " ".join(words.value.split()) if words is not None else ""


def _fit(promise: PromiseDef, kind: str, found: Diagnostics) -> bool:
    """Whether everything that stands beside what is promised belongs there. Reports the first that does not."""
    by_key = {word.value: word for word in promise.written}
    for key, kinds, reason in _BESIDE:
        if key in by_key and kind not in kinds:
            found.report(catalogue.PROMISE_KEYS, by_key[key].spot, key=key, kind=kind, reason=reason.format(kind=kind))
            return False
    wrong = _wrong_together(promise, kind)
    if wrong is not None:
        key, reason = wrong
        found.report(catalogue.PROMISE_KEYS, by_key.get(key, promise).spot, key=key, kind=kind, reason=reason)
    return wrong is None


def _wrong_together(promise: PromiseDef, kind: str) -> tuple[str, str] | None:
    """A key that does not go with the others, and why; None: they all go together."""
    if promise.once is not None and promise.whenever is not None and kind in _FUTURE:
        return "whenever", "`once` says already of which moment this is promised; leave one of the two out"
    if kind != "at_most" or promise.at_most is None:
        return None
    if (promise.of is None) == (promise.times is None):
        return "at_most", "it needs something to count: either `of: [seen.a, seen.b]` or `times: asking.q`"
    if promise.of is not None and len(promise.of) > MOST_COUNTED:
        return "of", f"it counts no more than {MOST_COUNTED} conditions"
    if promise.of is not None and len(promise.of) <= promise.at_most:
        few = f"there {'is only' if len(promise.of) == 1 else 'are only'} {len(promise.of)} behind `of`"
        return "at_most", f"{few}, so no play could break it; write a lower number"
    sources = [_source(words) for words in promise.of or ()]
    twice = next((source for source in sources if sources.count(source) > 1), None)
    return None if twice is None else ("of", f"`{twice}` stands there twice, and would be counted once")


_MOMENTS = ("always", "never", "can")
_FUTURE = ("can_still", "leads_to")
_BESIDE = (
    ("of", ("at_most",), "only `at_most` counts what stands behind `of`"),
    ("times", ("at_most",), "only `at_most` counts how often something comes to be so"),
    ("once", (*_MOMENTS, *_FUTURE), "`{kind}` is about plays from their beginning on"),
    ("whenever", (*_MOMENTS, *_FUTURE), "`{kind}` is about plays from their beginning on"),
    ("after", (*_MOMENTS, "likely"), "write `once: seen.…` for the moment when the scene was opened, or "
     "`whenever: seen.…` for each moment from then on"),
    ("before", (*_MOMENTS, "likely", "at_most"), "write `whenever: not seen.…`"),
)  # fmt: skip
"""Keys that may stand beside what is promised: beside what, and why beside nothing else."""

_EXAMPLE = Model("- never: cohesion < 2", 3)
