"""From steps (scenes, choices, outcomes) to the graph of nodes that the engine walks.

The graph is built from the end to the beginning: every part knows the node that follows it. What follows the last
step of a scene is the node `LEAVE`, so nothing but a call needs remembering at play time.
"""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

from game.story import catalogue
from game.story.catalogue.diagnostics import Diagnostics
from game.story.catalogue.quick_fixes import CLOCK_LINE, Added, Mend, Model
from game.story.compile.collecting import Definitions
from game.story.compile.pack_names import PackNames
from game.story.compile.prices import written_price
from game.story.compile.text_context import Counter
from game.story.compile.text_parsing import parse_text
from game.story.model.comeback import ChooseReturning
from game.story.model.expressions import Formula
from game.story.model.layout import Layout, Slot
from game.story.model.story import (
    LEAVE,
    Apply,
    Ask,
    Call,
    Choice,
    Effect,
    End,
    Goto,
    Leave,
    Offer,
    ShowText,
    StoryNode,
)
from game.story.model.text import NamedText, Text
from game.story.model.yaml_nodes import ScalarNode, Spot
from game.story.schema.definition_schema import declared_keys
from game.story.schema.definitions import AskDef, ChoiceDef, EffectsDef, StepsDef
from game.story.schema.field_types import Changing
from game.support.fast_tuples import maker
from game.support.folding import folded_line
from game.support.slugs import slug

_ASK = "ask: question_id\nask: { topic: a_topic }\nask: { from: [one, another] }\nask: missed"
_FLOWS = frozenset(("choices", "goto", "stay", "back", "end"))
_OUTCOMES = frozenset(("right", "wrong", "partly", "passed"))
_EFFECTS = frozenset(declared_keys(EffectsDef))
#: By key: the space of the variables that it sets, what its ids are, among which ids of the pack they are, the value.
_SETTING = {
    "learn": ("knows", "fact", "facts", 1), "give": ("has", "item", "items", 1), "lose": ("has", "item", "items", 0),
    "achieve": ("achieved", "achievement", "achievements", 1),
}  # fmt: skip


def choice_id(scene: str, choice: ChoiceDef) -> str:
    """The stable id of a choice: the scene, and the choice's own id or one made from its label."""
    return f"{scene}/{choice.id.value if choice.id else slug(choice.choose.value)}"


class Around(NamedTuple):
    """What surrounds a step: its scene, the offer it belongs to and the offer around that (None: there is none)."""

    scene: str
    stay: int | None
    back: int | None
    counter: Counter | None


#: A choice before it knows its slot: the definition, its id, its label, its condition, the node to which it leads,
#: why it is closed, its price.
_Offered: TypeAlias = tuple[ChoiceDef, str, Text, "Formula | None", int, "Text | None", "Text | None"]
_new_around, _new_choice, _new_effect, _new_slot = maker(Around), maker(Choice), maker(Effect), maker(Slot)


def _key(steps: StepsDef, key: str) -> ScalarNode:
    """The key itself, as it was written."""
    return next(word for word in steps.written if word.value == key)


