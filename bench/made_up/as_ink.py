"""An abstract story as ink source: knots, once-only `*` and sticky `+` choices, written as an author of ink writes it.

Counters of Eight Wings stop at their bounds, so they are kept there with MIN and MAX; a fallback is offered while
CHOICE_COUNT() is 0; a quiz brings the two options that every question has there: the notebook and "I do not know".
"""

from __future__ import annotations

from made_up.abstract import (
    AbstractStory,
    Add,
    Choice,
    Compare,
    Condition,
    Effect,
    Either,
    End,
    Every,
    Figure,
    Flag,
    Following,
    Goto,
    Hub,
    Knows,
    Learn,
    Leave,
    Not,
    Put,
    Quiz,
    Right,
    Scene,
    Seen,
    Set,
    Stay,
    Text,
    Turns,
    When,
)

LOOKUP = "Look into the notebook"
NOT_KNOWN = "Say that you do not know"


def as_ink(story: AbstractStory) -> str:
    """The story as the text of one ink file."""
    quizzes = [scene.quiz for scene in story.scenes if scene.quiz is not None]
    lines = [f"VAR {id_} = {start}" for id_, (_, _, start) in story.counters.items()]
    lines += [f"VAR has_{id_} = false" for id_ in story.flags]
    lines += [f"VAR knows_{id_} = false" for id_ in story.facts]
    lines += [f"VAR right_{quiz.id} = false" for quiz in quizzes]
    lines += ["VAR looked_up = false"] * bool(quizzes)
    lines.append(f"-> {(story.hubs or story.scenes)[0].id}")
    writer = _Writer(story)
    for hub in story.hubs:
        lines += writer.hub(hub)
    for scene in story.scenes:
        lines += writer.scene(scene)
    for id_, words in story.endings.items():
        lines += ["", f"=== {id_} ===", words, "-> END"]
    return "\n".join(lines) + "\n"


def condition(condition_: Condition, inner: bool = False) -> str:
    """A condition in ink."""
    match condition_:
        case Flag(flag):
            return f"has_{flag}"
        case Compare(counter, sign, value):
            return f"{counter} {sign} {value}"
        case Seen(scene):
            return scene
        case Right(quiz):
            return f"right_{quiz}"
        case Knows(fact):
            return f"knows_{fact}"
        case Not(part):
            return f"not {condition(part, inner=True)}"
        case Every(parts) | Either(parts):
            sign = " and " if isinstance(condition_, Every) else " or "
            words = sign.join(condition(part, inner=True) for part in parts)
            return f"({words})" if inner else words


def text(parts: Text) -> str:
    """A text with its conditions and alternatives."""
    written = []
    for part in parts:
        match part:
            case str():
                written.append(part)
            case When(test, then, otherwise):
                written.append(f"{{{condition(test)}: {then}{'|' if otherwise else ''}{otherwise}}}")
            case Turns(alternatives, cycle):
                written.append(f"{{{'&' if cycle else ''}{'|'.join(alternatives)}}}")
            case Figure(counter):
                written.append(f"{{{counter}}}")
    return " ".join(written)


class _Writer:
    def __init__(self, story: AbstractStory) -> None:
        self.story = story

    def effects(self, effects: tuple[Effect, ...]) -> list[str]:
        lines = []
        for effect in effects:
            match effect:
                case Set(flag, on):
                    lines.append(f"~ has_{flag} = {'true' if on else 'false'}")
                case Learn(fact):
                    lines.append(f"~ knows_{fact} = true")
                case Put(counter, value):
                    lines.append(f"~ {counter} = {value}")
                case Add(counter, amount):
                    low, high, _ = self.story.counters[counter]
                    bound = f"MIN({counter} + {amount}, {high})" if amount > 0 else f"MAX({counter} - {-amount}, {low})"
                    lines.append(f"~ {counter} = {bound}")
        return lines

    @staticmethod
    def following(then: Following, scene: Scene) -> str:
        match then:
            case Goto(target) | End(target):
                return f"-> {target}"
            case Stay():
                return "-> offer"
            case Leave():
                return f"-> {scene.hub}.back"

    def hub(self, hub: Hub) -> list[str]:
        """The text of the first arrival or of the others, what opens by itself, then scenes and ways."""
        here = [scene for scene in self.story.scenes if scene.hub == hub.id]
        lines = ["", f"=== {hub.id} ===", f"{{ {hub.id} == 1:", f"    {text(hub.text)}", "- else:",
                 f"    {text(hub.glance)}", "}", "- (back)"]  # fmt: skip
        for scene in here:
            if scene.arrival:
                guard = f" and {condition(scene.guard, inner=True)}" if scene.guard is not None else ""
                lines.append(f"{{ not {scene.id}{guard}: -> {scene.id} }}")
        for scene in here:
            if scene.title:
                lines += self.option("+" if scene.again else "*", scene.guard, scene.title)
                lines.append(f"    -> {scene.id}")
        for way in hub.ways:
            lines += [*self.option("+", way.guard, way.label), f"    -> {way.to}"]
        return lines

    def scene(self, scene: Scene) -> list[str]:
        lines = ["", f"=== {scene.id} ===", text(scene.text), *self.effects(scene.effects)]
        if scene.quiz is not None:
            return lines + self.quiz(scene.quiz, scene)
        if not scene.choices:
            return [*lines, self.following(scene.then, scene)]
        lines += ["- (offer)"] * any(choice.then == Stay() for choice in scene.choices)
        for choice in scene.choices:
            lines += self.choice(choice, scene)
        return lines

    @staticmethod
    def option(sign: str, guard: Condition | None, label: str) -> list[str]:
        when = f"{{{condition(guard)}}} " if guard is not None else ""
        return [f"{sign} {when}[{label}]"]

    def choice(self, choice: Choice, scene: Scene) -> list[str]:
        lines = self.option("*" if choice.once else "+", choice.guard, text(choice.label))
        if choice.fallback:
            lines = [f"+ {{CHOICE_COUNT() == 0}} [{text(choice.label)}]"]
        lines += [f"    {text(choice.text)}"] if choice.text is not None else []
        lines += [f"    {line}" for line in self.effects(choice.effects)]
        return [*lines, f"    {self.following(choice.then, scene)}"]

    def quiz(self, quiz: Quiz, scene: Scene) -> list[str]:
        lines = ["~ looked_up = false", quiz.text, "- (asked)"]
        for answer in quiz.answers:
            lines += [f"+ [{answer.words}]", f"    {answer.because}"]
            lines.append(f"    -> {'right' if answer.right else 'wrong'}")
        lines += [f"+ {{knows_{quiz.fact} and not looked_up}} [{LOOKUP}]", "    ~ looked_up = true"]
        lines += [f"    {self.story.facts[quiz.fact]}", "    -> asked", f"+ [{NOT_KNOWN}]", "    -> wrong"]
        for name, outcome in (("right", quiz.right), ("wrong", quiz.wrong)):
            lines += [f"= {name}", f"~ right_{quiz.id} = {'true' if name == 'right' else 'false'}", quiz.because]
            lines += [text(outcome.text), *self.effects(outcome.effects), f"-> {scene.hub}.back"]
        return lines
