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
from game.story.model.expressions import Expression, Number, Operation, VariableRead
from game.story.model.promised import Promise
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
    scope: list[Expression] = []
    for key, sign in (("before", "=="), ("after", ">=")):
        scene: ScalarNode | None = getattr(promise, key)
        if scene is not None and not flow.known("scene", scene, defined.scenes):
            return None
        if scene is not None:
            scope.append(Operation(sign, VariableRead(f"visits.{scene.value}"), Number(0 if sign == "==" else 1)))
    if given[0].value == "likely":  # `likelihoods` reads it
        return None
    kind = cast("Literal['always', 'never', 'can']", given[0].value)
    words: ScalarNode | None = getattr(promise, kind)
    tree = condition(words, names, found) if words is not None else None
    if tree is None or words is None:
        return None
    return Promise(
        kind, tree, tuple(scope), " ".join(words.value.split()), given[0].spot,
        *(scene.value if scene is not None else "" for scene in (promise.before, promise.after, promise.because)),
    )  # fmt: skip


_EXAMPLE = Model("- never: cohesion < 2", 3)