class Flow:
    """Builds the nodes of one story."""

    def __init__(self, defined: Definitions, names: PackNames, layout: Layout, found: Diagnostics) -> None:
        self.defined, self.names, self.layout, self.found = defined, names, layout, found
        self.nodes: list[StoryNode] = [Leave()]
        self._offers: list[tuple[int, list[_Offered], int]] = []
        self._applied: list[int] = []
        self._choices_of: dict[str, dict[str, Spot]] = {}
        #: The questions that are asked by their names or drawn.
        self.asked_by_name: set[str] = set()
        #: By the node of each step that asks what was missed: its scene, and where it stands.
        self.asking_again: dict[int, tuple[str, Spot]] = {}

    def scene(self, id_: str, steps: StepsDef) -> int:
        """The first node of a scene."""
        return self.steps(steps, LEAVE, Around(id_, None, None, Counter(f"visits.{id_}", 1)), f"{id_}.text")

    def price(self, steps: EffectsDef | None) -> tuple[Effect, ...]:
        """The effects of looking something up, or of asking for a hint."""
        return tuple(self.effects(steps)) if steps is not None else ()

    def add(self, node: StoryNode) -> int:
        """Add a node; the result is its index."""
        self.nodes.append(node)
        return len(self.nodes) - 1

    def steps(self, steps: StepsDef, following: int, around: Around, text_id: str) -> int:
        """The first node of these steps, after which the story goes on at `following`."""
        node = self.going_on(steps, following, around)
        if steps.call is not None and self.known("scene", steps.call, self.defined.scenes, _key(steps, "call")):
            node = self.add(Call(steps.call.value, node))
        node = self.asking(steps, node, around, text_id)
        effects = self.effects(steps)
        if effects:
            node = self.add(Apply(tuple(effects), node))
            self._applied.append(node)
        if steps.text is not None:
            node = self.add(ShowText(self.text(steps.text, text_id, around.counter), node))
        return node

    def text(self, words: ScalarNode, id_: str, counter: Counter | None) -> Text:
        """The text in `words`."""
        return parse_text(words, id_, counter, self.names, self.found)

    def named_texts(self, pairs: tuple[tuple[ScalarNode, ScalarNode], ...], id_: str) -> tuple[NamedText, ...]:
        """What can be looked at or asked about, with its texts."""
        made = []
        for number, (word, words) in enumerate(pairs, 1):
            names = tuple(folded_line(name) for name in word.value.split("|") if name.strip())
            made.append(NamedText(names, self.text(words, f"{id_}.{number}", None)))
        return tuple(made)

    def formula(self, words: ScalarNode | None) -> Formula | None:
        """The condition in `words`, if there is one."""
        return self.names.formula(words, self.found) if words is not None else None

    def known(self, kind: str, word: ScalarNode, ids: object, key: ScalarNode | None = None) -> bool:
        """Whether `word` is one of the ids; reports it when not, unless a file is broken that may define it.

        `key` is the key of the step behind which it stands.
        """
        assert isinstance(ids, dict)  # noqa: S101 - narrows the type only
        if word.value in ids:
            return True
        if not self.found.excuses(word.value) and not ("topic" in kind and self.found.refused_ids):
            from game.story.schema.unknown_ids import report_unknown_id  # only when something is wrong

            report_unknown_id(kind, word, ids, self.defined, self.found, key)
        return False

    def going_on(self, steps: StepsDef, following: int, around: Around) -> int:
        """The node with which the story goes on after the last step."""
        self.check_one_flow(steps)
        if steps.choices is not None:
            return self.offer(steps.choices, following, around)
        if steps.goto is not None:
            return (
                self.add(Goto(steps.goto.value))
                if self.known("scene", steps.goto, self.defined.scenes, _key(steps, "goto"))
                else following
            )
        if steps.end is not None:
            return (
                self.add(End(steps.end.value))
                if self.known("ending", steps.end, self.defined.endings, _key(steps, "end"))
                else following
            )
        if not (steps.stay or steps.back):
            return following
        for key, target, fix in (
            ("stay", around.stay, "Remove it; a scene that can be opened again is `again: true`."),
            (
                "back",
                around.back,
                "There is no list of choices around this one: use `stay: true`, or leave it out.",
            ),
        ):
            if getattr(steps, key):
                if target is not None:
                    return target
                spot = next(word.spot for word in steps.written if word.value == key)
                self.found.report(catalogue.STAY_OUTSIDE_CHOICE, spot, key=key, fix=fix)
        return following

    def check_one_flow(self, steps: StepsDef) -> None:
        """Report steps that go on in two ways at once."""
        if len(_FLOWS & steps.given) > 1:
            flows = [word for word in steps.written if word.value in _FLOWS]
            flows = [word for word in flows if getattr(steps, word.value) not in (None, False)]
            if len(flows) > 1:
                self.found.report(catalogue.TWO_FLOWS, flows[1].spot, first=flows[0].value, second=flows[1].value)

    def offer(self, definitions: tuple[ChoiceDef, ...], following: int, around: Around) -> int:
        """A list of choices. Its node is reserved first, so that choices can lead back to it."""
        here = self.add(Offer((), following))
        choices: list[_Offered] = []
        for definition in definitions:
            id_ = choice_id(around.scene, definition)
            self.check_unique(around.scene, id_, definition)
            taken = f"taken.{id_}"
            inner = _new_around((around.scene, here, around.stay, Counter(taken, 1)))
            target = self.steps(definition, following, inner, f"{id_}.text")
            label = self.text(definition.choose, f"{id_}.choose", Counter(taken, 0))
            if not definition.again:
                self.names.count(taken, 1)
            when = self.names.formula(definition.when, self.found) if definition.when is not None else None
            closed = self.text(definition.closed, f"{id_}.closed", None) if definition.closed is not None else None
            if definition.closed is not None and definition.when is None and "when" not in definition.given:
                spot = next(word.spot for word in definition.written if word.value == "closed")
                self.found.report(catalogue.CLOSED_WITHOUT_WHEN, spot, mend=Model("when: has.badge", spot.column))
            cost = written_price(definition, self.defined, self.found) if definition.price is not None else None
            price = self.text(cost, f"{id_}.price", Counter(taken, 0)) if cost is not None else None
            choices.append((definition, id_, label, when, target, closed, price))
        self._offers.append((here, choices, following))
        return here

    def finish(self, returning: tuple[str, ...] = ()) -> tuple[StoryNode, ...]:
        """All nodes, once the layout is filled: choices and effects get the slots of their variables.

        `returning`: the questions that can come back. What chooses among them is the last node.
        """
        for index in self.asking_again:
            asking = self.nodes[index]
            if isinstance(asking, Ask):
                self.nodes[index] = asking._replace(questions=returning)
        if self.asking_again:
            self.nodes.append(ChooseReturning())
        for here, choices, following in self._offers:
            made = []
            for definition, id_, label, when, target, closed, price in choices:
                variable = f"taken.{id_}"
                taken = self.layout.get(variable)
                kept = definition.again, definition.fallback, target, closed, price, definition.flavour
                made.append(_new_choice((id_, label, when, taken, *kept)))
            self.nodes[here] = Offer(tuple(made), following)
        for index in self._applied:
            node = self.nodes[index]
            if isinstance(node, Apply):
                self.nodes[index] = Apply(self.bound(node.effects), node.next)
        return tuple(self.nodes)

    def bound(self, effects: tuple[Effect, ...]) -> tuple[Effect, ...]:
        """The effects with the slots of the layout."""
        layout = self.layout
        return tuple(
            [
                _new_effect((layout[named.name], operation, amount, kind, subject))
                for named, operation, amount, kind, subject in effects
            ]
        )

    def check_unique(self, scene: str, id_: str, definition: ChoiceDef) -> None:
        """Report two choices of one scene with the same id."""
        given = self._choices_of.setdefault(scene, {})
        spot = definition.id.spot if definition.id else definition.choose.spot
        if id_ in given:
            own = id_.partition("/")[2]
            mend = (
                Mend(f"{own}_2")
                if definition.id
                else Added(f"id: {own}_2", (definition.spot.line, definition.spot.column))
            )
            details = {"scene": scene, "id": own, "first": given[id_].line}
            self.found.report(catalogue.DUPLICATE_CHOICE, spot, mend=mend, **details)
        given.setdefault(id_, spot)

    def asking(self, steps: StepsDef, following: int, around: Around, text_id: str) -> int:
        """The node of a question with its two outcomes, or `following` when nothing is asked."""
        if steps.ask is None:
            if "ask" in steps.given or _OUTCOMES.isdisjoint(steps.given):
                return following
            for word in steps.written:
                if word.value in _OUTCOMES:
                    mend = Model("ask: question_id")
                    self.found.report(catalogue.OUTCOME_WITHOUT_ASK, word.spot, mend=mend, key=word.value)
                    break  # all follow the one question that is missing
            return following
        right = self.outcome(steps.right, following, around, f"{text_id}.right")
        wrong = self.outcome(steps.wrong, following, around, f"{text_id}.wrong")
        passed = self.outcome(steps.passed, following, around, f"{text_id}.passed") if steps.passed else wrong
        partly = self.outcome(steps.partly, following, around, f"{text_id}.partly") if steps.partly else None
        if self.asks_again(steps.ask):
            node = self.add(Ask((), right, wrong, passed, partly, following))
            self.asking_again[node] = around.scene, steps.ask.spot
            return node
        questions = self.asked(steps.ask)
        self.asked_by_name.update(questions)
        if partly is not None:
            self.names.partly.update(questions)
        return self.add(Ask(questions, right, wrong, passed, partly)) if questions else following

    def answered_partly(self, node: int) -> bool:
        """Whether something of its own follows an answer at this node that is partly right."""
        asking = self.nodes[node]
        return isinstance(asking, Ask) and asking.partly is not None

    def asks_again(self, ask: AskDef) -> bool:
        """Whether `ask` asks what was missed. A question may be called `missed`: then it is that."""
        if len(ask.written) > 1:
            return False
        named = ask.question is not None and ask.question.value == "missed"
        return ask.missed or (named and "missed" not in self.defined.questions)

    def outcome(self, steps: StepsDef | None, following: int, around: Around, text_id: str) -> int:
        """The first node after an answer."""
        return following if steps is None else self.steps(steps, following, around, text_id)

    def asked(self, ask: AskDef) -> tuple[str, ...]:
        """The questions that `ask` may ask."""
        declared = declared_keys(AskDef)
        if any(word.value not in declared for word in ask.written):
            return ()  # the unknown key was reported
        if len(ask.written) != 1 or "missed" in ask.given:
            self.found.report(catalogue.ASK_UNCLEAR, ask.spot, mend=Model(_ASK))
            return ()
        known = self.defined.questions
        if ask.topic is not None:
            topics = self.names.question_topics
            fitting = tuple(id_ for id_ in known if ask.topic.value in topics[id_])
            if not fitting:
                offered = {topic: topic for topics_of in topics.values() for topic in topics_of}
                self.known("question on the topic", ask.topic, offered)
            return fitting
        if ask.question is not None and " " in ask.question.value:
            self.words_for_question(ask.question)
            return ()
        words = ask.from_ if ask.question is None else (ask.question,)
        return tuple(dict.fromkeys(word.value for word in words if self.known("question", word, known)))

    def words_for_question(self, node: ScalarNode) -> None:
        """Report the words of a question where its id is wanted, with the id when there is such a question."""
        texts = {
            id_: question.text.value for id_, question in self.defined.questions.items() if question.text is not None
        }
        meant = next((id_ for id_, text in texts.items() if text.strip() == node.value.strip()), "")
        mend = Mend(meant) if meant else Model("ask: question_id")
        found = f"That is the question `{meant}`." if meant else "Define it under `questions:` and write its id here."
        self.found.report(catalogue.ASK_WORDS, node.spot, mend=mend, value=node.value, suggestion=found)

    def effects(self, steps: EffectsDef) -> list[Effect]:
        """The effects of the steps, in the order in which they were written, with names for slots (see `finish`)."""
        effects: list[Effect] = []
        if not steps.changes and _EFFECTS.isdisjoint(steps.given):
            return effects
        changes = {word.value: change for word, change in steps.changes}
        for word in steps.written:
            key = word.value
            if key in changes:
                self.check_reach(word, changes[key])
                effects.append(_change(key, changes[key]))
            elif key not in _EFFECTS:
                continue
            elif key in _SETTING:
                space, kind, group, value = _SETTING[key]
                ids = getattr(self.defined, group)
                for id_node in getattr(steps, key):
                    if self.known(kind, id_node, ids, word):
                        slot = _named(f"{space}.{id_node.value}")
                        effects.append(_new_effect((slot, "set", value, key, id_node.value)))
            elif key == "move":
                if steps.move is not None and self.known("place", steps.move, self.defined.places, word):
                    index = self.names.place_index[steps.move.value]
                    effects.append(Effect(_named("place"), "set", index, "move", steps.move.value))
            elif steps.minutes is not None:
                if self.defined.pack is None or self.defined.pack.clock is None:
                    if not self.found.excuses("clock"):
                        self.found.report(catalogue.NO_CLOCK, word.spot, mend=CLOCK_LINE, key="minutes")
                else:
                    effects.append(Effect(_named("time"), "add", steps.minutes, "time", "time"))
        return effects

    def check_reach(self, word: ScalarNode, change: Changing) -> None:
        """Report a measure that is set beyond its range, or changed by more than all of it."""
        measure = self.defined.measures[word.value]
        beyond = not measure.min <= change.amount <= measure.max
        if beyond if change.operation == "=" else change.amount > max(measure.max - measure.min, 0):
            low, high = (measure.min, measure.max) if change.operation == "=" else (0, measure.max - measure.min)
            near = min(max(change.amount, low), high)
            colon = word.spot._replace(column=word.spot.column + len(word.value) + 2)
            shown = f"{change.operation}{change.amount}"
            details = {"key": word.value, "low": measure.min, "high": measure.max, "change": shown}
            mend = Mend(f"{change.operation}{near}", shown)
            self.found.report(catalogue.MEASURE_TOO_FAR, colon, mend=mend, **details)


def _named(variable: str) -> Slot:
    """Stands for the slot of a variable until the layout is known."""
    return _new_slot((variable, 0, 0, 0, 0))


def _change(measure: str, change: Changing) -> Effect:
    slot = _named(f"measure.{measure}")
    if change.operation == "=":
        return Effect(slot, "set", change.amount, "measure", measure)
    amount = -change.amount if change.operation == "-" else change.amount
    return Effect(slot, "add", amount, "measure", measure)
