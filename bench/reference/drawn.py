"""Packs drawn at random, small ones with as much as possible of the format in them; one seed gives one pack.

A pack is a table, as JSON can hold it, and JSON is YAML. The shapes are drawn, too: which of places, a clock, measures,
items, notes, questions, achievements, promises there are, so that each meets each.
"""

from __future__ import annotations

import json
import random
import re
from dataclasses import dataclass
from typing import Any

from reference.drawing import Drawing, condition, simple, statement
from reference.waiting import Pack, chain, waiting

_DIRECTIONS = ("north", "east", "up")
"""None of them leads back where another one leads."""
_TOPICS = ("weather", "water")
_FACTS = (("weather",), ("water", "weather"), ("water",))


def drawn(seed: int) -> Pack:
    """The pack with this seed: of six, one in which one waits, and of a hundred, one with a long chain of scenes."""
    if seed % 6 == 5:
        return waiting(seed)
    if seed % 100 == 50:
        return chain(seed)
    chance = random.Random(f"pack {seed}")
    here = Drawing(chance)
    here.places = [f"p{number}" for number in range(chance.choice((0, 1, 2, 2, 3)))]
    here.scenes = [f"s{number}" for number in range(chance.randint(2, 5))]
    here.items = [f"i{number}" for number in range(chance.choice((0, 0, 1, 2)))]
    here.facts = [f"f{number}" for number in range(chance.choice((0, 1, 2)))]
    here.questions = [f"q{number}" for number in range(chance.choice((0, 1, 2, 3)))]
    here.achievements = [f"a{number}" for number in range(chance.choice((0, 0, 1, 2)))]
    here.endings = [f"e{number}" for number in range(chance.choice((1, 1, 2)))]
    here.callable_from = chance.randint(0, len(here.scenes))
    pack: Pack = {"pack": "Drawn", "disclaimer": "Invented, after an almanac of 1921."}
    pack["measures"] = {f"m{number}": _measure(here, f"m{number}") for number in range(chance.choice((0, 1, 1, 2, 2)))}
    if here.odds(0.4):
        end = chance.choice((2, 3, 4, 6, 12))
        step = chance.choice((5, 10, 10))
        here.times = tuple(_time(480 + step * number) for number in range(end + 1))
        pack["clock"] = {"start": here.times[0], "end": here.times[-1]}
    bank = {id_: _question(here) for id_ in here.questions}
    here.topics = [
        topic for question in bank.values() for topic in question.get("topics") or _topics_of(question["cites"])
    ]
    if here.questions and here.odds(0.3):
        pack["lookup"] = _effects(here, 1)
    pack["start"] = chance.choice(here.places or here.scenes)
    pack["scenes"] = {id_: _scene(here, index) for index, id_ in enumerate(here.scenes)}
    if here.odds(0.2):
        _round(here, pack["scenes"])
    if here.places and here.odds(0.6):
        pack["scenes"]["door"] = _door(here)
    if here.places and len(here.questions) > 1 and here.odds(0.3):
        _quiz(here, pack["scenes"])
    pack["places"] = _places(here)
    pack["items"] = {id_: _item(here) for id_ in here.items}
    pack["questions"] = bank
    pack["achievements"] = {
        id_: {"title": f"Had {id_}", **({"when": condition(here)} if here.odds(0.75) else {})}
        for id_ in here.achievements
    }
    pack["endings"] = {id_: _text(here, 0.2) for id_ in here.endings}
    if here.odds(0.4):
        for id_ in here.endings:
            pack["endings"][id_] = {"text": pack["endings"][id_], "closing": _text(here, 0.2)}
    if here.odds(0.6):
        pack["epilogues"] = {
            f"l{number}": {
                "text": _text(here, 0.3),
                **({"when": condition(here)} if here.odds(0.7) else {}),
                **({"endings": [chance.choice(here.endings)]} if here.odds(0.4) else {}),
            }
            for number in range(chance.randint(1, 2))
        }
    if here.odds(0.5):
        pack["promises"] = [_promise(here) for _ in range(chance.randint(1, 2))]
    pack = {key: value for key, value in pack.items() if value}
    here.choices = [choice.replace("/", ".") for choice in choices_of(pack)]
    return _with_whole_plays(here, _filled(here, pack), random.Random(f"whole plays {seed}"))


def _with_whole_plays(here: Drawing, pack: Pack, chance: random.Random) -> Pack:
    """The pack with promises about whole plays, drawn by themselves: the packs of earlier seeds stay what they were."""
    here.chance = chance
    if here.odds(0.5):
        return pack
    promised = {"promises": [_of_whole_plays(here) for _ in range(chance.randint(1, 3))]}
    more = _filled(here, promised)["promises"]
    return {
        **pack,
        "promises": [*pack.get("promises", ()), *(promise for promise in more if _can_be_promised(promise))],
    }


