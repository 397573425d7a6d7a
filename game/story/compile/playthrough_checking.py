"""What is wrong with the playthroughs of a pack, as far as it can be seen without playing them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from game.story import catalogue
from game.story.catalogue.diagnostics import Diagnostics
from game.story.catalogue.quick_fixes import replaced_by
from game.story.compile.expression_parsing import parse_formula
from game.story.compile.playthrough_files import included, playthrough_table
from game.story.compile.promise_names import names_of
from game.story.model.story import Offer, Story
from game.story.model.yaml_nodes import ScalarNode
from game.story.schema.field_types import Context
from game.story.schema.playthrough_definitions import (
    ACTIONS,
    ANY_EXPECTED,
    NONE,
    PLAYTHROUGH,
    REPEATED,
    ExpectDef,
    PlaythroughDef,
    StepDef,
)
from game.story.source.pack_files import PackFile
from game.support import limits
from game.support.similarity import nearest

#: The keys of what is expected that hold ids, with what these are and where they are defined.
_IDS = {
    "has": ("item", "items"), "has_not": ("item", "items"), "knows": ("fact", "facts"), "knows_not": ("fact", "facts"),
    "achieved": ("achievement", "achievements"), "at": ("place", "places"), "scene": ("scene", "scenes"),
    "asked": ("question", "questions"), "ending": ("ending", "endings"),
}  # fmt: skip
_OR_NONE = frozenset(("scene", "asked", "ending"))


def check_playthroughs(files: Iterable[PackFile], story: Story | None, found: Diagnostics) -> None:
    """Report what is wrong with these files. Without a story, only their form is looked at."""
    context = context_of(story, found)
    read: dict[str, PlaythroughDef | None] = {}
    for file in files:
        table = playthrough_table(file, found)
        found.broken_files.discard(file.name)  # it defines nothing that anything else could miss
        read[file.name] = PLAYTHROUGH.read_table(table, context) if table is not None else None
    checker = _Checker(story, found) if story is not None else None
    for playthrough in read.values():
        for step in playthrough.steps if playthrough is not None else ():
            check_step(step, found)
            if checker is not None:
                checker.step(step)
    check_includes(read, found)


def context_of(story: Story | None, found: Diagnostics) -> Context:
    """What reading playthroughs of a story needs. Without one, whatever looks like a measure is taken for one."""
    return Context(
        found, frozenset(story.measures if story is not None else ()), any_measure=story is None, things=story
    )


def check_step(step: StepDef, found: Diagnostics) -> str:
    """Which of its keys says what the step is; "" after reporting that none does, or more than one."""
    given = [word for word in step.written if word.value in ACTIONS]
    if len(given) == 1 and step.times > 1 and given[0].value not in REPEATED:
        spot = next(word.spot for word in step.written if word.value == "times")
        found.report(catalogue.NOT_REPEATED, spot, key=given[0].value, known=", ".join(f"`{key}`" for key in REPEATED))
        return ""
    if len(given) == 1:
        return given[0].value
    said = " and ".join(f"`{word.value}`" for word in given)
    beside = " and ".join(f"`{word.value}`" for word in step.written) or "nothing"
    known = ", ".join(ACTIONS)
    found.report(catalogue.STEP_UNCLEAR, step.spot, given=said or f"{beside} only", known=known)
    return ""


def check_includes(files: dict[str, PlaythroughDef | None], found: Diagnostics) -> None:
    """Report playthroughs that are included and not there, and those that include each other in a circle."""
    leads: dict[str, list[tuple[str, ScalarNode]]] = {}
    for name, playthrough in files.items():
        leads[name] = []
        for step in playthrough.steps if playthrough is not None else ():
            if step.include is None:
                continue
            target = included(name, step.include.value)
            if not target:
                found.report(catalogue.INCLUDE_OUTSIDE, step.include.spot, name=step.include.value)
            elif target not in files:
                report_no_include(step.include, name, files, found)
            else:
                leads[name].append((target, step.include))
    _Circles(leads, found).report()


def report_no_include(include: ScalarNode, file: str, known: Iterable[str], found: Diagnostics) -> None:
    """Report an included file that is not there; `known` are those that are."""
    folder = file.rpartition("/")[0]
    beside = [name.removeprefix(f"{folder}/").removesuffix(".yaml") for name in known if name != file]
    near = nearest(include.value.removesuffix(".yaml"), beside)
    suggestion = f"Did you mean `{near}`? " if near else ""
    found.report(
        catalogue.NO_SUCH_INCLUDE, include.spot, mend=replaced_by(near), name=include.value, suggestion=suggestion
    )


class _Circles:
    """Looks for circles among files that include others, and for ways through them that are too long."""

    def __init__(self, leads: dict[str, list[tuple[str, ScalarNode]]], found: Diagnostics) -> None:
        self.leads, self.found = leads, found
        self.depth: dict[str, int] = {}

    def report(self) -> None:
        for name in sorted(self.leads):
            self.look(name, [])

    def look(self, name: str, way: list[str]) -> int:
        """How many files follow each other from this one on, itself included."""
        if name in self.depth:
            return self.depth[name]
        self.depth[name] = 1
        for target, word in self.leads[name]:
            if target in (*way, name):
                circle = [*way, name][[*way, name].index(target) :]
                shown = " includes ".join(f"`{member}`" for member in (*circle, target))
                self.found.report(catalogue.INCLUDE_CIRCLE, word.spot, way=shown)
                continue
            deep = 1 + (self.look(target, [*way, name]) if len(way) < 2 * limits.INCLUDES else 1)
            if deep > limits.INCLUDES:
                self.found.report(catalogue.INCLUDES_TOO_DEEP, word.spot, limit=limits.INCLUDES)
                deep = 1
            self.depth[name] = max(self.depth[name], deep)
        return self.depth[name]


class _Checker:
    """Compares playthroughs with what there is in the story."""

    def __init__(self, story: Story, found: Diagnostics) -> None:
        self.story, self.found = story, found
        self.names = names_of(story)
        self.options = known_option_ids(story)

    def step(self, step: StepDef) -> None:
        """Report what a step gets wrong."""
        if step.walk is not None:
            self.known("place", step.walk, self.story.places)
        if step.do is not None:
            self.option(step.do, self.options)
        if step.expect is not None:
            self.expect(step.expect)

    def option(self, word: ScalarNode, options: frozenset[str]) -> None:
        """Report an option that is named by an id which the story does not have."""
        id_ = word.value
        is_id = id_.partition(":")[0] in ("go", "take", "scene", "answer") or ("/" in id_ and " " not in id_)
        if is_id and id_ not in options and ": " not in id_:
            near = nearest(id_, options, cutoff=0.75)
            suggestion = f"Did you mean `{near}`? " if near else ""
            self.found.report(
                catalogue.NO_SUCH_OPTION, word.spot, mend=replaced_by(near), id=id_, suggestion=suggestion
            )

    def expect(self, expect: ExpectDef) -> None:
        """Report ids that nobody defines, and conditions that are none."""
        for key, (kind, group) in _IDS.items():
            value = getattr(expect, key)
            for word in (value,) if isinstance(value, ScalarNode) else value or ():
                if (key not in _OR_NONE or word.value != NONE) and (key != "ending" or word.value != ANY_EXPECTED):
                    self.known(kind, word, getattr(self.story, group))
        for words in expect.holds:
            parse_formula(words, self.names, self.found)
        if expect.time is not None and self.story.clock is None:
            spot = next(word.spot for word in expect.written if word.value == "time")
            self.found.report(catalogue.NO_CLOCK, spot, key="time")

    def known(self, kind: str, word: ScalarNode, ids: Mapping[str, object]) -> None:
        """Report an id that nobody defines."""
        if word.value in ids:
            return
        from game.story.schema.unknown_ids import report_unknown_id  # only when something is wrong

        report_unknown_id(kind, word, ids, self.story, self.found)


def known_option_ids(story: Story) -> frozenset[str]:
    """The ids of all options that there can ever be in a story."""
    return frozenset(_option_ids(story))


def _option_ids(story: Story) -> Iterator[str]:
    yield from ("lookup", "hint", "pass")
    for node in story.nodes:
        if isinstance(node, Offer):
            yield from (choice.id for choice in node.choices)
    yield from (f"scene:{id_}" for place in story.places.values() for id_ in place.scenes)
    yield from (f"go:{way.direction}" for place in story.places.values() for way in place.exits)
    yield from (f"take:{item.id}" for item in story.items.values() if item.at)
    yield from (f"answer:{answer.id}" for question in story.questions.values() for answer in question.answers)
