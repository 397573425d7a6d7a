"""An abstract story as a pack of Eight Wings: one YAML file, written as a person writes it."""

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
    Outcome,
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


def as_pack(story: AbstractStory) -> str:
    """The story as the text of a pack's only file."""
    lines = [f"pack: {story.title}", f"start: {(story.hubs or story.scenes)[0].id}"]
    if story.facts:
        lines += ["disclaimer: Everything in it is made up, the report too.", "dossiers: [report]"]
    if any(scene.quiz is not None for scene in story.scenes):
        lines.append("checks: { mostly-multiple-choice: off }")
    lines += ["measures:"]
    lines += [f"  {id_}: {{ name: {id_.capitalize()}, start: {start}, min: {low}, max: {high} }}"
              for id_, (low, high, start) in story.counters.items()]  # fmt: skip
    lines += ["items:"] * bool(story.flags)
    lines += [f"  {id_}: {{ name: {name} }}" for id_, name in story.flags.items()]
    lines += ["places:"] * bool(story.hubs)
    for hub in story.hubs:
        lines += _hub(hub)
    quizzes = [scene.quiz for scene in story.scenes if scene.quiz is not None]
    lines += ["questions:"] * bool(quizzes)
    for quiz in quizzes:
        lines += _question(quiz)
    lines.append("scenes:")
    for scene in story.scenes:
        lines += _scene(scene)
    lines.append("endings:")
    for id_, words in story.endings.items():
        lines += [f"  {id_}:", f"    title: {id_.replace('_', ' ').capitalize()}", *_block("text", (words,), 4)]
    return "\n".join(lines) + "\n"


def as_dossier(story: AbstractStory) -> str:
    """The dossier that the pack cites; empty when the story tells no facts."""
    if not story.facts:
        return ""
    lines = ["dossier: report", "title: The report", "article: report.txt", 'as_of: "1998"', "facts:"]
    for number, (id_, words) in enumerate(story.facts.items(), 1):
        lines += [f"  {id_}:", f"    states: {words}", f"    paragraph: {number}", "    by: article",
                  '    as_of: "1998"', "    topics: [archive]"]  # fmt: skip
    return "\n".join([*lines, "corrections: []"]) + "\n"


def condition(condition_: Condition, inner: bool = False) -> str:
    """A condition in the words of the story format."""
    match condition_:
        case Flag(flag):
            return f"has.{flag}"
        case Compare(counter, sign, value):
            return f"{counter} {sign} {value}"
        case Seen(scene):
            return f"seen.{scene}"
        case Right(quiz):
            return f"right.{quiz}"
        case Knows(fact):
            return f"knows.{fact}"
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


def _block(key: str, parts: Text, indent: int) -> list[str]:
    """A text below its key, which may hold any sign."""
    spaces = " " * indent
    return [f"{spaces}{key}: |", f"{spaces}  {text(parts)}"]


def _label(parts: Text) -> str:
    """A text on the line of its key."""
    words = text(parts)
    return f'"{words}"' if ": " in words or words.startswith("{") else words


def _effects(effects: tuple[Effect, ...], indent: int) -> list[str]:
    keys: dict[str, list[str]] = {}
    for effect in effects:
        match effect:
            case Set(flag, on):
                keys.setdefault("give" if on else "lose", []).append(flag)
            case Learn(fact):
                keys.setdefault("learn", []).append(fact)
            case Add(counter, amount):
                keys[counter] = [f"{amount:+d}"]
            case Put(counter, value):
                keys[counter] = [f"={value}"]
    return [f"{' ' * indent}{key}: {given[0] if len(given) == 1 else '[' + ', '.join(given) + ']'}"
            for key, given in keys.items()]  # fmt: skip


def _following(then: Following, indent: int) -> list[str]:
    match then:
        case Goto(scene):
            words = f"goto: {scene}"
        case Stay():
            words = "stay: true"
        case End(ending):
            words = f"end: {ending}"
        case Leave():
            return []
    return [f"{' ' * indent}{words}"]


def _hub(hub: Hub) -> list[str]:
    lines = [f"  {hub.id}:", f"    name: {hub.name}", *_block("text", hub.text, 4), *_block("glance", hub.glance, 4)]
    lines += ["    exits:"] * bool(hub.ways)
    for way in hub.ways:
        lines += [f"      {way.direction}:", f"        to: {way.to}", f"        label: {way.label}"]
        lines += [f"        when: {condition(way.guard)}"] if way.guard is not None else []
        lines.append("        one_way: true")
    return lines


def _question(quiz: Quiz) -> list[str]:
    lines = [f"  {quiz.id}:", f"    text: {quiz.text}", f"    cites: {quiz.fact}", "    answers:"]
    for answer in quiz.answers:
        lines += [
            f"      - {'right' if answer.right else 'wrong'}: {answer.words}",
            f"        because: {answer.because}",
        ]
    return [*lines, f"    because: {quiz.because}"]


def _scene(scene: Scene) -> list[str]:
    lines = [f"  {scene.id}:"]
    lines += [f"    title: {scene.title}"] * bool(scene.title)
    lines += [f"    at: {scene.hub}"] * bool(scene.title or scene.arrival)
    lines += [f"    when: {condition(scene.guard)}"] if scene.guard is not None else []
    lines += ["    on_arrival: true"] * scene.arrival + ["    again: true"] * scene.again
    lines += [*_block("text", scene.text, 4), *_effects(scene.effects, 4)]
    if scene.quiz is not None:
        lines += [f"    ask: {scene.quiz.id}", *_outcome("right", scene.quiz.right)]
        lines += _outcome("wrong", scene.quiz.wrong)
    lines += ["    choices:"] * bool(scene.choices)
    for choice in scene.choices:
        lines += _choice(choice)
    return lines if scene.choices else lines + _following(scene.then, 4)


def _outcome(key: str, outcome: Outcome) -> list[str]:
    return [f"    {key}:", *_block("text", outcome.text, 6), *_effects(outcome.effects, 6)]


def _choice(choice: Choice) -> list[str]:
    lines = [f"      - choose: {_label(choice.label)}"]
    lines += [f"        when: {condition(choice.guard)}"] if choice.guard is not None else []
    lines += ["        again: true"] * (not choice.once) + ["        fallback: true"] * choice.fallback
    lines += _block("text", choice.text, 8) if choice.text is not None else []
    return lines + _effects(choice.effects, 8) + _following(choice.then, 8)