def _of_whole_plays(here: Drawing) -> Pack:
    kind = here.any_of("never", "always", "can", "can_still", "leads_to", "of", "times")
    some = [statement(here) if here.odds(0.5) else condition(here) for _ in range(3)]
    match kind:
        case "of":
            return {"at_most": str(here.chance.randint(1, 2)), "of": some}
        case "times":
            return {"at_most": str(here.chance.randint(1, 3)), "times": some[0]}
        case "can_still" | "leads_to":
            scope = here.any_of("once", "once", "whenever", "")
            return {kind: some[0], **({scope: some[1]} if scope else {})}
    return {kind: some[0], "once": some[1], **({"whenever": some[2]} if here.odds(0.2) else {})}


def _can_be_promised(promise: Pack) -> bool:
    """Whether it counts no condition twice, and compares counts with numbers alone: everything else is refused."""
    of, words = promise.get("of", ()), json.dumps(promise)
    return len(set(of)) == len(of) and len(_COUNTED.findall(words)) == words.count("visits.")


_COUNTED = re.compile(r"(?<![*+<>=-] )visits\.\w+ [<>=!]+ -?\d+(?! [*+-])")
"""A count that is compared with a number."""


def written(pack: Pack) -> str:
    """The pack as the text of one file, with the dossier that it cites in another: see `files`."""
    return json.dumps(pack, indent=1)


def files(pack: Pack) -> dict[str, str]:
    """The files of a pack, by name."""
    dossier = {
        "dossier": "almanac", "title": "The almanac", "article": "almanac.txt", "as_of": "1921", "invented": "true",
        "facts": {
            f"f{number}": {"states": f"It is number {number}.", "paragraph": str(number + 1), "by": "article",
                        "as_of": "1921", "topics": list(topics)}
            for number, topics in enumerate(_FACTS)
        },
    }  # fmt: skip
    return {"almanac.yaml": json.dumps(dossier, indent=1), "pack.yaml": written(pack)}


def question_about(seed: int, pack: Pack) -> str:
    """A condition as somebody might ask it with `--reach`, over what is in the pack."""
    here = _again(seed, pack)
    parts = [statement(here) for _ in range(here.chance.randint(1, 3))]
    return here.chance.choice((" and ", " and ", " or ")).join(parts)


def choices_of(pack: Pack) -> list[str]:
    """The ids of all choices of a pack, as `--without` wants them."""
    return [f"{scene}/{choice['id']}" for scene, steps in pack["scenes"].items() for choice in _choices(steps)]


def _choices(steps: Any) -> list[Pack]:
    """The choices below some steps, those inside of others and of outcomes too."""
    found = []
    if isinstance(steps, dict):
        for step in steps.get("choices", ()):
            found += [step, *_choices(step)]
        for key in ("right", "wrong", "passed"):
            found += _choices(steps.get(key))
    return found


def _again(seed: int, pack: Pack) -> Drawing:
    """What is in a pack that was drawn, to draw more about it."""
    here = Drawing(random.Random(f"more {seed}"))
    for name in ("places", "scenes", "items", "questions", "achievements", "endings"):
        setattr(here, name, list(pack.get(name, ())))
    here.facts = [f"f{number}" for number in range(len(_FACTS))]
    here.ranges = {id_: (int(measure["min"]), int(measure["max"])) for id_, measure in pack.get("measures", {}).items()}
    here.times = tuple(pack["clock"].values()) if "clock" in pack else ()
    here.choices = [choice.replace("/", ".") for choice in choices_of(pack)]
    return here


def _filled(here: Drawing, pack: Pack) -> Pack:
    """The pack with a choice at each place where a condition asks for one: `chose.@`."""
    words = json.dumps(pack)
    while "chose.@" in words:
        asked = f"chose.{here.chance.choice(here.choices)}" if here.choices else f"seen.{here.scenes[0]}"
        words = words.replace("chose.@", asked, 1)
    found: Pack = json.loads(words)
    return found


def _time(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def _measure(here: Drawing, id_: str) -> Pack:
    low = here.chance.choice((0, 0, 0, -2, 1))
    high = low + here.chance.choice((1, 2, 2, 3, 5))
    here.ranges[id_] = low, high
    made = {"start": str(here.chance.randint(low, high)), "min": str(low), "max": str(high)}
    return made | ({"stops_at_bounds": "true"} if here.odds(0.4) else {})


# Steps


@dataclass
class _Around:
    """The scene in which steps stand, and what they may do there."""

    calls: list[str]
    goes: list[str]
    scene: str
    stay: bool = False
    back: bool = False
    depth: int = 2


def _effects(here: Drawing, most: int = 2) -> Pack:
    chance = here.chance
    possible: list[tuple[str, Any]] = []
    for id_, (low, high) in here.ranges.items():
        size = max(high - low, 1)
        possible += [(id_, chance.choice((f"+{chance.randint(1, size)}", f"-{chance.randint(1, size)}", "+1", "-1",
                                          f"={chance.randint(low, high)}")))]  # fmt: skip
    if here.items:
        possible += [("give", here.some(here.items)), ("lose", here.some(here.items))]
    if here.facts:
        possible.append(("learn", here.some(here.facts)))
    if here.places:
        possible += [("move", chance.choice(here.places))] * 2
    if here.achievements:
        possible.append(("achieve", chance.choice(here.achievements)))
    if here.times:
        possible.append(("minutes", str(chance.choice((5, 5, 10, 10, 20)))))
    chosen = chance.sample(possible, min(chance.randint(0, most), len(possible)))
    return dict(chosen)


def _steps(here: Drawing, around: _Around) -> Pack:
    made: Pack = {}
    if here.odds(0.5):
        made["text"] = _text(here, 0.25)
    if here.odds(0.6):
        made |= _effects(here)
    inner = _Around(around.calls, around.goes, around.scene, around.stay, around.back, around.depth - 1)
    if here.questions and around.depth and here.odds(0.25):
        made["ask"] = _ask(here)
        for outcome in ("right", "wrong", "passed"):
            if here.odds(0.55):
                made[outcome] = _steps(here, inner)
    if around.calls and here.odds(0.2):
        made["call"] = here.chance.choice(around.calls)
    transitions = [
        "nothing",
        *["choices"] * (3 if around.depth else 0),
        *["stay", "stay"] * around.stay,
        *["back"] * around.back,
    ]
    transitions += ["goto"] * (1 + (around.depth < 2)) + ["end"] * (1 + (around.depth < 2))
    match here.chance.choice(transitions):
        case "choices":
            inside = _Around(around.calls, around.goes, around.scene, True, around.stay, around.depth - 1)
            made["choices"] = [_choice(here, inside) for _ in range(here.chance.randint(1, 3))]
        case "goto" if around.goes:
            made["goto"] = here.chance.choice(around.goes)
        case "end":
            made["end"] = here.chance.choice(here.endings)
        case ("stay" | "back") as key:
            made[key] = "true"
    return made


def _choice(here: Drawing, around: _Around) -> Pack:
    id_ = f"c{len(here.choices)}"
    here.choices.append(f"{around.scene}.{id_}")
    label = f"Do {id_}"
    if here.odds(0.1):
        label += f" {_branching(here)}"
    made = {"choose": label, "id": id_} | _steps(here, around)
    if here.odds(0.4):
        made["when"] = condition(here)
        if here.odds(0.3):
            made["closed"] = _text(here, 0.4)
    if here.odds(0.45):
        made["again"] = "true"
    if here.odds(0.1):
        made["fallback"] = "true"
    return made


def _scene(here: Drawing, index: int) -> Pack:
    id_ = here.scenes[index]
    # Calls lead only to scenes further on, and nothing leads from those back: no calls go in a circle.
    later = here.scenes[max(index + 1, here.callable_from) :]
    goes = here.scenes if index < here.callable_from else later
    made = _steps(here, _Around(later, goes, id_))
    if here.places and here.odds(0.8):
        made["at"] = here.some(here.places, 3)
    if here.odds(0.35):
        made["on_arrival"] = "true"
    if here.odds(0.5):
        made["again"] = "true"
    if here.odds(0.2):
        made["priority"] = str(here.chance.randint(-2, 2))
    if here.odds(0.5):
        made["when"] = condition(here)
    if here.odds(0.15):
        made["title"] = f"Go to {id_} {_branching(here)}" if here.odds(0.5) else f"Go to {id_}"
    return made


def _door(here: Drawing) -> Pack:
    """Somewhere one can go: else most stories that are drawn come to no ending."""
    here.choices.append("door.leave")
    leave = {"choose": "Leave", "id": "leave", "end": here.chance.choice(here.endings)}
    stay = {"choose": "Stay", "id": "stay", "again": "true"} | _effects(here, 1)
    if here.odds(0.4):
        leave["when"] = condition(here)
    return {"at": here.some(here.places, 1), "again": "true", "choices": [leave, stay][: here.chance.randint(1, 2)]}


def _quiz(here: Drawing, scenes: Pack) -> None:
    """Somewhere one is asked by chance again and again, and somewhere that hangs on what was asked how often."""
    first, second = here.chance.sample(here.questions, 2)
    at = here.some(here.places)
    scenes["quiz"] = {"at": at, "again": "true", "ask": {"from": [first, second]}} | _effects(here, 1)
    times = here.chance.randint(1, 3)
    hangs = here.chance.choice((
        f"not asked.{first}", f"asked.{first} and not asked.{second}", f"right.{first} and wrong.{second}",
        f"correct == {times - 1}", f"asked.{first}",
    ))  # fmt: skip
    scenes["prize"] = {
        "at": at,
        "when": f"visits.quiz {here.chance.choice(('==', '>='))} {times} and {hangs}",
    } | _effects(here)


def _round(here: Drawing, scenes: Pack) -> None:
    """Let scenes lead to each other without anybody choosing, for some time or for ever."""
    some = here.chance.sample(here.scenes, min(len(here.scenes), here.chance.randint(1, 3)))
    for number, id_ in enumerate(some):
        scene = scenes[id_]
        for key in ("ask", "right", "wrong", "passed", "choices", "goto", "end", "call"):
            scene.pop(key, None)
        if here.ranges and here.odds(0.7):
            scene[here.chance.choice(list(here.ranges))] = here.chance.choice(("+1", "-1", "+2"))
        if len(here.places) > 1 and here.odds(0.6):
            scene |= {"again": "true", "on_arrival": "true", "move": here.chance.choice(here.places)}
            scene["at"] = [place for place in here.places if place != scene["move"]][:1]
        elif here.scenes.index(id_) < here.callable_from or here.callable_from == len(here.scenes):
            scene["goto"] = some[(number + 1) % len(some)]


def _ask(here: Drawing) -> Any:
    if len(here.questions) > 1 and here.odds(0.6):
        return {"from": here.chance.sample(here.questions, here.chance.randint(2, len(here.questions)))}
    return {"topic": here.chance.choice(here.topics)} if here.odds(0.15) else here.chance.choice(here.questions)


# Texts, and what else there is


def _text(here: Drawing, part: float) -> str:
    return f"Words {_branching(here)}" if here.odds(part) else "Words."


def _branching(here: Drawing) -> str:
    match here.chance.randint(0, 4):
        case 0:
            return "{Once.|Again.|As always.}"
        case 1:
            return "{&Monday.|Tuesday.}"
        case 2:
            return "{~Rain.|Wind.}"
        case 3:
            return f"{{{condition(here)}: It is {{{simple(here)}: so|not so}}.|It is not.}}"
    return f"{{{condition(here)}: It is so.|It is not so.}}"


def _places(here: Drawing) -> Pack:
    exits: dict[str, Pack] = {id_: {} for id_ in here.places}
    pairs = [(place, other) for first, place in enumerate(here.places) for other in here.places[first + 1 :]]
    for direction, pair in zip(_DIRECTIONS, pairs, strict=False):  # each pair of places has a direction of its own
        if here.odds(0.2):
            continue
        start, end = here.chance.sample(pair, 2)
        transition: Pack = {"to": end}
        if here.odds(0.35):
            transition["one_way"] = "true"
        if here.odds(0.4):
            transition["when"] = condition(here)
        if here.times and here.odds(0.6):
            transition["minutes"] = here.chance.choice(("5", "10", "10", "20"))
        if here.odds(0.1):
            transition["label"] = f"Go {_branching(here)}"
        exits[start][direction] = transition
    return {
        id_: {"name": f"Place {id_}"}
        | ({"exits": exits[id_]} if exits[id_] else {})
        | ({"text": _text(here, 0.3)} if here.odds(0.3) else {})
        | ({"glance": _text(here, 0.3)} if here.odds(0.15) else {})
        for id_ in here.places
    }


def _topics_of(facts: list[str]) -> list[str]:
    return [topic for fact in facts for topic in _FACTS[int(fact[1:])]]


def _item(here: Drawing) -> Pack:
    made: Pack = {"name": "A thing"}
    if here.places and here.odds(0.7):
        made["at"] = here.chance.choice(here.places)
        if here.odds(0.3):
            made["when"] = condition(here)
    return made


def _question(here: Drawing) -> Pack:
    made: Pack = {"text": _text(here, 0.15), "cites": here.some(here.facts or ["f0"]), "because": "So it is."}
    if here.odds(0.3):
        made["topics"] = [here.chance.choice(_TOPICS)]
    match here.chance.randint(0, 2):
        case 0:
            return made | {"answers": [{"right": "Alpha one"}, {"wrong": "Beta two"}, {"wrong": "Gamma three"}]}
        case 1:
            return made | {"number": "8"}
    return made | {"answer": ["Article 5", "Five"]}


def _promise(here: Drawing) -> Pack:
    said = statement(here) if here.odds(0.5) else condition(here)
    made = {here.chance.choice(("never", "always", "can")): said}
    for scope in ("before", "after"):
        if here.odds(0.15):
            made[scope] = here.chance.choice(here.scenes)
    return made
